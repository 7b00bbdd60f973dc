package arignote.compile.java.vector;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.formula.Formula;
import arignote.compile.java.JavaSweep;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * An innermost loop with the Vector API. A loop with sums and little else holds all lanes in local vectors; others go a
 * vector at a time, with the lanes in memory. What does not fill the vectors is left to the plain loop that follows.
 */
public final class VectorLoop {
    private final JavaSweep sweep;
    private final Nest.For loop;
    private final DType type;
    private final List<Nest.Accumulator> accumulators;
    private final String lane;
    private final Map<Nest.Local, String> repeated = new LinkedHashMap<>();
    private final Lanes lanes;
    private final int width;
    private final String vector;
    private final String species;

    public VectorLoop(JavaSweep sweep, Nest.For loop, Lanes lanes, List<Nest.Accumulator> accumulators, String lane) {
        this.sweep = sweep;
        this.loop = loop;
        this.lanes = sweep.printer.use(lanes);
        this.accumulators = accumulators;
        this.lane = lane;
        type = lanes.type();
        width = lanes.width();
        vector = lanes.vector();
        species = lanes.species();
    }

    /**
     * Prints the loop from {@code next} on, which is then the first element that is left, a vector a turn; the lanes are in memory.
     *
     * @param inner whether other loops are around it: what it repeats stands inside then, as Java's second compiler takes it out
     *     again, and a vector that lives from the one loop to the other would come onto the heap
     */
    public void print(String next, String end, boolean inner) {
        SourceText lines = new SourceText();
        group(next, 0, 0, false, lines);
        sweep.body.open("if (" + end + " - " + next + " >= " + width + ")");
        if (!inner) {
            repeat();
        }
        sweep.body.open("for (; " + next + " <= " + end + " - " + width + "; " + next + " += " + width + ")");
        if (inner) {
            repeat();
        }
        sweep.body.block(lines).close().close();
    }

    /** Prints the loop from {@code next} on over all that fills all lanes, which go on from those in memory. */
    public void printUnrolled(String next, String end) {
        SourceText lines = new SourceText();
        for (int g = 0; g < LoopPrinter.LANES / width; g++) {
            group(next, g, g * width, true, lines);
        }
        repeat();
        sums(a -> g -> fromLanes(a, place(g * width)));
        sweep.body.open("for (; " + next + " <= " + end + " - " + LoopPrinter.LANES + "; " + next + " += "
                + LoopPrinter.LANES + ")");
        sweep.body.block(lines).close();
        spill();
    }

    /** Prints the loop over all that fills all lanes, with sums that begin here and are in the lanes in memory then. */
    public void printWhole(String next, String begin, String end) {
        SourceText lines = new SourceText();
        for (int g = 0; g < LoopPrinter.LANES / width; g++) {
            group(next, g, g * width, true, lines);
        }
        repeat();
        sums(a -> g -> neutral(a));
        String last = end + " - " + LoopPrinter.LANES;
        sweep.body.open("for (int " + next + " = " + begin + "; " + next + " <= " + last + "; " + next + " += "
                + LoopPrinter.LANES + ")");
        sweep.body.block(lines).close();
        spill();
    }

    /** Prints a loop that takes one vector a turn and adds to the lanes in memory. */
    public void printRest(String next, String begin, String end) {
        SourceText lines = new SourceText();
        group(next, 0, 0, false, lines);
        repeat();
        sweep.body.open("for (int " + next + " = " + begin + "; " + next + " <= " + end + " - " + width + "; " + next
                + " += " + width + ")");
        sweep.body.block(lines).close();
    }

    /** Prints a loop that takes one vector a turn from {@code next} on and adds to the lanes in memory, which begin here. */
    public void printFew(String next, String end) {
        for (Nest.Accumulator a : accumulators) {
            for (int g = 0; g < LoopPrinter.LANES / width; g++) {
                sweep.body.line(neutral(a) + ".intoArray(" + sweep.lanes(a) + ", " + place(g * width) + ");");
            }
        }
        print(next, end, true);
    }

    /** Declares the vectors of the sums. */
    private void sums(Function<Nest.Accumulator, IntFunction<String>> first) {
        for (Nest.Accumulator a : accumulators) {
            for (int g = 0; g < LoopPrinter.LANES / width; g++) {
                sweep.body.line(
                        vector + " " + sum(a, g) + " = " + first.apply(a).apply(g) + ";");
            }
        }
    }

    /**
     * Prints one turn for each place, with what the loop adds to memory held in vectors, one for each place.
     *
     * @param at the places, names of indices
     */
    void printHeld(List<String> at, Map<Buffer, List<String>> vectors) {
        held = vectors;
        SourceText lines = new SourceText();
        for (int g = 0; g < at.size(); g++) {
            group(at.get(g), g, 0, true, lines);
        }
        repeat();
        sweep.body.block(lines);
    }

    /** Vectors of one number that the loop does not change. */
    private void repeat() {
        repeated.forEach((local, name) -> sweep.body.line((local.dtype() == DType.BOOL
                        ? "final VectorMask<" + (type == DType.FLOAT64 ? "Double" : "Float") + "> "
                        : "final " + vector + " ")
                + name + " = "
                + (local.dtype() == DType.BOOL
                        ? species + ".maskAll(" + sweep.read(local) + ")"
                        : lanes.broadcast(sweep.read(local)))
                + ";"));
    }

    /** Puts the sums into the lanes in memory. */
    private void spill() {
        for (Nest.Accumulator a : accumulators) {
            for (int g = 0; g < LoopPrinter.LANES / width; g++) {
                sweep.body.line(sum(a, g) + ".intoArray(" + sweep.lanes(a) + ", " + place(g * width) + ");");
            }
        }
    }

