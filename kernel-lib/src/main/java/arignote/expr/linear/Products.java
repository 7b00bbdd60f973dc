package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.ReduceOp;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Builds products along axes and diagonals. Where an expression stands, numbers and arrays may stand, too. */
public final class Products {
    private Products() {}

    /** The sum of products over the last {@code axes} axes of a and the first ones of b. */
    public static Expr tensordot(Object a, Object b, int axes) {
        Expr[] both = Operands.of("tensordot", 1, a, b);
        checkCount("tensordot", both[0], both[1], axes, 0);
        int rank = both[0].type().rank();
        return contracted(both[0], both[1], range(rank - axes, rank), range(0, axes));
    }

    /** The sum of products over pairs of axes. */
    public static Expr tensordot(Object a, Object b, int[][] axes) {
        Expr[] both = Operands.of("tensordot", 1, a, b);
        List<List<Integer>> pairs = pairs("tensordot", both[0], both[1], axes);
        return contracted(both[0], both[1], pairs.get(0), pairs.get(1));
    }

    private static Expr contracted(Expr a, Expr b, List<Integer> left, List<Integer> right) {
        return left.isEmpty() ? contracted(a, b, 0, left, right) : Build.dot(a, b, left, right);
    }

    /**
     * NumPy's matmul: matrix products in the last two axes, repeated along the axes before them; a vector stands for a row
     * on the left side and for a column on the right one.
     */
    public static Expr matmul(Object a, Object b) {
        Expr[] both = Operands.of("matmul", 1, a, b);
        return matmul(both[0], both[1]);
    }

    static Expr matmul(Expr a, Expr b) {
        int left = a.type().rank();
        int right = b.type().rank();
        if (left == 0 || right == 0) {
            throw new IllegalArgumentException("matmul takes vectors and matrices, but "
                    + Printer.quoted(left == 0 ? a : b) + " is a scalar; use T.mul");
        }
        if (left <= 2 && right <= 2) {
            return Build.dot(a, b);
        }
        if (left == 1 || right == 1) {
            return Build.dot(a, b);
        }
        int leading = Math.max(left, right) - 2;
        List<Integer> rows = padded(left - 2, leading);
        Collections.addAll(rows, left - 2, Op.DimShuffle.NEW, left - 1);
        List<Integer> columns = padded(right - 2, leading);
        Collections.addAll(columns, Op.DimShuffle.NEW, right - 1, right - 2);
        return Build.dimshuffle(a, rows).times(Build.dimshuffle(b, columns)).sum(leading + 2);
    }

    /** The first {@code axes} axes with new ones before them, {@code to} in all. */
    private static List<Integer> padded(int axes, int to) {
        List<Integer> pattern = new ArrayList<>(Collections.nCopies(to - axes, Op.DimShuffle.NEW));
        pattern.addAll(range(0, axes));
        return pattern;
    }

    /** For each i the dot of x[i] and y[i]. */
    public static Expr batchedDot(Object x, Object y) {
        Expr[] both = Operands.of("batchedDot", 1, x, y);
        int left = both[0].type().rank();
        int right = both[1].type().rank();
        checkBatch("batchedDot", both);
        if (left == 1 || right == 1) {
            return contracted(both[0], both[1], 1, List.of(), List.of());
        }
        return contracted(both[0], both[1], 1, List.of(left - 1), List.of(Math.max(1, right - 2)));
    }

    /** For each i the tensordot of x[i] and y[i] over so many axes. */
    public static Expr batchedTensordot(Object x, Object y, int axes) {
        Expr[] both = Operands.of("batchedTensordot", 1, x, y);
        checkBatch("batchedTensordot", both);
        checkCount("batchedTensordot", both[0], both[1], axes, 1);
        int rank = both[0].type().rank();
        return contracted(both[0], both[1], 1, range(rank - axes, rank), range(1, 1 + axes));
    }

    /** The same over pairs of axes, which are counted with the first one. */
    public static Expr batchedTensordot(Object x, Object y, int[][] axes) {
        Expr[] both = Operands.of("batchedTensordot", 1, x, y);
        checkBatch("batchedTensordot", both);
        List<List<Integer>> pairs = pairs("batchedTensordot", both[0], both[1], axes);
        if (pairs.get(0).contains(0) || pairs.get(1).contains(0)) {
            throw new IllegalArgumentException(
                    "batchedTensordot sums over no axis 0, which counts the products; use T.tensordot for that");
        }
        return contracted(both[0], both[1], 1, pairs.get(0), pairs.get(1));
    }

