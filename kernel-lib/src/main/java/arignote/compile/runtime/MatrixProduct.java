package arignote.compile.runtime;

import arignote.expr.DType;

/**
 * The product of two large matrices. Each element is the sum of its products in their order, {@code (0 + a(i, 0) b(0, j)) + a(i, 1) b(1, j)}
 * and so on; of more than {@value #SUMMED} such sums are taken one after the other and added up in their order. That is without
 * fused multiply-add: the same bits on every machine, for any vectors and threads. Tiles of the result stay in registers, and what they read in
 * the caches, as Goto and van de Geijn describe (Anatomy of high-performance matrix multiplication, 2008).
 *
 * @param <A> the arrays
 */
final class MatrixProduct<A> implements Workers.Job {
    /** So many products are added up before another sum begins: the rows that are kept together wherever they are. */
    private static final int SUMMED = 1 << 15;

    /** The parts of sums that are done in one go: so many rows of the right matrix stay in the cache of a core. */
    private static final int PART = 192;

    /** The same where there is one panel alone, whose tiles mostly reach over the border and are copied for each part. */
    private static final int NARROW_PART = 1_024;

    /** So many rows are one block, which a thread takes, or some more to make whole tiles. */
    private static final int BLOCK = 64;

    /** So many rows of a right matrix are put in order at a time. */
    private static final int PACKED_ROWS = 64;

    /** A right matrix is put in order for the tiles if this many rows of the left one use it, or more. */
    private static final int WORTH_PACKING = 48;

    /** For each thread so many tasks, so that all have something to do up to the end. */
    static final int TASKS = 12;

    /** From so many multiplications on, a product is cut into tasks that several threads may share. */
    static final long WORTH_SHARING = 1L << 19;

    /** From so many multiplications on, a product is worth waking other threads for. */
    static final long WORTH_WAKING = 1L << 21;

    private static final int PACK = 0;
    private static final int MULTIPLY = 1;

    private final ProductKernel<A> kernel;
    private final boolean leftTransposed;
    private final boolean rightTransposed;
    private final Object left;
    private final Object right;
    private final A c;
    private final int m;
    private final int n;
    private final int k;
    private final int panel; // so many columns are multiplied at a time
    private final int panels;
    private final int block; // so many rows
    private final int blocks; // of rows
    private final int groups; // of panels
    private A packed; // the panels that are put in order, one behind the other
    private int firstPacked; // the first of them

    private MatrixProduct(
            ProductKernel<A> kernel,
            Object left,
            boolean leftTransposed,
            Object right,
            boolean rightTransposed,
            A c,
            int m,
            int n,
            int k,
            int threads) {
        this.kernel = kernel;
        this.left = kernel.view(left);
        this.leftTransposed = leftTransposed;
        this.right = kernel.view(right);
        this.rightTransposed = rightTransposed;
        this.c = c;
        this.m = m;
        this.n = n;
        this.k = k;
        panel = kernel.width * kernel.vectors;
        panels = (n + panel - 1) / panel;
        block = (BLOCK + kernel.rows - 1) / kernel.rows * kernel.rows;
        blocks = (m + block - 1) / block;
        groups = threads == 1 ? 1 : Math.min(panels, Math.max(1, TASKS * threads / blocks));
    }

    /**
     * {@code c = a b}, of m rows, n columns and sums over k; row by row, a or b possibly transposed.
     *
     * @param a a Java array, or memory outside the heap as {@link arignote.value.OffHeap} has it
     * @param vectorBits the width of the vectors, 0 for none
     * @param kept where b stays in order for further products; null if it does not
     */
    static <A> void multiply(
            Workers workers,
            int vectorBits,
            Object a,
            boolean aTransposed,
            Object b,
            boolean bTransposed,
            A c,
            int m,
            int n,
            int k,
            PackedMatrix kept) {
        DType dtype = c instanceof double[] ? DType.FLOAT64 : DType.FLOAT32;
        ProductKernel<A> kernel = ProductKernel.of(dtype, vectorBits, false);
        if (m == 0 || n == 0 || k == 0) {
            kernel.zero(c, 0, m * n);
            return;
        }
        long work = (long) m * n * k;
        boolean shared = work >= WORTH_SHARING;
        new MatrixProduct<>(kernel, a, aTransposed, b, bTransposed, c, m, n, k, shared ? workers.threads() : 1)
                .run(workers, shared, work >= WORTH_WAKING, kept);
    }

