package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.compile.runtime.Compilations;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random graphs, each in some settings in turn, until all have had their share. The number of graphs and the first seed are the system properties
 * {@code arignote.fuzz} and {@code arignote.fuzz.seed}; the report is {@code target/fuzz.md}.
 */
class FuzzTest {
    private static final int USUAL = 4_000;

    /** Each operation is met more often than this in so many graphs. */
    private static final int LEAST = 20;

    private static final int MOST_FAILURES = 5;

    /** So many graphs have their sources compiled together. */
    private static final int BATCH = 40;

    /** So many calls that may not fit each setting gets. */
    private static final int MISFITS = 2;

    /** A graph of many. */
    private record Numbered(long seed, Case graph, List<Misfit> misfits, List<Setting> settings) {
        static Numbered of(long seed) {
            Case c = Generator.of(seed);
            Case graph = seed % 2 == 0 ? c : Misfit.withIndicesBrought(c); // inputs choose the places then
            return new Numbered(seed, graph, Misfit.of(graph, MISFITS), Setting.turn(seed));
        }
    }

    @Test
    void random_graphs_give_the_same_in_every_setting() throws IOException {
        int graphs = Integer.getInteger("arignote.fuzz", USUAL);
        long first = Long.getLong("arignote.fuzz.seed", 0);
        long end = first + graphs;
        Report report = new Report();
        List<Numbered> next = batch(first, end);
        CompletableFuture<Void> compiled = compiled(next);
        for (long from = first; from < end && report.failures().size() < MOST_FAILURES; from += BATCH) {
            List<Numbered> now = next;
            compiled.join();
            next = batch(from + BATCH, end);
            compiled = compiled(next); // while these are checked
            now.forEach(n -> check(n, report));
        }
        compiled.join();
        Files.writeString(Path.of("target", "fuzz.md"), report.text(first));
        assertThat(report.failures()).isEmpty();
        if (graphs >= USUAL) {
            everything_was_met(report);
        }
    }

    private static List<Numbered> batch(long from, long end) {
        return LongStream.range(from, Math.min(from + BATCH, end))
                .mapToObj(Numbered::of)
                .toList();
    }

    private static CompletableFuture<Void> compiled(List<Numbered> batch) {
        Set<String> sources = new LinkedHashSet<>();
        batch.forEach(n -> sources.addAll(Check.sources(n.graph, n.settings, n.misfits)));
        return CompletableFuture.runAsync(() -> Compilations.together(sources));
    }

    private static void check(Numbered n, Report report) {
        Check check = new Check(n.settings);
        Optional<Check.Failure> failure = failure(() -> check.failure(n.graph, n.misfits));
        report.add(n.graph, Check.interpreted(n.graph, n.graph.roots()), check);
        if (failure.isPresent()) {
            report.fail(explained(n.seed, n.graph, failure.get(), n.settings));
        }
    }

    /** What is wrong with a case; an exception in a comparison is a failure like others. */
    private static Optional<Check.Failure> failure(Supplier<Optional<Check.Failure>> check) {
        try {
            return check.get();
        } catch (RuntimeException | StackOverflowError e) {
            String where = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            return Optional.of(new Check.Failure(e.getClass().getSimpleName() + where, e.toString()));
        }
    }

    private static String explained(long seed, Case c, Check.Failure failure, List<Setting> settings) {
        Check again = new Check(settings);
        Case small = Shrinker.shrunk(
                c,
                x -> failure(() -> again.failure(x))
                        .filter(f -> f.kind().equals(failure.kind()))
                        .isPresent());
        String why = failure(() -> again.failure(small)).orElse(failure).toString();
        return JavaSource.of(small, "Seed" + seed + "Test", why);
    }

    private static void everything_was_met(Report report) {
        for (ScalarOp op : ScalarOp.values()) {
            assertThat(report.count("operation", op.label())).as("%s", op).isGreaterThan(LEAST);
        }
        for (ReduceOp kind : ReduceOp.values()) {
            assertThat(report.count("operation", kind.label())).as("%s", kind).isGreaterThan(LEAST);
        }
        // what has other names, and what a report does not count
        EnumSet<Op.Tag> others =
                EnumSet.of(Op.Tag.INPUT, Op.Tag.STATE, Op.Tag.CONSTANT, Op.Tag.ELEMENTWISE, Op.Tag.REDUCE, Op.Tag.CAST);
        // operations of a library are met by their own names; what only gradients see has tests of its own
        others.addAll(EnumSet.of(Op.Tag.ARRAY, Op.Tag.IDENTITY));
        assertThat(report.count("operation", "add_at")).isGreaterThan(LEAST);
        EnumSet.complementOf(others)
                .forEach(tag -> assertThat(report.count("operation", tag.name().toLowerCase(Locale.ROOT)))
                        .as("%s", tag)
                        .isGreaterThan(LEAST));
        for (int rank = 0; rank <= 4; rank++) {
            assertThat(report.count("rank", "" + rank)).isGreaterThan(100);
        }
        assertThat(report.count("results", "with gradients")).isGreaterThan(report.graphs() / 10);
        assertThat(report.count("results", "with updates")).isGreaterThan(report.graphs() / 20);
        for (Setting s : Setting.all()) {
            assertThat(report.count("setting", s.name())).as(s.name()).isGreaterThan(report.graphs() / 20);
        }
        assertThat(report.refused()).isGreaterThan(report.graphs() / 2);
        assertThat(report.generatedShare()).isGreaterThan(0.99);
        assertThat(report.nonFiniteShare()).isLessThan(0.1);
    }
}
