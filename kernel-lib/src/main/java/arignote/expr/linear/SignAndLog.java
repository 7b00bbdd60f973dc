package arignote.expr.linear;

import static arignote.expr.linear.Terms.number;
import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.math.Elementary;
import java.util.Arrays;
import java.util.List;

/** The sign of the determinants of square matrices, -1, 0 or 1, or the logarithm of their absolute values. */
record SignAndLog(boolean log) implements ArrayOp {
    @Override
    public String label() {
        return log ? "log_abs_det" : "sign_det";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType matrix = Matrices.type("slogdet", args.get(0));
        return matrix.withRank(matrix.rank() - 2);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Lu lu = Lu.of(e, 0, args.get(0));
        return lu.of().each(e.type().dtype(), new long[0], i -> {
            double sign = lu.sign(i);
            double logarithm = 0;
            for (int row = 0; row < lu.of().rows(); row++) {
                sign *= Math.signum(lu.pivot(i, row));
                logarithm += Elementary.log(Math.abs(lu.pivot(i, row)));
            }
            return new double[] {log ? logarithm : sign};
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.part(
                log ? 1 : 0,
                "signAndLog",
                Matrices.named("slogdet", e),
                e.type().dtype());
    }

    /** d log |det A| = tr(A⁻¹ dA); a sign has the slope 0. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return log ? List.of(number(g).times(t(of(new Inverse(), e.args().get(0))))) : Arrays.asList((Expr) null);
    }
}
