package arignote.value;

import arignote.expr.DType;
import arignote.expr.LruCache;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * New ND4J arrays of shapes that ND4J has described before. It describes a shape anew for each array, and asks the system each time how
 * much memory the process has, which takes longer than all else; arrays of one shape may have one description.
 */
final class KnownShapes {
    private static final String ARRAY = "org.nd4j.linalg.cpu.nativecpu.NDArray";
    private static final String DESCRIPTION = "org.nd4j.linalg.cpu.nativecpu.buffer.LongBuffer";
    private static final int KEPT = 512;

    /** Its constructor of elements, a description and the same in Java, or null if arrays are not those of a processor. */
    private static final MethodHandle MAKE = constructor();

    private static final LruCache<Key, Description> DESCRIBED = new LruCache<>(KEPT);

    private record Description(DataBuffer buffer, long[] java) {}

    private record Key(DType dtype, long[] shape) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key k && dtype == k.dtype && Arrays.equals(shape, k.shape);
        }

        @Override
        public int hashCode() {
            return 31 * dtype.ordinal() + Arrays.hashCode(shape);
        }
    }

    private KnownShapes() {}

    private static MethodHandle constructor() {
        try {
            Class<?> array = Class.forName(ARRAY);
            MethodType type =
                    MethodType.methodType(void.class, DataBuffer.class, Class.forName(DESCRIPTION), long[].class);
            return MethodHandles.publicLookup()
                    .findConstructor(array, type)
                    .asType(MethodType.methodType(INDArray.class, DataBuffer.class, DataBuffer.class, long[].class));
        } catch (ReflectiveOperationException e) {
            return null; // another backend
        }
    }

    /** An array row by row, with anything in it, which has one element or more; in an open workspace of ND4J it belongs to that. */
    static INDArray array(DType dtype, long[] shape) {
        Key key = new Key(dtype, shape);
        Description known = DESCRIBED.get(key);
        if (known == null) {
            INDArray first = shape.length == 0
                    ? Nd4j.scalar(dtype.nd4j(), 0)
                    : Nd4j.createUninitialized(dtype.nd4j(), shape, 'c');
            if (MAKE != null && first.getClass().getName().equals(ARRAY)) {
                Key own = new Key(dtype, shape.clone());
                DESCRIBED.put(own, new Description(first.shapeInfoDataBuffer(), first.shapeInfoJava()));
            }
            return first;
        }
        DataBuffer elements =
                Nd4j.createBuffer(dtype.nd4j(), Arrays.stream(shape).reduce(1, (a, b) -> a * b), false);
        try {
            return (INDArray) MAKE.invokeExact(elements, known.buffer, known.java);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
