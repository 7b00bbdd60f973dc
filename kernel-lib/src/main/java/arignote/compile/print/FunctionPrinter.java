package arignote.compile.print;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints a program of loops as one function, which computes block after block. */
public abstract class FunctionPrinter extends LoopPrinter {
    protected final Loops loops;
    protected final SourceNames names;
    /** The declarations of the lanes. */
    protected final SourceText lanes;

    private final TargetText target;
    private DimensionText dimensions;
    private final Map<Nest.Local, String> locals = new HashMap<>();
    private final Map<Nest.Accumulator, String> sums = new HashMap<>();
    private final Map<Nest.Accumulator, String> totals = new HashMap<>(); // of sweeps that are over
    private final List<Buffer> beside = new ArrayList<>(); // rows of single blocks
    private final Map<Buffer, Buffer> ofBlock = new HashMap<>(); // the row that stands for another in a block
    private final Set<Nest.Accumulator> begun = new HashSet<>(); // outside of all loops

    /** @param taken what the target uses, and no variable may be called */
    protected FunctionPrinter(Loops loops, TargetText target, Set<String> taken, String indent) {
        super(target, new SourceText(indent));
        this.loops = loops;
        this.target = target;
        lanes = new SourceText(indent);
        names = new SourceNames(taken, true, Buffer::name);
    }

    /** The dimensions, made when they are first asked for: a subclass has its fields only then. */
    protected final DimensionText dimensions() {
        if (dimensions == null) {
            dimensions = new DimensionText(target, false, this::brought, this::value);
        }
        return dimensions;
    }

    /** The length of an axis of an argument. */
    protected abstract String brought(Dimension.OfMemory axis);

    /** A whole number that a call brings. */
    protected String value(Dimension.OfValue v) {
        List<Nest.Subscript> at =
                v.buffer().rank() == 0 ? List.of() : List.of(new Nest.Subscript(new IndexMap.Zero<>(), 1));
        String first = load(v.buffer(), at);
        return v.element() == 0 ? first : first.replaceAll("\\[0\\]$", "[" + v.element() + "]");
    }

    /** What the function does where its loops are not right for the arguments. */
    protected abstract String refusal();

    /** Prints the declaration of memory that begins with zeros, or of a constant. */
    protected abstract void allocate(Buffer b, SourceText to);

    /** The smaller one of two lengths. */
    protected abstract String smaller(String a, String b);

    /** What the function does, in blocks of lines: checks, lengths and memory, and the loops. */
    protected SourceText text() {
        List<Buffer> own = new ArrayList<>(loops.program().constants());
        own.addAll(loops.results());
        own.addAll(loops.program().temporaries());
        loops.leaves().forEach(names::of);
        own.forEach(names::of);
        List<RowSums> rows = RowSums.among(loops.program().body());
        for (Nest.Statement s : loops.program().body()) {
            if (s instanceof Nest.Begin b) {
                begun.add(b.accumulator());
            } else if (s instanceof Nest.For f) {
                if (rows.stream().noneMatch(r -> r.fills().contains(f))) {
                    sweep(f, rows.stream().filter(r -> r.loop() == f).findAny().orElse(null));
                }
            } else {
                statement(s);
            }
        }
        own.addAll(beside);
        SourceText memory = body.another();
        own.forEach(b -> allocate(b, memory));
        SourceText out = body.another();
        loops.program()
                .guards()
                .forEach(g -> out.open("if (" + dimensions().broken(g) + ")")
                        .line(refusal())
                        .close());
        dimensions()
                .forEach((root, n) -> out.line(target.constant(DType.INT64) + " " + n + " = "
                        + dimensions().raw(root) + ";"));
        return out.block(memory).block(lanes).block(body);
    }

    @Override
    public String length(Dimension n) {
        Dimension root = n.root();
        if (!(root.source() instanceof Dimension.Fixed) && !dimensions().isNamed(root)) {
            dimensions().name(root, names.fresh("n"));
        }
        return dimensions().length(root);
    }

