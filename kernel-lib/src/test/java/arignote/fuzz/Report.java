package arignote.fuzz;

import arignote.Expr;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run of the differential test has looked at, as a page of Markdown. */
final class Report {
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private int graphs;
    private double elements;
    private double nonFinite;
    private long decided;
    private long undecided;
    private long generated;
    private long refused;
    private long taken;
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final long start = System.nanoTime();

    /** Counts a case once for each operation, rank, ... that it has. */
    void add(Case c, List<HostArray> results, Check check) {
        graphs++;
        decided += check.decided;
        undecided += check.undecided;
        generated += check.generated;
        refused += check.refused;
        taken += check.taken;
        check.reasons.forEach((reason, n) -> reasons.merge(reason.replaceAll("‘.*’|\"[^\"]*\"", "…"), n, Integer::sum));
        TreeSet<String> seen = new TreeSet<>();
        check.settings().forEach(s -> seen.add("setting " + s.name()));
        for (Expr e : Graphs.topological(c.roots())) {
            if (!e.op().isLeaf()) {
                seen.add("operation " + (e.op() instanceof Op.Cast ? "cast" : e.op().label()));
            }
            seen.add("rank " + e.type().rank());
            seen.add("dtype " + e.type().dtype());
        }
        c.inputs().forEach(v -> seen.add("memory " + v.memory().name().toLowerCase(Locale.ROOT)));
        if (!c.shared().isEmpty()) {
            seen.add("memory shared variable");
        }
        seen.add("results " + (c.hasGradient() ? "with gradients" : "without gradients"));
        if (!c.updates().isEmpty()) {
            seen.add("results with updates");
        }
        if (c.variables().stream().anyMatch(v -> v.value().size() == 0)) {
            seen.add("results of empty axes");
        }
        seen.forEach(s -> counts.computeIfAbsent(s.substring(0, s.indexOf(' ')), k -> new TreeMap<>())
                .merge(s.substring(s.indexOf(' ') + 1), 1, Integer::sum));
        for (HostArray l : results) {
            elements += l.type().dtype().isFloat() ? l.size() : 0;
            nonFinite += Generator.nonFinite(l) * l.size();
        }
    }

    void fail(String text) {
        failures.add(text);
    }

    List<String> failures() {
        return failures;
    }

    int graphs() {
        return graphs;
    }

    /** The share of results that are infinite or no number. */
    double nonFiniteShare() {
        return elements == 0 ? 0 : nonFinite / elements;
    }

    /** The share of the functions of generated code that generated code did compute. */
    double generatedShare() {
        double left = reasons.values().stream().mapToInt(n -> n).sum();
        return generated / (generated + left);
    }

    /** How many calls that did not fit were refused. */
    long refused() {
        return refused;
    }

    int count(String of, String what) {
        return counts.getOrDefault(of, Map.of()).getOrDefault(what, 0);
    }

    /** @param first the first seed */
    String text(long first) {
        double seconds = (System.nanoTime() - start) / 1e9;
        StringBuilder s = new StringBuilder("# Differential test\n\n");
        s.append("%,d graphs, seeds %d to %d, in %.0f s, on Java %s.%n"
                .formatted(
                        graphs,
                        first,
                        first + graphs - 1,
                        seconds,
                        Runtime.version().feature()));
        s.append("%,.0f floating results, %.1f %% of them not finite; ".formatted(elements, 100 * nonFiniteShare()));
        s.append("%,d comparisons, %.1f %% more where rounding may decide anything.%n"
                .formatted(decided, 100.0 * undecided / Math.max(1, decided)));
        s.append("%,d functions computed by generated code".formatted(generated));
        reasons.forEach((reason, n) -> s.append("; %,d not: %s".formatted(n, reason)));
        s.append(".\n%,d calls refused that do not fit; %,d with other shapes computed.%n".formatted(refused, taken));
        counts.forEach((of, numbers) -> {
            s.append("\n| ").append(of).append(" | graphs |\n|---|---|\n");
            numbers.forEach((what, n) ->
                    s.append("| ").append(what).append(" | ").append(n).append(" |\n"));
        });
        s.append("\n").append(failures.size()).append(" failures\n");
        failures.forEach(f -> s.append("\n```java\n").append(f).append("```\n"));
        return s.toString();
    }
}
