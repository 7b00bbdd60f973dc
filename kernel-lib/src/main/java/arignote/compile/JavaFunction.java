package arignote.compile;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.JavaSource;
import arignote.compile.device.Device;
import arignote.compile.fuse.Loops;
import arignote.compile.java.Target;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.compile.nest.NestText;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.HostArray;
import arignote.function.InterpretedFunction;
import arignote.function.Profile;
import arignote.function.Signature;
import arignote.value.Nd4jArrays;
import arignote.value.OffHeap;
import arignote.value.OptionalLibrary;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A function as generated Java: {@link Arguments} brings what a call gives into memory, {@link Specializations} computes,
 * {@link Results} takes out. What loops cannot say, and what is wrong in a call, is left to the interpreter.
 *
 * <p>One thread at a time may call.
 */
public final class JavaFunction extends DirectCalls implements StagedRun.Code, ScriptedFunction {
    private final Signature signature;
    private final Target target;
    private final Workers workers;
    private final Computation computation;
    private final Specializations onProcessor;
    private final Devices.Place place; // null for the processor
    private final Specializations onDevice; // null with it
    private final Results results;
    private final AtomicBoolean busy = new AtomicBoolean();

    private Specializations specializations; // those of the last call, or of the next one
    private String processorBecause; // why the processor computed a call that was meant for a device, or null
    private InterpretedFunction interpreted;
    private boolean called; // whether generated code computed the last call
    private String reason; // why the interpreter was needed last, or null

    /**
     * @param target what this Java understands
     * @param threads how many threads share a large sweep
     */
    public JavaFunction(Signature signature, Target target, int threads) {
        this(signature, target, Workers.of(threads), null);
    }

    /** @param place where it is computed if it can be, null for the processor */
    JavaFunction(Signature signature, Target target, Workers workers, Devices.Place place) {
        super(signature);
        this.signature = signature;
        this.target = target;
        this.workers = workers;
        this.place = place;
        computation = arguments.computation();
        onProcessor = Specializations.inJava(computation, arguments.memory(), target, workers);
        onDevice = place == null
                ? null
                : new Specializations(
                        computation,
                        arguments.memory(),
                        memories -> DeviceSpecialization.of(computation, memories, place.device()),
                        workers);
        specializations = place == null || place.bySize() ? onProcessor : onDevice;
        results = new Results(signature);
        try {
            specializations.make(arguments.likely(device()));
        } catch (NoNest e) {
            reason = e.getMessage();
        }
    }

    /** Where the next call is computed, or null for the processor. */
    private Device device() {
        return specializations == onDevice && place != null ? place.device() : null;
    }

    // Calls

    @Override
    public INDArray apply(Object... args) {
        if (computation.outputs() == 0) {
            applyAll(args);
            return Nd4jArrays.of(HostArray.zeros(Config.floatX(), 0));
        }
        enter();
        try {
            signature.checkOneOutput();
            if (call(signature.values(args), false)) {
                return results.array(current(), 0);
            }
        } finally {
            leave();
        }
        return interpreted().apply(StagedRun.hosts(args));
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        enter();
        try {
            if (call(signature.values(args), false)) {
                List<INDArray> all = new ArrayList<>();
                for (int i = 0; i < computation.outputs(); i++) {
                    all.add(results.array(current(), i));
                }
                return List.copyOf(all);
            }
        } finally {
            leave();
        }
        return interpreted().applyAll(StagedRun.hosts(args));
    }

    /** All outputs as host arrays, which the next run may write to; nothing is stored. */
    List<HostArray> hosts(Object... args) {
        return outputs(args, i -> results.host(current(), i), Function.identity());
    }

    /** The same where they lie: arrays on a device stay there. */
    @Override
    public List<Object> run(Object[] inputs) {
        return outputs(inputs, i -> results.lying(current(), i), Object.class::cast);
    }

    private <X> List<X> outputs(Object[] args, IntFunction<X> output, Function<HostArray, X> host) {
        enter();
        try {
            called = false;
            arguments.bind(signature.values(args));
            if (computed()) {
                return IntStream.range(0, computation.outputs())
                        .mapToObj(output)
                        .toList();
            }
        } finally {
            leave();
        }
        return interpreted().hosts(StagedRun.hosts(args)).stream().map(host).toList();
    }

    @Override
    public double applyAsDouble(Object... args) {
        enter();
        try {
            signature.checkOneOutput();
            if (call(signature.values(args), true)) {
                return number();
            }
        } finally {
            leave();
        }
        return interpreted().applyAsDouble(StagedRun.hosts(args));
    }

    @Override
    void enter() {
        if (!busy.compareAndSet(false, true)) {
            throw signature.busy();
        }
    }

    @Override
    void leave() {
        busy.set(false);
    }

    @Override
    boolean ranToNumber() {
        return run(true);
    }

    @Override
    double number() {
        return results.number(current().code());
    }

