import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import java.util.List;

/** Some steps along a line: what set-up runs so that Java can keep the classes that a first function loads. */
class First {
    public static void main(String[] args) {
        Expr x = T.vector("x");
        Expr y = T.vector("y");
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        List<Expr> g = T.grad(cost, List.of(m, c));
        CompiledFunction train = function(
                inputs(x, y),
                outputs(cost),
                update(m, m.minus(g.get(0).times(0.01))),
                update(c, c.minus(g.get(1).times(0.01))));
        train.applyAsDouble(new double[] {3, 4, 5, 6.1}, new double[] {0.9, 1.6, 1.9, 2.9});
        System.out.println(String.format("slope %.4f, intercept %.4f", m.item(), c.item()));
    }
}
