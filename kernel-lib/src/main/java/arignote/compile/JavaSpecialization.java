package arignote.compile;

import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaPrinter;
import arignote.compile.java.Target;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.NoNest;
import arignote.compile.print.Step;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.SourceCompiler;
import arignote.expr.HostArray;
import arignote.expr.LruCache;
import arignote.expr.TensorType;
import java.util.List;
import tech.tablesaw.api.Table;

/** A computation as generated Java. */
record JavaSpecialization(Computation computation, GeneratedCode code, Made made, List<Loops.Memory> memories)
        implements Specialization {
    private static final String NAME = "Generated";

    /** The most scalar operations in one loop at first; they get fewer if a method is too large. */
    static final int OPERATIONS = 128;

    /** So many are kept for the next function that has the same key. */
    private static final int KEPT = 512;

    /**
     * What functions of one key have in common.
     *
     * @param constants the Java arrays that expressions have in them
     * @param results the types of outputs, then of the new values of shared variables
     * @param stored for each new value of a shared variable whether {@link GeneratedCode#commit} stores it
     * @param limit the most scalar operations in one loop
     * @param target what the source is written in
     */
    private record Made(
            Class<? extends GeneratedCode> type,
            Object[] constants,
            List<TensorType> results,
            boolean[] stored,
            int limit,
            Target target) {}

    private static final LruCache<FunctionKey, Made> MADE = new LruCache<>(KEPT);

    private JavaSpecialization(Computation computation, Made made, List<Loops.Memory> memories) {
        this(computation, SourceCompiler.instance(made.type), made, memories);
        code.prepare(made.constants, made.results);
    }

    /**
     * @param memories what is known of each leaf
     * @throws NoNest if loops cannot say it, or lengths do not match
     */
    static Specialization of(Computation c, List<Loops.Memory> memories, Target target) {
        FunctionKey key = FunctionKey.of(c, memories, target);
        Made made = SourceCompiler.isPlain() ? MADE.get(key) : null;
        if (made == null) {
            made = made(c, memories, target, JavaPrinter.Audience.COMPILER);
            if (key.isSmall() && SourceCompiler.isPlain()) {
                MADE.put(key, made);
            }
        }
        return new JavaSpecialization(c, made, memories);
    }

    private static Made made(Computation c, List<Loops.Memory> memories, Target target, JavaPrinter.Audience audience) {
        for (int limit = OPERATIONS; ; limit /= 2) {
            Loops loops = c.loops(memories, limit);
            for (Target t : target.shorter()) {
                String source = JavaPrinter.print(NAME, loops, c.targets(), c.turn(), t, audience)
                        .source();
                SourceCompiler.Compiled compiled = SourceCompiler.compile(NAME, source, t.hasVectors());
                if (compiled.largestMethod() <= SourceCompiler.LARGEST || limit < 4) {
                    return new Made(
                            compiled.type(),
                            loops.literals().stream().map(HostArray::elements).toArray(),
                            loops.results().stream()
                                    .map(b -> new TensorType(b.dtype(), b.rank()))
                                    .toList(),
                            stored(loops.stored(c.targets())),
                            limit,
                            t);
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

    @Override
    public List<TensorType> results() {
        return made.results;
    }

    @Override
    public boolean[] stored() {
        return made.stored;
    }

    /** What the source is written in. */
    private Target target() {
        return made.target;
    }

    private JavaPrinter.Printed printed() {
        return JavaPrinter.print(
                NAME, loops(), computation.targets(), computation.turn(), target(), JavaPrinter.Audience.READER);
    }

    @Override
    public String source() {
        return printed().source();
    }

    @Override
    public List<Step> steps() {
        return printed().steps();
    }

    @Override
    public String by(Step s) {
        return Explanation.by(s, target());
    }

    @Override
    public Table explain(String name) {
        return Explanation.of(name, steps(), target());
    }

    @Override
    public Specialization timed() {
        return new JavaSpecialization(
                computation, made(computation, memories, target(), JavaPrinter.Audience.CLOCK), memories);
    }

    @Override
    public Loops loops() {
        return computation.loops(memories, made.limit);
    }
}
