package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Mistakes in the source that functions are printed as, found by random graphs. The most graphs for each and the first
 * seed are the system properties {@code arignote.fuzz.faults} and {@code arignote.fuzz.seed}; the report is
 * {@code target/faults.md}.
 */
class EmittedFaultTest {
    private static final int USUAL = 100;

    /** Sound scalar code, and beside it vector code (or code for two threads) with the mistake. */
    private static List<Setting> settings(int seed, UnaryOperator<String> mistake) {
        List<Setting> turn = Setting.turn(seed);
        int last = turn.size() - 1;
        return List.of(turn.get(last - 1), turn.get(last).with(mistake));
    }

    @Test
    void mistakes_in_generated_source_are_found() throws IOException {
        int graphs = Integer.getInteger("arignote.fuzz.faults", USUAL);
        int first = Integer.getInteger("arignote.fuzz.seed", 0);
        List<FaultHunt> hunts = Fault.ALL.stream()
                .filter(f -> !f.name().startsWith("type:")) // javac finds those that make a difference
                .map(f -> FaultHunt.hunt(f, EmittedFaultTest::settings, first, graphs))
                .toList();
        List<FaultHunt> met = hunts.stream().filter(h -> h.changed() > 0).toList();
        List<FaultHunt> found = met.stream().filter(h -> h.found().isPresent()).toList();
        StringBuilder s = new StringBuilder("%d mistakes, %d with a place in the sources, %d found%n%n"
                .formatted(hunts.size(), met.size(), found.size()));
        s.append(
                "| mistake | graphs until it was found | of these changed by it | given away by |\n|---|---|---|---|\n");
        for (FaultHunt h : hunts) {
            String by = h.found().map(Check.Failure::kind).orElse("");
            s.append("| `%s` | %s%d | %d | %s |%n"
                    .formatted(h.fault().name(), by.isEmpty() ? "not in " : "", h.graphs(), h.changed(), by));
        }
        Files.writeString(Path.of("target", "faults.md"), s);
        assertThat(met).hasSizeGreaterThanOrEqualTo(20);
        assertThat(found.size()).as("%s", s).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * met.size()));
    }
}
