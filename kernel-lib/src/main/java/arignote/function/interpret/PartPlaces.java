package arignote.function.interpret;

import arignote.expr.Along;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.value.Shapes;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Where the elements of parts of arrays lie. Indices are known to be in range. */
final class PartPlaces {
    private PartPlaces() {}

    /** The lengths of a part of an array of this shape. */
    static long[] shape(long[] shape, List<Along> along, List<Tensor> numbers) {
        List<Long> lengths = new ArrayList<>();
        List<Along.Axis<Tensor>> axes = Along.axes(along, numbers);
        for (int i = 0; i < shape.length; i++) {
            if (i >= axes.size()) {
                lengths.add(shape[i]);
            } else if (axes.get(i).along() instanceof Along.Slice s) {
                long[] bounds = bounds(shape[i], axes.get(i), s);
                lengths.add(Along.length(shape[i], bounds[0], bounds[1], s.step()));
            }
        }
        return lengths.stream().mapToLong(n -> n).toArray();
    }

    private static long[] bounds(long n, Along.Axis<Tensor> axis, Along.Slice s) {
        return new long[] {
            axis.at() == null ? Along.firstStart(s.step()) : axis.at().host().longAt(0),
            axis.stop() == null
                    ? Along.lastStop(n, s.step())
                    : axis.stop().host().longAt(0)
        };
    }

    /** For each element of a part, row by row, its place in the whole array of this shape. */
    static int[] sources(long[] shape, List<Along> along, List<Tensor> numbers) {
        long[] strides = Shapes.strides(shape);
        List<Along.Axis<Tensor>> axes = Along.axes(along, numbers);
        long from = 0;
        List<long[]> left = new ArrayList<>(); // length and step of each axis of the part
        for (int i = 0; i < shape.length; i++) {
            if (i >= axes.size()) {
                left.add(new long[] {shape[i], strides[i]});
            } else if (axes.get(i).along() instanceof Along.Slice s) {
                long[] bounds = bounds(shape[i], axes.get(i), s);
                from += Along.start(shape[i], bounds[0], s.step()) * strides[i];
                left.add(new long[] {Along.length(shape[i], bounds[0], bounds[1], s.step()), s.step() * strides[i]});
            } else {
                long at = axes.get(i).at().host().longAt(0);
                from += (at < 0 ? at + shape[i] : at) * strides[i];
            }
        }
        int n = Math.toIntExact(left.stream().mapToLong(l -> l[0]).reduce(1, (a, b) -> a * b));
        int[] sources = new int[n];
        int repeats = n;
        for (long[] axis : left) {
            int each = axis[0] == 0 ? 0 : repeats / (int) axis[0];
            for (int i = 0; i < n; i++) {
                sources[i] += (int) (i / each % axis[0] * axis[1]);
            }
            repeats = each;
        }
        for (int i = 0; i < n; i++) {
            sources[i] += (int) from;
        }
        return sources;
    }

    /** For each element that arrays of indices choose along the first axes, its place in an array of this shape. */
    static int[] gathered(long[] shape, List<Tensor> indices) {
        long[] common = common(indices.stream().map(Tensor::shape).toList());
        int n = Math.toIntExact(Shapes.size(common));
        long[] rows = new long[n];
        for (int axis = 0; axis < indices.size(); axis++) {
            int[] from = Shapes.sources(indices.get(axis).shape(), common);
            for (int i = 0; i < n; i++) {
                long at = indices.get(axis).host().longAt(from[i]);
                rows[i] = rows[i] * shape[axis] + (at < 0 ? at + shape[axis] : at);
            }
        }
        int width = 1;
        for (int axis = indices.size(); axis < shape.length; axis++) {
            width *= (int) shape[axis];
        }
        int[] sources = new int[Math.multiplyExact(n, width)];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = Math.toIntExact(rows[i / width] * width + i % width);
        }
        return sources;
    }

    /** The shape to which all broadcast, or null. */
    static long[] common(List<long[]> shapes) {
        long[] common = Shapes.padded(
                new long[0], shapes.stream().mapToInt(s -> s.length).max().orElse(0));
        for (long[] shape : shapes) {
            long[] padded = Shapes.padded(shape, common.length);
            for (int i = 0; i < common.length; i++) {
                if (padded[i] != 1 && common[i] != 1 && padded[i] != common[i]) {
                    return null;
                }
                common[i] = padded[i] == 1 ? common[i] : padded[i];
            }
        }
        return common;
    }

    /** Arrays one behind the other along an axis, in {@code dtype} and of {@code shape} together. */
    static Tensor join(int axis, DType dtype, long[] shape, List<Tensor> parts) {
        HostArray result = HostArray.zeros(dtype, shape);
        int outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= (int) shape[i];
        }
        int at = 0;
        for (int row = 0; row < outer; row++) {
            for (Tensor part : parts) {
                HostArray from = part.as(dtype).host();
                int width = from.size() / outer;
                System.arraycopy(from.elements(), row * width, result.elements(), at, width);
                at += width;
            }
        }
        return new Tensor(result);
    }
}
