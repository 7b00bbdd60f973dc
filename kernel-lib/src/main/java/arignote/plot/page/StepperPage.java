package arignote.plot.page;

import arignote.Expr;
import arignote.expr.Op;
import arignote.expr.Resources;
import arignote.expr.print.Latex;
import arignote.expr.print.Printer;
import arignote.plot.Graph;
import arignote.plot.Stepper;
import arignote.plot.draw.Svg;
import arignote.plot.graph.ExpressionGraph;
import arignote.plot.graph.GraphLayout;
import arignote.plot.graph.GraphSvg;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A stepper as it stands in a page: formula, code and graph with the same numbers on the same parts, and the steps.
 * Without scripts, and on paper, all values and gradients are there.
 */
public final class StepperPage {
    /** A graph up to so wide leaves room beside it for the formula and the buttons. */
    private static final int NARROW = 430;

    private static final int WIDTH = 640;
    private static final int LONGEST_NODE = 40;

    private final Stepper stepper;
    private final List<Stepper.Numbers> numbers;
    private final List<Expr> nodes;
    private final Graph graph;

    public StepperPage(Stepper stepper) {
        this.stepper = stepper;
        numbers = stepper.numbers();
        nodes = numbers.stream().map(Stepper.Numbers::node).toList();
        graph = ExpressionGraph.of(stepper.cost(), e -> lines(numbers.get(nodes.indexOf(e))));
    }

    private static List<String> lines(Stepper.Numbers n) {
        List<String> lines = new ArrayList<>();
        if (!(n.node().op() instanceof Op.Constant)) {
            lines.add("= " + ShortNumbers.of(n.value()));
        }
        if (n.gradient() != null) {
            lines.add("grad " + ShortNumbers.of(n.gradient()));
        }
        return lines;
    }

    public String html() {
        GraphLayout layout = GraphLayout.of(graph);
        String svg = texts(layout.width() <= NARROW) + GraphSvg.marked(graph, layout);
        String controls = """
                <button type="button" name="back" style="font:inherit;min-width:4.4em">Back</button>
                <button type="button" name="step" style="font:inherit;min-width:4.4em">Step</button>
                <button type="button" name="all" style="font:inherit">End</button>
                <button type="button" name="reset" style="font:inherit">Reset</button>
                """;
        String script = Resources.text(StepperPage.class, "stepper.js")
                .replace("@STEPS@", steps().stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]")));
        return new PageElement(svg, WIDTH, controls, "Values go forward, gradients come back.", false).html(script);
    }

    /** The formula and the text of {@code pp}, with their looks. */
    private String texts(boolean isBeside) {
        String formula = MathMl.of(Latex.marked(stepper.cost(), this::mark).formula());
        String code = Svg.escape(
                        Printer.marked(List.of(stepper.cost()), this::mark).get(0))
                .replaceAll(String.valueOf(MathMl.CLOSE), "</span>");
        for (int i = 0; i < nodes.size(); i++) {
            code = code.replace(open(i), "<span data-node=\"" + i + "\">");
        }
        return Resources.text(StepperPage.class, "stepper.html")
                .replace("@PLACE@", isBeside ? "beside-graph" : "above-graph")
                .replace("@FORMULA@", formula)
                .replace("@CODE@", code);
    }

    private String mark(Expr e, String text) {
        return open(nodes.indexOf(e)) + text + MathMl.CLOSE;
    }

    private static String open(int node) {
        return "" + MathMl.OPEN + (char) (MathMl.FIRST + node);
    }

    /** First the operations forward, then what has a gradient, back. */
    private List<String> steps() {
        List<Integer> forward = new ArrayList<>();
        List<Integer> back = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).op().isLeaf()) {
                forward.add(i);
            }
            if (numbers.get(i).gradient() != null) {
                back.add(0, i);
            }
        }
        List<String> steps = new ArrayList<>();
        for (int i : forward) {
            String text = "Forward, " + (steps.size() + 1) + " of " + forward.size() + ": " + label(i) + " gives "
                    + ShortNumbers.of(numbers.get(i).value()) + ".";
            steps.add("{node: " + i + ", line: 0, along: [], text: " + caption(text) + "}");
        }
        for (int i : back) {
            List<Integer> from = users(i);
            String names = from.stream().map(this::label).collect(Collectors.joining(" and "));
            String text = "Back, " + (steps.size() - forward.size() + 1) + " of " + back.size() + ": "
                    + (from.isEmpty()
                            ? "the gradient of the cost by itself is "
                            : "from " + names + " comes the gradient by " + label(i) + ", ")
                    + ShortNumbers.of(numbers.get(i).gradient()) + ".";
            int line = lines(numbers.get(i)).size() - 1;
            steps.add("{node: " + i + ", line: " + line + ", back: true, along: " + from + ", text: " + caption(text)
                    + "}");
        }
        return steps;
    }

    /** A text for the script, whose arrays stay in one line. */
    private static String caption(String text) {
        return Json.string(text.replaceAll("(?<=[\\d…NaN∞]), (?=[−\\d…NaN∞])", ",\u00a0"));
    }

    /** The numbers of the nodes from which the gradient by node {@code i} comes. */
    private List<Integer> users(int i) {
        List<Integer> users = new ArrayList<>();
        for (int k = i + 1; k < nodes.size(); k++) {
            if (numbers.get(k).gradient() != null && nodes.get(k).args().contains(nodes.get(i))) {
                users.add(k);
            }
        }
        return users;
    }

    private String label(int node) {
        return graph.nodes().get(node).label();
    }

    /** A row for each node. */
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("node", "value", "gradient"));
        List<String> texts = Printer.print(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            Stepper.Numbers n = numbers.get(i);
            String text = texts.get(i);
            rows.add(List.of(
                    text.length() <= LONGEST_NODE ? text : text.substring(0, LONGEST_NODE - 1) + "…",
                    ShortNumbers.of(n.value()),
                    n.gradient() == null ? "" : ShortNumbers.of(n.gradient())));
        }
        StringJoiner table = new StringJoiner("\n");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width - row.get(column).length() + 2));
            }
            table.add(line.toString().stripTrailing());
        }
        return table.toString();
    }
}
