package arignote.emit;

import arignote.expr.DType;
import arignote.loop.Buffer;
import arignote.loop.Guard;
import arignote.loop.Length;
import arignote.loop.Nest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints loops as the source of a Java class that extends {@code arignote.run.Kernel}. What is not in a loop goes into
 * methods of its own between those with the loops, each small enough to be compiled by the virtual machine.
 */
public final class JavaPrinter {
    /** So many statements outside of loops stand in one method. */
    private static final int CHUNK = 150;

    private final Nest.Program program;
    private final List<Buffer> leaves;
    private final List<Buffer> results;
    private final Dialect dialect;
    private final SourceNames names;

    private final Map<Nest.Local, String> locals = new HashMap<>();
    private final Map<Nest.Local, String> numbers = new HashMap<>();
    private final Set<Nest.Local> fields = new HashSet<>();
    private final SourceText methods = new SourceText();
    private final SourceText declarations = new SourceText();
    private final SourceText calls = new SourceText();
    private final SourceText cases = new SourceText();
    private final Map<Length, String> lengths = new LinkedHashMap<>();
    private final Map<Buffer, Integer> offsets = new HashMap<>(); // of each leaf's lengths among those of all
    private int chunks;
    private int passes;

    private JavaPrinter(
            Nest.Program program, List<Buffer> leaves, List<Buffer> results, Dialect dialect, boolean named) {
        names = new SourceNames(SourceNames.JAVA, named);
        this.program = program;
        this.leaves = leaves;
        this.results = results;
        this.dialect = dialect;
    }

    /**
     * The source of the class {@code name} in the package {@code arignote.run}.
     *
     * @param leaves the memory that calls bring, inputs first
     * @param results the memory of the outputs, then of the new values of shared variables
     * @param named whether the source has the reader's names in it
     * @param stored for each new value the shared variable's memory that it goes to, or null where it does not fit
     */
    public static String print(
            String name,
            Nest.Program program,
            List<Buffer> leaves,
            List<Buffer> results,
            List<Buffer> stored,
            Dialect dialect,
            boolean named) {
        return new JavaPrinter(program, leaves, results, dialect, named).source(name, stored);
    }

