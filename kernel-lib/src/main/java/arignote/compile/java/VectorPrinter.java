package arignote.compile.java;

import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.VectorLoop;
import arignote.compile.java.vector.Vectorization;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import java.util.List;
import java.util.Map;

/**
 * Prints an innermost loop with vectors, and the plain loop for what they leave. All lanes at once are many statements: inside of
 * other loops they are a method of their own, as Java's first compiler gives up on a method with several of them, and then the
 * second one never sees it.
 */
final class VectorPrinter {
    private final JavaSweep sweep;
    private final Nest.For loop;
    private final List<Nest.Accumulator> sums;
    private final VectorLoop vectors;
    private final boolean unrolled;
    private final int depth;

    VectorPrinter(JavaSweep sweep, Nest.For loop, Lanes lanes, int depth) {
        this.sweep = sweep;
        this.loop = loop;
        this.depth = depth;
        sums = Vectorization.sums(loop);
        vectors = new VectorLoop(sweep, loop, lanes, sums, sweep.lane());
        unrolled = Vectorization.holds(loop, lanes.type(), sums, sweep.printer.target());
    }

    void print(String begin, String end) {
        String i = JavaMethod.indexName(depth);
        String next = sweep.printer.names().fresh(i + "Next");
        sweep.body.line("int " + next + " = " + begin + ";");
        if (unrolled) {
            sweep.body.open("if (" + end + " - " + next + " >= " + LoopPrinter.LANES + ")");
            if (depth == 0) {
                vectors.printUnrolled(next, end);
            } else {
                unrolledApart(next, end);
            }
            sweep.body.close();
        }
        vectors.print(next, end, depth > 0);
        sweep.indices.put(loop.index(), i);
        sweep.elements(loop, i, next, end);
    }

    private void unrolledApart(String next, String end) {
        if (!end.equals("to")) {
            sweep.body.line("final int to = " + end + ";");
        }
        Map<String, String> parameters = sweep.scope(depth);
        if (hasPart()) {
            parameters.put("shift", "int");
        }
        parameters.put(next, "int");
        parameters.put("to", "int");
        sweep.part("Vectors", parameters, null, () -> {
            sums.forEach(sweep::useLanes);
            vectors.printUnrolled(next, "to");
        });
        sweep.body.line(next + " = to - (to - " + next + ") % " + LoopPrinter.LANES + ";");
    }

    /** Whether the loop reads or writes the memory of a strip. */
    private boolean hasPart() {
        return loop.body().stream()
                .anyMatch(s -> s instanceof Nest.Store t && t.buffer().role() == Buffer.Role.PART
                        || s instanceof Nest.Let l
                                && l.value() instanceof Nest.Load o
                                && o.buffer().role() == Buffer.Role.PART);
    }
}
