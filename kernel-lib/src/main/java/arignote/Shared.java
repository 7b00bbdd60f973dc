package arignote;

import arignote.expr.Evaluator;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A variable with a value that outlives calls: the only state there is. Several functions may read it, and updates
 * change it. Made by {@link Arignote#shared}.
 */
public final class Shared extends Expr {
    private volatile INDArray value;
    private volatile Expr defaultUpdate;

    Shared(INDArray value, TensorType type, String name) {
        super(new Op.State(type), List.of());
        this.value = value;
        name(name);
    }

    @Override
    public Shared name(String name) {
        super.name(name);
        return this;
    }

    /** A copy of the value. */
    public INDArray getValue() {
        return value.dup();
    }

    /**
     * Sets the value; the shape may change, dtype and rank may not.
     *
     * @param data of the kinds that a function takes
     * @throws IllegalArgumentException if it does not fit the type; the value is then as before
     */
    public void setValue(Object data) {
        store(Evaluator.get()
                .array(
                        data,
                        type(),
                        "the new value of " + (name() == null ? "the shared variable" : Printer.quoted(this))));
    }

    /**
     * Has every function that needs this variable update it so, unless it has an update of its own or is made with
     * {@link Arignote#noDefaultUpdates}. The state of random numbers has one.
     *
     * @param update of this variable's type, checked when a function is made; null for none
     */
    public Shared defaultUpdate(Expr update) {
        defaultUpdate = update;
        return this;
    }

    /** What functions update this by if they are not told otherwise, or null. */
    public Expr defaultUpdate() {
        return defaultUpdate;
    }

    /** The value itself, for the library's own use: not to be written to. */
    public INDArray read() {
        return value;
    }

    /** Puts an array of the right type in the value's place, for the library's own use. */
    public void store(INDArray array) {
        value = array;
    }

    /**
     * The value as a number.
     *
     * @throws IllegalArgumentException if there is more than one element
     */
    @Override
    public double item() {
        if (value.length() != 1) {
            throw new IllegalArgumentException("item() is for one number, but " + Printer.quoted(this)
                    + " has the shape " + Arrays.toString(value.shape()) + "; use getValue()");
        }
        return value.getDouble(0);
    }

    @Override
    public INDArray eval(Map<? extends Expr, ?> values) {
        return values.isEmpty() ? getValue() : super.eval(values);
    }
}
