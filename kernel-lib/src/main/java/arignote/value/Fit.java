package arignote.value;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.ShortColumn;

/**
 * Whether a value may stand where a type is expected, and the sentence if not. Arrays have a type, and only one is taken
 * that loses nothing. A single number, a bool and a list have none: they are rounded to a floating type, as Java's plain
 * way to write a fraction is a double, and taken for whole numbers and bools if that changes no value.
 */
final class Fit {
    private Fit() {}

    /**
     * @param data what was given, of which {@code has} was made
     * @param argument whether it is an argument of a function, which may be made to take what does not fit
     * @throws IllegalArgumentException if it does not fit
     */
    static void check(Object data, Tensor has, TensorType wants, boolean argument, String what) {
        if (has.rank() != wants.rank()) {
            throw new IllegalArgumentException(what + " must be a " + TensorType.rankName(wants.rank()) + " (rank "
                    + wants.rank() + "), but the value is a " + TensorType.rankName(has.rank()) + " (rank "
                    + has.rank() + ")");
        }
        DType to = wants.dtype();
        if (to.accepts(has.dtype()) || to == DType.FLOAT32 && isShort(data)) {
            return;
        }
        if (!(data instanceof Number) && !(data instanceof Boolean) && !(data instanceof List)) {
            throw wrong(
                    what,
                    to,
                    argument,
                    "a value of type " + has.dtype() + " would lose precision",
                    argument ? "convert it" : converted(wants));
        }
        if (!to.isFloat()) {
            checkElements(has.host(), to, argument, what);
        }
    }

    /** Whether these are arrays of at most 16 bits, which float32 holds although int32, as which they are read, it does not. */
    private static boolean isShort(Object data) {
        if (data instanceof INDArray a) {
            return a.dataType().width() < 32;
        }
        Class<?> element = data.getClass();
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element == short.class
                || element == byte.class
                || element == Short.class
                || element == Byte.class
                || OptionalLibrary.TABLESAW.isPresent() && element == ShortColumn.class;
    }

    private static void checkElements(HostArray has, DType to, boolean argument, String what) {
        for (int i = 0; i < has.size(); i++) {
            double d = has.doubleAt(i);
            if (to == DType.BOOL && d != 0 && d != 1) {
                throw wrong(what, to, argument, text(has, i) + " is neither 0 nor 1", "give true or false");
            }
            if (d != Math.rint(d) || Double.isInfinite(d)) {
                String other = argument ? "" : ", or make the variable a floating one";
                throw wrong(what, to, argument, text(has, i) + " is no whole number", "give a whole number" + other);
            }
            // 2 to the power of 63 is the cast's limit, and no int64
            if (d >= 0x1p63 || has.longAt(i) != d || to == DType.INT32 && has.longAt(i) != (int) has.longAt(i)) {
                throw wrong(
                        what,
                        to,
                        argument,
                        text(has, i) + " is too large for that",
                        "make the variable " + (to == DType.INT32 ? DType.INT64 : DType.FLOAT64));
            }
        }
    }

    private static String text(HostArray p, int i) {
        return p.dtype().isFloat() ? Double.toString(p.doubleAt(i)) : Long.toString(p.longAt(i));
    }

    private static IllegalArgumentException wrong(
            String what, DType to, boolean argument, String reason, String advice) {
        return new IllegalArgumentException(what + (argument ? " is " : " must be ") + to + ", and " + reason + "; "
                + advice + (argument ? ", or make the function with allowInputDowncast()" : ""));
    }

    /** How arrays of another type are made to fit. */
    private static String converted(TensorType wants) {
        String java = switch (wants.dtype()) {
            case BOOL -> " boolean";
            case INT32 -> "n int";
            case INT64 -> " long";
            case FLOAT32 -> " float";
            case FLOAT64 -> " double";
        };
        return "give a" + java + "[]".repeat(wants.rank()) + ", or an INDArray's castTo(DataType."
                + (wants.dtype().isInteger()
                        ? wants.dtype().name()
                        : wants.dtype().nd4j()) + ")"; // INT is deprecated
    }
}
