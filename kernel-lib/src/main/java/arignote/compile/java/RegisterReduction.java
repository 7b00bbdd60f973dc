package arignote.compile.java;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.VectorLoop;
import arignote.compile.java.vector.Vectorization;
import arignote.compile.nest.Nest;
import arignote.compile.print.LoopPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An innermost loop whose sums begin and end with it and are vectors in between. Many elements go through a method of its
 * own, which the virtual machine compiles well. For fewer than there are lanes the way is short; and in a row of fewer than a
 * vector has, each lane is a local.
 */
final class RegisterReduction {
    private final JavaSweep sweep;
    private final Nest.For loop;
    private final Lanes lanes;
    private final List<Nest.Accumulator> sums;
    private final int depth;
    private final String i;

    RegisterReduction(JavaSweep sweep, Nest.For loop, Lanes lanes, List<Nest.Accumulator> sums, int depth) {
        this.sweep = sweep;
        this.loop = loop;
        this.lanes = lanes;
        this.sums = sums;
        this.depth = depth;
        i = JavaMethod.indexName(depth);
    }

    void print(String begin, String end) {
        boolean shortRows = depth > 0 && Vectorization.hasShortRows(loop, lanes);
        if (shortRows) {
            shortRow(end);
        }
        sweep.body.open("if (" + (begin.equals("0") ? end : end + " - " + begin) + " < " + LoopPrinter.LANES + ")");
        few(begin, end);
        sweep.body.otherwise();
        many(begin, end);
        sweep.body.close();
        if (shortRows) {
            sweep.body.close();
        }
    }

    private VectorLoop vectors() {
        return new VectorLoop(sweep, loop, lanes, sums, sweep.lane());
    }

    private void few(String begin, String end) {
        String next = sweep.printer.names().fresh(i + "Next");
        sweep.body.line("int " + next + " = " + begin + ";");
        vectors().printFew(next, end);
        elements(next, end);
        collect("lanesOf(" + (begin.equals("0") ? end : end + " - " + begin) + ")");
    }

    private void many(String begin, String end) {
        sweep.body.line("final int from = " + begin + ";").line("final int to = " + end + ";");
        part("from", v -> v.printWhole(i, "from", "to"));
        sweep.body.line("final int rest = to - (to - from) % " + LoopPrinter.LANES + ";");
        sweep.body.open("if (to - rest >= " + lanes.width() + ")");
        part("rest", v -> v.printRest(i, "rest", "to"));
        sweep.body.close();
        sums.forEach(sweep::useLanes);
        elements("to - (to - rest) % " + lanes.width(), "to");
        collect(LoopPrinter.LANES);
    }

    /** Prints vectors as a method of their own. */
    private void part(String begin, Consumer<VectorLoop> print) {
        Map<String, String> parameters = sweep.scope(depth);
        parameters.put(begin, "int");
        parameters.put("to", "int");
        sweep.part("Vectors", parameters, null, () -> {
            sums.forEach(sweep::useLanes);
            print.accept(vectors());
        });
    }

    private void elements(String begin, String end) {
        sweep.indices.put(loop.index(), i);
        sweep.elements(loop, i, begin, end);
    }

    private void collect(Object count) {
        sums.forEach(a -> sweep.body.line("sum" + a.id() + " = " + sweep.ofLanes(a, sweep.lane(), count) + ";"));
    }

    /** The block for longer rows is left open. */
    private void shortRow(String n) {
        int width = lanes.width();
        sweep.body.open("if (" + n + " < " + width + ")");
        for (Nest.Accumulator a : sums) {
            for (int lane = 0; lane < width - 1; lane++) {
                sweep.body.line(
                        JavaText.type(a.of()) + " " + local(a, lane) + " = " + JAVA.neutral(a.kind(), a.dtype()) + ";");
            }
        }
        for (int lane = 0; lane < width - 1; lane++) {
            sweep.body.open("if (" + n + " > " + lane + ")");
            sweep.indices.put(loop.index(), Integer.toString(lane));
            for (Nest.Statement s : loop.body()) {
                if (s instanceof Nest.Accumulate a && sums.contains(a.accumulator())) {
                    String sum = local(a.accumulator(), lane);
                    sweep.body.line(sum + " = " + added(a.accumulator(), sum, sweep.read(a.value())) + ";");
                } else {
                    sweep.statement(s);
                }
            }
            sweep.body.close();
        }
        for (Nest.Accumulator a : sums) {
            List<String> locals = new ArrayList<>();
            for (int lane = 0; lane < width - 1; lane++) {
                locals.add(local(a, lane));
            }
            sweep.body.line("sum" + a.id() + " = " + tree(a, locals, width) + ";");
        }
        sweep.body.otherwise();
    }

    private static String local(Nest.Accumulator a, int lane) {
        return "sum" + a.id() + "At" + lane;
    }

    private static String added(Nest.Accumulator a, String old, String value) {
        return JAVA.added(a.kind(), a.dtype(), old, value);
    }

    /** The lanes added up in the tree that all sums have; lanes that are missing would change nothing. */
    private static String tree(Nest.Accumulator a, List<String> lanes, int count) {
        if (lanes.size() == 1) {
            return lanes.get(0);
        }
        int half = count / 2;
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < Math.min(half, lanes.size()); i++) {
            String one = lanes.get(i);
            sums.add(i + half < lanes.size() ? inBrackets(added(a, one, lanes.get(i + half))) : one);
        }
        return tree(a, sums, half);
    }

    private static String inBrackets(String text) {
        return JAVA.isOne(text) ? text : "(" + text + ")";
    }
}
