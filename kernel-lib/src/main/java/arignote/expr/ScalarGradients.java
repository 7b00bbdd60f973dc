package arignote.expr;

import static arignote.expr.Build.constant;
import static arignote.expr.Build.scalar;

import arignote.Expr;
import java.util.List;

/** What the gradients in the table {@link ScalarOp} are made of, and those that are too long for a row. */
final class ScalarGradients {
    static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    static final double LN_2 = Math.log(2);
    static final double LN_10 = Math.log(10);

    private ScalarGradients() {}

    /** Where a gradient is taken: the gradient by the result, the result and its operands. */
    static final class Site {
        final Expr g;
        final Expr z;
        final Expr a;
        final Expr b;
        /** The first operand in the type of the result. */
        final Expr x;

        /** The second one. */
        final Expr y;

        Site(Expr g, Expr z) {
            this.g = g;
            this.z = z;
            a = z.args().get(0);
            b = z.args().size() > 1 ? z.args().get(1) : null;
            x = Build.cast(a, z.type().dtype());
            y = b == null ? null : Build.cast(b, z.type().dtype());
        }

        /** g times the derivative; a g of 1 is left out. */
        Expr g(Expr derivative) {
            return g.op() instanceof Op.Constant k
                            && k.value().isScalar(1)
                            && derivative.type().dtype() == g.type().dtype()
                    ? derivative
                    : g.times(derivative);
        }
    }

    static Expr[] grads(Expr... each) {
        return each;
    }

    static Expr one(Expr like) {
        return constant(HostArray.scalar(like.type().dtype(), 1));
    }

    // a row may not name a later one, but a method may

    static Expr cos(Expr a) {
        return scalar(ScalarOp.COS, a);
    }

    static Expr cosh(Expr a) {
        return scalar(ScalarOp.COSH, a);
    }

    /** 2/√π exp(−a²), the slope of erf. */
    static Expr bell(Expr a) {
        return scalar(ScalarOp.EXP, sqr(a).negate()).times(TWO_OVER_ROOT_PI);
    }

    static Expr psi(Expr a) {
        return scalar(ScalarOp.PSI, a);
    }

    /** The n-th derivative of psi. */
    static Expr polygamma(int n, Expr a) {
        return scalar(ScalarOp.POLYGAMMA, Build.number(n, a), a);
    }

    static Expr root(Expr a) {
        return scalar(ScalarOp.SQRT, a);
    }

    /** The sum of the operands' squares. */
    static Expr squares(Site s) {
        return sqr(s.x).plus(sqr(s.y));
    }

    static Expr sqr(Expr a) {
        return scalar(ScalarOp.SQR, a);
    }

    static Expr twice(Expr a) {
        return Build.number(2, a).times(a);
    }

    static Expr floor(Expr a) {
        return scalar(ScalarOp.FLOOR, a);
    }

    static Expr sign(Expr a) {
        return scalar(ScalarOp.SIGN, a);
    }

    static Expr where(Expr condition, Object yes, Object no) {
        Expr like = yes instanceof Expr e ? e : (Expr) no;
        Expr zero = constant(HostArray.scalar(like.type().dtype(), 0));
        return scalar(ScalarOp.WHERE, condition, yes instanceof Expr y ? y : zero, no instanceof Expr n ? n : zero);
    }

    // Gradients too long for a row

    /** The derivative of an order that is greater by so much. */
    static Expr polygamma(int more, Site s) {
        return scalar(ScalarOp.POLYGAMMA, s.a.plus(more), s.b);
    }

    /** By k an operation of its own, by x xᵏ⁻¹ exp(−x) / Γ(k). */
    static Expr[] gammainc(Site s, boolean upper) {
        Expr byK = s.a.op() instanceof Op.Constant ? null : s.g(scalar(ScalarOp.GAMMAINC_GRAD, s.a, s.b));
        Expr byX = s.g(gammaDensity(s));
        return upper ? grads(byK == null ? null : byK.negate(), byX.negate()) : grads(byK, byX);
    }

