package arignote.control;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * Elements along the first axis, in the shape of a longer array from a place on, with zeros around; where they are all that there is,
 * the same array. The arguments are the elements, the longer array, and the place.
 */
record Placed() implements ArrayOp {
    @Override
    public String label() {
        return "placed";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray elements = args.get(0);
        if (Arrays.equals(elements.shape(), args.get(1).shape())) {
            return elements;
        }
        HostArray all = HostArray.zeros(elements.dtype(), args.get(1).shape());
        if (elements.size() > 0) {
            int size = elements.size() / (int) elements.shape()[0];
            all.put((int) args.get(2).longAt(0) * size, elements);
        }
        return all;
    }

    @Override
    public Expr inLoops(Expr e) {
        Expr start = e.args().get(2);
        Expr length = Build.cast(Build.length(e.args().get(0), 0), start.type().dtype());
        return Build.place(
                e.args().get(0),
                e.args().get(1),
                List.of(new Along.Slice(true, true, 1)),
                List.of(start, start.plus(length)));
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("placed");
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr start = e.args().get(2);
        Expr end = start.plus(
                Build.cast(Build.length(e.args().get(0), 0), start.type().dtype()));
        List<Expr> by = Loop.nothing(3);
        by.set(0, Build.part(g, List.of(new Along.Slice(true, true, 1)), List.of(start, end)));
        return by;
    }
}
