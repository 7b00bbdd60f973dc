package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/** The elements of each line of the first argument at the positions that the second has in the same line. */
record TakeAlong(int axis) implements ArrayOp {
    @Override
    public String label() {
        return "take_along";
    }

    @Override
    public TensorType type(List<Expr> args) {
        Expr positions = args.get(1);
        if (!positions.type().dtype().isInteger()
                || positions.type().rank() != args.get(0).type().rank()) {
            throw new IllegalArgumentException("positions are whole numbers with as many axes as what they point into,"
                    + " but " + Printer.quoted(positions) + " is "
                    + positions.type().described() + " beside " + Printer.quoted(args.get(0)));
        }
        return args.get(0).type();
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        HostArray at = args.get(1);
        return x.gathered(at.shape(), sources(e.args().get(1), axis, x.shape(), at));
    }

    /** For each position the place of its element in an array of {@code shape}. */
    static int[] sources(Expr named, int axis, long[] shape, HostArray positions) {
        Lines from = Lines.of(shape, axis);
        Lines to = Lines.of(positions.shape(), axis);
        long[] at = positions.longs();
        int[] sources = new int[at.length];
        for (int line = 0; line < to.count(); line++) {
            int start = to.start(line);
            for (int i = 0; i < to.length(); i++) {
                long position = at[start + i * to.step()];
                if (position < 0 || position >= from.length()) {
                    throw new IllegalArgumentException(Printer.quoted(named) + " has the position " + position
                            + ", but there are 0 to " + (from.length() - 1));
                }
                sources[start + i * to.step()] = from.start(line) + (int) position * from.step();
            }
        }
        return sources;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("takeAlong", axis, Printer.quoted(e.args().get(1)));
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr shape = Build.shape(e.args().get(0));
        return Arrays.asList(Sorting.of(new PutAlong(axis), g, e.args().get(1), shape), null);
    }
}