    /** The sum of products over pairs of axes, for each index of the first {@code batch} axes. */
    private static Expr contracted(Expr a, Expr b, int batch, List<Integer> left, List<Integer> right) {
        List<Integer> freeLeft = free(a, batch, left);
        List<Integer> freeRight = free(b, batch, right);
        List<Integer> first = new ArrayList<>(range(0, batch));
        first.addAll(freeLeft);
        first.addAll(Collections.nCopies(freeRight.size(), Op.DimShuffle.NEW));
        first.addAll(left);
        List<Integer> second = new ArrayList<>(range(0, batch));
        second.addAll(Collections.nCopies(freeLeft.size(), Op.DimShuffle.NEW));
        second.addAll(freeRight);
        second.addAll(right);
        Expr products = Build.dimshuffle(a, first).times(Build.dimshuffle(b, second));
        int rank = products.type().rank();
        return left.isEmpty()
                ? products
                : products.sum(IntStream.range(rank - left.size(), rank).toArray());
    }

    private static List<Integer> free(Expr x, int batch, List<Integer> summed) {
        List<Integer> free = new ArrayList<>(range(batch, x.type().rank()));
        free.removeAll(summed);
        return free;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static void checkBatch(String what, Expr[] both) {
        for (Expr e : both) {
            if (e.type().rank() == 0) {
                throw new IllegalArgumentException(
                        what + " goes along axis 0, but " + Printer.quoted(e) + " is a scalar and has none");
            }
        }
    }

    private static void checkCount(String what, Expr a, Expr b, int axes, int batch) {
        int most = Math.min(a.type().rank(), b.type().rank()) - batch;
        if (axes < 0 || axes > most) {
            List<String> quoted = Printer.quoted(List.of(a, b));
            throw new IllegalArgumentException(what + " over " + axes + " axes, but " + quoted.get(0) + " is "
                    + a.type().described() + " and " + quoted.get(1) + " "
                    + b.type().described() + "; there are 0 to " + most);
        }
    }

    /** The axes of a and of b, counted from the front. */
    private static List<List<Integer>> pairs(String what, Expr a, Expr b, int[][] axes) {
        if (axes == null || axes.length != 2 || axes[0].length != axes[1].length) {
            throw new IllegalArgumentException(what + " takes as many axes of " + Printer.quoted(a) + " as of "
                    + Printer.quoted(b) + ", for instance new int[][] {{1}, {0}}, not " + Arrays.deepToString(axes));
        }
        return List.of(distinct(what, a, axes[0]), distinct(what, b, axes[1]));
    }

    private static List<Integer> distinct(String what, Expr x, int[] axes) {
        List<Integer> counted =
                Arrays.stream(axes).map(i -> Build.axis(what, x, i)).boxed().toList();
        if (counted.stream().distinct().count() < counted.size()) {
            throw new IllegalArgumentException(
                    what + " names an axis of " + Printer.quoted(x) + " twice: " + Arrays.toString(axes));
        }
        return counted;
    }

    /** Each element of a times each of b, both row by row as vectors. */
    public static Expr outer(Object a, Object b) {
        Expr[] both = Operands.of("outer", 1, a, b);
        return Terms.column(flat(both[0])).times(Terms.row(flat(both[1])));
    }

    /** The sum of products over the last axes of both; with a scalar the product. */
    public static Expr inner(Object a, Object b) {
        Expr[] both = Operands.of("inner", 1, a, b);
        int left = both[0].type().rank();
        int right = both[1].type().rank();
        return left == 0 || right == 0
                ? both[0].times(both[1])
                : Build.dot(both[0], both[1], List.of(left - 1), List.of(right - 1));
    }

    /** The sum of products of all elements, row by row. */
    public static Expr vdot(Object a, Object b) {
        Expr[] both = Operands.of("vdot", 1, a, b);
        return Build.dot(flat(both[0]), flat(both[1]));
    }

    private static Expr flat(Expr x) {
        return x.type().rank() == 1 ? x : Build.reshape(x, -1);
    }

    /** Kronecker's product: a with each element replaced by it times b. */
    public static Expr kron(Object a, Object b) {
        Expr[] both = Operands.of("kron", 1, a, b);
        int rank = Math.max(both[0].type().rank(), both[1].type().rank());
        Expr left = Build.dimshuffle(both[0], padded(both[0].type().rank(), rank));
        Expr right = Build.dimshuffle(both[1], padded(both[1].type().rank(), rank));
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Collections.addAll(first, i, Op.DimShuffle.NEW);
            Collections.addAll(second, Op.DimShuffle.NEW, i);
        }
        Expr products = Build.dimshuffle(left, first).times(Build.dimshuffle(right, second));
        return rank == 0 ? products : Build.reshape(products, Build.shape(left).times(Build.shape(right)), rank);
    }

