package arignote.function;

import arignote.expr.DType;
import arignote.expr.TensorType;
import arignote.value.Tensor;
import arignote.value.Values;

/** Values that inputs have where a call leaves them out. */
final class Defaults {
    private Defaults() {}

    /**
     * A default in the form that calls take it fastest. Nobody else holds its memory.
     *
     * @param what how an error names it
     * @throws IllegalArgumentException if it does not fit the input's type
     */
    static Object of(Object value, TensorType type, boolean downcast, String what) {
        Tensor tensor = Values.argument(value, type, downcast, what);
        if (type.dtype() == DType.FLOAT64 && type.rank() == 0) {
            return tensor.number();
        }
        return type.dtype() == DType.FLOAT64 && type.rank() == 1
                ? tensor.host().doubles().clone()
                : tensor.copy();
    }

    /** As the text of a constant. */
    static String text(Object value) {
        return Values.host(value, "a default").toString();
    }
}
