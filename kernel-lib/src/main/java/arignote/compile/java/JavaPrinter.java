package arignote.compile.java;

import arignote.compile.fuse.Loops;
import arignote.compile.java.vector.FormulaArray;
import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.RegisterTile;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Guard;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.compile.print.Step;
import arignote.expr.ScalarOp;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Prints loops as the source of a Java class that extends {@code arignote.compile.runtime.GeneratedCode}. What is not in a loop goes into
 * methods of its own between those with the loops, each small enough to be compiled by the virtual machine.
 */
public final class JavaPrinter {
    /** So many statements outside of loops stand in one method. */
    private static final int CHUNK = 150;

    /** So many lines with calls of sweeps stand in one method. */
    private static final int PART = 150;

    /** Whom a source is for. */
    public enum Audience {
        /** The compiler: without any of the reader's names, so that whoever computes the same has the same source. */
        COMPILER,
        /** The compiler, and a clock reads the time after each step. */
        CLOCK,
        /** A reader: with names and comments. */
        READER
    }

    /** A source, and what its methods do, in their order. */
    public record Printed(String source, List<Step> steps) {}

    private final Nest.Program program;
    private final List<Buffer> leaves;
    private final List<Buffer> results;
    private final List<Buffer> stored; // where each new value goes, or null
    private final List<Step> steps = new ArrayList<>();
    private final Step.Names told;
    private final Turn turn; // null if it is not a loop's
    private final Target target;
    private final Audience audience;
    private final SourceNames names;

    private final Map<Nest.Local, String> locals = new HashMap<>();
    private final Map<Nest.Local, String> numbers = new HashMap<>();
    private final Set<Nest.Local> fields;
    private final Set<Lanes> lanes = new LinkedHashSet<>();
    private final Set<Buffer> parted = new HashSet<>();
    private final Set<ScalarOp> formulas = new LinkedHashSet<>();
    private final SourceText methods = new SourceText();
    private final SourceText declarations = new SourceText();
    private final SourceText run = new SourceText();
    private SourceText calls = new SourceText();
    private final BlockDispatch blocks = new BlockDispatch();
    private final JavaMemory memory;
    private final JavaLengths lengths;
    private int chunks;
    private JavaMethod lastNumbers; // the last of these
    private int parts;
    private int sweeps;
    private int products;

    private JavaPrinter(Loops loops, List<Integer> targets, Turn turn, Target target, Audience audience) {
        this.turn = turn;
        program = loops.program();
        leaves = loops.leaves();
        results = loops.results();
        stored = loops.stored(targets);
        told = new Step.Names(leaves, targets);
        names = new SourceNames(SourceNames.JAVA, audience == Audience.READER, told::given);
        memory = new JavaMemory(leaves, turn, names, target.segments());
        lengths = new JavaLengths(leaves, names, memory, declarations);
        fields = SharedLocals.of(program, CHUNK);
        this.target = target;
        this.audience = audience;
    }

    /**
     * Prints the class {@code name} of the package {@code arignote.compile.runtime}.
     *
     * @param targets which of the leaves each new value of a shared variable goes to
     * @param turn how this is a turn of a loop; null if it is none
     */
    public static Printed print(
            String name, Loops loops, List<Integer> targets, Turn turn, Target target, Audience audience) {
        return new JavaPrinter(loops, targets, turn, target, audience).source(name);
    }

