package arignote.compile;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.JavaSource;
import arignote.compile.java.Target;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.compile.javascript.StagedScript;
import arignote.compile.runtime.Workers;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.RemoteArray;
import arignote.expr.TensorType;
import arignote.function.InterpretedFunction;
import arignote.function.Profile;
import arignote.function.Signature;
import arignote.function.SignedFunction;
import arignote.rewrite.Rewriter;
import arignote.value.OptionalLibrary;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;

/**
 * A function that a library has a part in: its stages run one after the other, and the last one gives the outputs and stores
 * the updates, so that a call that fails in any of them stores nothing.
 */
final class StagedFunction extends SignedFunction implements ScriptedFunction {
    private final Signature signature;
    private final Target target;
    private final int threads;
    private final Devices.Place place; // null for the processor
    private final List<JavaFunction> code = new ArrayList<>(); // of the stages before the last
    private final StagedRun run;
    private final JavaFunction last;
    private final AtomicBoolean busy =
            new AtomicBoolean(); // stages hand on their memory, which one call at a time may have
    private InterpretedFunction interpreted;
    private Object[] latest; // the values of the last call; null if there was none

    StagedFunction(Signature signature, Target target, int threads, Devices.Place place) {
        super(signature);
        this.signature = signature;
        this.target = target;
        this.threads = threads;
        this.place = place;
        Stages stages = new Stages(Rewriter.rewrite(signature.roots()));
        run = new StagedRun(signature.inputs(), stages, this::stage, place);
        int outputs = signature.outputs().size();
        List<Expr> roots = stages.last().roots();
        last = new JavaFunction(
                signature.stage(
                        more(run.inputs()),
                        roots.subList(0, outputs),
                        signature.targets(),
                        roots.subList(outputs, roots.size()),
                        Stages.withoutLibraries(signature.roots())),
                target,
                Workers.of(threads),
                place);
    }

    /** Inputs that are computed on the way. */
    private List<Expr> more(List<Expr> all) {
        return all.subList(signature.inputs().size(), all.size());
    }

    private StagedRun.Code stage(List<Expr> inputs, List<Expr> roots) {
        JavaFunction f = part(inputs, roots);
        code.add(f);
        return f;
    }

    private JavaFunction part(List<Expr> inputs, List<Expr> roots) {
        return new JavaFunction(
                signature.stage(more(inputs), roots, List.of(), List.of(), List.of()),
                target,
                Workers.of(threads),
                place);
    }

    private <R> R called(Object[] args, Function<Object[], R> lastly) {
        return alone(() -> computed(args, lastly));
    }

    private <R> R alone(Supplier<R> computes) {
        if (!busy.compareAndSet(false, true)) {
            throw signature.busy();
        }
        try {
            return computes.get();
        } finally {
            busy.set(false);
        }
    }

    private <R> R computed(Object[] args, Function<Object[], R> lastly) {
        Object[] values = signature.values(args);
        latest = values;
        try {
            return lastly.apply(run.run(values, this::host));
        } catch (IllegalArgumentException | ArithmeticException e) {
            interpreted().check(args); // says it with the names of what was written
            throw e;
        }
    }

    private HostArray host(int i, Object value) {
        if (value instanceof HostArray h) {
            return h;
        }
        if (value instanceof RemoteArray remote) {
            return remote.host();
        }
        TensorType type = signature.inputs().get(i).type();
        if (value instanceof double[] d && type.dtype() == DType.FLOAT64 && type.rank() == 1) {
            return HostArray.of(DType.FLOAT64, new long[] {d.length}, d); // read where it lies, as in generated code
        }
        return Values.argument(value, type, signature.allowDowncast(), signature.called(i))
                .host();
    }

    private InterpretedFunction interpreted() {
        if (interpreted == null) {
            interpreted = new InterpretedFunction(signature);
        }
        return interpreted;
    }

    @Override
    public INDArray apply(Object... args) {
        return Config.nanGuard() ? interpreted().apply(args) : called(args, last::apply);
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        return Config.nanGuard() ? interpreted().applyAll(args) : called(args, last::applyAll);
    }

    @Override
    public double applyAsDouble(Object... args) {
        return Config.nanGuard() ? interpreted().applyAsDouble(args) : called(args, last::applyAsDouble);
    }

