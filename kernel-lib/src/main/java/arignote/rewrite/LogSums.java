package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EQ;
import static arignote.expr.ScalarOp.EXP;
import static arignote.expr.ScalarOp.FLOOR;
import static arignote.expr.ScalarOp.LOG;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.MINIMUM;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.NEQ;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.zero;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Logarithms of sums of u·eˡ with weights u of any sign, as labels and differences are: s + log(sum(u·exp(l − s))).
 * That holds for every s. Here s is near the greatest l whose weight is not 0, so that nothing that matters overflows
 * or vanishes; as it is rounded down to a whole number, no gradient goes through it, and none needs to.
 */
final class LogSums {
    /** Longer sums are left as they are written. */
    private static final int LONGEST = 16;

    /** The square of exp of this is still finite; only beside a weight of 0 a difference can be greater. */
    private static double greatest(DType dtype) {
        return dtype == DType.FLOAT32 ? 40 : 300;
    }

    private LogSums() {}

    /** weight · exp(log); a weight of null is 1, a log of null is 0. */
    private record Term(Expr weight, Expr log, boolean bounded) {}

    /** log(e) for a sum, a difference or a product of a weight and an exponential; null if there is no exponential. */
    static Expr ofTerms(Expr e, Logarithms logs) {
        List<Term> terms = terms(e, logs);
        if (terms == null
                || terms.stream().allMatch(t -> t.log == null)
                || terms.stream().anyMatch(LogSums::isShifted)) {
            return null;
        }
        // a number keeps the sum from vanishing: nothing can be gained unless something overflows
        boolean safe = terms.stream().allMatch(Term::bounded)
                && terms.stream().anyMatch(t -> t.log == null && t.weight.op() instanceof Op.Constant);
        if (safe) {
            return null;
        }
        Expr shift = null;
        for (Term t : terms) {
            Expr l = relevant(t, e);
            shift = shift == null ? l : scalar(MAXIMUM, shift, l);
        }
        shift = finite(scalar(FLOOR, shift));
        Expr sum = null;
        for (Term t : terms) {
            Expr part = shifted(t, shift, e);
            sum = sum == null ? part : sum.plus(part);
        }
        return shift.plus(scalar(LOG, sum));
    }

    /** log(sum(u · a)) along axes, with a weight of any sign; null for another sum. */
    static Expr along(Expr sum, Logarithms logs) {
        Op.Reduce r = (Op.Reduce) sum.op();
        Term t = term(arg(sum, 0), logs);
        if (t.log == null
                || t.weight == null
                || isShifted(t)
                || !sum.type().dtype().isFloat()) {
            return null;
        }
        Expr greatest = Logarithms.reduced(ReduceOp.LOGSUMEXP, sum, relevant(t, arg(sum, 0)));
        Expr shift = finite(scalar(FLOOR, greatest));
        Expr spread = Build.restored(r, arg(sum, 0).type().rank(), shift);
        return shift.plus(scalar(LOG, Expr.of(r, List.of(shifted(t, spread, arg(sum, 0))))));
    }

    /** The logarithm where the weight is not 0. */
    private static Expr relevant(Term t, Expr e) {
        Expr l = t.log == null ? zero(e) : t.log;
        if (t.weight == null) {
            return l;
        }
        Expr nothing = Build.constant(HostArray.scalar(e.type().dtype(), Double.NEGATIVE_INFINITY));
        return scalar(WHERE, scalar(NEQ, t.weight, Build.number(0, t.weight)), l, nothing);
    }

    private static Expr shifted(Term t, Expr shift, Expr e) {
        Expr by = t.log == null ? shift.negate() : t.log.minus(shift);
        if (t.weight == null) {
            return scalar(EXP, by);
        }
        return cast(t.weight, e.type().dtype())
                .times(scalar(
                        EXP, scalar(MINIMUM, by, Build.number(greatest(by.type().dtype()), by))));
    }

    /** 0 in the place of an infinite shift. */
    private static Expr finite(Expr shift) {
        Expr infinity = Build.constant(HostArray.scalar(shift.type().dtype(), Double.POSITIVE_INFINITY));
        return scalar(WHERE, scalar(EQ, scalar(ABS, shift), infinity), zero(shift), shift);
    }

    /** Whether a shift was taken off already: once is enough. */
    private static boolean isShifted(Term t) {
        Expr by = t.log != null && is(t.log, MINIMUM) ? arg(t.log, 0) : t.log;
        return by != null && (is(by, SUBTRACT) && isShift(arg(by, 1)) || is(by, NEGATE) && isShift(arg(by, 0)));
    }

    private static boolean isShift(Expr e) {
        Expr s = e.op() instanceof Op.DimShuffle ? arg(e, 0) : e;
        return is(s, WHERE) && is(arg(s, 2), FLOOR);
    }

    /** The terms of a sum, or null if there are too many. */
    private static List<Term> terms(Expr e, Logarithms logs) {
        record Signed(Expr part, boolean negative) {}
        List<Term> terms = new ArrayList<>();
        Deque<Signed> open = new ArrayDeque<>();
        open.push(new Signed(e, false));
        for (int i = 0; !open.isEmpty(); i++) {
            if (i > 2 * LONGEST) {
                return null;
            }
            Signed s = open.pop();
            Expr p = s.part;
            boolean room = terms.size() + open.size() < LONGEST - 1;
            boolean whole = !p.type().dtype().isFloat() || p != e && logs.of(p) != null && !(room && is(p, ADD));
            if (!whole && (is(p, ADD) || is(p, SUBTRACT))) {
                open.push(new Signed(arg(p, 1), s.negative != is(p, SUBTRACT)));
                open.push(new Signed(arg(p, 0), s.negative));
            } else if (!whole && is(p, NEGATE)) {
                open.push(new Signed(arg(p, 0), !s.negative));
            } else {
                Term t = term(p, logs);
                Expr weight = t.weight == null
                        ? Match.one(e)
                        : cast(t.weight, e.type().dtype()); // a label is a bool
                terms.add(s.negative ? new Term(weight.negate(), t.log, t.bounded) : t);
            }
        }
        return terms;
    }

    /** A product as a weight and an exponential. Factors that are whole numbers meet the others as floats. */
    private static Term term(Expr p, Logarithms logs) {
        record Factor(Expr part, boolean below) {}
        Expr log = null;
        Expr above = null;
        Expr below = null;
        boolean bounded = true;
        Deque<Factor> open = new ArrayDeque<>();
        open.push(new Factor(p, false));
        for (int i = 0; !open.isEmpty(); i++) {
            Factor f = open.pop();
            Expr l = logs.of(f.part);
            boolean isFloat = f.part.type().dtype().isFloat(); // whole numbers overflow in their own product
            boolean quotient = is(f.part, DIVIDE);
            Expr u = isFloat ? f.part : cast(f.part, p.type().dtype());
            if (l != null) {
                log = log == null ? (f.below ? l.negate() : l) : f.below ? log.minus(l) : log.plus(l);
                bounded &= !f.below && logs.isBounded(f.part);
            } else if (i < LONGEST && isFloat && (quotient || is(f.part, MULTIPLY))) {
                open.push(new Factor(arg(f.part, 1), f.below != quotient));
                open.push(new Factor(arg(f.part, 0), f.below));
            } else if (f.below) {
                below = below == null ? u : below.times(u);
            } else {
                above = above == null ? u : above.times(u);
            }
        }
        if (log == null) {
            return new Term(p, null, p.op() instanceof Op.Constant);
        }
        Expr weight = below == null ? above : (above == null ? Match.one(p) : above).div(below);
        return new Term(weight, log, bounded);
    }
}
