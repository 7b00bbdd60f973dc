package arignote.rewrite;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.ABS;
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
    /** Greater factors, and less than one over it, could take the scaled squares out of the range. */
    private static final double MODERATE = 0x1p40;

    /**
     * How what is squared is changed.
     *
     * @param exponent it is multiplied by this power of two
     * @param least smaller numbers are first replaced by this one, which is negligible in the sum: the processor takes a
     *     hundred times as long for results that are subnormal. 0 if there are none to fear
     */
    private record Scale(DType dtype, int exponent, double least) {
        Expr of(Expr x) {
            Expr large = least == 0 ? x : scalar(MAXIMUM, scalar(ABS, x), Build.number(least, x));
            return scalar(SQR, large.times(power(exponent)));
        }

        Expr power(int e) {
            return Build.constant(Literal.scalar(dtype, Math.scalb(1.0, e)));
        }

        /** What leads back from the root. */
        Expr inverse() {
            return power(-exponent);
        }
    }

    private Norms() {}

    /** Where the sum is infinite: no 2³² squares, even of the greatest numbers, reach infinity. */
    private static Scale down(DType dtype) {
        return dtype == DType.FLOAT32 ? new Scale(dtype, -80, 0x1p20) : new Scale(dtype, -540, 0x1p40);
    }

    /** Where the sum is tiny: the least number squared is a whole multiple of the least number, so nothing is lost. */
    private static Scale up(DType dtype) {
        return dtype == DType.FLOAT32 ? new Scale(dtype, 75, 0) : new Scale(dtype, 537, 0);
    }

    /** Below, squares that are rounded as subnormal numbers are no longer negligible in a sum of up to 2²⁴ elements. */
    private static double tiny(DType dtype) {
        return dtype == DType.FLOAT32 ? 0x1p-100 : 0x1p-900;
    }

    static Expr root(Expr e, Facts facts) {
        if (!is(e, SQRT) || !arg(e, 0).type().equals(e.type()) || !Squares.isSumWithNumbers(arg(e, 0))) {
            return null;
        }
        Expr sum = arg(e, 0);
        DType dtype = e.type().dtype();
        Scale down = down(dtype);
        Scale up = up(dtype);
        Expr scaledDown = scaled(sum, down);
        Expr scaledUp = scaled(sum, up);
        if (scaledDown == null || scaledUp == null) {
            return null;
        }
        Expr factor = Match.one(e);
        Expr chosen = sum;
        if (!Squares.isAtLeast(sum, tiny(dtype))) {
            Expr isTiny = scalar(LT, sum, Build.number(tiny(dtype), sum));
            chosen = scalar(WHERE, isTiny, scaledUp, chosen);
            factor = scalar(WHERE, isTiny, up.inverse(), factor);
        }
        Expr isInfinite = scalar(EQ, sum, Build.number(Double.POSITIVE_INFINITY, sum));
        // a choice is no sum of squares to the rules, so this is not found again
        return scalar(SQRT, scalar(WHERE, isInfinite, scaledDown, chosen))
                .times(scalar(WHERE, isInfinite, down.inverse(), factor));
    }

    /** A sum of squares with what is squared scaled; null if that is not seen. */
    private static Expr scaled(Expr e, Scale scale) {
        Op op = e.op();
        if (e.type().dtype() != scale.dtype) {
            return null;
        }
        if (op instanceof Op.Constant c) {
            double value = Math.scalb(c.value().doubleAt(0), 2 * scale.exponent);
            return Build.constant(Literal.scalar(e.type().dtype(), value));
        }
        if (op instanceof Op.Dot) {
            return scale.of(arg(e, 0)).sum();
        }
        if (is(e, SQR) || is(e, MULTIPLY) && arg(e, 0) == arg(e, 1)) {
            return scale.of(arg(e, 0));
        }
        if (is(e, ADD) || is(e, MAXIMUM)) {
            return with(e, scaled(arg(e, 0), scale), scaled(arg(e, 1), scale));
        }
        if (is(e, DIVIDE) || is(e, MULTIPLY)) {
            int side = is(e, MULTIPLY) && Squares.isPositive(arg(e, 0)) ? 1 : 0;
            Expr inner = isModerate(arg(e, 1 - side)) ? scaled(arg(e, side), scale) : null;
            return side == 0 ? with(e, inner, arg(e, 1)) : with(e, arg(e, 0), inner);
        }
        boolean linear = isSum(e) || Logarithms.isMean(e) || Logarithms.movesElements(e) || is(e, Op.SumTo.class);
        Expr inner = linear ? scaled(arg(e, 0), scale) : null;
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
