package arignote;

import arignote.expr.DirectArray;
import arignote.expr.Evaluator;
import arignote.expr.Op;
import arignote.expr.RemoteArray;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A variable with a value that outlives calls: the only state there is. Several functions may read it, and updates
 * change it. Made by {@link Arignote#shared}.
 */
public final class Shared extends Expr {
    private volatile Object value; // an INDArray, a DirectArray as long as nobody asks for one, or a RemoteArray
    private volatile Expr defaultUpdate;

    Shared(INDArray value, TensorType type, String name) {
        this((Object) value, type, name);
    }

    Shared(DirectArray value, TensorType type, String name) {
        this((Object) value, type, name);
    }

    private Shared(Object value, TensorType type, String name) {
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
        return Evaluator.get().array(read(), Printer.quoted(this));
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
        return value instanceof INDArray array ? array : asArray();
    }

    private synchronized INDArray asArray() {
        if (value instanceof DirectArray direct) {
            value = Evaluator.get().array(direct);
        }
        if (value instanceof RemoteArray remote) {
            return Evaluator.get().array(remote); // which stays where it is
        }
        return (INDArray) value;
    }

    /**
     * What holds the value now, for the library's own use: an INDArray, a {@link DirectArray}, whose memory becomes that of
     * the INDArray, or a {@link RemoteArray}, of which {@link #read} is a copy.
     */
    public Object held() {
        return value;
    }

    /** Puts an array of the right type in the value's place, for the library's own use. */
    public synchronized void store(INDArray array) {
        value = array;
    }

    /** Leaves the value on a device, for the library's own use. */
    public synchronized void store(RemoteArray array) {
        value = array;
    }

    /** The lengths of the value, for the library's own use. */
    public long[] shapeNow() {
        Object now = value;
        return now instanceof RemoteArray remote
                ? remote.shape()
                : now instanceof DirectArray direct ? direct.shape() : ((INDArray) now).shape();
    }

    /**
     * The value as a number.
     *
     * @throws IllegalArgumentException if there is more than one element
     */
    @Override
    public double item() {
        Object now = value;
        if (now instanceof DirectArray direct
                && direct.bytes().capacity() == direct.dtype().bytes()) {
            return direct.first();
        }
        INDArray array = read();
        if (array.length() != 1) {
            throw new IllegalArgumentException("item() is for one number, but " + Printer.quoted(this)
                    + " has the shape " + Arrays.toString(array.shape()) + "; use getValue()");
        }
        double number = array.getDouble(0);
        Reference.reachabilityFence(array); // ND4J frees what nothing refers to
        return number;
    }

    @Override
    public INDArray eval(Map<? extends Expr, ?> values) {
        return values.isEmpty() ? getValue() : super.eval(values);
    }
}
