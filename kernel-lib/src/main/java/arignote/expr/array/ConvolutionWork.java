package arignote.expr.array;

import arignote.expr.Cancellation;
import arignote.expr.DType;
import arignote.expr.HostArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Convolutions as products of matrices: for each element of a filter's window a row that has what lies under it at each
 * place. Some images at a time, or some lines of a large one, so that such rows stay near the processor.
 */
final class ConvolutionWork {
    /** Rows of so many elements at a time. */
    private static final int ELEMENTS = 1 << 16;

    /** Moving fewer elements is not worth a second thread. */
    private static final int WORTH = 1 << 14;

    /** The places of one product: lines {@code top} to {@code bottom} of the outputs of {@code n} images. */
    private record Block(int image, int n, int top, int bottom, int columns) {
        /** Places of one image. */
        int each() {
            return (bottom - top) * columns;
        }

        int all() {
            return n * each();
        }
    }

    private final ConvolutionSizes s;
    private final boolean flip;
    private final DType dtype;
    private final int filters; // of a group
    private final int channels; // of a group
    private final int window;
    private final int out; // columns of an output
    private final int[][] under; // lines of an image

    ConvolutionWork(ConvolutionSizes sizes, boolean flip, DType dtype) {
        s = sizes;
        this.flip = flip;
        this.dtype = dtype;
        filters = s.filters() / s.groups();
        channels = s.channels() / s.groups();
        window = s.window();
        out = s.last().out();
        under = s.under();
    }

    /** Adds to zeros. The arguments are what {@link Convolution} says, as Java arrays. */
    void run(Convolution.Of of, Object a, Object b, Object result) {
        if (s.images() == 0 || filters == 0 || channels == 0 || s.places() == 0) {
            return;
        }
        List<Block> blocks = blocks();
        int most = blocks.stream().mapToInt(Block::all).max().orElseThrow();
        Matrix rows = Matrix.of(dtype, 0, (long) window * most);
        Matrix outputs = Matrix.of(dtype, 1, (long) filters * most);
        Matrix weights = Matrix.of(dtype, 2, (long) filters * window);
        Object copy = of == Convolution.Of.IMAGES ? HostArray.allocate(dtype, window * most) : null;
        for (int group = 0; group < s.groups(); group++) {
            if (of != Convolution.Of.FILTERS) {
                readWeights(weights, b, group);
            }
            for (Block block : blocks) {
                Cancellation.check();
                int n = block.all();
                switch (of) {
                    case OUTPUT -> {
                        readImages(rows, a, group, block);
                        outputs.product(0, weights, false, rows, false, filters, n, window);
                        writeOutputs(outputs, result, group, block);
                    }
                    case IMAGES -> {
                        readOutputs(outputs, a, group, block);
                        rows.product(0, weights, true, outputs, false, window, n, filters);
                        rows.get(0, copy, 0, window * n);
                        addImages(copy, result, group, block);
                    }
                    case FILTERS -> {
                        readImages(rows, a, group, block);
                        readOutputs(outputs, b, group, block);
                        int sum = block == blocks.get(0) ? 0 : 1;
                        weights.product(sum, outputs, false, rows, true, filters, window, n);
                    }
                    default -> throw new AssertionError(of);
                }
            }
            if (of == Convolution.Of.FILTERS) {
                writeWeights(weights, result, group);
            }
        }
    }

    /** All places, in parts of about {@link #ELEMENTS} elements, at least a line each. */
    private List<Block> blocks() {
        int height = s.lines();
        long row = (long) window * out;
        int some = (int) Math.max(1, Math.min(s.images(), ELEMENTS / (row * height)));
        int band = (int) Math.max(1, Math.min(height, ELEMENTS / row));
        List<Block> blocks = new ArrayList<>();
        for (int image = 0; image < s.images(); image += some) {
            int n = Math.min(some, s.images() - image);
            for (int top = 0; top < height; top += band) {
                blocks.add(new Block(image, n, top, Math.min(height, top + band), out));
            }
        }
        return blocks;
    }

    /** Work on each plane of each image of a block. */
    private static void each(Block block, int planes, long elements, PlaneWork work) {
        IntStream all = IntStream.range(0, block.n * planes);
        (elements < WORTH ? all : all.parallel()).forEach(i -> work.run(i / planes, i % planes));
    }

    /** What is done with one plane of one image. */
    @FunctionalInterface
    private interface PlaneWork {
        void run(int image, int plane);
    }

    // Filters

    private void readWeights(Matrix weights, Object from, int group) {
        int start = group * filters * window;
        if (!flip) {
            weights.put(0, from, start, filters * window);
            return;
        }
        int plane = s.filter();
        for (int i = 0; i < filters * channels; i++) {
            weights.put(i * plane, from, start + (i + 1) * plane - 1, -1, plane);
        }
    }

