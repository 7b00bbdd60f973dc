package arignote.compile.javascript;

import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaMethod;
import arignote.compile.java.JavaSweep;
import arignote.compile.java.Target;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.Nest;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One program of loops as a function of JavaScript. */
final class JavaScriptFunction {
    /** What the script around, and the loops, use. */
    private static final Set<String> TAKEN = taken();

    private final Loops loops;
    private final Set<ScalarOp> called;
    private final SourceNames names = new SourceNames(TAKEN, true, Buffer::name);
    private final SourceText body = new SourceText("  ");
    private final SourceText lanes = new SourceText("  ");
    private final Map<Dimension, String> lengths = new LinkedHashMap<>();
    private final Map<Buffer, Integer> ranks = new HashMap<>(); // as declared; a use may see another shape
    private final Map<Nest.Local, String> locals = new HashMap<>();
    private final Map<Nest.Index, String> indices = new HashMap<>();
    private final Map<Nest.Accumulator, String> sums = new HashMap<>();
    private final Map<Nest.Accumulator, String> totals = new HashMap<>(); // of passes that are over
    private final Set<Nest.Accumulator> laned = new HashSet<>();
    private final Set<Nest.Accumulator> begun = new HashSet<>(); // outside of all loops

    /** @param called takes the operations that are used */
    JavaScriptFunction(Loops loops, Set<ScalarOp> called) {
        this.loops = loops;
        this.called = called;
    }

    private static Set<String> taken() {
        Set<String> taken = new HashSet<>(FormulaJavaScript.TAKEN);
        for (ScalarOp op : ScalarOp.values()) {
            taken.add(op.label());
        }
        for (ReduceOp op : ReduceOp.values()) {
            if (op.lanes() != null) {
                taken.add(op.lanes());
            }
        }
        taken.addAll(List.of("array", "shaped", "at", "quotient", "turns", "isGreater", "isLess", "int32"));
        taken.addAll(List.of("wholeRemainder", "wholePower", "multiply", "begin", "end", "step"));
        taken.addAll(List.of("i", "j", "k", "l", "i4", "i5", "i6", "i7", "NaN", "Infinity", "RangeError", "async"));
        return taken;
    }

    String print(String name) {
        loops.leaves().forEach(this::declare);
        loops.program().constants().forEach(this::declare);
        loops.results().forEach(this::declare);
        loops.program().temporaries().forEach(this::declare);
        block(loops.program().body(), 0);

        SourceText head = new SourceText("  ");
        SourceText memory = memory();
        loops.program()
                .guards()
                .forEach(g -> head.open("if (" + broken(g) + ")")
                        .line("throw new RangeError(\"the shapes are others than those that " + name
                                + " was printed for\");")
                        .close());
        lengths.forEach((length, n) -> head.line("const " + n + " = " + raw(length) + ";"));
        SourceText out = new SourceText("  ");
        out.open("function " + name + "("
                + String.join(", ", loops.leaves().stream().map(names::of).toList()) + ")");
        out.block(head).block(memory).block(lanes).block(body);
        out.line("return ["
                + String.join(", ", loops.results().stream().map(names::of).toList()) + "];");
        return out.close().toString();
    }

    private void declare(Buffer b) {
        names.of(b);
        ranks.put(b, b.rank());
    }

    private SourceText memory() {
        SourceText out = new SourceText("  ");
        for (int i = 0; i < loops.literals().size(); i++) {
            out.line("const " + names.of(loops.program().constants().get(i)) + " = "
                    + JavaScriptPrinter.value(loops.literals().get(i)) + ";");
        }
        List<Buffer> own = new ArrayList<>(loops.results());
        own.addAll(loops.program().temporaries());
        for (Buffer b : own) {
            List<String> shape = new ArrayList<>(List.of(JavaScriptText.arrayType(b.dtype())));
            b.dims().forEach(d -> shape.add(length(d)));
            String made = b.rank() == 0 ? "let " + names.of(b) + " = 0;" : null;
            out.line(made != null ? made : "const " + names.of(b) + " = array(" + String.join(", ", shape) + ");");
        }
        return out;
    }

