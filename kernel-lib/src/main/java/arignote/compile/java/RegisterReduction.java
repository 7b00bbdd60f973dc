package arignote.compile.java;

import static arignote.compile.java.JavaText.JAVA;

import arignote.compile.java.vector.Lanes;
import arignote.compile.java.vector.VectorLoop;
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
    private final JavaSweep pass;
    private final Nest.For loop;
    private final Lanes lanes;
    private final List<Nest.Accumulator> sums;
    private final int depth;
    private final String i;

    RegisterReduction(JavaSweep pass, Nest.For loop, Lanes lanes, List<Nest.Accumulator> sums, int depth) {
        this.pass = pass;
        this.loop = loop;
        this.lanes = lanes;
        this.sums = sums;
        this.depth = depth;
        i = JavaMethod.indexName(depth);
    }

    void print(String begin, String end) {
        boolean shortRows = depth > 0 && VectorLoop.hasShortRows(loop, lanes);
        if (shortRows) {
            shortRow(end);
        }
        pass.body.open("if (" + (begin.equals("0") ? end : end + " - " + begin) + " < " + LoopPrinter.LANES + ")");
        few(begin, end);
        pass.body.otherwise();
        many(begin, end);
        pass.body.close();
        if (shortRows) {
            pass.body.close();
        }
    }

    private VectorLoop vectors() {
        return new VectorLoop(pass, loop, lanes, sums, pass.lane());
    }

    private void few(String begin, String end) {
        String next = pass.printer.names().fresh(i + "Next");
        pass.body.line("int " + next + " = " + begin + ";");
        vectors().printFew(next, begin, end);
        elements(next, end);
        collect(next + " == " + begin + " ? " + lanes.width() + " : " + LoopPrinter.LANES);
        pass.body.close();
    }

    private void many(String begin, String end) {
        pass.body.line("final int from = " + begin + ";").line("final int to = " + end + ";");
        part("from", v -> v.printWhole(i, "from", "to"));
        pass.body.line("final int rest = to - (to - from) % " + LoopPrinter.LANES + ";");
        pass.body.open("if (to - rest >= " + lanes.width() + ")");
        part("rest", v -> v.printRest(i, "rest", "to"));
        pass.body.close();
        sums.forEach(pass::useLanes);
        elements("to - (to - rest) % " + lanes.width(), "to");
        collect(LoopPrinter.LANES);
    }

    /** Prints vectors as a method of their own. */
    private void part(String begin, Consumer<VectorLoop> print) {
        Map<String, String> parameters = pass.scope(depth);
        parameters.put(begin, "int");
        parameters.put("to", "int");
        pass.part("Vectors", parameters, null, () -> {
            sums.forEach(pass::useLanes);
            print.accept(vectors());
        });
    }

    private void elements(String begin, String end) {
        pass.indices.put(loop.index(), i);
        pass.elements(loop, i, begin, end);
    }

    private void collect(Object count) {
        sums.forEach(a -> pass.body.line("sum" + a.id() + " = " + pass.ofLanes(a, pass.lane(), count) + ";"));
    }

    /** The block for longer rows is left open. */
    private void shortRow(String n) {
        int width = lanes.width();
        pass.body.open("if (" + n + " < " + width + ")");
        for (Nest.Accumulator a : sums) {
            for (int lane = 0; lane < width - 1; lane++) {
                pass.body.line(
                        JavaText.type(a.of()) + " " + local(a, lane) + " = " + JAVA.neutral(a.kind(), a.dtype()) + ";");
            }
        }
        for (int lane = 0; lane < width - 1; lane++) {
            pass.body.open("if (" + n + " > " + lane + ")");
            pass.indices.put(loop.index(), Integer.toString(lane));
            for (Nest.Statement s : loop.body()) {
                if (s instanceof Nest.Accumulate a && sums.contains(a.accumulator())) {
                    String sum = local(a.accumulator(), lane);
                    pass.body.line(sum + " = " + added(a.accumulator(), sum, pass.read(a.value())) + ";");
                } else {
                    pass.statement(s);
                }
            }
            pass.body.close();
        }
        for (Nest.Accumulator a : sums) {
            List<String> locals = new ArrayList<>();
            for (int lane = 0; lane < width - 1; lane++) {
                locals.add(local(a, lane));
            }
            pass.body.line("sum" + a.id() + " = " + tree(a, locals, width) + ";");
        }
        pass.body.otherwise();
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
