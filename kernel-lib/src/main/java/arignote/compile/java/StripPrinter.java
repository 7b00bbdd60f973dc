package arignote.compile.java;

import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.ShortRows;
import arignote.compile.java.vector.StripMining;
import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Prints loops with formulas: a strip of elements at a time, each stage on the whole strip. Several short rows make a strip. */
final class StripPrinter {
    private final JavaSweep sweep;
    private final String first; // where the strip of a block begins in its memory

    StripPrinter(JavaSweep sweep, String first) {
        this.sweep = sweep;
        this.first = first;
    }

    /** Prints an innermost loop. */
    void print(Nest.For f, Lanes lanes, int depth, String begin, String end) {
        sweep.body.open("for (int from = " + begin + "; from < " + end + "; from += " + JavaSweep.STRIP + ")");
        sweep.body.line("final int to = Math.min(from + " + JavaSweep.STRIP + ", " + end + ");");
        sweep.body.line("final int shift = " + (first.equals("0") ? "" : first + " ") + "- from;");
        for (StripMining.Stage stage : StripMining.of(f)) {
            Nest.For part = new Nest.For(f.index(), stage.statements());
            if (StripMining.isPlain(part)) {
                sweep.elements(part, JavaMethod.indexName(depth), "from", "to");
            } else {
                new VectorPrinter(sweep, part, lanes, depth).print("from", "to");
            }
            stage.calls().forEach(call -> call(call, "to - from"));
        }
        sweep.body.close();
    }

    private void call(StripMining.Call call, String count) {
        List<String> arrays = new ArrayList<>();
        call.operands().forEach(b -> arrays.add(sweep.memory(b)));
        arrays.add(sweep.memory(call.result()));
        sweep.body.line(sweep.printer.formula(call.op()) + ".apply(" + String.join(", ", arrays) + ", " + first + ", "
                + count + ");");
    }

    /** Prints a method for short rows, and what decides in a call whether rows are short; the loop is for the others. */
    void printShort(Nest.For loop, ShortRows.Parted parted, Runnable others) {
        sweep.body.line("final int most = rowsAtOnce(" + sweep.length(parted.length()) + ", " + JavaSweep.STRIP + ");");
        sweep.body.open("if (most > 1)");
        Map<String, String> parameters = sweep.scope(0);
        List.of(first, "begin", "end", "most").forEach(parameter -> parameters.put(parameter, "int"));
        sweep.part("ShortRows", parameters, null, () -> severalRows(loop, parted));
        sweep.body.otherwise();
        others.run();
        sweep.body.close();
    }

    private void severalRows(Nest.For loop, ShortRows.Parted parted) {
        String n = sweep.length(parted.length());
        sweep.body.open("for (int row = begin; row < end; row += most)");
        sweep.body.line("final int rows = Math.min(most, end - row);");
        Set<Nest.Accumulator> held = Set.copyOf(sweep.inVectors);
        sweep.shortRow = parted.length();
        for (ShortRows.Phase phase : parted.phases()) {
            Nest.For some = new Nest.For(loop.index(), phase.statements());
            sweep.findHeld(some, Set.of()); // a loop that has parted from its formulas may hold its sums
            sweep.loop(some, "row", "row + rows", 0);
            phase.calls().forEach(call -> call(call, "rows * " + n));
        }
        sweep.shortRow = null;
        sweep.inVectors.retainAll(held);
        sweep.body.close();
    }

    /** Where a row of several has its part of the strip. */
    static String shift(String first, String i, String n) {
        return "final int shift = " + first + " + (" + i + " - row) * " + n + ";";
    }

    /** The place of a number of a row in the memory of a strip, or of an element in its row. */
    static String place(Nest.Index along, Nest.Index row, String i) {
        return along == row ? "first + " + i + " - row" : i + " + shift";
    }
}
