package arignote.compile.device;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Guard;
import arignote.compile.nest.NoNest;
import arignote.compile.print.Step;
import arignote.compile.runtime.CallMemory;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A computation's kernels, ready to run on a device. Shared variables are read and replaced where they lie there; inputs are
 * copied in each call, results when somebody asks for them.
 */
public class DeviceCode extends GeneratedCode {
    private static final int INTS = Integer.MAX_VALUE - 8; // as many elements an array has at most

    /** What lies beside the flag of refusals: which turn of a loop it is. */
    private static final int FLAGS = 2;

    protected final Device device;
    protected final Loops loops;
    protected final KernelProgram program;
    private final Device.Program compiled;
    private final List<Integer> targets;
    private final Map<Kernel.Parameter, DeviceMemory> own = new HashMap<>(); // all but the values of shared variables
    private final long[] told; // what the host has told the kernels last
    private DeviceMemory call;
    private DeviceMemory numbers;
    private DeviceMemory refused;
    private CallMemory given;
    private final Set<Buffer> copied = new LinkedHashSet<>(); // in the last call
    private final DeviceArray[] handed; // results of the last run that others were given
    private boolean ran;
    protected CallSizes sizes;

    /**
     * @param targets which of the leaves each new value of a shared variable goes to
     * @param turn how this is a turn of a loop, or null
     * @throws NoNest if the device's compiler refuses the kernels
     */
    public DeviceCode(Device device, Loops loops, List<Integer> targets, Turn turn) {
        this.device = device;
        this.loops = loops;
        this.targets = targets;
        program = KernelPrinter.print(loops, targets, turn);
        compiled = compiled(device, program.source());
        told = new long[program.call().size()];
        handed = new DeviceArray[loops.results().size()];
        prepare(
                loops.literals().stream().map(HostArray::elements).toArray(),
                loops.results().stream()
                        .map(b -> new TensorType(b.dtype(), b.rank()))
                        .toList());
    }

    private static Device.Program compiled(Device device, String source) {
        try {
            return device.program(source);
        } catch (IllegalStateException e) {
            throw new NoNest(e.getMessage());
        }
    }

    /** The kernels. */
    public String source() {
        return program.source();
    }

    /** What the kernels do, for a reader. */
    public List<Step> steps() {
        Step.Names names = new Step.Names(loops.leaves(), targets);
        List<Buffer> inputs = loops.leaves().stream()
                .filter(b -> b.role() == Buffer.Role.INPUT && b.rank() > 0)
                .filter(b -> ran
                        ? copied.contains(b)
                        : program.kernels().stream()
                                .anyMatch(k -> k.parameters().contains(new Kernel.OfBuffer(b))))
                .toList();
        List<Step> steps = new ArrayList<>();
        if (!inputs.isEmpty()) {
            steps.add(Step.copy("GpuFromHost", inputs, true, names));
        }
        program.kernels().forEach(k -> steps.add(k.step()));
        List<Buffer> outputs = loops.results().subList(0, loops.outputs()).stream()
                .filter(b -> handed[b.index()] == null || handed[b.index()].isRead())
                .toList();
        if (!outputs.isEmpty()) {
            steps.add(Step.copy("HostFromGpu", outputs, false, names));
        }
        return steps;
    }

    public Device device() {
        return device;
    }

    @Override
    public void bind(CallMemory call, Workers workers) {
        super.bind(call, workers);
        given = call;
        sizes = new CallSizes(call, loops.leaves(), changing());
    }

    /** How many inputs are others in each turn of a loop. */
    protected int changing() {
        return 0;
    }

    @Override
    public boolean run() {
        if (!isFit()) {
            return false;
        }
        synchronized (device) {
            begin();
            launch();
            checkRefused();
        }
        return true;
    }

    /** Whether the call's shapes are those of these kernels. */
    protected final boolean isFit() {
        for (Guard g : loops.program().guards()) {
            if (sizes.isBroken(g)) {
                return false;
            }
        }
        if (program.indexed().stream().anyMatch(n -> sizes.of(n) == 0)) {
            throw Refused.REFUSED;
        }
        return true;
    }

    /** Sees to memory, and tells the kernels what they have to know of the call. */
    protected final void begin() {
        ran = true;
        copied.clear();
        Arrays.fill(handed, null);
        Arrays.fill(results, null);
        prepareMemory();
        tell();
    }

    /** Has all kernels computed. */
    protected final void launch() {
        for (Kernel k : program.kernels()) {
            long groups = k.groups().applyAsLong(sizes);
            if (groups > 0) {
                launch(k, groups);
            }
        }
    }

    /** Waits for what a kernel may have refused. */
    protected final void checkRefused() {
        if (program.refuses() && ((int[]) DeviceTransfer.read(refused, DType.INT32, 1))[0] != 0) {
            DeviceTransfer.write(refused, DType.INT32, new int[FLAGS], FLAGS);
            throw Refused.REFUSED;
        }
    }

    /** Waits until all that was asked for has been computed. */
    protected final void waitForKernels() {
        DeviceTransfer.read(refused, DType.INT32, FLAGS);
    }

    /** Begins with the first turn. */
    protected final void firstTurn() {
        DeviceTransfer.write(refused, DType.INT32, new int[FLAGS], FLAGS);
    }

    /** Goes on to the next turn. */
    protected final void nextTurn() {
        compiled.launch(KernelProgram.NEXT, 1, 1, List.of(refused.block()));
    }

    /** A driver may give memory only when a kernel is to use it. */
    private void launch(Kernel k, long groups) {
        try {
            compiled.launch(k.name(), groups, k.threads(), memory(k));
        } catch (Device.Full e) {
            throw device.pool().full("what " + k.name() + " computes");
        }
    }