    // Lengths

    private String broken(Guard g) {
        if (g instanceof Guard.Same s) {
            return raw(s.a()) + " !== " + raw(s.b());
        }
        if (g instanceof Guard.One o) {
            return raw(o.a()) + " !== 1";
        }
        if (g instanceof Guard.AtLeast l) {
            return raw(l.a()) + (l.isThere() ? " < " : " >= ") + l.border();
        }
        return raw(((Guard.Some) g).a()) + " === 0";
    }

    /** The number as the arrays bring it. */
    private String raw(Dimension n) {
        if (n.source() instanceof Dimension.OfMemory m) {
            return names.of(m.buffer()) + ".shape[" + m.axis() + "]";
        }
        if (n.source() instanceof Dimension.Fixed f) {
            return Long.toString(f.value());
        }
        if (n.source() instanceof Dimension.Product p) {
            return "(" + product(p.factors()) + ")";
        }
        Dimension.Quotient q = (Dimension.Quotient) n.source();
        return "quotient(" + product(q.total()) + ", " + product(q.known()) + ")";
    }

    private String product(List<Dimension> factors) {
        return factors.isEmpty()
                ? "1"
                : String.join(" * ", factors.stream().map(this::raw).toList());
    }

    private String length(Dimension n) {
        Dimension root = n.root();
        return root.source() instanceof Dimension.Fixed
                ? raw(root)
                : lengths.computeIfAbsent(root, r -> names.fresh("n"));
    }

    // Statements

    private void block(List<Nest.Statement> statements, int depth) {
        for (Nest.Statement s : statements) {
            if (s instanceof Nest.Let l) {
                let(l);
            } else if (s instanceof Nest.Begin b && depth > 0) {
                begin(b.accumulator());
            } else if (s instanceof Nest.Begin b) {
                begun.add(b.accumulator());
            } else if (s instanceof Nest.For f && depth > 0) {
                loop(f, "0", length(f.index().length()), depth);
            } else if (s instanceof Nest.For f) {
                pass(f);
            } else if (s instanceof Nest.Accumulate a) {
                accumulate(a);
            } else if (s instanceof Nest.Store t) {
                body.line(element(t.buffer(), t.at()) + " = " + read(t.value()) + ";");
            } else if (s instanceof Nest.StoreOnto t) {
                add(t.kind(), t.buffer().dtype(), element(t.buffer(), t.at()), read(t.value()));
            } else if (s instanceof Nest.Multiply m) {
                List<Dimension> dims = m.out().dims();
                body.line("multiply(" + names.of(m.left()) + ", " + m.leftTransposed() + ", " + names.of(m.right())
                        + ", " + m.rightTransposed() + ", " + names.of(m.out()) + ", " + length(dims.get(0)) + ", "
                        + length(dims.get(1)) + ", " + length(m.summed()) + ");");
            }
        }
    }

    private void let(Nest.Let l) {
        DType dtype = l.local().dtype();
        if (l.value() instanceof Nest.Number n) {
            locals.put(l.local(), JavaScriptText.number(dtype, n.real(), n.whole()));
            return;
        }
        String value = value(l.value(), dtype);
        // what a call brings, and what has been computed, does not change
        boolean same = l.value() instanceof Nest.Load o
                ? loops.leaves().contains(o.buffer())
                : !(l.value() instanceof Nest.Result);
        if (same && value.matches("\\w+")) {
            locals.put(l.local(), value);
            return;
        }
        String name = names.fresh(l.local().hint() == null ? "v" : l.local().hint());
        body.line("const " + name + " = " + value + ";");
        locals.put(l.local(), name);
    }

