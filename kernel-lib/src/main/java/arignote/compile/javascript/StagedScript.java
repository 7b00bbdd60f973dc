package arignote.compile.javascript;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.NoNest;
import arignote.compile.print.FreshNames;
import arignote.compile.print.SourceText;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;

/** A function of JavaScript that calls those of its stages, and between them those that compute what a library does. */
public final class StagedScript {
    private final JavaScriptPrinter printer;
    private final String name;
    private final SourceText text = new SourceText("  ");
    private final FreshNames fresh = new FreshNames(JavaScriptPrinter.taken(), 1);
    private final Map<Expr, String> names = new IdentityHashMap<>();
    private final Set<Expr> words = Collections.newSetFromMap(new IdentityHashMap<>()); // of 64 bits
    private final Map<String, String> calls = new HashMap<>(); // that give several results
    private final Map<List<Object>, String> bodies = new HashMap<>(); // with the arguments that they are for

    /** @param leaves what it takes */
    public StagedScript(JavaScriptPrinter printer, String name, List<Expr> leaves) {
        this.printer = printer;
        this.name = name;
        text.open(
                "function " + name + "(" + leaves.stream().map(this::declared).collect(Collectors.joining(", ")) + ")");
    }

    /** Where functions go that this one calls. */
    public JavaScriptPrinter printer() {
        return printer;
    }

    /** @throws NoNest if a leaf is an int64, which a page has not exactly, unless it is the state of random numbers */
    public void checkLeaves(List<Expr> leaves, List<Expr> roots) {
        Set<Expr> states = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Expr> numbers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Expr e : Graphs.topological(roots)) {
            (isWords(e) ? states : numbers).addAll(e.args());
        }
        for (Expr leaf : leaves) {
            if (leaf.type().dtype() == DType.INT64 && (numbers.contains(leaf) || !states.contains(leaf))) {
                throw IntegerRanges.refused(leaf.name());
            }
        }
    }

    /** Whether it handles 64 bits, and not numbers: a draw of random numbers and the state after it. */
    private static boolean isWords(Expr e) {
        return e.op() instanceof Op.Array a && a.op().javaScript(e).words();
    }

    private String declared(Expr e) {
        String own = e.name();
        boolean fits = own != null && own.matches("[A-Za-z]\\w*") && !SourceVersion.isKeyword(own);
        names.put(e, fresh.apply(fits ? own : "v"));
        return names.get(e);
    }

    private String read(Expr e) {
        return e.op() instanceof Op.Constant c ? JavaScriptPrinter.value(c.value()) : names.get(e);
    }

    /** The result of one more stage. */
    public void stage(Loops loops, List<? extends Expr> reads, List<Expr> gives) {
        String call = call(loops, reads);
        String results = gives.stream().map(this::declared).collect(Collectors.joining(", "));
        text.line("const [" + results + "] = " + call + ";");
    }

    /** What the loops of the last stage compute: all but words, which have no loops. */
    public List<Expr> computed(List<Expr> roots) {
        return roots.stream().filter(root -> !words.contains(root)).toList();
    }

    /**
     * The results, with which the function ends.
     *
     * @param loops of the last stage
     * @param roots what is asked for
     */
    public void last(Loops loops, List<? extends Expr> reads, List<Expr> roots) {
        String call = call(loops, reads);
        if (computed(roots).size() < roots.size()) {
            Iterator<String> names =
                    computed(roots).stream().map(r -> fresh.apply("v")).toList().iterator();
            List<String> all = roots.stream()
                    .map(r -> words.contains(r) ? read(r) : names.next())
                    .toList();
            List<String> own = IntStream.range(0, roots.size())
                    .filter(i -> !words.contains(roots.get(i)))
                    .mapToObj(all::get)
                    .toList();
            text.line("const [" + String.join(", ", own) + "] = " + call + ";");
            call = "[" + String.join(", ", all) + "]";
        }
        text.line("return " + call + ";").close();
        printer.add(text.toString());
    }

    private String call(Loops loops, List<? extends Expr> reads) {
        String stage = printer.fresh(name);
        List<Integer> read = printer.stage(stage, loops);
        return stage + "(" + read.stream().map(i -> read(reads.get(i))).collect(Collectors.joining(", ")) + ")";
    }

    /** The name of the function of a body of {@code e}, which is printed unless another result has needed it. */
    public String body(Expr e, JavaScript.Body body, Consumer<String> print) {
        List<Object> key = List.of(body, e.args());
        if (!bodies.containsKey(key)) {
            bodies.put(key, printer.fresh(name));
            print.accept(bodies.get(key));
        }
        return bodies.get(key);
    }

    /**
     * What a library computes.
     *
     * @param args where its arguments are found
     * @param gives how it is known from now on
     * @param bodies the names of its bodies
     */
    public void library(Expr e, List<Expr> args, Expr gives, List<String> bodies) {
        ArrayOp op = ((Op.Array) e.op()).op();
        JavaScript form = op.javaScript(e);
        if (!Helpers.names().contains(form.function())) {
            throw new NoNest(Printer.quoted(e) + " has no form in a page");
        }
        List<String> given = new ArrayList<>();
        form.constants().forEach(c -> given.add(literal(c)));
        given.addAll(bodies);
        args.forEach(arg -> given.add(read(arg)));
        String call = form.function() + "(" + String.join(", ", given) + ")";
        if (form.part() >= 0) {
            String all = calls.get(call);
            if (all == null) {
                all = fresh.apply("all");
                calls.put(call, all);
                text.line("const " + all + " = " + call + ";");
            }
            call = all + "[" + form.part() + "]";
        }
        if (isWords(e)) {
            words.add(gives);
        } else if (e.type().dtype() == DType.INT64) {
            call = "exact(" + literal(Printer.quoted(e)) + ", " + call + ")";
        }
        text.line("const " + declared(gives) + " = " + call + ";");
    }

    private static String literal(Object constant) {
        if (constant instanceof List<?> list) {
            return list.stream().map(StagedScript::literal).collect(Collectors.joining(", ", "[", "]"));
        }
        if (constant instanceof String s) {
            return JavaScriptPrinter.quoted(s);
        }
        if (constant instanceof DType d) {
            return JavaScriptText.arrayType(d);
        }
        return constant instanceof Double d ? FormulaJavaScript.literal(d) : constant.toString();
    }
}
