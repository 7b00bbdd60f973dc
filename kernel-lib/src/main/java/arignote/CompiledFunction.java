package arignote;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;

/**
 * A function of tensors, made by {@link Arignote#function}. A call computes outputs and updates from the inputs and the
 * old values of the shared variables, and then stores the updates together; a call that throws stores nothing.
 *
 * <p>An input is a number, a Java array ({@code double[]}, {@code double[][]}, {@code float[]}, {@code int[]}, ...), an
 * INDArray of any strides, a column or table of Tablesaw, or a list of numbers or of lists. Arrays have a type, and one
 * that would lose precision in the input's type is refused, unless the function was made with
 * {@link Arignote#allowInputDowncast()}. Single numbers and lists have none: they are rounded to a floating type, and
 * taken for whole numbers and bools if that changes no value. Results are new arrays.
 *
 * <p>A call gives the inputs' values in order. The last ones may be left out if they have defaults ({@link Arignote#in}),
 * and may come by name, or by variable, in a map at the end: {@code f.apply(2.0, Map.of("rate", 0.1))}.
 *
 * <p>One thread at a time may call a function; {@link #copy()} gives another for a second thread.
 */
public interface CompiledFunction {
    /**
     * The only output; an empty vector if there are only updates.
     *
     * @throws IllegalArgumentException if the inputs do not fit, or there are several outputs
     */
    INDArray apply(Object... args);

    /** {@link #apply(Object...)} of one array of arrays, or of boxed numbers, which is one input. */
    default INDArray apply(Serializable[] array) {
        return apply((Object) array);
    }

    /**
     * All outputs, in order.
     *
     * @throws IllegalArgumentException if the inputs do not fit
     */
    List<INDArray> applyAll(Object... args);

    /** {@link #applyAll(Object...)} of one array of arrays, or of boxed numbers, which is one input. */
    default List<INDArray> applyAll(Serializable[] array) {
        return applyAll((Object) array);
    }

    /**
     * All outputs by the names that {@link Arignote#outputs(Map)} gave them, in their order.
     *
     * @throws IllegalArgumentException if the inputs do not fit, or the outputs have no names
     */
    Map<String, INDArray> applyMap(Object... args);

    /** {@link #applyMap(Object...)} of one array of arrays, or of boxed numbers, which is one input. */
    default Map<String, INDArray> applyMap(Serializable[] array) {
        return applyMap((Object) array);
    }

    /**
     * The only output, as a number.
     *
     * @throws IllegalArgumentException if the inputs do not fit, or there is not exactly one output of one element
     */
    double applyAsDouble(Object... args);

    /** {@link #applyAsDouble(Object...)} of one array of arrays, or of boxed numbers, which is one input. */
    default double applyAsDouble(Serializable[] array) {
        return applyAsDouble((Object) array);
    }

    /** {@link #applyAsDouble(Object...)} of one number. */
    default double applyAsDouble(double x) {
        return applyAsDouble((Object) x);
    }

    /** {@link #applyAsDouble(Object...)} of two numbers. */
    default double applyAsDouble(double x, double y) {
        return applyAsDouble((Object) x, y);
    }

    // Java would turn whole numbers into doubles, which do not hold all of them

    /** {@link #applyAsDouble(Object...)} of one whole number. */
    default double applyAsDouble(long x) {
        return applyAsDouble((Object) x);
    }

    /** {@link #applyAsDouble(Object...)} of two whole numbers. */
    default double applyAsDouble(long x, long y) {
        return applyAsDouble((Object) x, y);
    }

    /** {@link #applyAsDouble(Object...)} of a whole number and another. */
    default double applyAsDouble(long x, double y) {
        return applyAsDouble((Object) x, y);
    }

    /** {@link #applyAsDouble(Object...)} of a number and a whole one. */
    default double applyAsDouble(double x, long y) {
        return applyAsDouble((Object) x, y);
    }

    /** {@link #applyAsDouble(Object...)} of one vector. */
    default double applyAsDouble(double[] x) {
        return applyAsDouble((Object) x);
    }

    /** {@link #applyAsDouble(Object...)} of two vectors. */
    default double applyAsDouble(double[] x, double[] y) {
        return applyAsDouble((Object) x, y);
    }

    /** {@link #applyAsDouble(Object...)} of one array. */
    default double applyAsDouble(INDArray x) {
        return applyAsDouble((Object) x);
    }

    /** {@link #applyAsDouble(Object...)} of two arrays. */
    default double applyAsDouble(INDArray x, INDArray y) {
        return applyAsDouble((Object) x, y);
    }

    /** The same function on the same shared variables, for another thread. */
    CompiledFunction copy();

    /**
     * A copy with changes: {@code f.copy(swap(w, v))}, {@code f.copy(withoutUpdates())}, {@code f.copy(named("test"))}.
     * All shared variables that are not swapped are the same ones.
     *
     * @param changes made by {@link Arignote#swap}, {@link Arignote#withoutUpdates} and {@link Arignote#named}
     * @throws IllegalArgumentException if a change is anything else, or does not fit this function
     */
    CompiledFunction copy(FunctionArgument... changes);

    /**
     * The loops that compute this function, for a reader: what must be so of the lengths of its arrays, then a statement a
     * line. {@code |x|} is the length of x, {@code |x, 1|} that of its axis 1. They are those for the kind of arrays that the
     * last call had, whatever vectors and threads there are; what a library computes stands between them as a remark.
     */
    String loops();

    /** The generated Java that computes this function, with the names of its variables. */
    JavaSource source();

    /**
     * How it is computed: a row for each loop over data, for each matrix product and for the single numbers between them,
     * with who computes it and why. It describes the code for the kind of arrays that the last call had.
     */
    Table explain();

    /** The name it was given, or {@code "function"}. */
    String name();

    /** The symbolic inputs. */
    List<Expr> inputs();

    /** The symbolic outputs. */
    List<Expr> outputs();
}
