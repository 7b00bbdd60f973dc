package arignote.compile.javascript;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.NoNest;
import arignote.compile.print.FreshNames;
import arignote.compile.print.SourceText;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A function of JavaScript that calls those of its stages, and between them those that compute what a library does. */
public final class StagedScript {
    private final JavaScriptPrinter printer;
    private final String name;
    private final SourceText text = new SourceText("  ");
    private final FreshNames fresh = new FreshNames(JavaScriptPrinter.taken(), 1);
    private final Map<Expr, String> names = new IdentityHashMap<>();
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

    /** @throws NoNest if one is an int64, which a page has not exactly */
    public void checkLeaves(List<Expr> leaves) {
        for (Expr leaf : leaves) {
            if (leaf.type().dtype() == DType.INT64) {
                throw IntegerRanges.refused(leaf.name());
            }
        }
    }

    private String declared(Expr e) {
        String wanted = e.name() != null && e.name().matches("[A-Za-z]\\w*") ? e.name() : "v";
        names.put(e, fresh.apply(wanted));
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

    /** The result of the last stage, with which the function ends. */
    public void last(Loops loops, List<? extends Expr> reads) {
        text.line("return " + call(loops, reads) + ";").close();
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
        if (e.type().dtype() == DType.INT64) {
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
