package arignote.expr.linear;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeev;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetrs_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dorgqr;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrs_work;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsysv;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dtrtrs_work;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

/**
 * LAPACK's routines on matrices row by row, in the memory of Java. They are OpenBLAS's, which ND4J brings: the same
 * machine gives the same bits in each run, another processor may give others.
 *
 * <p>A matrix without elements is no argument that LAPACK takes; nothing is called for one.
 */
final class Lapack {
    private Lapack() {}

    /**
     * The LU decomposition, in place.
     *
     * @param pivots with which row each row was exchanged, from 1
     * @return whether no pivot is 0
     */
    static boolean lu(double[] a, int n, int[] pivots) {
        return n == 0 || LAPACKE_dgetrf_work(LAPACK_ROW_MAJOR, n, n, a, n, pivots) == 0;
    }

    /** The solution of a x = b, or of its transpose, in place of b. */
    static void solveByLu(double[] lu, int n, int[] pivots, boolean transposed, double[] b, int columns) {
        if (n * columns > 0) {
            LAPACKE_dgetrs_work(LAPACK_ROW_MAJOR, letter(transposed), n, columns, lu, n, pivots, b, columns);
        }
    }

    /** The lower triangular factor, in place in the lower triangle. @return whether there is one */
    static boolean cholesky(double[] a, int n) {
        return n == 0 || LAPACKE_dpotrf_work(LAPACK_ROW_MAJOR, (byte) 'L', n, a, n) == 0;
    }

    /** The solution of a x = b, in place of b, by the factor of a. */
    static void solveByCholesky(double[] factor, int n, double[] b, int columns) {
        if (n * columns > 0) {
            LAPACKE_dpotrs_work(LAPACK_ROW_MAJOR, (byte) 'L', n, columns, factor, n, b, columns);
        }
    }

    /** The solution of a x = b for a symmetric a, of which the lower triangle is read, in place. @return whether there is one */
    static boolean solveSymmetric(double[] a, int n, double[] b, int columns) {
        return n * columns == 0
                || LAPACKE_dsysv(LAPACK_ROW_MAJOR, (byte) 'L', n, columns, a, n, new int[n], b, columns) == 0;
    }

    /** The solution for a triangular matrix, in place of b. @return whether there is one */
    static boolean solveTriangular(
            double[] a, int n, boolean lower, boolean transposed, boolean unit, double[] b, int columns) {
        return n * columns == 0
                || LAPACKE_dtrtrs_work(
                                LAPACK_ROW_MAJOR,
                                (byte) (lower ? 'L' : 'U'),
                                letter(transposed),
                                (byte) (unit ? 'U' : 'N'),
                                n,
                                columns,
                                a,
                                n,
                                b,
                                columns)
                        == 0;
    }

    /**
     * Q of q columns and R of as many rows, of a matrix of m rows and n columns.
     *
     * @param q at least the smaller of m and n, at most m
     */
    static double[][] qr(double[] a, int m, int n, int q) {
        int k = Math.min(m, n);
        double[] packed = a.clone();
        double[] factors = new double[k];
        if (k > 0) {
            LAPACKE_dgeqrf(LAPACK_ROW_MAJOR, m, n, packed, n, factors);
        }
        double[] r = new double[q * n];
        double[] columns = new double[m * q];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                if (j >= i) {
                    if (i < q) {
                        r[i * n + j] = packed[i * n + j];
                    }
                } else if (j < q) {
                    columns[i * q + j] = packed[i * n + j];
                }
            }
        }
        if (q > 0) {
            if (k > 0) {
                LAPACKE_dorgqr(LAPACK_ROW_MAJOR, m, q, k, columns, q, factors);
            } else {
                identity(columns, q);
            }
        }
        return new double[][] {columns, r};
    }

    /**
     * U, the singular values from the greatest on, and the transpose of V; square ones, or as many columns and rows as
     * there are singular values.
     *
     * @return null if the iteration did not converge
     */
    static double[][] svd(double[] a, int m, int n, boolean full) {
        int k = Math.min(m, n);
        int columns = full ? m : k;
        int rows = full ? n : k;
        double[] u = new double[m * columns];
        double[] s = new double[k];
        double[] vt = new double[rows * n];
        if (k == 0) {
            identity(u, columns);
            identity(vt, n);
            return new double[][] {u, s, vt};
        }
        byte job = (byte) (full ? 'A' : 'S');
        int info = LAPACKE_dgesdd(LAPACK_ROW_MAJOR, job, m, n, a.clone(), n, s, u, columns, vt, n);
        return info == 0 ? new double[][] {u, s, vt} : null;
    }

    /**
     * The eigenvalues from the smallest on and the eigenvectors as columns, of a symmetric matrix, of which the lower
     * triangle is read.
     *
     * @return null if the iteration did not converge
     */
    static double[][] eigh(double[] a, int n) {
        double[] vectors = a.clone();
        double[] values = new double[n];
        int info = n == 0 ? 0 : LAPACKE_dsyevd(LAPACK_ROW_MAJOR, (byte) 'V', (byte) 'L', n, vectors, n, values);
        return info == 0 ? new double[][] {values, vectors} : null;
    }

    /**
     * The real and the imaginary parts of the eigenvalues, and the eigenvectors as columns.
     *
     * @return null if the iteration did not converge
     */
    static double[][] eig(double[] a, int n) {
        double[] real = new double[n];
        double[] imaginary = new double[n];
        double[] vectors = new double[n * n];
        int info = n == 0
                ? 0
                : LAPACKE_dgeev(
                        LAPACK_ROW_MAJOR,
                        (byte) 'N',
                        (byte) 'V',
                        n,
                        a.clone(),
                        n,
                        real,
                        imaginary,
                        new double[n],
                        n,
                        vectors,
                        n);
        return info == 0 ? new double[][] {real, imaginary, vectors} : null;
    }

    /** The product of two square matrices. */
    static double[] product(double[] a, double[] b, int n) {
        double[] product = new double[n * n];
        if (n > 0) {
            cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1, a, n, b, n, 0, product, n);
        }
        return product;
    }

    private static void identity(double[] a, int n) {
        for (int i = 0; i < a.length; i += n + 1) {
            a[i] = 1;
        }
    }

    private static byte letter(boolean transposed) {
        return (byte) (transposed ? 'T' : 'N');
    }
}