    @Override
    public List<Expr> leaves() {
        return List.copyOf(Computation.of(signature).leaves());
    }

    @Override
    public List<Integer> targets() {
        return Computation.of(signature).targets();
    }

    @Override
    public void print(JavaScriptPrinter printer, String name, Object... args) {
        alone(() -> {
            printed(printer, name, args);
            return null;
        });
    }

    private void printed(JavaScriptPrinter printer, String name, Object[] args) {
        StagedScript script = new StagedScript(printer, name, leaves());
        script.checkLeaves(leaves(), signature.roots());
        try {
            Object[] all = run.print(script, run.silent(signature.values(args), this::host));
            List<Expr> roots = last.signature().roots();
            List<Expr> computed = script.computed(roots);
            JavaFunction rest = computed.size() == roots.size() ? last : part(run.inputs(), computed);
            script.last(rest.loops(all), rest.leaves(), roots);
        } catch (IllegalArgumentException | ArithmeticException e) {
            interpreted().check(args); // says it with the names of what was written
            throw e;
        }
    }

    /** Why the interpreter had to compute a stage of the last call, or null if generated code and libraries did. */
    String interpretedBecause() {
        List<JavaFunction> all = new ArrayList<>(code);
        all.add(last);
        return all.stream()
                .map(JavaFunction::interpretedBecause)
                .filter(why -> why != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected CompiledFunction made(Signature other) {
        return Functions.generated(other, target, threads, place);
    }

    /**
     * Measures the last call's steps over and over, those of all stages and the library's operations between them; shared
     * variables stay as they are, and nothing is printed.
     *
     * @throws IllegalStateException if there was no call
     */
    Profile profile() {
        if (latest == null) {
            throw new IllegalStateException(
                    "profile(" + name() + ") measures the last call over and over: call it once first");
        }
        return alone(this::profiled);
    }

    private Profile profiled() {
        double whole = new Profiler(List.of(), 1).time(() -> last.hosts(run.run(run.silent(latest, this::host))));
        int among = run.steps().size() + 1; // and the last stage
        Profiler profiler = new Profiler(List.of(), among);
        StagedRun.Values values = run.silent(latest, this::host);
        run.run(values);
        List<Profile.Part> parts = new ArrayList<>();
        int stage = 0;
        for (StagedRun.Step step : run.steps()) {
            if (step instanceof StagedRun.Library l && !l.op().looksOnly()) {
                double time = profiler.time(() -> l.run(values));
                parts.add(
                        new Profile.Part(step.described(), "an operation on whole arrays", l.op().computedBy(), time));
            } else if (step instanceof StagedRun.Generated) {
                parts.addAll(parts(code.get(stage++), () -> step.run(values), profiler, among));
            }
        }
        parts.addAll(parts(last, () -> last.hosts(run.run(values)), profiler, among));
        return Profiler.whole(name(), whole, parts, "finds the arrays, hands them from stage to stage");
    }

    /** The steps of a stage; one that is interpreted is a single step. */
    private static List<Profile.Part> parts(JavaFunction f, Runnable all, Profiler profiler, int among) {
        List<Profile.Part> steps = f.parts(among);
        return steps != null
                ? steps
                : List.of(new Profile.Part("a stage", f.interpretedBecause(), "ND4J", profiler.time(all)));
    }

    @Override
    public String loops() {
        return texts(CompiledFunction::loops);
    }

    @Override
    public JavaSource source() {
        return new JavaSource(texts(f -> f.source().text()));
    }

    /** A text of each stage; between them what a library does, as a remark. */
    private String texts(Function<CompiledFunction, String> text) {
        StringBuilder all = new StringBuilder();
        int stage = 0;
        for (StagedRun.Step step : run.steps()) {
            all.append(
                            step instanceof StagedRun.Library l
                                    ? "// " + step.described() + ": " + by(l)
                                    : text.apply(code.get(stage++)))
                    .append("\n\n");
        }
        return all.append(text.apply(last)).toString();
    }

    private static String by(StagedRun.Library l) {
        return l.loop() != null && l.loop().source() != null
                ? l.loop().device() + "\n" + l.loop().source()
                : l.op().computedBy();
    }

    @Override
    public Table explain() {
        OptionalLibrary.TABLESAW.need("explain()");
        return Explanation.of(run.steps(), code, last, place);
    }
}
