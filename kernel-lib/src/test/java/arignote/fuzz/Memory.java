package arignote.fuzz;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where the numbers of an input lie. */
enum Memory {
    JAVA_ARRAY {
        @Override
        Object holding(HostArray value) {
            long[] shape = value.shape();
            if (shape.length == 0) {
                return element(value, 0);
            }
            // a Java array does not know the lengths of axes inside an empty one
            return value.size() == 0 ? C_ORDER.holding(value) : nested(value, 0, new int[1]);
        }
    },
    C_ORDER {
        @Override
        Object holding(HostArray value) {
            return Nd4jArrays.of(value);
        }
    },
    F_ORDER {
        @Override
        Object holding(HostArray value) {
            INDArray a = Nd4jArrays.of(value);
            return value.size() == 0 || a.rank() < 2 ? a : a.dup('f');
        }
    },
    /** every second element along the last axis of a larger array */
    VIEW {
        @Override
        Object holding(HostArray value) {
            long[] shape = value.shape();
            if (shape.length == 0 || value.size() == 0) {
                return C_ORDER.holding(value);
            }
            long[] wide = shape.clone();
            wide[wide.length - 1] *= 2;
            INDArrayIndex[] every = new INDArrayIndex[wide.length];
            Arrays.fill(every, NDArrayIndex.all());
            every[wide.length - 1] = NDArrayIndex.interval(0, 2, wide[wide.length - 1]);
            return Nd4jArrays.of(spaced(value, wide)).get(every).reshape(shape);
        }
    };

    /** The numbers in a new object that a function takes. */
    abstract Object holding(HostArray value);

    private static HostArray spaced(HostArray value, long[] wide) {
        DType dtype = value.type().dtype();
        if (dtype.isFloat()) {
            double[] d = new double[2 * value.size()];
            for (int i = 0; i < value.size(); i++) {
                d[2 * i] = value.doubleAt(i);
                d[2 * i + 1] = 1e9;
            }
            return HostArray.ofDoubles(dtype, wide, d);
        }
        long[] w = new long[2 * value.size()];
        for (int i = 0; i < value.size(); i++) {
            w[2 * i] = value.longAt(i);
            w[2 * i + 1] = 1;
        }
        return HostArray.ofLongs(dtype, wide, w);
    }

    private static Object element(HostArray value, int i) {
        return switch (value.type().dtype()) {
            case FLOAT64 -> (Object) value.doubleAt(i);
            case FLOAT32 -> (Object) (float) value.doubleAt(i);
            case INT64 -> (Object) value.longAt(i);
            case INT32 -> (Object) (int) value.longAt(i);
            case BOOL -> (Object) (value.longAt(i) != 0);
        };
    }

    private static Class<?> type(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> double.class;
            case FLOAT32 -> float.class;
            case INT64 -> long.class;
            case INT32 -> int.class;
            case BOOL -> boolean.class;
        };
    }

    private static Object nested(HostArray value, int axis, int[] next) {
        long[] shape = value.shape();
        int n = Math.toIntExact(shape[axis]);
        Class<?> type = type(value.type().dtype());
        for (int i = axis + 1; i < shape.length; i++) {
            type = type.arrayType();
        }
        Object array = Array.newInstance(type, n);
        for (int i = 0; i < n; i++) {
            boolean last = axis == shape.length - 1;
            Array.set(array, i, last ? element(value, next[0]++) : nested(value, axis + 1, next));
        }
        return array;
    }
}