    private void run(Workers workers, boolean shared, boolean wakes, PackedMatrix kept) {
        boolean all = kept != null || rightTransposed || !kernel.isArray(right) || m >= WORTH_PACKING;
        firstPacked = all ? 0 : n / panel;
        int count = panels - firstPacked;
        if (count > 0) {
            long size = (long) count * panel * k;
            if (size > Integer.MAX_VALUE - 8) {
                throw GeneratedCode.Refused.REFUSED;
            }
            packed = kept == null ? Scratch.of(Scratch.PACKED, kernel, (int) size) : kept.elements(kernel, (int) size);
            if (kept == null || !kept.isFor(kernel, rightTransposed, n)) {
                int tasks = rightTransposed ? count : (k + PACKED_ROWS - 1) / PACKED_ROWS;
                run(workers, PACK, tasks, shared && all, wakes && all);
            }
            if (kept != null) {
                kept.packed(kernel, rightTransposed, n);
            }
        }
        run(workers, MULTIPLY, blocks * groups, shared, wakes);
    }

    private void run(Workers workers, int sweep, int count, boolean shared, boolean wakes) {
        if (shared) {
            workers.run(this, sweep, count, wakes);
        } else {
            for (int block = 0; block < count; block++) {
                block(sweep, block);
            }
        }
    }

    @Override
    public void block(int sweep, int block) {
        if (sweep == MULTIPLY) {
            multiply(block / groups, block % groups);
        } else if (rightTransposed) {
            packColumns(firstPacked + block);
        } else {
            packRows(block * PACKED_ROWS, Math.min(k, (block + 1) * PACKED_ROWS));
        }
    }

    /** How many vectors a row of a panel has. */
    private int vectors(int panel) {
        return Math.min(kernel.vectors, (n - panel * this.panel + kernel.width - 1) / kernel.width);
    }

    /** Where a panel that is put in order begins. */
    private int place(int panel) {
        return (panel - firstPacked) * this.panel * k;
    }

    /** Puts rows of the right matrix in order: those of each panel one behind the other, the last ones filled up with zeros. */
    private void packRows(int begin, int end) {
        Object from = right;
        int from0 = 0;
        if (!kernel.isArray(right)) {
            A rows = Scratch.of(Scratch.LINES, kernel, (end - begin) * n);
            kernel.copy(right, begin * n, rows, 0, (end - begin) * n);
            from = rows;
            from0 = begin * n;
        }
        for (int q = firstPacked; q < panels; q++) {
            int width = vectors(q) * kernel.width;
            int columns = Math.min(width, n - q * panel);
            int at = place(q) + begin * width;
            if (columns < width) {
                kernel.zero(packed, at, (end - begin) * width);
            }
            for (int p = begin; p < end; p++) {
                kernel.copy(from, p * n + q * panel - from0, packed, at, columns);
                at += width;
            }
        }
    }

    /** Puts a panel of a right matrix that lies transposed in order. */
    @SuppressWarnings("unchecked")
    private void packColumns(int q) {
        int width = vectors(q) * kernel.width;
        int columns = Math.min(width, n - q * panel);
        if (columns < width) {
            kernel.zero(packed, place(q), k * width);
        }
        if (kernel.isArray(right)) {
            kernel.transpose((A) right, q * panel * k, k, columns, k, packed, place(q), width);
        } else {
            A rows = Scratch.of(Scratch.LINES, kernel, columns * k);
            kernel.copy(right, q * panel * k, rows, 0, columns * k);
            kernel.transpose(rows, 0, k, columns, k, packed, place(q), width);
        }
    }

