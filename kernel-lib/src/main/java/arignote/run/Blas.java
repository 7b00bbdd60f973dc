package arignote.run;

import org.bytedeco.openblas.global.openblas_nolapack;

/** Products of large matrices, by OpenBLAS. Its bits depend on the processor. */
final class Blas {
    static {
        Nd4jBackend.start(); // which loads the library and sets its threads
    }

    private Blas() {}

    /** {@code c = a b}, of m rows, n columns and sums over k; row by row, a or b possibly transposed. */
    static void multiply(
            double[] a, boolean aTransposed, double[] b, boolean bTransposed, double[] c, int m, int n, int k) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            java.util.Arrays.fill(c, 0, m * n, 0);
            return;
        }
        openblas_nolapack.cblas_dgemm(
                openblas_nolapack.CblasRowMajor,
                aTransposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                bTransposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                m,
                n,
                k,
                1,
                a,
                aTransposed ? m : k,
                b,
                bTransposed ? k : n,
                0,
                c,
                n);
    }

    static void multiply(
            float[] a, boolean aTransposed, float[] b, boolean bTransposed, float[] c, int m, int n, int k) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            java.util.Arrays.fill(c, 0, m * n, 0);
            return;
        }
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor,
                aTransposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                bTransposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                m,
                n,
                k,
                1,
                a,
                aTransposed ? m : k,
                b,
                bTransposed ? k : n,
                0,
                c,
                n);
    }
}
