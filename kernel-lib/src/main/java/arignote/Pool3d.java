package arignote;

import arignote.Pool2d.Mode;
import arignote.expr.array.PoolingOptions;
import java.util.List;

/**
 * How windows move over images of three axes, planes, rows and columns, and what is taken of each: the options of {@link
 * T#pool3d(Expr, Pool3d) T.pool3d}, which are those of {@link Pool2d}. Each list has a number for planes, for rows and for
 * columns.
 *
 * <p>{@code T.pool3d(x, new Pool3d(2, 3, 3).stride(1, 2, 2).mode("average_exc_pad"))}
 *
 * @param ws the size of a window
 * @param stride how far windows move at a time
 * @param pad how much is added on either side: zeros, or for a greatest element nothing
 * @param ignoreBorder whether windows that an image has only a part of are left out
 * @param mode what is taken of a window
 */
public record Pool3d(List<Integer> ws, List<Integer> stride, List<Integer> pad, boolean ignoreBorder, Mode mode) {
    /** The greatest of each window of so many planes, rows and columns; windows lie side by side. */
    public Pool3d(int planes, int rows, int columns) {
        this(List.of(planes, rows, columns), List.of(planes, rows, columns), List.of(0, 0, 0), true, Mode.MAX);
    }

    /** Refuses numbers below 1, what is added if that is as large as a window, and such a border that is not ignored. */
    public Pool3d {
        ws = List.copyOf(ws);
        stride = List.copyOf(stride);
        pad = List.copyOf(pad);
        new PoolingOptions(ws, stride, pad, ignoreBorder, mode);
    }

    /** The same for an operation on any number of axes. */
    PoolingOptions options() {
        return new PoolingOptions(ws, stride, pad, ignoreBorder, mode);
    }

    /** How far windows move at a time. */
    public Pool3d stride(int planes, int rows, int columns) {
        return new Pool3d(ws, List.of(planes, rows, columns), pad, ignoreBorder, mode);
    }

    /** How many planes are added in front and behind, rows above and below, and columns to the left and to the right. */
    public Pool3d pad(int planes, int rows, int columns) {
        return new Pool3d(ws, stride, List.of(planes, rows, columns), ignoreBorder, mode);
    }

    /** Whether windows that an image has only a part of are left out. */
    public Pool3d ignoreBorder(boolean ignore) {
        return new Pool3d(ws, stride, pad, ignore, mode);
    }

    /** What is taken of a window: {@code "max"}, {@code "sum"}, {@code "average_inc_pad"} or {@code "average_exc_pad"}. */
    public Pool3d mode(String mode) {
        return new Pool3d(ws, stride, pad, ignoreBorder, PoolingOptions.mode(mode, 3));
    }
}
