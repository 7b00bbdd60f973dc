package arignote.compile;

import arignote.Expr;
import arignote.compile.javac.Javac;
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
 * Expressions as a function from host arrays to Java arrays, generated for the memory that its calls bring. Only such
 * equations are used before as change no bit, so each expression has the value that it has by itself. One thread at a
 * time may call.
 */
public final class ArrayFunction {
    private final List<Expr> inputs;
    private final List<Expr> roots;
    private final HostArray[] values; // of the inputs, in this call
    private final CallMemory memory;
    private final Specializations specializations;
    private boolean generated;
    private Interpreter interpreter;
    private List<Tensor> interpreted; // the results, where the interpreter has computed the last call

    /** @param generated whether Java is to be generated, where it can be; otherwise the interpreter computes */
    public ArrayFunction(List<Expr> inputs, List<Expr> roots, boolean generated) {
        this.inputs = inputs;
        this.roots = roots;
        this.generated = generated && Javac.isThere();
        values = new HostArray[inputs.size()];
        memory = new CallMemory(inputs);
        specializations = new Specializations(
                Computation.exact(inputs, roots), memory, Functions.TARGET, Workers.of(Workers.THREADS));
    }

    /** Says what input i is in the next run. */
    public void bind(int i, HostArray value) {
        values[i] = value;
        memory.array(i, value.elements(), value.shape());
        if (value.rank() == 0) {
            memory.number(i, value);
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
            if (!generated || !ran()) {
                interpret();
            }
        } finally {
            memory.clear();
            Arrays.fill(values, null);
        }
    }

    /** Result i: a Java array of the dtype's kind that may be longer than needed, and is written to by the next run. */
    public Object result(int i) {
        return interpreted != null
                ? interpreted.get(i).host().elements()
                : specializations.current().code().result(i);
    }

    /** Result i, a new array. */
    HostArray host(int i) {
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

    private void interpret() {
        if (interpreter == null) {
            interpreter = new Interpreter(inputs, roots);
        }
        interpreted = interpreter.run(Arrays.stream(values).map(Tensor::new).toList());
    }
}
