package arignote.run;

import arignote.Expr;
import arignote.emit.Dialect;
import arignote.emit.JavaPrinter;
import arignote.expr.DType;
import arignote.expr.Literal;
import arignote.expr.TensorType;
import arignote.loop.Buffer;
import arignote.loop.Loops;
import arignote.loop.NoNest;
import arignote.rewrite.Rewriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function's loops for one kind of memory and one way of broadcasting: their kernel, which says itself whether a
 * call's memory is of that kind.
 *
 * @param results the types of outputs, then of the new values of shared variables
 * @param stored for each new value of a shared variable whether {@link Kernel#commit} stores it
 * @param limit the most scalar operations in one loop
 */
record JavaVariant(Kernel kernel, Made made, List<Loops.Memory> memories) {
    private static final String NAME = "Generated";

    /** The most scalar operations in one loop at first; they get fewer if a method is too large. */
    private static final int OPERATIONS = 128;

    /** So many structures are kept for the next function that has one of them. */
    private static final int KEPT = 512;

    /** What functions of one structure have in common. */
    private record Made(
            Class<? extends Kernel> type,
            Object[] constants,
            List<TensorType> results,
            boolean[] stored,
            int limit,
            Dialect dialect) {}

    private static final Map<Structure, Made> MADE = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Structure, Made> eldest) {
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
    static JavaVariant of(Computation c, List<Loops.Memory> memories, Dialect dialect) {
        Structure structure = Structure.of(c, memories, dialect);
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
        return new JavaVariant(kernel(made), made, memories);
    }

    private static Made made(
            Computation c, List<Loops.Memory> memories, Dialect dialect, JavaPrinter.Audience audience) {
        for (int limit = OPERATIONS; ; limit /= 2) {
            Loops loops = c.loops(memories, limit);
            for (Dialect d : dialect.shorter()) {
                String source =
                        JavaPrinter.print(NAME, loops, c.targets, d, audience).source();
                SourceCompiler.Compiled compiled = SourceCompiler.compile(NAME, source, d.hasVectors());
                if (compiled.largestMethod() <= SourceCompiler.LARGEST || limit < 4) {
                    return new Made(
                            compiled.type(),
                            loops.literals().stream().map(JavaVariant::array).toArray(),
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
    Dialect dialect() {
        return made.dialect;
    }

    /** The source with the reader's names, and what its methods do. */
    JavaPrinter.Printed printed(Computation c) {
        return JavaPrinter.print(NAME, loops(c), c.targets, dialect(), JavaPrinter.Audience.READER);
    }

    /** The same, with a clock. */
    JavaVariant timed(Computation c) {
        Made timed = made(c, memories, dialect(), JavaPrinter.Audience.CLOCK);
        return new JavaVariant(kernel(timed), timed, memories);
    }

    /** The loops that the kernel runs. */
    Loops loops(Computation c) {
        return c.loops(memories, made.limit);
    }

    private static Kernel kernel(Made made) {
        Kernel kernel;
        try {
            kernel = made.type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        kernel.constants = made.constants;
        kernel.results = new Object[made.results.size()];
        kernel.shapes = new int[kernel.results.length][];
        for (int i = 0; i < kernel.shapes.length; i++) {
            kernel.shapes[i] = new int[made.results.get(i).rank()];
        }
        return kernel;
    }

    private static Object array(Literal l) {
        return array(Plain.of(l));
    }

    /** The elements in an array of their own Java type. */
    static Object array(Plain p) {
        int n = p.size();
        switch (p.dtype) {
            case FLOAT64 -> {
                return p.floats;
            }
            case INT64 -> {
                return p.wholes;
            }
            case FLOAT32 -> {
                float[] a = new float[n];
                for (int i = 0; i < n; i++) {
                    a[i] = (float) p.floats[i];
                }
                return a;
            }
            case INT32 -> {
                int[] a = new int[n];
                for (int i = 0; i < n; i++) {
                    a[i] = (int) p.wholes[i];
                }
                return a;
            }
            case BOOL -> {
                boolean[] a = new boolean[n];
                for (int i = 0; i < n; i++) {
                    a[i] = p.wholes[i] != 0;
                }
                return a;
            }
            default -> throw new AssertionError(p.dtype);
        }
    }

    /** The elements of an array of their own Java type. */
    static Plain plain(DType dtype, long[] shape, Object array) {
        Plain p = Plain.zeros(dtype, shape);
        for (int i = 0; i < p.size(); i++) {
            switch (dtype) {
                case FLOAT64 -> p.floats[i] = ((double[]) array)[i];
                case FLOAT32 -> p.floats[i] = ((float[]) array)[i];
                case INT64 -> p.wholes[i] = ((long[]) array)[i];
                case INT32 -> p.wholes[i] = ((int[]) array)[i];
                case BOOL -> p.wholes[i] = ((boolean[]) array)[i] ? 1 : 0;
                default -> throw new AssertionError(dtype);
            }
        }
        return p;
    }
}
