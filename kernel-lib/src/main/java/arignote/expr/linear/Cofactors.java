package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/**
 * The gradients of determinants: for each element its cofactor, the determinant of what is left without its row and its
 * column, with a sign. Of singular matrices too: with A = U S Vᵀ it is det(U) det(V) U C Vᵀ, where C has the products of all
 * singular values but one.
 */
record Cofactors() implements ArrayOp {
    @Override
    public String label() {
        return "cofactors";
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
        Matrices m = Matrices.square(e, 0, args.get(0));
        Svd[] svd = Svd.of(e, args.get(0), false);
        int n = m.rows();
        return m.each(e.type().dtype(), n, n, i -> {
            double[] c = new double[n * n];
            for (int k = 0; k < n; k++) {
                c[k * n + k] = svd[i].productWithout(k, k);
            }
            return svd[i].turned(c);
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("cofactors", Matrices.named(label(), e));
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(of(new CofactorSlopes(), e.args().get(0), g));
    }
}
