package arignote.fuzz;

import java.util.Arrays;
import java.util.List;

/** Lengths of axes, and where elements lie; written apart from the library's own, which it is to check. */
final class Shapes {
    private Shapes() {}

    static int size(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    }

    /** The number of elements, also where that is very large. */
    static double elements(long[] shape) {
        return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    /** The shape to which all broadcast, or null. */
    static long[] broadcast(List<long[]> shapes) {
        int rank = shapes.stream().mapToInt(s -> s.length).max().orElse(0);
        long[] out = new long[rank];
        Arrays.fill(out, 1);
        for (long[] s : shapes) {
            for (int i = 0; i < s.length; i++) {
                int axis = rank - s.length + i;
                if (s[i] != 1 && out[axis] != 1 && out[axis] != s[i]) {
                    return null;
                }
                out[axis] = s[i] == 1 ? out[axis] : s[i];
            }
        }
        return out;
    }

    static int[] strides(long[] shape) {
        int[] strides = new int[shape.length];
        int step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.toIntExact(shape[i]);
        }
        return strides;
    }

    /** For each element of {@code out}, in order, the sum of its index times {@code strides}. */
    static int[] positions(long[] out, int[] strides) {
        int n = size(out);
        int[] result = new int[n];
        long[] at = new long[out.length];
        int position = 0;
        for (int i = 0; i < n; i++) {
            result[i] = position;
            for (int axis = out.length - 1; axis >= 0; axis--) {
                position += strides[axis];
                if (++at[axis] < out[axis]) {
                    break;
                }
                position -= Math.toIntExact(strides[axis] * at[axis]);
                at[axis] = 0;
            }
        }
        return result;
    }

    /** For each element of {@code out} the element of {@code in} that broadcasting repeats there. */
    static int[] repeated(long[] in, long[] out) {
        int[] own = strides(in);
        int[] strides = new int[out.length];
        for (int i = 0; i < in.length; i++) {
            strides[out.length - in.length + i] = in[i] == 1 ? 0 : own[i];
        }
        return positions(out, strides);
    }
}
