package arignote.compile.runtime;

import arignote.expr.DType;
import arignote.expr.array.Convolution;
import arignote.expr.array.ConvolutionSizes;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A convolution in the tiles of a matrix product, without the matrix of all windows: tables say where the elements of a window lie
 * in an image. Each element is the sum of its products in one order that its subclass tells, without fused multiply-add: the
 * same bits on every machine, for any vectors and threads.
 *
 * <p>Columns of tiles are filters or channels; those of one group that are multiplied at a time are a panel. What has them is put
 * in order before.
 *
 * @param <A> the arrays
 */
public abstract class ConvolutionProduct<A> implements Workers.Job {
    /** So many products are added up in one go: that many rows of a panel stay in the cache of a core. */
    private static final int PART = 192;

    /** About so many elements of images are copied at a time. */
    private static final int COPIED = 1 << 20;

    /** About so many elements that are put in order are read again and again at a time: they stay in the cache of a core. */
    private static final int READ_AGAIN = 1 << 16;

    /** Copies an image and its border; the first of a subclass's sweeps is the next one. */
    private static final int COPY = 0;

    static final int OWN = 1;

    final ProductKernel<A> kernel;
    final ConvolutionSizes s;
    final WindowOffsets offsets;
    final int filters; // of a group
    final int channels; // of a group
    final int places;
    final int window;
    final int plane; // elements of a channel of an image
    final int panels; // of all groups
    final int panel; // elements of a row of a panel
    final Workers workers;
    private final int columns; // of a group
    private final int panelsOfGroup;
    private final long work; // multiplications

    // images that are worked on at a time
    private A images;
    private A copies; // with their border
    int first;
    int count;

    /** @param byImages whether the columns are channels, and what is computed are images with their border */
    ConvolutionProduct(ProductKernel<A> kernel, Workers workers, ConvolutionSizes s, boolean byImages) {
        this.kernel = kernel;
        this.workers = workers;
        this.s = s;
        offsets = new WindowOffsets(s, byImages);
        filters = s.filters() / s.groups();
        channels = s.channels() / s.groups();
        places = s.places();
        window = s.window();
        plane = s.plane();
        work = (long) s.images() * places * s.filters() * window;
        columns = byImages ? channels : filters;
        int vectors = (columns + kernel.width - 1) / kernel.width;
        panelsOfGroup = (vectors + kernel.vectors - 1) / kernel.vectors;
        panel = (vectors + panelsOfGroup - 1) / panelsOfGroup * kernel.width; // all about as wide: thin tiles are slow
        panels = s.groups() * panelsOfGroup;
    }

    /**
     * Computes what {@link Convolution} says.
     *
     * @param vectorBits the width of the vectors, 0 for none
     */
    public static void run(
            Workers workers, int vectorBits, Convolution.Of of, ConvolutionSizes s, Object a, Object b, Object result) {
        if (result instanceof double[] c) {
            run(ProductKernel.of(DType.FLOAT64, vectorBits, true), workers, of, s, (double[]) a, (double[]) b, c);
        } else {
            run(ProductKernel.of(DType.FLOAT32, vectorBits, true), workers, of, s, (float[]) a, (float[]) b, (float[])
                    result);
        }
    }

    private static <A> void run(
            ProductKernel<A> kernel, Workers workers, Convolution.Of of, ConvolutionSizes s, A a, A b, A result) {
        if (s.images() == 0 || s.filters() == 0 || s.window() == 0 || s.places() == 0) {
            kernel.zero(result, 0, kernel.length(result));
            return;
        }
        switch (of) {
            case OUTPUT -> new ConvolutionOutputs<>(kernel, workers, s, b, result).run(a);
            case IMAGES -> new ConvolutionImages<>(kernel, workers, s, a, b, result).run();
            case FILTERS -> new ConvolutionFilters<>(kernel, workers, s, b, result).run(a);
            default -> throw new AssertionError(of);
        }
    }

    /** Does all tasks of a sweep, with several threads if that is worth while. */
    final void sweep(int sweep, int tasks) {
        Workers all = work >= MatrixProduct.WORTH_SHARING ? workers : Workers.of(1);
        all.run(this, sweep, tasks, work >= MatrixProduct.WORTH_WAKING);
    }

