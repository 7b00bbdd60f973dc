package arignote.grad;

import static arignote.expr.Build.constant;
import static arignote.expr.Build.scalar;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.Squares;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The way of a gradient through a norm that something is divided by: a root {@code z} of a sum of squares of {@code x}. What
 * comes out is of the size of {@code 1 / z}, but the chain rule has {@code 1 / z²} on the way, which may be infinite or 0. So
 * a factor {@code k} near {@code 1 / z} goes beside the gradient ({@link Slope#factor}) until it meets what was squared:
 * {@code 1 / (2 (z k))} times {@code 2 (x k)}. It is 1 unless z is very large or very small, and changes no bit then.
 */
final class Roots {
    private Roots() {}

    /** The norms that something is divided by; gradients of gradients of a norm are of that kind. */
    static Set<Expr> divisors(List<Expr> order) {
        Set<Expr> norms = Collections.newSetFromMap(new IdentityHashMap<>());
        order.stream().map(Roots::divisor).filter(Objects::nonNull).forEach(norms::add);
        return norms;
    }

    /** The norm that {@code e}, a quotient, is divided by, element by element; null if this is none. */
    static Expr divisor(Expr e) {
        Expr z = isElementwise(e, ScalarOp.DIVIDE) ? e.args().get(1) : e;
        while (z.op() instanceof Op.DimShuffle || z.op() instanceof Op.Reshape || z.op() instanceof Op.BroadcastTo) {
            z = z.args().get(0);
        }
        return z != e
                        && isElementwise(z, ScalarOp.SQRT)
                        && Squares.isSumWithNumbers(z.args().get(0))
                ? z
                : null;
    }

    /** The gradient by the divisor of {@code e}. */
    static Slope byDivisor(Slope g, Expr e, Expr norm) {
        Expr divisor = e.args().get(1);
        Expr k = scale(divisor, norm);
        Expr slope = g.product().times(e.div(divisor.times(k))).negate();
        return Slope.everywhere(slope).times(k).where(g.choices());
    }

    /** The gradient by the sum under the root {@code z}, 0 where that is 0. */
    static Slope bySum(Slope g, Expr z) {
        Expr k = scale(z, z);
        Slope slope = Slope.everywhere(g.product().times(0.5).div(z.times(k)))
                .times(k)
                .where(g.choices());
        return Squares.isSum(z.args().get(0)) ? slope.where(scalar(ScalarOp.NEQ, z, Build.number(0, z))) : slope;
    }

    /** 1, or near {@code 1 / z} where that is far from 1. Nothing is differentiated by it, as no gradient goes through floor. */
    private static Expr scale(Expr z, Expr norm) {
        DType dtype = z.type().dtype();
        boolean single = dtype == DType.FLOAT32;
        double far = single ? 0x1p40 : 0x1p400;
        Expr most = constant(Literal.scalar(dtype, single ? Float.MAX_VALUE : Double.MAX_VALUE));
        Expr one = constant(Literal.scalar(dtype, 1));
        Expr k = one;
        if (!Squares.isAtLeast(norm.args().get(0), 1)) {
            Expr inverse = scalar(ScalarOp.FLOOR, scalar(ScalarOp.MINIMUM, one.div(z), most));
            k = scalar(ScalarOp.WHERE, scalar(ScalarOp.LT, z, Build.number(1 / far, z)), inverse, k);
        }
        Expr inverse = one.div(scalar(ScalarOp.FLOOR, scalar(ScalarOp.MINIMUM, z, most)));
        return scalar(ScalarOp.WHERE, scalar(ScalarOp.GT, z, Build.number(far, z)), inverse, k);
    }

    /** Whether {@code e} is a square: the same operation on {@code x k} has {@code k} times the slope. */
    static boolean isSquare(Expr e) {
        if (!(e.op() instanceof Op.Elementwise w)) {
            return false;
        }
        return switch (w.op()) {
            case SQR -> true;
            case MULTIPLY -> e.args().get(0) == e.args().get(1);
            case POWER ->
                e.args().get(1).op() instanceof Op.Constant c && c.value().isScalar(2);
            default -> false;
        };
    }

    /** The square of {@code x k} for the square {@code e} of {@code x}. */
    static Expr scaledSquare(Expr e, Expr k) {
        Expr x = e.args().get(0).times(k);
        return e.args().size() == 1
                ? scalar(ScalarOp.SQR, x)
                : Expr.of(
                        e.op(),
                        List.of(
                                x,
                                e.args().get(0) == e.args().get(1)
                                        ? x
                                        : e.args().get(1)));
    }

    private static boolean isElementwise(Expr e, ScalarOp op) {
        return e.op() instanceof Op.Elementwise w && w.op() == op;
    }
}
