package arignote.expr.array;

import arignote.expr.Cancellation;
import arignote.expr.DType;
import arignote.expr.HostArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Convolutions as products of matrices: for each element of a filter's window a row that has what lies under it at each
 * place. Some images at a time, so that such rows stay near the processor.
 */
final class ConvolutionWork {
    /** Rows of so many elements at a time. */
    private static final int ELEMENTS = 1 << 16;

    /** Moving fewer elements is not worth a second thread. */
    private static final int WORTH = 1 << 14;

    private final ConvolutionSizes s;
    private final boolean flip;
    private final DType dtype;
    private final int filters; // of a group
    private final int channels; // of a group
    private final int places;
    private final int window;

    ConvolutionWork(ConvolutionSizes sizes, boolean flip, DType dtype) {
        s = sizes;
        this.flip = flip;
        this.dtype = dtype;
        filters = s.filters() / s.groups();
        channels = s.channels() / s.groups();
        places = s.places();
        window = s.window();
    }

    /** Adds to zeros. The arguments are what {@link Convolution} says, as Java arrays. */
    void run(Convolution.Of of, Object a, Object b, Object result) {
        if (s.images() == 0 || filters == 0 || channels == 0 || places == 0) {
            return;
        }
        int some = Math.max(1, Math.min(s.images(), ELEMENTS / Math.max(1, window * places)));
        Matrix rows = Matrix.of(dtype, 0, (long) window * some * places);
        Matrix outputs = Matrix.of(dtype, 1, (long) filters * some * places);
        Matrix weights = Matrix.of(dtype, 2, (long) filters * window);
        Object copy = of == Convolution.Of.IMAGES ? HostArray.allocate(dtype, window * some * places) : null;
        for (int group = 0; group < s.groups(); group++) {
            if (of != Convolution.Of.FILTERS) {
                readWeights(weights, b, group);
            }
            for (int image = 0; image < s.images(); image += some) {
                Cancellation.check();
                int n = Math.min(some, s.images() - image);
                switch (of) {
                    case OUTPUT -> {
                        readImages(rows, a, group, image, n);
                        outputs.product(0, weights, false, rows, false, filters, n * places, window);
                        writeOutputs(outputs, result, group, image, n);
                    }
                    case IMAGES -> {
                        readOutputs(outputs, a, group, image, n);
                        rows.product(0, weights, true, outputs, false, window, n * places, filters);
                        rows.get(0, copy, 0, window * n * places);
                        addImages(copy, result, group, image, n);
                    }
                    case FILTERS -> {
                        readImages(rows, a, group, image, n);
                        readOutputs(outputs, b, group, image, n);
                        int sum = image == 0 ? 0 : 1;
                        weights.product(sum, outputs, false, rows, true, filters, window, n * places);
                    }
                    default -> throw new AssertionError(of);
                }
            }
            if (of == Convolution.Of.FILTERS) {
                writeWeights(weights, result, group);
            }
        }
    }

    private static void each(int n, long elements, IntConsumer work) {
        if (elements < WORTH || n == 1) {
            for (int i = 0; i < n; i++) {
                work.accept(i);
            }
        } else {
            IntStream.range(0, n).parallel().forEach(work);
        }
    }

    // Filters

    private void readWeights(Matrix weights, Object from, int group) {
        int start = group * filters * window;
        if (!flip) {
            weights.put(0, from, start, filters * window);
            return;
        }
        int plane = s.rows().filter() * s.columns().filter();
        for (int i = 0; i < filters * channels; i++) {
            weights.put(i * plane, from, start + (i + 1) * plane - 1, -1, plane);
        }
    }

    private void writeWeights(Matrix weights, Object to, int group) {
        int start = group * filters * window;
        weights.get(0, to, start, filters * window);
        if (flip) {
            int plane = s.rows().filter() * s.columns().filter();
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

    private void readOutputs(Matrix outputs, Object from, int group, int image, int n) {
        each(n, (long) n * filters * places, i -> {
            for (int f = 0; f < filters; f++) {
                outputs.put((f * n + i) * places, from, output(group, image + i, f), places);
            }
        });
    }

    private void writeOutputs(Matrix outputs, Object to, int group, int image, int n) {
        each(n, (long) n * filters * places, i -> {
            for (int f = 0; f < filters; f++) {
                outputs.get((f * n + i) * places, to, output(group, image + i, f), places);
            }
        });
    }

    private int output(int group, int image, int filter) {
        return (image * s.filters() + group * filters + filter) * places;
    }

    // Images: a row for each element of a window

    private int image(int group, int image, int channel) {
        return (image * s.channels() + group * channels + channel)
                * s.rows().in()
                * s.columns().in();
    }

    private void readImages(Matrix rows, Object from, int group, int image, int n) {
        each(n, (long) n * window * places, i -> {
            int row = 0;
            for (int c = 0; c < channels; c++) {
                int plane = image(group, image + i, c);
                for (int k = 0; k < s.rows().filter(); k++) {
                    for (int l = 0; l < s.columns().filter(); l++) {
                        read(rows, (row++ * n + i) * places, from, plane, k, l);
                    }
                }
            }
        });
    }

    /** What lies under one element of a filter at all places of one plane. */
    private void read(Matrix rows, int at, Object from, int plane, int k, int l) {
        ConvolutionSizes.Moves y = s.rows();
        ConvolutionSizes.Moves x = s.columns();
        int first = x.first(l);
        int length = x.end(l) - first;
        int out = x.out();
        if (length <= 0) {
            rows.clear(at, places);
            return;
        }
        int top = Math.min(y.first(k), y.out());
        int bottom = Math.max(top, y.end(k));
        rows.clear(at, top * out);
        for (int r = top; r < bottom; r++) {
            int to = at + r * out;
            int source = plane + y.source(r, k) * x.in() + x.source(first, l);
            rows.clear(to, first);
            if (x.stride() == 1) {
                rows.put(to + first, from, source, length);
            } else {
                rows.put(to + first, from, source, x.stride(), length);
            }
            rows.clear(to + first + length, out - first - length);
        }
        rows.clear(at + bottom * out, (y.out() - bottom) * out);
    }

    private void addImages(Object rows, Object to, int group, int image, int n) {
        each(n, (long) n * window * places, i -> {
            int row = 0;
            for (int c = 0; c < channels; c++) {
                int plane = image(group, image + i, c);
                for (int k = 0; k < s.rows().filter(); k++) {
                    for (int l = 0; l < s.columns().filter(); l++) {
                        add(rows, (row++ * n + i) * places, to, plane, k, l);
                    }
                }
            }
        });
    }

    private void add(Object rows, int at, Object to, int plane, int k, int l) {
        ConvolutionSizes.Moves y = s.rows();
        ConvolutionSizes.Moves x = s.columns();
        int first = x.first(l);
        int length = x.end(l) - first;
        for (int r = y.first(k); r < y.end(k); r++) {
            int target = plane + y.source(r, k) * x.in() + x.source(first, l);
            int from = at + r * x.out() + first;
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
