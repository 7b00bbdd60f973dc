package arignote.compile.runtime;

import arignote.value.OffHeap;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/** Products of {@code double} matrices. */
abstract class DoubleProduct extends ProductKernel<double[]> {
    /** Two rows at a time, four products of each sum: as fast as single numbers can be. */
    static final DoubleProduct PLAIN = new DoubleProduct(2, 1, 512) {
        @Override
        void tile(
                int vectors,
                double[] a,
                int a0,
                int aRow,
                int aStep,
                double[] b,
                int b0,
                int bStep,
                double[] c,
                int c0,
                int cRow,
                int k) {
            int p = 0;
            for (; p + 4 <= k; p += 4) {
                int s = p * aStep;
                int s2 = s + 2 * aStep;
                four(
                        vectors,
                        a,
                        a0,
                        a0 + aRow,
                        s,
                        s + aStep,
                        s2,
                        s2 + aStep,
                        b,
                        b0 + p * bStep,
                        bStep,
                        c,
                        c0,
                        c0 + cRow);
            }
            for (; p < k; p++) {
                one(vectors, a[a0 + p * aStep], b, b0 + p * bStep, c, c0);
                one(vectors, a[a0 + aRow + p * aStep], b, b0 + p * bStep, c, c0 + cRow);
            }
        }

        @Override
        void indirectTile(
                int vectors,
                double[] a,
                int a0,
                int[] aRows,
                int row,
                int[] steps,
                int step,
                double[] b,
                int b0,
                int bStep,
                double[] c,
                int c0,
                int[] cRows,
                int k) {
            int r0 = a0 + aRows[row];
            int r1 = a0 + aRows[row + 1];
            int to0 = c0 + cRows[row];
            int to1 = c0 + cRows[row + 1];
            int p = 0;
            for (; p + 4 <= k; p += 4) {
                int s = step + p;
                four(
                        vectors,
                        a,
                        r0,
                        r1,
                        steps[s],
                        steps[s + 1],
                        steps[s + 2],
                        steps[s + 3],
                        b,
                        b0 + p * bStep,
                        bStep,
                        c,
                        to0,
                        to1);
            }
            for (; p < k; p++) {
                one(vectors, a[r0 + steps[step + p]], b, b0 + p * bStep, c, to0);
                one(vectors, a[r1 + steps[step + p]], b, b0 + p * bStep, c, to1);
            }
        }
    };

    DoubleProduct(int rows, int width, int vectors) {
        super(rows, width, vectors);
    }

    /** Adds four products to each sum of two rows: with the elements at four steps of the rows that begin at a0 and a1. */
    private static void four(
            int n,
            double[] a,
            int a0,
            int a1,
            int s0,
            int s1,
            int s2,
            int s3,
            double[] b,
            int b0,
            int bStep,
            double[] c,
            int c0,
            int c1) {
        double p0 = a[a0 + s0];
        double p1 = a[a0 + s1];
        double p2 = a[a0 + s2];
        double p3 = a[a0 + s3];
        double q0 = a[a1 + s0];
        double q1 = a[a1 + s1];
        double q2 = a[a1 + s2];
        double q3 = a[a1 + s3];
        int b1 = b0 + bStep;
        int b2 = b1 + bStep;
        int b3 = b2 + bStep;
        for (int j = 0; j < n; j++) {
            double y0 = b[b0 + j];
            double y1 = b[b1 + j];
            double y2 = b[b2 + j];
            double y3 = b[b3 + j];
            c[c0 + j] = c[c0 + j] + p0 * y0 + p1 * y1 + p2 * y2 + p3 * y3;
            c[c1 + j] = c[c1 + j] + q0 * y0 + q1 * y1 + q2 * y2 + q3 * y3;
        }
    }

    private static void one(int n, double p, double[] b, int b0, double[] c, int c0) {
        for (int j = 0; j < n; j++) {
            c[c0 + j] += p * b[b0 + j];
        }
    }

    @Override
    final double[] allocate(int n) {
        return new double[n];
    }

    @Override
    final boolean isArray(Object memory) {
        return memory instanceof double[];
    }

    @Override
    final int length(double[] array) {
        return array.length;
    }

    @Override
    final Object view(Object memory) {
        return memory instanceof double[] ? memory : OffHeap.bytes(memory).asDoubleBuffer();
    }

    @Override
    final void copy(Object from, int at, double[] to, int place, int n) {
        if (from instanceof double[] array) {
            System.arraycopy(array, at, to, place, n);
        } else {
            ((DoubleBuffer) from).get(at, to, place, n);
        }
    }

    @Override
    final void transpose(double[] from, int at, int row, int rows, int n, double[] to, int place, int width) {
        for (int p = 0; p < n; p++) {
            int target = place + p * width;
            int column = at + p;
            for (int j = 0; j < rows; j++) {
                to[target + j] = from[column + j * row];
            }
        }
    }

    @Override
    final void addTo(double[] sums, int at, double[] to, int place, int n) {
        for (int i = 0; i < n; i++) {
            to[place + i] = sums[at + i] + to[place + i];
        }
    }

    @Override
    final void zero(double[] to, int place, int n) {
        Arrays.fill(to, place, place + n, 0);
    }
}
