package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.EXPM1;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.POWER;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SOFTPLUS;
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
import arignote.expr.Op;
import java.util.List;
import java.util.function.UnaryOperator;

/** Quotients, products and powers of what is made of exponentials, by their {@link Logarithms}. */
final class Exponentials {
    private Exponentials() {}

    /** a / (a + b) of exponentials; a or b may be a number. */
    static Expr share(Expr e, Facts facts) {
        if (!is(e, DIVIDE) || !is(arg(e, 1), ADD) || facts.logarithms().of(arg(e, 1)) == null) {
            return null;
        }
        Expr sum = arg(e, 1);
        Expr a = arg(e, 0);
        Expr b = a == arg(sum, 0) ? arg(sum, 1) : a == arg(sum, 1) ? arg(sum, 0) : null;
        if (b == null) {
            return null;
        }
        Expr logA = facts.logarithms().ofPositive(a);
        Expr logB = facts.logarithms().ofPositive(b);
        if (logA == null || logB == null) {
            return null;
        }
        return instead(
                e, scalar(SIGMOID, isNumber(a, 1) ? Stable.negated(logB) : isNumber(b, 1) ? logA : logA.minus(logB)));
    }

    /** (a - b) / (a + b) of exponentials; a - 1 is written as expm1 by then. */
    static Expr tanh(Expr e, Facts facts) {
        if (!is(e, DIVIDE) || !is(arg(e, 1), ADD)) {
            return null;
        }
        Expr difference = arg(e, 0);
        Expr sum = arg(e, 1);
        if (is(difference, EXPM1)) {
            Expr x = Stable.plus(sum, 1);
            return x != null && is(x, EXP) && arg(x, 0) == arg(difference, 0)
                    ? instead(e, scalar(TANH, cast(arg(x, 0), e.type().dtype()).div(2)))
                    : null;
        }
        boolean same = is(difference, SUBTRACT)
                && (arg(difference, 0) == arg(sum, 0) && arg(difference, 1) == arg(sum, 1)
                        || arg(difference, 0) == arg(sum, 1) && arg(difference, 1) == arg(sum, 0));
        Expr a = same ? facts.logarithms().of(arg(difference, 0)) : null;
        Expr b = same ? facts.logarithms().of(arg(difference, 1)) : null;
        return a == null || b == null
                ? null
                : instead(e, scalar(TANH, a.minus(b).div(2)));
    }

    static Expr softmax(Expr e, Facts facts) {
        if (!is(e, DIVIDE) || !is(arg(e, 0), EXP)) {
            return null;
        }
        Expr sum = arg(e, 1);
        int rank = e.type().rank();
        boolean restored = sum.op() instanceof Op.DimShuffle d
                && isSum(arg(sum, 0))
                && Build.restored((Op.Reduce) arg(sum, 0).op(), rank, arg(sum, 0))
                        .op()
                        .equals(d);
        Expr reduction = restored ? arg(sum, 0) : sum;
        if (!isSum(reduction) || arg(reduction, 0) != arg(e, 0)) {
            return null;
        }
        Op.Reduce r = (Op.Reduce) reduction.op();
        boolean last = r.axes().equals(List.of(rank - 1)) && (r.keepDims() || restored || rank == 1);
        return last ? Build.softmax(arg(arg(e, 0), 0)) : null;
    }

    /** dot(u, a) / b for a number b as dot(u, a / b). */
    private static Expr dividedDot(Expr e, Facts facts) {
        Expr b = arg(e, 1);
        if (b.type().rank() > 0 || facts.logarithms().of(b) == null || !is(arg(e, 0), Op.Dot.class)) {
            return null;
        }
        for (int side = 0; side < 2; side++) {
            Expr a = arg(arg(e, 0), side);
            if (facts.logarithms().of(a) != null) {
                Expr other = arg(arg(e, 0), 1 - side);
                List<Expr> args = side == 0 ? List.of(a.div(b), other) : List.of(other, a.div(b));
                return instead(e, Expr.of(arg(e, 0).op(), args));
            }
        }
        return null;
    }

