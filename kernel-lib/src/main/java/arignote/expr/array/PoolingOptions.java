package arignote.expr.array;

import arignote.Pool2d.Mode;
import java.util.Collections;
import java.util.List;

/**
 * What {@link arignote.Pool2d} and {@link arignote.Pool3d} say of windows, for each of any number of axes.
 *
 * @param ws the size of a window
 * @param stride how far windows move at a time
 * @param pad how much is added on either side
 * @param ignoreBorder whether windows that an image has only a part of are left out
 * @param mode what is taken of a window
 */
public record PoolingOptions(
        List<Integer> ws, List<Integer> stride, List<Integer> pad, boolean ignoreBorder, Mode mode) {
    /** Refuses numbers below 1, what is added if that is as large as a window, and such a border that is not ignored. */
    public PoolingOptions {
        String name = name(ws.size());
        ConvolutionOptions.positive("a window of " + name, ws);
        ConvolutionOptions.positive("stride", stride);
        for (int i = 0; i < ws.size(); i++) {
            if (pad.get(i) < 0 || pad.get(i) >= ws.get(i)) {
                throw new IllegalArgumentException("pad takes numbers from 0 on that are less than the window's "
                        + ws.get(i) + ", not " + pad.get(i));
            }
        }
        if (!ignoreBorder && !pad.equals(Collections.nCopies(pad.size(), 0))) {
            throw new IllegalArgumentException("pad is for " + name + " with ignoreBorder(true)");
        }
    }

    /** Along how many axes windows move. */
    int axes() {
        return ws.size();
    }

    /** The function that has windows along so many axes. */
    static String name(int axes) {
        return "pool" + axes + "d";
    }

    /** The mode that a reader calls so, for windows along so many axes. */
    public static Mode mode(String mode, int axes) {
        for (Mode m : Mode.values()) {
            if (m.name().equalsIgnoreCase(mode)) {
                return m;
            }
        }
        throw new IllegalArgumentException("the mode of " + name(axes)
                + " is \"max\", \"sum\", \"average_inc_pad\" or \"average_exc_pad\", not "
                + (mode == null ? "null" : "\"" + mode + "\""));
    }
}
