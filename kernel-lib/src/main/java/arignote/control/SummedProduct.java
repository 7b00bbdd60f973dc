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
 * @param pattern how its axes are moved then; null if they are not
 */
record SummedProduct(Expr product, List<Integer> pattern) {
    /**
     * Takes such products out of a sum.
     *
     * @param terms of the sum; what is taken out is removed
     * @param varies what differs from turn to turn
     */
    static List<SummedProduct> takenOut(List<Expr> terms, Set<Expr> varies) {
        List<SummedProduct> found = new ArrayList<>();
        for (Expr term : List.copyOf(terms)) {
            boolean moved = term.op() instanceof Op.DimShuffle;
            Expr product = moved ? term.args().get(0) : term;
            if (product.op() instanceof Op.Dot && varies.containsAll(product.args())) {
                found.add(new SummedProduct(product, moved ? ((Op.DimShuffle) term.op()).pattern() : null));
                terms.remove(term);
            }
        }
        return found;
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
        return pattern == null ? sum : Build.dimshuffle(sum, pattern);
    }

    private static List<Integer> behindTurns(List<Integer> axes) {
        return Stream.concat(Stream.of(0), axes.stream().map(axis -> axis + 1)).toList();
    }
}
