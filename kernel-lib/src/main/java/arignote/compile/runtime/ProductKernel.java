package arignote.compile.runtime;

import arignote.compile.java.vector.ProductTiles;
import arignote.expr.DType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How matrices of one dtype are multiplied tile by tile. Each element of a tile is the sum of its products in their order, in vectors
 * or not, so the bits are always the same.
 *
 * @param <A> the arrays
 */
abstract class ProductKernel<A> {
    /** What is in the registers of a tile, and whether vectors are fast already. */
    private record Key(DType dtype, int vectorBits) {}

    /** A kernel with vectors that takes the place of the plain one when it is fast. */
    private static final class Vectors {
        final Key key;
        volatile ProductKernel<?> now;

        Vectors(Key key) {
            this.key = key;
            now = plain(key.dtype);
            if (Warming.atOnce) {
                now = compiled();
            } else {
                Warming.first(this::warm);
            }
        }

        ProductKernel<?> compiled() {
            return (ProductKernel<?>) SourceCompiler.instance(SourceCompiler.vectors(
                    ProductTiles.name(key.dtype, key.vectorBits), ProductTiles.file(key.dtype, key.vectorBits)));
        }

        void warm() {
            if (HotSpot.hasLastCompiler()) {
                ProductKernel<?> made = compiled();
                if (made.getsFast()) {
                    now = made;
                }
            }
        }
    }

    private static final Map<Key, Vectors> ALL = new ConcurrentHashMap<>();

    /**
     * So long are the sums that a kernel is warmed with: its loop is compiled after some 15 000 turns in 600 calls, and with longer sums
     * the virtual machine would first compile the loop alone, for calls that go on.
     */
    private static final int WARM = 24;

    /** How many rows a tile has. */
    final int rows;

    /** How many elements a vector has. */
    final int width;

    /** How many vectors a row of a tile has at most. */
    final int vectors;

    ProductKernel(int rows, int width, int vectors) {
        this.rows = rows;
        this.width = width;
        this.vectors = vectors;
    }

    /** The fastest that there is now. */
    static ProductKernel<?> of(DType dtype, int vectorBits) {
        return vectorBits == 0 ? plain(dtype) : ALL.computeIfAbsent(new Key(dtype, vectorBits), Vectors::new).now;
    }

    private static ProductKernel<?> plain(DType dtype) {
        return dtype == DType.FLOAT64 ? DoubleProduct.PLAIN : FloatProduct.PLAIN;
    }

    private boolean getsFast() {
        ProductKernel<A> plain = this instanceof DoubleProduct ? cast(DoubleProduct.PLAIN) : cast(FloatProduct.PLAIN);
        int columns = vectors * width;
        A a = allocate(rows * WARM);
        A b = allocate(WARM * columns);
        A c = allocate(rows * columns);
        for (int v = vectors; v > 0; v--) {
            int some = v;
            boolean fast = Warming.getsFast(() -> tile(some, a, 0, WARM, 1, b, 0, columns, c, 0, columns, WARM), () -> {
                for (int i = 0; i < rows; i += plain.rows) {
                    plain.tile(some * width, a, i * WARM, WARM, 1, b, 0, columns, c, i * columns, columns, WARM);
                }
            });
            if (!fast) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private ProductKernel<A> cast(ProductKernel<?> plain) {
        return (ProductKernel<A>) plain;
    }

    /** An array of so many elements. */
    abstract A allocate(int n);

    /** Whether this is an array on the heap. */
    abstract boolean isArray(Object memory);

    /** How many elements an array has. */
    abstract int length(A array);

    /** A Java array itself; a buffer of memory outside the heap. */
    abstract Object view(Object memory);

    /** Copies {@code n} elements of an array or a buffer. */
    abstract void copy(Object from, int at, A to, int place, int n);

    /** Copies rows of {@code n} elements, one behind the other, to columns: element (j, p) to (p, j), of rows of {@code width}. */
    abstract void transpose(A from, int at, int rows, int n, A to, int place, int width);

    /** Adds up nothing: {@code n} zeros. */
    abstract void zero(A to, int place, int n);

    /**
     * Multiplies a tile: adds {@code a(i, p) b(p, j)} to {@code c(i, j)}, for one p after the other.
     *
     * @param vectors how many vectors its rows have
     * @param a has element (i, p) at {@code a0 + i aRow + p aStep}
     * @param b has element (p, j) at {@code b0 + p bStep + j}
     * @param c has element (i, j) at {@code c0 + i cRow + j}
     * @param k how many products are added up
     */
    abstract void tile(
            int vectors, A a, int a0, int aRow, int aStep, A b, int b0, int bStep, A c, int c0, int cRow, int k);
}