    private String neutral(Nest.Accumulator a) {
        return a.kind().neutral() == 0
                ? vector + ".zero(" + species + ")"
                : vector + ".broadcast(" + species + ", " + JAVA.neutral(a.kind(), a.dtype()) + ")";
    }

    private String place(int offset) {
        return lane.equals("0") ? Integer.toString(offset) : offset == 0 ? lane : lane + " + " + offset;
    }

    private static String sum(Nest.Accumulator a, int group) {
        return "sum" + a.id() + "_" + group;
    }

    private String fromLanes(Nest.Accumulator a, String at) {
        return vector + ".fromArray(" + species + ", " + sweep.lanes(a) + ", " + at + ")";
    }

    private final Map<Nest.Local, String> values = new HashMap<>();
    private Map<Buffer, List<String>> held = Map.of(); // memory that is added up in vectors, one for each group

    /** @param offset how far the elements of the group are from {@code next} */
    private void group(String next, int g, int offset, boolean unrolled, SourceText lines) {
        values.clear();
        String at = offset == 0 ? next : "(" + next + " + " + offset + ")";
        sweep.indices.put(loop.index(), at);
        for (Nest.Statement s : loop.body()) {
            if (s instanceof Nest.Let l) {
                let(l, g, unrolled, lines);
            } else if (s instanceof Nest.Store t) {
                lines.line(store(t.buffer(), t.at(), operand(t.value())));
            } else if (s instanceof Nest.StoreOnto t && held.containsKey(t.buffer())) {
                String sum = held.get(t.buffer()).get(g);
                lines.line(sum + " = " + added(t.kind(), sum, operand(t.value())) + ";");
            } else if (s instanceof Nest.StoreOnto t) {
                String old = load(t.buffer(), t.at());
                lines.line(store(t.buffer(), t.at(), added(t.kind(), old, operand(t.value()))));
            } else if (s instanceof Nest.Accumulate a) {
                Nest.Accumulator acc = a.accumulator();
                if (unrolled) {
                    lines.line(sum(acc, g) + " = " + added(acc.kind(), sum(acc, g), operand(a.value())) + ";");
                } else {
                    String place =
                            (lane.equals("0") ? "" : lane + " + ") + "(" + next + " & " + (LoopPrinter.LANES - 1) + ")";
                    lines.line(added(acc.kind(), fromLanes(acc, place), operand(a.value())) + ".intoArray("
                            + sweep.lanes(acc) + ", " + place + ");");
                }
            }
        }
    }

    private static String added(ReduceOp kind, String old, String value) {
        return VectorText.basic(kind.combine(), false, List.of(old, value));
    }

    private void let(Nest.Let l, int g, boolean unrolled, SourceText lines) {
        if (l.value() instanceof Nest.Number n) {
            sweep.printer.number(l.local(), JAVA.number(l.local().dtype(), n.real(), n.whole()));
            return;
        }
        String hint = l.local().hint() == null ? "v" : l.local().hint();
        String text;
        if (l.value() instanceof Nest.Load o) {
            boolean row = Nest.Subscript.isRow(o.at(), loop.index());
            text = row
                    ? load(o.buffer(), o.at())
                    : vector + ".broadcast(" + species + ", "
                            + sweep.printer.memory().load(sweep.used(o.buffer()), sweep.index(o.buffer(), o.at()))
                            + ")";
        } else if (l.value() instanceof Nest.Convert c) {
            text = vector + ".zero(" + species + ").blend(" + JAVA.number(type, 1, 1) + ", " + operand(c.operand())
                    + ")";
        } else {
            Nest.Apply a = (Nest.Apply) l.value();
            boolean onMasks = a.op() != ScalarOp.WHERE && a.operands().get(0).dtype() == DType.BOOL;
            List<String> operands = a.operands().stream().map(this::operand).toList();
            if (a.op().cost() == ScalarOp.Cost.BASIC) {
                text = VectorText.basic(a.op(), onMasks, operands);
            } else {
                FormulaVector.Printed printed =
                        FormulaVector.print(Formula.of(a.op()), sweep.printer.names()::fresh, operands);
                printed.lines().forEach(lines::line);
                text = printed.result();
            }
        }
        String name = sweep.printer.names().fresh(hint + (unrolled ? "_" + g : "_v"));
        String declared = l.local().dtype() == DType.BOOL
                ? "VectorMask<" + (type == DType.FLOAT64 ? "Double" : "Float") + ">"
                : vector;
        lines.line(declared + " " + name + " = " + text + ";");
        values.put(l.local(), name);
    }

    /** A number as a vector; one that the loop does not change is repeated once, before the loop. */
    private String operand(Nest.Local local) {
        String here = values.get(local);
        if (here != null) {
            return here;
        }
        return repeated.computeIfAbsent(
                local, l -> sweep.printer.names().fresh((l.hint() == null ? "c" : l.hint()) + "_all"));
    }

    private String load(Buffer b, List<Nest.Subscript> at) {
        sweep.used(b);
        String index = sweep.index(b, at);
        String name = sweep.printer.names().of(b);
        if (!b.offHeap()) {
            return vector + ".fromArray(" + species + ", " + name + ", " + index + ")";
        }
        String from = sweep.printer.target().segments() ? ".fromMemorySegment(" : ".fromByteBuffer(";
        return vector + from + species + ", " + name + ", "
                + sweep.printer.memory().bytes(b, index) + ", ORDER)";
    }

    private String store(Buffer b, List<Nest.Subscript> at, String value) {
        sweep.used(b);
        return value + ".intoArray(" + sweep.printer.names().of(b) + ", " + sweep.index(b, at) + ");";
    }
}