    /**
     * Does something with all images, so many at a time as can be put in order.
     *
     * @param more how many elements are put in order for one, beside its copy
     */
    final void chunks(A all, int more, Runnable each) {
        images = all;
        int copied = offsets.hasBorder ? Math.multiplyExact(s.channels(), offsets.size) : 0;
        int most = Math.max(1, Math.min(COPIED / Math.max(1, copied), READ_AGAIN / Math.max(1, more)));
        for (first = 0; first < s.images(); first += count) {
            count = Math.min(most, s.images() - first);
            if (offsets.hasBorder) {
                copies = Scratch.of(Scratch.IMAGES, kernel, count * copied);
                sweep(COPY, count);
            }
            each.run();
        }
    }

    /** The array in which the images of a chunk are. */
    final A images() {
        return offsets.hasBorder ? copies : images;
    }

    /** Where the first channel of a group begins there. */
    final int imageAt(int image, int group) {
        return offsets.hasBorder
                ? (image * s.channels() + group * channels) * offsets.size
                : ((first + image) * s.channels() + group * channels) * plane;
    }

    private void copy(int image) {
        int columnsOfImage = s.axes().get(s.axes().size() - 1).in();
        int size = s.channels() * offsets.size;
        kernel.zero(copies, image * size, size);
        for (int channel = 0; channel < s.channels(); channel++) {
            int from = ((first + image) * s.channels() + channel) * plane;
            int to = (image * s.channels() + channel) * offsets.size + offsets.before;
            for (int i = 0; i < offsets.lines.length; i++) {
                if (offsets.lines[i] >= 0 && offsets.columns > 0) {
                    kernel.copy(
                            images,
                            from + offsets.lines[i] * columnsOfImage,
                            copies,
                            to + i * offsets.width,
                            offsets.columns);
                }
            }
        }
    }

    @Override
    public final void block(int sweep, int block) {
        if (sweep == COPY) {
            copy(block);
        } else {
            task(sweep, block);
        }
    }

    /** One task of a subclass's sweep. */
    abstract void task(int sweep, int task);

    /** The group of a panel. */
    final int group(int q) {
        return q / panelsOfGroup;
    }

    /** The first column of a panel, counted over all groups. */
    final int column(int q) {
        return group(q) * columns + q % panelsOfGroup * panel;
    }

    /** How many columns a panel has. */
    final int columns(int q) {
        return Math.min(panel, columns - q % panelsOfGroup * panel);
    }

    /** Where the outputs of a filter, counted over all groups, begin. */
    final int outputAt(int image, int filter) {
        return (image * s.filters() + filter) * places;
    }

    /** How many rows whole tiles have. */
    final int whole(int rows) {
        return (rows + kernel.rows - 1) / kernel.rows * kernel.rows;
    }

    /** A table for whole tiles: what comes of the rows that are added is nobody's. */
    final int[] table(int[] offsets) {
        return Arrays.copyOf(offsets, whole(offsets.length));
    }

    /** The numbers from 0 on, so many times as large, for whole tiles. */
    final int[] table(int n, int factor) {
        return IntStream.range(0, whole(n)).map(i -> i * factor).toArray();
    }

    /**
     * Multiplies tiles.
     *
     * @param q a panel
     * @param rows where rows begin in {@code from}
     * @param steps where the elements of a row lie
     * @param packedAt where the panel begins
     * @param targets where rows begin in {@code sums}
     */
    final void tiles(
            int q,
            int begin,
            int end,
            A from,
            int at,
            int[] rows,
            int[] steps,
            A packed,
            int packedAt,
            A sums,
            int sumsAt,
            int[] targets) {
        int vectors = (columns(q) + kernel.width - 1) / kernel.width;
        for (int part = 0; part < steps.length; part += PART) {
            int some = Math.min(PART, steps.length - part);
            int right = packedAt + part * panel;
            for (int i = begin; i < end; i += kernel.rows) {
                kernel.indirectTile(
                        vectors, from, at, rows, i, steps, part, packed, right, panel, sums, sumsAt, targets, some);
            }
        }
    }
}
