package arignote.expr.array;

import arignote.Pool2d;
import arignote.expr.Cancellation;
import java.util.List;
import java.util.stream.IntStream;

/** The windows of {@link Pooling}, image by image. */
final class PoolingWork {
    /** Images of fewer elements in all are not worth a second thread. */
    private static final int WORTH = 1 << 14;

    private final Pool2d pool;
    private final Pooling.Step step;
    private final int rows;
    private final int columns;
    private final int[] out;

    PoolingWork(Pool2d pool, Pooling.Step step, int rows, int columns, int[] out) {
        this.pool = pool;
        this.step = step;
        this.rows = rows;
        this.columns = columns;
        this.out = out;
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
        int h = pool.ws().get(0);
        int w = pool.ws().get(1);
        List<Integer> pad = pool.pad();
        boolean max = pool.mode() == Pool2d.Mode.MAX;
        int at = p * out[0] * out[1];
        for (int i = 0; i < out[0]; i++) {
            int top = i * pool.stride().get(0) - pad.get(0);
            int y0 = Math.max(0, top);
            int y1 = Math.min(rows, top + h);
            for (int j = 0; j < out[1]; j++, at++) {
                int left = j * pool.stride().get(1) - pad.get(1);
                int x0 = Math.max(0, left);
                int x1 = Math.min(columns, left + w);
                int start = p * rows * columns + x0;
                if (image instanceof double[] d) {
                    double[] f = (double[]) from;
                    if (max) {
                        max(f, d, (double[]) to, at, start, y0, y1, x1 - x0);
                    } else {
                        sum(f, (double[]) to, at, start, y0, y1, x1 - x0, share(top, left, y1 - y0, x1 - x0));
                    }
                } else {
                    float[] f = (float[]) from;
                    if (max) {
                        max(f, (float[]) image, (float[]) to, at, start, y0, y1, x1 - x0);
                    } else {
                        sum(f, (float[]) to, at, start, y0, y1, x1 - x0, share(top, left, y1 - y0, x1 - x0));
                    }
                }
            }
        }
    }

    /** How many elements a window counts; a sum is of one. */
    private int share(int top, int left, int ownRows, int ownColumns) {
        return switch (pool.mode()) {
            case MAX, SUM -> 1;
            case AVERAGE_EXC_PAD -> ownRows * ownColumns;
            case AVERAGE_INC_PAD -> {
                int h = Math.min(top + pool.ws().get(0), rows + pool.pad().get(0)) - top;
                int w = Math.min(left + pool.ws().get(1), columns + pool.pad().get(1)) - left;
                yield h * w;
            }
        };
    }

    private void max(double[] from, double[] image, double[] to, int at, int start, int y0, int y1, int n) {
        double most = Double.NEGATIVE_INFINITY;
        for (int y = y0; y < y1; y++) {
            int row = start + y * columns;
            for (int x = row; x < row + n; x++) {
                most = Math.max(most, image[x]);
            }
        }
        if (step == Pooling.Step.POOL) {
            to[at] = most;
            return;
        }
        for (int y = y0; y < y1; y++) {
            int row = start + y * columns;
            for (int x = row; x < row + n; x++) {
                if (image[x] == most || most != most && image[x] != image[x]) {
                    if (step == Pooling.Step.SPREAD) {
                        to[x] += from[at];
                    } else {
                        to[at] += from[x];
                    }
                }
            }
        }
    }

    private void max(float[] from, float[] image, float[] to, int at, int start, int y0, int y1, int n) {
        float most = Float.NEGATIVE_INFINITY;
        for (int y = y0; y < y1; y++) {
            int row = start + y * columns;
            for (int x = row; x < row + n; x++) {
                most = Math.max(most, image[x]);
            }
        }
        if (step == Pooling.Step.POOL) {
            to[at] = most;
            return;
        }
        for (int y = y0; y < y1; y++) {
            int row = start + y * columns;
            for (int x = row; x < row + n; x++) {
                if (image[x] == most || most != most && image[x] != image[x]) {
                    if (step == Pooling.Step.SPREAD) {
                        to[x] += from[at];
                    } else {
                        to[at] += from[x];
                    }
                }
            }
        }
    }

    private void sum(double[] from, double[] to, int at, int start, int y0, int y1, int n, int share) {
        double sum = step == Pooling.Step.SPREAD ? from[at] / share : 0;
        for (int y = y0; y < y1; y++) {
            int row = start + y * columns;
            for (int x = row; x < row + n; x++) {
                if (step == Pooling.Step.SPREAD) {
                    to[x] += sum;
                } else {
                    sum += from[x];
                }
            }
        }
        if (step != Pooling.Step.SPREAD) {
            to[at] = sum / share;
        }
    }

    private void sum(float[] from, float[] to, int at, int start, int y0, int y1, int n, int share) {
        float sum = step == Pooling.Step.SPREAD ? from[at] / share : 0;
        for (int y = y0; y < y1; y++) {
            int row = start + y * columns;
            for (int x = row; x < row + n; x++) {
                if (step == Pooling.Step.SPREAD) {
                    to[x] += sum;
                } else {
                    sum += from[x];
                }
            }
        }
        if (step != Pooling.Step.SPREAD) {
            to[at] = sum / share;
        }
    }
}
