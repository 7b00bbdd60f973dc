package arignote.compile.java;

import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.RegisterTile;
import arignote.compile.java.vector.ShortRows;
import arignote.compile.java.vector.StripMining;
import arignote.compile.java.vector.Vectorization;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One sweep over data, a loop that lies in no other, as a method. Where its turns do not depend on one another it is cut
 * into blocks, which several threads may take; each block adds up on its own, and the blocks are added in their order.
 */
public final class JavaSweep extends JavaMethod {
    /** With more statements than so many, loops in a sweep become methods: the compiler of Java 17 makes poor code of long ones. */
    private static final int LONG = 40;

    /** Formulas are computed on so many elements at a time; a multiple of the lanes. */
    static final int STRIP = 256;

    private final Nest.For loop;
    private final RegisterTile tile; // or null
    private final RowBlocks rows;
    private final boolean blocks;
    private final int number;
    private final Set<Nest.Accumulator> outer = new LinkedHashSet<>(); // those that began before the sweep
    private final boolean isLong;
    private final StripPrinter strips;
    private final SourceText helperTexts = new SourceText();
    private int helpers;
    private final Set<Buffer> parts = new LinkedHashSet<>();
    final Set<Nest.Accumulator> inVectors = new HashSet<>(); // laned, from their beginning to their end
    Dimension shortRow; // the length of a row where several are computed at once, or null

    /**
     * @param tile how the loop adds up rows in registers, or null
     * @param sums the rows that all turns add to, or null
     */
    JavaSweep(
            JavaPrinter printer,
            int number,
            Nest.For loop,
            RegisterTile tile,
            RowSums sums,
            Set<Nest.Accumulator> begun) {
        this(printer, number, loop, tile, sums, begun, sums != null || loop.isFree());
    }

    private JavaSweep(
            JavaPrinter printer,
            int number,
            Nest.For loop,
            RegisterTile tile,
            RowSums sums,
            Set<Nest.Accumulator> begun,
            boolean blocks) {
        super(printer, "pass" + number, blocks ? "int begin, int end, int block" : "");
        this.loop = loop;
        this.tile = tile;
        this.number = number;
        this.blocks = blocks;
        isLong = loop.count(s -> true) > LONG;
        strips = new StripPrinter(this, blocks ? "first" : "0");
        rows = new RowBlocks(printer, sums, name());
        collect(loop, begun, outer);
        findHeld(loop, begun);
    }

