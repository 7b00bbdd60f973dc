package arignote;

import arignote.expr.linear.MatrixFunctions;
import arignote.expr.linear.Products;

/**
 * What {@link T} says of matrices. Products and functions of matrices take arrays, too, and whole
 * numbers, which become floatX where the result is a fraction. Decompositions are those of LAPACK's reference implementation in
 * Java: the same bits on every machine.
 *
 * <p>All throw an IllegalArgumentException, in words that name it, for what has too few axes.
 */
public abstract sealed class TLinearAlgebra extends TSorting permits TNetworks {
    TLinearAlgebra() {}

    // Products

    /** The sum of products over the last two axes of a and the first two of b. */
    public static Expr tensordot(Object a, Object b) {
        return Products.tensordot(a, b, 2);
    }

    /** The same over so many axes. */
    public static Expr tensordot(Object a, Object b, int axes) {
        return Products.tensordot(a, b, axes);
    }

    /** The same over pairs of axes: {@code new int[][] {{1, 0}, {0, 1}}} are those of a, and those of b. */
    public static Expr tensordot(Object a, Object b, int[][] axes) {
        return Products.tensordot(a, b, axes);
    }

    /** NumPy's matmul: matrix products in the last two axes, which broadcast along the axes before them. */
    public static Expr matmul(Object a, Object b) {
        return Products.matmul(a, b);
    }

    /** For each index of the first axis the dot of {@code x[i]} and {@code y[i]}. Axes of length 1 are repeated. */
    public static Expr batchedDot(Object x, Object y) {
        return Products.batchedDot(x, y);
    }

    /** For each index of the first axis the tensordot of {@code x[i]} and {@code y[i]} over so many axes. */
    public static Expr batchedTensordot(Object x, Object y, int axes) {
        return Products.batchedTensordot(x, y, axes);
    }

    /** The same over pairs of axes, counted with the first one. */
    public static Expr batchedTensordot(Object x, Object y, int[][] axes) {
        return Products.batchedTensordot(x, y, axes);
    }

    /** Each element of a times each of b, a matrix. */
    public static Expr outer(Object a, Object b) {
        return Products.outer(a, b);
    }

    /** The sum of products over the last axes of both; with a scalar the product. */
    public static Expr inner(Object a, Object b) {
        return Products.inner(a, b);
    }

    /** The sum of products of all elements, row by row. */
    public static Expr vdot(Object a, Object b) {
        return Products.vdot(a, b);
    }

    /** Kronecker's product: a with each element replaced by it times b. */
    public static Expr kron(Object a, Object b) {
        return Products.kron(a, b);
    }

    /** The product of several matrices. */
    public static Expr matrixDot(Object... matrices) {
        return Products.matrixDot(matrices);
    }

    /** The product of n times the same square matrix; for a negative n of its inverse, for 0 the unit matrix. */
    public static Expr matrixPower(Object x, int n) {
        return Products.matrixPower(x, n);
    }

    // Diagonals

    /** The sum of the diagonal. */
    public static Expr trace(Object x) {
        return Products.trace(x, 0, 0, 1);
    }

    /** The sum of the diagonal of two axes that lies {@code offset} columns to the right. */
    public static Expr trace(Object x, int offset, int axis1, int axis2) {
        return Products.trace(x, offset, axis1, axis2);
    }

    /** Of a vector the matrix with it as its diagonal, of a matrix its diagonal. */
    public static Expr diag(Object x) {
        return Products.diag(x, 0);
    }

    /** The same with the diagonal {@code offset} columns to the right. */
    public static Expr diag(Object x, int offset) {
        return Products.diag(x, offset);
    }

    /** The diagonal of the first two axes, along a new last axis. */
    public static Expr diagonal(Object x) {
        return Products.diagonal(x, 0, 0, 1);
    }

    /** The same, {@code offset} columns to the right. */
    public static Expr diagonal(Object x, int offset) {
        return Products.diagonal(x, offset, 0, 1);
    }

