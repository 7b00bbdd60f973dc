package arignote.expr;

import arignote.Expr;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes an expression's value. The interface stands here so that {@link Expr#eval} can be called on any expression;
 * the room that runs things provides it.
 */
public interface Evaluator {
    /**
     * The value of {@code expression}, a new array.
     *
     * @param values what each input has, by the kinds of value a function takes
     * @throws IllegalArgumentException if a value is missing, superfluous or of the wrong kind
     */
    INDArray evaluate(Expr expression, Map<? extends Expr, ?> values);

    /**
     * The value of one operation from those of its arguments; of a constant or a shared variable its own.
     *
     * @throws IllegalArgumentException if the arguments do not fit
     */
    INDArray operation(Expr e, List<INDArray> args);

    /** A new array with the numbers in {@code data}: a number, a Java array, an INDArray, a column, a list. */
    INDArray array(Object data, String what);

    /** A new array of exactly {@code type}, from the kinds of value a function takes. */
    INDArray array(Object data, TensorType type, String what);

    /** A new array with the numbers of a host array. */
    INDArray array(HostArray host);

    /**
     * The numbers of an array.
     *
     * @param earlier whose memory may be taken; null if there is none
     */
    HostArray host(INDArray array, HostArray earlier);

    /** A new host array with the numbers in {@code data}, of exactly {@code type}, from the kinds of value a function takes. */
    HostArray host(Object data, TensorType type, String what);

    /** The numbers in {@code data} as a constant's value, in the type that they have. */
    HostArray literal(Object data, String what);

    /** The one that is there. */
    static Evaluator get() {
        return Holder.EVALUATOR;
    }

    /** Found at first use, once. */
    final class Holder {
        private static final Evaluator EVALUATOR = ServiceLoader.load(Evaluator.class, Evaluator.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no evaluator is on the class path"));

        private Holder() {}
    }
}