    private Printed source(String name) {
        leaves.forEach(names::of);
        program.constants().forEach(names::of);
        results.forEach(names::of);
        program.temporaries().forEach(names::of);
        memory.move(results, program, declarations);
        SourceText given = given();
        SourceText sizes = sizes();
        body();
        SourceText commit = commit();

        SourceText out = new SourceText();
        out.line("package arignote.compile.runtime;").blank();
        out.line("import arignote.expr.*;");
        out.line("import arignote.expr.math.*;");
        if (target.segments()) {
            out.line("import java.lang.foreign.*;");
        }
        out.line("import java.nio.*;");
        if (target.hasVectors()) {
            out.line("import jdk.incubator.vector.*;");
        }
        out.blank();
        out.open("final class " + name + " extends GeneratedCode");
        if (target.hasVectors()) {
            lanes.forEach(l -> out.line(l.declaration()));
            formulas.forEach(op -> out.line("private static final ArrayFormula " + op.name()
                    + " = ArrayFormula.of(ScalarOp." + op.name() + ", " + target.vectorBits() + ");"));
        }
        out.block(memory.layouts()).block(declarations).blank();
        boolean single = chunks == 1
                && sweeps == 0
                && products == 0
                && program.temporaries().isEmpty();
        new RunMethods(turn, leaves, results, names, lengths, memory)
                .print(given, sizes, run, single ? lastNumbers : null, out);
        blocks.print(out);
        out.block(methods);
        out.blank().line("@Override");
        out.open("public void commit()").block(commit).close();
        out.close();
        if (audience == Audience.READER) {
            formulas.stream()
                    .flatMap(op -> FormulaArray.of(op, target.vectorBits()).types().stream())
                    .forEach(type -> out.blank().block(type.text()));
        }
        return new Printed(out.toString(), List.copyOf(steps));
    }

    // What a call brings

    private SourceText given() {
        SourceText out = new SourceText();
        for (int i = 0; i < leaves.size(); i++) {
            Buffer b = leaves.get(i);
            String field = names.of(b);
            if (memory.isNumber(b)) {
                boolean real = b.dtype().isFloat();
                String cell = (real ? "reals[" : "wholes[") + i + "]";
                String value = switch (b.dtype()) {
                    case FLOAT64, INT64 -> cell;
                    case FLOAT32 -> "(float) " + cell;
                    case INT32 -> "(int) " + cell;
                    case BOOL -> cell + " != 0";
                };
                declarations.line("private " + JavaText.type(b.dtype()) + " " + field + ";");
                out.line(field + " = " + value + ";");
            } else {
                String type = memory.type(b);
                declarations.line("private " + type + " " + field + ";");
                out.open("if (!(memory[" + i + "] instanceof " + type + " " + field + "Now))")
                        .line("return false;")
                        .close();
                out.line(field + " = " + field + "Now;");
            }
        }
        for (int i = 0; i < program.constants().size(); i++) {
            Buffer b = program.constants().get(i);
            declarations.line("private " + memory.type(b) + " " + names.of(b) + ";");
            out.line(names.of(b) + " = (" + memory.type(b) + ") constants[" + i + "];");
        }
        for (Guard g : program.guards()) {
            out.open("if (" + lengths.text().broken(g) + ")")
                    .line("return false;")
                    .close();
        }
        for (Buffer b : leaves) {
            for (int axis = 0; axis < b.rank(); axis++) {
                lengths.bring(b.dims().get(axis).root(), out);
            }
        }
        return out;
    }

    /** Memory for what is computed. */
    private SourceText sizes() {
        SourceText out = new SourceText();
        for (int i = 0; i < results.size(); i++) {
            Buffer b = results.get(i);
            sized(b, out);
            out.line("results[" + i + "] = " + names.of(b) + ";");
            for (int axis = 0; axis < b.rank(); axis++) {
                out.line("shapes[" + i + "][" + axis + "] = "
                        + lengths.of(b.dims().get(axis)) + ";");
            }
        }
        for (Buffer b : program.temporaries()) {
            sized(b, calls);
            part(false);
        }
        return out;
    }

    private void sized(Buffer b, SourceText out) {
        String field = names.of(b);
        String type = JavaText.type(b.dtype());
        declarations.line("private " + type + "[] " + field + " = new " + type + "[1];");
        if (b.rank() > 0) {
            b.dims().forEach(lengths::of);
            out.line(field + " = sized(" + field + ", " + lengths.text().size(b.dims(), true) + ");");
        }
    }

    // The computation

    private void body() {
        List<Nest.Statement> chunk = new ArrayList<>();
        List<RegisterTile> tiles = RegisterTile.among(program.body(), target);
        List<RowSums> sums = RowSums.among(program.body());
        Map<Nest.Accumulator, Nest.Begin> begun = new LinkedHashMap<>();
        for (Nest.Statement s : program.body()) {
            if (s instanceof Nest.Begin b) {
                begun.put(b.accumulator(), b);
            } else if (s instanceof Nest.For f) {
                numbers(chunk);
                if (sums.stream().noneMatch(r -> r.fills().contains(f))) {
                    sweep(f, any(tiles, t -> t.summed() == f), any(sums, r -> r.loop() == f), begun.keySet());
                }
            } else if (s instanceof Nest.Multiply m) {
                numbers(chunk);
                JavaMethod method = new JavaMethod(this, "product" + products++, "");
                method.statement(m);
                called(method, Step.product(method.name(), m, told));
            } else {
                chunk.add(s);
                if (chunk.size() == CHUNK) {
                    numbers(chunk);
                }
            }
        }
        numbers(chunk);
        part(true);
    }