    /** The product of several matrices, from left to right. */
    public static Expr matrixDot(Object... matrices) {
        if (matrices == null || matrices.length == 0) {
            throw new IllegalArgumentException("matrixDot got no matrix; give expressions or arrays");
        }
        Expr[] all = Operands.of("matrixDot", 1, matrices);
        Expr product = all[0];
        for (int i = 1; i < all.length; i++) {
            product = Build.dot(product, all[i]);
        }
        return product;
    }

    /** The product of n times the same square matrix; for a negative n, of its inverse; for 0, the unit matrix. */
    public static Expr matrixPower(Object matrix, int n) {
        Expr x = Operands.of("matrixPower", 1, matrix)[0];
        Matrices.type("matrixPower", x);
        if (n == 0) {
            return Terms.identity(x);
        }
        Expr square = n < 0 ? MatrixFunctions.inverse(x) : x;
        Expr power = null;
        for (long rest = Math.abs((long) n); rest > 0; rest /= 2) {
            if (rest % 2 == 1) {
                power = power == null ? square : matmul(power, square);
            }
            square = rest > 1 ? matmul(square, square) : square;
        }
        return power;
    }

    /** The elements along the diagonal of two axes, as a new last axis: those whose second index is the first plus offset. */
    public static Expr diagonal(Object array, int offset, int axis1, int axis2) {
        return diagonal("diagonal", array, offset, axis1, axis2);
    }

    private static Expr diagonal(String what, Object array, int offset, int axis1, int axis2) {
        Expr x = Operands.of(what, 1, array)[0];
        Matrices.type(what, x);
        List<Integer> two = distinct(what, x, new int[] {axis1, axis2});
        List<Integer> pattern = free(x, 0, two);
        pattern.addAll(two);
        return of(new TakeDiagonal(offset), Build.dimshuffle(x, pattern));
    }

    /** The sum along a diagonal. */
    public static Expr trace(Object x, int offset, int axis1, int axis2) {
        Expr diagonal = diagonal("trace", x, offset, axis1, axis2);
        return Build.reduce(ReduceOp.SUM, diagonal, -1);
    }

    /** A matrix with this vector as its diagonal and 0 elsewhere; of more axes the last is the diagonal. */
    public static Expr allocDiag(Object diagonal, int offset, int axis1, int axis2) {
        Expr x = Operands.of("allocDiag", 1, diagonal)[0];
        Expr last = of(new PutDiagonal(offset), x);
        int rank = last.type().rank();
        int first = Build.axis("allocDiag", last, axis1);
        int second = Build.axis("allocDiag", last, axis2);
        if (first == second) {
            throw new IllegalArgumentException("allocDiag puts a diagonal between two axes, not " + axis1 + " twice");
        }
        List<Integer> pattern = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            pattern.add(i == first ? rank - 2 : i == second ? rank - 1 : next++);
        }
        return Build.dimshuffle(last, pattern);
    }

    /** Of a vector the matrix with it as its diagonal, of a matrix its diagonal. */
    public static Expr diag(Object x, int offset) {
        Expr e = Operands.of("diag", 1, x)[0];
        return switch (e.type().rank()) {
            case 1 -> allocDiag(e, offset, 0, 1);
            case 2 -> diagonal(e, offset, 0, 1);
            default ->
                throw new IllegalArgumentException("diag takes a vector or a matrix, but " + Printer.quoted(e) + " is "
                        + e.type().described() + "; T.diagonal and T.allocDiag take more axes");
        };
    }

    /** The lengths of these axes of {@code x} as scalars. */
    static List<Expr> lengths(Expr x, List<Integer> axes) {
        return axes.stream().map(i -> Build.size(x, List.of(i), DType.INT64)).toList();
    }

    /** {@code x}, row by row, in the shape of these lengths. */
    static Expr reshaped(Expr x, List<Expr> lengths) {
        Expr shape = Build.constant(HostArray.zeros(DType.INT64, lengths.size()));
        Expr zeros = shape;
        for (int i = 0; i < lengths.size(); i++) {
            shape = shape.plus(Build.addAt(lengths.get(i), zeros, List.of(Build.whole(i))));
        }
        return Build.reshape(x, shape, lengths.size());
    }
}
