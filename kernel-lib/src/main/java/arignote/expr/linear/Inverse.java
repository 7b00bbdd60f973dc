package arignote.expr.linear;

import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/** The inverses of square matrices. */
record Inverse() implements ArrayOp {
    @Override
    public String label() {
        return "matrix_inverse";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return Matrices.type(label(), args.get(0));
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Lu lu = Lu.of(e, 0, args.get(0));
        int n = lu.of().rows();
        return lu.of().each(e.type().dtype(), n, n, i -> {
            double[] identity = new double[n * n];
            for (int k = 0; k < n; k++) {
                identity[k * n + k] = 1;
            }
            return lu.solve(i, e.args().get(0), false, identity, n);
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("inverse", Matrices.named(label(), e));
    }

    /** d A⁻¹ = -A⁻¹ dA A⁻¹. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(mul(t(e), mul(g, t(e))).negate());
    }
}