    /** @param here what begins right outside of the loop */
    void findHeld(Nest.For f, Set<Nest.Accumulator> here) {
        Set<Nest.Accumulator> inside = new HashSet<>();
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For inner) {
                findHeld(inner, inside);
            } else if (s instanceof Nest.Begin b) {
                inside.add(b.accumulator());
            }
        }
        List<Nest.Accumulator> own = f.isInnermost() ? Vectorization.sums(f) : List.of();
        DType type = own.isEmpty() ? null : vectorType(f);
        if (type != null && here.containsAll(own) && Vectorization.holds(f, type, own, printer.target())) {
            inVectors.addAll(own);
        }
    }

    private DType vectorType(Nest.For f) {
        return Vectorization.type(f, printer.target());
    }

    /** How many turns the sweep has. */
    Dimension turns() {
        return loop.index().length();
    }

    /** Whether an innermost loop takes a vector at a time. */
    boolean hasVectors() {
        return loop.anyInnermost(f -> vectorType(f) != null);
    }

    private boolean hasStages(Nest.For f) {
        return f.anyInnermost(g -> vectorType(g) != null && StripMining.has(g));
    }

    private void declare(DType dtype, String name, int length) {
        printer.declare("private %1$s[] %2$s = new %1$s[%3$d];".formatted(JavaText.type(dtype), name, length));
    }

    /** Prints the call, the case of a block and the method. */
    void print(SourceText calls, SourceText cases, SourceText methods) {
        String n = length(loop.index().length());
        outer.forEach(a -> declare(a.dtype(), total(a), 1));
        laned.forEach(a -> declare(a.of(), lanes(a), LANES));
        if (!blocks) {
            outer.forEach(this::begin);
            loop(loop, "0", n, 0);
            outer.forEach(a -> end(a, "0"));
            calls.line(name() + "();");
            methods.block(text()).block(helperTexts);
            return;
        }
        if (!laned.isEmpty()) {
            body.line("final int lane = block * " + LANES + ";");
        }
        if (hasStages(loop)) {
            body.line("final int first = block * " + STRIP + ";");
        }
        outer.forEach(this::begin);
        if (tile != null) {
            tiled(n);
        } else {
            rows.fill(this);
            rows();
        }
        outer.forEach(a -> end(a, "block"));
        methods.block(text()).block(helperTexts);

        String each = loop.isInnermost() ? "1L" : work(loop, "1L * ");
        int formulas = outer.isEmpty() && rows.isEmpty() ? loop.count(StripMining::isFormula) : 0;
        new BlockCalls(printer, this, number, outer, laned, parts, rows)
                .print(n, each, formulas, calls, cases, methods);
    }

    /** Prints the loop, and beside it a way for rows that are shorter than the strips of formulas. */
    private void rows() {
        Runnable plain = () -> loop(loop, "begin", "end", 0);
        ShortRows.Parted parted = !loop.isInnermost() && laned.containsAll(outer)
                ? ShortRows.of(loop, f -> vectorType(f) != null)
                : ShortRows.Parted.NONE;
        if (parted.phases().isEmpty()) {
            plain.run();
        } else {
            strips.printShort(loop, parted, plain);
        }
    }

    private void tiled(String n) {
        body.open("if (fitsTile(" + work(loop, "") + ", " + work(loop, "(long) " + n + " * ") + "))");
        tile.print(this, 0, "begin", "end");
        body.otherwise();
        rows.fill(this);
        loop(loop, "begin", "end", 0);
        body.close();
    }

    @Override
    protected void begin(Nest.Accumulator a) {
        if (inVectors.contains(a)) {
            body.line(JavaText.type(a.dtype()) + " " + sum(a) + ";");
        } else {
            super.begin(a);
        }
    }

    @Override
    protected void fill(Nest.Accumulator a, String neutral) {
        useLanes(a);
        body.line("fill(" + lanes(a) + ", " + lane() + ", " + neutral + ");");
    }

    private void end(Nest.Accumulator a, String block) {
        use(total(a), JavaText.type(a.dtype()) + "[]");
        body.line(total(a) + "[" + block + "] = " + collected(a) + ";");
    }

    @Override
    protected String collected(Nest.Accumulator a) {
        if (a.isSearch()) {
            return found(a);
        }
        return laned.contains(a) && !inVectors.contains(a) ? ofLanes(a, lane(), LANES) : sum(a);
    }

    /** What the first of the lanes hold together. */
    public String ofLanes(Nest.Accumulator a, String lane, Object count) {
        return a.kind().lanes() + "(" + lanes(a) + ", " + lane + ", " + count + ")";
    }

    String lane() {
        return blocks ? "lane" : "0";
    }

    @Override
    protected void loop(Nest.For f, String begin, String end, int depth) {
        if (f.isInnermost()) {
            innermost(f, begin, end, depth);
        } else {
            super.loop(f, begin, end, depth);
        }
    }

    @Override
    protected void block(List<Nest.Statement> statements, int depth) {
        if (depth == 1) {
            body.line("checkStop();");
            if (shortRow != null) {
                body.line(StripPrinter.shift("first", indexName(0), length(shortRow)));
            }
        }
        List<RegisterTile> tiles = RegisterTile.among(statements, printer.target());
        for (Nest.Statement s : statements) {
            RegisterTile tile =
                    tiles.stream().filter(t -> t.summed() == s).findAny().orElse(null);
            if (tile != null) {
                String end = length(tile.summed().index().length());
                inner(tile.summed(), depth, () -> tile.print(this, depth, "0", end));
            } else if (s instanceof Nest.For inner) {
                if (tiles.stream().noneMatch(t -> t.fills().contains(inner))) {
                    inner(
                            inner,
                            depth,
                            () -> loop(inner, "0", length(inner.index().length()), depth));
                }
            } else {
                statement(s);
            }
        }
    }

    /** Prints a loop that lies in the sweep's own: as a method, if the sweep has so much in it that it would be too long. */
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

    private void innermost(Nest.For f, String begin, String end, int depth) {
        String i = indexName(depth);
        indices.put(f.index(), i);
        List<Nest.Accumulator> own = Vectorization.sums(f);
        own.forEach(this::useLanes);
        DType type = vectorType(f);
        if (type == null || StripMining.isStage(f) && StripMining.isPlain(f)) {
            elements(f, i, begin, end);
        } else if (StripMining.has(f)) {
            strips.print(f, Lanes.of(type, printer.target()), depth, begin, end);
        } else if (!own.isEmpty() && inVectors.containsAll(own)) {
            new RegisterReduction(this, f, Lanes.of(type, printer.target()), own, depth).print(begin, end);
        } else {
            new VectorPrinter(this, f, Lanes.of(type, printer.target()), depth).print(begin, end);
        }
    }

    /** What a method for a part of the sweep gets: indices of loops around it, and where its lanes and its parts begin. */
    Map<String, String> scope(int depth) {
        Map<String, String> scope = new LinkedHashMap<>();
        for (int d = 0; d < depth; d++) {
            scope.put(indexName(d), "int");
        }
        if (blocks && !laned.isEmpty()) {
            scope.put("lane", "int");
        }
        if (!rows.isEmpty()) {
            scope.put("block", "int");
        }
        if (shortRow != null && depth > 0) {
            scope.put("shift", "int");
        }
        return scope;
    }

    /** The plain loop. */
    void elements(Nest.For f, String i, String begin, String end) {
        open(i, begin, end);
        f.body().forEach(this::statement);
        body.close();
    }

    @Override
    protected String lane(String i) {
        return (blocks ? "lane + " : "") + "(" + super.lane(i) + ")";
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
        if (b.role() == Buffer.Role.PART) {
            Nest.Index along = at.get(0).map().unitAxis();
            return StripPrinter.place(along, shortRow == null ? null : loop.index(), indices.get(along));
        }
        String place = rows.place(b);
        if (place == null) {
            return super.index(b, at);
        }
        b.dims().forEach(this::length);
        use(place, "int");
        return super.index(b, at) + " + " + place;
    }

    @Override
    protected String first(String field) {
        String first = rows.first(field);
        return first == null ? super.first(field) : first;
    }

    /** Prints a part of the sweep as a method of its own, and the call. */
    void part(String what, Map<String, String> parameters, Nest.Accumulator result, Runnable print) {
        Helper part = helper(name() + what + helpers++, parameters, result, print);
        helperTexts.block(part.text());
        body.line((result == null ? "" : "sum" + result.id() + " = ") + part.call() + ";");
    }

    /** Notes that the method reads the lanes of a sum. */
    void useLanes(Nest.Accumulator a) {
        use(lanes(a), JavaText.type(a.of()) + "[]");
    }

    public Buffer used(Buffer b) {
        return use(b);
    }
}