    /** sum(u * a) / sum(a) along the same axes as the sum of u * (a / sum(a)). */
    static Expr weightedMean(Expr e, Facts facts) {
        if (is(e, DIVIDE) && is(arg(e, 0), Op.Dot.class)) {
            return dividedDot(e, facts);
        }
        boolean sums = is(e, DIVIDE)
                && isSum(arg(e, 0))
                && isSum(arg(e, 1))
                && arg(e, 0).op().equals(arg(e, 1).op());
        Expr a = sums ? arg(arg(e, 1), 0) : null;
        Expr product = sums ? arg(arg(e, 0), 0) : null;
        if (!sums || facts.logarithms().of(a) == null || !is(product, MULTIPLY)) {
            return null;
        }
        Expr u = arg(product, 0) == a ? arg(product, 1) : arg(product, 1) == a ? arg(product, 0) : null;
        if (u == null || e.type().rank() > 0 && !facts.proved(product, a)) {
            return null;
        }
        Expr whole = Build.restored((Op.Reduce) arg(e, 1).op(), a.type().rank(), arg(e, 1));
        return instead(e, Expr.of(arg(e, 0).op(), List.of(u.times(a.div(whole)))));
    }

    /** a / b of exponentials, or a number over an exponential. */
    static Expr quotient(Expr e, Facts facts) {
        if (!is(e, DIVIDE)) {
            return null;
        }
        Expr a = facts.logarithms().ofPositive(arg(e, 0));
        Expr b = facts.logarithms().of(arg(e, 1));
        if (a == null || b == null) {
            return null;
        }
        if (!(arg(e, 0).op() instanceof Op.Constant)) {
            return instead(e, scalar(EXP, a.minus(b)));
        }
        if (!isNumber(arg(e, 0), 1)) {
            return instead(e, arg(e, 0).times(one(e).div(arg(e, 1)))); // its logarithm would take digits from the other
        }
        UnaryOperator<Expr> byLog = x -> scalar(EXP, Stable.negated(x));
        return instead(e, is(arg(e, 1), SOFTPLUS) ? farBelow(b, byLog, one(e)::div) : byLog.apply(b));
    }

    /**
     * A function of softplus(x), by its logarithm x far below 0 and of the value itself elsewhere: the exponential of a great number's
     * logarithm would have lost digits.
     *
     * @param log where(x < c, x, log(softplus(x)))
     */
    private static Expr farBelow(Expr log, UnaryOperator<Expr> byLog, UnaryOperator<Expr> direct) {
        // the maximum keeps the slope of the side that is not chosen finite
        return scalar(WHERE, arg(log, 0), byLog.apply(arg(log, 1)), direct.apply(arg(arg(log, 2), 0)));
    }

    /** u / b as u * (1 / b) where b may overflow; of u * a the exponential stays with b. */
    static Expr inverse(Expr e, Facts facts) {
        if (!is(e, DIVIDE)) {
            return null;
        }
        Expr u = arg(e, 0);
        Expr b = arg(e, 1);
        if (facts.logarithms().of(b) == null || facts.logarithms().isBounded(b)) {
            return null;
        }
        if (is(u, MULTIPLY)) {
            for (int side = 0; side < 2; side++) {
                if (facts.logarithms().of(arg(u, side)) != null) {
                    return instead(e, arg(u, 1 - side).times(arg(u, side).div(b)));
                }
            }
        }
        return instead(e, u.times(one(b).div(b)));
    }

    /** a * b of exponentials of which one may overflow where the other vanishes; a may be a factor of a product. */
    static Expr product(Expr e, Facts facts) {
        if (!is(e, MULTIPLY)) {
            return null;
        }
        Expr direct = joined(arg(e, 0), arg(e, 1), facts.logarithms());
        if (direct != null) {
            return instead(e, direct);
        }
        for (int side = 0; side < 2; side++) {
            Expr b = arg(e, side);
            Expr chain = arg(e, 1 - side);
            for (int i = 0; i < 2 && is(chain, MULTIPLY); i++) {
                Expr both = joined(arg(chain, i), b, facts.logarithms());
                if (both != null) {
                    return instead(e, arg(chain, 1 - i).times(both));
                }
            }
        }
        return null;
    }

