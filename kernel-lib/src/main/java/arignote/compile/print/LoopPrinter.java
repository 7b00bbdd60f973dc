package arignote.compile.print;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints loops in a language like C: what stands in the loops, how elements are found, and how sums are added up. A target
 * says by {@link TargetText} how it writes numbers, and in a subclass where its names and its memory are.
 *
 * <p>Floating sums of an innermost loop run over {@link #LANES} lanes, turn i in lane i modulo that, and the lanes are
 * added up in a fixed tree; a loop that lies in no other is cut into blocks, each of which adds up on its own, and the
 * blocks are added in their order: those of {@value #BLOCK} indices along the outermost axis first, and then these groups. So all
 * targets have the same bits, whatever their vectors and threads.
 */
public abstract class LoopPrinter {
    /** Sums run over so many lanes, whatever the width of vectors. */
    public static final int LANES = 32;

    /** The elements of a block wherever results have to have the same bits. */
    public static final int BLOCK = 1 << 15;

    private static final List<String> INDICES = List.of("i", "j", "k", "l", "i4", "i5", "i6", "i7");

    /** What has been printed. */
    public SourceText body;

    /** What stands for the index of a loop. */
    public final Map<Nest.Index, String> indices = new HashMap<>();

    protected final Set<Nest.Accumulator> laned = new LinkedHashSet<>();
    private final TargetText target;
    private String turn; // the index of the loop that was begun last

    protected LoopPrinter(TargetText target, SourceText body) {
        this.target = target;
        this.body = body;
    }

    // What a target has names for

    /** A number that is known, as an expression. */
    public abstract String read(Nest.Local local);

    /** The local is a fixed number, which stands where it is used. */
    protected abstract void number(Nest.Local local, String text);

    /** Prints the declaration of a local. */
    protected abstract void declare(Nest.Let l, String value);

    /** The number in a method. */
    public abstract String length(Dimension n);

    /** The variable that holds memory. */
    protected abstract String memory(Buffer b);

    /** The variable in which something is added up. */
    protected abstract String sum(Nest.Accumulator a);

    /** The array in which it is added up, by lanes. */
    protected abstract String lanes(Nest.Accumulator a);

    /** Prints that all lanes are neutral. */
    protected abstract void fill(Nest.Accumulator a, String neutral);

    /** The axes inside of the outermost one, where a loop goes over the elements along several axes. */
    public static List<Dimension> inner(Dimension turns) {
        return turns.root().source() instanceof Dimension.Product p
                ? p.factors().subList(1, p.factors().size())
                : List.of();
    }

    // Statements

    /** A name for the index of a loop at this depth. */
    public static String indexName(int depth) {
        return depth < INDICES.size() ? INDICES.get(depth) : "i" + depth;
    }

    /** Prints the statements of a loop that lies in so many less one. */
    protected void block(List<Nest.Statement> statements, int depth) {
        for (Nest.Statement s : statements) {
            if (s instanceof Nest.For f) {
                loop(f, "0", length(f.index().length()), depth);
            } else {
                statement(s);
            }
        }
    }

    /** Prints anything but a loop. */
    public void statement(Nest.Statement s) {
        if (s instanceof Nest.Let l) {
            let(l);
        } else if (s instanceof Nest.Begin b) {
            begin(b.accumulator());
        } else if (s instanceof Nest.Accumulate a) {
            accumulate(a);
        } else if (s instanceof Nest.Store t) {
            store(t);
        } else if (s instanceof Nest.StoreOnto t) {
            storeOnto(t);
        } else {
            multiply((Nest.Multiply) s);
        }
    }

    /** Prints a loop. */
    protected void loop(Nest.For f, String begin, String end, int depth) {
        indices.put(f.index(), indexName(depth));
        open(indexName(depth), begin, end);
        block(f.body(), depth + 1);
        body.close();
    }

    /** Begins a loop. */
    protected void open(String i, String begin, String end) {
        turn = i;
        body.open("for (" + target.variable(DType.INT32) + " " + i + " = " + begin + "; " + i + " < " + end + "; " + i
                + "++)");
    }

    private void let(Nest.Let l) {
        if (l.value() instanceof Nest.Number n) {
            number(l.local(), target.number(l.local().dtype(), n.real(), n.whole()));
        } else {
            declare(l, value(l.value(), l.local().dtype()));
        }
    }

    private String value(Nest.Value v, DType dtype) {
        if (v instanceof Nest.Load o) {
            return load(o.buffer(), o.at());
        }
        if (v instanceof Nest.Apply a) {
            List<String> operands = a.operands().stream().map(this::read).toList();
            DType of = a.operands().get(a.operands().size() - 1).dtype();
            return target.apply(a.op(), dtype, of, operands);
        }
        if (v instanceof Nest.Convert c) {
            return target.convert(c.operand().dtype(), dtype, read(c.operand()));
        }
        if (v instanceof Nest.Count c) {
            return count(c.length());
        }
        if (v instanceof Nest.Within w) {
            return within(w);
        }
        return v instanceof Nest.Position p ? indices.get(p.index()) : collected(((Nest.Result) v).accumulator());
    }

    /** A length as a number of the computation. */
    protected String count(Dimension n) {
        return length(n);
    }

    /** Where an index is, counted from the front. */
    protected String within(Nest.Within w) {
        return "at(" + read(w.index()) + ", " + length(w.length()) + ")";
    }

    private void multiply(Nest.Multiply m) {
        body.line(product(m) + memory(m.left()) + ", " + m.leftTransposed() + ", " + memory(m.right()) + ", "
                + m.rightTransposed() + ", " + memory(m.out()) + ", " + length(m.rows()) + ", "
                + length(m.columns()) + ", " + length(m.summed()) + ");");
    }

    /** How a call of the function begins that multiplies matrices. */
    protected String product(Nest.Multiply m) {
        return "multiply(";
    }

    // Memory

    protected String load(Buffer b, List<Nest.Subscript> at) {
        return memory(b) + "[" + index(b, at) + "]";
    }

    protected void store(Nest.Store t) {
        body.line(load(t.buffer(), t.at()) + " = " + read(t.value()) + ";");
    }

    protected void storeOnto(Nest.StoreOnto t) {
        add(t.kind(), t.buffer().dtype(), load(t.buffer(), t.at()), read(t.value()));
    }

    /** The place of an element, row by row. */
    public String index(Buffer b, List<Nest.Subscript> at) {
        String index = "";
        int axis = 0;
        for (Nest.Subscript s : at) {
            List<Dimension> dims = b.dims().subList(axis, axis + s.axes());
            axis += s.axes();
            for (Dimension d : index.isEmpty() ? List.<Dimension>of() : dims) {
                String n = length(d);
                if (!n.equals("1")) {
                    index = (target.isOne(index) ? index : "(" + index + ")") + " * " + n;
                }
            }
            String own = s.map().linear().text(indices::get, this::place);
            if (!own.isEmpty()) {
                index = index.isEmpty() ? own : index + " + " + own;
            }
        }
        return index.isEmpty() ? "0" : index;
    }

    /** A place along an axis. */
    protected String place(Nest.Local at) {
        return read(at);
    }

    // Sums

    /** Notes which accumulators of a loop have lanes, and finds those that began before it. */
    protected void collect(Nest.For f, Set<Nest.Accumulator> begun, Set<Nest.Accumulator> outer) {
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For inner) {
                collect(inner, begun, outer);
            } else if (s instanceof Nest.Accumulate a) {
                if (begun.contains(a.accumulator())) {
                    outer.add(a.accumulator());
                }
                if (f.isInnermost() && a.accumulator().isLaned()) {
                    laned.add(a.accumulator());
                }
            }
        }
    }

    /** How many innermost turns one turn of a loop has, about. */
    protected String work(Nest.For f, String wide) {
        List<String> inner = new ArrayList<>();
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For g) {
                String own = wide + length(g.index().length());
                inner.add(g.isInnermost() ? own : own + " * (" + work(g, wide) + ")");
            }
        }
        return String.join(" + ", inner);
    }

    /** Prints that something begins to be added up. */
    protected void begin(Nest.Accumulator a) {
        if (a.isSearch()) {
            beginSearch(a);
        } else if (laned.contains(a)) {
            fill(a, target.neutral(a.kind(), a.dtype()));
        } else {
            body.line(target.variable(a.dtype()) + " " + sum(a) + " = " + target.neutral(a.kind(), a.dtype()) + ";");
        }
    }

    private void accumulate(Nest.Accumulate a) {
        Nest.Accumulator acc = a.accumulator();
        String value = read(a.value());
        if (acc.isSearch()) {
            search(acc, value, position(a.position()));
        } else {
            add(acc.kind(), acc.dtype(), laned.contains(acc) ? lanes(acc) + "[" + lane(turn) + "]" : sum(acc), value);
        }
    }

    /** Prints that a value is added to a variable. */
    protected void add(ReduceOp kind, DType dtype, String to, String value) {
        body.line(to + " = " + target.added(kind, dtype, to, value) + ";");
    }

    /** Which lane an element belongs to. */
    protected String lane(String i) {
        return i + " & " + (LANES - 1);
    }

    protected void beginSearch(Nest.Accumulator a) {
        body.line(target.variable(DType.BOOL) + " found" + a.id() + " = " + target.number(DType.BOOL, 0, 0) + ";");
        body.line(target.variable(a.of()) + " best" + a.id() + " = " + target.number(a.of(), 0, 0) + ";");
        body.line(target.variable(DType.INT64) + " at" + a.id() + " = 0;");
    }

    protected void search(Nest.Accumulator a, String value, String position) {
        body.open("if (!found" + a.id() + " || " + a.kind().order().test() + "(" + value + ", best" + a.id() + "))");
        body.line("found" + a.id() + " = " + target.number(DType.BOOL, 0, 1) + ";");
        body.line("best" + a.id() + " = " + value + ";");
        body.line("at" + a.id() + " = " + position + ";");
        body.close();
    }

    /** The position that a search has found. */
    protected String found(Nest.Accumulator a) {
        return "at" + a.id();
    }

    private String position(List<Nest.Index> along) {
        String p = "";
        for (Nest.Index x : along) {
            p = p.isEmpty() ? indices.get(x) : "(" + p + ") * " + length(x.length()) + " + " + indices.get(x);
        }
        return p.isEmpty() ? "0" : p;
    }

    /** What an accumulator has in the end. */
    protected String collected(Nest.Accumulator a) {
        if (a.isSearch()) {
            return found(a);
        }
        return laned.contains(a) ? a.kind().lanes() + "(" + lanes(a) + ")" : sum(a);
    }
}
