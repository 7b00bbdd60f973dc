package arignote.expr.print;

import arignote.Expr;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Expressions as text: {@code ((x * m) + c)}. */
public final class Printer {
    static final int LONGEST = 20_000;
    private static final int LONGEST_QUOTE = 120;

    private final Names names;
    private final Map<Expr, String> texts = new IdentityHashMap<>();

    private Printer(Names names) {
        this.names = names;
    }

    /** The whole expression; unnamed variables get letters, the same letter throughout. */
    public static String print(Expr root) {
        return print(List.of(root)).get(0);
    }

    /** Several expressions in one print: a letter means the same variable in all of them. */
    public static List<String> print(List<Expr> roots) {
        Printer p = new Printer(new Names(roots));
        for (Expr e : Graphs.topological(roots)) {
            String text = p.text(e);
            // shared parts are printed wherever they stand, so a text can be exponentially longer than its graph
            p.texts.put(e, text.length() <= LONGEST ? text : e.op().label() + "(…)");
        }
        return roots.stream().map(p.texts::get).toList();
    }

    /** How a message speaks of an expression: its name if it has one, else its text, cut if it is long. */
    public static String quoted(Expr e) {
        return quoted(List.of(e)).get(0);
    }

    /** How one sentence speaks of several expressions: a letter means the same variable throughout. */
    public static List<String> quoted(List<Expr> expressions) {
        List<String> texts = print(expressions);
        List<String> quoted = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String name = expressions.get(i).name();
            String text = texts.get(i);
            String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
            quoted.add(name == null ? cut : "'" + name + "'");
        }
        return quoted;
    }

    private String text(Expr e) {
        List<String> args = e.args().stream().map(texts::get).toList();
        Op op = e.op();
        if (op instanceof Op.Constant c) {
            return c.value().toString();
        }
        if (op.isLeaf()) {
            return names.of(e);
        }
        if (op instanceof Op.Elementwise w) {
            return fill(w.op().text(), args);
        }
        if (op instanceof Op.Cast) {
            // a bool or a count beside a float is cast to it, which says nothing to a reader of the formula
            return e.type().dtype().isFloat() && !e.args().get(0).type().dtype().isFloat()
                    ? args.get(0)
                    : e.type().dtype() + "(" + args.get(0) + ")";
        }
        if (op instanceof Op.Reduce r) {
            boolean all = r.axes().size() == e.args().get(0).type().rank();
            return r.kind().label() + "(" + args.get(0) + (all ? "" : ", " + list(r.axes()))
                    + (r.keepDims() ? ", keepdims" : "") + ")";
        }
        if (op instanceof Op.Size s) {
            boolean all = s.axes().size() == e.args().get(0).type().rank();
            return "size(" + args.get(0) + (all ? "" : ", " + list(s.axes())) + ")";
        }
        if (op instanceof Op.Dot d) {
            int a = e.args().get(0).type().rank();
            int b = e.args().get(1).type().rank();
            boolean usual = d.left().equals(List.of(a - 1)) && d.right().equals(List.of(Math.max(0, b - 2)));
            return usual
                    ? "dot(" + args.get(0) + ", " + args.get(1) + ")"
                    : "tensordot(" + args.get(0) + ", " + args.get(1) + ", " + d.left() + ", " + d.right() + ")";
        }
        if (op instanceof Op.DimShuffle d) {
            return isTranspose(d, e) ? args.get(0) + ".T" : "dimshuffle(" + args.get(0) + ", " + pattern(d) + ")";
        }
        if (op instanceof Op.BroadcastTo || op instanceof Op.SumTo) {
            String like = args.get(1).replaceAll("^shape\\((.*)\\)$", "$1");
            return (op instanceof Op.SumTo ? "sum_like(" : "broadcast_like(") + args.get(0) + ", " + like + ")";
        }
        if (op instanceof Op.Index) {
            return args.get(0) + "[" + String.join(", ", args.subList(1, args.size())) + "]";
        }
        return op.label() + "(" + String.join(", ", args) + ")";
    }

    static boolean isTranspose(Op.DimShuffle d, Expr e) {
        int rank = e.args().get(0).type().rank();
        return rank == 2 && d.pattern().equals(List.of(1, 0));
    }

    private static String list(List<Integer> axes) {
        return axes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String pattern(Op.DimShuffle d) {
        return d.pattern().stream()
                .map(i -> i == Op.DimShuffle.NEW ? "'x'" : String.valueOf(i))
                .collect(Collectors.joining(", "));
    }

    /** The template with {@code #1}, {@code #2}, ... replaced. */
    public static String fill(String template, List<String> args) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '#') {
                s.append(args.get(template.charAt(++i) - '1'));
            } else {
                s.append(c);
            }
        }
        return s.toString();
    }
}