    /** The same of two other axes. */
    public static Expr diagonal(Object x, int offset, int axis1, int axis2) {
        return Products.diagonal(x, offset, axis1, axis2);
    }

    /** {@link #diagonal(Object)}, by Theano's other name. */
    public static Expr extractDiag(Object x) {
        return Products.diagonal(x, 0, 0, 1);
    }

    /**
     * The matrix with this vector as its diagonal and 0 elsewhere; of more axes the last is the diagonal, between the
     * first two of the result.
     */
    public static Expr allocDiag(Object x) {
        return Products.allocDiag(x, 0, 0, 1);
    }

    /** The same, {@code offset} columns to the right. */
    public static Expr allocDiag(Object x, int offset) {
        return Products.allocDiag(x, offset, 0, 1);
    }

    /** The same between two other axes of the result. */
    public static Expr allocDiag(Object x, int offset, int axis1, int axis2) {
        return Products.allocDiag(x, offset, axis1, axis2);
    }

    // Functions of matrices, each for all matrices in the last two axes

    /** The determinant. It has a gradient where it is 0, too. */
    public static Expr det(Object x) {
        return MatrixFunctions.det(x);
    }

    /** The sign of the determinant, and the logarithm of its absolute value. */
    public static MatrixFunctions.SlogDet slogdet(Object x) {
        return MatrixFunctions.slogdet(x);
    }

    /** The inverse; a call throws an IllegalArgumentException if the matrix is singular. */
    public static Expr matrixInverse(Object x) {
        return MatrixFunctions.inverse(x);
    }

    /** The solution z of a z = b, for a vector or a matrix b; a call throws an IllegalArgumentException if a is singular. */
    public static Expr solve(Object a, Object b) {
        return MatrixFunctions.solve(a, b, "gen");
    }

    /**
     * The same for a symmetric a ({@code "sym"}), one that is positive definite, too ({@code "pos"}), of which the lower
     * triangle is read, or any ({@code "gen"}).
     */
    public static Expr solve(Object a, Object b, String assumeA) {
        return MatrixFunctions.solve(a, b, assumeA);
    }

    /** The solution for an upper triangular a; what is below its diagonal is not read. */
    public static Expr solveTriangular(Object a, Object b) {
        return MatrixFunctions.solveTriangular(a, b, false, false, false);
    }

    /** The same for a lower triangular a. */
    public static Expr solveTriangular(Object a, Object b, boolean lower) {
        return MatrixFunctions.solveTriangular(a, b, false, lower, false);
    }

    /** The same for the transpose of a, or with a diagonal that is taken to be 1. */
    public static Expr solveTriangular(Object a, Object b, boolean transposed, boolean lower, boolean unitDiagonal) {
        return MatrixFunctions.solveTriangular(a, b, transposed, lower, unitDiagonal);
    }

    /** The solution for a lower triangular a; what is above its diagonal is not read. */
    public static Expr solveLowerTriangular(Object a, Object b) {
        return MatrixFunctions.solveTriangular(a, b, false, true, false);
    }

    /** The solution for an upper triangular a; what is below its diagonal is not read. */
    public static Expr solveUpperTriangular(Object a, Object b) {
        return MatrixFunctions.solveTriangular(a, b, false, false, false);
    }

    /** The lower triangular L with L Lᵀ = x, for a symmetric positive definite x, of which the lower triangle is read. */
    public static Expr cholesky(Object x) {
        return MatrixFunctions.cholesky(x, true);
    }

    /** The same, or if not {@code lower}, its transpose. */
    public static Expr cholesky(Object x, boolean lower) {
        return MatrixFunctions.cholesky(x, lower);
    }

    /** The QR decomposition, with as many columns of Q as the smaller length. */
    public static MatrixFunctions.QR qr(Object x) {
        return MatrixFunctions.qr(x, "reduced");
    }

