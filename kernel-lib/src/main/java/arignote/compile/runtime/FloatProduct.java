package arignote.compile.runtime;

import arignote.value.OffHeap;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Products of {@code float} matrices. */
abstract class FloatProduct extends ProductKernel<float[]> {
    /** Two rows at a time, four products of each sum: as fast as single numbers can be. */
    static final FloatProduct PLAIN = new FloatProduct(2, 1, 512) {
        @Override
        void tile(
                int vectors,
                float[] a,
                int a0,
                int aRow,
                int aStep,
                float[] b,
                int b0,
                int bStep,
                float[] c,
                int c0,
                int cRow,
                int k) {
            int p = 0;
            for (; p + 4 <= k; p += 4) {
                four(vectors, a, a0 + p * aStep, aRow, aStep, b, b0 + p * bStep, bStep, c, c0, cRow);
            }
            for (; p < k; p++) {
                one(vectors, a[a0 + p * aStep], b, b0 + p * bStep, c, c0);
                one(vectors, a[a0 + aRow + p * aStep], b, b0 + p * bStep, c, c0 + cRow);
            }
        }
    };

    FloatProduct(int rows, int width, int vectors) {
        super(rows, width, vectors);
    }

    private static void four(
            int n, float[] a, int a0, int aRow, int aStep, float[] b, int b0, int bStep, float[] c, int c0, int cRow) {
        int a1 = a0 + aRow;
        float p0 = a[a0];
        float p1 = a[a0 + aStep];
        float p2 = a[a0 + 2 * aStep];
        float p3 = a[a0 + 3 * aStep];
        float q0 = a[a1];
        float q1 = a[a1 + aStep];
        float q2 = a[a1 + 2 * aStep];
        float q3 = a[a1 + 3 * aStep];
        int b1 = b0 + bStep;
        int b2 = b1 + bStep;
        int b3 = b2 + bStep;
        int c1 = c0 + cRow;
        for (int j = 0; j < n; j++) {
            float y0 = b[b0 + j];
            float y1 = b[b1 + j];
            float y2 = b[b2 + j];
            float y3 = b[b3 + j];
            c[c0 + j] = c[c0 + j] + p0 * y0 + p1 * y1 + p2 * y2 + p3 * y3;
            c[c1 + j] = c[c1 + j] + q0 * y0 + q1 * y1 + q2 * y2 + q3 * y3;
        }
    }

    private static void one(int n, float p, float[] b, int b0, float[] c, int c0) {
        for (int j = 0; j < n; j++) {
            c[c0 + j] += p * b[b0 + j];
        }
    }

    @Override
    final float[] allocate(int n) {
        return new float[n];
    }

    @Override
    final boolean isArray(Object memory) {
        return memory instanceof float[];
    }

    @Override
    final int length(float[] array) {
        return array.length;
    }

    @Override
    final Object view(Object memory) {
        return memory instanceof float[] ? memory : OffHeap.bytes(memory).asFloatBuffer();
    }

    @Override
    final void copy(Object from, int at, float[] to, int place, int n) {
        if (from instanceof float[] array) {
            System.arraycopy(array, at, to, place, n);
        } else {
            ((FloatBuffer) from).get(at, to, place, n);
        }
    }

    @Override
    final void transpose(float[] from, int at, int rows, int n, float[] to, int place, int width) {
        for (int p = 0; p < n; p++) {
            int row = place + p * width;
            int column = at + p;
            for (int j = 0; j < rows; j++) {
                to[row + j] = from[column + j * n];
            }
        }
    }

    @Override
    final void zero(float[] to, int place, int n) {
        Arrays.fill(to, place, place + n, 0);
    }
}
