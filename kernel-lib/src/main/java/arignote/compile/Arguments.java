package arignote.compile;

import arignote.Expr;
import arignote.Shared;
import arignote.compile.device.Device;
import arignote.compile.device.DeviceArray;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.Dimension;
import arignote.compile.runtime.CallMemory;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import arignote.function.Signature;
import arignote.value.Nd4jArrays;
import arignote.value.Nd4jBackend;
import arignote.value.OffHeap;
import arignote.value.Tensor;
import arignote.value.Values;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arguments of a call, and the values of shared variables, brought into the memory that generated code reads. Java
 * arrays of the input's dtype and ND4J's arrays are read where they lie, everything else is converted first.
 */
final class Arguments {
    private final Signature signature;
    private final Computation computation;
    private final CallMemory memory;
    private final TensorType[] types; // of the leaves
    private final int inputs;
    private final Shared[] shared;
    private final Object[] read; // what holds the values of shared variables whose memory is known
    private final Seen[] seen; // INDArrays that calls brought
    private final double[][] rows; // for each input that is a double[][], the copy

    /** An array that a call brought, and its memory. */
    private static final class Seen {
        final WeakReference<INDArray> array;
        final Object memory;
        final long[] shape;

        Seen(INDArray array, Object memory) {
            this.array = new WeakReference<>(array);
            this.memory = memory;
            shape = array.shape();
        }
    }

    Arguments(Signature signature) {
        this.signature = signature;
        computation = Computation.of(signature);
        memory = new CallMemory(computation.leaves());
        types = computation.leaves().stream().map(Expr::type).toArray(TensorType[]::new);
        inputs = computation.inputs();
        shared = computation.shared().toArray(Shared[]::new);
        read = new Object[shared.length];
        seen = new Seen[inputs];
        rows = new double[inputs][];
    }

    /** What the function computes. */
    Computation computation() {
        return computation;
    }

    /** Where generated code reads. */
    CallMemory memory() {
        return memory;
    }

    /** Whether all inputs are float64 of this rank. */
    boolean areDoubles(int rank) {
        return Arrays.stream(types, 0, inputs).allMatch(new TensorType(DType.FLOAT64, rank)::equals);
    }

    /**
     * Binds all inputs.
     *
     * @throws IllegalArgumentException if a value does not fit its input's type
     */
    void bind(Object[] values) {
        for (int i = 0; i < inputs; i++) {
            bind(i, values[i]);
        }
    }

    /**
     * Binds input i.
     *
     * @throws IllegalArgumentException if the value does not fit the input's type
     */
    void bind(int i, Object value) {
        TensorType type = types[i];
        boolean real = type.dtype() == DType.FLOAT64;
        if (value instanceof DeviceArray remote && type.rank() > 0) {
            memory.array(i, remote, remote.shape());
        } else if (value instanceof DeviceArray remote) {
            memory.number(i, remote.host());
        } else if (value instanceof HostArray h && type.rank() > 0) {
            memory.array(i, h.elements(), h.shape());
        } else if (type.rank() == 0) {
            if (value instanceof Double d && real) {
                memory.number(i, d);
            } else {
                memory.number(i, converted(i, value).host());
            }
        } else if (value instanceof double[] d && type.rank() == 1 && real) {
            memory.vector(i, d);
        } else if (value instanceof double[][] d && type.rank() == 2 && real && copied(i, d)) {
            return;
        } else if (value instanceof INDArray a
                && a.rank() == type.rank()
                && a.dataType() == type.dtype().nd4j()) {
            Seen known = seen[i];
            if (known == null || known.array.get() != a || a.wasClosed()) {
                converted(i, value); // which refuses one that was closed
                array(i, a);
                seen[i] = memory.isOffHeap(i) ? new Seen(a, memory.array(i)) : null;
            } else {
                memory.array(i, known.memory, known.shape);
            }
        } else {
            HostArray host = converted(i, value).host();
            memory.array(i, host.elements(), host.shape());
        }
    }

    private Tensor converted(int i, Object value) {
        return Values.argument(value, types[i], signature.allowDowncast(), signature.called(i));
    }

    /** Copies rows of one length into the memory of input i. */
    private boolean copied(int i, double[][] d) {
        int columns = d.length == 0 || d[0] == null ? 0 : d[0].length;
        for (double[] row : d) {
            if (row == null || row.length != columns) {
                return false;
            }
        }
        long size = (long) d.length * columns;
        if (size > Integer.MAX_VALUE - 8) {
            return false;
        }
        if (rows[i] == null || rows[i].length < size) {
            rows[i] = new double[(int) size];
        }
        for (int row = 0; row < d.length; row++) {
            System.arraycopy(d[row], 0, rows[i], row * columns, columns);
        }
        memory.matrix(i, rows[i], d.length, columns);
        return true;
    }

    private void array(int i, INDArray a) {
        Nd4jBackend.start();
        memory.array(i, OffHeap.isPlain(a) ? OffHeap.of(a) : Nd4jArrays.host(a).elements(), a.shape());
    }

    /** Brings inputs to the processor that lie on a device. */
    void bindHosts() {
        for (int i = 0; i < inputs; i++) {
            if (memory.array(i) instanceof DeviceArray remote) {
                memory.array(i, remote.host().elements(), remote.shape());
            }
        }
    }

    /** The value of a shared variable on a device, to which it is brought. */
    static DeviceArray onDevice(Shared s, Device device) {
        if (s.held() instanceof DeviceArray remote && remote.device() == device) {
            return remote;
        }
        HostArray now = s.host(null);
        String name = s.name() == null ? "a shared variable" : s.name();
        DeviceArray remote = DeviceArray.copyOf(device, now.dtype(), now.shape(), now.elements(), name);
        s.store(remote);
        return remote;
    }

    /**
     * Binds shared variables, of which most have the array that they had in the last call, and brings them to where it
     * is computed.
     *
     * @param device null for the processor
     */
    void bindShared(Device device) {
        for (int i = 0; i < shared.length; i++) {
            Object now = shared[i].held();
            if (now != read[i] || device != null) {
                bindShared(i, now, device);
            }
        }
    }

    private void bindShared(int i, Object now, Device device) {
        if (now instanceof DeviceArray remote) {
            if (remote.device() == device) {
                memory.array(inputs + i, remote, remote.shape());
                return;
            }
            shared[i].store(remote.host());
            now = shared[i].held();
        }
        if (now instanceof HostArray host) {
            memory.array(inputs + i, host.elements(), host.shape());
        } else {
            array(inputs + i, (INDArray) now);
        }
        read[i] = now;
        if (device != null) {
            DeviceArray remote = onDevice(shared[i], device);
            memory.array(inputs + i, remote, remote.shape());
            read[i] = remote;
        }
    }

    /** How many elements the arrays of a call have together, those of shared variables as well. */
    long elements() {
        long all = 0;
        for (int i = 0; i < types.length; i++) {
            all += Arrays.stream(i < inputs ? memory.shape(i) : shared[i - inputs].shapeNow())
                    .reduce(1, (a, b) -> a * b);
        }
        return all;
    }

    /** What the first call will most likely bring: Java arrays whose axes all have more than one element. */
    List<Loops.Memory> likely(Device device) {
        bindShared(device);
        List<Loops.Memory> likely = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            long[] shape = memory.shape(i);
            if (i < inputs) {
                Arrays.fill(shape, Dimension.UNKNOWN);
            }
            likely.add(new Loops.Memory(memory.isOffHeap(i), shape));
        }
        return likely;
    }
}
