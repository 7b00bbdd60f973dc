package arignote.compile.java;

import arignote.compile.fuse.Loops;
import arignote.compile.java.vector.FormulaArray;
import arignote.compile.java.vector.Lanes;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.Nest;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.compile.print.Step;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints loops as the source of a Java class that extends {@code arignote.compile.runtime.GeneratedCode}. What is not in a loop goes into
 * methods of its own between those with the loops, each small enough to be compiled by the virtual machine.
 */
public final class JavaPrinter {
    /** So many statements outside of loops stand in one method. */
    private static final int CHUNK = 150;

    /** So many lines with calls of passes stand in one method. */
    private static final int PART = 150;

    /** The blocks of so many passes stand in one method. */
    private static final int CASES = 64;

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
    private final Target dialect;
    private final Audience audience;
    private final SourceNames names;

    private final Map<Nest.Local, String> locals = new HashMap<>();
    private final Map<Nest.Local, String> numbers = new HashMap<>();
    private final Set<Nest.Local> fields = new HashSet<>();
    private final Set<Lanes> lanes = new LinkedHashSet<>();
    private final Set<Buffer> parted = new HashSet<>();
    private final Set<ScalarOp> formulas = new LinkedHashSet<>();
    private final SourceText methods = new SourceText();
    private final SourceText declarations = new SourceText();
    private final SourceText run = new SourceText();
    private SourceText calls = new SourceText();
    private final List<SourceText> cases = new ArrayList<>();
    private final Map<Dimension, String> lengths = new LinkedHashMap<>();
    private final Map<Buffer, Integer> offsets = new HashMap<>(); // of each leaf's lengths among those of all
    private int chunks;
    private int parts;
    private int passes;
    private int products;

    private JavaPrinter(Loops loops, List<Integer> targets, Target dialect, Audience audience) {
        program = loops.program();
        leaves = loops.leaves();
        results = loops.results();
        stored = loops.stored(targets);
        told = new Step.Names(leaves, targets);
        names = new SourceNames(SourceNames.JAVA, audience == Audience.READER, told::given);
        this.dialect = dialect;
        this.audience = audience;
    }

    /**
     * Prints the class {@code name} of the package {@code arignote.run}.
     *
     * @param targets which of the leaves each new value of a shared variable goes to
     */
    public static Printed print(String name, Loops loops, List<Integer> targets, Target dialect, Audience audience) {
        return new JavaPrinter(loops, targets, dialect, audience).source(name);
    }

