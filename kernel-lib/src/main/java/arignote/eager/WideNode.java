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
        super(op, args.get(0), args.get(1), dtype, shape, null, value);
        more = args.subList(2, args.size()).toArray(TapeNode[]::new);
        tracked = args.stream().anyMatch(a -> a.tracked);
    }

    private WideNode(WideNode of, HostArray now) {
        super(of.op, of.left, of.right, of.dtype, of.shape, null, now);
        more = of.more;
        tracked = of.tracked;
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
        return new WideNode(this, now);
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
