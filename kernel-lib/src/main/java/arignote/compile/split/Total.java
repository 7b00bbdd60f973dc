package arignote.compile.split;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.List;

/**
 * What shards add up, each its own rows, and the driver adds up in the order of the shards.
 *
 * @param of the accumulator, or the memory
 * @param round when shards can compute it: after so many other rounds
 */
public record Total(Object of, ReduceOp kind, DType dtype, List<Dimension> dims, int round) {
    static Total of(Nest.Accumulator a, int round) {
        return new Total(a, a.kind(), a.dtype(), List.of(), round);
    }

    static Total of(Buffer b, ReduceOp kind, int round) {
        return new Total(b, kind, b.dtype(), b.dims(), round);
    }

    /** Adds what a shard gave to what those before it gave. */
    public void add(HostArray sum, HostArray part) {
        ScalarOp op = kind.combine();
        for (int i = 0; i < sum.size(); i++) {
            if (dtype.isFloat()) {
                sum.set(i, op.value().at(sum.doubleAt(i), part.doubleAt(i), 0)); // rounded to float32 if it is one
            } else {
                sum.set(i, op.whole().at(sum.longAt(i), part.longAt(i), 0));
            }
        }
    }
}
