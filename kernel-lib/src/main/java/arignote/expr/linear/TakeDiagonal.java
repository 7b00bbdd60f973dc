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

/** The diagonals of matrices: the elements whose column is their row plus {@code offset}. */
record TakeDiagonal(int offset) implements ArrayOp {
    @Override
    public String label() {
        return "diagonal";
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType matrix = Matrices.type(label(), args.get(0));
        return matrix.withRank(matrix.rank() - 1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long[] to = Arrays.copyOf(x.shape(), x.rank() - 1);
        to[to.length - 1] = length(x.shape());
        return x.gathered(to, places(x.shape()));
    }

    /** How many elements a diagonal has. */
    private long length(long[] shape) {
        long rows = shape[shape.length - 2];
        long columns = shape[shape.length - 1];
        return Math.max(0, Math.min(rows + Math.min(0, offset), columns - Math.max(0, offset)));
    }

    /** The places of the diagonals' elements in an array of {@code shape}. */
    int[] places(long[] shape) {
        int rows = (int) shape[shape.length - 2];
        int columns = (int) shape[shape.length - 1];
        int length = (int) length(shape);
        int count = (int) Arrays.stream(shape, 0, shape.length - 2).reduce(1, (a, b) -> a * b);
        int[] places = new int[count * length];
        int start = offset < 0 ? -offset * columns : offset;
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < length; i++) {
                places[k * length + i] = k * rows * columns + start + i * (columns + 1);
            }
        }
        return places;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("takeDiagonal", offset);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(of(new PutDiagonal(offset), g, Build.shape(e.args().get(0))));
    }
}