    /**
     * By x the density times log(x) − psi(k), where it is not 0; by k there is no formula in these operations, so it is NaN
     * where somebody asks.
     */
    static Expr[] gammaincGrad(Site s) {
        Expr density = gammaDensity(s);
        Expr slope = s.g(density.times(scalar(ScalarOp.LOG, s.b).minus(psi(s.a))));
        Expr byK = s.a.op() instanceof Op.Constant ? null : s.g.times(Double.NaN);
        return grads(byK, where(isNot(density, 0), slope, 0));
    }

    /** xᵏ⁻¹ exp(−x) / Γ(k). */
    private static Expr gammaDensity(Site s) {
        Expr log = scalar(ScalarOp.XLOGY0, s.a.minus(1), s.b).minus(s.b).minus(scalar(ScalarOp.GAMMALN, s.a));
        return scalar(ScalarOp.EXP, log);
    }

    /** By x (Jₙ₋₁ − Jₙ₊₁)/2, or the sum of the modified ones; the order is a whole number and has none. */
    static Expr[] bessel(Site s, Op of, boolean modified) {
        Expr below = Expr.of(of, List.of(s.a.minus(1), s.b));
        Expr above = Expr.of(of, List.of(s.a.plus(1), s.b));
        return grads(null, s.g((modified ? below.plus(above) : below.minus(above)).times(0.5)));
    }

    /** Each operand's share of the sum of exponentials. */
    static Expr[] logaddexp(Site s) {
        Expr d = s.x.minus(s.y);
        return grads(s.g(scalar(ScalarOp.SIGMOID, d)), s.g(scalar(ScalarOp.SIGMOID, d.negate())));
    }

    /** The operand over the result; 0 at the origin, as the slope of other norms is. */
    static Expr[] hypot(Site s) {
        Expr away = isNot(s.z, 0);
        return grads(where(away, s.g(s.a.div(s.z)), 0), where(away, s.g(s.b.div(s.z)), 0));
    }

    static Expr[] maximum(Site s) {
        return chosen(s, ScalarOp.GE);
    }

    static Expr[] minimum(Site s) {
        return chosen(s, ScalarOp.LE);
    }

    /** All to the operand that was taken; at a tie that is the first, at a NaN the second, as in PyTensor. */
    private static Expr[] chosen(Site s, ScalarOp firstIsTaken) {
        Expr first = scalar(firstIsTaken, s.a, s.b);
        return grads(where(first, s.g, 0), where(first, 0, s.g));
    }

    /** g / (2 z); at 0 of what is 0 with slope 0, as a sum of squares is, 0. */
    static Expr[] squareRoot(Site s) {
        Expr slope = s.g.times(0.5).div(s.z);
        return grads(Squares.isSum(s.a) ? where(isNot(s.z, 0), slope, 0) : slope);
    }

    /**
     * z = a ** b: b a**(b-1) by a, and z log a by b, where a base of 0 gives 0 (the limit for a positive exponent)
     * rather than 0 times minus infinity. An exponent of 0 gives 0 by a, at a base of 0 too: z is 1 everywhere.
     */
    static Expr[] power(Site s) {
        if (s.b.op() instanceof Op.Constant k && k.type(List.of()).rank() == 0) {
            return grads(byBase(s, k.value().doubleAt(0)), null);
        }
        Expr byBase = where(isNot(s.b, 0), s.g(s.b.times(s.a.pow(s.b.minus(1)))), 0);
        if (s.b.op() instanceof Op.Constant) {
            return grads(byBase, null);
        }
        Expr zero = constant(HostArray.scalar(s.z.type().dtype(), 0));
        Expr slope = scalar(ScalarOp.WHERE, isNot(s.a, 0), s.z.times(scalar(ScalarOp.LOG, s.a)), zero);
        return grads(byBase, s.g(slope));
    }

    static Expr byBase(Site s, double exponent) {
        if (exponent == 0) {
            return null;
        }
        if (exponent == 1) {
            return s.g;
        }
        if (exponent == 2) {
            return s.g(twice(s.a));
        }
        Expr slope = s.g(s.b.times(s.a.pow(s.b.minus(1))));
        return exponent < 1 && Squares.isSum(s.a) ? where(isNot(s.a, 0), slope, 0) : slope;
    }

    static Expr isNot(Expr e, int number) {
        return scalar(ScalarOp.NEQ, e, Build.number(number, e));
    }
}
