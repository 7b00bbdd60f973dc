package arignote.eager;

import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import java.util.LinkedHashSet;
import java.util.List;

/** A value on the tape that has more than two arguments. */
final class WideNode extends TapeNode {
    private static final TapeNode[] FORGOTTEN = {};

    private TapeNode[] more;

    /** @param args at least three */
    WideNode(Op op, List<TapeNode> args, DType dtype, long[] shape, HostArray value) {
        this(
                op,
                args.get(0),
                args.get(1),
                args.subList(2, args.size()).toArray(TapeNode[]::new),
                dtype,
                shape,
                value,
                args.stream().anyMatch(a -> a.tracked));
    }

    private WideNode(
            Op op,
            TapeNode left,
            TapeNode right,
            TapeNode[] more,
            DType dtype,
            long[] shape,
            HostArray value,
            boolean tracked) {
        super(op, left, right, dtype, shape, null, value, tracked);
        this.more = more;
    }

    /** One operation; it is computed later. */
    static TapeNode recorded(Op op, List<TapeNode> args, DType dtype, long[] shape) {
        WideNode n = new WideNode(op, args, dtype, shape, null);
        n.waiting = 1;
        for (TapeNode arg : new LinkedHashSet<>(args)) {
            n.waiting += arg.reading();
        }
        n.shorten();
        return n;
    }

    @Override
    TapeNode revalued(HostArray now) {
        return new WideNode(op, left, right, more, dtype, shape, now, tracked);
    }

    @Override
    TapeNode[] more() {
        return more;
    }

    @Override
    TapeNode ahead(long walk) {
        TapeNode first = super.ahead(walk);
        for (int i = 0; first == null && i < more.length; i++) {
            first = more[i].walk != walk ? more[i] : null;
        }
        return first;
    }

    @Override
    void forget() {
        super.forget();
        more = FORGOTTEN;
    }
}
