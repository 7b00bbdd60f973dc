package arignote.compile.java;

import arignote.compile.nest.Buffer;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The methods that a call begins with. A run takes what the call has brought and computes. A loop has a method that does so turn after
 * turn: a turn reads its elements, computes as a run does, keeps what is wanted of it, and hands the states on. Elements are read, and
 * what is kept is written, where all of them lie, if {@link JavaMemory#move} says so.
 */
final class RunMethods {
    private final Turn turn;
    private final List<Buffer> leaves;
    private final List<Buffer> results;
    private final SourceNames names;
    private final JavaLengths lengths;
    private final JavaMemory memory;
    private final String t; // which turn it is
    private final String at; // which element it is about
    private final SourceText before = new SourceText();
    private final SourceText reads = new SourceText();
    private final SourceText keeps = new SourceText();
    private final SourceText after = new SourceText();

    /** @param turn how this is a turn of a loop; null if it is none */
    RunMethods(
            Turn turn,
            List<Buffer> leaves,
            List<Buffer> results,
            SourceNames names,
            JavaLengths lengths,
            JavaMemory memory) {
        this.turn = turn;
        this.leaves = leaves;
        this.results = results;
        this.names = names;
        this.lengths = lengths;
        this.memory = memory;
        t = turn == null ? null : names.fresh("turn");
        at = turn != null && turn.backwards() ? names.fresh("at") : t;
    }

    /**
     * @param given takes what a call has brought, or returns false
     * @param sizes makes room for what is computed
     * @param calls computes
     * @param single the method that is called, if single numbers alone are computed: its statements stand in the loop then, where
     *     states can stay in registers; else null
     */
    void print(SourceText given, SourceText sizes, SourceText calls, JavaMethod single, SourceText out) {
        SourceText turns = new SourceText();
        if (turn != null) {
            turns(calls, single, turns);
        }
        SourceText begin = given.block(lengths.computed()).block(sizes);
        if (turn != null) {
            begin.line("forgetFixed();");
            for (Buffer b : changing()) {
                if (memory.place(b) != null) {
                    begin.line(memory.place(b) + " = 0;");
                }
            }
            out.open("private boolean begin()")
                    .block(begin)
                    .line("return true;")
                    .close();
            out.blank();
            begin = new SourceText().open("if (!begin())").line("return false;").close();
        }
        out.line("@Override");
        out.open("public boolean run()").block(begin).block(calls).line("return true;");
        out.close().block(turns);
    }

    private void turns(SourceText calls, JavaMethod single, SourceText out) {
        String n = names.fresh("turns");
        String sequences = names.fresh("sequences");
        String kept = names.fresh("kept");
        if (single != null) {
            locals(single.fields());
        }
        for (int i = 0; i < turn.sequences(); i++) {
            reads(i, sequences);
        }
        for (int k = 0; k < turn.states(); k++) {
            handsOn(results.get(k), leaves.get(turn.sequences() + k));
        }
        int all = results.size() - (turn.ends() ? 1 : 0);
        for (int k = 0; k < all; k++) {
            if (!turn.isLast(k)) {
                keeps(k, n, kept);
            }
        }
        out.blank().line("@Override");
        out.open("public int turns(int " + n + ", Object[] " + sequences + ", Object[] " + kept + ")");
        if (isFixed()) {
            out.open("if (!begin())").line("return OTHER_MEMORY;").close();
            out.block(before);
            out.open("for (int " + t + " = 0; " + t + " < " + n + "; " + t + "++)")
                    .line("checkStop();");
            if (turn.backwards()) {
                out.line("final int " + at + " = " + n + " - 1 - " + t + ";");
            }
            out.block(reads).block(single == null ? calls : single.body()).block(keeps);
            if (turn.ends()) {
                out.open("if (" + names.of(results.get(all)) + "[0])")
                        .block(after)
                        .line("return " + t + " + 1;")
                        .close();
            }
            out.close().block(after).line("return " + n + ";");
        } else {
            out.line("return OTHER_SHAPES;");
        }
        out.close();
    }

    /** What differs from turn to turn. */
    private List<Buffer> changing() {
        List<Buffer> changing = new ArrayList<>(leaves.subList(0, turn.sequences() + turn.states()));
        changing.addAll(results);
        return changing;
    }

    /** Fields as locals; those of sequences, states and results are written to. */
    private void locals(Map<String, String> fields) {
        List<String> written = changing().stream()
                .flatMap(b -> Stream.of(names.of(b), String.valueOf(memory.place(b))))
                .toList();
        fields.forEach((field, type) ->
                before.line((written.contains(field) ? "" : "final ") + type + " " + field + " = this." + field + ";"));
    }

    /** Whether no length follows from what differs from turn to turn. */
    private boolean isFixed() {
        return leaves.subList(0, turn.sequences() + turn.states()).stream().noneMatch(lengths.valued()::contains);
    }

    private void reads(int i, String sequences) {
        Buffer b = leaves.get(i);
        String all = cast(b, sequences, i);
        if (b.rank() == 0) {
            reads.line(names.of(b) + " = " + all + "[" + at + "];");
        } else {
            String size = size(b);
            if (memory.place(b) != null) {
                before.line(names.of(b) + " = " + all + ";");
                reads.line(memory.place(b) + " = " + at + " * " + size + ";");
                return;
            }
            reads.line(
                    "System.arraycopy(" + all + ", " + at + " * " + size + ", " + names.of(b) + ", 0, " + size + ");");
        }
    }

    private String cast(Buffer b, String from, int i) {
        String type = JavaText.type(b.dtype()) + "[]";
        String all = names.fresh("all");
        before.line("final " + type + " " + all + " = (" + type + ") " + from + "[" + i + "];");
        return all;
    }

    private String size(Buffer b) {
        String size = names.fresh("size");
        before.line("final int " + size + " = " + lengths.text().size(b.dims(), false) + ";");
        return size;
    }

    private void keeps(int k, String n, String kept) {
        Buffer b = results.get(k);
        String type = JavaText.type(b.dtype());
        String all = names.fresh("all");
        String room = b.rank() == 0 ? n : "(long) " + n + " * " + size(b);
        before.line(
                "final " + type + "[] " + all + " = sized((" + type + "[]) " + kept + "[" + k + "], " + room + ");");
        before.line(kept + "[" + k + "] = " + all + ";");
        if (memory.place(b) == null) {
            copy(b, all, at, keeps);
            return;
        }
        String own = names.fresh("own");
        before.line("final " + type + "[] " + own + " = " + names.of(b) + ";");
        before.line(names.of(b) + " = " + all + ";");
        reads.line(memory.place(b) + " = " + at + " * " + size(b) + ";");
        after.line(names.of(b) + " = " + own + ";");
    }

    private void handsOn(Buffer from, Buffer to) {
        for (int axis = 0; axis < to.rank(); axis++) {
            String left = lengths.of(from.dims().get(axis));
            String right = lengths.of(to.dims().get(axis));
            if (!left.equals(right)) {
                before.open("if (" + left + " != " + right + ")")
                        .line("return OTHER_SHAPES;")
                        .close();
            }
        }
        if (to.rank() == 0) {
            keeps.line(names.of(to) + " = " + names.of(from) + "[0];");
        } else {
            copy(from, names.of(to), "0", keeps);
        }
    }

    /** Copies a result to an element of what holds several. */
    private void copy(Buffer from, String to, String element, SourceText out) {
        String result = names.of(from);
        if (from.rank() == 0) {
            out.line(to + "[" + element + "] = " + result + "[0];");
        } else {
            String size = size(from);
            String place = element.equals("0") ? element : element + " * " + size;
            String begin = memory.place(from) == null ? "0" : memory.place(from);
            out.line("System.arraycopy(" + result + ", " + begin + ", " + to + ", " + place + ", " + size + ");");
        }
    }
}
