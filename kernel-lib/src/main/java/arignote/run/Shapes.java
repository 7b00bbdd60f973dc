package arignote.run;

import arignote.Expr;
import arignote.expr.Printer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lengths of axes at run time, and the sentences for those that do not match. */
final class Shapes {
    private Shapes() {}

    static long size(long[] shape) {
        long n = 1;
        for (long d : shape) {
            n *= d;
        }
        return n;
    }

    /** How many elements of the flat array to step for the next index of each axis. */
    static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /**
     * The shape to which the operands of {@code e} broadcast.
     *
     * @throws IllegalArgumentException naming the first two operands that do not match
     */
    static long[] broadcast(Expr e, List<long[]> shapes) {
        int rank = shapes.stream().mapToInt(s -> s.length).max().orElse(0);
        long[] result = new long[rank];
        int[] decidedBy = new int[rank];
        Arrays.fill(result, 1);
        for (int k = 0; k < shapes.size(); k++) {
            long[] shape = shapes.get(k);
            for (int i = 0; i < shape.length; i++) {
                int axis = rank - shape.length + i;
                if (shape[i] != 1 && result[axis] == 1) {
                    result[axis] = shape[i];
                    decidedBy[axis] = k;
                } else if (shape[i] != 1 && shape[i] != result[axis]) {
                    int first = decidedBy[axis];
                    throw new IllegalArgumentException("shapes do not match in " + Printer.quoted(e) + ": "
                            + described(e.args().get(first), shapes.get(first)) + " and "
                            + described(e.args().get(k), shape));
                }
            }
        }
        return result;
    }

    /** {@code 'x' has the shape [3]}. */
    static String described(Expr e, long[] shape) {
        return Printer.quoted(e) + " has the shape " + text(shape);
    }

    static String text(long[] shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code shape} with ones in front, up to {@code rank} axes. */
    static long[] padded(long[] shape, int rank) {
        long[] result = new long[rank];
        Arrays.fill(result, 1);
        System.arraycopy(shape, 0, result, rank - shape.length, shape.length);
        return result;
    }

    /** For each element of {@code to}, row by row, the position of the element of {@code from} that is repeated there. */
    static int[] sources(long[] from, long[] to) {
        long[] padded = padded(from, to.length);
        long[] strides = strides(padded);
        int n = Math.toIntExact(size(to));
        int[] result = new int[n];
        long[] at = new long[to.length];
        long position = 0;
        for (int i = 0; i < n; i++) {
            result[i] = (int) position;
            for (int axis = to.length - 1; axis >= 0; axis--) {
                long step = padded[axis] == 1 ? 0 : strides[axis];
                position += step;
                if (++at[axis] < to[axis]) {
                    break;
                }
                position -= step * at[axis];
                at[axis] = 0;
            }
        }
        return result;
    }
}