    /** The same, or in the mode {@code "complete"} with a square Q, which has no gradient. */
    public static MatrixFunctions.QR qr(Object x, String mode) {
        return MatrixFunctions.qr(x, mode);
    }

    /** The singular value decomposition with square matrices of vectors, which have no gradient. */
    public static MatrixFunctions.SVD svd(Object x) {
        return MatrixFunctions.svd(x, true);
    }

    /** The same, or if not {@code fullMatrices}, with as many vectors as singular values. */
    public static MatrixFunctions.SVD svd(Object x, boolean fullMatrices) {
        return MatrixFunctions.svd(x, fullMatrices);
    }

    /**
     * Eigenvalues, from the smallest on, and eigenvectors of a symmetric matrix, of which the lower triangle is read.
     * Where two values are equal, the vectors have no gradient.
     */
    public static MatrixFunctions.Eigen eigh(Object x) {
        return MatrixFunctions.eigh(x, "L");
    }

    /** The same of the triangle {@code "L"} or {@code "U"}. */
    public static MatrixFunctions.Eigen eigh(Object x, String triangle) {
        return MatrixFunctions.eigh(x, triangle);
    }

    /** The eigenvalues of a symmetric matrix, from the smallest on. */
    public static Expr eigvalsh(Object x) {
        return MatrixFunctions.eigvalsh(x);
    }

    /** The numbers w with a v = w b v, for a symmetric a and a symmetric positive definite b. */
    public static Expr eigvalsh(Object a, Object b) {
        return MatrixFunctions.eigvalsh(a, b);
    }

    /** Eigenvalues and eigenvectors of any square matrix; a call throws an IllegalArgumentException if they are not real. */
    public static MatrixFunctions.Eigen eig(Object x) {
        return MatrixFunctions.eig(x);
    }

    /** The pseudo-inverse (Moore and Penrose). */
    public static Expr pinv(Object x) {
        return MatrixFunctions.pinv(x, 1e-15);
    }

    /** The same with singular values taken for 0 up to this part of the greatest one. */
    public static Expr pinv(Object x, double rcond) {
        return MatrixFunctions.pinv(x, rcond);
    }

    /** The shortest z with the least sum of squares of b - a z, those sums, the rank of a and its singular values. */
    public static MatrixFunctions.LeastSquares lstsq(Object a, Object b) {
        return MatrixFunctions.lstsq(a, b, null);
    }

    /** The same with singular values taken for 0 up to this part of the greatest one. */
    public static MatrixFunctions.LeastSquares lstsq(Object a, Object b, double rcond) {
        return MatrixFunctions.lstsq(a, b, rcond);
    }

    /** The exponential of a square matrix: I + x + x² / 2 + …. */
    public static Expr expm(Object x) {
        return MatrixFunctions.expm(x);
    }

    /** The inverse of x as a map from its last axes to its first two: tensordot(tensorinv(x), x, 2) is one. */
    public static Expr tensorinv(Object x) {
        return MatrixFunctions.tensorinv(x, 2);
    }

    /** The same with so many first axes. */
    public static Expr tensorinv(Object x, int ind) {
        return MatrixFunctions.tensorinv(x, ind);
    }

    /** The z with tensordot(a, z, z.ndim) = b, where these axes of a come last. */
    public static Expr tensorsolve(Object a, Object b, int... axes) {
        return MatrixFunctions.tensorsolve(a, b, axes);
    }

    /** The norm of a matrix as a vector of all elements, the root of the sum of their squares. */
    public static Expr matrixNorm(Object x) {
        return MatrixFunctions.norm(x, "fro");
    }

    /**
     * The norm of a matrix: that of all elements ({@code "fro"}), the sum of the singular values ({@code "nuc"}), the greatest of
     * them (2) or the smallest (-2), the greatest sum of a column (1) or of a row ({@code "inf"}), or the smallest (-1,
     * {@code "-inf"}).
     */
    public static Expr matrixNorm(Object x, Object ord) {
        return MatrixFunctions.norm(x, ord);
    }
}
