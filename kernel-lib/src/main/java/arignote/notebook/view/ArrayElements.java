package arignote.notebook.view;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array of any rank, read element by element: an INDArray or a Java array. */
interface ArrayElements {
    /** For instance {@code float64}; Java arrays say {@code double}. */
    String type();

    long[] shape();

    /** A Double, Long, Boolean … */
    Object at(long... index);

    default int rank() {
        return shape().length;
    }

    default boolean isEmpty() {
        return Arrays.stream(shape()).anyMatch(n -> n == 0);
    }

    /** The shape as Python writes it: {@code (3, 4)}, {@code (3,)}, {@code ()}. */
    static String text(long[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return "(" + lengths + (shape.length == 1 ? ",)" : ")");
    }

    static ArrayElements of(INDArray array) {
        return new ArrayElements() {
            @Override
            public String type() {
                return switch (array.dataType()) {
                    case DOUBLE -> "float64";
                    case FLOAT -> "float32";
                    case HALF -> "float16";
                    case LONG -> "int64";
                    case INT -> "int32";
                    case SHORT -> "int16";
                    case BYTE -> "int8";
                    case UBYTE -> "uint8";
                    default -> array.dataType().name().toLowerCase(Locale.ROOT);
                };
            }

            @Override
            public long[] shape() {
                // ND4J's own empty array has no axes; a number has none either.
                return array.isEmpty() && array.rank() == 0 ? new long[] {0} : array.shape();
            }

            @Override
            public Object at(long... index) {
                long[] place = index.length == 0 ? new long[] {0} : index;
                return switch (array.dataType()) {
                    case LONG, INT, SHORT, BYTE, UBYTE, UINT16, UINT32, UINT64 -> array.getLong(place);
                    case BOOL -> array.getDouble(place) != 0;
                    default -> array.getDouble(place);
                };
            }
        };
    }

    /** A rectangular Java array: {@code double[]}, {@code int[][]}, {@code String[]} … */
    static ArrayElements ofJava(Object array) {
        Class<?> type = array.getClass();
        int rank = 0;
        while (type.isArray()) {
            type = type.getComponentType();
            rank++;
        }
        long[] shape = new long[rank];
        Object inner = array;
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = inner == null ? 0 : Array.getLength(inner);
            inner = shape[axis] == 0 ? null : Array.get(inner, 0);
        }
        String name = type.getSimpleName();
        return new ArrayElements() {
            @Override
            public String type() {
                return name;
            }

            @Override
            public long[] shape() {
                return shape;
            }

            @Override
            public Object at(long... index) {
                Object element = array;
                for (long i : index) {
                    // A ragged array has gaps where a rectangle has none.
                    element = element == null || i >= Array.getLength(element) ? null : Array.get(element, (int) i);
                }
                return element == null ? "" : element;
            }
        };
    }
}
