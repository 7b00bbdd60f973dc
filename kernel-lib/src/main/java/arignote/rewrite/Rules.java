package arignote.rewrite;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.EXPM1;
import static arignote.expr.ScalarOp.LOG;
import static arignote.expr.ScalarOp.LOG1P;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.MINIMUM;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.POWER;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SOFTPLUS;
import static arignote.expr.ScalarOp.SQR;
import static arignote.expr.ScalarOp.SQRT;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.instead;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isArithmetic;
import static arignote.rewrite.Match.isNumber;
import static arignote.rewrite.Match.isPower;
import static arignote.rewrite.Match.isSum;
import static arignote.rewrite.Match.one;
import static arignote.rewrite.Match.zero;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.Squares;
import java.util.List;
import java.util.stream.Stream;

/**
 * The equations, in the order in which they are tried. Those of {@link #SAME_BITS} change no bit of any value, matrix
 * products by a library apart. Those of {@link #STABLE} and {@link #RANGE} hold in mathematics and have the right side
 * computed without overflow or cancellation, so that it is the left side that was wrong where they differ; the first are used on a cost
 * before it is differentiated, too. Those of {@link #CHEAPER} have
 * both sides within 2 ulp of the true value, with the same special numbers.
 *
 * <p>Not here, as they would change what a sum rounds to: a sum of sums of floats as one sum, and factors other than
 * powers of two in front of a sum.
 */
final class Rules {
    private Rules() {}

