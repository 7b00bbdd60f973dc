package arignote.compile.device;

import arignote.compile.nest.Buffer;
import arignote.compile.print.Step;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One kernel.
 *
 * @param parameters what it reads and writes, behind what all kernels of a program share
 * @param groups how many groups of threads compute it in a call; none where it has nothing to do
 * @param threads how many a group has
 * @param step what it does, for a reader
 */
record Kernel(String name, List<Parameter> parameters, ToLongFunction<CallSizes> groups, int threads, Step step) {
    /** Memory that a kernel is given. */
    sealed interface Parameter {}

    /** Memory of the loops. */
    record OfBuffer(Buffer buffer) implements Parameter {}

    /**
     * What the blocks of a sweep have added up.
     *
     * @param number which one
     * @param bytes of what one block has
     * @param blocks how many there are in a call
     */
    record OfBlocks(int number, int bytes, ToLongFunction<CallSizes> blocks) implements Parameter {}
}
