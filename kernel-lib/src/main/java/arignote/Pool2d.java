package arignote;

import arignote.expr.array.PoolingOptions;
import java.util.List;

/**
 * How windows move over images and what is taken of each: the options of {@link T#pool2d(Expr, Pool2d) T.pool2d}, named as
 * Theano names them.
 *
 * <p>{@code T.pool2d(x, new Pool2d(3, 3).stride(2, 2).mode("average_exc_pad"))}
 *
 * @param ws the size of a window, in rows and in columns
 * @param stride how far windows move at a time, in rows and in columns
 * @param pad how many rows are added above and below, and columns to the left and to the right: zeros, or for a greatest element
 *     nothing
 * @param ignoreBorder whether windows that an image has only a part of are left out
 * @param mode what is taken of a window
 */
public record Pool2d(List<Integer> ws, List<Integer> stride, List<Integer> pad, boolean ignoreBorder, Mode mode) {
    /** What is taken of a window. */
    public enum Mode {
        /** the greatest element */
        MAX,
        /** the sum */
        SUM,
        /** the mean, to which what is added around an image counts */
        AVERAGE_INC_PAD,
        /** the mean of what the image has */
        AVERAGE_EXC_PAD
    }

    /** The greatest of each window of so many rows and columns; windows lie side by side. */
    public Pool2d(int rows, int columns) {
        this(List.of(rows, columns), List.of(rows, columns), List.of(0, 0), true, Mode.MAX);
    }

    /** Refuses numbers below 1, what is added if that is as large as a window, and such a border that is not ignored. */
    public Pool2d {
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
    public Pool2d stride(int rows, int columns) {
        return new Pool2d(ws, List.of(rows, columns), pad, ignoreBorder, mode);
    }

    /** How many rows are added above and below, and columns to the left and to the right. */
    public Pool2d pad(int rows, int columns) {
        return new Pool2d(ws, stride, List.of(rows, columns), ignoreBorder, mode);
    }

    /** Whether windows that an image has only a part of are left out. */
    public Pool2d ignoreBorder(boolean ignore) {
        return new Pool2d(ws, stride, pad, ignore, mode);
    }

    /** What is taken of a window: {@code "max"}, {@code "sum"}, {@code "average_inc_pad"} or {@code "average_exc_pad"}. */
    public Pool2d mode(String mode) {
        return new Pool2d(ws, stride, pad, ignoreBorder, PoolingOptions.mode(mode, 2));
    }
}
