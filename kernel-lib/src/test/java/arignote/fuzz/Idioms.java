package arignote.fuzz;

import arignote.Expr;
import arignote.T;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Formulas that rewriting knows and that chance would hardly write. */
final class Idioms {
    private static final List<UnaryOperator<Expr>> ALL = List.of(
            x -> T.div(1, T.exp(x.negate()).plus(1)),
            x -> T.exp(x).div(T.exp(x).plus(1)),
            x -> T.log(T.div(1, T.exp(x.negate()).plus(1))),
            x -> T.log(T.sub(1, T.div(1, T.exp(x.negate()).plus(1)))),
            x -> T.log(T.sigmoid(x)),
            x -> T.log(T.sub(1, T.sigmoid(x))),
            x -> T.log1p(T.sigmoid(x).negate()),
            x -> T.log1p(T.exp(x)),
            x -> T.log(T.exp(x).plus(1)),
            x -> T.log(T.softmax(x)),
            x -> T.exp(x).minus(1),
            x -> T.log(T.sum(T.exp(x))),
            x -> T.log(T.sum(T.exp(x), -1)),
            x -> T.log(T.sum(T.exp(x), 0).keepDims()),
            x -> T.exp(x).div(T.sum(T.exp(x), -1).keepDims()),
            x -> T.sum(x.times(2)),
            x -> T.sum(x.negate(), -1),
            x -> T.sum(T.onesLike(x)),
            x -> T.sum(T.sum(x, 0)),
            x -> T.sqrt(x.sqr()),
            x -> x.pow(-1),
            x -> x.pow(0),
            x -> x.pow(0.5),
            x -> x.pow(-0.5),
            x -> x.pow(2),
            x -> x.pow(3),
            x -> x.pow(4),
            x -> T.mean(T.sqr(x.minus(T.mean(x)))),
            x -> T.dot(x.T(), x),
            x -> T.dot(x, x.T()).T(),
            x -> x.negate().times(x),
            x -> x.div(x.negate()),
            x -> x.negate().plus(x.sqr()),
            x -> T.where(T.gt(x, 0), x, x),
            x -> T.maximum(T.abs(T.abs(x)), T.abs(x.negate())));

    private Idioms() {}

    static Expr any(Random rng, Supplier<Expr> operand) {
        return ALL.get(rng.nextInt(ALL.size())).apply(operand.get());
    }
}
