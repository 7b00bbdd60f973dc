package arignote.compile.runtime;

import arignote.value.Nd4jBackend;
import arignote.value.OffHeap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Products of large matrices, by OpenBLAS. Its bits depend on the processor.
 *
 * <p>An operand is a Java array, or memory outside the heap as {@link OffHeap} has it. Java arrays are copied to memory
 * that each thread keeps for that: handing them over as they are would allocate as much anew in every call.
 */
final class Blas {
    private static final int ALIGNMENT = 64; // a cache line

    /** No thread keeps copies of more than so many bytes. */
    private static final int KEPT = 1 << 26;

    /** For each thread, memory for two operands and a result. */
    private static final ThreadLocal<ByteBuffer[]> COPIES = ThreadLocal.withInitial(() -> new ByteBuffer[3]);

    static {
        Nd4jBackend.start(); // which loads the library and sets its threads
    }

    private Blas() {}

    /** {@code c = a b}, of m rows, n columns and sums over k; row by row, a or b possibly transposed. */
    static void multiply(
            Object a, boolean aTransposed, Object b, boolean bTransposed, double[] c, int m, int n, int k) {
        if (isTrivial(m, n, k)) {
            Arrays.fill(c, 0, m * n, 0);
            return;
        }
        DoubleBuffer product = copy(2, m * n, Double.BYTES).asDoubleBuffer();
        openblas_nolapack.cblas_dgemm(
                openblas_nolapack.CblasRowMajor,
                transposed(aTransposed),
                transposed(bTransposed),
                m,
                n,
                k,
                1,
                doubles(0, a, m * k),
                aTransposed ? m : k,
                doubles(1, b, k * n),
                bTransposed ? k : n,
                0,
                product,
                n);
        product.get(c, 0, m * n);
    }

    static void multiply(Object a, boolean aTransposed, Object b, boolean bTransposed, float[] c, int m, int n, int k) {
        if (isTrivial(m, n, k)) {
            Arrays.fill(c, 0, m * n, 0);
            return;
        }
        FloatBuffer product = copy(2, m * n, Float.BYTES).asFloatBuffer();
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor,
                transposed(aTransposed),
                transposed(bTransposed),
                m,
                n,
                k,
                1,
                floats(0, a, m * k),
                aTransposed ? m : k,
                floats(1, b, k * n),
                bTransposed ? k : n,
                0,
                product,
                n);
        product.get(c, 0, m * n);
    }

    private static boolean isTrivial(int m, int n, int k) {
        return m == 0 || n == 0 || k == 0;
    }

    private static int transposed(boolean is) {
        return is ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
    }

    private static DoubleBuffer doubles(int place, Object memory, int size) {
        if (memory instanceof double[] array) {
            return copy(place, size, Double.BYTES)
                    .asDoubleBuffer()
                    .put(array, 0, size)
                    .rewind();
        }
        return OffHeap.bytes(memory).asDoubleBuffer();
    }

    private static FloatBuffer floats(int place, Object memory, int size) {
        if (memory instanceof float[] array) {
            return copy(place, size, Float.BYTES)
                    .asFloatBuffer()
                    .put(array, 0, size)
                    .rewind();
        }
        return OffHeap.bytes(memory).asFloatBuffer();
    }

    /** Memory for so many elements: this thread's own, or if that would be much to keep, new memory. */
    private static ByteBuffer copy(int place, int size, int bytes) {
        long needed = (long) size * bytes;
        if (needed > KEPT) {
            return allocate(needed);
        }
        ByteBuffer[] copies = COPIES.get();
        if (copies[place] == null || copies[place].capacity() < needed) {
            copies[place] = allocate(needed);
        }
        return copies[place];
    }

    private static ByteBuffer allocate(long bytes) {
        if (bytes > Integer.MAX_VALUE - 2 * ALIGNMENT) {
            throw GeneratedCode.Refused.REFUSED;
        }
        // a slice is shortened to whole lines at both ends
        return ByteBuffer.allocateDirect((int) bytes + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder());
    }
}