    @Override
    public String read(Nest.Local local) {
        return locals.get(local);
    }

    @Override
    protected void number(Nest.Local local, String text) {
        locals.put(local, text);
    }

    @Override
    protected void declare(Nest.Let l, String value) {
        // what a call brings, and what has been computed, does not change
        boolean same = l.value() instanceof Nest.Load o
                ? loops.leaves().contains(o.buffer())
                : !(l.value() instanceof Nest.Result);
        if (same && value.matches("\\w+")) {
            locals.put(l.local(), value);
            return;
        }
        String name = names.fresh(l.local().hint() == null ? "v" : l.local().hint());
        body.line(target.constant(l.local().dtype()) + " " + name + " = " + value + ";");
        locals.put(l.local(), name);
    }

    @Override
    protected String memory(Buffer b) {
        return names.of(ofBlock.getOrDefault(b, b));
    }

    /**
     * Prints a loop that lies in no other. What it adds up is added block by block, as if several threads took the blocks.
     *
     * @param rows the rows that all turns add to, or null
     */
    private void sweep(Nest.For f, RowSums rows) {
        Set<Nest.Accumulator> outer = new LinkedHashSet<>();
        collect(f, begun, outer);
        String n = length(f.index().length());
        if (rows == null && (!f.isFree() || outer.isEmpty())) {
            outer.forEach(this::begin);
            loop(f, "0", n, 0);
            for (Nest.Accumulator a : outer) {
                String total = names.fresh("total");
                body.line(target.constant(a.dtype()) + " " + total + " = " + collected(a) + ";");
                keep(a, total);
            }
            return;
        }
        String step = Integer.toString(BLOCK);
        List<Dimension> inner = inner(f.index().length());
        inner.forEach(this::length);
        String group = BLOCK + (inner.isEmpty() ? "" : " * " + dimensions().size(inner, false));
        if (rows != null && !rows.scratch().isEmpty()) {
            step = group;
        } else if (!f.isInnermost()) {
            step = names.fresh("turns");
            String turns = rows == null
                    ? "turns(" + work(f, "")
                    : "rowTurns(" + work(f, "") + ", " + width(rows.rows().keySet());
            body.line(target.constant(DType.INT64) + " " + step + " = " + turns + ");");
        }
        if (rows == null && inner.isEmpty() && f.isInnermost()) {
            Sums totals = new Sums(outer, Map.of(), "total");
            blocks(f, null, step, "0", n, totals);
            totals.numbers.forEach(this::keep);
            return;
        }
        Map<Buffer, Buffer> own = new LinkedHashMap<>();
        Map<Buffer, Buffer> ofGroup = new LinkedHashMap<>();
        if (rows != null) {
            rows.rows().keySet().forEach(b -> own.put(b, b));
            rows.rows().keySet().forEach(b -> ofGroup.put(b, beside(b)));
        }
        Sums totals = new Sums(outer, own, "total");
        String base = names.fresh("base");
        String last = names.fresh("last");
        body.open("for (" + target.variable(DType.INT64) + " " + base + " = 0; " + base + " " + target.equal()
                + " 0 || " + base + " < " + n + "; " + base + " += " + group + ")");
        body.line(target.constant(DType.INT64) + " " + last + " = " + smaller(n, base + " + " + group) + ";");
        Sums sums = new Sums(outer, ofGroup, "group");
        blocks(f, rows, step, base, last, sums);
        sums.numbers.forEach((a, sum) -> totals.add(a, sum, base + " " + target.equal() + " 0"));
        sums.rows.forEach((b, row) -> totals.add(b, row, rows.rows().get(b), base + " " + target.equal() + " 0"));
        body.close();
        totals.numbers.forEach(this::keep);
    }

