package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EQ;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.EXPM1;
import static arignote.expr.ScalarOp.GT;
import static arignote.expr.ScalarOp.LOG;
import static arignote.expr.ScalarOp.LOG1P;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.POWER;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SOFTPLUS;
import static arignote.expr.ScalarOp.SQR;
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
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/** Right sides that are too long for a row of {@link Rules}, of equations that are computed better. */
final class Stable {
    /** From here up, log(1 - exp(x)) is computed from expm1: {@code -log(2)}. */
    private static final double HALF = -0.6931471805599453;

    private Stable() {}

    /** The other operand of a sum with a number; null if this is none. */
    static Expr plus(Expr e, double number) {
        return is(e, ADD) ? beside(e, number) : null;
    }

    /** The second operand of number - x. */
    static Expr less(Expr e, double number) {
        return is(e, SUBTRACT) && isNumber(arg(e, 0), number) ? instead(e, arg(e, 1)) : null;
    }

    private static Expr beside(Expr e, double number) {
        Expr other = isNumber(arg(e, 0), number) ? arg(e, 1) : isNumber(arg(e, 1), number) ? arg(e, 0) : null;
        return other == null ? null : instead(e, other);
    }

    /** -x, without a sign before a sign. */
    private static Expr negated(Expr x) {
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

    // Logarithms

    /** log(u * a) and log(u / a), log(a / u), with any u; its sign shows in its own logarithm. */
    static Expr logOfProduct(Expr e, Facts facts) {
        Expr p = is(e, LOG) ? arg(e, 0) : e;
        if (p == e || !is(p, MULTIPLY) && !is(p, DIVIDE)) {
            return null;
        }
        Expr a = facts.logarithms().of(arg(p, 0));
        Expr b = facts.logarithms().of(arg(p, 1));
        if ((a == null) == (b == null)) {
            return null;
        }
        ScalarOp join = is(p, MULTIPLY) ? ADD : SUBTRACT;
        return instead(e, scalar(join, a == null ? log(arg(p, 0), e) : a, b == null ? log(arg(p, 1), e) : b));
    }

    private static Expr log(Expr x, Expr like) {
        return scalar(LOG, cast(x, like.type().dtype()));
    }

    /** log(1 - exp(x)) and log1p(-exp(x)). */
    static Expr logOfRest(Expr e, Facts facts) {
        Expr inner = is(e, LOG) || is(e, LOG1P) ? arg(e, 0) : e;
        boolean fits = inner != e && is(inner, NEGATE) && is(arg(inner, 0), is(e, LOG) ? EXPM1 : EXP);
        return fits ? instead(e, logOfRest(cast(arg(arg(inner, 0), 0), e.type().dtype()))) : null;
    }

    /** log(1 - exp(x)): by expm1 where exp(x) is near 1, by log1p where it is small. */
    private static Expr logOfRest(Expr x) {
        Expr none = Build.number(0, x); // 0 - x is no -x, so that this is not found again
        return scalar(
                WHERE,
                scalar(GT, x, Build.number(HALF, x)),
                scalar(LOG, none.minus(scalar(EXPM1, x))),
                scalar(LOG1P, none.minus(scalar(EXP, x))));
    }

    /** The logarithm of softplus(x) or -expm1(x) where that is not tiny, in a form that no law looks into again. */
    static Expr logOf(Expr e) {
        return is(e, NEGATE) ? logOfRest(arg(arg(e, 0), 0)) : scalar(LOG, scalar(MAXIMUM, e, Build.number(1e-20, e)));
    }

    /** log1p(-p) for p = softmax(x), or parts of it: of a nearly certain class by what the others have. */
    static Expr logOfOtherClasses(Expr e, Facts facts) {
        Expr p = is(e, LOG1P) && is(arg(e, 0), NEGATE) ? arg(arg(e, 0), 0) : null;
        if (p != null && Logarithms.movesElements(p)) {
            List<Expr> args = new ArrayList<>(p.args());
            args.set(0, scalar(LOG1P, arg(p, 0).negate()));
            return Logarithms.isOfSoftmax(p) ? instead(e, Expr.of(p.op(), args)) : null;
        }
        if (p == null || !is(p, Op.Softmax.class)) {
            return null;
        }
        Expr x = cast(arg(p, 0), e.type().dtype());
        Expr nothing = Build.constant(Literal.scalar(x.type().dtype(), Double.NEGATIVE_INFINITY));
        Expr likely = scalar(GT, p, Build.number(0.5, p));
        Expr all = Build.keepDims(Build.reduce(Op.Reduce.Kind.LOGSUMEXP, x, -1));
        Expr others = Build.keepDims(Build.reduce(Op.Reduce.Kind.LOGSUMEXP, scalar(WHERE, likely, nothing, x), -1));
        Expr rest = scalar(LOG1P, Build.number(0, p).minus(p)); // 0 - p is no -p, so that this is not found again
        return scalar(WHERE, likely, others.minus(all), rest);
    }

    /** log(sigmoid(a) - sigmoid(b)) = log(sigmoid(a)) + log(sigmoid(-b)) + log(1 - exp(b - a)). */
    static Expr logOfSigmoids(Expr e, Facts facts) {
        Expr d = is(e, LOG) ? arg(e, 0) : e;
        if (d == e || !is(d, SUBTRACT) || !is(arg(d, 0), SIGMOID) || !is(arg(d, 1), SIGMOID)) {
            return null;
        }
        Expr a = cast(arg(arg(d, 0), 0), e.type().dtype());
        Expr b = cast(arg(arg(d, 1), 0), e.type().dtype());
        Expr both = scalar(SOFTPLUS, negated(a)).plus(scalar(SOFTPLUS, b));
        return instead(e, logOfRest(b.minus(a)).minus(both));
    }

    /** log(1 - sqr(tanh(x))), the logarithm of the slope of tanh. */
    static Expr logOfTanhSlope(Expr e, Facts facts) {
        Expr square = is(e, LOG) ? less(arg(e, 0), 1) : null;
        if (square == null || !is(square, SQR) || !is(arg(square, 0), TANH)) {
            return null;
        }
        Expr x = cast(arg(arg(square, 0), 0), e.type().dtype()).times(2);
        Expr four = Build.number(LOG.value().at(4, 0, 0), x);
        return four.minus(scalar(SOFTPLUS, x)).minus(scalar(SOFTPLUS, x.negate()));
    }

    /** log(sum(u * a)) for weights u of any sign, of terms or along axes. */
    static Expr logOfSum(Expr e, Facts facts) {
        Expr sum = is(e, LOG) ? instead(e, arg(e, 0)) : null;
        if (sum == null) {
            return null;
        }
        if (is(sum, ADD) || is(sum, SUBTRACT)) {
            Expr log = LogSums.ofTerms(sum, facts.logarithms());
            return log == null ? null : instead(e, log);
        }
        return isSum(sum) ? LogSums.along(sum, facts.logarithms()) : null;
    }

    /** log(mean(x)) as the logarithm of a sum, where that of a sum is known. */
    static Expr logOfMean(Expr e, Facts facts) {
        if (!is(e, LOG)
                || !Logarithms.isMean(arg(e, 0))
                || !arg(arg(e, 0), 0).type().dtype().isFloat()) {
            return null;
        }
        Expr sum = Logarithms.reduced(Op.Reduce.Kind.SUM, arg(e, 0), arg(arg(e, 0), 0));
        Expr log = LogSums.along(sum, facts.logarithms());
        return log == null ? null : log.minus(Logarithms.logOfSize(arg(e, 0)));
    }

    /** dot(a, u) of vectors as a sum, which the logarithm around it can look into. */
    static Expr logOfDot(Expr e, Facts facts) {
        if (!is(e, LOG) || !is(arg(e, 0), Op.Dot.class) || arg(e, 0).type().rank() != 0) {
            return null;
        }
        Expr a = arg(arg(e, 0), 0);
        Expr b = arg(arg(e, 0), 1);
        boolean known = facts.logarithms().of(a) != null || facts.logarithms().of(b) != null;
        return known && a.type().rank() == 1 ? instead(e, scalar(LOG, a.times(b).sum())) : null;
    }

    // Exponentials

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
        return instead(e, scalar(SIGMOID, isNumber(a, 1) ? negated(logB) : isNumber(b, 1) ? logA : logA.minus(logB)));
    }

