package arignote.compile;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.compile.javac.Javac;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.compile.javascript.StagedScript;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.CallMemory;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.HostArray;
import arignote.function.interpret.Interpreter;
import arignote.value.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Expressions as a function from host arrays to Java arrays, generated for the memory that its calls bring, in stages where
 * a library has a part in it. Only such equations are used before as change no bit, so each expression has the value that it
 * has by itself. One thread at a time may call.
 */
public final class ArrayFunction implements StagedRun.Code {
    private final List<Expr> roots;
    private final HostArray[] values; // of the inputs, in this call
    private final StagedRun before; // the stages before the last one; null if there are none
    private final List<Expr> leaves; // what the last stage reads
    private final List<Expr> last; // the roots in terms of these
    private final CallMemory memory;
    private final Specializations specializations;
    private boolean generated;
    private Interpreter interpreter;
    private List<Tensor> interpreted; // the results, where the interpreter has computed the last call

    /** @param generated whether Java is to be generated, where it can be; otherwise the interpreter computes */
    public ArrayFunction(List<Expr> inputs, List<Expr> roots, boolean generated) {
        this.roots = roots;
        this.generated = generated && Javac.isThere();
        values = new HostArray[inputs.size()];
        Stages stages = this.generated && Stages.areNeeded(roots) ? new Stages(roots) : null;
        before = stages == null ? null : new StagedRun(inputs, stages, ArrayFunction::stage, null);
        leaves = stages == null ? inputs : before.inputs();
        last = stages == null ? roots : stages.last().roots();
        memory = new CallMemory(leaves);
        specializations = Specializations.inJava(
                Computation.exact(leaves, last), memory, Functions.TARGET, Workers.of(Workers.THREADS));
    }

    private static StagedRun.Code stage(List<Expr> inputs, List<Expr> roots) {
        return new ArrayFunction(inputs, roots, true);
    }

    /** Says what input i is in the next run. */
    public void bind(int i, HostArray value) {
        values[i] = value;
        if (before == null) {
            memory.bind(i, value);
        }
    }

    /**
     * Computes.
     *
     * @throws IllegalArgumentException if shapes do not match
     * @throws ArithmeticException for a negative power of whole numbers
     */
    public void run() {
        try {
            Object[] all = before == null ? values : stages();
            if (!generated || !ran()) {
                interpret(all);
            }
        } finally {
            memory.clear();
            Arrays.fill(values, null);
        }
    }

    /** Runs the stages before the last one, which reads what they give. */
    private Object[] stages() {
        Object[] all = before.run(values, (i, value) -> (HostArray) value);
        for (int i = 0; i < all.length; i++) {
            memory.bind(i, (HostArray) all[i]);
        }
        return all;
    }

    /** Result i: a Java array of the dtype's kind that may be longer than needed, and is written to by the next run. */
    public Object result(int i) {
        return interpreted != null
                ? interpreted.get(i).host().elements()
                : specializations.current().code().result(i);
    }

    /** Whether the interpreter computed the last run. */
    public boolean isInterpreted() {
        return interpreted != null;
    }

    /** Binds all inputs, computes, and gives all results, new arrays. */
    HostArray[] hosts(Object[] given) {
        for (int i = 0; i < given.length; i++) {
            bind(i, (HostArray) given[i]);
        }
        run();
        HostArray[] results = new HostArray[roots.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = host(i);
        }
        return results;
    }

    @Override
    public List<HostArray> run(Object[] given) {
        return List.of(hosts(given));
    }

    /** @throws NoNest if a run leaves the computation to the interpreter */
    @Override
    public Loops loops(Object... given) {
        hosts(given);
        if (interpreted != null) {
            throw new NoNest("loops cannot say it");
        }
        return specializations.current().loops();
    }

    @Override
    public List<Expr> leaves() {
        return leaves;
    }

    /**
     * Prints it as JavaScript, for values of such shapes.
     *
     * @param inputs what it was made for
     * @throws NoNest if a page cannot compute it exactly
     */
    void print(JavaScriptPrinter printer, String name, List<Expr> inputs, HostArray[] given) {
        if (before == null) {
            printer.body(name, loops((Object[]) given));
            return;
        }
        StagedScript script = new StagedScript(printer, name, inputs);
        Object[] all = before.print(script, before.silent(given, (i, value) -> (HostArray) value));
        ArrayFunction rest = new ArrayFunction(leaves, script.computed(last), true);
        script.last(rest.loops(all), leaves, last);
    }

    private HostArray host(int i) {
        if (interpreted != null) {
            HostArray value = interpreted.get(i).host();
            return HostArray.copyOf(value.dtype(), value.shape(), value.elements());
        }
        GeneratedCode code = specializations.current().code();
        return HostArray.copyOf(roots.get(i).type().dtype(), code.shape(i), code.result(i));
    }

    private boolean ran() {
        try {
            interpreted = null;
            return specializations.run();
        } catch (NoNest e) {
            generated = false;
            return false;
        } catch (GeneratedCode.Refused e) {
            return false;
        }
    }

    private void interpret(Object[] all) {
        if (interpreter == null) {
            interpreter = new Interpreter(leaves, last);
        }
        interpreted = interpreter.run(
                Arrays.stream(all).map(v -> new Tensor((HostArray) v)).toList());
    }
}