    private String value(Nest.Value v, DType dtype) {
        if (v instanceof Nest.Load o) {
            return element(o.buffer(), o.at());
        }
        if (v instanceof Nest.Apply a) {
            called.add(a.op());
            DType of = a.operands().get(a.operands().size() - 1).dtype();
            List<String> operands = a.operands().stream().map(this::read).toList();
            return JavaScriptText.apply(a.op(), dtype, of, operands);
        }
        if (v instanceof Nest.Convert c) {
            return JavaScriptText.convert(c.operand().dtype(), dtype, read(c.operand()));
        }
        if (v instanceof Nest.Count c) {
            return length(c.length());
        }
        if (v instanceof Nest.Within w) {
            return "at(" + read(w.index()) + ", " + length(w.length()) + ", " + axis(w.length()) + ")";
        }
        return v instanceof Nest.Position p ? indices.get(p.index()) : collected(((Nest.Result) v).accumulator());
    }

    /** What a refusal calls the axis, in quotes. */
    private String axis(Dimension n) {
        if (n.root().source() instanceof Dimension.OfMemory m && m.buffer().name() != null) {
            String of = names.of(m.buffer()); // an identifier, so that nothing in it ends the quotes
            return m.buffer().rank() == 1 ? "'" + of + "'" : "'axis " + m.axis() + " of " + of + "'";
        }
        return "'the axis'";
    }

    private String read(Nest.Local local) {
        return locals.get(local);
    }

    // Loops, as JavaSweep has them

    /** A loop that lies in no other. What it adds up is added block by block, as if several threads took the blocks. */
    private void pass(Nest.For f) {
        Set<Nest.Accumulator> outer = new LinkedHashSet<>();
        collect(f, outer);
        String n = length(f.index().length());
        boolean blocks = JavaSweep.isFree(f) && !outer.isEmpty();
        if (!blocks) {
            outer.forEach(this::begin);
            loop(f, "0", n, 0);
            outer.forEach(a -> {
                String total = names.fresh("total");
                body.line("const " + total + " = " + collected(a) + ";");
                keep(a, total);
            });
            return;
        }
        String step = Integer.toString(Target.BLOCK);
        if (!JavaSweep.isInnermost(f)) {
            step = names.fresh("turns");
            body.line("const " + step + " = turns(" + work(f) + ");");
        }
        Map<Nest.Accumulator, String> sofar = new LinkedHashMap<>();
        for (Nest.Accumulator a : outer) {
            sofar.put(a, names.fresh("total"));
            body.line("let " + sofar.get(a) + " = 0;");
        }
        body.open("for (let begin = 0; begin === 0 || begin < " + n + "; begin += " + step + ")");
        outer.forEach(this::begin);
        loop(f, "begin", "Math.min(" + n + ", begin + " + step + ")", 0);
        for (Nest.Accumulator a : outer) {
            String total = sofar.get(a);
            String part = collected(a);
            body.line(total + " = begin === 0 ? " + part + " : "
                    + JavaScriptText.added(a.kind(), a.dtype(), total, part) + ";");
        }
        body.close();
        sofar.forEach(this::keep);
    }

    /** What was added up in an accumulator is in a variable now. */
    private void keep(Nest.Accumulator a, String total) {
        begun.remove(a);
        totals.put(a, total);
    }

