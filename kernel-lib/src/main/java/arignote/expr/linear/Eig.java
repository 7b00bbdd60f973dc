package arignote.expr.linear;

import static arignote.expr.linear.Terms.column;
import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.row;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.List;

/**
 * The eigenvalues of square matrices in LAPACK's order, or their eigenvectors as columns of length 1.
 *
 * @param vectors whether it is the eigenvectors
 */
record Eig(boolean vectors) implements ArrayOp {
    @Override
    public String label() {
        return vectors ? "eig_vectors" : "eig_values";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType matrix = Matrices.type("eig", args.get(0));
        return vectors ? matrix : matrix.withRank(matrix.rank() - 1);
    }

    static ArithmeticException notFound(Expr e, Matrices m, int i) {
        return new ArithmeticException("the eigenvalues of "
                + Printer.quoted(e.args().get(0)) + m.place(i) + " were not found: LAPACK did not converge");
    }

    @Override
    public Expr shapedLike(Expr e) {
        return vectors ? e.args().get(0) : null;
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.square(e, 0, args.get(0));
        int n = m.rows();
        double[][][] parts = Memo.get("eig", args.get(0), a -> {
            double[][][] all = new double[m.count()][][];
            for (int i = 0; i < all.length; i++) {
                all[i] = m.isFinite(i)
                        ? Lapack.eig(m.copy(i), n)
                        : new double[][] {Matrices.nan(n), new double[n], Matrices.nan(n * n)};
                if (all[i] == null) {
                    throw notFound(e, m, i);
                }
            }
            return all;
        });
        for (int i = 0; i < parts.length; i++) {
            for (int k = 0; k < n; k++) {
                if (parts[i][1][k] != 0) {
                    throw new IllegalArgumentException("eig has real results alone, but "
                            + Printer.quoted(e.args().get(0)) + m.place(i) + " has the complex eigenvalues "
                            + parts[i][0][k] + " ± " + Math.abs(parts[i][1][k]) + "i");
                }
            }
        }
        return vectors
                ? m.each(e.type().dtype(), n, n, i -> parts[i][2])
                : m.each(e.type().dtype(), new long[] {n}, i -> parts[i][0]);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.part(vectors ? 1 : 0, "eig", Matrices.named("eig", e));
    }

    /**
     * By the values w it is V⁻ᵀ g Vᵀ, by the vectors V⁻ᵀ (E (Vᵀ (g - V d))) Vᵀ, where E is 1 / (w[j] - w[i]), element by
     * element, and d has the diagonal of Vᵀ g: what keeps the vectors' lengths (Boeddeker and others, On the computation of
     * complex-valued gradients, 2017). Where two eigenvalues are equal, the vectors have no gradient.
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        Expr v = of(new Eig(true), a);
        Solve solve = new Solve(Solve.Assumed.GENERAL, true);
        if (!vectors) {
            return List.of(of(solve, v, t(v.times(row(g)))));
        }
        Expr w = of(new Eig(false), a);
        Expr lengths = row(of(new TakeDiagonal(0), mul(t(v), g)));
        Expr turn = Terms.reciprocalOffDiagonal(row(w).minus(column(w))).times(mul(t(v), g.minus(v.times(lengths))));
        return List.of(of(solve, v, mul(turn, t(v))));
    }
}
