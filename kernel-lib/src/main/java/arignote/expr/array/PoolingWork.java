package arignote.expr.array;

import arignote.Pool2d.Mode;
import arignote.expr.Cancellation;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The windows of {@link Pooling}, image by image. */
final class PoolingWork {
    /** Images of fewer elements in all are not worth a second thread. */
    private static final int WORTH = 1 << 14;

    private final Mode mode;
    private final Pooling.Step step;
    private final int rows;
    private final int columns;
    private final PoolingAxes.Lines down;
    private final PoolingAxes.Windows along;
    private final int[] tiles; // the window of each element of a row, or null if some lie in several

    /**
     * @param in the lengths of an image
     * @param out the numbers of windows
     */
    PoolingWork(PoolingOptions pool, Pooling.Step step, int[] in, int[] out) {
        mode = pool.mode();
        this.step = step;
        int last = pool.axes() - 1;
        PoolingAxes.Lines lines = PoolingAxes.Lines.ONE;
        for (int axis = 0; axis < last; axis++) {
            lines = lines.along(in[axis], windows(pool, axis, in, out));
        }
        down = lines;
        along = windows(pool, last, in, out);
        rows = down.rows();
        columns = in[last];
        tiles = along.tiles();
    }

    private static PoolingAxes.Windows windows(PoolingOptions pool, int axis, int[] in, int[] out) {
        return PoolingAxes.Windows.of(
                in[axis],
                out[axis],
                pool.ws().get(axis),
                pool.stride().get(axis),
                pool.pad().get(axis));
    }

    /**
     * @param from what {@link Pooling} says, as Java arrays
     * @param image the same array for {@code POOL}
     * @param to with anything in it
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
            if (step == Pooling.Step.SPREAD) {
                Arrays.fill(t, p * rows * columns, (p + 1) * rows * columns, 0);
            }
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
            if (step == Pooling.Step.SPREAD) {
                Arrays.fill(t, p * rows * columns, (p + 1) * rows * columns, 0);
            }
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
            case AVERAGE_EXC_PAD -> down.of()[i].length * (along.end()[j] - along.start()[j]);
            case AVERAGE_INC_PAD -> down.lengths()[i] * along.length()[j];
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
        for (int y : down.of()[i]) {
            int row = (p * rows + y) * columns;
            for (int x = 0; x < most.length; x++) {
                most[x] = Math.max(most[x], image[row + x]);
            }
        }
    }

    private double greatest(double[] row, int j) {
        double most = row[along.start()[j]];
        for (int x = along.start()[j] + 1; x < along.end()[j]; x++) {
            most = Math.max(most, row[x]);
        }
        return most;
    }

    /** Numbers of windows to the greatest elements of these. */
    private void spreadToGreatest(double[] from, double[] image, double[] to, int p) {
        double[] columnwise = new double[columns];
        double[] most = new double[along.count()];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++, at += along.count()) {
            greatest(image, p, i, columnwise);
            boolean finite = true;
            for (int j = 0; j < along.count(); j++) {
                most[j] = greatest(columnwise, j);
                finite &= Double.isFinite(most[j]);
            }
            for (int y : down.of()[i]) {
                int row = (p * rows + y) * columns;
                if (finite && tiles != null) {
                    spreadTiles(from, at, image, row, most, to);
                } else {
                    spreadWindows(from, at, image, row, most, to);
                }
            }
        }
    }

    /** Without branches, of which a processor cannot guess which way they go: it is the greatest whose difference is not negative. */
    private void spreadTiles(double[] from, int at, double[] image, int row, double[] most, double[] to) {
        for (int x = 0; x < tiles.length; x++) {
            int j = tiles[x];
            double difference = image[row + x] - most[j] + 0; // no -0.0
            long isGreatest = ~(Double.doubleToRawLongBits(difference) >> 63);
            to[row + x] += Double.longBitsToDouble(Double.doubleToRawLongBits(from[at + j]) & isGreatest);
        }
    }

    private void spreadWindows(double[] from, int at, double[] image, int row, double[] most, double[] to) {
        for (int j = 0; j < along.count(); j++) {
            for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
                to[x] += is(image[x], most[j]) ? from[at + j] : 0;
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
                for (int y : down.of()[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
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
                for (int y : down.of()[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
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
                for (int y : down.of()[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
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
        for (int y : down.of()[i]) {
            int row = (p * rows + y) * columns;
            for (int x = 0; x < most.length; x++) {
                most[x] = Math.max(most[x], image[row + x]);
            }
        }
    }

    private float greatest(float[] row, int j) {
        float most = row[along.start()[j]];
        for (int x = along.start()[j] + 1; x < along.end()[j]; x++) {
            most = Math.max(most, row[x]);
        }
        return most;
    }

    private void spreadToGreatest(float[] from, float[] image, float[] to, int p) {
        float[] columnwise = new float[columns];
        float[] most = new float[along.count()];
        int at = p * down.count() * along.count();
        for (int i = 0; i < down.count(); i++, at += along.count()) {
            greatest(image, p, i, columnwise);
            boolean finite = true;
            for (int j = 0; j < along.count(); j++) {
                most[j] = greatest(columnwise, j);
                finite &= Float.isFinite(most[j]);
            }
            for (int y : down.of()[i]) {
                int row = (p * rows + y) * columns;
                if (finite && tiles != null) {
                    spreadTiles(from, at, image, row, most, to);
                } else {
                    spreadWindows(from, at, image, row, most, to);
                }
            }
        }
    }

    /** Without branches, of which a processor cannot guess which way they go: it is the greatest whose difference is not negative. */
    private void spreadTiles(float[] from, int at, float[] image, int row, float[] most, float[] to) {
        for (int x = 0; x < tiles.length; x++) {
            int j = tiles[x];
            float difference = image[row + x] - most[j] + 0; // no -0.0
            int isGreatest = ~(Float.floatToRawIntBits(difference) >> 31);
            to[row + x] += Float.intBitsToFloat(Float.floatToRawIntBits(from[at + j]) & isGreatest);
        }
    }

    private void spreadWindows(float[] from, int at, float[] image, int row, float[] most, float[] to) {
        for (int j = 0; j < along.count(); j++) {
            for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
                to[x] += is(image[x], most[j]) ? from[at + j] : 0;
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
                for (int y : down.of()[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
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
                for (int y : down.of()[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
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
                for (int y : down.of()[i]) {
                    int row = (p * rows + y) * columns;
                    for (int x = row + along.start()[j]; x < row + along.end()[j]; x++) {
                        to[x] += part;
                    }
                }
            }
        }
    }
}
