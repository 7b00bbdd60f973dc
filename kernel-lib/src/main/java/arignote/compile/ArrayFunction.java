package arignote.compile;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.compile.javac.Javac;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.TensorType;
import arignote.function.interpret.Interpreter;
import arignote.value.Elements;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Expressions as a function from Java arrays to Java arrays, generated for the memory that its calls bring. Only such
 * equations are used before as change no bit, so each expression has the value that it has by itself. One thread at a
 * time may call.
 */
public final class ArrayFunction {
    private final List<Expr> inputs;
    private final List<Expr> roots;
    private boolean generated;
    private final List<Specialization> variants = new ArrayList<>();
    private Specialization variant;
    private Interpreter interpreter;

    // what a call brings; the kernels' own fields
    private final Object[] memory;
    private final int[] lengths;
    private final int[] offsets;
    private final double[] reals;
    private final long[] wholes;

    private Object[] results;

    /** @param generated whether Java is to be generated, where it can be; otherwise the interpreter computes */
    public ArrayFunction(List<Expr> inputs, List<Expr> roots, boolean generated) {
        this.inputs = inputs;
        this.roots = roots;
        this.generated = generated && Javac.isThere();
        int n = inputs.size();
        memory = new Object[n];
        offsets = new int[n + 1];
        reals = new double[n];
        wholes = new long[n];
        for (int i = 0; i < n; i++) {
            offsets[i + 1] = offsets[i] + inputs.get(i).type().rank();
        }
        lengths = new int[offsets[n]];
    }

    /** Says what input i is in the next run: the elements row by row, in an array of their own kind. */
    public void bind(int i, Object elements, long[] shape) {
        memory[i] = elements;
        for (int axis = 0; axis < shape.length; axis++) {
            lengths[offsets[i] + axis] = (int) shape[axis];
        }
        if (shape.length == 0) {
            if (elements instanceof double[] d) {
                reals[i] = d[0];
            } else if (elements instanceof float[] f) {
                reals[i] = f[0];
            } else {
                wholes[i] = Elements.whole(elements);
            }
        }
    }

    /** Computes. */
    public void run() {
        try {
            if (!generated || !ran()) {
                interpret();
            }
        } finally {
            Arrays.fill(memory, null);
        }
    }

    /** Result i: a Java array that may be longer than needed, and is written to by the next run. */
    public Object result(int i) {
        return results[i];
    }

    private boolean ran() {
        if (variant != null && ran(variant)) {
            return true;
        }
        for (Specialization other : variants) {
            if (other != variant && ran(other)) {
                variant = other;
                return true;
            }
        }
        return compile() && ran(variant);
    }

    private boolean ran(Specialization v) {
        try {
            results = v.kernel().results;
            return v.kernel().run();
        } catch (GeneratedCode.Refused e) {
            return false;
        }
    }

    private boolean compile() {
        List<Loops.Memory> memories = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            long[] shape = new long[offsets[i + 1] - offsets[i]];
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = lengths[offsets[i] + axis];
            }
            memories.add(new Loops.Memory(false, shape));
        }
        try {
            variant = Specialization.of(
                    new Specialization.Computation(inputs, inputs.size(), roots, roots.size(), List.of(), true),
                    memories,
                    Functions.DIALECT);
        } catch (NoNest e) {
            generated = false;
            return false;
        }
        GeneratedCode k = variant.kernel();
        k.workers = Workers.of(Workers.THREADS);
        k.memory = memory;
        k.lengths = lengths;
        k.reals = reals;
        k.wholes = wholes;
        variants.add(variant);
        return true;
    }

    private void interpret() {
        if (interpreter == null) {
            interpreter = new Interpreter(inputs, roots);
        }
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            TensorType type = inputs.get(i).type();
            long[] shape = new long[type.rank()];
            for (int axis = 0; axis < shape.length; axis++) {
                shape[axis] = lengths[offsets[i] + axis];
            }
            values.add(new Tensor(Elements.plain(type.dtype(), shape, memory[i])));
        }
        results =
                interpreter.run(values).stream().map(t -> t.plain().elements()).toArray();
    }
}
