package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Random graphs in every setting. The number of graphs and the first seed are the system properties
 * {@code arignote.fuzz} and {@code arignote.fuzz.seed}; the report is {@code target/fuzz.md}.
 */
class FuzzTest {
    private static final int USUAL = 3_000;
    private static final int MOST_FAILURES = 5;

    @Test
    void random_graphs_give_the_same_in_every_setting() throws IOException {
        int graphs = Integer.getInteger("arignote.fuzz", USUAL);
        long first = Long.getLong("arignote.fuzz.seed", 0);
        List<Setting> settings = Setting.all();
        Check check = new Check(settings);
        Report report = new Report();
        long start = System.nanoTime();
        for (long seed = first; seed < first + graphs && report.failures().size() < MOST_FAILURES; seed++) {
            Case c = Generator.of(seed);
            Optional<Check.Failure> failure = failure(check, c);
            report.add(c, Check.interpreted(c, c.roots()));
            if (failure.isPresent()) {
                report.fail(explained(seed, c, failure.get(), settings));
            }
        }
        String text = report.text(settings, check, (System.nanoTime() - start) / 1e9);
        Files.writeString(Path.of("target", "fuzz.md"), text);
        assertThat(report.failures()).isEmpty();
        if (graphs >= USUAL) {
            everything_was_met(report);
        }
    }

    /** What is wrong with a case; an exception in a comparison is a failure like others. */
    private static Optional<Check.Failure> failure(Check check, Case c) {
        try {
            return check.failure(c);
        } catch (RuntimeException e) {
            String where = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
            return Optional.of(new Check.Failure(e.getClass().getSimpleName() + where, e.toString()));
        }
    }

    private static String explained(long seed, Case c, Check.Failure failure, List<Setting> settings) {
        Check again = new Check(settings);
        Case small = Shrinker.shrunk(
                c,
                x -> failure(again, x)
                        .filter(f -> f.kind().equals(failure.kind()))
                        .isPresent());
        String why = failure(again, small).orElse(failure).toString();
        return JavaSource.of(small, "Seed" + seed + "Test", why);
    }

    private static void everything_was_met(Report report) {
        for (ScalarOp op : ScalarOp.values()) {
            assertThat(report.count("operation", op.label())).as("%s", op).isGreaterThan(20);
        }
        for (Op.Reduce.Kind kind : Op.Reduce.Kind.values()) {
            assertThat(report.count("operation", kind.label())).as("%s", kind).isGreaterThan(20);
        }
        List<String> leaves = List.of("Input", "State", "Constant", "Elementwise", "Reduce", "Cast");
        Arrays.stream(Op.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(name -> !leaves.contains(name))
                .forEach(name -> assertThat(report.count("operation", label(name)))
                        .as(name)
                        .isGreaterThan(20));
        for (int rank = 0; rank <= 4; rank++) {
            assertThat(report.count("rank", "" + rank)).isGreaterThan(100);
        }
        assertThat(report.count("results", "with gradients")).isGreaterThan(report.graphs() / 10);
        assertThat(report.count("results", "with updates")).isGreaterThan(report.graphs() / 20);
        assertThat(report.nonFiniteShare()).isLessThan(0.1);
    }

    private static String label(String record) {
        return record.equals("DimShuffle")
                ? "dimshuffle"
                : record.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(java.util.Locale.ROOT);
    }
}
