package arignote.rewrite;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EQ;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SQR;
import static arignote.expr.ScalarOp.SQRT;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.instead;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isNumber;
import static arignote.rewrite.Match.isSum;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.SameShape;
import arignote.expr.ScalarOp;
import java.util.List;

/** Right sides that are too long for a row of {@link Rules}, of equations that are computed better. */
final class Stable {
    private Stable() {}

    /** In 1 + f(x) or f(x) + 1 the f(x); any operand if f is null. */
    static Expr onePlus(Expr e, ScalarOp f) {
        if (!is(e, ADD)) {
            return null;
        }
        Expr other = isNumber(arg(e, 0), 1) ? arg(e, 1) : isNumber(arg(e, 1), 1) ? arg(e, 0) : null;
        return other != null && (f == null || is(other, f)) && other.type().equals(e.type()) ? other : null;
    }

    /** What the gradient of 1 / (1 + exp(-x)) by x is before anything was rewritten. */
    static Expr sigmoidSlope(Expr e, SameShape shapes) {
        if (!is(e, MULTIPLY) || !is(arg(e, 1), EXP) || !is(arg(arg(e, 1), 0), NEGATE)) {
            return null;
        }
        Expr minusX = arg(arg(e, 1), 0);
        Expr slope = scalar(SIGMOID, arg(minusX, 0)).times(scalar(SIGMOID, minusX));
        // g / sqr(…), or g * (1 / sqr(…))
        Expr left = arg(e, 0);
        boolean product = is(left, MULTIPLY) && is(arg(left, 1), DIVIDE) && isNumber(arg(arg(left, 1), 0), 1);
        Expr quotient = product ? arg(left, 1) : left;
        boolean fits = is(quotient, DIVIDE)
                && is(arg(quotient, 1), SQR)
                && onePlus(arg(arg(quotient, 1), 0), EXP) == arg(e, 1);
        if (!fits) {
            return null;
        }
        Expr g = arg(left, 0);
        return instead(e, isNumber(g, 1) ? slope : g.times(slope));
    }

    /** What the gradients of log(sigmoid(x)) and log(1 - sigmoid(x)) are before anything was rewritten. */
    static Expr sigmoidRatio(Expr e, boolean bySigmoid, SameShape shapes) {
        if (!is(e, MULTIPLY) || !is(arg(e, 0), DIVIDE) || !is(arg(e, 1), MULTIPLY)) {
            return null;
        }
        Expr g = arg(arg(e, 0), 0);
        Expr by = arg(arg(e, 0), 1);
        Expr p = arg(arg(e, 1), 0);
        Expr q = arg(arg(e, 1), 1);
        if (!is(p, SIGMOID) || !isRest(q, p) || !(bySigmoid ? by == p : isRest(by, p))) {
            return null;
        }
        Expr other = bySigmoid ? q : p;
        return instead(e, isNumber(g, 1) && shapes.proved(e, other) ? other : g.times(other));
    }

    /** Whether q is 1 - p for a sigmoid p, which may be written sigmoid(-x). */
    private static boolean isRest(Expr q, Expr p) {
        return is(q, SUBTRACT) && isNumber(arg(q, 0), 1) && arg(q, 1) == p
                || is(q, SIGMOID) && is(arg(q, 0), NEGATE) && arg(arg(q, 0), 0) == arg(p, 0);
    }

    /** Whether this is a sum of exp(x), along any axes; of any x if that is null. */
    static boolean isSumOfExp(Expr e, Expr x) {
        return isSum(e) && is(arg(e, 0), EXP) && (x == null || arg(arg(e, 0), 0) == x);
    }

    /** The logarithm of a sum of exp(x). */
    static Expr logsumexp(Expr sum) {
        Op.Reduce r = (Op.Reduce) sum.op();
        return Expr.of(
                new Op.Reduce(Op.Reduce.Kind.LOGSUMEXP, r.axes(), r.keepDims()),
                arg(sum, 0).args());
    }

    static Expr softmax(Expr e, SameShape shapes) {
        if (!is(e, DIVIDE) || !is(arg(e, 0), EXP) || !isSumOfExp(arg(e, 1), arg(arg(e, 0), 0))) {
            return null;
        }
        Op.Reduce r = (Op.Reduce) arg(e, 1).op();
        int rank = e.type().rank();
        boolean last = r.axes().equals(List.of(rank - 1)) && (r.keepDims() || rank == 1);
        return last ? Build.softmax(arg(arg(e, 0), 0)) : null;
    }

    /** What the gradient of log(sum(exp(x))) is before anything was rewritten, with a sum along any axes. */
    static Expr softmaxFromSum(Expr e, SameShape shapes) {
        if (!is(e, MULTIPLY) || !is(arg(e, 1), EXP)) {
            return null;
        }
        Expr x = arg(arg(e, 1), 0);
        Op.DimShuffle spread = arg(e, 0).op() instanceof Op.DimShuffle d ? d : null;
        Expr quotient = spread == null ? arg(e, 0) : arg(arg(e, 0), 0);
        if (!is(quotient, DIVIDE) || !isSumOfExp(arg(quotient, 1), x)) {
            return null;
        }
        Expr g = arg(quotient, 0);
        Expr log = logsumexp(arg(quotient, 1));
        if (spread != null) {
            if (g.type().rank() > 0 && g.type().rank() != log.type().rank()) {
                return null;
            }
            g = g.type().rank() == 0 ? g : Build.dimshuffle(g, spread.pattern());
            log = Build.dimshuffle(log, spread.pattern());
        }
        return instead(e, g.times(scalar(EXP, x.minus(log))));
    }

    /** A power of two in front of a sum: no product rounds, and those with each element could only overflow. */
    static Expr factorFirst(Expr e, int side, SameShape shapes) {
        if (!isSum(e) || !is(arg(e, 0), MULTIPLY) || !e.type().dtype().isFloat()) {
            return null;
        }
        Expr c = arg(arg(e, 0), side);
        Expr x = arg(arg(e, 0), 1 - side);
        boolean power = c.op() instanceof Op.Constant k
                && k.value().size() == 1
                && k.value().shape().length == 0
                && k.value().doubleAt(0) >= 2
                && k.value().doubleAt(0) < Double.POSITIVE_INFINITY
                && Math.scalb(1.0, Math.getExponent(k.value().doubleAt(0)))
                        == k.value().doubleAt(0);
        if (!power || !x.type().equals(arg(e, 0).type())) {
            return null;
        }
        Expr sum = Expr.of(e.op(), List.of(x));
        return side == 0 ? scalar(MULTIPLY, c, sum) : scalar(MULTIPLY, sum, c);
    }

    /** x ** 0.5, which is 0 for -0 and infinite for minus infinity, as a square root is not. */
    static Expr root(Expr power) {
        Expr x = arg(power, 0);
        Expr infinity = Build.constant(Literal.scalar(x.type().dtype(), Double.POSITIVE_INFINITY));
        return scalar(WHERE, scalar(EQ, x, infinity.negate()), infinity, scalar(SQRT, x.plus(0)));
    }
}
