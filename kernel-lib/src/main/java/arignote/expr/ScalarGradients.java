package arignote.expr;

import static arignote.expr.Build.constant;
import static arignote.expr.Build.scalar;

import arignote.Expr;
import java.util.List;

/** What the gradients in the table {@link ScalarOp} are made of, and those that are too long for a row. */
final class ScalarGradients {
    static final double LN_2 = Math.log(2);
    static final double LN_10 = Math.log(10);

    private ScalarGradients() {}

    /** Where a gradient is taken: the gradient by the result, the result and its operands. */
    static final class Site {
        final Expr g;
        final Expr z;
        final Expr a;
        final Expr b;

        Site(Expr g, Expr z) {
            this.g = g;
            this.z = z;
            a = floating(z.args().get(0));
            b = z.args().size() > 1 ? floating(z.args().get(1)) : null;
        }

        /** A bool beside floats counts as a number. */
        private Expr floating(Expr x) {
            boolean counts = z.type().dtype().isFloat()
                    && x.type().dtype() == DType.BOOL
                    && z.args().size() < 3;
            return counts ? Build.cast(x, z.type().dtype()) : x;
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

    static Expr root(Expr a) {
        return scalar(ScalarOp.SQRT, a);
    }

    /** The sum of the operands' squares. */
    static Expr squares(Site s) {
        return sqr(s.a).plus(sqr(s.b));
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

    /** Each operand's share of the sum of exponentials. */
    static Expr[] logaddexp(Site s) {
        Expr d = s.a.minus(s.b);
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