    /** (a - b) / (a + b) of exponentials; a - 1 is written as expm1 by then. */
    static Expr tanh(Expr e, Facts facts) {
        if (!is(e, DIVIDE) || !is(arg(e, 1), ADD)) {
            return null;
        }
        Expr difference = arg(e, 0);
        Expr sum = arg(e, 1);
        if (is(difference, EXPM1)) {
            Expr x = plus(sum, 1);
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
        return instead(e, scalar(EXP, isNumber(arg(e, 0), 1) ? negated(b) : a.minus(b)));
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
            return scalar(EXP, a.times(0.5));
        }
        Expr c = arg(e, 1);
        boolean regular = c.op() instanceof Op.Constant k
                && k.value().shape().length == 0
                && k.value().doubleAt(0) >= 1
                && k.value().doubleAt(0) == Math.rint(k.value().doubleAt(0));
        return regular ? null : instead(e, scalar(EXP, cast(c, e.type().dtype()).times(a)));
    }

    // Parts of one

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

    /** x + softplus(-x), softplus(x) - x and maximum(x, 0) + softplus(-abs(x)), also with another term in between. */
    static Expr softplusOfParts(Expr e, Facts facts) {
        boolean sum = is(e, ADD);
        if (!sum && !is(e, SUBTRACT)) {
            return null;
        }
        Expr a = arg(e, 0);
        Expr b = arg(e, 1);
        Expr direct = joined(a, false, b, !sum);
        if (direct != null) {
            return instead(e, direct);
        }
        // (p ± q) ± b, where b goes with p or with q
        if (is(a, ADD) || is(a, SUBTRACT)) {
            boolean less = is(a, SUBTRACT);
            Expr withP = joined(arg(a, 0), false, b, !sum);
            if (withP != null) {
                return instead(e, scalar(less ? SUBTRACT : ADD, withP, arg(a, 1)));
            }
            Expr withQ = joined(arg(a, 1), less, b, !sum);
            if (withQ != null) {
                return instead(e, arg(a, 0).plus(withQ));
            }
        }
        // a ± (p ± q), where a goes with p or with q
        if (is(b, ADD) || is(b, SUBTRACT)) {
            boolean lessQ = is(b, SUBTRACT) == sum;
            Expr withP = joined(a, false, arg(b, 0), !sum);
            if (withP != null) {
                return instead(e, scalar(lessQ ? SUBTRACT : ADD, withP, arg(b, 1)));
            }
            Expr withQ = joined(a, false, arg(b, 1), lessQ);
            if (withQ != null) {
                return instead(e, scalar(sum ? ADD : SUBTRACT, withQ, arg(b, 0)));
            }
        }
        return null;
    }

