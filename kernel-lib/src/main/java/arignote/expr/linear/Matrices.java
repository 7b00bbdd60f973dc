package arignote.expr.linear;

import arignote.Expr;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An array as the matrices in its last two axes, row by row, as doubles: LAPACK computes float32 in float64, and the
 * result is rounded.
 *
 * @param shape of the whole array
 * @param count how many matrices there are
 * @param elements of all matrices, not to be written to
 */
record Matrices(long[] shape, int count, int rows, int columns, double[] elements) {
    static Matrices of(HostArray a) {
        long[] shape = a.shape();
        int axes = shape.length;
        long count = Arrays.stream(shape, 0, axes - 2).reduce(1, (x, y) -> x * y);
        return new Matrices(shape, (int) count, (int) shape[axes - 2], (int) shape[axes - 1], a.doubles());
    }

    /**
     * The matrices of an argument.
     *
     * @param e whose argument it is, for messages
     * @throws IllegalArgumentException if they are not square
     */
    static Matrices square(Expr e, int argument, HostArray a) {
        Matrices m = of(a);
        if (m.rows != m.columns) {
            throw new IllegalArgumentException(e.op().label() + " needs a square matrix, but "
                    + Printer.quoted(e.args().get(argument)) + " has the shape " + Arrays.toString(a.shape()));
        }
        return m;
    }

    /** What messages in a page say of an operation and its arguments. */
    static List<String> named(String what, Expr e) {
        List<String> names = new ArrayList<>(List.of(what));
        names.addAll(Printer.quoted(e.args()));
        return names;
    }

    /** The type of an argument that is a floating matrix, or many. */
    static TensorType type(String what, Expr x) {
        if (x.type().rank() < 2) {
            throw new IllegalArgumentException(what + " takes a matrix, or an array whose last two axes are one, but "
                    + Printer.quoted(x) + " is " + x.type().described());
        }
        return x.type();
    }

    /** A copy of matrix {@code i}. */
    double[] copy(int i) {
        return Arrays.copyOfRange(elements, i * rows * columns, (i + 1) * rows * columns);
    }

    /** Whether matrix {@code i} has neither NaN nor infinities. */
    boolean isFinite(int i) {
        return isFinite(i, columns);
    }

    /** The same of its lower triangle alone. */
    boolean isLowerFinite(int i) {
        return isFinite(i, 1);
    }

    /** @param first so many elements of the first row are looked at, and of each further one more */
    private boolean isFinite(int i, int first) {
        for (int row = 0; row < rows; row++) {
            int start = (i * rows + row) * columns;
            for (int k = start; k < start + Math.min(columns, first + row); k++) {
                if (!Double.isFinite(elements[k])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What is computed of one matrix. */
    interface Each {
        double[] of(int i);
    }

    /** For each matrix one of another size, in an array with the same axes before them. */
    HostArray each(DType dtype, int toRows, int toColumns, Each each) {
        return each(dtype, new long[] {toRows, toColumns}, each);
    }

    /** For each matrix an array of a shape, in an array with the same axes before them. */
    HostArray each(DType dtype, long[] part, Each each) {
        long[] to = Arrays.copyOf(shape, shape.length - 2 + part.length);
        System.arraycopy(part, 0, to, shape.length - 2, part.length);
        HostArray result = HostArray.zeros(DType.FLOAT64, to);
        double[] all = result.doubles();
        int size = count == 0 ? 0 : all.length / count;
        for (int i = 0; i < count; i++) {
            System.arraycopy(each.of(i), 0, all, i * size, size);
        }
        return HostArray.ofDoubles(dtype, to, all);
    }

    /** Where matrix {@code i} stands, for messages: nothing if there is but one. */
    String place(int i) {
        if (shape.length == 2) {
            return "";
        }
        long[] at = new long[shape.length - 2];
        long rest = i;
        for (int axis = at.length - 1; axis >= 0; axis--) {
            at[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return " at " + Arrays.toString(at);
    }

    static double[] nan(int size) {
        double[] nan = new double[size];
        Arrays.fill(nan, Double.NaN);
        return nan;
    }
}
