package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/** The elements below the diagonal, on it and above it, each times a number; those times 0 are not looked at. */
record Weigh(double below, double diagonal, double above) implements ArrayOp {
    @Override
    public String label() {
        return above == 0 ? "tril" : below == 0 ? "triu" : "off_diagonal";
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
        Matrices m = Matrices.of(args.get(0));
        double[] x = m.elements();
        double[] weighed = new double[x.length];
        int at = 0;
        for (int k = 0; k < m.count(); k++) {
            for (int i = 0; i < m.rows(); i++) {
                for (int j = 0; j < m.columns(); j++, at++) {
                    double weight = i > j ? below : i == j ? diagonal : above;
                    weighed[at] = weight == 0 ? 0 : weight * x[at];
                }
            }
        }
        return HostArray.ofDoubles(args.get(0).dtype(), m.shape(), weighed);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("weigh", below, diagonal, above);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(of(this, g));
    }
}
