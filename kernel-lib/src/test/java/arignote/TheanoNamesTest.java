package arignote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages of Theano's names and the code say the same: what they name is there, and what is there is named. */
class TheanoNamesTest {
    private static final Path DOCS = Path.of("..", "docs");

    /** Whose methods stand behind a prefix. */
    private static final Map<String, List<Class<?>>> PREFIXES = Map.of(
            "T", List.of(T.class),
            "x", List.of(Expr.class, Shared.class),
            "f", List.of(CompiledFunction.class),
            "srng", List.of(RandomStreams.class),
            "Npy", List.of(Npy.class),
            "Config", List.of(Config.class),
            "Scan", List.of(Scan.class),
            "Shared", List.of(Shared.class),
            "Optimizer", List.of(Optimizer.class));

    private static final Pattern CALL = Pattern.compile("(?<![\\w.])(?:(\\w+)\\.)?(\\w+)\\(");

    private static Set<String> methods(List<Class<?>> classes) {
        return classes.stream()
                .flatMap(c -> Arrays.stream(c.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DOCS.resolve("theano-names.md"))) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("(?<!\\\\)\\|", -1);
                assertThat(cells).as(line).hasSize(5);
                rows.add(new String[] {cells[1].strip(), cells[2].strip(), cells[3].strip()});
            }
        }
        return rows;
    }

    @Test
    void each_name_of_theano_is_there_or_has_a_reason() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(480).allSatisfy(row -> {
            if (row[1].isEmpty()) {
                assertThat(row[2]).as(row[0]).matches("(left out|differs).*");
            }
        });
    }

    @Test
    void what_the_page_names_is_there() throws IOException {
        List<String> missing = new ArrayList<>();
        Set<String> free = methods(List.of(Arignote.class));
        for (String[] row : rows()) {
            Matcher calls = CALL.matcher(row[1].replaceAll("\"[^\"]*\"", "\"\""));
            while (calls.find()) {
                String of = calls.group(1);
                List<Class<?>> classes = of == null ? null : PREFIXES.get(of);
                Set<String> known = of == null ? free : classes == null ? null : methods(classes);
                if (known != null
                        && !known.contains(calls.group(2))
                        && !calls.group(2).matches("List|of|value|name|update")) {
                    missing.add(row[0] + ": " + calls.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void what_T_has_is_named() throws IOException {
        String pages = Files.readString(DOCS.resolve("theano-names.md"))
                + Files.readString(DOCS.resolve("theano-to-arignote.md"));
        assertThat(methods(List.of(T.class)).stream()
                        .filter(name -> !Set.of(
                                        "equals", "hashCode", "toString", "getClass", "notify", "notifyAll", "wait")
                                .contains(name))
                        .filter(name -> !pages.contains("T." + name + "(") && !pages.contains("`T." + name + "`")))
                .isEmpty();
    }
}
