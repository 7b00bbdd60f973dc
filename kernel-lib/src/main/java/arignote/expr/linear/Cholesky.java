package arignote.expr.linear;

import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.t;
import static arignote.expr.linear.Terms.weigh;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/** The lower triangular L with L Lᵀ = A, for symmetric positive definite matrices, of which the lower triangle is read. */
record Cholesky() implements ArrayOp {
    @Override
    public String label() {
        return "cholesky";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return Matrices.type(label(), args.get(0));
    }

    /**
     * The factors, with anything above their diagonals; not to be written to.
     *
     * @param named the matrices, for messages
     */
    static double[][] factors(Expr named, HostArray a) {
        return Memo.get(Cholesky.class, a, x -> {
            Matrices m = Matrices.of(x);
            double[][] factors = new double[m.count()][];
            for (int i = 0; i < m.count(); i++) {
                factors[i] = m.copy(i);
                if (!m.isLowerFinite(i)) {
                    factors[i] = Matrices.nan(factors[i].length);
                } else if (!Lapack.cholesky(factors[i], m.rows())) {
                    throw new IllegalArgumentException(
                            Printer.quoted(named) + m.place(i) + " is not positive definite");
                }
            }
            return factors;
        });
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.square(e, 0, args.get(0));
        double[][] factors = factors(e.args().get(0), args.get(0));
        int n = m.rows();
        return m.each(e.type().dtype(), n, n, i -> {
            double[] lower = factors[i].clone();
            for (int row = 0; row < n; row++) {
                Arrays.fill(lower, row * n + row + 1, (row + 1) * n, 0);
            }
            return lower;
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("cholesky", Matrices.named(label(), e));
    }

    /**
     * L⁻ᵀ Φ(Lᵀ g) L⁻¹, where Φ takes the lower triangle with half of the diagonal (Murray, Differentiation of the Cholesky
     * decomposition, 2016), by the lower triangle.
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr half = weigh(1, 0.5, 0, mul(t(e), weigh(1, 1, 0, g)));
        SolveTriangular solve = new SolveTriangular(true, true, false);
        return List.of(Terms.byLowerTriangle(t(of(solve, e, t(of(solve, e, half))))));
    }
}
