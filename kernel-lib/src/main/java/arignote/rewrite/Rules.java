package arignote.rewrite;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.EXPM1;
import static arignote.expr.ScalarOp.LOG;
import static arignote.expr.ScalarOp.LOG1P;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.POWER;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SOFTPLUS;
import static arignote.expr.ScalarOp.SQR;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.instead;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isNumber;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.SameShape;
import arignote.expr.ScalarOp;
import java.util.List;

/**
 * The equations, in the order in which they are tried. Those of the first part change no bit of any value. Those of the
 * second part hold in mathematics and have the right side computed without overflow or cancellation, so that it is the
 * left side that was wrong where they differ.
 */
final class Rules {
    private Rules() {}

    // spotless:off
    static final List<Rule> ALL = List.of(
            // the same bits
            new Rule("f(constants) = their value", Rules::folded),
            new Rule("cast(cast(x)) = cast(x), the inner one widening", Rules::onceCast),
            new Rule("-(-x) = x", (e, s) -> is(e, NEGATE) && is(arg(e, 0), NEGATE) ? arg(arg(e, 0), 0) : null),
            new Rule("x + -y = x - y", (e, s) -> is(e, ADD) && is(arg(e, 1), NEGATE)
                    ? scalar(SUBTRACT, arg(e, 0), arg(arg(e, 1), 0)) : null),
            new Rule("-x + y = y - x", (e, s) -> is(e, ADD) && is(arg(e, 0), NEGATE)
                    ? scalar(SUBTRACT, arg(e, 1), arg(arg(e, 0), 0)) : null),
            new Rule("x - -y = x + y", (e, s) -> is(e, SUBTRACT) && is(arg(e, 1), NEGATE)
                    ? scalar(ADD, arg(e, 0), arg(arg(e, 1), 0)) : null),
            new Rule("-x * -y = x * y", (e, s) -> bothNegated(e, MULTIPLY)),
            new Rule("-x / -y = x / y", (e, s) -> bothNegated(e, DIVIDE)),
            new Rule("x * 1 = x", (e, s) -> is(e, MULTIPLY) && isNumber(arg(e, 1), 1) ? instead(e, arg(e, 0)) : null),
            new Rule("1 * x = x", (e, s) -> is(e, MULTIPLY) && isNumber(arg(e, 0), 1) ? instead(e, arg(e, 1)) : null),
            new Rule("x / 1 = x", (e, s) -> is(e, DIVIDE) && isNumber(arg(e, 1), 1) ? instead(e, arg(e, 0)) : null),
            new Rule("x - 0 = x", (e, s) -> is(e, SUBTRACT) && isNumber(arg(e, 1), 0) ? instead(e, arg(e, 0)) : null),
            new Rule("x ** 1 = x", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 1) ? instead(e, arg(e, 0)) : null),
            new Rule("x ** 2 = sqr(x)", (e, s) -> is(e, POWER) && isNumber(arg(e, 1), 2)
                    ? ofType(e, scalar(SQR, arg(e, 0))) : null),
            new Rule("x * x = sqr(x)", (e, s) -> is(e, MULTIPLY) && arg(e, 0) == arg(e, 1) && isArithmetic(e)
                    ? scalar(SQR, arg(e, 0)) : null),
            new Rule("sqr(-x) = sqr(x)", (e, s) -> within(e, SQR, NEGATE)),
            new Rule("sqr(abs(x)) = sqr(x)", (e, s) -> within(e, SQR, ABS)),
            new Rule("abs(-x) = abs(x)", (e, s) -> within(e, ABS, NEGATE)),
            new Rule("where(c, x, x) = x", (e, s) -> is(e, WHERE) && arg(e, 1) == arg(e, 2) && s.proved(e, arg(e, 1))
                    ? instead(e, arg(e, 1)) : null),
            new Rule("shape(f(x)) = shape(x), f element by element", Rules::deeperShape),
            new Rule("sum_like(x, y) = x, of the same shape", (e, s) -> is(e, Op.SumTo.class) ? unchanged(e, s) : null),
            new Rule("broadcast_like(x, y) = x, of the same shape",
                    (e, s) -> is(e, Op.BroadcastTo.class) ? unchanged(e, s) : null),
            new Rule("dimshuffle(dimshuffle(x)) = dimshuffle(x)", Rules::onceShuffled),
            new Rule("dot(x.T, y) = tensordot(x, y), without moving x", (e, s) -> untransposed(e, 0)),
            new Rule("dot(x, y.T) = tensordot(x, y), without moving y", (e, s) -> untransposed(e, 1)),
            // stable forms
            new Rule("1 / (1 + exp(-x)) = sigmoid(x)", (e, s) -> is(e, DIVIDE) && isNumber(arg(e, 0), 1)
                            && onePlus(arg(e, 1), EXP) != null && is(arg(onePlus(arg(e, 1), EXP), 0), NEGATE)
                    ? scalar(SIGMOID, arg(arg(onePlus(arg(e, 1), EXP), 0), 0)) : null),
            new Rule("exp(x) / (1 + exp(x)) = sigmoid(x)", (e, s) -> is(e, DIVIDE) && is(arg(e, 0), EXP)
                            && onePlus(arg(e, 1), EXP) == arg(e, 0)
                    ? scalar(SIGMOID, arg(arg(e, 0), 0)) : null),
            new Rule("log(sigmoid(x)) = -softplus(-x)", (e, s) -> is(e, LOG) && is(arg(e, 0), SIGMOID)
                    ? scalar(SOFTPLUS, arg(arg(e, 0), 0).negate()).negate() : null),
            new Rule("log(1 - sigmoid(x)) = -softplus(x)", (e, s) -> is(e, LOG) && is(arg(e, 0), SUBTRACT)
                            && isNumber(arg(arg(e, 0), 0), 1) && is(arg(arg(e, 0), 1), SIGMOID)
                    ? scalar(SOFTPLUS, arg(arg(arg(e, 0), 1), 0)).negate() : null),
            new Rule("log1p(exp(x)) = softplus(x)", (e, s) -> is(e, LOG1P) && is(arg(e, 0), EXP)
                    ? scalar(SOFTPLUS, arg(arg(e, 0), 0)) : null),
            new Rule("log(softmax(x)) = log_softmax(x)", (e, s) -> is(e, LOG) && is(arg(e, 0), Op.Softmax.class)
                    ? Build.logSoftmax(arg(arg(e, 0), 0)) : null),
            new Rule("(g / softmax(x)) * softmax(x) = g", (e, s) -> is(e, MULTIPLY) && is(arg(e, 0), DIVIDE)
                            && is(arg(e, 1), Op.Softmax.class) && arg(arg(e, 0), 1) == arg(e, 1)
                            && s.proved(arg(arg(e, 0), 0), e)
                    ? instead(e, arg(arg(e, 0), 0)) : null),
            new Rule("log(1 + x) = log1p(x)", (e, s) -> is(e, LOG) && onePlus(arg(e, 0), null) != null
                    ? scalar(LOG1P, onePlus(arg(e, 0), null)) : null),
            new Rule("exp(x) - 1 = expm1(x)", (e, s) -> is(e, SUBTRACT) && is(arg(e, 0), EXP) && isNumber(arg(e, 1), 1)
                    ? scalar(EXPM1, arg(arg(e, 0), 0)) : null));

    // spotless:on

    // what is too long for a row

    /** The value of a scalar operation or a cast of numbers, by the operation's own row. */
    private static Expr folded(Expr e, SameShape shapes) {
        boolean numbers = !e.args().isEmpty()
                && e.args().stream()
                        .allMatch(a ->
                                a.op() instanceof Op.Constant c && c.value().shape().length == 0);
        if (!numbers) {
            return null;
        }
        DType dtype = e.type().dtype();
        Literal[] v = e.args().stream().map(a -> ((Op.Constant) a.op()).value()).toArray(Literal[]::new);
        if (e.op() instanceof Op.Cast) {
            boolean exact = dtype.isFloat() || !v[0].type().dtype().isFloat();
            return exact && dtype != DType.BOOL && !(dtype == DType.INT32)
                    ? Build.constant(
                            dtype.isFloat() ? Literal.scalar(dtype, v[0].doubleAt(0)) : whole(dtype, v[0].longAt(0)))
                    : null;
        }
        // whole numbers can overflow and refuse a power: that is left to the call
        if (!(e.op() instanceof Op.Elementwise w) || !dtype.isFloat()) {
            return null;
        }
        double value = w.op().value().at(at(v, 0), at(v, 1), at(v, 2));
        return Build.constant(Literal.scalar(dtype, value));
    }

    private static double at(Literal[] v, int i) {
        return i < v.length ? v[i].doubleAt(0) : 0;
    }

    private static Literal whole(DType dtype, long value) {
        return Literal.ofIntegers(dtype, new long[0], new long[] {value});
    }

    private static Expr onceCast(Expr e, SameShape shapes) {
        if (!(e.op() instanceof Op.Cast c) || !(arg(e, 0).op() instanceof Op.Cast inner)) {
            return null;
        }
        Expr x = arg(arg(e, 0), 0);
        boolean widening =
                inner.to().accepts(x.type().dtype()) && !lossy(x.type().dtype(), inner.to());
        return widening ? Build.cast(x, c.to()) : null;
    }

    /** An int64 has more digits than a float64. */
    private static boolean lossy(DType from, DType to) {
        return from == DType.INT64 && to.isFloat();
    }

    private static Expr bothNegated(Expr e, ScalarOp op) {
        // the least whole number is its own negative, which shows in a quotient
        return is(e, op)
                        && is(arg(e, 0), NEGATE)
                        && is(arg(e, 1), NEGATE)
                        && arg(e, 0).type().dtype().isFloat()
                ? scalar(op, arg(arg(e, 0), 0), arg(arg(e, 1), 0))
                : null;
    }

    /** outer(inner(x)) = outer(x). */
    private static Expr within(Expr e, ScalarOp outer, ScalarOp inner) {
        return is(e, outer) && is(arg(e, 0), inner) ? scalar(outer, arg(arg(e, 0), 0)) : null;
    }

    private static boolean isArithmetic(Expr e) {
        return e.type().dtype() != DType.BOOL;
    }

    private static Expr ofType(Expr e, Expr by) {
        return by.type().equals(e.type()) ? by : null;
    }

    /** In 1 + f(x) or f(x) + 1 the f(x); any operand if f is null. */
    private static Expr onePlus(Expr e, ScalarOp f) {
        if (!is(e, ADD)) {
            return null;
        }
        Expr other = isNumber(arg(e, 0), 1) ? arg(e, 1) : isNumber(arg(e, 1), 1) ? arg(e, 0) : null;
        return other != null && (f == null || is(other, f)) && other.type().equals(e.type()) ? other : null;
    }

    private static Expr deeperShape(Expr e, SameShape shapes) {
        if (!is(e, Op.Shape.class) && !is(e, Op.Size.class)) {
            return null;
        }
        Expr deepest = shapes.source(arg(e, 0));
        return deepest == arg(e, 0) || deepest.type().rank() != arg(e, 0).type().rank()
                ? null
                : Expr.of(e.op(), List.of(deepest));
    }

    /** The first argument, if it has the shape that the second asks for. */
    private static Expr unchanged(Expr e, SameShape shapes) {
        return is(arg(e, 1), Op.Shape.class) && shapes.proved(arg(e, 0), arg(arg(e, 1), 0)) ? arg(e, 0) : null;
    }

    private static Expr onceShuffled(Expr e, SameShape shapes) {
        if (!(e.op() instanceof Op.DimShuffle outer) || !(arg(e, 0).op() instanceof Op.DimShuffle inner)) {
            return null;
        }
        List<Integer> pattern = outer.pattern().stream()
                .map(i -> i == Op.DimShuffle.NEW ? i : inner.pattern().get(i))
                .toList();
        return Build.dimshuffle(arg(arg(e, 0), 0), pattern);
    }

    /** A contraction reads its arguments along any axes, so one that only had its axes moved is read where it lies. */
    private static Expr untransposed(Expr e, int side) {
        if (!(e.op() instanceof Op.Dot d) || !(arg(e, side).op() instanceof Op.DimShuffle moved)) {
            return null;
        }
        Expr x = arg(arg(e, side), 0);
        boolean permutation =
                moved.pattern().size() == x.type().rank() && !moved.pattern().contains(Op.DimShuffle.NEW);
        List<Integer> summed = side == 0 ? d.left() : d.right();
        if (!permutation) {
            return null;
        }
        List<Integer> now = summed.stream().map(moved.pattern()::get).toList();
        List<Integer> free = Op.Dot.free(moved.pattern().size(), summed).stream()
                .map(moved.pattern()::get)
                .toList();
        if (!free.equals(free.stream().sorted().toList())) {
            return null;
        }
        return side == 0 ? Build.dot(x, arg(e, 1), now, d.right()) : Build.dot(arg(e, 0), x, d.left(), now);
    }
}
