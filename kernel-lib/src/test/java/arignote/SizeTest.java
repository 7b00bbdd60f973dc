package arignote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Budgets: the lines of each room, the lines of a file, the types that a user or another room can see. Each number is what
 * was there when it was set, so that growth is a decision.
 */
class SizeTest {
    private static final Path MAIN = Path.of("src/main/java/arignote");
    private static final String ADVICE =
            "; make it smaller, or raise the number in SizeTest, which needs the reason in the commit's body";

    /** The most lines that a room may have in its main sources; {@code .} is the package {@code arignote} itself. */
    private static final Map<String, Integer> ROOMS = new TreeMap<>(Map.ofEntries(
            Map.entry(".", 9_503),
            Map.entry("compile", 25_660),
            Map.entry("control", 1_589),
            Map.entry("eager", 2_818),
            Map.entry("expr", 12_586),
            Map.entry("function", 2_537),
            Map.entry("grad", 792),
            Map.entry("notebook", 11_136),
            Map.entry("plot", 7_915),
            Map.entry("random", 2_052),
            Map.entry("rewrite", 1_930),
            Map.entry("value", 2_354)));

    /** The most lines of a file. */
    private static final int FILE = 400;

    /** The most types that a user or another room may see: the public ones of the two packages of users, and RoomsTest's. */
    private static final int PUBLIC = 90;

    private static final Pattern DECLARED_PUBLIC =
            Pattern.compile("^public [a-z -]*\\b(?:class|interface|record|enum|@interface) ", Pattern.MULTILINE);

    private static List<Path> sources(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path file) {
        return (int) text(file).lines().count();
    }

    private static String room(Path file) {
        Path inside = MAIN.relativize(file);
        return inside.getNameCount() == 1 ? "." : inside.getName(0).toString();
    }

    @Test
    void no_room_has_more_lines_than_its_budget() {
        Map<String, Integer> lines = sources(MAIN, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(SizeTest::room, TreeMap::new, Collectors.summingInt(SizeTest::lines)));
        assertThat(lines.keySet()).isEqualTo(ROOMS.keySet());
        assertThat(lines)
                .allSatisfy((room, count) -> assertThat(count)
                        .as("%s has %d lines, its budget is %d" + ADVICE, room, count, ROOMS.get(room))
                        .isLessThanOrEqualTo(ROOMS.get(room)));
    }

    @Test
    void no_file_is_longer_than_the_limit() {
        List<String> longer = sources(MAIN, Integer.MAX_VALUE).stream()
                .filter(file -> lines(file) > FILE)
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
        assertThat(longer).as("files of more than %d lines", FILE).isEmpty();
    }

    @Test
    void no_more_types_are_public() {
        long declared = Stream.of(MAIN, MAIN.resolve("eager"))
                .flatMap(folder -> sources(folder, 1).stream())
                .filter(file -> DECLARED_PUBLIC.matcher(text(file)).find())
                .count();
        long seen = declared + RoomsTest.OPEN.size();
        assertThat(seen)
                .as("%d types are public or open, at most %d may be" + ADVICE, seen, PUBLIC)
                .isLessThanOrEqualTo(PUBLIC);
    }
}
