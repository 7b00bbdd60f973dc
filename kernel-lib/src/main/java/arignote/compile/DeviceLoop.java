package arignote.compile;

import arignote.Expr;
import arignote.Shared;
import arignote.compile.device.Device;
import arignote.compile.device.DeviceArray;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.CallMemory;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.HostArray;
import arignote.expr.LoopBody;
import arignote.expr.TensorType;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * A loop whose turns a device computes, where loops can say its body. Sequences, states and what is kept of the turns lie
 * there; so do its results, for the stages that read them.
 */
final class DeviceLoop {
    private final LoopBody body;
    private final Devices.Place place;
    private final CallMemory memory;
    private final Specializations specializations;
    private final Set<String> copied = new LinkedHashSet<>(); // in the last call
    private String processorBecause; // of the last call, or null
    private final boolean never;

    DeviceLoop(LoopBody body, Devices.Place place) {
        this.body = body;
        this.place = place;
        List<Expr> roots = Rewriter.rewrite(body.results());
        Computation c = Computation.turn(body.inputs(), roots, body.turn());
        memory = new CallMemory(body.inputs());
        specializations = new Specializations(
                c,
                memory,
                memories -> DeviceSpecialization.of(c, memories, place.device()),
                Workers.of(Workers.THREADS));
        never = Stages.areNeeded(roots);
        processorBecause = never ? "an operation of a library has a part in its body" : null;
    }

    /** Why the processor computed the last call, or null. */
    String processorBecause() {
        return processorBecause;
    }

    Device device() {
        return place.device();
    }

    /** The kernels; null if the processor computed the last call, or there was none. */
    String source() {
        return processorBecause != null || specializations.current() == null
                ? null
                : specializations.current().source();
    }

    /** What was copied in the last call. */
    Set<String> copied() {
        return copied;
    }

    /** The kernels of a turn, as a table; null before the first call. */
    Table explain(String name) {
        return specializations.current() == null
                ? null
                : specializations.current().explain(name);
    }

    /**
     * All results but the end, where they lie until the next call; null if the processor has to compute them.
     *
     * @param args for each argument of the loop a {@link HostArray}, a {@link DeviceArray} or a {@link Shared}
     */
    List<DeviceArray> run(List<Expr> named, List<Object> args) {
        copied.clear();
        if (never) {
            return null;
        }
        List<DeviceArray> brought = new ArrayList<>();
        try {
            int n = Math.toIntExact(StagedRun.host(args.get(0)).longAt(0));
            processorBecause = why(n, args);
            return processorBecause != null ? null : computed(n, named, args, brought);
        } catch (NoNest e) {
            processorBecause = e.getMessage();
        } catch (GeneratedCode.Refused e) {
            processorBecause = "an operation refuses a value"; // which is said in words there
        } finally {
            brought.forEach(DeviceArray::release);
            memory.clear();
        }
        return null;
    }

    /** Why a call is the processor's in any case, or null. */
    private String why(int n, List<Object> args) {
        if (n < 1) {
            return "there are no turns";
        }
        for (int i = 0; i < body.turn().sequences(); i++) {
            if (shape(args.get(1 + i))[0] < n) {
                return "a sequence is too short";
            }
        }
        long elements = args.stream().mapToLong(a -> HostArray.size(shape(a))).sum();
        return place.bySize() && elements < Devices.LARGE ? "it is small" : null;
    }

    private List<DeviceArray> computed(int n, List<Expr> named, List<Object> args, List<DeviceArray> brought) {
        for (int i = 0; i < body.inputs().size(); i++) {
            bind(i, named.get(1 + i), args.get(1 + i), brought);
        }
        Object[] kept = new Object[body.results().size() - (body.turn().ends() ? 1 : 0)];
        if (specializations.turns(n, null, kept) < 0) {
            processorBecause = "shapes differ from turn to turn";
            return null;
        }
        return Arrays.stream(kept).map(DeviceArray.class::cast).toList();
    }

    private void bind(int i, Expr named, Object value, List<DeviceArray> brought) {
        TensorType type = body.inputs().get(i).type();
        boolean changes = i < body.turn().sequences() + body.turn().states();
        if (type.rank() == 0 && !changes && !type.dtype().isFloat()) {
            memory.bind(i, StagedRun.host(value)); // a length may follow from it
            return;
        }
        DeviceArray array = value instanceof Shared s
                ? Arguments.onDevice(s, place.device())
                : value instanceof DeviceArray there ? there : copy((HostArray) value, named, brought);
        long[] shape = array.shape();
        memory.array(i, array, i < body.turn().sequences() ? Arrays.copyOfRange(shape, 1, shape.length) : shape);
    }

    private DeviceArray copy(HostArray host, Expr named, List<DeviceArray> brought) {
        String name = Explanation.called(named);
        copied.add(name);
        DeviceArray copy = DeviceArray.copyOf(place.device(), host.dtype(), host.shape(), host.elements(), name);
        brought.add(copy);
        return copy;
    }

    private static long[] shape(Object value) {
        return value instanceof HostArray h
                ? h.shape()
                : value instanceof DeviceArray d ? d.shape() : ((Shared) value).shapeNow();
    }
}