    /**
     * The loops that a call with such arguments runs. Nothing is stored.
     *
     * @throws IllegalArgumentException if the arguments do not fit
     * @throws NoNest if a call leaves the computation to the interpreter
     */
    @Override
    public Loops loops(Object... args) {
        enter();
        try {
            called = false;
            arguments.bind(signature.values(args));
            if (!computed()) {
                interpreted().check(StagedRun.hosts(args));
                throw new NoNest(reason);
            }
            return current().loops();
        } finally {
            leave();
        }
    }

    @Override
    public void print(JavaScriptPrinter printer, String name, Object... args) {
        printer.function(name, loops(args));
    }

    @Override
    public List<Expr> leaves() {
        return List.copyOf(computation.leaves());
    }

    @Override
    public List<Integer> targets() {
        return computation.targets();
    }

    private boolean call(Object[] values, boolean number) {
        called = false;
        try {
            arguments.bind(values);
            return run(number);
        } finally {
            Reference.reachabilityFence(values);
        }
    }

    /** Computes and stores, or returns false where the interpreter has to. */
    private boolean run(boolean number) {
        if (Config.nanGuard()) {
            reason = "the guard against NaN looks at every operation";
            return false;
        }
        if (!computed()) {
            return false;
        }
        if (number) {
            results.checkNumber(current().code());
        }
        results.store(current());
        return true;
    }

    /** Computes; false where the interpreter has to, for the reason that is noted. */
    private boolean computed() {
        choose();
        processorBecause = null;
        boolean ran = ran();
        if (!ran && processorBecause != null) {
            specializations = onProcessor;
            ran = ran();
        }
        called = ran;
        reason = ran ? null : reason;
        return ran;
    }

    /** Computes where it was chosen to. */
    private boolean ran() {
        arguments.bindShared(device());
        if (device() == null) {
            arguments.bindHosts();
        }
        try {
            return specializations.run();
        } catch (NoNest e) {
            reason = e.getMessage();
            processorBecause = device() == null ? processorBecause : reason;
        } catch (GeneratedCode.Refused | ArithmeticException e) {
            // the interpreter says it in a sentence
            reason = "an operation refuses a value, or an array would be too large";
        }
        return false;
    }

    /** Takes the device or the processor for a call whose inputs are bound. */
    private void choose() {
        if (place != null) {
            boolean small = place.bySize() && arguments.elements() < Devices.LARGE;
            specializations = small ? onProcessor : onDevice;
        }
    }

    private Specialization current() {
        return specializations.current();
    }

    private InterpretedFunction interpreted() {
        if (interpreted == null) {
            interpreted = new InterpretedFunction(signature);
        }
        return interpreted;
    }

    @Override
    protected CompiledFunction made(Signature other) {
        return new JavaFunction(other, target, workers, place);
    }

    /** Whether code for this Java reads memory outside the heap as segments. */
    public static boolean readsSegments() {
        return OffHeap.hasSegments();
    }

    /** Why the interpreter had to compute the last call, or null if generated code did. */
    public String interpretedBecause() {
        return reason;
    }

    /** Why the processor computed the last call, which was meant for a device; null if the device did, or none was meant. */
    public String processorBecause() {
        return processorBecause;
    }

    @Override
    public String loops() {
        return current() == null
                ? "// " + reason
                : NestText.of(current().loops().program());
    }

    @Override
    public JavaSource source() {
        return new JavaSource(current() == null ? "// " + reason : current().source());
    }

    /**
     * Measures the last call's computation over and over; shared variables stay as they are.
     *
     * @throws IllegalStateException if there was no call, or its computation is interpreted
     */
    public Profile profile() {
        enter();
        try {
            if (current() == null || !called) {
                throw new IllegalStateException(
                        current() == null
                                ? name() + " is computed operation by operation (" + reason
                                        + "); profile(…) measures generated code"
                                : "profile(" + name() + ") measures the last call over and over: call it once first");
            }
            return new Profiler(computation.shared(), 1).profile(name(), current(), timed());
        } finally {
            leave();
        }
    }

    /**
     * The times of the last call's steps.
     *
     * @param among how many stages share the time that this takes
     * @return null if the call was interpreted
     */
    List<Profile.Part> parts(int among) {
        enter();
        try {
            return called ? new Profiler(computation.shared(), among).parts(timed()) : null;
        } finally {
            leave();
        }
    }

    /** The code of the last call with a clock, ready to run. */
    private Specialization timed() {
        Specialization timed = specializations.bound(current().timed());
        arguments.bindShared(null);
        return timed;
    }

    @Override
    public Table explain() {
        OptionalLibrary.TABLESAW.need("explain()");
        Table steps = current() == null
                ? InterpretedFunction.explanation(name(), reason)
                : current().explain(name());
        if (processorBecause != null) {
            StringColumn why = steps.stringColumn("why");
            for (int i = 0; i < why.size(); i++) {
                why.set(i, "not by " + place.device() + ": " + processorBecause);
            }
        }
        return steps;
    }
}
