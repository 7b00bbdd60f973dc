package arignote.expr.array;

import arignote.Pool2d.Mode;
import arignote.expr.Cancellation;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The windows of {@link Pooling}, image by image. */
final class PoolingWork {
    /** Images of fewer elements in all are not worth a second thread. */
    private static final int WORTH = 1 << 14;

    /**
     * One axis.
     *
     * @param start where each window begins in the image
     * @param end where it ends there
     * @param length how long it is with what is added around the image
     */
    private record Windows(int[] start, int[] end, int[] length) {
        static Windows of(int n, int places, int window, int stride, int pad) {
            Windows w = new Windows(new int[places], new int[places], new int[places]);
            for (int i = 0; i < places; i++) {
                int first = i * stride - pad;
                w.start[i] = Math.max(0, first);
                w.end[i] = Math.min(n, first + window);
                w.length[i] = Math.min(n + pad, first + window) - first;
            }
            return w;
        }

        int count() {
            return start.length;
        }
    }

    /**
     * All axes but the last one together.
     *
     * @param rows of an image
     * @param of each window its rows
     * @param lengths how many rows each has with what is added around the image
     */
    private record Lines(int rows, int[][] of, int[] lengths) {
        static final Lines ONE = new Lines(1, new int[][] {{0}}, new int[] {1});

        /** The same with an axis of so many elements behind. */
        Lines along(int n, Windows windows) {
            int count = windows.count();
            int[][] rows = new int[of.length * count][];
            int[] all = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                int w = i % count;
                rows[i] = Arrays.stream(of[i / count])
                        .flatMap(row -> IntStream.range(row * n + windows.start[w], row * n + windows.end[w]))
                        .toArray();
                all[i] = lengths[i / count] * windows.length[w];
            }
            return new Lines(this.rows * n, rows, all);
        }

