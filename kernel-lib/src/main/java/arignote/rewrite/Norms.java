package arignote.rewrite;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ADD;
import static arignote.expr.ScalarOp.DIVIDE;
import static arignote.expr.ScalarOp.EQ;
import static arignote.expr.ScalarOp.LT;
import static arignote.expr.ScalarOp.MAXIMUM;
import static arignote.expr.ScalarOp.MULTIPLY;
import static arignote.expr.ScalarOp.SQR;
import static arignote.expr.ScalarOp.SQRT;
import static arignote.expr.ScalarOp.WHERE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isSum;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.Squares;
import java.util.ArrayList;
import java.util.List;

/**
 * Roots of sums of squares, where the squares leave the range of floating numbers and the root does not. The sum is taken
 * three times in one sweep: as it stands, and of what is squared times two powers of two, which round nothing. So a root
 * has the bits that it had, unless its sum is infinite or has lost digits of what is small.
 */
final class Norms {
    /**
     * Powers of two for one type.
     *
     * @param tiny a sum below has lost digits: squares that are rounded as subnormal numbers are no longer negligible
     *     beside it, of up to 2²⁴ elements
     * @param up what is squared is multiplied with it below {@code tiny}; squares of the least numbers, times its square,
     *     are whole multiples of the least number, so nothing is lost, and those of the greatest are far from infinite
     * @param down what is squared is multiplied with it where the sum is infinite; no 2³² squares reach infinity then
     */
    private record Range(int tiny, int up, int down) {
        static Range of(DType dtype) {
            return dtype == DType.FLOAT32 ? new Range(-100, 75, -80) : new Range(-900, 537, -540);
        }
    }

    /** Greater factors, and less than one over it, could take the scaled squares out of the range. */
    private static final double MODERATE = 0x1p40;

    private Norms() {}

    static Expr root(Expr e, Facts facts) {
        if (!is(e, SQRT) || !arg(e, 0).type().equals(e.type()) || !Squares.isSumWithNumbers(arg(e, 0))) {
            return null;
        }
        Expr sum = arg(e, 0);
        Range range = Range.of(e.type().dtype());
        Expr scaledDown = scaled(sum, range.down, e.type().dtype());
        Expr scaledUp = scaled(sum, range.up, e.type().dtype());
        if (scaledDown == null || scaledUp == null) {
            return null;
        }
        double tiny = Math.scalb(1.0, range.tiny);
        Expr one = Match.one(e);
        Expr factor = one;
        Expr chosen = sum;
        if (!Squares.isAtLeast(sum, tiny)) {
            Expr isTiny = scalar(LT, sum, Build.number(tiny, sum));
            chosen = scalar(WHERE, isTiny, scaledUp, chosen);
            factor = scalar(WHERE, isTiny, power(-range.up, e), factor);
        }
        Expr isInfinite = scalar(EQ, sum, Build.number(Double.POSITIVE_INFINITY, sum));
        // a choice is no sum of squares to the rules, so this is not found again
        return scalar(SQRT, scalar(WHERE, isInfinite, scaledDown, chosen))
                .times(scalar(WHERE, isInfinite, power(-range.down, e), factor));
    }

    private static Expr power(int exponent, Expr like) {
        return Build.constant(Literal.scalar(like.type().dtype(), Math.scalb(1.0, exponent)));
    }

    /** A sum of squares with what is squared times a power of two; null if that is not seen. */
    private static Expr scaled(Expr e, int exponent, DType dtype) {
        Op op = e.op();
        if (e.type().dtype() != dtype) {
            return null;
        }
        if (op instanceof Op.Constant c) {
            double value = Math.scalb(c.value().doubleAt(0), 2 * exponent);
            return Build.constant(Literal.scalar(e.type().dtype(), value));
        }
        if (op instanceof Op.Dot) {
            return scalar(SQR, arg(e, 0).times(power(exponent, e))).sum();
        }
        if (is(e, SQR) || is(e, MULTIPLY) && arg(e, 0) == arg(e, 1)) {
            return scalar(SQR, arg(e, 0).times(power(exponent, e)));
        }
        if (is(e, ADD) || is(e, MAXIMUM)) {
            return with(e, scaled(arg(e, 0), exponent, dtype), scaled(arg(e, 1), exponent, dtype));
        }
        if (is(e, DIVIDE) || is(e, MULTIPLY)) {
            int side = is(e, MULTIPLY) && Squares.isPositive(arg(e, 0)) ? 1 : 0;
            Expr inner = isModerate(arg(e, 1 - side)) ? scaled(arg(e, side), exponent, dtype) : null;
            return side == 0 ? with(e, inner, arg(e, 1)) : with(e, arg(e, 0), inner);
        }
        boolean linear = isSum(e) || Logarithms.isMean(e) || Logarithms.movesElements(e) || is(e, Op.SumTo.class);
        Expr inner = linear ? scaled(arg(e, 0), exponent, dtype) : null;
        if (inner == null) {
            return null;
        }
        List<Expr> args = new ArrayList<>(e.args());
        args.set(0, inner);
        return Expr.of(op, args);
    }

    private static Expr with(Expr e, Expr a, Expr b) {
        ScalarOp op = ((Op.Elementwise) e.op()).op();
        return a == null || b == null ? null : scalar(op, a, b);
    }

    /** How many elements there are, or a number that is neither huge nor tiny. */
    private static boolean isModerate(Expr positive) {
        return !(positive.op() instanceof Op.Constant c)
                || c.value().doubleAt(0) <= MODERATE && c.value().doubleAt(0) >= 1 / MODERATE;
    }
}
