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
import java.util.List;

/**
 * The solution of A x = b or Aᵀ x = b, for a matrix A of which one triangle is read, and a matrix b.
 *
 * @param lower whether it is the lower one
 * @param unit whether the diagonal is taken to be 1 and not read
 */
record SolveTriangular(boolean lower, boolean transposed, boolean unit) implements ArrayOp {
    @Override
    public String label() {
        return "solve_triangular";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return Solve.systemType(label(), args);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices a = Matrices.square(e, 0, args.get(0));
        Matrices b = Solve.rightSides(e, a, args.get(1));
        return b.each(e.type().dtype(), a.rows(), b.columns(), i -> {
            double[] x = b.copy(i);
            if (!Lapack.solveTriangular(a.copy(i), a.rows(), lower, transposed, unit, x, b.columns())) {
                throw new IllegalArgumentException(
                        Printer.quoted(e.args().get(0)) + a.place(i) + " is singular: its diagonal has a 0");
            }
            return x;
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("solveTriangular", Matrices.named(label(), e), lower, transposed, unit);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr byB = of(new SolveTriangular(lower, !transposed, unit), e.args().get(0), g);
        Expr byA = (transposed ? mul(e, t(byB)) : mul(byB, t(e))).negate();
        return List.of(weigh(lower ? 1 : 0, unit ? 0 : 1, lower ? 0 : 1, byA), byB);
    }
}
