package arignote.fuzz;

import arignote.expr.Along;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Which elements a part of an array has; written apart from the library's own, by going through all indices. */
final class Parts {
    private Parts() {}

    /** The chosen indices along each axis; an axis that is gone has one. */
    private static List<long[]> chosen(long[] shape, List<Along> along, List<Bounded> numbers) {
        List<long[]> all = new ArrayList<>();
        List<Along.Axis<Bounded>> axes = Along.axes(along, numbers);
        for (int i = 0; i < shape.length; i++) {
            long n = shape[i];
            if (i >= axes.size()) {
                all.add(LongStream.range(0, n).toArray());
            } else if (axes.get(i).along() instanceof Along.Slice s) {
                all.add(slice(n, axes.get(i).at(), axes.get(i).stop(), s.step()));
            } else {
                long at = axes.get(i).at().wholes[0];
                all.add(new long[] {at < 0 ? at + n : at});
            }
        }
        return all;
    }

    private static long[] slice(long n, Bounded start, Bounded stop, long step) {
        List<Long> taken = new ArrayList<>();
        Long from = start == null ? null : start.wholes[0] < 0 ? start.wholes[0] + n : start.wholes[0];
        Long to = stop == null ? null : stop.wholes[0] < 0 ? stop.wholes[0] + n : stop.wholes[0];
        if (step > 0) {
            for (long i = from == null ? 0 : Math.max(0, from); i < n && (to == null || i < to); i += step) {
                taken.add(i);
            }
        } else {
            for (long i = from == null ? n - 1 : Math.min(n - 1, from); i >= 0 && (to == null || i > to); i += step) {
                taken.add(i);
            }
        }
        return taken.stream().mapToLong(i -> i).toArray();
    }

    static long[] shape(long[] shape, List<Along> along, List<Bounded> numbers) {
        List<long[]> chosen = chosen(shape, along, numbers);
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < shape.length; i++) {
            if (i >= along.size() || along.get(i) instanceof Along.Slice) {
                lengths.add((long) chosen.get(i).length);
            }
        }
        return lengths.stream().mapToLong(n -> n).toArray();
    }

    /** For each element of the part its place in the array. */
    static int[] positions(long[] shape, List<Along> along, List<Bounded> numbers) {
        int[] strides = Shapes.strides(shape);
        int[] positions = {0};
        List<long[]> chosen = chosen(shape, along, numbers);
        for (int axis = 0; axis < shape.length; axis++) {
            int[] next = new int[positions.length * chosen.get(axis).length];
            int k = 0;
            for (int p : positions) {
                for (long i : chosen.get(axis)) {
                    next[k++] = p + (int) i * strides[axis];
                }
            }
            positions = next;
        }
        return positions;
    }

    /** The elements at arrays of indices along the first axes. */
    static Bounded gathered(Bounded x, List<Bounded> indices) {
        long[] common = Shapes.broadcast(indices.stream().map(i -> i.shape).toList());
        int[] strides = Shapes.strides(x.shape);
        long[] rest = Arrays.copyOfRange(x.shape, indices.size(), x.shape.length);
        int width = Shapes.size(rest);
        long[] shape =
                LongStream.concat(Arrays.stream(common), Arrays.stream(rest)).toArray();
        int[] positions = new int[Shapes.size(shape)];
        for (int axis = 0; axis < indices.size(); axis++) {
            long[] own = indices.get(axis).wholes;
            int[] repeated = Shapes.repeated(indices.get(axis).shape, common);
            for (int i = 0; i < positions.length; i++) {
                long at = own[repeated[i / width]];
                positions[i] += (int) (at < 0 ? at + x.shape[axis] : at) * strides[axis];
            }
        }
        for (int i = 0; i < positions.length; i++) {
            positions[i] += i % width;
        }
        return x.gathered(shape, positions);
    }

    /** The array with others at arrays of indices; sums may be taken in any order. */
    static Bounded scattered(boolean adds, Bounded x, Bounded part, List<Bounded> indices) {
        Bounded z = x.gathered(
                x.shape, java.util.stream.IntStream.range(0, x.size()).toArray());
        int[] places = places(x, indices);
        double[] size = new double[z.size()];
        int[] count = new int[z.size()];
        for (int i = 0; i < places.length; i++) {
            int at = places[i];
            if (!adds) {
                z.copy(at, part, i);
            } else if (z.floats == null) {
                z.wholes[at] += part.wholes[i];
            } else {
                size[at] += Math.abs(part.floats[i]) + (count[at] == 0 ? Math.abs(z.floats[at]) : 0);
                count[at]++;
                double bound = z.error[at] + part.error[i];
                z.set(at, z.floats[at] + part.floats[i], bound + 2 * z.unit() * size[at]);
            }
        }
        return z;
    }

    private static int[] places(Bounded x, List<Bounded> indices) {
        Bounded numbers = new Bounded(arignote.expr.DType.INT64, x.shape);
        Arrays.setAll(numbers.wholes, i -> i);
        return Arrays.stream(gathered(numbers, indices).wholes)
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    static Bounded joined(int axis, List<Bounded> converted) {
        long[] shape = converted.get(0).shape.clone();
        shape[axis] = converted.stream().mapToLong(p -> p.shape[axis]).sum();
        Bounded z = new Bounded(converted.get(0).dtype, shape);
        int[] strides = Shapes.strides(shape);
        int from = 0;
        for (Bounded part : converted) {
            int[] places = Shapes.positions(part.shape, strides);
            for (int i = 0; i < places.length; i++) {
                z.copy(from + places[i], part, i);
            }
            from += Math.toIntExact(part.shape[axis]) * strides[axis];
        }
        return z;
    }
}
