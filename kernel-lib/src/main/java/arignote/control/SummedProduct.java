package arignote.control;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A product of what a turn computes that is summed over all turns, as the gradient by a matrix of weights is. The sum is one
 * product of what all turns have computed: it reads and writes the sum once, and not in each turn.
 *
 * @param product the product in one turn
 * @param around what is done with the sum, which might be done with each product as well
 */
record SummedProduct(Expr product, List<UnaryOperator<Expr>> around) {
    /**
     * Takes such products out of a sum.
     *
     * @param terms of the sum, in the shape of {@code fixed}; what is taken out is removed
     * @param varies what differs from turn to turn
     * @param fixed an input of the body
     * @param outside what it stands for
     */
    static List<SummedProduct> takenOut(List<Expr> terms, Set<Expr> varies, Expr fixed, Expr outside) {
        List<SummedProduct> found = new ArrayList<>();
        for (Expr term : List.copyOf(terms)) {
            List<UnaryOperator<Expr>> around = new ArrayList<>();
            Expr product = term;
            for (UnaryOperator<Expr> outer = outer(product, fixed, outside); outer != null; ) {
                around.add(0, outer);
                product = product.args().get(0);
                outer = outer(product, fixed, outside);
            }
            if (product.op() instanceof Op.Dot && varies.containsAll(product.args())) {
                found.add(new SummedProduct(product, around));
                terms.remove(term);
            }
        }
        return found;
    }

    /** An operation that might as well follow the sum, on something else; null if it is none. */
    private static UnaryOperator<Expr> outer(Expr e, Expr fixed, Expr outside) {
        if (e.op() instanceof Op.DimShuffle) {
            return sum -> Expr.of(e.op(), List.of(sum));
        }
        boolean repeats = e.op() instanceof Op.BroadcastTo
                && e.args().get(1).op() instanceof Op.Shape
                && e.args().get(1).args().get(0) == fixed;
        return repeats ? sum -> Expr.of(e.op(), List.of(sum, Expr.of(new Op.Shape(), List.of(outside)))) : null;
    }

    /** What is added up. */
    static Stream<Expr> terms(Expr e) {
        boolean sum = e.op() instanceof Op.Elementwise w
                && w.op() == ScalarOp.ADD
                && e.args().stream().allMatch(a -> a.type().equals(e.type()));
        return sum ? e.args().stream().flatMap(SummedProduct::terms) : Stream.of(e);
    }

    /**
     * The sum.
     *
     * @param ofAllTurns gives the values that an expression has in all turns, along a new first axis
     */
    Expr sum(UnaryOperator<Expr> ofAllTurns) {
        Op.Dot dot = (Op.Dot) product.op();
        Expr left = ofAllTurns.apply(product.args().get(0));
        Expr right = ofAllTurns.apply(product.args().get(1));
        Expr sum = Build.dot(left, right, behindTurns(dot.left()), behindTurns(dot.right()));
        for (UnaryOperator<Expr> next : around) {
            sum = next.apply(sum);
        }
        return sum;
    }

    private static List<Integer> behindTurns(List<Integer> axes) {
        return Stream.concat(Stream.of(0), axes.stream().map(axis -> axis + 1)).toList();
    }
}