    /** The two terms, each with a sign, as one softplus; null if they are none. */
    private static Expr joined(Expr a, boolean lessA, Expr b, boolean lessB) {
        Expr one = ordered(a, lessA, b, lessB);
        return one != null ? one : ordered(b, lessB, a, lessA);
    }

    private static Expr ordered(Expr soft, boolean lessSoft, Expr other, boolean less) {
        if (lessSoft || !is(soft, SOFTPLUS)) {
            return null;
        }
        Expr x = arg(soft, 0);
        boolean negative = is(x, NEGATE);
        if (less && other == x) {
            return scalar(SOFTPLUS, x.negate());
        }
        if (!less && negative && other == arg(x, 0)) {
            return scalar(SOFTPLUS, other);
        }
        boolean magnitude = negative && is(arg(x, 0), ABS);
        Expr inner = magnitude ? arg(arg(x, 0), 0) : null;
        return magnitude && !less && isPositivePart(other, inner) ? scalar(SOFTPLUS, inner) : null;
    }

    /** Whether e is maximum(x, 0), in one of its spellings. */
    private static boolean isPositivePart(Expr e, Expr x) {
        if (is(e, MAXIMUM)) {
            return beside(e, 0) == x;
        }
        return is(e, WHERE)
                && arg(e, 1) == x
                && isNumber(arg(e, 2), 0)
                && (is(arg(e, 0), GT) || is(arg(e, 0), ScalarOp.GE))
                && arg(arg(e, 0), 0) == x
                && isNumber(arg(arg(e, 0), 1), 0);
    }

    // Others

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
        Expr infinity = Build.constant(Literal.scalar(x.type().dtype(), Double.POSITIVE_INFINITY));
        return scalar(WHERE, scalar(EQ, x, infinity.negate()), infinity, scalar(SQRT, x.plus(0)));
    }
}
