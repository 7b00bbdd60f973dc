package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Its first argument, after it is seen that all elements of the others are true, or not 0: Theano's {@code Assert}.
 *
 * @param message the sentence for a call in which they are not
 */
public record Assertion(String message) implements ArrayOp {
    /** Refuses null. */
    public Assertion {
        if (message == null) {
            throw new IllegalArgumentException("asserting got null for the message; give a sentence");
        }
    }

    @Override
    public String label() {
        return "assert";
    }

    @Override
    public boolean looksOnly() {
        return true;
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        for (int k = 1; k < args.size(); k++) {
            HostArray condition = args.get(k);
            for (int i = 0; i < condition.size(); i++) {
                if (condition.doubleAt(i) == 0) {
                    throw new IllegalArgumentException(
                            message + ": " + Printer.quoted(e.args().get(k)) + " does not hold"
                                    + (condition.rank() == 0 ? "" : " at element " + i));
                }
            }
        }
        HostArray x = args.get(0);
        return HostArray.copyOf(x.dtype(), x.shape(), x.elements());
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("assertion", message, Printer.quoted(e.args()));
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr[] all = new Expr[e.args().size()];
        all[0] = g;
        return Collections.unmodifiableList(Arrays.asList(all));
    }
}
