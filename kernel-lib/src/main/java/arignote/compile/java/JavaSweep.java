package arignote.compile.java;

import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.RegisterTile;
import arignote.compile.java.vector.StripMining;
import arignote.compile.java.vector.VectorLoop;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pass over data, a loop that lies in no other, as a method. Where its turns do not depend on one another it is cut
 * into blocks, which several threads may take; each block adds up on its own, and the blocks are added in their order.
 *
 * <p>Floating sums of an innermost loop run over {@link Target#LANES} lanes, turn i in lane i modulo that, and the
 * lanes are added up in a fixed tree; so the bits do not depend on the width of vectors.
 */
public final class JavaSweep extends JavaMethod {
    /** With more statements than so many, loops in a pass become methods: the compiler of Java 17 makes poor code of long ones. */
    private static final int LONG = 40;

    /** Formulas are computed on so many elements at a time; a multiple of the lanes. */
    static final int STRETCH = 256;

    private final Nest.For loop;
    private final boolean blocks;
    private final int pass;
    private final List<Nest.Accumulator> outer = new ArrayList<>(); // those that began before the pass
    private final List<Nest.Accumulator> laned = new ArrayList<>();
    private final boolean isLong;
    private final SourceText helperTexts = new SourceText();
    private int helpers;
    private final Set<Buffer> parts = new LinkedHashSet<>();
    private final Set<Nest.Accumulator> inVectors = new HashSet<>(); // laned, from their beginning to their end

    JavaSweep(JavaPrinter printer, int pass, Nest.For loop, Set<Nest.Accumulator> begun) {
        this(printer, pass, loop, begun, isFree(loop));
    }

    private JavaSweep(JavaPrinter printer, int pass, Nest.For loop, Set<Nest.Accumulator> begun, boolean blocks) {
        super(printer, "pass" + pass, blocks ? "int begin, int end, int block" : "");
        this.loop = loop;
        this.pass = pass;
        this.blocks = blocks;
        isLong = statements(loop) > LONG;
        collect(loop, begun, begun);
    }

    private static int statements(Nest.For f) {
        int count = 0;
        for (Nest.Statement s : f.body()) {
            count += s instanceof Nest.For inner ? statements(inner) : 1;
        }
        return count;
    }

    /** @param here what begins right outside of the loop */
    private void collect(Nest.For f, Set<Nest.Accumulator> begun, Set<Nest.Accumulator> here) {
        boolean innermost = isInnermost(f);
        Set<Nest.Accumulator> inside = new HashSet<>();
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For inner) {
                collect(inner, begun, inside);
            } else if (s instanceof Nest.Begin b) {
                inside.add(b.accumulator());
            } else if (s instanceof Nest.Accumulate a) {
                if (begun.contains(a.accumulator())) {
                    outer.add(a.accumulator());
                }
                if (innermost && isLaned(a.accumulator())) {
                    laned.add(a.accumulator());
                }
            }
        }
        List<Nest.Accumulator> own = innermost ? ownSums(f) : List.of();
        DType type = own.isEmpty() ? null : vectorType(f);
        if (type != null && here.containsAll(own) && VectorLoop.holds(f, type, own, printer.dialect())) {
            inVectors.addAll(own);
        }
    }

    private List<Nest.Accumulator> ownSums(Nest.For innermost) {
        List<Nest.Accumulator> own = new ArrayList<>();
        for (Nest.Statement s : innermost.body()) {
            if (s instanceof Nest.Accumulate a && isLaned(a.accumulator())) {
                own.add(a.accumulator());
            }
        }
        return own;
    }

    private DType vectorType(Nest.For f) {
        return VectorLoop.type(f, printer.dialect());
    }

    public static boolean isLaned(Nest.Accumulator a) {
        return a.dtype().isFloat() && !isSearch(a);
    }

    /** Whether an innermost loop takes a vector at a time. */
    boolean hasVectors() {
        return hasVectors(loop);
    }

    private boolean hasVectors(Nest.For f) {
        return isInnermost(f)
                ? vectorType(f) != null
                : f.body().stream().anyMatch(s -> s instanceof Nest.For inner && hasVectors(inner));
    }

    /** Whether turns of the loop may be computed in any order: they write to different memory, and add up only numbers. */
    public static boolean isFree(Nest.For loop) {
        return isFree(loop.body(), loop.index());
    }

    private static boolean isFree(List<Nest.Statement> body, Nest.Index index) {
        for (Nest.Statement s : body) {
            boolean free = true;
            if (s instanceof Nest.For f) {
                free = isFree(f.body(), index);
            } else if (s instanceof Nest.Store t) {
                free = follows(t.at(), index);
            } else if (s instanceof Nest.StoreOnto t) {
                free = follows(t.at(), index);
            } else if (s instanceof Nest.Accumulate a) {
                free = isLaned(a.accumulator()) || !isSearch(a.accumulator());
            }
            if (!free) {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(List<Nest.Subscript> at, Nest.Index index) {
        return at.stream().anyMatch(s -> s instanceof Nest.Along a && a.index() == index);
    }

    public static boolean isSearch(Nest.Accumulator a) {
        return a.kind().form() == ReduceOp.Form.POSITION;
    }

    public static boolean isInnermost(Nest.For f) {
        return f.body().stream().noneMatch(Nest.For.class::isInstance);
    }

    static String field(Nest.Accumulator a) {
        return "total" + a.id();
    }

    private static String lanes(Nest.Accumulator a) {
        return "lanes" + a.id();
    }

    /** Prints the call, the case of a block and the method. */
    void print(SourceText calls, SourceText cases, SourceText methods) {
        String n = length(loop.index().length());
        for (Nest.Accumulator a : outer) {
            String type = JavaText.type(a.dtype());
            printer.declare("private " + type + "[] " + field(a) + " = new " + type + "[1];");
        }
        for (Nest.Accumulator a : laned) {
            String type = JavaText.type(a.of());
            printer.declare("private " + type + "[] " + lanes(a) + " = new " + type + "[" + Target.LANES + "];");
        }
        if (!blocks) {
            outer.forEach(this::begin);
            loop(loop, "0", n, 0);
            outer.forEach(a -> end(a, "0"));
            calls.line(name() + "();");
            methods.block(text()).block(helperTexts);
            return;
        }
        if (!laned.isEmpty()) {
            body.line("final int lane = block * " + Target.LANES + ";");
        }
        if (hasStages(loop)) {
            body.line("final int first = block * " + STRETCH + ";");
        }
        outer.forEach(this::begin);
        loop(loop, "begin", "end", 0);
        outer.forEach(a -> end(a, "block"));
        methods.block(text()).block(helperTexts);

        String step = printer.names().fresh("step" + pass);
        boolean flat = isInnermost(loop);
        String turns = flat ? Integer.toString(printer.dialect().block()) : step;
        if (!flat) {
            printer.declare("private int " + step + ";");
            calls.line(
                    step + " = turns(" + work(loop) + ", " + printer.dialect().block() + ");");
        }
        String count = printer.names().fresh("blocks" + pass);
        calls.line("int " + count + " = blockCount(" + n + ", " + turns + ");");
        calls.open("if (" + count + " == 1)")
                .line(name() + "(0, " + n + ", 0);")
                .otherwise();
        for (Nest.Accumulator a : outer) {
            calls.line(field(a) + " = sized(" + field(a) + ", " + count + ");");
        }
        for (Nest.Accumulator a : laned) {
            calls.line(lanes(a) + " = sized(" + lanes(a) + ", " + Target.LANES + " * " + count + ");");
        }
        for (Buffer b : parts) {
            String part = printer.names().of(b);
            calls.line(part + " = sized(" + part + ", " + STRETCH + " * " + count + ");");
        }
        calls.line("blocks(" + pass + ", " + count + ");");
        if (!outer.isEmpty()) {
            calls.open("for (int block = 1; block < " + count + "; block++)");
            for (Nest.Accumulator a : outer) {
                calls.line(
                        field(a) + "[0] = " + added(a.kind(), a.dtype(), field(a) + "[0]", field(a) + "[block]") + ";");
            }
            calls.close();
        }
        calls.close();
        cases.line("case " + pass + " -> " + name() + "(block * " + turns + ", (int) Math.min(" + n
                + ", (block + 1L) * " + turns + "), block);");
    }

    /** How many innermost turns one turn of a loop has, about. */
    private String work(Nest.For f) {
        List<String> inner = new ArrayList<>();
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For g) {
                String own = printer.lengthOf(g.index().length());
                inner.add(isInnermost(g) ? own : own + " * (" + work(g) + ")");
            }
        }
        return "1L * " + String.join(" + 1L * ", inner);
    }

    private void begin(Nest.Accumulator a) {
        String type = JavaText.type(a.of());
        if (inVectors.contains(a)) {
            body.line(JavaText.type(a.dtype()) + " sum" + a.id() + ";");
        } else if (laned.contains(a)) {
            use(lanes(a), type + "[]");
            body.line("fill(" + lanes(a) + ", " + lane() + ", " + neutral(a) + ");");
        } else if (isSearch(a)) {
            body.line("boolean found" + a.id() + " = false;");
            body.line(type + " best" + a.id() + " = " + JavaText.number(a.of(), 0, 0) + ";");
            body.line("long at" + a.id() + " = 0;");
        } else {
            body.line(JavaText.type(a.dtype()) + " sum" + a.id() + " = " + neutral(a) + ";");
        }
    }

    private void end(Nest.Accumulator a, String block) {
        use(field(a), JavaText.type(a.dtype()) + "[]");
        body.line(field(a) + "[" + block + "] = " + collected(a) + ";");
    }

    private String collected(Nest.Accumulator a) {
        if (inVectors.contains(a)) {
            return "sum" + a.id();
        }
        if (laned.contains(a)) {
            return ofLanes(a, lane(), Target.LANES);
        }
        return isSearch(a) ? "at" + a.id() : "sum" + a.id();
    }

    /** What the first of the lanes hold together. */
    public static String ofLanes(Nest.Accumulator a, String lane, Object count) {
        return a.kind().lanes() + "(" + lanes(a) + ", " + lane + ", " + count + ")";
    }

    @Override
    String result(Nest.Accumulator a) {
        return collected(a);
    }

    String lane() {
        return blocks ? "lane" : "0";
    }

    /** What changes nothing when something is added to it. */
    public static String neutral(Nest.Accumulator a) {
        return JavaText.number(a.dtype(), a.kind().neutral(), a.kind().neutral(a.dtype()));
    }

    private void loop(Nest.For f, String begin, String end, int depth) {
        String i = indexName(depth);
        indices.put(f.index(), i);
        if (isInnermost(f)) {
            innermost(f, i, begin, end, depth);
            return;
        }
        body.open("for (int " + i + " = " + begin + "; " + i + " < " + end + "; " + i + "++)");
        if (depth == 0) {
            body.line("checkStop();");
        }
        inside(f.body(), depth + 1);
        body.close();
    }

    private void inside(List<Nest.Statement> statements, int depth) {
        List<RegisterTile> tiles = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            RegisterTile tile = RegisterTile.of(statements, i, printer.dialect());
            if (tile != null) {
                tiles.add(tile);
            }
        }
        for (Nest.Statement s : statements) {
            RegisterTile tile =
                    tiles.stream().filter(t -> t.summed() == s).findAny().orElse(null);
            if (tile != null) {
                inner(tile.summed(), depth, () -> tile.print(this, depth));
            } else if (s instanceof Nest.For inner) {
                if (tiles.stream().noneMatch(t -> t.fills().contains(inner))) {
                    inner(
                            inner,
                            depth,
                            () -> loop(inner, "0", length(inner.index().length()), depth));
                }
            } else {
                inLoop(s);
            }
        }
    }

    /** Prints a loop that lies in the pass's own: as a method, if the pass has so much in it that it would be too long. */
    private void inner(Nest.For f, int depth, Runnable print) {
        List<Nest.Accumulator> sums = new ArrayList<>();
        boolean canPart = depth == 1 && isLong && outerSums(f.body(), new HashSet<>(), sums);
        if (!canPart) {
            print.run();
            return;
        }
        Map<String, String> parameters = scope(depth);
        if (blocks && hasStages(f)) {
            parameters.put("first", "int");
        }
        Nest.Accumulator sum = sums.isEmpty() ? null : sums.get(0);
        part("Part", parameters, sum, print);
    }

    /**
     * Collects the sums in local variables that begin outside of these statements.
     *
     * @return whether a method can compute them: there is one at most
     */
    private boolean outerSums(
            List<Nest.Statement> statements, Set<Nest.Accumulator> begun, List<Nest.Accumulator> sums) {
        for (Nest.Statement s : statements) {
            if (s instanceof Nest.Begin b) {
                begun.add(b.accumulator());
            } else if (s instanceof Nest.For f) {
                if (!outerSums(f.body(), begun, sums)) {
                    return false;
                }
            } else if (s instanceof Nest.Let l && l.value() instanceof Nest.Result r) {
                if (!begun.contains(r.accumulator())) {
                    return false;
                }
            } else if (s instanceof Nest.Accumulate a && !begun.contains(a.accumulator())) {
                if (inVectors.contains(a.accumulator())) {
                    sums.add(a.accumulator());
                } else if (!laned.contains(a.accumulator())) {
                    return false;
                }
            }
        }
        return sums.size() <= 1;
    }

    void inLoop(Nest.Statement s) {
        if (s instanceof Nest.Begin b) {
            begin(b.accumulator());
        } else if (s instanceof Nest.Accumulate a) {
            accumulate(a);
        } else {
            statement(s);
        }
    }

    private void accumulate(Nest.Accumulate a) {
        Nest.Accumulator acc = a.accumulator();
        String value = read(a.value());
        if (isSearch(acc)) {
            String before = acc.kind().order().test();
            body.open("if (!found" + acc.id() + " || " + before + "(" + value + ", best" + acc.id() + "))");
            body.line("found" + acc.id() + " = true;");
            body.line("best" + acc.id() + " = " + value + ";");
            body.line("at" + acc.id() + " = " + position(a.position()) + ";");
            body.close();
        } else if (laned.contains(acc)) {
            String at = lanes(acc) + "[" + laneOf + "]";
            body.line(at + " = " + added(acc.kind(), acc.dtype(), at, value) + ";");
        } else {
            body.line("sum" + acc.id() + " = " + added(acc.kind(), acc.dtype(), "sum" + acc.id(), value) + ";");
        }
    }

    private String laneOf;

    private String position(List<Nest.Index> along) {
        String p = "";
        for (Nest.Index x : along) {
            p = p.isEmpty() ? indices.get(x) : "(" + p + ") * " + length(x.length()) + " + " + indices.get(x);
        }
        return p.isEmpty() ? "0" : p;
    }

    private void innermost(Nest.For f, String i, String begin, String end, int depth) {
        List<Nest.Accumulator> own = ownSums(f);
        own.forEach(this::useLanes);
        DType type = vectorType(f);
        if (type == null) {
            elements(f, i, begin, end);
        } else if (StripMining.has(f)) {
            stages(f, type, i, begin, end);
        } else if (!own.isEmpty() && inVectors.containsAll(own)) {
            new RegisterReduction(this, f, Lanes.of(type, printer.dialect()), own, depth).print(begin, end);
        } else {
            vectors(f, Lanes.of(type, printer.dialect()), i, begin, end);
        }
    }

    /** A loop with vectors, and then the plain one. */
    private void vectors(Nest.For f, Lanes lanes, String i, String begin, String end) {
        String next = printer.names().fresh(i + "Next");
        body.line("int " + next + " = " + begin + ";");
        new VectorLoop(this, f, lanes, ownSums(f), lane()).print(next, end);
        indices.put(f.index(), i);
        elements(f, i, next, end);
    }

    /** What a method for a part of the pass gets: indices of loops around it, and where its lanes and its parts begin. */
    Map<String, String> scope(int depth) {
        Map<String, String> scope = new LinkedHashMap<>();
        for (int d = 0; d < depth; d++) {
            scope.put(indexName(d), "int");
        }
        if (blocks && !laned.isEmpty()) {
            scope.put("lane", "int");
        }
        return scope;
    }

    /** The plain loop. */
    void elements(Nest.For f, String i, String begin, String end) {
        body.open("for (int " + i + " = " + begin + "; " + i + " < " + end + "; " + i + "++)");
        laneOf = (blocks ? "lane + " : "") + "(" + i + " & " + (Target.LANES - 1) + ")";
        f.body().forEach(this::inLoop);
        body.close();
    }

    /** A loop with formulas: stretch by stretch, each stage on the whole stretch. */
    private void stages(Nest.For f, DType type, String i, String begin, String end) {
        Lanes lanes = Lanes.of(type, printer.dialect());
        body.open("for (int from = " + begin + "; from < " + end + "; from += " + STRETCH + ")");
        body.line("final int to = Math.min(from + " + STRETCH + ", " + end + ");");
        body.line("final int shift = " + (blocks ? "first - from" : "-from") + ";");
        for (StripMining.Stage stage : StripMining.of(f)) {
            Nest.For part = new Nest.For(f.index(), stage.statements());
            if (StripMining.isPlain(part)) {
                elements(part, i, "from", "to");
            } else {
                vectors(part, lanes, i, "from", "to");
            }
            for (StripMining.Call call : stage.calls()) {
                List<String> arrays = new ArrayList<>();
                call.operands().forEach(b -> arrays.add(printer.names().of(use(b))));
                arrays.add(printer.names().of(use(call.result())));
                body.line(printer.formula(call.op()) + ".apply(" + String.join(", ", arrays) + ", "
                        + (blocks ? "first" : "0") + ", to - from);");
            }
        }
        body.close();
    }

    private boolean hasStages(Nest.For f) {
        return isInnermost(f)
                ? vectorType(f) != null && StripMining.has(f)
                : f.body().stream().anyMatch(s -> s instanceof Nest.For inner && hasStages(inner));
    }

    @Override
    Buffer use(Buffer b) {
        if (b.role() == Buffer.Role.PART && parts.add(b)) {
            printer.declarePart(b);
        }
        return super.use(b);
    }

    @Override
    public String index(Buffer b, List<Nest.Subscript> at) {
        return b.role() == Buffer.Role.PART
                ? indices.get(((Nest.Along) at.get(0)).index()) + " + shift"
                : super.index(b, at);
    }

    /** Prints a part of the pass as a method of its own, and the call. */
    void part(String what, Map<String, String> parameters, Nest.Accumulator result, Runnable print) {
        Helper part = helper(name() + what + helpers++, parameters, result, print);
        helperTexts.block(part.text());
        body.line((result == null ? "" : "sum" + result.id() + " = ") + part.call() + ";");
    }

    /** Notes that the method reads the lanes of a sum. */
    void useLanes(Nest.Accumulator a) {
        use(lanes(a), JavaText.type(a.of()) + "[]");
    }

    /** The name of the lanes of an accumulator. */
    public static String lanesOf(Nest.Accumulator a) {
        return lanes(a);
    }

    public Buffer used(Buffer b) {
        return use(b);
    }
}
