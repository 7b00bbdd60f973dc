package arignote.expr.array;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the windows of {@link PoolingWork} lie. */
final class PoolingAxes {
    private PoolingAxes() {}

    /**
     * One axis.
     *
     * @param start where each window begins in the image
     * @param end where it ends there
     * @param length how long it is with what is added around the image
     */
    record Windows(int[] start, int[] end, int[] length) {
        /** For each element the window in which it lies, up to the last one; null if some lie in several. */
        int[] tiles() {
            int n = count() == 0 ? 0 : end[count() - 1];
            int[] tiles = new int[n];
            for (int i = 0; i < count(); i++) {
                if (start[i] != (i == 0 ? 0 : end[i - 1])) {
                    return null;
                }
                Arrays.fill(tiles, start[i], end[i], i);
            }
            return tiles;
        }

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
    record Lines(int rows, int[][] of, int[] lengths) {
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
}
