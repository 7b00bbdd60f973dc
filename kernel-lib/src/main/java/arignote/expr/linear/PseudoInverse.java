package arignote.expr.linear;

import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/**
 * The pseudo-inverses of matrices (Moore and Penrose).
 *
 * @param cutoff singular values of at most this part of the greatest one are taken for 0; below 0, the dtype's precision
 *     times the greater length
 */
record PseudoInverse(double cutoff) implements ArrayOp {
    static final double BY_PRECISION = -1;

    @Override
    public String label() {
        return "pinv";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return Matrices.type(label(), args.get(0));
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.of(args.get(0));
        Svd[] svd = Svd.of(e, args.get(0), false);
        int k = Math.min(m.rows(), m.columns());
        double precision = e.type().dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1d);
        double part = cutoff < 0 ? precision * Math.max(m.rows(), m.columns()) : cutoff;
        return m.each(e.type().dtype(), m.columns(), m.rows(), i -> {
            double[] u = svd[i].u();
            double[] s = svd[i].s();
            double[] vt = svd[i].vt();
            double[] inverse = new double[m.columns() * m.rows()];
            for (int j = 0; j < k && !(s[j] <= part * s[0]); j++) {
                for (int column = 0; column < m.columns(); column++) {
                    double scaled = vt[j * m.columns() + column] / s[j];
                    for (int row = 0; row < m.rows(); row++) {
                        inverse[column * m.rows() + row] += scaled * u[row * k + j];
                    }
                }
            }
            return inverse;
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("pseudoInverse", Matrices.named(label(), e), cutoff);
    }

    /**
     * With P for the result, dP = -P dA P + P Pᵀ dAᵀ (I - A P) + (I - P A) dAᵀ Pᵀ P, where the rank does not change (Golub and
     * Pereyra, 1973).
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        Expr inner = mul(t(e), mul(g, t(e)));
        Expr left = mul(mul(t(g), e), t(e));
        Expr right = mul(t(e), mul(e, t(g)));
        return List.of(left.minus(mul(a, mul(e, left)))
                .plus(right.minus(mul(mul(right, e), a)))
                .minus(inner));
    }
}
