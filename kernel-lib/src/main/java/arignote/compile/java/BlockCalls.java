package arignote.compile.java;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import arignote.compile.print.SourceText;
import java.util.List;
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
        String group = group(each, calls);
        String turns = turns(n, each, formulas, group, calls);
        String count = printer.names().fresh("blocks" + number);
        String last = group == null ? "" : ", " + group;
        calls.line("int " + count + " = blockCount(" + n + ", " + turns + last + ");");
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
        String blocks = group == null ? "1" : "perGroup(" + turns + last + ")";
        if (!sums.isEmpty()) {
            join(count, blocks, calls);
        }
        rows.join(count, blocks, calls, methods);
        calls.close();
        String from = group == null ? "block * " + turns : "blockBegin(block, " + turns + last + ")";
        String to = group == null
                ? "(int) Math.min(" + n + ", (block + 1L) * " + turns + ")"
                : "blockEnd(" + n + ", block, " + turns + last + ")";
        cases.line("case " + number + " -> " + sweep.name() + "(" + from + ", " + to + ", block);");
    }

    /** Adds up the totals of the blocks of each group, and those of the groups. */
    private void join(String count, String blocks, SourceText calls) {
        boolean single = blocks.equals("1");
        if (!single) {
            calls.line("final int each" + number + " = " + blocks + ";");
            calls.open("for (int first = 0; first < " + count + "; first += each" + number + ")");
            calls.open("for (int block = first + 1; block < Math.min(" + count + ", first + each" + number
                    + "); block++)");
            sums.forEach(a -> calls.line(added(a, "first", "block")));
            calls.close();
            calls.open("if (first > 0)");
            sums.forEach(a -> calls.line(added(a, "0", "first")));
            calls.close();
        } else {
            calls.open("for (int block = 1; block < " + count + "; block++)");
            sums.forEach(a -> calls.line(added(a, "0", "block")));
        }
        calls.close();
    }

    private static String added(Nest.Accumulator a, String to, String from) {
        String total = JavaMethod.total(a);
        String sum = total + "[" + to + "]";
        return sum + " = " + JAVA.added(a.kind(), a.dtype(), sum, total + "[" + from + "]") + ";";
    }

    /**
     * How many turns make a group, of which the blocks are added up first: as many as {@value LoopPrinter#BLOCK} indices along the
     * outermost axis have. Null where there are no groups, or each has one block.
     */
    private String group(String each, SourceText calls) {
        List<Dimension> inner = LoopPrinter.inner(sweep.turns());
        boolean flat = each.equals("1L");
        if (sums.isEmpty() && rows.isEmpty() || inner.isEmpty() && flat && rows.isEmpty()) {
            return null;
        }
        String block = Integer.toString(printer.target().block());
        if (inner.isEmpty()) {
            return block;
        }
        inner.forEach(printer.lengths()::of);
        String group = printer.names().fresh("group" + number);
        printer.declare("private long " + group + ";");
        calls.line(group + " = Math.max(1, " + block + "L * "
                + printer.lengths().text().size(inner, false) + ");");
        return group;
    }

    /** How many turns make a block: a number, or a field that is computed in each call. */
    private String turns(String n, String each, int formulas, String group, SourceText calls) {
        String block = Integer.toString(printer.target().block());
        boolean flat = each.equals("1L");
        if (flat && formulas == 0 && rows.isEmpty() || rows.haveScratch() && block.equals(group)) {
            return block;
        }
        String step = printer.names().fresh("step" + number);
        String all = flat ? "(long) " + n : n + " * (" + each + ")";
        String some = formulas == 0 ? block : "lighter(" + all + ", " + formulas + ", " + block + ")";
        printer.declare("private int " + step + ";");
        String turns = rows.isEmpty() ? "turns(" + each + ", " + some + ")" : rows.turns(each);
        calls.line(step + " = " + (rows.haveScratch() ? "(int) Math.min(" + group + ", " + n + ")" : turns) + ";");
        return step;
    }

    private static void sized(String array, String length, SourceText calls) {
        calls.line(array + " = sized(" + array + ", " + length + ");");
    }
}
