package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * For each line of the first argument along an axis the positions of its k greatest elements, the greatest first; k is the
 * second argument, and if it is negative, the -k smallest are meant, the smallest first.
 */
record ArgTop(int axis) implements ArrayOp {
    @Override
    public String label() {
        return "argtopk";
    }

    @Override
    public TensorType type(List<Expr> args) {
        Expr k = args.get(1);
        if (!k.type().dtype().isInteger() || k.type().rank() != 0) {
            throw new IllegalArgumentException("topk takes a whole number of elements, but " + Printer.quoted(k)
                    + " is " + k.type().described());
        }
        return args.get(0).type().withDType(DType.INT64);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        long k = args.get(1).longAt(0);
        Lines lines = Lines.of(x.shape(), axis);
        if (k == 0 || Math.abs(k) > lines.length()) {
            throw new IllegalArgumentException("topk of " + k + " elements, but "
                    + Printer.quoted(e.args().get(0)) + " has " + lines.length() + " along axis " + axis
                    + "; take 1 to " + lines.length() + ", or so many below 0 for the smallest");
        }
        long[] shape = Lines.resized(x.shape(), axis, Math.abs(k));
        Lines to = Lines.of(shape, axis);
        Ranking ranking = new Ranking(x, lines, k > 0);
        long[] positions = new long[to.count() * to.length()];
        for (int line = 0; line < lines.count(); line++) {
            int[] order = ranking.of(line);
            int at = to.start(line);
            for (int i = 0; i < to.length(); i++) {
                positions[at + i * to.step()] = order[i];
            }
        }
        return HostArray.of(DType.INT64, shape, positions);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("argTop", axis, Printer.quoted(e.args().get(0)));
    }

    /** Positions do not change when values do. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Arrays.asList(null, null);
    }
}
