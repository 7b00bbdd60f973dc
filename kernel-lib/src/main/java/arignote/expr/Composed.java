package arignote.expr;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.number;
import static arignote.expr.Build.scalar;

import arignote.Config;
import arignote.Expr;
import arignote.expr.print.Printer;

/** What readers have a name for and the tables have no row: functions that are made of the operations there. */
public final class Composed {
    private Composed() {}

    /** 1 / x, a floating number. */
    public static Expr inverse(Expr x) {
        return scalar(ScalarOp.DIVIDE, number(1, Operands.there("inv", x)), x);
    }

    /** The quotient rounded up: -((-a) // b). */
    public static Expr ceilIntDiv(Object a, Object b) {
        Expr[] both = Operands.of("ceilIntDiv", 1, a, b);
        return scalar(ScalarOp.INT_DIV, both[0].negate(), both[1]).negate();
    }

    /** Whether a bool does not hold; of whole numbers all bits the other way round. */
    public static Expr invert(Expr x) {
        boolean bool = Operands.there("invert", x).type().dtype() == DType.BOOL;
        return scalar(bool ? ScalarOp.NOT : ScalarOp.INVERT, x);
    }

    /** The nearest whole number, of two the even one; whole numbers stay what they are. */
    public static Expr round(Expr x) {
        return x.type().dtype().isInteger() ? x : scalar(ScalarOp.ROUND, x);
    }

    /** The nearest whole number, of two the one farther from 0. What is behind the point is exact, as it is compared. */
    public static Expr roundHalfAwayFromZero(Expr x) {
        if (x.type().dtype().isInteger()) {
            return x;
        }
        Expr whole = scalar(ScalarOp.TRUNC, x);
        Expr rest = x.minus(whole).abs();
        return Build.where(rest.ge(0.5), whole.plus(x.sign()), whole);
    }

    /** {@code value} in the shape of {@code like}. */
    public static Expr second(Object like, Object value) {
        Expr[] both = Operands.of("second", 1, like, value);
        int rank = both[0].type().rank();
        if (both[1].type().rank() > rank) {
            throw new IllegalArgumentException("second gives a value the shape of another, but "
                    + Printer.quoted(both[1]) + " is " + both[1].type().described() + ", which has more axes than "
                    + Printer.quoted(both[0]) + ", " + both[0].type().described());
        }
        return rank == 0 ? both[1] : Build.broadcastTo(both[1], both[0]);
    }

    /** Whether |a - b| ≤ absolute + relative |b|, or both are the same infinity, as {@code numpy.isclose}. */
    public static Expr isclose(Object a, Object b, double relative, double absolute) {
        Expr[] both = Operands.of("isclose", 1, a, b);
        DType common = DType.promote(both[0].type().dtype(), both[1].type().dtype());
        DType dtype = common.isFloat() ? common : DType.FLOAT64;
        Expr x = cast(both[0], dtype);
        Expr y = cast(both[1], dtype);
        Expr bound = y.abs().times(relative).plus(absolute);
        Expr near = x.minus(y).abs().le(bound).and(y.isinf().not());
        return near.or(x.eq(y));
    }

    /** The same; with {@code equalNan} NaN is near NaN. */
    public static Expr isclose(Object a, Object b, double relative, double absolute, boolean equalNan) {
        Expr near = isclose(a, b, relative, absolute);
        if (!equalNan) {
            return near;
        }
        Expr[] both = Operands.of("isclose", 1, a, b);
        return near.or(both[0].isnan().and(both[1].isnan()));
    }

    /** P(k, x) Γ(k). */
    public static Expr gammal(Object k, Object x) {
        Expr[] both = Operands.of("gammal", 1, k, x);
        return scalar(ScalarOp.GAMMAINC, both).times(scalar(ScalarOp.GAMMA, both[0]));
    }

    /** Q(k, x) Γ(k). */
    public static Expr gammau(Object k, Object x) {
        Expr[] both = Operands.of("gammau", 1, k, x);
        return scalar(ScalarOp.GAMMAINCC, both).times(scalar(ScalarOp.GAMMA, both[0]));
    }

    /** Q(k/2, x/2). */
    public static Expr chi2sf(Object x, Object k) {
        Expr[] both = Operands.of("chi2sf", 1, x, k);
        return scalar(ScalarOp.GAMMAINCC, both[1].div(2), both[0].div(2));
    }

    // Along axes

    /** The mean of the squared distances from the mean; divided by the number of elements less {@code ddof}. */
    public static Expr var(Expr x, int[] axes, int ddof, boolean keepDims) {
        return variance("var", x, axes, ddof, keepDims);
    }

    /** The root of the variance. */
    public static Expr std(Expr x, int[] axes, int ddof, boolean keepDims) {
        return scalar(ScalarOp.SQRT, variance("std", x, axes, ddof, keepDims));
    }

    private static Expr variance(String what, Expr given, int[] axes, int ddof, boolean keepDims) {
        int[] counted = Build.axes(what, given, axes).stream().mapToInt(i -> i).toArray();
        Expr x = floating(given);
        if (counted.length == 0) {
            counted = new int[0]; // a scalar has one element and no axis
        }
        Expr squares = x.minus(Build.reduce(ReduceOp.MEAN, x, counted, true)).sqr();
        if (ddof == 0) {
            return Build.reduce(ReduceOp.MEAN, squares, counted, keepDims);
        }
        Expr count = Build.size(x, Build.axes(what, x, counted), x.type().dtype());
        return Build.reduce(ReduceOp.SUM, squares, counted, keepDims).div(count.minus(ddof));
    }

    /** The greatest element less the smallest. */
    public static Expr ptp(Expr x, int[] axes, boolean keepDims) {
        Operands.there("ptp", x);
        return Build.reduce(ReduceOp.MAX, x, axes, keepDims).minus(Build.reduce(ReduceOp.MIN, x, axes, keepDims));
    }

    /** The p-norm: see {@code T.norm}. */
    public static Expr norm(Expr given, double p, int[] axes, boolean keepDims) {
        Build.axes("norm", given, axes);
        Expr x = floating(given);
        if (Double.isNaN(p)) {
            throw new IllegalArgumentException("norm of " + Printer.quoted(given) + " got NaN; give 1, 2 or another p");
        }
        if (Double.isInfinite(p)) {
            return Build.reduce(p > 0 ? ReduceOp.MAX : ReduceOp.MIN, x.abs(), axes, keepDims);
        }
        if (p == 2) {
            return Build.reduce(ReduceOp.SUM, x.sqr(), axes, keepDims).sqrt();
        }
        if (p == 1) {
            return Build.reduce(ReduceOp.SUM, x.abs(), axes, keepDims);
        }
        if (p == 0) {
            return cast(
                    Build.reduce(ReduceOp.SUM, x.neq(0), axes, keepDims),
                    x.type().dtype());
        }
        return Build.reduce(ReduceOp.SUM, x.abs().pow(p), axes, keepDims).pow(1 / p);
    }

    private static Expr floating(Expr x) {
        return x.type().dtype().isFloat() ? x : cast(x, Config.floatX());
    }
}