    // spotless:off
    static final List<Rule> SAME_BITS = List.of(
            new Rule("f(constants) = their value", Exact::folded),
            new Rule("cast(cast(x)) = cast(x), the inner one widening", Exact::onceCast),
            new Rule("-(-x) = x", (e, s) -> is(e, NEGATE) && is(arg(e, 0), NEGATE) ? arg(arg(e, 0), 0) : null),
            new Rule("x + -y = x - y", (e, s) -> is(e, ADD) && is(arg(e, 1), NEGATE)
                    ? scalar(SUBTRACT, arg(e, 0), arg(arg(e, 1), 0)) : null),
            new Rule("-x + y = y - x", (e, s) -> is(e, ADD) && is(arg(e, 0), NEGATE)
                    ? scalar(SUBTRACT, arg(e, 1), arg(arg(e, 0), 0)) : null),
            new Rule("x - -y = x + y", (e, s) -> is(e, SUBTRACT) && is(arg(e, 1), NEGATE)
                    ? scalar(ADD, arg(e, 0), arg(arg(e, 1), 0)) : null),
            new Rule("-x * -y = x * y", (e, s) -> Exact.bothNegated(e, MULTIPLY)),
            new Rule("-x / -y = x / y", (e, s) -> Exact.bothNegated(e, DIVIDE)),
            new Rule("-x * y = -(x * y)", (e, s) -> is(e, MULTIPLY) ? Exact.signFirst(e, 0, s) : null),
            new Rule("x * -y = -(x * y)", (e, s) -> is(e, MULTIPLY) ? Exact.signFirst(e, 1, s) : null),
            new Rule("-x / y = -(x / y)", (e, s) -> is(e, DIVIDE) ? Exact.signFirst(e, 0, s) : null),
            new Rule("x / -y = -(x / y)", (e, s) -> is(e, DIVIDE) ? Exact.signFirst(e, 1, s) : null),
            new Rule("x * 1 = x", (e, s) -> is(e, MULTIPLY) && isNumber(arg(e, 1), 1) ? instead(e, arg(e, 0)) : null),
            new Rule("1 * x = x", (e, s) -> is(e, MULTIPLY) && isNumber(arg(e, 0), 1) ? instead(e, arg(e, 1)) : null),
            new Rule("x * -1 = -x", (e, s) -> is(e, MULTIPLY) && isNumber(arg(e, 1), -1) && e.type().equals(arg(e, 0).type())
                    ? arg(e, 0).negate() : null),
            new Rule("-1 * x = -x", (e, s) -> is(e, MULTIPLY) && isNumber(arg(e, 0), -1) && e.type().equals(arg(e, 1).type())
                    ? arg(e, 1).negate() : null),
            new Rule("x / 1 = x", (e, s) -> is(e, DIVIDE) && isNumber(arg(e, 1), 1) ? instead(e, arg(e, 0)) : null),
            new Rule("x - 0 = x", (e, s) -> is(e, SUBTRACT) && isNumber(arg(e, 1), 0) ? instead(e, arg(e, 0)) : null),
            new Rule("x ** 0 = 1", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 0)
                    ? Build.filled(promoted(e), 1) : null),
            new Rule("x ** 1 = x", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 1) ? instead(e, arg(e, 0)) : null),
            new Rule("x ** 2 = sqr(x)", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 2)
                    ? scalar(SQR, promoted(e)) : null),
            new Rule("x * x = sqr(x)", (e, s) -> is(e, MULTIPLY) && arg(e, 0) == arg(e, 1) && isArithmetic(e)
                    ? scalar(SQR, arg(e, 0)) : null),
            new Rule("sqr(-x) = sqr(x)", (e, s) -> within(e, SQR, NEGATE)),
            new Rule("sqr(abs(x)) = sqr(x)", (e, s) -> within(e, SQR, ABS)),
            new Rule("abs(-x) = abs(x)", (e, s) -> within(e, ABS, NEGATE)),
            new Rule("abs(abs(x)) = abs(x)", (e, s) -> within(e, ABS, ABS)),
            new Rule("abs(sqr(x)) = sqr(x)", (e, s) -> is(e, ABS) && is(arg(e, 0), SQR) && e.type().dtype().isFloat()
                    ? arg(e, 0) : null),
            new Rule("maximum(x, x) = x", (e, s) -> is(e, MAXIMUM) && arg(e, 0) == arg(e, 1) ? arg(e, 0) : null),
            new Rule("minimum(x, x) = x", (e, s) -> is(e, MINIMUM) && arg(e, 0) == arg(e, 1) ? arg(e, 0) : null),
            new Rule("where(true, x, y) = x", (e, s) -> is(e, WHERE) && isNumber(arg(e, 0), 1) && s.proved(e, arg(e, 1))
                    ? instead(e, arg(e, 1)) : null),
            new Rule("where(false, x, y) = y", (e, s) -> is(e, WHERE) && isNumber(arg(e, 0), 0) && s.proved(e, arg(e, 2))
                    ? instead(e, arg(e, 2)) : null),
            new Rule("where(c, x, x) = x", (e, s) -> is(e, WHERE) && arg(e, 1) == arg(e, 2) && s.proved(e, arg(e, 1))
                    ? instead(e, arg(e, 1)) : null),
            new Rule("shape(f(x)) = shape(x), f element by element", Exact::deeperShape),
            new Rule("sum_like(x, y) = x, of the same shape", (e, s) -> is(e, Op.SumTo.class) ? Exact.unchanged(e, s) : null),
            new Rule("broadcast_like(x, y) = x, of the same shape",
                    (e, s) -> is(e, Op.BroadcastTo.class) ? Exact.unchanged(e, s) : null),
            new Rule("dimshuffle(dimshuffle(x)) = dimshuffle(x)", Exact::onceShuffled),
            new Rule("dot(x.T, y) = tensordot(x, y), without moving x", (e, s) -> Exact.untransposed(e, 0)),
            new Rule("dot(x, y.T) = tensordot(x, y), without moving y", (e, s) -> Exact.untransposed(e, 1)),
            new Rule("dot(x, y).T = dot(y, x), the axes of y first", Exact::turned),
            new Rule("sum(-x) = 0 - sum(x)", (e, s) -> isSum(e) && is(arg(e, 0), NEGATE)
                            && arg(e, 0).type().dtype() == e.type().dtype() // an int32 wraps around, its sum does not
                    ? scalar(SUBTRACT, zero(e), Expr.of(e.op(), arg(e, 0).args())) : null),
            new Rule("sum(sum(x)) = sum(x), of whole numbers", Exact::onceSummed),
            new Rule("sum(broadcast_like(1, x)) = size(x)", (e, s) -> isSum(e) && e.type().rank() == 0
                            && is(arg(e, 0), Op.BroadcastTo.class) && isNumber(arg(arg(e, 0), 0), 1)
                            && is(arg(arg(e, 0), 1), Op.Shape.class)
                    ? Build.size(arg(arg(arg(e, 0), 1), 0), ((Op.Reduce) e.op()).axes(), e.type().dtype()) : null));

    static final List<Rule> STABLE = List.of(
            // parts of one
            new Rule("1 - sigmoid(x) = sigmoid(-x)", (e, s) -> {
                Expr p = Stable.less(e, 1);
                return p != null && is(p, SIGMOID) ? instead(e, Stable.rest(p)) : null;
            }),
            new Rule("sigmoid(x) - 1 = -sigmoid(-x)", (e, s) -> is(e, SUBTRACT) && isNumber(arg(e, 1), 1)
                            && is(arg(e, 0), SIGMOID)
                    ? instead(e, Stable.rest(arg(e, 0)).negate()) : null),
            new Rule("exp(x) - 1 = expm1(x)", (e, s) -> is(e, SUBTRACT) && is(arg(e, 0), EXP) && isNumber(arg(e, 1), 1)
                    ? scalar(EXPM1, arg(arg(e, 0), 0)) : null),
            new Rule("1 - exp(x) = -expm1(x)", (e, s) -> {
                Expr a = Stable.less(e, 1);
                return a != null && is(a, EXP) ? instead(e, scalar(EXPM1, arg(a, 0)).negate()) : null;
            }),
            new Rule("1 + expm1(x) = exp(x)", (e, s) -> {
                Expr a = Stable.plus(e, 1);
                return a != null && is(a, EXPM1) ? instead(e, scalar(EXP, arg(a, 0))) : null;
            }),
            new Rule("1 - (1 - x) = x", (e, s) -> {
                Expr a = e.type().dtype().isFloat() ? Stable.less(e, 1) : null;
                return a == null ? null : Stable.less(a, 1);
            }),
            new Rule("c + c * tanh(x) = sigmoid(x * 2) * (c * 2)", Stable::onePlusTanh),
            new Rule("2c * sigmoid(x) - c = tanh(x / 2) * c", Stable::sigmoidLessHalf),
            // quotients, products and powers of exponentials a and b
            new Rule("a / (a + b) = sigmoid(log(a) - log(b))", Exponentials::share),
            new Rule("(a - b) / (a + b) = tanh((log(a) - log(b)) / 2)", Exponentials::tanh),
            new Rule("exp(x) / sum(exp(x)) = softmax(x), over the last axis", Exponentials::softmax),
            new Rule("sum(u * a) / sum(a) = sum(u * (a / sum(a)))", Exponentials::weightedMean),
            new Rule("a / b = exp(log(a) - log(b))", Exponentials::quotient),
            new Rule("u / b = u * (1 / b)", Exponentials::inverse),
            new Rule("a * b = exp(log(a) + log(b))", Exponentials::product),
            new Rule("where(c, u, v) * a = where(c, u * a, v * a)", Exponentials::productOfChoice),
            new Rule("(u * a + v * b) * c = u * a * c + v * b * c", Exponentials::productOfSum),
            new Rule("a ** c = exp(c * log(a))", Exponentials::power),
            new Rule("sqrt(sqr(x)) = abs(x)", (e, s) -> is(e, SQRT) && is(arg(e, 0), SQR)
                    ? instead(e, scalar(ABS, arg(arg(e, 0), 0))) : null),
            new Rule("x ** 0.5 = sqrt(x), of a sum of squares", (e, s) -> isPower(e, 0.5) && Squares.isSumWithNumbers(arg(e, 0))
                    ? scalar(SQRT, arg(e, 0)) : null),
            // logarithms; those of exponentials are the laws of Logarithms
            new Rule("log(a) without a", (e, s) -> is(e, LOG) ? s.logarithms().of(arg(e, 0)) : null),
            new Rule("log1p(a) = softplus(log(a))", (e, s) -> is(e, LOG1P) && !s.logarithms().isBounded(arg(e, 0))
                    ? Stable.of(SOFTPLUS, s.logarithms().of(arg(e, 0))) : null),
            new Rule("log1p(-sigmoid(x)) = -softplus(x)", (e, s) -> is(e, LOG1P) && is(arg(e, 0), NEGATE)
                            && is(arg(arg(e, 0), 0), SIGMOID)
                    ? scalar(SOFTPLUS, arg(arg(arg(e, 0), 0), 0)).negate() : null),
            new Rule("log(u * a) = log(u) + log(a)", StableLogs::logOfProduct),
            new Rule("log(1 - exp(x)) by expm1 near 0, by log1p far below", StableLogs::logOfRest),
            new Rule("log(1 - sqr(tanh(x))) = log(4) - softplus(x * 2) - softplus(-(x * 2))", StableLogs::logOfTanhSlope),
            new Rule("log1p(-softmax(x)), of a nearly certain class by what the others have", StableLogs::logOfOtherClasses),
            new Rule("log(sigmoid(a) - sigmoid(b)) = log(1 - exp(b - a)) - (softplus(-a) + softplus(b))", StableLogs::logOfSigmoids),
            new Rule("log(mean(u * a)) = log(sum(u * a)) - log(size(a))", StableLogs::logOfMean),
            new Rule("log(dot(u, a)) = log(sum(u * a))", StableLogs::logOfDot),
            new Rule("log(sum(u * a)) = s + log(sum(u * exp(log(a) - s)))", StableLogs::logOfSum),
            new Rule("log(1 + x) = log1p(x)", (e, s) -> is(e, LOG) ? Stable.of(LOG1P, Stable.plus(arg(e, 0), 1)) : null),
            new Rule("log(1 - x) = log1p(-x)", (e, s) -> is(e, LOG) && Stable.less(arg(e, 0), 1) != null
                    ? scalar(LOG1P, Stable.less(arg(e, 0), 1).negate()) : null),
            new Rule("x + softplus(-x) = softplus(x)", Softplus::ofParts));

    static final Rule NORM = new Rule(
            "sqrt(sum(sqr(x))) = sqrt(sum(sqr(x * c))) / c, c = 1 or a power of two that keeps squares in range",
            Norms::root);

    /** Those that keep a sum within the range of floating numbers, with no need to know it before one differentiates. */
    static final List<Rule> RANGE = List.of(
            NORM,
            new Rule("sum(c * x) = c * sum(x), c = 2, 4, 8 …", (e, s) -> Stable.factorFirst(e, 0, s)),
            new Rule("sum(x * c) = sum(x) * c, c = 2, 4, 8 …", (e, s) -> Stable.factorFirst(e, 1, s)));

    static final List<Rule> CHEAPER = List.of(
            new Rule("x ** -1 = 1 / x", (e, s) -> isPower(e, -1) ? one(e).div(arg(e, 0)) : null),
            new Rule("x ** 3 = x * sqr(x)", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 3)
                    ? promoted(e).times(promoted(e).sqr()) : null),
            new Rule("x ** 4 = sqr(sqr(x))", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 4)
                    ? promoted(e).sqr().sqr() : null),
            new Rule("x ** 0.5 = sqrt(x)", (e, s) -> isPower(e, 0.5) ? Stable.root(e) : null),
            new Rule("x ** -0.5 = 1 / sqrt(x)", (e, s) -> isPower(e, -0.5) ? one(e).div(Stable.root(e)) : null),
            // what says how to differentiate is of no use any more where nothing is differentiated
            new Rule("grad_scale(x, k) = x", (e, s) -> is(e, Op.Identity.class) ? arg(e, 0) : null));

    static final List<Rule> ALL =
            Stream.of(SAME_BITS, STABLE, RANGE, CHEAPER).flatMap(List::stream).toList();

    // spotless:on

    /** The first operand in the type in which the operation computes. */
    private static Expr promoted(Expr e) {
        return Build.cast(arg(e, 0), e.type().dtype());
    }

    /** outer(inner(x)) = outer(x). */
    private static Expr within(Expr e, ScalarOp outer, ScalarOp inner) {
        return is(e, outer) && is(arg(e, 0), inner) ? scalar(outer, arg(arg(e, 0), 0)) : null;
    }
}