    /** Multiplies a block of rows with a group of panels, one part of the sums after the other. */
    private void multiply(int block, int group) {
        int from = block * this.block;
        int rows = Math.min(this.block, m - from);
        int begin = (int) ((long) panels * group / groups);
        int end = (int) ((long) panels * (group + 1) / groups);
        int width = Math.min(n, end * panel) - begin * panel;
        int whole =
                n % kernel.width == 0 ? n : (panels - 1) * panel; // so many columns have whole tiles, which add to c
        A sofar = k <= SUMMED ? null : kernel.allocate(rows * width);
        for (int first = 0; first < k; first += SUMMED) {
            for (int i = 0; i < rows; i++) {
                int at = (from + i) * n + begin * panel;
                if (first > 0) {
                    kernel.copy(c, at, sofar, i * width, width);
                }
                kernel.zero(c, at, Math.max(0, Math.min(width, whole - begin * panel)));
            }
            sum(from, rows, begin, end, first, Math.min(k, first + SUMMED));
            for (int i = 0; first > 0 && i < rows; i++) {
                kernel.addTo(sofar, i * width, c, (from + i) * n + begin * panel, width);
            }
        }
    }

    /** Adds up products from {@code first} to {@code last}, for some rows and panels. */
    private void sum(int from, int rows, int begin, int end, int first, int last) {
        int most = panels == 1 ? NARROW_PART : PART;
        for (int part = first; part < last; part += most) {
            int some = Math.min(most, last - part);
            Rows<A> there = rows(from, rows, part, some);
            int whole = there.isCopy ? rows : rows / kernel.rows * kernel.rows;
            Rows<A> rest = whole < rows ? copied(from + whole, rows - whole, part, some) : null;
            for (int q = begin; q < end; q++) {
                for (int i = 0; i < rows; i += kernel.rows) {
                    boolean isRest = i >= whole;
                    multiply(isRest ? rest : there, isRest ? i - whole : i, from + i, q, part, some);
                }
            }
        }
    }

    /** Multiplies a tile; one that reaches over the border of the result is put together elsewhere. */
    @SuppressWarnings("unchecked")
    private void multiply(Rows<A> a, int row, int from, int q, int part, int some) {
        int vectors = vectors(q);
        int width = vectors * kernel.width;
        boolean inOrder = q >= firstPacked;
        A b = inOrder ? packed : (A) right;
        int bStep = inOrder ? width : n;
        int b0 = (inOrder ? place(q) : q * panel) + part * bStep;
        int a0 = a.at + row * a.row;
        int c0 = from * n + q * panel;
        int columns = Math.min(width, n - q * panel);
        int count = Math.min(kernel.rows, m - from);
        if (columns == width && count == kernel.rows) {
            kernel.tile(vectors, a.array, a0, a.row, a.step, b, b0, bStep, c, c0, n, some);
            return;
        }
        A tile = Scratch.of(Scratch.TILE, kernel, kernel.rows * panel);
        if (part % SUMMED == 0) {
            kernel.zero(tile, 0, kernel.rows * width);
        } else {
            for (int i = 0; i < count; i++) {
                kernel.copy(c, c0 + i * n, tile, i * width, columns);
            }
        }
        kernel.tile(vectors, a.array, a0, a.row, a.step, b, b0, bStep, tile, 0, width, some);
        for (int i = 0; i < count; i++) {
            kernel.copy(tile, i * width, c, c0 + i * n, columns);
        }
    }

    /** A part of some rows of the left matrix: element (i, p) is at {@code at + i row + p step}. */
    private record Rows<A>(A array, int at, int row, int step, boolean isCopy) {}

    @SuppressWarnings("unchecked")
    private Rows<A> rows(int from, int count, int part, int some) {
        if (!kernel.isArray(left)) {
            return copied(from, count, part, some);
        }
        return leftTransposed
                ? new Rows<>((A) left, part * m + from, 1, m, false)
                : new Rows<>((A) left, from * k + part, k, 1, false);
    }

    /** Copied one behind the other, and filled up to whole tiles, with whatever was there: nobody reads what comes of it. */
    private Rows<A> copied(int from, int count, int part, int some) {
        int tiles = (count + kernel.rows - 1) / kernel.rows;
        A rows = Scratch.of(Scratch.ROWS, kernel, tiles * kernel.rows * some);
        if (!leftTransposed) {
            for (int i = 0; i < count; i++) {
                kernel.copy(left, (from + i) * k + part, rows, i * some, some);
            }
            return new Rows<>(rows, 0, some, 1, true);
        }
        int row = tiles * kernel.rows;
        for (int p = 0; p < some; p++) {
            kernel.copy(left, (part + p) * m + from, rows, p * row, count);
        }
        return new Rows<>(rows, 0, 1, row, true);
    }
}