    private void writeWeights(Matrix weights, Object to, int group) {
        int start = group * filters * window;
        weights.get(0, to, start, filters * window);
        if (flip) {
            int plane = s.filter();
            for (int i = 0; i < filters * channels; i++) {
                reverse(to, start + i * plane, plane);
            }
        }
    }

    private static void reverse(Object array, int start, int n) {
        for (int i = start, j = start + n - 1; i < j; i++, j--) {
            if (array instanceof double[] d) {
                double x = d[i];
                d[i] = d[j];
                d[j] = x;
            } else {
                float[] f = (float[]) array;
                float x = f[i];
                f[i] = f[j];
                f[j] = x;
            }
        }
    }

    // Outputs: a row for each filter, images one behind the other

    private void readOutputs(Matrix outputs, Object from, int group, Block block) {
        each(
                block,
                filters,
                (long) filters * block.all(),
                (i, f) ->
                        outputs.put((f * block.n + i) * block.each(), from, output(group, block, i, f), block.each()));
    }

    private void writeOutputs(Matrix outputs, Object to, int group, Block block) {
        each(
                block,
                filters,
                (long) filters * block.all(),
                (i, f) -> outputs.get((f * block.n + i) * block.each(), to, output(group, block, i, f), block.each()));
    }

    private int output(int group, Block block, int i, int filter) {
        return ((block.image + i) * s.filters() + group * filters + filter) * s.places() + block.top * out;
    }

    // Images: a row for each element of a window

    private int image(int group, int image, int channel) {
        return (image * s.channels() + group * channels + channel) * s.plane();
    }

    private void readImages(Matrix rows, Object from, int group, Block block) {
        windows(group, block, (at, plane, k, l) -> read(rows, at, from, plane, k, l, block));
    }

    private void addImages(Object rows, Object to, int group, Block block) {
        windows(group, block, (at, plane, k, l) -> add(rows, at, to, plane, k, l, block));
    }

    /** What is done with the row of one element of a window, the l-th of the filter's k-th line, and one plane of an image. */
    @FunctionalInterface
    private interface RowWork {
        void run(int at, int plane, int k, int l);
    }

    private void windows(int group, Block block, RowWork work) {
        int width = s.last().filter();
        int height = s.filter() / width;
        each(block, channels, (long) window * block.all(), (i, c) -> {
            int plane = image(group, block.image + i, c);
            int row = c * height * width;
            for (int k = 0; k < height; k++) {
                for (int l = 0; l < width; l++) {
                    work.run((row++ * block.n + i) * block.each(), plane, k, l);
                }
            }
        });
    }

    /** What lies under one element of a filter at all places of one plane. */
    private void read(Matrix rows, int at, Object from, int plane, int k, int l, Block block) {
        ConvolutionSizes.Moves x = s.last();
        int first = x.first(l);
        int length = x.end(l) - first;
        if (length <= 0) {
            rows.clear(at, block.each());
            return;
        }
        for (int r = block.top; r < block.bottom; r++) {
            int to = at + (r - block.top) * out;
            int line = under[k][r];
            if (line < 0) {
                rows.clear(to, out);
                continue;
            }
            int source = plane + line * x.in() + x.source(first, l);
            rows.clear(to, first);
            if (x.stride() == 1) {
                rows.put(to + first, from, source, length);
            } else {
                rows.put(to + first, from, source, x.stride(), length);
            }
            rows.clear(to + first + length, out - first - length);
        }
    }

    private void add(Object rows, int at, Object to, int plane, int k, int l, Block block) {
        ConvolutionSizes.Moves x = s.last();
        int first = x.first(l);
        int length = x.end(l) - first;
        for (int r = block.top; r < block.bottom; r++) {
            int line = under[k][r];
            if (line < 0) {
                continue;
            }
            int target = plane + line * x.in() + x.source(first, l);
            int from = at + (r - block.top) * out + first;
            if (rows instanceof double[] d) {
                add(d, from, (double[]) to, target, x.stride(), length);
            } else {
                add((float[]) rows, from, (float[]) to, target, x.stride(), length);
            }
        }
    }

    private static void add(double[] from, int start, double[] to, int at, int step, int n) {
        if (step == 1) {
            for (int i = 0; i < n; i++) {
                to[at + i] += from[start + i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i * step] += from[start + i];
            }
        }
    }

    private static void add(float[] from, int start, float[] to, int at, int step, int n) {
        if (step == 1) {
            for (int i = 0; i < n; i++) {
                to[at + i] += from[start + i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[at + i * step] += from[start + i];
            }
        }
    }
}
