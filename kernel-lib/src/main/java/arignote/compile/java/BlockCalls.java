package arignote.compile.java;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import arignote.compile.print.SourceText;
import java.util.Set;

/**
 * What calls the method of a sweep that is cut into blocks: for a single block at once, else block by block, with memory for
 * what each block adds up, which is added up in the order of the blocks then.
 */
record BlockCalls(
        JavaPrinter printer,
        JavaSweep sweep,
        int number,
        Set<Nest.Accumulator> sums,
        Set<Nest.Accumulator> laned,
        Set<Buffer> parts,
        RowBlocks rows) {
    /**
     * @param n how many turns the sweep has
     * @param each how many innermost turns each of them has, a long
     * @param formulas how many formulas a turn computes that adds up nothing; else 0
     */
    void print(String n, String each, int formulas, SourceText calls, SourceText cases, SourceText methods) {
        String turns = turns(n, each, formulas, calls);
        String count = printer.names().fresh("blocks" + number);
        calls.line("int " + count + " = blockCount(" + n + ", " + turns + ");");
        calls.open("if (" + count + " == 1)")
                .line(sweep.name() + "(0, " + n + ", 0);")
                .otherwise();
        for (Nest.Accumulator a : sums) {
            sized(JavaMethod.total(a), count, calls);
        }
        for (Nest.Accumulator a : laned) {
            sized(sweep.lanes(a), LoopPrinter.LANES + " * " + count, calls);
        }
        for (Buffer b : parts) {
            sized(printer.names().of(b), JavaSweep.STRIP + " * " + count, calls);
        }
        rows.room(count, calls);
        String work = rows.isEmpty() ? "" : ", " + n + " * (" + each + ")";
        calls.line("blocks(" + number + ", " + count + work + ");");
        if (!sums.isEmpty()) {
            calls.open("for (int block = 1; block < " + count + "; block++)");
            for (Nest.Accumulator a : sums) {
                String total = JavaMethod.total(a);
                calls.line(total + "[0] = " + JAVA.added(a.kind(), a.dtype(), total + "[0]", total + "[block]") + ";");
            }
            calls.close();
        }
        rows.join(count, calls, methods);
        calls.close();
        cases.line("case " + number + " -> " + sweep.name() + "(block * " + turns + ", (int) Math.min(" + n
                + ", (block + 1L) * " + turns + "), block);");
    }

    /** How many turns make a block: a number, or a field that is computed in each call. */
    private String turns(String n, String each, int formulas, SourceText calls) {
        String block = Integer.toString(printer.target().block());
        boolean flat = each.equals("1L");
        if (flat && formulas == 0 && rows.isEmpty()) {
            return block;
        }
        String step = printer.names().fresh("step" + number);
        String all = flat ? "(long) " + n : n + " * (" + each + ")";
        String some = formulas == 0 ? block : "lighter(" + all + ", " + formulas + ", " + block + ")";
        printer.declare("private int " + step + ";");
        calls.line(step + " = " + (rows.isEmpty() ? "turns(" + each + ", " + some + ")" : rows.turns(n, each)) + ";");
        return step;
    }

    private static void sized(String array, String length, SourceText calls) {
        calls.line(array + " = sized(" + array + ", " + length + ");");
    }
}
