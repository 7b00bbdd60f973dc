package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * The matrices of the first argument with other numbers of rows and columns, those of the shape that the second holds: cut off
 * at the end, or filled up with 0.
 *
 * @param square whether there are as many columns as rows
 */
record Corner(boolean square) implements ArrayOp {
    @Override
    public String label() {
        return "corner";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public Expr shapedLike(Expr e) {
        return square ? null : Build.shaped(e.args().get(1));
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.of(args.get(0));
        long[] shape = args.get(1).longs();
        int rows = (int) shape[shape.length - 2];
        int columns = square ? rows : (int) shape[shape.length - 1];
        return m.each(args.get(0).dtype(), rows, columns, k -> {
            double[] z = new double[rows * columns];
            int width = Math.min(columns, m.columns());
            for (int i = 0; i < Math.min(rows, m.rows()); i++) {
                System.arraycopy(m.elements(), (k * m.rows() + i) * m.columns(), z, i * columns, width);
            }
            return z;
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("corner", square);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList(of(new Corner(false), g, Build.shape(e.args().get(0))), null);
    }
}
