package arignote.compile.device;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.DimensionValues;
import arignote.compile.nest.Nest;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.CallMemory;
import arignote.expr.HostArray;
import arignote.value.OffHeap;
import java.nio.ByteBuffer;
import java.util.List;

/** The lengths in a call, and the whole numbers that it brings for others to follow from. */
final class CallSizes extends DimensionValues {
    private final CallMemory memory;
    private final List<Buffer> leaves;
    private final int changing;

    /** How many turns a loop has. */
    int turns;

    /**
     * @param leaves what the call brings, in the order of its memory
     * @param changing so many of them, the first, are others in each turn of a loop
     */
    CallSizes(CallMemory memory, List<Buffer> leaves, int changing) {
        this.memory = memory;
        this.leaves = leaves;
        this.changing = changing;
    }

    CallMemory memory() {
        return memory;
    }

    @Override
    protected long length(Buffer argument, int axis) {
        return memory.length(leaves.indexOf(argument), axis);
    }

    @Override
    protected long value(Buffer argument, int element) {
        return value(leaves.indexOf(argument), element);
    }

    private long value(int leaf, int element) {
        if (leaf < changing) {
            throw new NoNest("lengths or places follow from numbers that each turn computes");
        }
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
