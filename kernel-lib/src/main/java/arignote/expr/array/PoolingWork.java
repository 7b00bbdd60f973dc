package arignote.expr.array;

import arignote.Pool2d;
import arignote.expr.Cancellation;
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

    private final Pool2d pool;
    private final Pooling.Step step;
    private final int rows;
    private final int columns;
    private final Windows down;
    private final Windows along;

    PoolingWork(Pool2d pool, Pooling.Step step, int rows, int columns, int[] out) {
        this.pool = pool;
        this.step = step;
        this.rows = rows;
        this.columns = columns;
        down = Windows.of(
                rows, out[0], pool.ws().get(0), pool.stride().get(0), pool.pad().get(0));
        along = Windows.of(
                columns,
                out[1],
                pool.ws().get(1),
                pool.stride().get(1),
                pool.pad().get(1));
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
        boolean max = pool.mode() == Pool2d.Mode.MAX;
        boolean pools = step == Pooling.Step.POOL;
        if (image instanceof double[] x) {
            double[] f = (double[]) from;
            double[] t = (double[]) to;
            if (max && pools) {
                greatest(x, t, p);
            } else if (max) {
                ofGreatest(f, x, t, p);
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
            } else if (max) {
                ofGreatest(f, (float[]) image, t, p);
            } else if (step == Pooling.Step.SPREAD) {
                spread(f, t, p);
            } else {
                sum(f, t, p);
            }
        }
    }

    /** How many elements a window counts; a sum is of one. */
    private int share(int i, int j) {
        return switch (pool.mode()) {
            case MAX, SUM -> 1;
            case AVERAGE_EXC_PAD -> (down.end[i] - down.start[i]) * (along.end[j] - along.start[j]);
            case AVERAGE_INC_PAD -> down.length[i] * along.length[j];
        };
    }

    private void greatest(double[] image, double[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                to[at++] = greatest(image, p, i, j);
            }
        }
    }

    private double greatest(double[] image, int p, int i, int j) {
        double most = Double.NEGATIVE_INFINITY;
        for (int y = down.start[i]; y < down.end[i]; y++) {
            int row = (p * rows + y) * columns;
            for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                most = Math.max(most, image[x]);
            }
        }
        return most;
    }

    /** Between numbers of windows and the greatest elements of these, in one direction or the other. */
    private void ofGreatest(double[] from, double[] image, double[] to, int p) {
        boolean spreads = step == Pooling.Step.SPREAD;
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++, at++) {
                double most = greatest(image, p, i, j);
                double given = spreads ? from[at] : 0;
                double sum = 0;
                for (int y = down.start[i]; y < down.end[i]; y++) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        boolean is = image[x] == most || most != most && image[x] != image[x];
                        if (is && spreads) {
                            to[x] += given;
                        } else if (is) {
                            sum += from[x];
                        }
                    }
                }
                if (!spreads) {
                    to[at] = sum;
                }
            }
        }
    }

    private void sum(double[] from, double[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                double sum = 0;
                for (int y = down.start[i]; y < down.end[i]; y++) {
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
                for (int y = down.start[i]; y < down.end[i]; y++) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        to[x] += part;
                    }
                }
            }
        }
    }

    private void greatest(float[] image, float[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                to[at++] = greatest(image, p, i, j);
            }
        }
    }

    private float greatest(float[] image, int p, int i, int j) {
        float most = Float.NEGATIVE_INFINITY;
        for (int y = down.start[i]; y < down.end[i]; y++) {
            int row = (p * rows + y) * columns;
            for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                most = Math.max(most, image[x]);
            }
        }
        return most;
    }

    /** Between numbers of windows and the greatest elements of these, in one direction or the other. */
    private void ofGreatest(float[] from, float[] image, float[] to, int p) {
        boolean spreads = step == Pooling.Step.SPREAD;
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++, at++) {
                float most = greatest(image, p, i, j);
                float given = spreads ? from[at] : 0;
                float sum = 0;
                for (int y = down.start[i]; y < down.end[i]; y++) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        boolean is = image[x] == most || most != most && image[x] != image[x];
                        if (is && spreads) {
                            to[x] += given;
                        } else if (is) {
                            sum += from[x];
                        }
                    }
                }
                if (!spreads) {
                    to[at] = sum;
                }
            }
        }
    }

    private void sum(float[] from, float[] to, int p) {
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++) {
            for (int j = 0; j < along.count(); j++) {
                float sum = 0;
                for (int y = down.start[i]; y < down.end[i]; y++) {
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
                for (int y = down.start[i]; y < down.end[i]; y++) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start[j]; x < row + along.end[j]; x++) {
                        to[x] += part;
                    }
                }
            }
        }
    }
}
