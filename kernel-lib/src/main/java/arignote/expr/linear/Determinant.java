package arignote.expr.linear;

import static arignote.expr.linear.Terms.number;
import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/** The determinants of square matrices. */
record Determinant() implements ArrayOp {
    @Override
    public String label() {
        return "det";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType matrix = Matrices.type(label(), args.get(0));
        return matrix.withRank(matrix.rank() - 2);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Lu lu = Lu.of(e, 0, args.get(0));
        return lu.of().each(e.type().dtype(), new long[0], i -> {
            double product = lu.sign(i);
            for (int row = 0; row < lu.of().rows(); row++) {
                product *= lu.pivot(i, row);
            }
            return new double[] {product};
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                "determinant", Matrices.named(label(), e), e.type().dtype());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(number(g).times(of(new Cofactors(), e.args().get(0))));
    }
}