    /** Moves the calls so far into a method of their own, if they are many. */
    private void part(boolean last) {
        if (last && parts == 0) {
            run.block(calls);
        } else if (last || calls.lines() > PART) {
            String name = "part" + parts++;
            run.line(name + "();");
            methods.blank().open("private void " + name + "()").block(calls).close();
            calls = new SourceText();
        }
    }

    /** Puts statements into a method of their own. */
    private void numbers(List<Nest.Statement> chunk) {
        JavaMethod method = new JavaMethod(this, "numbers" + chunks, "");
        chunk.forEach(method::statement);
        if (!method.isEmpty()) {
            lastNumbers = method;
            chunks++;
            called(method, Step.numbers(method.name(), chunk, told));
        }
        chunk.clear();
    }

    private static <E> E any(List<E> all, Predicate<E> which) {
        return all.stream().filter(which).findAny().orElse(null);
    }

    private void sweep(Nest.For f, RegisterTile tile, RowSums sums, Set<Nest.Accumulator> begun) {
        JavaSweep sweep = new JavaSweep(this, sweeps, f, tile, sums, begun);
        Step step = Step.loops(sweep.name(), f, sweep.hasVectors(), told);
        begin(sweep, step);
        sweep.print(calls, blocks.of(sweeps), methods);
        sweeps++;
        done(step);
    }

    private void begin(JavaMethod method, Step step) {
        if (audience == Audience.READER) {
            method.comment(step.sentence());
        }
    }

    private void called(JavaMethod method, Step step) {
        begin(method, step);
        calls.line(method.name() + "();");
        methods.block(method.text());
        done(step);
    }

    private void done(Step step) {
        if (audience == Audience.CLOCK) {
            calls.line("tick(" + steps.size() + ");");
        }
        steps.add(step);
        part(false);
    }

    private SourceText commit() {
        SourceText out = new SourceText();
        int first = results.size() - stored.size();
        for (int i = 0; i < stored.size(); i++) {
            Buffer to = stored.get(i);
            if (to != null) {
                String from = names.of(results.get(first + i));
                if (to.rank() == 0) {
                    out.line(memory.store(to, "0", from + "[0]"));
                } else {
                    out.open("for (int i = 0; i < " + lengths.text().size(to.dims(), false) + "; i++)")
                            .line(memory.store(to, "i", from + "[i]"))
                            .close();
                }
            }
        }
        return out;
    }

    // For the methods

    public Target target() {
        return target;
    }

    public SourceNames names() {
        return names;
    }

    void declare(String line) {
        declarations.line(line);
    }

    /** Declares the memory of a strip, once. */
    void declarePart(Buffer b) {
        if (parted.add(b)) {
            declarations.line("private double[] " + names.of(b) + " = new double[" + JavaSweep.STRIP + "];");
        }
    }

    /** The constant that computes a formula on arrays. */
    String formula(ScalarOp op) {
        formulas.add(op);
        return op.name();
    }

    /** Notes that such vectors are used. */
    public Lanes use(Lanes used) {
        lanes.add(used);
        return used;
    }

    /** The text of a local that is a fixed number, or null. */
    public String number(Nest.Local local) {
        return numbers.get(local);
    }

    public void number(Nest.Local local, String text) {
        numbers.put(local, text);
    }

    boolean isField(Nest.Local local) {
        return fields.contains(local);
    }

    String named(Nest.Local local) {
        return locals.computeIfAbsent(local, l -> {
            String name = names.fresh(l.hint() == null ? "v" : l.hint());
            if (isField(l)) {
                declarations.line("private " + JavaText.type(l.dtype()) + " " + name + ";");
            }
            return name;
        });
    }

    JavaLengths lengths() {
        return lengths;
    }

    public JavaMemory memory() {
        return memory;
    }
}
