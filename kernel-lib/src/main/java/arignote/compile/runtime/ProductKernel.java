package arignote.compile.runtime;

import arignote.compile.java.vector.ProductTiles;
import arignote.expr.DType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * How matrices of one dtype are multiplied tile by tile. Each element of a tile is the sum of its products in their order, in vectors
 * or not, so the bits are always the same.
 *
 * @param <A> the arrays
 */
abstract class ProductKernel<A> {
    private record Key(DType dtype, int vectorBits) {}

    private record TileKey(Key kernel, boolean indirect) {}

    /** A kernel with vectors that takes the place of the plain one when it is fast. */
    private static final class Vectors {
        final TileKey key;
        volatile ProductKernel<?> now;

        Vectors(TileKey key) {
            this.key = key;
            now = plain(key.kernel.dtype);
            if (Warming.atOnce) {
                now = compiled();
            } else {
                Warming.first(this::warmed);
            }
        }

        ProductKernel<?> compiled() {
            return COMPILED.computeIfAbsent(key.kernel, ProductKernel::compiled);
        }

        boolean warmed(long patience) {
            ProductKernel<?> made = compiled();
            if (!made.getsFast(key.indirect, patience)) {
                return false;
            }
            now = made;
            return true;
        }
    }

    private static final Map<TileKey, Vectors> ALL = new ConcurrentHashMap<>();
    private static final Map<Key, ProductKernel<?>> COMPILED = new ConcurrentHashMap<>();

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

    /**
     * The fastest that there is now.
     *
     * @param indirect for which of its two tiles
     */
    @SuppressWarnings("unchecked")
    static <A> ProductKernel<A> of(DType dtype, int vectorBits, boolean indirect) {
        return (ProductKernel<A>)
                (vectorBits == 0
                        ? plain(dtype)
                        : ALL.computeIfAbsent(new TileKey(new Key(dtype, vectorBits), indirect), Vectors::new).now);
    }

    private static ProductKernel<?> compiled(Key key) {
        return (ProductKernel<?>) SourceCompiler.instance(SourceCompiler.vectors(
                ProductTiles.name(key.dtype, key.vectorBits), ProductTiles.file(key.dtype, key.vectorBits)));
    }

    private static ProductKernel<?> plain(DType dtype) {
        return dtype == DType.FLOAT64 ? DoubleProduct.PLAIN : FloatProduct.PLAIN;
    }

    private boolean getsFast(boolean indirect, long patience) {
        ProductKernel<A> plain = this instanceof DoubleProduct ? cast(DoubleProduct.PLAIN) : cast(FloatProduct.PLAIN);
        int columns = vectors * width;
        A a = allocate(rows * WARM);
        A b = allocate(WARM * columns);
        A c = allocate(rows * columns);
        int[] aRows = IntStream.range(0, rows).map(i -> i * WARM).toArray();
        int[] cRows = IntStream.range(0, rows).map(i -> i * columns).toArray();
        int[] steps = IntStream.range(0, WARM).toArray();
        for (int v = vectors; v > 0; v--) {
            int some = v;
            Runnable inVectors = indirect
                    ? () -> indirectTile(some, a, 0, aRows, 0, steps, 0, b, 0, columns, c, 0, cRows, WARM)
                    : () -> tile(some, a, 0, WARM, 1, b, 0, columns, c, 0, columns, WARM);
            boolean fast = Warming.getsFast(
                    inVectors,
                    () -> {
                        for (int i = 0; i < rows; i += plain.rows) {
                            plain.tile(
                                    some * width, a, i * WARM, WARM, 1, b, 0, columns, c, i * columns, columns, WARM);
                        }
                    },
                    patience);
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

    /**
     * Copies rows of {@code n} elements to columns: element (j, p) to (p, j).
     *
     * @param row how far apart the rows begin
     * @param width how far apart what has been columns begins
     */
    abstract void transpose(A from, int at, int row, int rows, int n, A to, int place, int width);

    /** Adds {@code n} elements of {@code to} to those of {@code sums}, and puts the result in their place. */
    abstract void addTo(A sums, int at, A to, int place, int n);

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

    /**
     * The same where rows and steps of {@code a}, and rows of {@code c}, lie where tables say (Dukhan, The indirect convolution
     * algorithm, 2019).
     *
     * @param a has element (i, p) at {@code a0 + aRows[row + i] + steps[step + p]}
     * @param c has element (i, j) at {@code c0 + cRows[row + i] + j}
     */
    abstract void indirectTile(
            int vectors,
            A a,
            int a0,
            int[] aRows,
            int row,
            int[] steps,
            int step,
            A b,
            int b0,
            int bStep,
            A c,
            int c0,
            int[] cRows,
            int k);
}