    private List<Object> memory(Kernel k) {
        List<Object> memory = new ArrayList<>(List.of(call.block(), numbers.block(), refused.block()));
        for (Kernel.Parameter p : k.parameters()) {
            memory.add(memory(p).block());
        }
        return memory;
    }

    private DeviceMemory memory(Kernel.Parameter p) {
        return p instanceof Kernel.OfBuffer m && lies(m.buffer())
                ? remote(loops.leaves().indexOf(m.buffer())).memory()
                : own.get(p);
    }

    /** Whether this is brought, and lies on the device already. */
    private boolean lies(Buffer b) {
        return b.role() == Buffer.Role.SHARED
                || b.role() == Buffer.Role.INPUT && given.array(b.index()) instanceof DeviceArray;
    }

    private DeviceArray remote(int leaf) {
        return (DeviceArray) given.array(leaf);
    }

    // Memory

    private void prepareMemory() {
        if (call == null) {
            call = take(null, (long) told.length * Long.BYTES, "lengths");
            numbers = take(null, (long) program.numbers() * Long.BYTES, "numbers");
            refused = take(null, FLAGS * Integer.BYTES, "a flag");
            DeviceTransfer.write(refused, DType.INT32, new int[FLAGS], FLAGS);
            DeviceTransfer.write(call, DType.INT64, told, told.length);
        }
        for (int i = 0; i < loops.results().size(); i++) {
            Buffer b = loops.results().get(i);
            for (int axis = 0; axis < b.rank(); axis++) {
                shapes[i][axis] = counted(sizes.of(b.dims().get(axis)));
            }
            sized(new Kernel.OfBuffer(b), b, rooms(i)); // also where no kernel writes to it, as it is empty
        }
        for (Kernel k : program.kernels()) {
            for (Kernel.Parameter p : k.parameters()) {
                if (p instanceof Kernel.OfBlocks blocks) {
                    own.put(p, take(own.get(p), blocks.blocks().applyAsLong(sizes) * blocks.bytes(), "partial sums"));
                } else {
                    prepareMemory((Kernel.OfBuffer) p);
                }
            }
        }
    }

    private void prepareMemory(Kernel.OfBuffer p) {
        Buffer b = p.buffer();
        switch (b.role()) {
            case INPUT -> {
                if (!lies(b)) {
                    Buffer brought = loops.leaves().get(b.index()); // which a use may see in another shape
                    int size = sized(p, brought, 1);
                    DeviceTransfer.write(own.get(p), b.dtype(), given.array(b.index()), size);
                    copied.add(b);
                }
            }
            case CONSTANT -> {
                HostArray value = loops.literals().get(b.index());
                if (!own.containsKey(p)) {
                    own.put(p, take(null, (long) value.size() * b.dtype().bytes(), "a constant"));
                    DeviceTransfer.write(own.get(p), b.dtype(), value.elements(), value.size());
                }
            }
            case TEMPORARY -> sized(p, temporary(b), 1);
            default -> {} // results, and what lies there
        }
    }

    private Buffer temporary(Buffer b) {
        return loops.program().temporaries().stream()
                .filter(b::equals)
                .findFirst()
                .orElseThrow();
    }

    /** So many of a result there is room for, one behind the other. */
    protected long rooms(int result) {
        return 1;
    }

    /** Sees to memory of the size that a buffer has in this call, so many times; how many elements those are. */
    private int sized(Kernel.OfBuffer p, Buffer b, long rooms) {
        long size = sizes.product(b.dims()) * rooms;
        if (size > INTS) {
            throw Refused.REFUSED;
        }
        String name = b.name() == null ? "intermediate results" : b.name();
        own.put(p, take(own.get(p), size * b.dtype().bytes(), name));
        return (int) size;
    }

    /** The old memory if it fits, else new one. */
    private DeviceMemory take(DeviceMemory old, long bytes, String what) {
        if (old != null && old.fits(bytes)) {
            return old;
        }
        if (old != null) {
            old.release();
        }
        return device.pool().take(bytes, what);
    }

    /** Tells the kernels lengths and single inputs, where they are others than in the last call. */
    private void tell() {
        boolean same = true;
        for (int i = 0; i < told.length; i++) {
            long now = program.call().get(i).applyAsLong(sizes);
            same &= told[i] == now;
            told[i] = now;
        }
        if (!same) {
            DeviceTransfer.write(call, DType.INT64, told, told.length);
        }
    }

    // Results

    @Override
    public Object result(int i) {
        if (results[i] == null) {
            Buffer b = loops.results().get(i);
            int size = 1;
            for (int length : shapes[i]) {
                size *= length;
            }
            synchronized (device) {
                results[i] = DeviceTransfer.read(own.get(new Kernel.OfBuffer(b)), b.dtype(), size);
            }
        }
        return results[i];
    }

    /** Result i of the last run where it lies, until the next run. */
    public DeviceArray lying(int i) {
        if (handed[i] == null) {
            handed[i] = lying(i, shape(i));
        }
        return handed[i];
    }

    /** The same in a shape of its own. */
    protected final DeviceArray lying(int i, long[] shape) {
        return DeviceArray.of(
                device,
                loops.results().get(i).dtype(),
                shape,
                own.get(new Kernel.OfBuffer(loops.results().get(i))));
    }

    @Override
    public void commit() {
        synchronized (device) {
            for (int i = 0; i < targets.size(); i++) {
                int result = loops.outputs() + i;
                Kernel.OfBuffer p = new Kernel.OfBuffer(loops.results().get(result));
                remote(targets.get(i)).replace(own.remove(p), shape(result));
            }
        }
    }
}
