package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.AND;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EQ;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.EXPM1;
import static arignote.expr.ScalarOp.ISNAN;
import static arignote.expr.ScalarOp.LOG;
import static arignote.expr.ScalarOp.LT;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.MINIMUM;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.OR;
import static arignote.expr.ScalarOp.POWER;
import static arignote.expr.ScalarOp.SIGMOID;
import static arignote.expr.ScalarOp.SOFTPLUS;
import static arignote.expr.ScalarOp.SQR;
import static arignote.expr.ScalarOp.SQRT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isNumber;
import static arignote.rewrite.Match.isSum;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The logarithms of what is made of exponentials: positive numbers that may leave the range of floating numbers while
 * their logarithms do not. They are found from the parts up, each by one {@link Law}.
 */
final class Logarithms {
    /**
     * The logarithm of one kind of exponential.
     *
     * @param equation in the notation of {@code pp}; a and b stand for exponentials
     * @param right the right side for the argument of the logarithm, of its type and run-time shape, or null
     */
    record Law(String equation, BiFunction<Expr, Logarithms, Expr> right) {}

    /** Where log(a) is below, a is so small that log(log1p(a)) and log(1 - exp(-a)) are log(a) to the last bit. */
    private static final double TINY = -40;

    // spotless:off
    static final List<Law> LAWS = List.of(
            new Law("log(exp(x)) = x", (e, l) -> is(e, EXP) ? cast(arg(e, 0), e.type().dtype()) : null),
            new Law("log(sigmoid(x)) = -softplus(-x)", (e, l) -> is(e, SIGMOID)
                    ? scalar(SOFTPLUS, cast(arg(e, 0), e.type().dtype()).negate()).negate() : null),
            new Law("log(softplus(x)) = x, far below 0", (e, l) -> is(e, SOFTPLUS)
                    ? tiny(cast(arg(e, 0), e.type().dtype()), e) : null),
            new Law("log(-expm1(-a)) = log(a), far below 0", (e, l) -> is(e, NEGATE) && is(arg(e, 0), EXPM1)
                            && is(arg(arg(e, 0), 0), NEGATE) && l.of(arg(arg(arg(e, 0), 0), 0)) != null
                    ? tiny(l.of(arg(arg(arg(e, 0), 0), 0)), e) : null),
            new Law("log(softmax(x)) = log_softmax(x)", (e, l) -> is(e, Op.Softmax.class)
                    ? Build.logSoftmax(arg(e, 0)) : null),
            new Law("log(a * b) = log(a) + log(b)", (e, l) -> is(e, MULTIPLY) ? l.both(ADD, e) : null),
            new Law("log(a / b) = log(a) - log(b)", (e, l) -> is(e, DIVIDE) ? l.both(ScalarOp.SUBTRACT, e) : null),
            new Law("log(sqr(a)) = log(a) * 2", (e, l) -> is(e, SQR) && l.of(arg(e, 0)) != null
                    ? l.of(arg(e, 0)).times(2) : null),
            new Law("log(sqrt(a)) = log(a) * 0.5", (e, l) -> is(e, SQRT) && l.of(arg(e, 0)) != null
                    ? l.of(arg(e, 0)).times(0.5) : null),
            new Law("log(a ** c) = c * log(a)", (e, l) -> is(e, POWER) && l.of(arg(e, 0)) != null
                    ? ofPower(arg(e, 1), cast(l.of(arg(e, 0)), e.type().dtype())) : null),
            new Law("log(1 + a) = softplus(log(a))", (e, l) -> is(e, ADD) ? l.ofSumWithNumber(e) : null),
            new Law("log(a + b) = s + log(exp(log(a) - s) + exp(log(b) - s)), s the greater", (e, l) ->
                    is(e, ADD) && l.of(arg(e, 0)) != null && l.of(arg(e, 1)) != null ? LogSums.ofTerms(e, l) : null),
            new Law("log(sum(a)) = logsumexp(log(a))", (e, l) -> isSum(e) && l.of(arg(e, 0)) != null
                    ? reduced(ReduceOp.LOGSUMEXP, e, l.of(arg(e, 0))) : null),
            new Law("log(mean(a)) = logsumexp(log(a)) - log(size(a))", (e, l) ->
                    isMean(e) && l.of(arg(e, 0)) != null
                    ? reduced(ReduceOp.LOGSUMEXP, e, l.of(arg(e, 0))).minus(logOfSize(e)) : null),
            new Law("log(max(a)) = max(log(a))", (e, l) ->
                    e.op() instanceof Op.Reduce r && (r.kind() == ReduceOp.MAX || r.kind() == ReduceOp.MIN)
                            && l.of(arg(e, 0)) != null
                    ? reduced(r.kind(), e, l.of(arg(e, 0))) : null),
            new Law("log(maximum(a, b)) = maximum(log(a), log(b))", (e, l) ->
                    (is(e, MAXIMUM) || is(e, MINIMUM)) && l.of(arg(e, 0)) != null && l.of(arg(e, 1)) != null
                    ? Expr.of(e.op(), List.of(l.of(arg(e, 0)), l.of(arg(e, 1)))) : null),
            new Law("log(where(c, a, b)) = where(c, log(a), log(b))", (e, l) -> is(e, WHERE)
                            && l.ofPositive(arg(e, 1)) != null && l.ofPositive(arg(e, 2)) != null
                            && (l.of(arg(e, 1)) != null || l.of(arg(e, 2)) != null)
                    ? scalar(WHERE, arg(e, 0), l.ofPositive(arg(e, 1)), l.ofPositive(arg(e, 2))) : null),
            new Law("log(abs(a)) = log(a)", (e, l) -> is(e, ABS) ? l.of(arg(e, 0)) : null),
            new Law("log(part of a) = part of log(a)", (e, l) -> movesElements(e) && l.of(arg(e, 0)) != null
                    ? l.moved(e) : null));
    // spotless:on