    private String source(String name, List<Buffer> stored) {
        leaves.forEach(names::of);
        program.constants().forEach(names::of);
        results.forEach(names::of);
        program.temporaries().forEach(names::of);
        findFields();
        SourceText begin = begin();
        body();
        SourceText commit = commit(stored);

        SourceText out = new SourceText();
        out.line("package arignote.run;").blank();
        out.line("import arignote.expr.*;");
        if (dialect.segments()) {
            out.line("import java.lang.foreign.*;");
        }
        out.line("import java.nio.*;");
        if (dialect.hasVectors()) {
            out.line("import jdk.incubator.vector.*;");
        }
        out.blank();
        out.open("final class " + name + " extends Kernel");
        if (dialect.hasVectors()) {
            out.line("private static final VectorSpecies<Double> S = " + species("Double") + ";");
            out.line("private static final VectorSpecies<Float> F = " + species("Float") + ";");
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
        out.block(calls);
        out.line("return true;");
        out.close();
        if (!cases.isEmpty()) {
            out.blank().line("@Override");
            out.open("protected void block(int pass, int block)");
            out.open("switch (pass)")
                    .block(cases)
                    .line("default -> throw new AssertionError(pass);")
                    .close();
            out.close();
        }
        out.block(methods);
        out.blank().line("@Override");
        out.open("public void commit()").block(commit).close();
        out.close();
        return out.toString();
    }

    private String species(String type) {
        return type + "Vector.SPECIES_" + dialect.vectorBits();
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
                Length root = b.dims().get(axis).root();
                if (!(root.source() instanceof Length.Fixed) && !lengths.containsKey(root) && isOwn(root)) {
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
        program.temporaries().forEach(b -> sized(b, out));
        return out;
    }

    private static boolean isOwn(Length root) {
        return root.source() instanceof Length.OfMemory;
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
    private String raw(Length n) {
        Length.Source source = n.source();
        if (source instanceof Length.OfMemory m) {
            return "lengths[" + (offsets.get(m.buffer()) + m.axis()) + "]";
        }
        if (source instanceof Length.Fixed f) {
            return Long.toString(f.value());
        }
        if (source instanceof Length.Product p) {
            return "(1L * "
                    + String.join(" * ", p.factors().stream().map(this::raw).toList()) + ")";
        }
        Length.Quotient q = (Length.Quotient) source;
        return "quotient(1L * " + times(q.total(), true) + ", 1L * " + times(q.known(), true) + ")";
    }

    private String times(List<Length> factors, boolean asBrought) {
        return factors.isEmpty()
                ? "1"
                : String.join(
                        " * ",
                        factors.stream()
                                .map(f -> asBrought ? raw(f) : length(f))
                                .toList());
    }

    /** The number in a method. */
    private String length(Length n) {
        Length root = n.root();
        if (lengths.containsKey(root)) {
            return lengths.get(root);
        }
        Length.Source source = root.source();
        if (source instanceof Length.Fixed f) {
            return Long.toString(f.value());
        }
        if (source instanceof Length.Product p) {
            return "(" + times(p.factors(), false) + ")";
        }
        if (source instanceof Length.Quotient q) {
            return "quotient(" + times(q.total(), false) + ", " + times(q.known(), false) + ")";
        }
        throw new IllegalStateException("no length for " + source);
    }

    private String size(List<Length> dims, boolean wide) {
        List<String> factors = dims.stream()
                .filter(d -> !(d.root().source() instanceof Length.Fixed f && f.value() == 1))
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
            if (s instanceof Nest.For) {
                unit += 2;
                inChunk = 0;
            } else if (++inChunk % CHUNK == 0) {
                unit += 2;
            }
            int at = s instanceof Nest.For ? unit - 1 : unit;
            for (Nest.Local used : uses(s)) {
                if (unitOf.containsKey(used) && unitOf.get(used) != at) {
                    fields.add(used);
                }
            }
            if (s instanceof Nest.Let l && !(l.value() instanceof Nest.Number)) {
                unitOf.put(l.local(), at);
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
            if (s instanceof Nest.Counted c) {
                found.add(c.at());
            }
        }
        return found;
    }

    private void body() {
        JavaMethod chunk = null;
        int inChunk = 0;
        Map<Nest.Accumulator, Nest.Begin> begun = new LinkedHashMap<>();
        for (Nest.Statement s : program.body()) {
            if (s instanceof Nest.Begin b) {
                begun.put(b.accumulator(), b);
                inChunk++;
            } else if (s instanceof Nest.For f) {
                finish(chunk);
                chunk = null;
                inChunk = 0;
                pass(f, begun);
            } else {
                if (chunk == null) {
                    chunk = new JavaMethod(this, "scalars" + chunks++, "");
                }
                chunk.statement(s);
                inChunk++;
            }
            if (inChunk > 0 && inChunk % CHUNK == 0) {
                finish(chunk);
                chunk = null;
            }
        }
        finish(chunk);
    }

    private void finish(JavaMethod chunk) {
        if (chunk != null && !chunk.isEmpty()) {
            calls.line(chunk.name() + "();");
            methods.block(chunk.text());
        }
    }

    private void pass(Nest.For f, Map<Nest.Accumulator, Nest.Begin> begun) {
        JavaPass pass = new JavaPass(this, passes, f, begun.keySet());
        pass.print(calls, cases, methods);
        passes++;
    }

    private SourceText commit(List<Buffer> stored) {
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

    Dialect dialect() {
        return dialect;
    }

    SourceNames names() {
        return names;
    }

    void declare(String line) {
        declarations.line(line);
    }

    /** The text of a local that is a fixed number, or null. */
    String number(Nest.Local local) {
        return numbers.get(local);
    }

    void number(Nest.Local local, String text) {
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

    String lengthOf(Length n) {
        return length(n);
    }

    /** The names of the fields for lengths that are needed for this one. */
    List<String> lengthFields(Length n) {
        Length root = n.root();
        if (lengths.containsKey(root)) {
            return List.of(lengths.get(root));
        }
        List<Length> parts = new ArrayList<>();
        if (root.source() instanceof Length.Product p) {
            parts.addAll(p.factors());
        } else if (root.source() instanceof Length.Quotient q) {
            parts.addAll(q.total());
            parts.addAll(q.known());
        }
        return parts.stream().flatMap(p -> lengthFields(p).stream()).toList();
    }

    /** The type of the field that holds a buffer. */
    String fieldType(Buffer b) {
        return isScalarInput(b) ? JavaText.type(b.dtype()) : memoryType(b);
    }

    String load(Buffer b, String index) {
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

    String store(Buffer b, String index, String value) {
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
    String bytes(Buffer b, String index) {
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
