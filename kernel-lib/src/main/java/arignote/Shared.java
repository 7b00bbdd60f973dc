package arignote;

import arignote.expr.Evaluator;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.RemoteArray;
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
    /** Values of more bytes than this part of Java's heap lie outside of it. */
    private static final int LARGE_PART = 64;

    private volatile Object value; // a HostArray, an INDArray if it is large, or a RemoteArray
    private volatile Expr defaultUpdate;

    /** @param value which nobody else writes to */
    Shared(HostArray value, String name) {
        super(new Op.State(value.type()), List.of());
        this.value = kept(value);
        name(name);
    }

    /** The numbers where they are kept: code reads and writes arrays of the heap faster, and ND4J is not started for them. */
    private static Object kept(HostArray value) {
        long bytes = (long) value.size() * value.dtype().bytes();
        return bytes <= Runtime.getRuntime().maxMemory() / LARGE_PART
                ? value
                : Evaluator.get().array(value);
    }

    @Override
    public Shared name(String name) {
        super.name(name);
        return this;
    }

    /** A copy of the value. */
    public INDArray getValue() {
        Object now = value;
        return now instanceof INDArray array
                ? Evaluator.get().array(array, Printer.quoted(this))
                : Evaluator.get().array(onHost(now, null));
    }

    /**
     * Sets the value; the shape may change, dtype and rank may not.
     *
     * @param data of the kinds that a function takes
     * @throws IllegalArgumentException if it does not fit the type; the value is then as before
     */
    public void setValue(Object data) {
        store(Evaluator.get()
                .host(
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

    /** The value as an INDArray, for the library's own use: not to be written to. A copy, if that is not what holds it. */
    public INDArray read() {
        Object now = value;
        return now instanceof INDArray array ? array : Evaluator.get().array(onHost(now, null));
    }

    /**
     * A copy of the value, for the library's own use.
     *
     * @param earlier whose memory may be taken; null if there is none
     */
    public HostArray host(HostArray earlier) {
        Object now = value;
        HostArray host = onHost(now, earlier);
        return host == now ? HostArray.copyOf(host.dtype(), host.shape(), host.elements(), earlier) : host;
    }

    private static HostArray onHost(Object value, HostArray earlier) {
        if (value instanceof HostArray host) {
            return host;
        }
        return value instanceof RemoteArray remote
                ? remote.host()
                : Evaluator.get().host((INDArray) value, earlier);
    }

    /**
     * What holds the value now, for the library's own use, which writes new values there: a {@link HostArray}, an INDArray
     * or a {@link RemoteArray}.
     */
    public Object held() {
        return value;
    }

    /** Puts an array of the right type, which nobody else writes to, in the value's place, for the library's own use. */
    public void store(HostArray array) {
        value = kept(array);
    }

    /** Leaves the value on a device, for the library's own use. */
    public void store(RemoteArray array) {
        value = array;
    }

    /** The lengths of the value, for the library's own use. */
    public long[] shapeNow() {
        Object now = value;
        return now instanceof RemoteArray remote
                ? remote.shape()
                : now instanceof HostArray host ? host.shape() : ((INDArray) now).shape();
    }

    /**
     * The value as a number.
     *
     * @throws IllegalArgumentException if there is more than one element
     */
    @Override
    public double item() {
        long[] shape = shapeNow();
        if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != 1) {
            throw new IllegalArgumentException("item() is for one number, but " + Printer.quoted(this)
                    + " has the shape " + Arrays.toString(shape) + "; use getValue()");
        }
        Object now = value;
        if (!(now instanceof INDArray array)) {
            return onHost(now, null).doubleAt(0);
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
