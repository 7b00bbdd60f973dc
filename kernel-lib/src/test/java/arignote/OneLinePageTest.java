package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaPrinter;
import arignote.compile.java.Target;
import arignote.compile.lower.NodeText;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.NestText;
import arignote.expr.Graphs;
import arignote.notebook.operators.InfixShell;
import arignote.rewrite.Rewriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The texts in docs/OneLine.md are those that the stages make of the line. With {@code -Darignote.write} they are written
 * anew; the prose between them stays.
 */
class OneLinePageTest {
    private static final Path PAGE = Path.of("..", "docs", "OneLine.md");

    /** A generated text: its name, the language, the text. */
    private static final Pattern BLOCK =
            Pattern.compile("<!-- generated: ([^\n]+) -->\n```(\\w*)\n(.*?)```\n", Pattern.DOTALL);

    /** The generated method that goes over the rows. */
    private static final String SWEEP = "pass0";

    private static final String CELL = "Expr line = T.dot(x, m) + c;";
    private static final double[][] POINTS = {{1, 2}, {3, 4}, {5, 6}};

    private final Expr x = T.dmatrix("x");
    private final Shared m = shared(new double[] {0.5, 0.25}, "m");
    private final Shared c = shared(1.0, "c");
    private final Expr line = T.dot(x, m).plus(c);
    private final List<Expr> leaves = List.of(x, m, c);

    @TempDir
    Path folder;

    @Test
    void each_text_is_the_one_that_its_stage_makes() throws Exception {
        Map<String, String> texts = texts();
        String page = Files.readString(PAGE);
        String now = BLOCK.matcher(page)
                .replaceAll(b -> Matcher.quoteReplacement("<!-- generated: " + b.group(1) + " -->\n```" + b.group(2)
                        + "\n" + texts.getOrDefault(b.group(1), "no such stage\n") + "```\n"));
        assertThat(BLOCK.matcher(page).results().map(b -> b.group(1)))
                .containsExactlyInAnyOrderElementsOf(texts.keySet());
        if (System.getProperty("arignote.write") != null) {
            Files.writeString(PAGE, now);
        } else {
            assertThat(page)
                    .as("docs/OneLine.md; to write it anew: ./arignote test OneLinePageTest -Darignote.write")
                    .isEqualTo(now);
        }
    }

    private Map<String, String> texts() throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("cell", plain());
        texts.put("expression", line + "\n");
        texts.put("operations", operations(line));
        Expr logistic = T.log(T.sigmoid(line));
        texts.put("logistic", logistic + "\n");
        texts.put("logistic, rewritten", rewritten(logistic) + "\n");
        texts.put("nodes", NodeText.of(leaves, List.of(rewritten(line))));
        texts.put("loops", NestText.of(loops().program()));
        String java = java(0);
        texts.put("java", java);
        texts.put("vectors", method(SWEEP + "Vectors0", java(256)));
        texts.put("bytecode", innermostLoop(bytecode(java)));
        texts.put("values", Arrays.toString(values()) + "\n");
        return texts;
    }

    private static String plain() {
        try (InfixShell shell = new InfixShell()) {
            return shell.plain(
                                    CELL,
                                    "Expr x = T.dmatrix(\"x\"); Shared m = shared(new double[2], \"m\"), c = shared(1.0, \"c\");")
                            .strip()
                    + "\n";
        }
    }

    private static Expr rewritten(Expr e) {
        return Rewriter.rewrite(List.of(e)).get(0);
    }

    /** What is done to what, and of which type the result is; one operation a line. */
    private static String operations(Expr root) {
        StringBuilder text = new StringBuilder();
        Map<Expr, String> names = new IdentityHashMap<>();
        for (Expr e : Graphs.topological(List.of(root))) {
            names.put(e, e.op().isLeaf() ? e.name() : "e" + names.size());
            String args = e.args().stream().map(names::get).collect(joining(", "));
            text.append("%-3s %-15s = %s%s%n"
                    .formatted(names.get(e), e.type(), e.op(), args.isEmpty() ? "" : " of " + args));
        }
        return text.toString();
    }

    private Loops loops() {
        List<Loops.Memory> memories = leaves.stream()
                .map(e -> new Loops.Memory(false, unknown(e.type().rank())))
                .toList();
        return Loops.of(leaves, 1, memories, List.of(rewritten(line)), 1, List.of(line), 128);
    }

    private static long[] unknown(int rank) {
        long[] lengths = new long[rank];
        Arrays.fill(lengths, Dimension.UNKNOWN);
        return lengths;
    }

    private String java(int vectorBits) {
        Target target = new Target(vectorBits, false);
        return JavaPrinter.print("Generated", loops(), List.of(), null, target, JavaPrinter.Audience.READER)
                .source();
    }

    /** The lines of a method. */
    private static String method(String name, String source) {
        Matcher found = Pattern.compile("    private \\w+ " + name + "\\([^;]*?\\{\n.*?\n    }\n", Pattern.DOTALL)
                .matcher(source);
        assertThat(found.find()).as(source).isTrue();
        return found.group().replaceAll("(?m)^    ", "");
    }

    /** The instructions of that method as javap prints them, without the numbers of constants, which mean nothing to a reader. */
    private String bytecode(String source) throws Exception {
        Path file = folder.resolve("Generated.java");
        Files.writeString(file, source);
        String classes = System.getProperty("java.class.path");
        tool(
                "javac",
                "--release",
                "17",
                "-g:none",
                "-proc:none",
                "-cp",
                classes,
                "-d",
                folder.toString(),
                file.toString());
        try (Stream<Path> made = Files.walk(folder)) {
            Path compiled =
                    made.filter(p -> p.endsWith("Generated.class")).findFirst().orElseThrow();
            return tool("javap", "-c", "-p", compiled.toString())
                    .split("void " + SWEEP + "\\(")[1]
                    .replaceAll("#\\d+(, +\\d+)? *// ", "");
        }
    }

    private static String tool(String name, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst(name).orElseThrow().run(out, out, arguments);
        assertThat(status).as(said.toString()).isZero();
        return said.toString();
    }

    /** From the target of the shortest jump back to that jump. */
    private static String innermostLoop(String method) {
        List<String> lines = method.lines().filter(l -> l.matches(" +\\d+: .*")).toList();
        List<Integer> at = lines.stream()
                .map(l -> Integer.valueOf(l.strip().replaceAll(":.*", "")))
                .toList();
        int begin = 0;
        int end = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            Matcher jump = Pattern.compile("goto +(\\d+)").matcher(lines.get(i));
            int to = jump.find() ? at.indexOf(Integer.valueOf(jump.group(1))) : i + 1;
            if (to <= i && i - to < end - begin) {
                begin = to;
                end = i;
            }
        }
        return lines.subList(begin, end + 1).stream().map(l -> l.strip() + "\n").collect(joining());
    }

    private double[] values() {
        return function(inputs(x), outputs(line)).apply((Object) POINTS).toDoubleVector();
    }
}