        int count() {
            return of.length;
        }
    }

    private final Mode mode;
    private final Pooling.Step step;
    private final int rows;
    private final int columns;
    private final Lines down;
    private final Windows along;

    /**
     * @param in the lengths of an image
     * @param out the numbers of windows
     */
    PoolingWork(PoolingOptions pool, Pooling.Step step, int[] in, int[] out) {
        mode = pool.mode();
        this.step = step;
        int last = pool.axes() - 1;
        Lines lines = Lines.ONE;
        for (int axis = 0; axis < last; axis++) {
            lines = lines.along(in[axis], windows(pool, axis, in, out));
        }
        down = lines;
        along = windows(pool, last, in, out);
        rows = down.rows;
        columns = in[last];
    }

    private static Windows windows(PoolingOptions pool, int axis, int[] in, int[] out) {
        return Windows.of(
                in[axis],
                out[axis],
                pool.ws().get(axis),
                pool.stride().get(axis),
                pool.pad().get(axis));
    }

    /**
     * @param from what {@link Pooling} says, as Java arrays
     * @param image the same array for {@code POOL}
     * @param to zeros
     */
    void run(Object from, Object image, Object to) {
        int plane = rows * columns;
        if (plane == 0) {
            return;
        }
        int planes = java.lang.reflect.Array.getLength(image) / plane;
        IntStream all = IntStream.range(0, planes);
        (planes * plane < WORTH ? all : all.parallel()).forEach(p -> {
            Cancellation.check();
            plane(from, image, to, p);
        });
    }

    private void plane(Object from, Object image, Object to, int p) {
        boolean max = mode == Mode.MAX;
        boolean pools = step == Pooling.Step.POOL;
        if (image instanceof double[] x) {
            double[] f = (double[]) from;
            double[] t = (double[]) to;
            if (max && pools) {
                greatest(x, t, p);
            } else if (max && step == Pooling.Step.SPREAD) {
                spreadToGreatest(f, x, t, p);
            } else if (max) {
                sumAtGreatest(f, x, t, p);
            } else if (step == Pooling.Step.SPREAD) {
                spread(f, t, p);
            } else {
                sum(f, t, p);
            }
        } else {
            float[] f = (float[]) from;
            float[] t = (float[]) to;
            if (max && pools) {
                greatest((float[]) image, t, p);
            } else if (max && step == Pooling.Step.SPREAD) {
                spreadToGreatest(f, (float[]) image, t, p);
            } else if (max) {
                sumAtGreatest(f, (float[]) image, t, p);
            } else if (step == Pooling.Step.SPREAD) {
                spread(f, t, p);
            } else {
                sum(f, t, p);
            }
        }
    }

    /** How many elements a window counts; a sum is of one. */
    private int share(int i, int j) {
        return switch (mode) {
            case MAX, SUM -> 1;
            case AVERAGE_EXC_PAD -> down.of[i].length * (along.end[j] - along.start[j]);
            case AVERAGE_INC_PAD -> down.lengths[i] * along.length[j];
        };
    }

    /** First the greatest down each column, as vectors do that, then along the row that is left. */
    private void greatest(double[] image, double[] to, int p) {
        double[] most = new double[columns];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            greatest(image, p, i, most);
            for (int j = 0; j < along.count(); j++) {
                to[at++] = greatest(most, j);
            }
        }
    }

    private void greatest(double[] image, int p, int i, double[] most) {
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int y : down.of[i]) {
            int row = (p * rows + y) * columns;
            for (int x = 0; x < most.length; x++) {
                most[x] = Math.max(most[x], image[row + x]);
            }
        }
    }

    private double greatest(double[] row, int j) {
        double most = row[along.start[j]];
        for (int x = along.start[j] + 1; x < along.end[j]; x++) {
            most = Math.max(most, row[x]);
        }
        return most;
    }

    /** Numbers of windows to the greatest elements of these. */
    private void spreadToGreatest(double[] from, double[] image, double[] to, int p) {
        double[] columnwise = new double[columns];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            greatest(image, p, i, columnwise);
            for (int j = 0; j < along.count(); j++, at++) {
                double most = greatest(columnwise, j);
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        to[x] += is(image[x], most) ? from[at] : 0;
                    }
                }
            }
        }
    }

    /** The sums of what lies where an image has the greatest elements of windows. */
    private void sumAtGreatest(double[] from, double[] image, double[] to, int p) {
        double[] columnwise = new double[columns];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            greatest(image, p, i, columnwise);
            for (int j = 0; j < along.count(); j++, at++) {
                double most = greatest(columnwise, j);
                double sum = 0;
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        sum += is(image[x], most) ? from[x] : 0;
                    }
                }
                to[at] = sum;
            }
        }
    }

    private static boolean is(double x, double most) {
        return x == most || most != most && x != x;
    }

    private void sum(double[] from, double[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                double sum = 0;
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        sum += from[x];
                    }
                }
                to[at++] = sum / share(i, j);
            }
        }
    }

    private void spread(double[] from, double[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                double part = from[at++] / share(i, j);
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        to[x] += part;
                    }
                }
            }
        }
    }

    // The same of float32

    private void greatest(float[] image, float[] to, int p) {
        float[] most = new float[columns];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            greatest(image, p, i, most);
            for (int j = 0; j < along.count(); j++) {
                to[at++] = greatest(most, j);
            }
        }
    }

    private void greatest(float[] image, int p, int i, float[] most) {
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        for (int y : down.of[i]) {
            int row = (p * rows + y) * columns;
            for (int x = 0; x < most.length; x++) {
                most[x] = Math.max(most[x], image[row + x]);
            }
        }
    }

    private float greatest(float[] row, int j) {
        float most = row[along.start[j]];
        for (int x = along.start[j] + 1; x < along.end[j]; x++) {
            most = Math.max(most, row[x]);
        }
        return most;
    }

    private void spreadToGreatest(float[] from, float[] image, float[] to, int p) {
        float[] columnwise = new float[columns];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            greatest(image, p, i, columnwise);
            for (int j = 0; j < along.count(); j++, at++) {
                float most = greatest(columnwise, j);
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        to[x] += is(image[x], most) ? from[at] : 0;
                    }
                }
            }
        }
    }

    private void sumAtGreatest(float[] from, float[] image, float[] to, int p) {
        float[] columnwise = new float[columns];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            greatest(image, p, i, columnwise);
            for (int j = 0; j < along.count(); j++, at++) {
                float most = greatest(columnwise, j);
                float sum = 0;
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        sum += is(image[x], most) ? from[x] : 0;
                    }
                }
                to[at] = sum;
            }
        }
    }

    private static boolean is(float x, float most) {
        return x == most || most != most && x != x;
    }

    private void sum(float[] from, float[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                float sum = 0;
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        sum += from[x];
                    }
                }
                to[at++] = sum / share(i, j);
            }
        }
    }

    private void spread(float[] from, float[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                float part = from[at++] / share(i, j);
                for (int y : down.of[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        to[x] += part;
                    }
                }
            }
        }
    }
}
