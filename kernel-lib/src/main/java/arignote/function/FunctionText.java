package arignote.function;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.expr.print.DebugPrint;
import arignote.expr.print.Printer;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;

/** Functions as indented trees. */
public final class FunctionText {
    private FunctionText() {}

    /** The trees of the outputs and of the new values of shared variables, rewritten as they are computed. */
    public static String of(CompiledFunction function) {
        if (!(function instanceof SignedFunction f)) {
            throw new IllegalArgumentException("debugprint takes expressions, or a function that function(…) made");
        }
        Signature s = f.signature();
        List<Expr> roots = Rewriter.rewrite(s.roots());
        List<Expr> all = new ArrayList<>(roots);
        all.addAll(s.targets());
        DebugPrint print = new DebugPrint(all);
        int outputs = s.outputs().size();
        for (int i = 0; i < roots.size(); i++) {
            if (i >= outputs) {
                print.add("update of " + Printer.quoted(s.targets().get(i - outputs)) + ":");
            } else if (!s.outputNames().isEmpty()) {
                print.add("output '" + s.outputNames().get(i) + "':");
            }
            print.add(roots.get(i));
        }
        return print.toString();
    }
}
