package arignote.expr.array;

import arignote.expr.HostArray;

/** Stable orders of the elements of lines. NaN counts as greater than all numbers, -0.0 as equal to 0.0. */
final class Ranking {
    /** So many elements are sorted by insertion. */
    private static final int RUN = 8;

    private final Lines lines;

    /** Whole numbers in the order of the elements. */
    private final long[] keys;

    /** @param greatestFirst whether the order runs down; equal elements keep their order in both */
    Ranking(HostArray x, Lines lines, boolean greatestFirst) {
        this.lines = lines;
        keys = keys(x, greatestFirst);
    }

    /**
     * IEEE 754's bits are in the order of the numbers, the other way round among negative ones.
     */
    private static long[] keys(HostArray x, boolean greatestFirst) {
        long[] keys = new long[x.size()];
        if (x.dtype().isFloat()) {
            double[] values = x.doubles();
            for (int i = 0; i < keys.length; i++) {
                long bits = Double.doubleToLongBits(values[i] + 0.0); // which makes 0.0 of -0.0
                keys[i] = bits ^ (bits >> 63 & Long.MAX_VALUE);
            }
        } else {
            System.arraycopy(x.longs(), 0, keys, 0, keys.length);
        }
        if (greatestFirst) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ~keys[i];
            }
        }
        return keys;
    }

    /** The positions within a line, in order: sorted runs are merged to longer ones, keys and positions side by side. */
    int[] of(int line) {
        int n = lines.length();
        int at = lines.start(line);
        long[] key = new long[n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            key[i] = keys[at + i * lines.step()];
            order[i] = i;
        }
        for (int from = 0; from < n; from += RUN) {
            insert(key, order, from, Math.min(from + RUN, n));
        }
        long[] nextKey = new long[n];
        int[] next = new int[n];
        for (int width = RUN; width < n; width *= 2) {
            for (int from = 0; from < n; from += 2 * width) {
                int middle = Math.min(from + width, n);
                merge(key, order, nextKey, next, from, middle, Math.min(middle + width, n));
            }
            long[] sortedKey = nextKey;
            nextKey = key;
            key = sortedKey;
            int[] sorted = next;
            next = order;
            order = sorted;
        }
        return order;
    }

    private static void insert(long[] key, int[] order, int from, int end) {
        for (int i = from + 1; i < end; i++) {
            long k = key[i];
            int position = order[i];
            int to = i;
            for (; to > from && key[to - 1] > k; to--) {
                key[to] = key[to - 1];
                order[to] = order[to - 1];
            }
            key[to] = k;
            order[to] = position;
        }
    }

    private static void merge(long[] key, int[] order, long[] toKey, int[] to, int from, int middle, int end) {
        int left = from;
        int right = middle;
        for (int i = from; i < end; i++) {
            int taken = left < middle && (right >= end || key[left] <= key[right]) ? left++ : right++;
            toKey[i] = key[taken];
            to[i] = order[taken];
        }
    }
}
