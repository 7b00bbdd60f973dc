package arignote.expr.array;

import arignote.expr.DType;
import arignote.expr.Evaluator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Memory outside the heap for numbers of one floating type, and products of matrices in such memory, by OpenBLAS. */
abstract sealed class Matrix {
    private static final int ALIGNMENT = 64; // a cache line

    /** No thread keeps memory of more than so many bytes for a purpose. */
    private static final long KEPT = 1L << 26;

    private static final ThreadLocal<ByteBuffer[]> MEMORY = ThreadLocal.withInitial(() -> new ByteBuffer[3]);

    static {
        Evaluator.get(); // starts ND4J, which loads the library
    }

    /**
     * Memory for so many elements, with anything in it.
     *
     * @param purpose 0, 1 or 2: what this thread asked for under the same number is overwritten
     */
    static Matrix of(DType dtype, int purpose, long size) {
        long bytes = size * dtype.bytes();
        ByteBuffer[] memory = MEMORY.get();
        ByteBuffer own = memory[purpose];
        if (own == null || own.capacity() < bytes) {
            // a slice is shortened to whole lines at both ends
            own = ByteBuffer.allocateDirect(Math.toIntExact(bytes + 2 * ALIGNMENT))
                    .alignedSlice(ALIGNMENT)
                    .order(ByteOrder.nativeOrder());
            memory[purpose] = bytes > KEPT ? null : own;
        }
        ByteBuffer view = own.duplicate().order(ByteOrder.nativeOrder());
        return dtype == DType.FLOAT64 ? new Doubles(view.asDoubleBuffer()) : new Floats(view.asFloatBuffer());
    }

    /** Writes elements of a Java array. */
    abstract void put(int at, Object from, int start, int n);

    /** Writes every so manieth element of a Java array. */
    abstract void put(int at, Object from, int start, int step, int n);

    /** Writes zeros. */
    abstract void clear(int at, int n);

    /** Reads elements into a Java array. */
    abstract void get(int at, Object to, int start, int n);

    /** {@code this = factor this + a b}, of m rows, n columns and sums over k; row by row, a or b possibly transposed. */
    abstract void product(double factor, Matrix a, boolean turnedA, Matrix b, boolean turnedB, int m, int n, int k);

    private static int turned(boolean is) {
        return is ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
    }

    private static final class Doubles extends Matrix {
        private final DoubleBuffer memory;

        Doubles(DoubleBuffer memory) {
            this.memory = memory;
        }

        @Override
        void put(int at, Object from, int start, int n) {
            memory.put(at, (double[]) from, start, n);
        }

        @Override
        void put(int at, Object from, int start, int step, int n) {
            double[] x = (double[]) from;
            for (int i = 0; i < n; i++) {
                memory.put(at + i, x[start + i * step]);
            }
        }

        @Override
        void clear(int at, int n) {
            for (int i = at; i < at + n; i++) {
                memory.put(i, 0);
            }
        }

        @Override
        void get(int at, Object to, int start, int n) {
            memory.get(at, (double[]) to, start, n);
        }

        @Override
        void product(double factor, Matrix a, boolean turnedA, Matrix b, boolean turnedB, int m, int n, int k) {
            openblas_nolapack.cblas_dgemm(
                    openblas_nolapack.CblasRowMajor,
                    turned(turnedA),
                    turned(turnedB),
                    m,
                    n,
                    k,
                    1,
                    ((Doubles) a).memory,
                    turnedA ? m : k,
                    ((Doubles) b).memory,
                    turnedB ? k : n,
                    factor,
                    memory,
                    n);
        }
    }

    private static final class Floats extends Matrix {
        private final FloatBuffer memory;

        Floats(FloatBuffer memory) {
            this.memory = memory;
        }

        @Override
        void put(int at, Object from, int start, int n) {
            memory.put(at, (float[]) from, start, n);
        }

        @Override
        void put(int at, Object from, int start, int step, int n) {
            float[] x = (float[]) from;
            for (int i = 0; i < n; i++) {
                memory.put(at + i, x[start + i * step]);
            }
        }

        @Override
        void clear(int at, int n) {
            for (int i = at; i < at + n; i++) {
                memory.put(i, 0);
            }
        }

        @Override
        void get(int at, Object to, int start, int n) {
            memory.get(at, (float[]) to, start, n);
        }

        @Override
        void product(double factor, Matrix a, boolean turnedA, Matrix b, boolean turnedB, int m, int n, int k) {
            openblas_nolapack.cblas_sgemm(
                    openblas_nolapack.CblasRowMajor,
                    turned(turnedA),
                    turned(turnedB),
                    m,
                    n,
                    k,
                    1,
                    ((Floats) a).memory,
                    turnedA ? m : k,
                    ((Floats) b).memory,
                    turnedB ? k : n,
                    (float) factor,
                    memory,
                    n);
        }
    }
}
