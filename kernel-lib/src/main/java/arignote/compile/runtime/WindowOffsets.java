package arignote.compile.runtime;

import arignote.expr.array.ConvolutionSizes;
import arignote.expr.array.ConvolutionSizes.Moves;
import java.util.List;
import java.util.function.ToIntFunction;

/** Where in a channel of an image the windows of a convolution lie: the image with its border, or if it has none, as it is. */
final class WindowOffsets {
    /** Whether the image has to be copied to have its border. */
    final boolean hasBorder;

    /** Whether all of an image is there: windows may not reach its end. */
    final boolean isWhole;

    /** Elements of a channel. */
    final int size;

    /** Elements of one index of the first axis. */
    final int inner;

    /** Elements of a line, which is along the last axis. */
    final int width;

    /** Elements of a line that are the image's. */
    final int columns;

    /** Elements of a line in front of these. */
    final int before;

    /** For each line the one of the image that lies there, or -1. */
    final int[] lines;

    /** For each place of the filter where its window begins. */
    final int[] places;

    /** For each element of a channel of a filter how far behind that it lies. */
    final int[] taps;

    /** @param covered whether the image ends where the last windows end, border or not */
    WindowOffsets(ConvolutionSizes s, boolean covered) {
        List<Moves> axes = s.axes();
        hasBorder = covered || axes.stream().anyMatch(m -> m.before() > 0 || m.covered() > m.in());
        ToIntFunction<Moves> length = hasBorder ? Moves::covered : Moves::in;
        Moves last = axes.get(axes.size() - 1);
        isWhole = axes.stream().allMatch(m -> m.before() + m.in() <= length.applyAsInt(m));
        width = length.applyAsInt(last);
        before = last.before();
        columns = Math.max(0, Math.min(last.in(), width - before));
        places = offsets(axes, length, Moves::out, Moves::stride);
        taps = offsets(axes, length, Moves::filter, Moves::dilation);
        if (s.flip()) {
            reverse(taps);
        }
        int[] sources = {0};
        for (Moves m : axes.subList(0, axes.size() - 1)) {
            sources = lines(sources, m, length.applyAsInt(m));
        }
        lines = sources;
        size = Math.multiplyExact(lines.length, width);
        inner = size / length.applyAsInt(axes.get(0));
    }

    /** The offsets of all elements of a grid, row by row. */
    private static int[] offsets(
            List<Moves> axes, ToIntFunction<Moves> length, ToIntFunction<Moves> count, ToIntFunction<Moves> step) {
        int[] all = {0};
        for (Moves m : axes) {
            int n = count.applyAsInt(m);
            int[] more = new int[all.length * n];
            for (int i = 0; i < more.length; i++) {
                more[i] = all[i / n] * length.applyAsInt(m) + i % n * step.applyAsInt(m);
            }
            all = more;
        }
        return all;
    }

    private static int[] lines(int[] outer, Moves m, int length) {
        int[] more = new int[outer.length * length];
        for (int i = 0; i < more.length; i++) {
            int at = i % length - m.before();
            boolean isThere = outer[i / length] >= 0 && at >= 0 && at < m.in();
            more[i] = isThere ? outer[i / length] * m.in() + at : -1;
        }
        return more;
    }

    private static void reverse(int[] all) {
        int[] copy = all.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] = copy[all.length - 1 - i];
        }
    }

    /** For each element of a filter of so many channels how far behind the beginning of a window it lies. */
    int[] window(int channels) {
        int[] all = new int[channels * taps.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i / taps.length * size + taps[i % taps.length];
        }
        return all;
    }
}
