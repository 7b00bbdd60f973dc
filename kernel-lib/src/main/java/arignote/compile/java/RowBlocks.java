package arignote.compile.java;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.compile.print.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that the blocks of a sweep add up. The first block has its rows where their sum belongs, each other one in memory
 * beside; in the method of a block the name of a row is that of the block's own.
 */
final class RowBlocks {
    private final JavaPrinter printer;
    private final RowSums sums; // or null
    private final String method; // adds up the rows of the blocks
    private final Map<Buffer, String> others = new LinkedHashMap<>(); // the rows of all blocks but the first
    private final Map<Buffer, String> places = new LinkedHashMap<>(); // where those of a block begin
    private final Map<String, String> first = new LinkedHashMap<>(); // what locals of the block's method begin with

    /** @param sums the rows, or null if there are none */
    RowBlocks(JavaPrinter printer, RowSums sums, String sweep) {
        this.printer = printer;
        this.sums = sums;
        method = sweep + "Rows";
        if (sums != null) {
            sums.rows().keySet().forEach(this::add);
            sums.scratch().forEach(this::add);
        }
    }

    /** Whether turns keep something on their way, in memory of their block: a block is a whole group then. */
    boolean haveScratch() {
        return sums != null && !sums.scratch().isEmpty();
    }

    private void add(Buffer b) {
        String row = printer.names().of(b);
        String other = printer.names().fresh(row + "Blocks");
        String place = printer.names().fresh(row + "Begin");
        String type = JavaText.type(b.dtype());
        printer.declare("private %1$s[] %2$s = new %1$s[1];".formatted(type, other));
        others.put(b, other);
        places.put(b, place);
        first.put(row, "block == 0 ? this." + row + " : this." + other);
        first.put(place, "Math.max(0, block - 1) * " + size(b));
    }

    private String size(Buffer b) {
        return "(" + printer.lengths().text().size(b.dims(), false) + ")";
    }

    boolean isEmpty() {
        return others.isEmpty();
    }

    /** Prints what gives the rows of a block, if there are some, their first values. */
    void fill(JavaSweep sweep) {
        List<Nest.For> fills = sums == null ? List.of() : sums.fills();
        fills.forEach(f -> sweep.loop(f, "0", sweep.length(f.index().length()), 0));
    }

    /** What a local begins with that is not simply a field, or null. */
    String first(String local) {
        return first.get(local);
    }

    /** The local that tells where the rows of the method's block begin, or null if the buffer has no such rows. */
    String place(Buffer b) {
        return places.get(b);
    }

    /** How many turns make a block. */
    String turns(String each) {
        List<String> widths = new ArrayList<>();
        others.keySet().forEach(b -> widths.add("1L * " + size(b)));
        return "rowTurns(" + each + ", " + String.join(" + ", widths) + ", "
                + printer.target().block() + ")";
    }

    /** Prints what makes room for the rows of so many blocks. */
    void room(String count, SourceText calls) {
        others.forEach(
                (b, other) -> calls.line(other + " = sized(" + other + ", (" + count + " - 1L) * " + size(b) + ");"));
    }

    /**
     * Prints what adds up the rows of the blocks of each group, and those of the groups.
     *
     * @param each how many blocks a group has
     */
    void join(String count, String each, SourceText calls, SourceText methods) {
        if (isEmpty() || sums.rows().isEmpty()) {
            return;
        }
        calls.line(method + "(" + count + ", " + each + ");");
        methods.blank().open("private void " + method + "(int blocks, int each)");
        sums.rows().forEach((b, kind) -> {
            String other = others.get(b);
            String type = JavaText.type(b.dtype());
            String row = printer.names().of(b);
            String added = JAVA.added(kind, b.dtype(), "to[at + i]", "from[next + i]");
            methods.open("for (int block = 1; block < blocks; block++)")
                    .line("final int first = block / each * each;")
                    .line("final " + type + "[] to = first == 0 ? this." + row + " : this." + other + ";")
                    .line("final " + type + "[] from = this." + other + ";")
                    .line("final int end = " + size(b) + ";")
                    .line("final int at = Math.max(0, first - 1) * end;")
                    .line("final int next = (block - 1) * end;")
                    .open("for (int i = 0; block > first && i < end; i++)")
                    .line("to[at + i] = " + added + ";")
                    .close()
                    .close();
            String joined = JAVA.added(kind, b.dtype(), "to[i]", "from[next + i]");
            methods.open("for (int first = each; first < blocks; first += each)")
                    .line("final " + type + "[] to = this." + row + ";")
                    .line("final " + type + "[] from = this." + other + ";")
                    .line("final int end = " + size(b) + ";")
                    .line("final int next = (first - 1) * end;")
                    .open("for (int i = 0; i < end; i++)")
                    .line("to[i] = " + joined + ";")
                    .close()
                    .close();
        });
        methods.close();
    }
}
