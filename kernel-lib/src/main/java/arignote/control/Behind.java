package arignote.control;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * One row and the rows of another array but one, so many in all: what each turn of a loop has read.
 *
 * @param backwards whether the one row is the last, and the first of the other array is left out; else it is the first, and the last
 *     one is left out
 */
record Behind(boolean backwards) implements ArrayOp {
    @Override
    public String label() {
        return "behind";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        return compute(e, args, null);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args, HostArray earlier) {
        HostArray first = args.get(0);
        long[] shape = first.shape().clone();
        shape[0] = args.get(2).longAt(0);
        HostArray all = HostArray.anything(first.dtype(), shape, earlier);
        if (all.size() > 0) {
            int row = first.size();
            int rest = all.size() - row;
            System.arraycopy(first.elements(), 0, all.elements(), backwards ? rest : 0, row);
            System.arraycopy(args.get(1).elements(), backwards ? row : 0, all.elements(), backwards ? 0 : row, rest);
        }
        return all;
    }

    @Override
    public Expr inLoops(Expr e) {
        Expr one = e.args().get(0);
        Expr turns = e.args().get(2);
        Expr rest = backwards
                ? Build.part(e.args().get(1), List.of(new Along.Slice(true, true, 1)), List.of(Build.whole(1), turns))
                : e.args().get(1);
        Expr all = Build.join(0, backwards ? List.of(rest, one) : List.of(one, rest));
        return Build.part(all, List.of(new Along.Slice(false, true, 1)), List.of(turns));
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("behind", backwards);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr border = Build.whole(backwards ? -1 : 1);
        Expr before = Build.part(g, List.of(new Along.Slice(false, true, 1)), List.of(border));
        Expr behind = Build.part(g, List.of(new Along.Slice(true, false, 1)), List.of(border));
        Expr first = backwards ? behind : before;
        Expr rest = backwards ? before : behind;
        Expr one = Build.sumTo(first, e.args().get(0)); // a loop without turns has no rows, whose sum is 0
        Expr left = e.args().get(1);
        Expr place = Build.whole(backwards ? 1 : 0);
        return Arrays.asList(one, Expr.of(new Op.Array(new Placed()), List.of(rest, left, place)), null);
    }
}
