package arignote.value;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lengths of axes at run time, and where elements lie. */
public final class Shapes {
    private Shapes() {}

    public static long size(long[] shape) {
        long n = 1;
        for (long d : shape) {
            n *= d;
        }
        return n;
    }

    /**
     * How many elements an array of this shape has.
     *
     * @throws IllegalArgumentException if a length is negative, or there are more elements than a Java array holds
     */
    public static int length(long... shape) {
        long length = 1;
        for (long n : shape) {
            if (n < 0) {
                throw new IllegalArgumentException("a size is " + n + "; sizes are 0 or more");
            }
            // a later 0 would make even this one fit, but nobody means that
            if (length != 0 && n > Integer.MAX_VALUE / length) {
                throw new IllegalArgumentException("an array of "
                        + Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "))
                        + " numbers is too large; at most " + Integer.MAX_VALUE + " fit");
            }
            length *= n;
        }
        return (int) length;
    }

    /** How many elements of the flat array to step for the next index of each axis. */
    public static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape[i];
        }
        return strides;
    }

    /** {@code 'x' has the shape [3]}. */
    public static String described(String what, long[] shape) {
        return what + " has the shape " + text(shape);
    }

    public static String text(long[] shape) {
        return Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@code shape} with ones in front, up to {@code rank} axes. */
    public static long[] padded(long[] shape, int rank) {
        long[] result = new long[rank];
        Arrays.fill(result, 1);
        System.arraycopy(shape, 0, result, rank - shape.length, shape.length);
        return result;
    }

    /** For each element of {@code to}, row by row, the position of the element of {@code from} that is repeated there. */
    public static int[] sources(long[] from, long[] to) {
        long[] padded = padded(from, to.length);
        long[] strides = strides(padded);
        int n = Math.toIntExact(size(to));
        int[] result = new int[n];
        long[] at = new long[to.length];
        long position = 0;
        for (int i = 0; i < n; i++) {
            result[i] = (int) position;
            for (int axis = to.length - 1; axis >= 0; axis--) {
                long step = padded[axis] == 1 ? 0 : strides[axis];
                position += step;
                if (++at[axis] < to[axis]) {
                    break;
                }
                position -= step * at[axis];
                at[axis] = 0;
            }
        }
        return result;
    }
}