    private Printed source(String name) {
        leaves.forEach(names::of);
        program.constants().forEach(names::of);
        results.forEach(names::of);
        program.temporaries().forEach(names::of);
        findFields();
        SourceText begin = begin();
        body();
        SourceText commit = commit();

        SourceText out = new SourceText();
        out.line("package arignote.compile.runtime;").blank();
        out.line("import arignote.expr.*;");
        out.line("import arignote.expr.math.*;");
        if (dialect.segments()) {
            out.line("import java.lang.foreign.*;");
        }
        out.line("import java.nio.*;");
        if (dialect.hasVectors()) {
            out.line("import jdk.incubator.vector.*;");
        }
        out.blank();
        out.open("final class " + name + " extends GeneratedCode");
        if (dialect.hasVectors()) {
            lanes.forEach(l -> out.line(l.declaration()));
            formulas.forEach(op -> out.line("private static final ArrayFormula " + op.name()
                    + " = ArrayFormula.of(ScalarOp." + op.name() + ", " + dialect.vectorBits() + ");"));
        }
        if (dialect.segments()) {
            for (String type : List.of("double", "float", "long", "int")) {
                String upper = type.toUpperCase(java.util.Locale.ROOT);
                out.line("private static final ValueLayout.Of"
                        + type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1) + " " + upper
                        + " = ValueLayout.JAVA_" + upper + "_UNALIGNED;");
            }
        }
        out.line("private static final ByteOrder ORDER = ByteOrder.nativeOrder();");
        out.block(declarations).blank();
        out.line("@Override");
        out.open("public boolean run()");
        out.block(begin);
        out.block(run);
        out.line("return true;");
        out.close();
        blocks(out);
        out.block(methods);
        out.blank().line("@Override");
        out.open("public void commit()").block(commit).close();
        out.close();
        if (audience == Audience.READER) {
            formulas.forEach(op -> out.blank().block(FormulaArray.type(op, dialect.vectorBits())));
        }
        return new Printed(out.toString(), List.copyOf(steps));
    }

    /** The method that computes one block of one pass; the cases of many passes are methods of their own. */
    private void blocks(SourceText out) {
        if (cases.stream().allMatch(SourceText::isEmpty)) {
            return;
        }
        SourceText groups = new SourceText();
        for (int i = 0; i < cases.size() && cases.size() > 1; i++) {
            groups.line("case " + i + " -> blocks" + i + "(pass, block);");
            out.blank();
            blocks(out, "private void blocks" + i, "pass", cases.get(i));
        }
        out.blank().line("@Override");
        boolean one = groups.isEmpty();
        blocks(out, "protected void block", one ? "pass" : "pass / " + CASES, one ? cases.get(0) : groups);
    }

    private static void blocks(SourceText out, String method, String by, SourceText cases) {
        out.open(method + "(int pass, int block)");
        out.open("switch (" + by + ")")
                .block(cases)
                .line("default -> throw new AssertionError(pass);")
                .close();
        out.close();
    }

    // What a call brings

    private SourceText begin() {
        SourceText out = new SourceText();
        int offset = 0;
        for (int i = 0; i < leaves.size(); i++) {
            Buffer b = leaves.get(i);
            String field = names.of(b);
            offsets.put(b, offset);
            offset += b.rank();
            if (isScalarInput(b)) {
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
                String type = memoryType(b);
                declarations.line("private " + type + " " + field + ";");
                out.open("if (!(memory[" + i + "] instanceof " + type + " " + field + "Now))")
                        .line("return false;")
                        .close();
                out.line(field + " = " + field + "Now;");
            }
        }
        for (int i = 0; i < program.constants().size(); i++) {
            Buffer b = program.constants().get(i);
            declarations.line("private " + memoryType(b) + " " + names.of(b) + ";");
            out.line(names.of(b) + " = (" + memoryType(b) + ") constants[" + i + "];");
        }
        for (Guard g : program.guards()) {
            out.open("if (" + broken(g) + ")").line("return false;").close();
        }
        for (Buffer b : leaves) {
            for (int axis = 0; axis < b.rank(); axis++) {
                Dimension root = b.dims().get(axis).root();
                if (!(root.source() instanceof Dimension.Fixed) && !lengths.containsKey(root) && isOwn(root)) {
                    String n = names.fresh("n");
                    lengths.put(root, n);
                    declarations.line("private int " + n + ";");
                    out.line(n + " = " + raw(root) + ";");
                }
            }
        }
        for (int i = 0; i < results.size(); i++) {
            Buffer b = results.get(i);
            sized(b, out);
            out.line("results[" + i + "] = " + names.of(b) + ";");
            for (int axis = 0; axis < b.rank(); axis++) {
                out.line("shapes[" + i + "][" + axis + "] = " + length(b.dims().get(axis)) + ";");
            }
        }
        for (Buffer b : program.temporaries()) {
            sized(b, calls);
            part(false);
        }
        return out;
    }

    private static boolean isOwn(Dimension root) {
        return root.source() instanceof Dimension.OfMemory;
    }

    private void sized(Buffer b, SourceText out) {
        String field = names.of(b);
        String type = JavaText.type(b.dtype());
        declarations.line("private " + type + "[] " + field + " = new " + type + "[1];");
        if (b.rank() > 0) {
            out.line(field + " = sized(" + field + ", " + size(b.dims(), true) + ");");
        }
    }

    private boolean isScalarInput(Buffer b) {
        // a reshaped array may be a scalar, too: what counts is what the call brings
        return b.role() == Buffer.Role.INPUT && leaves.get(b.index()).rank() == 0;
    }

    private String memoryType(Buffer b) {
        if (b.offHeap()) {
            return dialect.segments() ? "MemorySegment" : "ByteBuffer";
        }
        return JavaText.type(b.dtype()) + "[]";
    }

    private String broken(Guard g) {
        if (g instanceof Guard.Same s) {
            return raw(s.a()) + " != " + raw(s.b());
        }
        if (g instanceof Guard.One o) {
            return raw(o.a()) + " != 1";
        }
        if (g instanceof Guard.AtLeast l) {
            return raw(l.a()) + (l.isThere() ? " < " : " >= ") + l.border() + "L";
        }
        return raw(((Guard.Some) g).a()) + " == 0";
    }

    /** The number as the call brings it, before lengths are known to be equal. */
    private String raw(Dimension n) {
        Dimension.Source source = n.source();
        if (source instanceof Dimension.OfMemory m) {
            return "lengths[" + (offsets.get(m.buffer()) + m.axis()) + "]";
        }
        if (source instanceof Dimension.Fixed f) {
            return Long.toString(f.value());
        }
        if (source instanceof Dimension.Product p) {
            return "(1L * "
                    + String.join(" * ", p.factors().stream().map(this::raw).toList()) + ")";
        }
        Dimension.Quotient q = (Dimension.Quotient) source;
        return "quotient(1L * " + times(q.total(), true) + ", 1L * " + times(q.known(), true) + ")";
    }

    private String times(List<Dimension> factors, boolean asBrought) {
        return factors.isEmpty()
                ? "1"
                : String.join(
                        " * ",
                        factors.stream()
                                .map(f -> asBrought ? raw(f) : length(f))
                                .toList());
    }

    /** The number in a method. */
    private String length(Dimension n) {
        Dimension root = n.root();
        if (lengths.containsKey(root)) {
            return lengths.get(root);
        }
        Dimension.Source source = root.source();
        if (source instanceof Dimension.Fixed f) {
            return Long.toString(f.value());
        }
        if (source instanceof Dimension.Product p) {
            return "(" + times(p.factors(), false) + ")";
        }
        if (source instanceof Dimension.Quotient q) {
            return "quotient(" + times(q.total(), false) + ", " + times(q.known(), false) + ")";
        }
        throw new IllegalStateException("no length for " + source);
    }

    private String size(List<Dimension> dims, boolean wide) {
        List<String> factors = dims.stream()
                .filter(d -> !(d.root().source() instanceof Dimension.Fixed f && f.value() == 1))
                .map(this::length)
                .toList();
        if (factors.isEmpty()) {
            return "1";
        }
        return (wide && factors.size() > 1 ? "1L * " : "") + String.join(" * ", factors);
    }

    // The computation

    /** Locals that more than one method needs are fields. */
    private void findFields() {
        Map<Nest.Local, Integer> unitOf = new HashMap<>();
        int unit = 0;
        int inChunk = 0;
        for (Nest.Statement s : program.body()) {
            boolean alone = s instanceof Nest.For || s instanceof Nest.Multiply;
            if (alone || inChunk == CHUNK) {
                unit++;
                inChunk = 0;
            }
            for (Nest.Local used : uses(s)) {
                if (unitOf.containsKey(used) && unitOf.get(used) != unit) {
                    fields.add(used);
                }
            }
            if (s instanceof Nest.Let l && !(l.value() instanceof Nest.Number)) {
                unitOf.put(l.local(), unit);
            }
            if (alone) {
                unit++;
            } else if (!(s instanceof Nest.Begin)) {
                inChunk++;
            }
        }
    }

    private static List<Nest.Local> uses(Nest.Statement s) {
        List<Nest.Local> uses = new ArrayList<>();
        if (s instanceof Nest.For f) {
            f.body().forEach(b -> uses.addAll(uses(b)));
        } else if (s instanceof Nest.Let l) {
            if (l.value() instanceof Nest.Apply a) {
                uses.addAll(a.operands());
            } else if (l.value() instanceof Nest.Convert c) {
                uses.add(c.operand());
            } else if (l.value() instanceof Nest.Within w) {
                uses.add(w.index());
            } else if (l.value() instanceof Nest.Load o) {
                uses.addAll(counted(o.at()));
            }
        } else if (s instanceof Nest.Accumulate a) {
            uses.add(a.value());
        } else if (s instanceof Nest.Store t) {
            uses.add(t.value());
            uses.addAll(counted(t.at()));
        } else if (s instanceof Nest.StoreOnto t) {
            uses.add(t.value());
            uses.addAll(counted(t.at()));
        }
        return uses;
    }

    private static List<Nest.Local> counted(List<Nest.Subscript> at) {
        List<Nest.Local> found = new ArrayList<>();
        for (Nest.Subscript s : at) {
            Nest.Local start = s.map().linear().start();
            if (start != null) {
                found.add(start);
            }
        }
        return found;
    }

    private void body() {
        List<Nest.Statement> chunk = new ArrayList<>();
        Map<Nest.Accumulator, Nest.Begin> begun = new LinkedHashMap<>();
        for (Nest.Statement s : program.body()) {
            if (s instanceof Nest.Begin b) {
                begun.put(b.accumulator(), b);
            } else if (s instanceof Nest.For f) {
                numbers(chunk);
                pass(f, begun.keySet());
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
            chunks++;
            called(method, Step.numbers(method.name(), chunk, told));
        }
        chunk.clear();
    }

    private void pass(Nest.For f, Set<Nest.Accumulator> begun) {
        JavaSweep pass = new JavaSweep(this, passes, f, begun);
        Step step = Step.loops(pass.name(), f, pass.hasVectors(), told);
        begin(pass, step);
        if (passes % CASES == 0) {
            cases.add(new SourceText());
        }
        pass.print(calls, cases.get(passes / CASES), methods);
        passes++;
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
                    out.line(store(to, "0", from + "[0]"));
                } else {
                    out.open("for (int i = 0; i < " + size(to.dims(), false) + "; i++)")
                            .line(store(to, "i", from + "[i]"))
                            .close();
                }
            }
        }
        return out;
    }

    // For the methods

    public Target dialect() {
        return dialect;
    }

    public SourceNames names() {
        return names;
    }

    void declare(String line) {
        declarations.line(line);
    }

    /** Declares the memory of a stretch, once. */
    void declarePart(Buffer b) {
        if (parted.add(b)) {
            declarations.line("private double[] " + names.of(b) + " = new double[" + JavaSweep.STRETCH + "];");
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

    String lengthOf(Dimension n) {
        return length(n);
    }

    /** The names of the fields for lengths that are needed for this one. */
    List<String> lengthFields(Dimension n) {
        Dimension root = n.root();
        if (lengths.containsKey(root)) {
            return List.of(lengths.get(root));
        }
        List<Dimension> parts = new ArrayList<>();
        if (root.source() instanceof Dimension.Product p) {
            parts.addAll(p.factors());
        } else if (root.source() instanceof Dimension.Quotient q) {
            parts.addAll(q.total());
            parts.addAll(q.known());
        }
        return parts.stream().flatMap(p -> lengthFields(p).stream()).toList();
    }

    /** The type of the field that holds a buffer. */
    String fieldType(Buffer b) {
        return isScalarInput(b) ? JavaText.type(b.dtype()) : memoryType(b);
    }

    public String load(Buffer b, String index) {
        String name = names.of(b);
        if (isScalarInput(b)) {
            return name;
        }
        if (!b.offHeap()) {
            return name + "[" + index + "]";
        }
        String type = JavaText.type(b.dtype());
        if (b.dtype() == DType.BOOL) {
            return dialect.segments()
                    ? name + ".get(ValueLayout.JAVA_BYTE, " + index + ") != 0"
                    : name + ".get(" + index + ") != 0";
        }
        return dialect.segments()
                ? name + ".get(" + type.toUpperCase(java.util.Locale.ROOT) + ", " + bytes(b, index) + ")"
                : name + ".get" + capital(type) + "(" + bytes(b, index) + ")";
    }

    public String store(Buffer b, String index, String value) {
        String name = names.of(b);
        if (!b.offHeap()) {
            return name + "[" + index + "] = " + value + ";";
        }
        String type = JavaText.type(b.dtype());
        if (b.dtype() == DType.BOOL) {
            String bit = "(byte) (" + value + " ? 1 : 0)";
            return dialect.segments()
                    ? name + ".set(ValueLayout.JAVA_BYTE, " + index + ", " + bit + ");"
                    : name + ".put(" + index + ", " + bit + ");";
        }
        return dialect.segments()
                ? name + ".set(" + type.toUpperCase(java.util.Locale.ROOT) + ", " + bytes(b, index) + ", " + value
                        + ");"
                : name + ".put" + capital(type) + "(" + bytes(b, index) + ", " + value + ");";
    }

    /** The place in bytes. */
    public String bytes(Buffer b, String index) {
        if (index.equals("0")) {
            return "0";
        }
        int shift = Integer.numberOfTrailingZeros(b.dtype().bytes());
        String i = JavaText.isOne(index) ? index : "(" + index + ")";
        return (dialect.segments() ? "(long) " : "") + i + " << " + shift;
    }

    private static String capital(String s) {
        return Character.toUpperCase(s.charAt(0)) + s.substring(1);
    }
}
