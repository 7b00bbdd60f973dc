package arignote.compile;

import arignote.CompiledFunction;
import arignote.compile.device.DeviceCode;
import arignote.compile.java.Target;
import arignote.compile.print.Step;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How a function is computed, as a table of its steps. */
public final class Explanation {
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

    /** The stages of a function: the steps of their generated code, and the operations of a library between them. */
    static Table of(List<StagedRun.Step> stages, List<? extends CompiledFunction> code, CompiledFunction last) {
        Table all = last.explain().emptyCopy();
        int stage = 0;
        for (StagedRun.Step step : stages) {
            if (step instanceof StagedRun.Library l) {
                Row row = all.appendRow();
                for (String column : all.columnNames()) {
                    switch (column) {
                        case "step" -> row.setString(column, step.described());
                        case "by" -> row.setString(column, l.op().computedBy());
                        case "why" -> row.setString(column, "an operation on whole arrays");
                        default -> all.column(column).setMissing(row.getRowNumber());
                    }
                }
            } else {
                Table rows = code.get(stage++).explain();
                if (rows.columnNames().equals(all.columnNames())) {
                    all.append(rows);
                }
            }
        }
        return all.append(last.explain());
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
            case COPY ->
                s.reads().isEmpty() ? "when it is asked for" : "in each call; what stays the same belongs in shared(…)";
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
