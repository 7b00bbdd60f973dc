package arignote.compile;

import arignote.compile.device.Device;
import arignote.compile.device.DeviceCode;
import arignote.compile.device.TurnsCode;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.NoNest;
import arignote.compile.print.Step;
import arignote.compile.runtime.GeneratedCode;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** A computation as kernels on a device. */
record DeviceSpecialization(Loops loops, DeviceCode kernels) implements Specialization {
    /** The most scalar operations in one loop, as in generated Java. */
    private static final int OPERATIONS = 128;

    /** @throws NoNest if loops cannot say it, or the device's compiler refuses them */
    static DeviceSpecialization of(Computation c, List<Loops.Memory> memories, Device device) {
        Loops loops = c.loops(memories, OPERATIONS);
        return new DeviceSpecialization(
                loops,
                c.turn() == null
                        ? new DeviceCode(device, loops, c.targets(), null)
                        : new TurnsCode(device, loops, c.turn()));
    }

    @Override
    public GeneratedCode code() {
        return kernels;
    }

    @Override
    public List<TensorType> results() {
        return loops.results().stream()
                .map(b -> new TensorType(b.dtype(), b.rank()))
                .toList();
    }

    @Override
    public boolean[] stored() {
        boolean[] stored = new boolean[loops.results().size() - loops.outputs()];
        Arrays.fill(stored, true);
        return stored;
    }

    @Override
    public String source() {
        return kernels.source();
    }

    @Override
    public List<Step> steps() {
        return kernels.steps();
    }

    @Override
    public String by(Step s) {
        return kernels.device().name();
    }

    @Override
    public Table explain(String name) {
        return Explanation.of(name, kernels);
    }

    @Override
    public Specialization timed() {
        throw new IllegalStateException(
                "profile(…) measures generated Java, and this is computed by " + kernels.device() + "; set device=cpu");
    }
}
