package arignote.fuzz;

import arignote.expr.DType;
import arignote.expr.HostArray;

/**
 * A tensor and, for each element, how far another correct computation may be from it: 0 where the bits are decided,
 * infinity where rounding may decide between different results.
 */
final class Bounded {
    final DType dtype;
    final long[] shape;
    final double[] floats; // for floating types
    final long[] wholes; // for the others
    final double[] error;

    Bounded(DType dtype, long[] shape) {
        this.dtype = dtype;
        this.shape = shape;
        int n = Shapes.size(shape);
        floats = dtype.isFloat() ? new double[n] : null;
        wholes = dtype.isFloat() ? null : new long[n];
        error = new double[n];
    }

    static Bounded of(HostArray value) {
        Bounded b = new Bounded(value.type().dtype(), value.shape());
        for (int i = 0; i < b.size(); i++) {
            if (b.floats != null) {
                b.floats[i] = value.doubleAt(i);
            } else {
                b.wholes[i] = value.longAt(i);
            }
        }
        return b;
    }

    HostArray value() {
        return floats != null ? HostArray.ofDoubles(dtype, shape, floats) : HostArray.ofLongs(dtype, shape, wholes);
    }

    int size() {
        return error.length;
    }

    double number(int i) {
        return floats != null ? floats[i] : wholes[i];
    }

    /** The distance to the next number of this type. */
    double ulp(double x) {
        return dtype == DType.FLOAT32 ? Math.ulp((float) x) : Math.ulp(x);
    }

    /** Half the distance from 1 to the next number, twice as far as rounding can be off. */
    double unit() {
        return dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
    }

    /** Stores a number, rounded to the type, and its error. */
    void set(int i, double value, double bound) {
        floats[i] = dtype == DType.FLOAT32 ? (float) value : value;
        error[i] = Double.isNaN(bound) ? Double.POSITIVE_INFINITY : bound;
    }

    void copy(int i, Bounded from, int k) {
        if (floats != null) {
            floats[i] = from.floats[k];
        } else {
            wholes[i] = from.wholes[k];
        }
        error[i] = from.error[k];
    }

    /** The elements at these positions, in another shape. */
    Bounded gathered(long[] to, int[] positions) {
        Bounded b = new Bounded(dtype, to);
        for (int i = 0; i < b.size(); i++) {
            b.copy(i, this, positions[i]);
        }
        return b;
    }

    Bounded reshaped(long[] to) {
        return gathered(to, java.util.stream.IntStream.range(0, size()).toArray());
    }
}
