package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.EQ;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SQRT;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.TANH;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.instead;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isNumber;
import static arignote.rewrite.Match.isSum;
import static arignote.rewrite.Match.one;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.List;

/** Right sides that are too long for a row of {@link Rules}, of equations that are computed better. */
final class Stable {
    private Stable() {}

    /** The other operand of a sum with a number; null if this is none. */
    static Expr plus(Expr e, double number) {
        return is(e, ADD) ? beside(e, number) : null;
    }

    /** The second operand of number - x. */
    static Expr less(Expr e, double number) {
        return is(e, SUBTRACT) && isNumber(arg(e, 0), number) ? instead(e, arg(e, 1)) : null;
    }

    static Expr beside(Expr e, double number) {
        Expr other = isNumber(arg(e, 0), number) ? arg(e, 1) : isNumber(arg(e, 1), number) ? arg(e, 0) : null;
        return other == null ? null : instead(e, other);
    }

    /** -x, without a sign before a sign. */
    static Expr negated(Expr x) {
        return is(x, NEGATE) ? arg(x, 0) : is(x, SUBTRACT) ? scalar(SUBTRACT, arg(x, 1), arg(x, 0)) : x.negate();
    }

    /** 1 - sigmoid(x); x may be a bool, which has no negative. */
    static Expr rest(Expr sigmoid) {
        return scalar(SIGMOID, negated(cast(arg(sigmoid, 0), sigmoid.type().dtype())));
    }

    /** f(x), or null without x. */
    static Expr of(ScalarOp f, Expr x) {
        return x == null ? null : scalar(f, x);
    }

    /** c + c * tanh(x) and c - c * tanh(x), as a sigmoid is written with tanh; c may be 1. */
    static Expr onePlusTanh(Expr e, Facts facts) {
        if (!is(e, ADD) && !is(e, SUBTRACT)) {
            return null;
        }
        for (int side = 0; side < 2; side++) {
            Expr c = arg(e, side);
            Expr t = arg(e, 1 - side);
            Expr tanh = isNumber(c, 1) && is(t, TANH) ? t : is(t, MULTIPLY) ? times(c, t) : null;
            if (tanh != null && (is(e, ADD) || side == 0)) {
                Expr x = cast(arg(tanh, 0), e.type().dtype()).times(2);
                return instead(e, scalar(SIGMOID, is(e, ADD) ? x : x.negate()).times(c.times(2)));
            }
        }
        return null;
    }

    /** The tanh in a product with the number c. */
    private static Expr times(Expr c, Expr product) {
        for (int side = 0; side < 2; side++) {
            boolean number = c.op() instanceof Op.Constant && c.type().rank() == 0;
            if (number && arg(product, side).op().equals(c.op()) && is(arg(product, 1 - side), TANH)) {
                return arg(product, 1 - side);
            }
        }
        return null;
    }

    private static boolean isTwice(Expr c, Expr half) {
        return c.op() instanceof Op.Constant two
                && half.op() instanceof Op.Constant one
                && c.type().rank() == 0
                && half.type().rank() == 0
                && two.value().doubleAt(0) == 2 * one.value().doubleAt(0);
    }

    /** c * sigmoid(x) - c / 2, as a tanh is written with sigmoid. */
    static Expr sigmoidLessHalf(Expr e, Facts facts) {
        Expr product = is(e, SUBTRACT) ? arg(e, 0) : e;
        boolean fits = product != e && is(product, MULTIPLY) && arg(e, 1).op() instanceof Op.Constant;
        for (int side = 0; fits && side < 2; side++) {
            Expr c = arg(product, side);
            Expr p = arg(product, 1 - side);
            if (is(p, SIGMOID) && isTwice(c, arg(e, 1))) {
                return instead(
                        e,
                        scalar(TANH, cast(arg(p, 0), e.type().dtype()).div(2)).times(arg(e, 1)));
            }
        }
        return null;
    }

    /** A power of two in front of a sum: no product rounds, and those with each element could only overflow. */
    static Expr factorFirst(Expr e, int side, Facts facts) {
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
        Expr infinity = Build.constant(HostArray.scalar(x.type().dtype(), Double.POSITIVE_INFINITY));
        return scalar(WHERE, scalar(EQ, x, infinity.negate()), infinity, scalar(SQRT, x.plus(0)));
    }
}
