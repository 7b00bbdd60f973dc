package arignote.expr.print;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
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
        return marked(roots, (e, text) -> text);
    }

    /** @param mark makes of each part and its text what stands for it in larger parts */
    public static List<String> marked(List<Expr> roots, BiFunction<Expr, String, String> mark) {
        Printer p = new Printer(new Names(roots));
        for (Expr e : Graphs.topological(roots)) {
            String text = p.text(e);
            // shared parts are printed wherever they stand, so a text can be exponentially longer than its graph
            p.texts.put(e, mark.apply(e, text.length() <= LONGEST ? text : e.op().label() + "(…)"));
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
        return switch (op.tag()) {
            case CONSTANT -> ((Op.Constant) op).value().toString();
            case INPUT, STATE -> names.of(e);
            case ELEMENTWISE -> fill(((Op.Elementwise) op).op().text(), args);
            // a bool or a count beside a float is cast to it, which says nothing to a reader of the formula
            case CAST ->
                e.type().dtype().isFloat() && !e.args().get(0).type().dtype().isFloat()
                        ? args.get(0)
                        : call(e.type().dtype().toString(), args);
            case REDUCE -> {
                Op.Reduce r = (Op.Reduce) op;
                yield op.label() + "(" + args.get(0) + axes(r.axes(), e) + (r.keepDims() ? ", keepdims" : "") + ")";
            }
            case SIZE -> "size(" + args.get(0) + axes(((Op.Size) op).axes(), e) + ")";
            case DOT -> {
                Op.Dot d = (Op.Dot) op;
                int a = e.args().get(0).type().rank();
                int b = e.args().get(1).type().rank();
                boolean usual = d.left().equals(List.of(a - 1)) && d.right().equals(List.of(Math.max(0, b - 2)));
                yield usual
                        ? call("dot", args)
                        : "tensordot(" + args.get(0) + ", " + args.get(1) + ", " + d.left() + ", " + d.right() + ")";
            }
            case DIMSHUFFLE ->
                isTranspose(e)
                        ? args.get(0) + ".T"
                        : "dimshuffle(" + args.get(0) + ", " + pattern((Op.DimShuffle) op) + ")";
            case BROADCAST_TO -> like("broadcast_like", args);
            case SUM_TO -> like("sum_like", args);
            case PART -> args.get(0) + "[" + along(((Op.Part) op).along(), args.subList(1, args.size())) + "]";
            case GATHER -> args.get(0) + "[" + String.join(", ", args.subList(1, args.size())) + "]";
            case PLACE ->
                call(
                        "place",
                        List.of(
                                args.get(0),
                                args.get(1),
                                "[" + along(((Op.Place) op).along(), args.subList(2, args.size())) + "]"));
            case JOIN -> "join(" + ((Op.Join) op).axis() + ", " + String.join(", ", args) + ")";
            case SHAPE, SOFTMAX, LOG_SOFTMAX, RESHAPE, IOTA, ARRAY, IDENTITY -> call(op.label(), args);
        };
    }

    /** Indices and slices as NumPy writes them. */
    static String along(List<Along> along, List<String> numbers) {
        return Along.axes(along, numbers).stream().map(Printer::along).collect(Collectors.joining(", "));
    }

    private static String along(Along.Axis<String> a) {
        if (!(a.along() instanceof Along.Slice s)) {
            return a.at();
        }
        String text = (a.at() == null ? "" : a.at()) + ":" + (a.stop() == null ? "" : a.stop());
        return s.step() == 1 ? text : text + ":" + s.step();
    }

    private static String call(String name, List<String> args) {
        return name + "(" + String.join(", ", args) + ")";
    }

    private static String like(String name, List<String> args) {
        return call(name, List.of(args.get(0), args.get(1).replaceAll("^shape\\((.*)\\)$", "$1")));
    }

    /** The axes, unless they are all. */
    private static String axes(List<Integer> axes, Expr e) {
        boolean all = axes.size() == e.args().get(0).type().rank();
        return all ? "" : ", " + axes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static boolean isTranspose(Expr e) {
        return e.op() instanceof Op.DimShuffle d
                && e.args().get(0).type().rank() == 2
                && d.pattern().equals(List.of(1, 0));
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
