package arignote.compile;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaPrinter;
import arignote.compile.java.Target;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.SourceCompiler;
import arignote.expr.Literal;
import arignote.expr.TensorType;
import arignote.rewrite.Rewriter;
import arignote.value.Plain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function's loops for one kind of memory and one way of broadcasting: their kernel, which says itself whether a
 * call's memory is of that kind.
 *
 * @param results the types of outputs, then of the new values of shared variables
 * @param stored for each new value of a shared variable whether {@link GeneratedCode#commit} stores it
 * @param limit the most scalar operations in one loop
 */
public record Specialization(GeneratedCode kernel, Made made, List<Loops.Memory> memories) {
    private static final String NAME = "Generated";

    /** The most scalar operations in one loop at first; they get fewer if a method is too large. */
    private static final int OPERATIONS = 128;

    /** So many structures are kept for the next function that has one of them. */
    private static final int KEPT = 512;

    /** What functions of one structure have in common. */
    private record Made(
            Class<? extends GeneratedCode> type,
            Object[] constants,
            List<TensorType> results,
            boolean[] stored,
            int limit,
            Target dialect) {}

    private static final Map<FunctionKey, Made> MADE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FunctionKey, Made> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * What is to be computed.
     *
     * @param leaves inputs, then shared variables
     * @param outputs how many of the roots are outputs; the others are new values of shared variables
     * @param targets which of the leaves each update goes to
     * @param exact whether only such equations are used as change no bit
     */
    record Computation(
            List<? extends Expr> leaves,
            int inputs,
            List<Expr> roots,
            int outputs,
            List<Integer> targets,
            boolean exact) {
        private Loops loops(List<Loops.Memory> memories, int limit) {
            List<Expr> rewritten = exact ? Rewriter.rewriteExactly(roots) : Rewriter.rewrite(roots);
            return Loops.of(leaves, inputs, memories, rewritten, outputs, roots, limit);
        }
    }

    /** @throws NoNest if loops cannot say it, or lengths do not match */
    static Specialization of(Computation c, List<Loops.Memory> memories, Target dialect) {
        FunctionKey structure = FunctionKey.of(c, memories, dialect);
        Made made;
        synchronized (MADE) {
            made = SourceCompiler.isPlain() ? MADE.get(structure) : null;
        }
        if (made == null) {
            made = made(c, memories, dialect, JavaPrinter.Audience.COMPILER);
            if (structure.isSmall() && SourceCompiler.isPlain()) {
                synchronized (MADE) {
                    MADE.put(structure, made);
                }
            }
        }
        return new Specialization(kernel(made), made, memories);
    }

    private static Made made(
            Computation c, List<Loops.Memory> memories, Target dialect, JavaPrinter.Audience audience) {
        for (int limit = OPERATIONS; ; limit /= 2) {
            Loops loops = c.loops(memories, limit);
            for (Target d : dialect.shorter()) {
                String source =
                        JavaPrinter.print(NAME, loops, c.targets, d, audience).source();
                SourceCompiler.Compiled compiled = SourceCompiler.compile(NAME, source, d.hasVectors());
                if (compiled.largestMethod() <= SourceCompiler.LARGEST || limit < 4) {
                    return new Made(
                            compiled.type(),
                            loops.literals().stream().map(Specialization::array).toArray(),
                            loops.results().stream()
                                    .map(b -> new TensorType(b.dtype(), b.rank()))
                                    .toList(),
                            stored(loops.stored(c.targets)),
                            limit,
                            d);
                }
            }
        }
    }

    private static boolean[] stored(List<Buffer> buffers) {
        boolean[] stored = new boolean[buffers.size()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = buffers.get(i) != null;
        }
        return stored;
    }

    /** What the results are: outputs, then new values of shared variables. */
    List<TensorType> results() {
        return made.results;
    }

    /** For each update, whether the kernel stores the new value itself. */
    boolean[] stored() {
        return made.stored;
    }

    /** What the source is written in. */
    Target dialect() {
        return made.dialect;
    }

    /** The source with the reader's names, and what its methods do. */
    JavaPrinter.Printed printed(Computation c) {
        return JavaPrinter.print(NAME, loops(c), c.targets, dialect(), JavaPrinter.Audience.READER);
    }

    /** The same, with a clock. */
    Specialization timed(Computation c) {
        Made timed = made(c, memories, dialect(), JavaPrinter.Audience.CLOCK);
        return new Specialization(kernel(timed), timed, memories);
    }

    /** The loops that the kernel runs. */
    Loops loops(Computation c) {
        return c.loops(memories, made.limit);
    }

    private static GeneratedCode kernel(Made made) {
        GeneratedCode kernel = SourceCompiler.instance(made.type);
        kernel.constants = made.constants;
        kernel.results = new Object[made.results.size()];
        kernel.shapes = new int[kernel.results.length][];
        for (int i = 0; i < kernel.shapes.length; i++) {
            kernel.shapes[i] = new int[made.results.get(i).rank()];
        }
        return kernel;
    }

    private static Object array(Literal l) {
        return Plain.of(l).elements();
    }
}
