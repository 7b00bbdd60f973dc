package arignote.run;

import arignote.Expr;
import arignote.emit.Dialect;
import arignote.emit.JavaPrinter;
import arignote.expr.DType;
import arignote.expr.Literal;
import arignote.loop.Buffer;
import arignote.loop.Loops;
import arignote.loop.NoNest;
import java.util.List;

/**
 * A function's loops for one kind of memory and one way of broadcasting: their kernel, which says itself whether a
 * call's memory is of that kind.
 *
 * @param stored for each new value of a shared variable whether {@link Kernel#commit} stores it
 */
record JavaVariant(Kernel kernel, Loops loops, List<Integer> targets, boolean[] stored, Dialect dialect) {
    private static final String NAME = "Generated";

    /** The most scalar operations in one loop at first; they get fewer if a method is too large. */
    private static final int OPERATIONS = 128;

    /**
     * @param leaves inputs, then shared variables
     * @param targets which of the leaves each update goes to
     * @throws NoNest if loops cannot say it, or lengths do not match
     */
    static JavaVariant of(
            List<? extends Expr> leaves,
            int inputs,
            List<Loops.Memory> memories,
            List<Expr> roots,
            int outputs,
            List<Integer> targets,
            Dialect dialect) {
        for (int limit = OPERATIONS; ; limit /= 2) {
            Loops loops = Loops.of(leaves, inputs, memories, roots, outputs, limit);
            List<Buffer> stored = loops.stored(targets);
            String source =
                    JavaPrinter.print(NAME, loops.program(), loops.leaves(), loops.results(), stored, dialect, false);
            SourceCompiler.Compiled compiled = SourceCompiler.compile(NAME, source, dialect.vectorBits() > 0);
            if (compiled.largestMethod() <= SourceCompiler.LARGEST || limit < 4) {
                boolean[] fits = new boolean[stored.size()];
                for (int i = 0; i < fits.length; i++) {
                    fits[i] = stored.get(i) != null;
                }
                return new JavaVariant(kernel(compiled.type(), loops), loops, targets, fits, dialect);
            }
        }
    }

    /** The source, with the reader's names. */
    String source() {
        return JavaPrinter.print(
                "Generated", loops.program(), loops.leaves(), loops.results(), loops.stored(targets), dialect, true);
    }

    private static Kernel kernel(Class<? extends Kernel> type, Loops loops) {
        Kernel kernel;
        try {
            kernel = type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        kernel.constants = loops.literals().stream().map(JavaVariant::array).toArray();
        kernel.results = new Object[loops.results().size()];
        kernel.shapes = new int[loops.results().size()][];
        for (int i = 0; i < kernel.shapes.length; i++) {
            kernel.shapes[i] = new int[loops.results().get(i).rank()];
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