    /** Where the sums of blocks, or of groups of blocks, are added up. */
    private final class Sums {
        final Map<Nest.Accumulator, String> numbers = new LinkedHashMap<>();
        final Map<Buffer, Buffer> rows;

        Sums(Set<Nest.Accumulator> outer, Map<Buffer, Buffer> rows, String name) {
            this.rows = rows;
            for (Nest.Accumulator a : outer) {
                numbers.put(a, names.fresh(name));
                body.line(target.variable(a.dtype()) + " " + numbers.get(a) + " = 0;");
            }
        }

        /** @param first whether the part is the first one */
        void add(Nest.Accumulator a, String part, String first) {
            String total = numbers.get(a);
            body.line(total + " = " + first + " ? " + part + " : " + target.added(a.kind(), a.dtype(), total, part)
                    + ";");
        }

        void add(Buffer b, Buffer part, ReduceOp kind, String first) {
            body.open("for (" + target.variable(DType.INT32) + " i = 0; i < " + width(Set.of(b)) + "; i++)");
            String to = names.of(rows.get(b)) + "[i]";
            String from = names.of(part) + "[i]";
            body.line(to + " = " + first + " ? " + from + " : " + target.added(kind, b.dtype(), to, from) + ";");
            body.close();
        }
    }

    /** Prints the turns from {@code from} to {@code to} block by block. */
    private void blocks(Nest.For f, RowSums rows, String step, String from, String to, Sums sums) {
        String first = "begin " + target.equal() + " " + from;
        body.open("for (" + target.variable(DType.INT64) + " begin = " + from + "; " + first + " || begin < " + to
                + "; begin += " + step + ")");
        sums.numbers.keySet().forEach(this::begin);
        Map<Buffer, Buffer> parts = new LinkedHashMap<>();
        if (rows != null) {
            rows.rows().keySet().forEach(b -> parts.put(b, beside(b)));
            ofBlock.putAll(parts);
            rows.fills().forEach(fill -> loop(fill, "0", length(fill.index().length()), 0));
        }
        loop(f, "begin", smaller(to, "begin + " + step), 0);
        sums.numbers.keySet().forEach(a -> sums.add(a, collected(a), first));
        ofBlock.keySet().removeAll(parts.keySet());
        parts.forEach((b, part) -> sums.add(b, part, rows.rows().get(b), first));
        body.close();
    }

    /** How many elements the rows have, all together. */
    private String width(Set<Buffer> rows) {
        rows.forEach(b -> b.dims().forEach(this::length));
        return String.join(
                " + ",
                rows.stream().map(b -> dimensions().size(b.dims(), false)).toList());
    }

    /** Memory for the row of one block. */
    private Buffer beside(Buffer row) {
        Buffer own = new Buffer(
                Buffer.Role.TEMPORARY,
                loops.program().temporaries().size() + beside.size(),
                row.dtype(),
                row.dims(),
                false,
                row.name());
        beside.add(own);
        return own;
    }

    /** What was added up in an accumulator is in a variable now. */
    private void keep(Nest.Accumulator a, String total) {
        begun.remove(a);
        totals.put(a, total);
    }

    @Override
    protected void open(String i, String begin, String end) {
        String to = end;
        if (!end.matches("\\w+")) {
            to = "end";
            body.line(target.constant(DType.INT64) + " end = " + end + ";");
        }
        super.open(i, begin, to);
    }

    @Override
    protected void begin(Nest.Accumulator a) {
        sums.put(a, names.fresh(laned.contains(a) ? "lanes" : a.isSearch() ? "position" : "part"));
        super.begin(a);
    }

    @Override
    protected String sum(Nest.Accumulator a) {
        return sums.get(a);
    }

    @Override
    protected String lanes(Nest.Accumulator a) {
        return sums.get(a);
    }

    @Override
    protected String collected(Nest.Accumulator a) {
        return totals.containsKey(a) ? totals.get(a) : super.collected(a);
    }
}