    /** A logarithm, and whether its exponential cannot overflow. */
    private record Known(Expr log, boolean bounded) {
        static final Known NOTHING = new Known(null, false);
    }

    private final Map<Expr, Known> known = new IdentityHashMap<>();

    /** log(e) without e, where e is made of exponentials and so positive; else null. */
    Expr of(Expr e) {
        return known(e).log();
    }

    /** As {@link #of}, of positive numbers as well. */
    Expr ofPositive(Expr e) {
        if (e.op() instanceof Op.Constant c
                && c.value().shape().length == 0
                && c.value().doubleAt(0) > 0
                && c.value().doubleAt(0) < Double.POSITIVE_INFINITY) {
            DType dtype = e.type().dtype().isFloat() ? e.type().dtype() : DType.FLOAT64;
            return Build.constant(
                    HostArray.scalar(dtype, LOG.value().at(c.value().doubleAt(0), 0, 0)));
        }
        return of(e);
    }

    /** Whether e is an exponential, or a number, that cannot overflow. */
    boolean isBounded(Expr e) {
        return e.op() instanceof Op.Constant || known(e).bounded();
    }

    private Known known(Expr e) {
        Known k = known.get(e);
        if (k == null) {
            k = Known.NOTHING;
            for (Law law : e.type().dtype().isFloat() ? LAWS : List.<Law>of()) {
                Expr log = law.right().apply(e, this);
                if (log != null && log.type().equals(e.type())) {
                    k = new Known(log, boundedBy(e));
                    break;
                }
            }
            known.put(e, k);
        }
        return k;
    }

    private boolean boundedBy(Expr e) {
        boolean grows = is(e, EXP) || is(e, DIVIDE) || is(e, POWER);
        return is(e, SIGMOID)
                || is(e, SOFTPLUS) // no more than x
                || is(e, Op.Softmax.class)
                || is(e, NEGATE)
                || !grows
                        && e.args().stream()
                                .filter(a -> a.type().dtype().isFloat())
                                .allMatch(this::isBounded);
    }

    /** The logarithms of both operands joined; one of them may be a number. */
    private Expr both(ScalarOp join, Expr e) {
        Expr a = ofPositive(arg(e, 0));
        Expr b = ofPositive(arg(e, 1));
        boolean fits = a != null && b != null && (of(arg(e, 0)) != null || of(arg(e, 1)) != null);
        return fits ? scalar(join, a, b) : null;
    }

    /** log(c + a) where a may overflow; what cannot needs no other form beside a number. */
    private Expr ofSumWithNumber(Expr e) {
        for (int side = 0; side < 2; side++) {
            Expr a = of(arg(e, 1 - side));
            Expr c = arg(e, side);
            if (a != null && c.op() instanceof Op.Constant && ofPositive(c) != null && !isBounded(arg(e, 1 - side))) {
                Expr log = ofPositive(c);
                return isNumber(c, 1)
                        ? scalar(SOFTPLUS, a)
                        : scalar(SOFTPLUS, a.minus(log)).plus(log);
            }
        }
        return null;
    }

    /** c * log, the logarithm of a ** c; a ** 0 and 1 ** c are 1 whatever the other is, so their logarithm is 0. */
    static Expr ofPower(Expr c, Expr log) {
        Expr factor = cast(c, log.type().dtype());
        Expr product = factor.times(log);
        if (c.op() instanceof Op.Constant k
                && k.value().size() == 1
                && Math.abs(k.value().doubleAt(0)) > 0) {
            return product;
        }
        Expr zero = Build.number(0, log);
        Expr isOne = scalar(OR, scalar(EQ, factor, Build.number(0, factor)), scalar(EQ, log, zero));
        return scalar(WHERE, scalar(AND, scalar(ISNAN, product), isOne), zero, product);
    }

    /** log(e) where that is log far below 0. */
    private static Expr tiny(Expr log, Expr e) {
        return scalar(WHERE, scalar(LT, log, Build.number(TINY, log)), log, StableLogs.logOf(e));
    }

    static boolean isMean(Expr e) {
        return e.op() instanceof Op.Reduce r && r.kind() == ReduceOp.MEAN;
    }

    static Expr logOfSize(Expr reduction) {
        Op.Reduce r = (Op.Reduce) reduction.op();
        return scalar(
                LOG, Build.size(arg(reduction, 0), r.axes(), reduction.type().dtype()));
    }

    /** {@code x} reduced as {@code like} is, in another way. */
    static Expr reduced(ReduceOp kind, Expr like, Expr x) {
        Op.Reduce r = (Op.Reduce) like.op();
        return Expr.of(new Op.Reduce(kind, r.axes(), r.keepDims()), List.of(x));
    }

    /** Whether each element of the result is one of the first argument's, maybe in another floating type. */
    static boolean movesElements(Expr e) {
        return e.op().movesElements() || e.op() instanceof Op.Cast c && c.to().isFloat();
    }

    /** Whether this is part of a softmax; each step is only asked of the next when it is rewritten. */
    static boolean isOfSoftmax(Expr e) {
        Expr inner = e;
        for (int i = 0; i < 8 && movesElements(inner); i++) {
            inner = arg(inner, 0);
        }
        return is(inner, Op.Softmax.class);
    }

    private Expr moved(Expr e) {
        List<Expr> args = new ArrayList<>(e.args());
        args.set(0, of(arg(e, 0)));
        return Expr.of(e.op(), args);
    }
}
