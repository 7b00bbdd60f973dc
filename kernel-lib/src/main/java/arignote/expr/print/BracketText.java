package arignote.expr.print;

import arignote.expr.HostArray;

/** An array as text, in brackets as Java and NumPy write it. Of long axes the first and the last three elements are shown. */
public final class BracketText {
    private static final int WHOLE = 1000; // so many elements are shown, as in NumPy
    private static final int EDGE = 3;

    private final HostArray array;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private BracketText(HostArray array) {
        this.array = array;
    }

    /** The text, on one line. */
    public static String of(HostArray array) {
        BracketText t = new BracketText(array);
        t.add(0);
        return t.text.toString();
    }

    private void add(int axis) {
        long[] shape = array.shape();
        if (axis == shape.length) {
            text.append(element(at++));
            return;
        }
        int below = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            below *= (int) shape[i];
        }
        text.append('[');
        for (int i = 0; i < shape[axis]; i++) {
            text.append(i == 0 ? "" : ", ");
            if (array.size() > WHOLE && i == EDGE && shape[axis] > 2 * EDGE) {
                int left = (int) shape[axis] - 2 * EDGE;
                text.append("..., ");
                at += left * below;
                i += left;
            }
            add(axis + 1);
        }
        text.append(']');
    }

    private String element(int i) {
        return switch (array.dtype()) {
            case FLOAT64 -> Double.toString(array.doubleAt(i));
            case FLOAT32 -> Float.toString((float) array.doubleAt(i));
            case INT64, INT32 -> Long.toString(array.longAt(i));
            case BOOL -> Boolean.toString(array.longAt(i) != 0);
        };
    }
}
