package arignote.compile.device;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.Nest;
import arignote.compile.runtime.CallMemory;
import arignote.expr.HostArray;
import arignote.value.OffHeap;
import java.nio.ByteBuffer;
import java.util.List;

/** The lengths in a call, and the whole numbers that it brings for others to follow from. */
final class CallSizes {
    private final CallMemory memory;
    private final List<Buffer> leaves;

    /** @param leaves what the call brings, in the order of its memory */
    CallSizes(CallMemory memory, List<Buffer> leaves) {
        this.memory = memory;
        this.leaves = leaves;
    }

    CallMemory memory() {
        return memory;
    }

    /** Whether a guard does not hold. */
    boolean isBroken(Guard g) {
        if (g instanceof Guard.Same s) {
            return of(s.a()) != of(s.b());
        }
        if (g instanceof Guard.Repeated r) {
            return of(r.a()) != 1 || of(r.to()) == 1;
        }
        if (g instanceof Guard.AtLeast l) {
            return (of(l.a()) >= l.border()) != l.isThere();
        }
        return of(((Guard.Some) g).a()) == 0;
    }

    /** The number. */
    long of(Dimension n) {
        Dimension.Source source = n.source();
        if (source instanceof Dimension.OfMemory m) {
            return memory.length(leaves.indexOf(m.buffer()), m.axis());
        }
        if (source instanceof Dimension.Fixed f) {
            return f.value();
        }
        if (source instanceof Dimension.Product p) {
            return product(p.factors());
        }
        if (source instanceof Dimension.OfValue v) {
            return value(leaves.indexOf(v.buffer()), v.element());
        }
        if (source instanceof Dimension.Computed c) {
            return c.op().apply(c.operands().stream().mapToLong(this::of).toArray());
        }
        Dimension.Quotient q = (Dimension.Quotient) source;
        long known = product(q.known());
        return known == 0 ? 0 : product(q.total()) / known;
    }

    /** How many elements there are along axes. */
    long product(List<Dimension> dims) {
        long product = 1;
        for (Dimension d : dims) {
            product *= of(d);
        }
        return product;
    }

    private long value(int leaf, int element) {
        Object array = memory.array(leaf);
        if (array instanceof DeviceArray remote) {
            return remote.host().longAt(element);
        }
        if (array == null) {
            return memory.whole(leaf);
        }
        Buffer b = leaves.get(leaf);
        if (array.getClass().isArray()) {
            return HostArray.of(b.dtype(), new long[] {java.lang.reflect.Array.getLength(array)}, array)
                    .longAt(element);
        }
        ByteBuffer bytes = OffHeap.bytes(array);
        return switch (b.dtype()) {
            case INT64 -> bytes.getLong(element * Long.BYTES);
            case INT32 -> bytes.getInt(element * Integer.BYTES);
            default -> bytes.get(element);
        };
    }

    /** How many innermost turns one turn of a loop has, about. */
    long work(Nest.For f) {
        long work = 0;
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For g) {
                long own = of(g.index().length());
                work += g.isInnermost() ? own : own * work(g);
            }
        }
        return work;
    }
}
