package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.EXPM1;
import static arignote.expr.ScalarOp.GT;
import static arignote.expr.ScalarOp.LOG;
import static arignote.expr.ScalarOp.LOG1P;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SOFTPLUS;
import static arignote.expr.ScalarOp.SQR;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.TANH;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.instead;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isSum;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;

/** Logarithms that are too long for a row of {@link Rules}, computed without overflow or cancellation. */
final class StableLogs {
    /** From here up, log(1 - exp(x)) is computed from expm1: {@code -log(2)}. */
    private static final double HALF = -0.6931471805599453;

    private StableLogs() {}

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
        Expr nothing = Build.constant(HostArray.scalar(x.type().dtype(), Double.NEGATIVE_INFINITY));
        Expr likely = scalar(GT, p, Build.number(0.5, p));
        Expr all = Build.keepDims(Build.reduce(ReduceOp.LOGSUMEXP, x, -1));
        Expr others = Build.keepDims(Build.reduce(ReduceOp.LOGSUMEXP, scalar(WHERE, likely, nothing, x), -1));
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
        Expr both = scalar(SOFTPLUS, Stable.negated(a)).plus(scalar(SOFTPLUS, b));
        return instead(e, logOfRest(b.minus(a)).minus(both));
    }

    /** log(1 - sqr(tanh(x))), the logarithm of the slope of tanh. */
    static Expr logOfTanhSlope(Expr e, Facts facts) {
        Expr square = is(e, LOG) ? Stable.less(arg(e, 0), 1) : null;
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
        Expr sum = Logarithms.reduced(ReduceOp.SUM, arg(e, 0), arg(arg(e, 0), 0));
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
}
