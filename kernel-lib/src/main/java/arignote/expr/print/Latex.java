package arignote.expr.print;

import arignote.Expr;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.Tex;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * An expression as a LaTeX formula, without the dollars; {@link #toString()} gives the text, and a notebook typesets
 * it. Repetition and summing back after broadcasting are not written: in mathematics they go without saying.
 */
public record Latex(String formula) {
    private static final List<String> GREEK = List.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega");

    private record Piece(String text, int level) {
        String at(int needed) {
            return level >= needed ? text : "\\left(" + text + "\\right)";
        }
    }

    /** The formula of {@code root}; unnamed variables get letters as in {@code pp}. */
    public static Latex of(Expr root) {
        return marked(root, (e, text) -> text);
    }

    /** @param mark makes of each part and its formula what stands for it in larger parts, in characters for private use */
    public static Latex marked(Expr root, BiFunction<Expr, String, String> mark) {
        Names names = new Names(List.of(root));
        Map<Expr, Piece> pieces = new IdentityHashMap<>();
        for (Expr e : Graphs.topological(List.of(root))) {
            List<Piece> args = e.args().stream().map(pieces::get).toList();
            Piece piece = piece(e, args, names);
            // shared parts are written wherever they stand, so a formula can be exponentially longer than its graph
            Piece kept = piece.text().length() <= Printer.LONGEST ? piece : new Piece("\\cdots", Tex.ATOM);
            pieces.put(e, new Piece(mark.apply(e, kept.text()), kept.level()));
        }
        return new Latex(pieces.get(root).text());
    }

    private static Piece piece(Expr e, List<Piece> args, Names names) {
        Op op = e.op();
        return switch (op.tag()) {
            case CONSTANT -> {
                String text = number(((Op.Constant) op).value().toString());
                boolean isPower = text.contains("10^");
                yield new Piece(text, text.startsWith("-") ? Tex.SIGNED : isPower ? Tex.FACTOR : Tex.ATOM);
            }
            case INPUT, STATE -> new Piece(symbol(names.of(e)), Tex.ATOM);
            case ELEMENTWISE -> elementwise(e, ((Op.Elementwise) op).op().latex(), args);
            case REDUCE -> {
                Op.Reduce r = (Op.Reduce) op;
                boolean all = r.axes().size() == e.args().get(0).type().rank();
                String axes = all ? "" : "_{" + r.axes().toString().replaceAll("[\\[\\]]", "") + "}";
                Tex tex = r.kind().latex();
                yield new Piece(tex.fill(List.of(args.get(0).at(tex.operandLevel(0)), axes)), tex.level());
            }
            case SIZE -> new Piece("n", Tex.ATOM);
            case DOT ->
                new Piece(args.get(0).at(Tex.FACTOR) + " \\cdot " + args.get(1).at(Tex.FACTOR), Tex.FACTOR);
            case DIMSHUFFLE ->
                Printer.isTranspose(e)
                        ? new Piece("{" + args.get(0).at(Tex.ATOM) + "}^{\\mathsf{T}}", Tex.POWER_LEVEL)
                        : args.get(0);
            case CAST, BROADCAST_TO, SUM_TO, RESHAPE, IDENTITY -> args.get(0);
            case PART -> {
                List<String> numbers = args.stream().skip(1).map(Piece::text).toList();
                String at = Printer.along(((Op.Part) op).along(), numbers).replace(", ", ",");
                yield new Piece(args.get(0).at(Tex.ATOM) + "_{" + at + "}", Tex.ATOM);
            }
            case GATHER ->
                new Piece(args.get(0).at(Tex.ATOM) + "_{" + texts(args.subList(1, args.size()), ",") + "}", Tex.ATOM);
            case SHAPE, SOFTMAX, LOG_SOFTMAX, PLACE, JOIN, IOTA, ARRAY -> {
                String name = "\\operatorname{" + op.label().replace("_", "\\_") + "}";
                yield new Piece(name + "\\left(" + texts(args, ", ") + "\\right)", Tex.ATOM);
            }
        };
    }

    private static String texts(List<Piece> pieces, String between) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining(between));
    }

    private static Piece elementwise(Expr e, Tex tex, List<Piece> args) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            // a sum reaches to the right as far as there are factors
            boolean open = tex == Tex.PRODUCT && i == 0 && reachesRight(e.args().get(0));
            texts.add(args.get(i).at(open ? Tex.ATOM : tex.operandLevel(i)));
        }
        boolean signed = tex == Tex.PRODUCT && args.get(0).level() == Tex.SIGNED;
        return new Piece(tex.fill(texts), signed ? Tex.SIGNED : tex.level());
    }

    private static boolean reachesRight(Expr e) {
        return e.op() instanceof Op.Reduce r && r.kind().latex().level() < Tex.ATOM;
    }

    /** 1.0E-5 as 1 · 10^-5. */
    private static String number(String text) {
        int e = text.indexOf('E');
        return e < 0
                ? text
                : text.substring(0, e).replaceAll("\\.0$", "") + " \\cdot 10^{" + text.substring(e + 1) + "}";
    }

    /** Letters as variables, trailing digits as an index, Greek names as Greek letters, words upright. */
    private static String symbol(String name) {
        String stem = name.replaceAll("[_0-9]+$", "");
        String index = name.substring(stem.length()).replace("_", "");
        if (stem.isEmpty()) {
            stem = name;
            index = "";
        }
        String head = GREEK.contains(stem)
                ? "\\" + stem
                : stem.codePointCount(0, stem.length()) == 1
                        ? stem
                        : "\\mathrm{" + stem.replace("\\", "").replaceAll("([_#$%&{}])", "\\\\$1") + "}";
        return index.isEmpty() ? head : head + "_{" + index + "}";
    }

    @Override
    public String toString() {
        return formula;
    }
}
