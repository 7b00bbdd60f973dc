package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Config;
import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Operands;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Builds functions of matrices: inverses, solutions, determinants, decompositions. All but {@link #lstsq} and tensors' take arrays of more
 * axes, too, for each matrix in the last two. Whole numbers become floatX.
 */
public final class MatrixFunctions {
    private MatrixFunctions() {}

    /** The sign of a determinant and the logarithm of its absolute value. */
    public record SlogDet(Expr sign, Expr logDet) {}

    /** An orthogonal matrix and an upper triangular one, whose product is the matrix. */
    public record QR(Expr q, Expr r) {}

    /** Singular vectors as the columns of {@code u} and the rows of {@code vt}, and the singular values from the greatest on. */
    public record SVD(Expr u, Expr s, Expr vt) {}

    /** Eigenvalues, and eigenvectors as columns. */
    public record Eigen(Expr values, Expr vectors) {}

    /** What {@code lstsq} finds; {@code residuals} are the sums of squares of b - a x, one for each column of b. */
    public record LeastSquares(Expr solution, Expr residuals, Expr rank, Expr singularValues) {}

    private static Expr floating(String what, Object given) {
        Expr x = Operands.of(what, 1, given)[0];
        Matrices.type(what, x);
        return x.type().dtype().isFloat() ? x : Build.cast(x, Config.floatX());
    }

    /** Both in their common floating type. */
    private static Expr[] floating(String what, Object a, Object b) {
        Expr[] both = Operands.of(what, 1, a, b);
        DType common = DType.promote(both[0].type().dtype(), both[1].type().dtype());
        DType dtype = common.isFloat() ? common : Config.floatX();
        return new Expr[] {Build.cast(both[0], dtype), Build.cast(both[1], dtype)};
    }

    /** The determinant. */
    public static Expr det(Object x) {
        return of(new Determinant(), floating("det", x));
    }

    /** The sign of the determinant and the logarithm of its absolute value. */
    public static SlogDet slogdet(Object x) {
        Expr a = floating("slogdet", x);
        return new SlogDet(of(new SignAndLog(false), a), of(new SignAndLog(true), a));
    }

    /** The inverse. */
    public static Expr inverse(Object x) {
        return of(new Inverse(), floating("matrixInverse", x));
    }

    /**
     * The solution x of a x = b.
     *
     * @param assumed {@code "gen"}, {@code "sym"} or {@code "pos"}
     * @throws IllegalArgumentException if it is something else
     */
    public static Expr solve(Object a, Object b, String assumed) {
        Solve.Assumed kind = switch (String.valueOf(assumed)) {
            case "gen" -> Solve.Assumed.GENERAL;
            case "sym" -> Solve.Assumed.SYMMETRIC;
            case "pos" -> Solve.Assumed.POSITIVE_DEFINITE;
            default ->
                throw new IllegalArgumentException(
                        "solve assumes \"gen\", \"sym\" or \"pos\" of a matrix, not \"" + assumed + "\"");
        };
        return solved(new Solve(kind, false), a, b);
    }

    /** The solution for a triangular matrix, of which the other triangle is not read. */
    public static Expr solveTriangular(Object a, Object b, boolean transposed, boolean lower, boolean unitDiagonal) {
        return solved(new SolveTriangular(lower, transposed, unitDiagonal), a, b);
    }

    private static Expr solved(arignote.expr.ArrayOp op, Object a, Object b) {
        Expr[] both = floating(op.label(), a, b);
        if (both[0].type().rank() != 2 || both[1].type().rank() != 1) {
            return of(op, both);
        }
        return Build.dimshuffle(of(op, both[0], Terms.column(both[1])), List.of(0));
    }

    /** The lower triangular factor, or its transpose. */
    public static Expr cholesky(Object x, boolean lower) {
        Expr factor = of(new Cholesky(), floating("cholesky", x));
        return lower ? factor : Terms.t(factor);
    }

    /**
     * The QR decomposition.
     *
     * @param mode {@code "reduced"} or {@code "complete"}
     * @throws IllegalArgumentException if it is something else
     */
    public static QR qr(Object x, String mode) {
        boolean full = "complete".equals(mode);
        if (!full && !"reduced".equals(mode)) {
            throw new IllegalArgumentException(
                    "qr has the modes \"reduced\" and \"complete\", not \"" + mode + "\"; R alone is T.qr(…).r()");
        }
        Expr a = floating("qr", x);
        return new QR(of(new Qr(true, full), a), of(new Qr(false, full), a));
    }

    /** The singular value decomposition. */
    public static SVD svd(Object x, boolean fullMatrices) {
        Expr a = floating("svd", x);
        return new SVD(
                of(new SvdPart(SvdPart.Part.U, fullMatrices), a),
                of(new SvdPart(SvdPart.Part.S, false), a),
                of(new SvdPart(SvdPart.Part.VT, fullMatrices), a));
    }

    /**
     * Eigenvalues and eigenvectors of a symmetric matrix.
     *
     * @param triangle {@code "L"} or {@code "U"}: the triangle that is read
     */
    public static Eigen eigh(Object x, String triangle) {
        Expr a = floating("eigh", x);
        if (!"L".equals(triangle) && !"U".equals(triangle)) {
            throw new IllegalArgumentException("eigh reads the triangle \"L\" or \"U\", not \"" + triangle + "\"");
        }
        Expr read = "L".equals(triangle) ? a : Terms.t(a);
        return new Eigen(of(new Eigh(false), read), of(new Eigh(true), read));
    }

    /** The eigenvalues of a symmetric matrix. */
    public static Expr eigvalsh(Object x) {
        return of(new Eigh(false), floating("eigvalsh", x));
    }

    /** The numbers w with a v = w b v, for a symmetric a and a symmetric positive definite b. */
    public static Expr eigvalsh(Object a, Object b) {
        Expr[] both = floating("eigvalsh", a, b);
        Expr factor = of(new Cholesky(), both[1]);
        Expr lower = Terms.weigh(1, 1, 0, both[0]);
        Expr symmetric = lower.plus(Terms.t(Terms.weigh(1, 0, 0, both[0])));
        SolveTriangular solve = new SolveTriangular(true, false, false);
        return of(new Eigh(false), of(solve, factor, Terms.t(of(solve, factor, symmetric))));
    }

    /** Eigenvalues and eigenvectors of any square matrix, if they are real. */
    public static Eigen eig(Object x) {
        Expr a = floating("eig", x);
        return new Eigen(of(new Eig(false), a), of(new Eig(true), a));
    }

    /** The pseudo-inverse. */
    public static Expr pinv(Object x, double cutoff) {
        return of(new PseudoInverse(cutoff), floating("pinv", x));
    }

    /**
     * The x of least length among those with the least sum of squares of b - a x.
     *
     * @param cutoff null for the dtype's precision times the greater length
     */
    public static LeastSquares lstsq(Object a, Object b, Double cutoff) {
        Expr[] both = floating("lstsq", a, b);
        if (both[0].type().rank() != 2
                || both[1].type().rank() < 1
                || both[1].type().rank() > 2) {
            throw new IllegalArgumentException("lstsq takes a matrix and a vector or a matrix, but "
                    + Printer.quoted(both[0]) + " is " + both[0].type().described() + " and "
                    + Printer.quoted(both[1]) + " " + both[1].type().described());
        }
        Expr matrix = both[0];
        DType dtype = matrix.type().dtype();
        Expr s = svd(matrix, false).s();
        Expr rows = Build.size(matrix, List.of(0), dtype);
        Expr columns = Build.size(matrix, List.of(1), dtype);
        double precision = dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
        Expr part = cutoff == null
                ? Build.scalar(ScalarOp.MAXIMUM, rows, columns).times(precision)
                : Build.number(cutoff, matrix);
        PseudoInverse inverse = new PseudoInverse(cutoff == null ? PseudoInverse.BY_PRECISION : cutoff);
        Expr solution = Build.dot(of(inverse, matrix), both[1]);
        Expr rank = Build.reduce(ReduceOp.SUM, s.gt(s.max().times(part)));
        return new LeastSquares(
                solution, both[1].minus(Build.dot(matrix, solution)).sqr().sum(0), rank, s);
    }

    /** exp of a square matrix: I + A + A² / 2 + …. */
    public static Expr expm(Object x) {
        return of(new MatrixExponential(), floating("expm", x));
    }

    /** The array z for which tensordot(z, x, ind) makes no difference. */
    public static Expr tensorinv(Object x, int ind) {
        Expr a = Operands.of("tensorinv", 1, x)[0];
        int rank = a.type().rank();
        if (ind <= 0 || ind >= rank) {
            throw new IllegalArgumentException("tensorinv divides the axes of " + Printer.quoted(a) + ", which is "
                    + a.type().described() + ", behind at least one and before the last, not behind " + ind);
        }
        List<Integer> first = IntStream.range(0, ind).boxed().toList();
        List<Integer> last = IntStream.range(ind, rank).boxed().toList();
        List<Expr> lengths = new ArrayList<>(Products.lengths(a, last));
        lengths.addAll(Products.lengths(a, first));
        return Products.reshaped(inverse(matrix(a, first, last)), lengths);
    }

    /**
     * The array z with tensordot(a, z, z.ndim) = b.
     *
     * @param axes of a to be moved to its end before; null for none
     */
    public static Expr tensorsolve(Object a, Object b, int... axes) {
        Expr[] both = floating("tensorsolve", a, b);
        int rank = both[0].type().rank();
        int sides = both[1].type().rank();
        if (sides >= rank) {
            throw new IllegalArgumentException("tensorsolve needs more axes in " + Printer.quoted(both[0]) + " than in "
                    + Printer.quoted(both[1]) + ", but they are "
                    + both[0].type().described() + " and "
                    + both[1].type().described());
        }
        List<Integer> pattern = new ArrayList<>(Terms.axes(rank));
        for (int axis : axes) {
            Integer counted = Build.axis("tensorsolve", both[0], axis);
            pattern.remove(counted);
            pattern.add(counted);
        }
        Expr moved = Build.dimshuffle(both[0], pattern);
        List<Integer> first = IntStream.range(0, sides).boxed().toList();
        List<Integer> last = IntStream.range(sides, rank).boxed().toList();
        Expr solution = solve(matrix(moved, first, last), Build.reshape(both[1], -1), "gen");
        return Products.reshaped(solution, Products.lengths(moved, last));
    }

    /** All elements as a matrix, whose rows stand for the first axes and whose columns for the others. */
    private static Expr matrix(Expr a, List<Integer> first, List<Integer> last) {
        return Products.reshaped(a, List.of(Build.size(a, first, DType.INT64), Build.size(a, last, DType.INT64)));
    }

    /**
     * The norm of a matrix.
     *
     * @param order "fro", "nuc", "inf", "-inf", 1, -1, 2 or -2
     * @throws IllegalArgumentException if there is no such norm
     */
    public static Expr norm(Object x, Object order) {
        Expr a = floating("matrixNorm", x);
        int rows = a.type().rank() - 2;
        return switch (String.valueOf(order)) {
            case "fro" -> a.sqr().sum(rows, rows + 1).sqrt();
            case "nuc" -> svd(a, false).s().sum(-1);
            case "1", "1.0" -> a.abs().sum(rows).max(-1);
            case "-1", "-1.0" -> a.abs().sum(rows).min(-1);
            case "2", "2.0" -> svd(a, false).s().max(-1);
            case "-2", "-2.0" -> svd(a, false).s().min(-1);
            case "inf", "Infinity" -> a.abs().sum(rows + 1).max(-1);
            case "-inf", "-Infinity" -> a.abs().sum(rows + 1).min(-1);
            default ->
                throw new IllegalArgumentException(
                        "a matrix has the norms \"fro\", \"nuc\", \"inf\", \"-inf\", 1, -1, 2 and" + " -2, not " + order
                                + ", which is asked for of " + Printer.quoted(a));
        };
    }
}
