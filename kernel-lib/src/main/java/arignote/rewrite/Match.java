package arignote.rewrite;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;

/** The left sides of rules: what an expression is. */
final class Match {
    private Match() {}

    static boolean is(Expr e, ScalarOp op) {
        return e.op() instanceof Op.Elementwise w && w.op() == op;
    }

    static boolean is(Expr e, Class<? extends Op> op) {
        return op.isInstance(e.op());
    }

    /** Whether this is the scalar constant, to the bit of its sign. */
    static boolean isNumber(Expr e, double value) {
        return e.op() instanceof Op.Constant c
                && c.value().isScalar(value)
                && Double.doubleToLongBits(c.value().doubleAt(0)) == Double.doubleToLongBits(value);
    }

    static Expr arg(Expr e, int i) {
        return e.args().get(i);
    }

    /** {@code x}, if it is what it stands in for: of the same type. */
    static Expr instead(Expr e, Expr x) {
        return x.type().equals(e.type()) ? x : null;
    }

    static boolean isSum(Expr e) {
        return e.op() instanceof Op.Reduce r && r.kind() == ReduceOp.SUM;
    }

    /** x ** exponent, of floats: whole numbers have other roots and no negative powers. */
    static boolean isPower(Expr e, double exponent) {
        return is(e, ScalarOp.POWER)
                && e.type().dtype().isFloat()
                && e.type().equals(arg(e, 0).type())
                && isNumber(arg(e, 1), exponent);
    }

    static boolean isArithmetic(Expr e) {
        return e.type().dtype() != DType.BOOL;
    }

    static Expr zero(Expr e) {
        return Build.constant(HostArray.scalar(e.type().dtype(), 0));
    }

    static Expr one(Expr e) {
        return Build.constant(HostArray.scalar(e.type().dtype(), 1));
    }
}
