package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/**
 * A quarter of matrices of twice as many rows and columns.
 *
 * @param taken whether it is taken from them; else it is put into zeros
 */
record Block(int row, int column, boolean taken) implements ArrayOp {
    @Override
    public String label() {
        return taken ? "take_block" : "put_block";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.of(args.get(0));
        int n = taken ? m.rows() / 2 : m.rows();
        int to = taken ? n : 2 * n;
        return m.each(args.get(0).dtype(), to, to, k -> {
            double[] z = new double[to * to];
            for (int i = 0; i < n; i++) {
                int large = (row * n + i) * 2 * n + column * n;
                int from = k * m.rows() * m.rows() + (taken ? large : i * n);
                System.arraycopy(m.elements(), from, z, taken ? i * n : large, n);
            }
            return z;
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("block", row, column, taken);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(of(new Block(row, column, !taken), g));
    }
}