    /** where(c, u, v) * b, where b may overflow, as the choice of two products. */
    static Expr productOfChoice(Expr e, Facts facts) {
        for (int side = 0; is(e, MULTIPLY) && side < 2; side++) {
            Expr choice = arg(e, side);
            Expr b = arg(e, 1 - side);
            boolean overflows = is(choice, WHERE)
                    && facts.logarithms().of(b) != null
                    && !facts.logarithms().isBounded(b);
            if (overflows) {
                return instead(
                        e,
                        scalar(
                                WHERE,
                                arg(choice, 0),
                                arg(choice, 1).times(b),
                                arg(choice, 2).times(b)));
            }
        }
        return null;
    }

    /** (u + v) * b, where b may overflow while both u and v vanish, as the sum of two products. */
    static Expr productOfSum(Expr e, Facts facts) {
        for (int side = 0; is(e, MULTIPLY) && side < 2; side++) {
            Expr sum = arg(e, side);
            Expr b = arg(e, 1 - side);
            boolean overflows = (is(sum, ADD) || is(sum, SUBTRACT))
                    && facts.logarithms().of(b) != null
                    && !facts.logarithms().isBounded(b)
                    && vanishes(arg(sum, 0), facts.logarithms())
                    && vanishes(arg(sum, 1), facts.logarithms());
            if (overflows) {
                return instead(
                        e,
                        Expr.of(
                                sum.op(),
                                List.of(arg(sum, 0).times(b), arg(sum, 1).times(b))));
            }
        }
        return null;
    }

    /** Whether e is a product with an exponential, or one with a sign or behind a choice. */
    private static boolean vanishes(Expr e, Logarithms logs) {
        Expr inner = is(e, NEGATE) ? arg(e, 0) : e;
        if (is(inner, WHERE)) {
            return vanishes(arg(inner, 1), logs) || vanishes(arg(inner, 2), logs);
        }
        return is(inner, MULTIPLY) && (logs.of(arg(inner, 0)) != null || logs.of(arg(inner, 1)) != null);
    }

    private static Expr joined(Expr a, Expr b, Logarithms logs) {
        if (logs.of(a) == null || logs.of(b) == null || logs.isBounded(a) && logs.isBounded(b)) {
            return null;
        }
        return scalar(EXP, logs.of(a).plus(logs.of(b)));
    }

    /** sqrt(a), and powers that are no whole number from 1 on: their slopes are infinite where a vanishes. */
    static Expr power(Expr e, Facts facts) {
        Expr a = is(e, SQRT) || is(e, POWER) ? facts.logarithms().of(arg(e, 0)) : null;
        if (a == null || !arg(e, 0).type().dtype().equals(e.type().dtype())) {
            return null;
        }
        if (is(e, SQRT)) {
            return raised(arg(e, 0), a, log -> log.times(0.5), x -> scalar(SQRT, x));
        }
        Expr c = arg(e, 1);
        boolean regular = c.op() instanceof Op.Constant k
                && k.value().shape().length == 0
                && k.value().doubleAt(0) >= 1
                && k.value().doubleAt(0) == Math.rint(k.value().doubleAt(0));
        return regular
                ? null
                : instead(e, raised(arg(e, 0), a, log -> Logarithms.ofPower(c, log), x -> scalar(POWER, x, c)));
    }

    private static Expr raised(Expr a, Expr log, UnaryOperator<Expr> ofLog, UnaryOperator<Expr> direct) {
        UnaryOperator<Expr> byLog = x -> scalar(EXP, ofLog.apply(x));
        return is(a, SOFTPLUS) ? farBelow(log, byLog, direct) : byLog.apply(log);
    }
}
