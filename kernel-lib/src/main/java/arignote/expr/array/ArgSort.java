package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/** For each line along an axis the positions of its elements from the smallest to the greatest, int64. */
record ArgSort(int axis) implements ArrayOp {
    @Override
    public String label() {
        return "argsort";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type().withDType(DType.INT64);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        Lines lines = Lines.of(x.shape(), axis);
        Ranking ranking = new Ranking(x, lines, false);
        long[] positions = new long[x.size()];
        for (int line = 0; line < lines.count(); line++) {
            int[] order = ranking.of(line);
            int at = lines.start(line);
            for (int i = 0; i < order.length; i++) {
                positions[at + i * lines.step()] = order[i];
            }
        }
        return HostArray.of(DType.INT64, x.shape(), positions);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("argSort", axis);
    }

    /** Positions do not change when values do. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList((Expr) null);
    }
}
