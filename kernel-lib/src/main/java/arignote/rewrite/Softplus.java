package arignote.rewrite;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.GT;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.expr.ScalarOp.SOFTPLUS;
import static arignote.expr.ScalarOp.SUBTRACT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.instead;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isNumber;
import static arignote.rewrite.Match.one;

import arignote.Expr;
import arignote.expr.ScalarOp;

/** A softplus that is written as a sum of its parts, as the usual stable form of the cross-entropy is. */
final class Softplus {
    private Softplus() {}

    /** x + softplus(-x), softplus(x) - x and maximum(x, 0) + softplus(-abs(x)), also with another term in between. */
    static Expr ofParts(Expr e, Facts facts) {
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
            return scalar(SOFTPLUS, cast(x, soft.type().dtype()).negate()); // a bool has no negative
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
            return Stable.beside(e, 0) == x;
        }
        return is(e, WHERE)
                && arg(e, 1) == x
                && isNumber(arg(e, 2), 0)
                && (is(arg(e, 0), GT) || is(arg(e, 0), ScalarOp.GE))
                && arg(arg(e, 0), 0) == x
                && isNumber(arg(arg(e, 0), 1), 0);
    }
}
