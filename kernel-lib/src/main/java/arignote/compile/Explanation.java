package arignote.compile;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.compile.device.DeviceCode;
import arignote.compile.java.Target;
import arignote.compile.print.Step;
import arignote.expr.print.Printer;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How a function is computed, as a table of its steps. */
public final class Explanation {
    private static final String IN_EACH_CALL = "in each call; what stays the same belongs in shared(…)";
    private static final String WHEN_ASKED = "when it is asked for";

    private Explanation() {}

    /** The steps of generated code. */
    static Table of(String name, List<Step> steps, Target target) {
        return table(name, steps, s -> by(s, target), s -> why(s, target));
    }

    /** The kernels of a device, and what is copied before and after them. */
    static Table of(String name, DeviceCode kernels) {
        return table(name, kernels.steps(), s -> kernels.device().name(), Explanation::why);
    }

    private static Table table(String name, List<Step> steps, Function<Step, String> by, Function<Step, String> why) {
        return Table.create(
                name,
                StringColumn.create("step", steps.stream().map(Step::method)),
                StringColumn.create("over", steps.stream().map(s -> String.join(" × ", s.over()))),
                IntColumn.create(
                        "operations", steps.stream().mapToInt(Step::operations).toArray()),
                IntColumn.create("sums", steps.stream().mapToInt(Step::sums).toArray()),
                StringColumn.create("reads", steps.stream().map(s -> String.join(", ", s.reads()))),
                StringColumn.create("writes", steps.stream().map(s -> String.join(", ", s.writes()))),
                StringColumn.create("by", steps.stream().map(by)),
                StringColumn.create("why", steps.stream().map(why)));
    }

    /**
     * The stages of a function: the steps of their generated code, and the operations of a library between them.
     *
     * @param place where the stages are computed, null for the processor
     */
    static Table of(
            List<StagedRun.Step> stages,
            List<? extends CompiledFunction> code,
            CompiledFunction last,
            Devices.Place place) {
        Table all = last.explain().emptyCopy();
        int stage = 0;
        for (StagedRun.Step step : stages) {
            if (step instanceof StagedRun.Library l
                    && l.loop() != null
                    && l.loop().processorBecause() == null) {
                loop(l, all);
            } else if (step instanceof StagedRun.Library l) {
                row(all, step.described(), l.op().computedBy(), why(l, place));
            } else {
                Table rows = code.get(stage++).explain();
                if (rows.columnNames().equals(all.columnNames())) {
                    all.append(rows);
                }
            }
        }
        return all.append(last.explain());
    }

    private static String why(StagedRun.Library l, Devices.Place place) {
        String what = l.loop() != null ? l.loop().processorBecause() : "an operation on whole arrays";
        return place == null ? what : "not by " + place.device() + ": " + what;
    }

    /** A loop on a device: what is copied to it, and the kernels of a turn. */
    private static void loop(StagedRun.Library l, Table all) {
        String name = l.described();
        String device = l.loop().device().name();
        if (!l.loop().copied().isEmpty()) {
            row(all, "GpuFromHost", device, IN_EACH_CALL)
                    .setString("reads", String.join(", ", l.loop().copied()));
        }
        Table turn = l.loop().explain(name);
        if (turn == null) {
            row(all, name, device, "known when it is called");
            return;
        }
        for (Row row : turn) {
            if (!row.getString("why").equals(IN_EACH_CALL)
                    && !row.getString("why").equals(WHEN_ASKED)) {
                row.setString("step", name + ": " + row.getString("step"));
                all.append(row);
            }
        }
    }

    private static Row row(Table all, String step, String by, String why) {
        Row row = all.appendRow();
        for (String column : all.columnNames()) {
            switch (column) {
                case "step" -> row.setString(column, step);
                case "by" -> row.setString(column, by);
                case "why" -> row.setString(column, why);
                default -> all.column(column).setMissing(row.getRowNumber());
            }
        }
        return row;
    }

    /** What a reader calls an expression. */
    static String called(Expr e) {
        return e.name() == null ? Printer.print(e) : e.name();
    }

    static String by(Step s, Target target) {
        return switch (s.kind()) {
            case VECTOR_LOOPS -> "Java, " + target.vectorBits() + "-bit vectors";
            case LOOPS, NUMBERS -> "Java";
            case PRODUCT ->
                (target.hasVectors() ? "Java, " + target.vectorBits() + "-bit vectors" : "Java") + ", in tiles";
            case COPY -> throw new IllegalStateException("generated Java copies nothing");
        };
    }

    /** Why a kernel has no more threads than it has, and when something is copied. */
    private static String why(Step s) {
        return switch (s.kind()) {
            case NUMBERS -> "single numbers, or turns that depend on one another: one thread";
            case COPY -> s.reads().isEmpty() ? WHEN_ASKED : IN_EACH_CALL;
            default -> "";
        };
    }

    /** Why a step is not computed by vectors. */
    private static String why(Step s, Target target) {
        return switch (s.kind()) {
            case VECTOR_LOOPS -> "";
            case NUMBERS -> "single numbers";
            case COPY -> throw new IllegalStateException("generated Java copies nothing");
            case PRODUCT -> "2 000 products or more; each sum adds them in their order";
            case LOOPS ->
                target.hasVectors()
                        ? "whole numbers, positions, or elements that do not lie side by side"
                        : "too long for vectors, mode(\"plain\"), or Java without --add-modules jdk.incubator.vector";
        };
    }
}
