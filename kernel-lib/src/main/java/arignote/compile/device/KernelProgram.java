package arignote.compile.device;

import arignote.compile.nest.Dimension;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Loops as kernels, in their order.
 *
 * @param call what the host tells all kernels in a call: lengths, sizes of blocks, single inputs as bits
 * @param numbers how many single numbers kernels hand on
 * @param refuses whether an operation may refuse a value
 * @param turns how a loop's turns follow one another
 * @param indexed the axes along which there is a computed index, which have to have an element
 */
record KernelProgram(
        String source,
        List<Kernel> kernels,
        List<ToLongFunction<CallSizes>> call,
        int numbers,
        boolean refuses,
        Turns turns,
        List<Dimension> indexed) {
    /** How a loop's turns follow one another. */
    enum Turns {
        /** There is no loop. */
        NONE,
        /** The one kernel has all of them. */
        IN_KERNEL,
        /** All kernels run in each turn, and {@link #NEXT} behind them. */
        BY_HOST
    }

    /** The kernel that begins the next turn. */
    static final String NEXT = "next_turn";
}
