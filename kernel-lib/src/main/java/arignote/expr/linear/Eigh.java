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
import java.util.List;

/**
 * The eigenvalues of symmetric matrices from the smallest on, or their eigenvectors as columns. The lower triangle alone is
 * read.
 *
 * @param vectors whether it is the eigenvectors
 */
record Eigh(boolean vectors) implements ArrayOp {
    @Override
    public String label() {
        return vectors ? "eigh_vectors" : "eigh_values";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType matrix = Matrices.type("eigh", args.get(0));
        return vectors ? matrix : matrix.withRank(matrix.rank() - 1);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return vectors ? e.args().get(0) : null;
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.square(e, 0, args.get(0));
        int n = m.rows();
        double[][][] parts = Memo.get("eigh", args.get(0), a -> {
            double[][][] all = new double[m.count()][][];
            for (int i = 0; i < all.length; i++) {
                all[i] = m.isLowerFinite(i)
                        ? Lapack.eigh(m.copy(i), n)
                        : new double[][] {Matrices.nan(n), Matrices.nan(n * n)};
                if (all[i] == null) {
                    throw Eig.notFound(e, m, i);
                }
            }
            return all;
        });
        return vectors
                ? m.each(e.type().dtype(), n, n, i -> parts[i][1])
                : m.each(e.type().dtype(), new long[] {n}, i -> parts[i][0]);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.part(vectors ? 1 : 0, "eigh", Matrices.named("eigh", e));
    }

    /**
     * By the values w it is V g Vᵀ, by the vectors V (E (Vᵀ g)) Vᵀ, where E is 1 / (w[j] - w[i]), element by element (Giles,
     * 2008). Where two eigenvalues are equal, the vectors have no gradient.
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        Expr v = of(new Eigh(true), a);
        if (!vectors) {
            return List.of(Terms.byLowerTriangle(mul(v.times(row(g)), t(v))));
        }
        Expr w = of(new Eigh(false), a);
        Expr turn = Terms.reciprocalOffDiagonal(row(w).minus(column(w))).times(mul(t(v), g));
        return List.of(Terms.byLowerTriangle(mul(v, mul(turn, t(v)))));
    }
}
