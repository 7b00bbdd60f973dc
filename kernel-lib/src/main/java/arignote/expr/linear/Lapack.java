package arignote.expr.linear;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.netlib.util.intW;

/**
 * LAPACK's routines on matrices row by row: the reference implementation, translated to Java, so that the same bits come out
 * on every machine. LAPACK itself has matrices column by column, and a matrix without elements is no argument that it takes;
 * nothing is called for one.
 */
final class Lapack {
    private static final LAPACK LAPACK = load();

    /** So many columns LAPACK handles at once, if it has the memory for it. */
    private static final int BLOCK = 32;

    private Lapack() {}

    /** Java's, of which no processor and no library of the system makes another one. */
    private static LAPACK load() {
        // it looks for a library of the system, too, and would warn if there is none
        Logger log = Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            return JavaLAPACK.getInstance();
        } finally {
            log.setLevel(before);
        }
    }

    /**
     * The LU decomposition, column by column.
     *
     * @param pivots with which row each row was exchanged, from 1
     */
    static double[] lu(double[] a, int n, int[] pivots) {
        double[] lu = transposed(a, n, n);
        if (n > 0) {
            LAPACK.dgetrf(n, n, lu, n, pivots, new intW(0));
        }
        return lu;
    }

    /** The solution of a x = b, or of its transpose, in place of b. */
    static void solveByLu(double[] lu, int n, int[] pivots, boolean transposed, double[] b, int columns) {
        solve(b, n, columns, x -> {
            LAPACK.dgetrs(transposed ? "T" : "N", n, columns, lu, n, pivots, x, n, new intW(0));
            return true;
        });
    }

    /**
     * The lower triangular factor, in place in the lower triangle.
     *
     * @return whether there is one
     */
    static boolean cholesky(double[] a, int n) {
        intW info = new intW(0);
        if (n > 0) {
            LAPACK.dpotrf("U", n, a, n, info); // column by column the lower triangle is the upper one
        }
        return info.val == 0;
    }

    /** The solution of a x = b, in place of b, by the factor of a. */
    static void solveByCholesky(double[] factor, int n, double[] b, int columns) {
        solve(b, n, columns, x -> {
            LAPACK.dpotrs("U", n, columns, factor, n, x, n, new intW(0));
            return true;
        });
    }

    /**
     * The solution of a x = b, in place of b, for a symmetric a, of which the lower triangle is read and which is written to.
     *
     * @return whether there is one
     */
    static boolean solveSymmetric(double[] a, int n, double[] b, int columns) {
        return solve(b, n, columns, x -> {
            intW info = new intW(0);
            LAPACK.dsysv("U", n, columns, a, n, new int[n], x, n, new double[n * BLOCK], n * BLOCK, info);
            return info.val == 0;
        });
    }

    /**
     * The solution for a triangular matrix, in place of b.
     *
     * @return whether there is one
     */
    static boolean solveTriangular(
            double[] a, int n, boolean lower, boolean transposed, boolean unit, double[] b, int columns) {
        return solve(b, n, columns, x -> {
            intW info = new intW(0);
            // column by column a is its transpose
            LAPACK.dtrtrs(lower ? "U" : "L", transposed ? "N" : "T", unit ? "U" : "N", n, columns, a, n, x, n, info);
            return info.val == 0;
        });
    }

    /** A routine that puts the solution in place of right sides, column by column. */
    private interface Routine {
        /** Whether there is one. */
        boolean solve(double[] x);
    }

    private static boolean solve(double[] b, int n, int columns, Routine routine) {
        if (n * columns == 0) {
            return true;
        }
        double[] x = transposed(b, n, columns);
        boolean solved = routine.solve(x);
        System.arraycopy(transposed(x, columns, n), 0, b, 0, b.length);
        return solved;
    }

    /**
     * Q of q columns and R of as many rows, of a matrix of m rows and n columns.
     *
     * @param q at least the smaller of m and n, at most m
     */
    static double[][] qr(double[] a, int m, int n, int q) {
        int k = Math.min(m, n);
        if (k == 0) {
            return new double[][] {identity(m, q), new double[q * n]};
        }
        double[] packed = transposed(a, m, n);
        double[] factors = new double[k];
        int size = Math.max(n, q) * BLOCK;
        LAPACK.dgeqrf(m, n, packed, m, factors, new double[size], size, new intW(0));
        double[] r = new double[q * n];
        for (int i = 0; i < Math.min(q, n); i++) {
            for (int j = i; j < n; j++) {
                r[i * n + j] = packed[j * m + i];
            }
        }
        double[] columns = Arrays.copyOf(packed, m * q);
        LAPACK.dorgqr(m, q, k, columns, m, factors, new double[size], size, new intW(0));
        return new double[][] {transposed(columns, q, m), r};
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
        if (k == 0) {
            return new double[][] {identity(m, columns), new double[0], identity(rows, n)};
        }
        double[] u = new double[m * columns];
        double[] s = new double[k];
        double[] vt = new double[rows * n];
        int size = k * (4 * k + 7) + Math.max(m, n) * BLOCK;
        intW info = new intW(0);
        LAPACK.dgesdd(
                full ? "A" : "S",
                m,
                n,
                transposed(a, m, n),
                m,
                s,
                u,
                m,
                vt,
                rows,
                new double[size],
                size,
                new int[8 * k],
                info);
        return info.val == 0 ? new double[][] {transposed(u, columns, m), s, transposed(vt, n, rows)} : null;
    }

    /**
     * The eigenvalues from the smallest on and the eigenvectors as columns, of a symmetric matrix, of which the lower
     * triangle is read.
     *
     * @return null if the iteration did not converge
     */
    static double[][] eigh(double[] a, int n) {
        double[] vectors = transposed(a, n, n);
        double[] values = new double[n];
        int size = 1 + n * (6 + 2 * n + BLOCK);
        intW info = new intW(0);
        if (n > 0) {
            LAPACK.dsyevd("V", "L", n, vectors, n, values, new double[size], size, new int[3 + 5 * n], 3 + 5 * n, info);
        }
        return info.val == 0 ? new double[][] {values, transposed(vectors, n, n)} : null;
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
        int size = n * BLOCK;
        intW info = new intW(0);
        if (n > 0) {
            LAPACK.dgeev(
                    "N",
                    "V",
                    n,
                    transposed(a, n, n),
                    n,
                    real,
                    imaginary,
                    new double[1],
                    1,
                    vectors,
                    n,
                    new double[size],
                    size,
                    info);
        }
        return info.val == 0 ? new double[][] {real, imaginary, transposed(vectors, n, n)} : null;
    }

    /** The product of two square matrices. */
    static double[] product(double[] a, double[] b, int n) {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    product[i * n + j] += factor * b[k * n + j];
                }
            }
        }
        return product;
    }

    /** A matrix of {@code rows} rows by its columns. */
    static double[] transposed(double[] a, int rows, int columns) {
        double[] transposed = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = a[i * columns + j];
            }
        }
        return transposed;
    }

    private static double[] identity(int rows, int columns) {
        double[] identity = new double[rows * columns];
        for (int i = 0; i < Math.min(rows, columns); i++) {
            identity[i * columns + i] = 1;
        }
        return identity;
    }
}
