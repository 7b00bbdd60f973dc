package arignote.compile;

import arignote.Expr;
import arignote.compile.javascript.StagedScript;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bodies of loops and branches as functions of JavaScript, printed for what the operation's arguments have. */
final class Bodies {
    private Bodies() {}

    /** The names of the functions; those that the script has already are not printed again. */
    static List<String> print(StagedScript script, Expr e, List<HostArray> args) {
        JavaScript form = ((Op.Array) e.op()).op().javaScript(e);
        List<String> names = new ArrayList<>();
        for (JavaScript.Body body : form.bodies()) {
            names.add(script.body(e, body, name -> print(script, name, body, args)));
        }
        return names;
    }

    private static void print(StagedScript script, String name, JavaScript.Body body, List<HostArray> args) {
        ArrayFunction f = new ArrayFunction(body.inputs(), Rewriter.rewrite(body.results()), true);
        try {
            f.print(script.printer(), name, body.inputs(), first(body, args));
        } catch (IllegalArgumentException | ArithmeticException refused) {
            if (body.turn() != null) {
                throw refused;
            }
            // a branch that is not taken may stand behind its condition because it would refuse these values
            script.printer()
                    .refusal(
                            name,
                            "this branch refuses what the page begins with, so that the page does not have it: "
                                    + refused.getMessage());
        }
    }

    /** What the inputs of a body have first. */
    private static HostArray[] first(JavaScript.Body body, List<HostArray> args) {
        HostArray[] values = args.subList(1, args.size()).toArray(HostArray[]::new);
        for (int i = 0; body.turn() != null && i < body.turn().sequences(); i++) {
            values[i] = element(values[i]);
        }
        return values;
    }

    private static HostArray element(HostArray sequence) {
        HostArray element = HostArray.zeros(sequence.dtype(), Arrays.copyOfRange(sequence.shape(), 1, sequence.rank()));
        if (sequence.size() > 0) {
            System.arraycopy(sequence.elements(), 0, element.elements(), 0, element.size());
        }
        return element;
    }
}
