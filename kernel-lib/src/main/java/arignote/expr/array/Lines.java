package arignote.expr.array;

import java.util.Arrays;

/**
 * The lines of an array along one axis, in row-major memory: line i has its elements at {@code start(i)},
 * {@code start(i) + step}, and so on.
 *
 * @param count how many lines there are
 * @param length of each
 * @param step from an element to the next one
 */
record Lines(int count, int length, int step) {
    static Lines of(long[] shape, int axis) {
        int step = product(shape, axis + 1, shape.length);
        return new Lines(product(shape, 0, axis) * step, Math.toIntExact(shape[axis]), step);
    }

    private static int product(long[] shape, int from, int to) {
        return Math.toIntExact(Arrays.stream(shape, from, to).reduce(1, Math::multiplyExact));
    }

    int start(int line) {
        return line / step * step * length + line % step;
    }

    /** {@code shape} with another length along {@code axis}. */
    static long[] resized(long[] shape, int axis, long length) {
        long[] resized = shape.clone();
        resized[axis] = length;
        return resized;
    }
}