    /** Notes which accumulators have lanes, and those that began before the pass. */
    private void collect(Nest.For f, Set<Nest.Accumulator> outer) {
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For inner) {
                collect(inner, outer);
            } else if (s instanceof Nest.Accumulate a) {
                if (begun.contains(a.accumulator())) {
                    outer.add(a.accumulator());
                }
                if (JavaSweep.isInnermost(f) && JavaSweep.isLaned(a.accumulator())) {
                    laned.add(a.accumulator());
                }
            }
        }
    }

    /** How many innermost turns one turn of a loop has, about. */
    private String work(Nest.For f) {
        List<String> inner = new ArrayList<>();
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For g) {
                String own = length(g.index().length());
                inner.add(JavaSweep.isInnermost(g) ? own : own + " * (" + work(g) + ")");
            }
        }
        return String.join(" + ", inner);
    }

    private void loop(Nest.For f, String begin, String end, int depth) {
        String i = JavaMethod.indexName(depth);
        indices.put(f.index(), i);
        String to = end;
        if (!end.matches("\\w+")) {
            to = "end";
            body.line("const end = " + end + ";");
        }
        body.open("for (let " + i + " = " + begin + "; " + i + " < " + to + "; " + i + "++)");
        innermost = i;
        block(f.body(), depth + 1);
        body.close();
    }

    private String innermost;

    private void begin(Nest.Accumulator a) {
        String neutral = JavaScriptText.neutral(a.kind(), a.dtype());
        if (laned.contains(a)) {
            String name = names.fresh("lanes");
            sums.put(a, name);
            lanes.line("const " + name + " = new " + JavaScriptText.arrayType(a.of()) + "(" + Target.LANES + ");");
            body.line(name + ".fill(" + neutral + ");");
            return;
        }
        String name = names.fresh(JavaSweep.isSearch(a) ? "position" : "part");
        sums.put(a, name);
        if (JavaSweep.isSearch(a)) {
            body.line("let " + name + " = -1;");
            body.line("let " + name + "Best = 0;");
        } else {
            body.line("let " + name + " = " + neutral + ";");
        }
    }

    private void accumulate(Nest.Accumulate a) {
        Nest.Accumulator acc = a.accumulator();
        String name = sums.get(acc);
        String value = read(a.value());
        if (JavaSweep.isSearch(acc)) {
            String before = acc.kind().order().test();
            body.open("if (" + name + " < 0 || " + before + "(" + value + ", " + name + "Best))");
            body.line(name + " = " + position(a.position()) + ";");
            body.line(name + "Best = " + value + ";");
            body.close();
        } else {
            String old = laned.contains(acc) ? name + "[" + innermost + " & " + (Target.LANES - 1) + "]" : name;
            add(acc.kind(), acc.dtype(), old, value);
        }
    }

    private void add(ReduceOp kind, DType dtype, String to, String value) {
        boolean plain = kind == ReduceOp.SUM && dtype == DType.FLOAT64;
        body.line(plain ? to + " += " + value + ";" : to + " = " + JavaScriptText.added(kind, dtype, to, value) + ";");
    }

    private String collected(Nest.Accumulator a) {
        if (totals.containsKey(a)) {
            return totals.get(a);
        }
        String name = sums.get(a);
        if (!laned.contains(a)) {
            return JavaSweep.isSearch(a) ? "Math.max(0, " + name + ")" : name;
        }
        return a.kind().lanes() + "(" + name + ")";
    }

    private String position(List<Nest.Index> along) {
        String p = "";
        for (Nest.Index x : along) {
            p = p.isEmpty() ? indices.get(x) : "(" + p + ") * " + length(x.length()) + " + " + indices.get(x);
        }
        return p.isEmpty() ? "0" : p;
    }

    // Memory

    /** An element, row by row; a buffer of one number is a variable. */
    private String element(Buffer b, List<Nest.Subscript> at) {
        if (ranks.get(b) == 0) {
            return names.of(b);
        }
        String index = "";
        int axis = 0;
        for (Nest.Subscript s : at) {
            List<Dimension> dims = b.dims().subList(axis, axis + s.axes());
            axis += s.axes();
            for (Dimension d : index.isEmpty() ? List.<Dimension>of() : dims) {
                String n = length(d);
                if (!n.equals("1")) {
                    index = (index.matches("\\w+") ? index : "(" + index + ")") + " * " + n;
                }
            }
            String own = s instanceof Nest.Along a
                    ? indices.get(a.index())
                    : s instanceof Nest.Counted c ? read(c.at()) : "";
            if (!own.isEmpty()) {
                index = index.isEmpty() ? own : index + " + " + own;
            }
        }
        return names.of(b) + "[" + (index.isEmpty() ? "0" : index) + "]";
    }
}
