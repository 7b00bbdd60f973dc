package arignote.expr.linear;

import static arignote.expr.linear.Terms.column;
import static arignote.expr.linear.Terms.identity;
import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the sum of the cofactors of A, the first argument, times H, the second: the second derivative of the
 * determinant in the direction H.
 */
record CofactorSlopes() implements ArrayOp {
    @Override
    public String label() {
        return "cofactor_slopes";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    /**
     * Where A is diagonal, the cofactor of an element on the diagonal depends on the others there, and that of one beside it
     * on the element across.
     */
    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.square(e, 0, args.get(0));
        Matrices direction = Matrices.of(args.get(1));
        Svd[] svd = Svd.of(e, args.get(0), false);
        int n = m.rows();
        return m.each(e.type().dtype(), n, n, i -> {
            double[] h = svd[i].turnedBack(direction.copy(i));
            double[] slopes = new double[n * n];
            for (int k = 0; k < n; k++) {
                for (int l = 0; l < n; l++) {
                    if (k != l) {
                        double product = svd[i].productWithout(k, l);
                        slopes[k * n + l] -= h[l * n + k] * product;
                        slopes[k * n + k] += h[l * n + l] * product;
                    }
                }
            }
            return svd[i].turned(slopes);
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("cofactorSlopes", Matrices.named(label(), e));
    }

    /**
     * The sum of cofactors times H is the sum of the determinants of A with one row of H each; differentiated once more, of
     * cofactors of such matrices.
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        Expr h = e.args().get(1);
        Expr own = column(identity(a)); // 1 in row i of matrix i
        Expr others = Build.filled(own, 1).minus(own);
        Expr exchanged = stacked(a).times(others).plus(stacked(h).times(own));
        Expr slopes = of(new CofactorSlopes(), exchanged, stacked(g).times(others));
        int stack = a.type().rank() - 2;
        return List.of(others.times(slopes).sum(stack), of(new CofactorSlopes(), a, g));
    }

    /** With a new axis before the matrices. */
    private static Expr stacked(Expr x) {
        List<Integer> pattern = new ArrayList<>(Terms.axes(x.type().rank()));
        pattern.add(pattern.size() - 2, Op.DimShuffle.NEW);
        return Build.dimshuffle(x, pattern);
    }
}
