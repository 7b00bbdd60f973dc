package arignote.plot;

import arignote.plot.graph.GraphLayout;
import arignote.plot.graph.GraphSvg;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A picture of a directed graph, drawn from above to below: what goes in on top, what comes out at the bottom.
 *
 * @param nodes in the order in which they should stand from left to right where nothing else decides
 * @param edges those into one node in the order in which they should enter it from left to right
 * @param folded the same with a part of it as one node, or null
 */
public record Graph(List<Node> nodes, List<Edge> edges, Graph folded) {
    private static final int MOST_EDGES_NAMED = 40;

    /** With this many nodes or more, a page shows the folded picture first. */
    private static final int LARGE = 40;

    /** What a node stands for; each kind has a shape, a line and a colour of its own. */
    public enum Kind {
        /** A value given at each call. */
        INPUT("input"),
        /** A value kept between calls. */
        SHARED("shared"),
        /** A value that never changes. */
        CONSTANT("constant"),
        /** Something computed. */
        OPERATION("operation"),
        /** Something computed and handed out. */
        OUTPUT("output");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The kind as a word in a sentence. */
        public String word() {
            return word;
        }
    }

    /**
     * A node.
     *
     * @param id by which edges name it
     * @param label what stands in it
     * @param type such as {@code "float64 vector"}; null or empty for none
     * @param lines what stands below the label
     */
    public record Node(String id, String label, Kind kind, String type, List<String> lines) {
        /** A node with its type as a second line. */
        public Node(String id, String label, Kind kind, String type) {
            this(id, label, kind, type, type == null || type.isEmpty() ? List.of() : List.of(type));
        }

        /** A node without a second line. */
        public Node(String id, String label, Kind kind) {
            this(id, label, kind, null);
        }

        public boolean typed() {
            return type != null && !type.isEmpty();
        }
    }

    /**
     * An arrow.
     *
     * @param from the id of the node where it begins
     * @param to the id of the node where it ends
     * @param label what stands beside it; null or empty for nothing
     */
    public record Edge(String from, String to, String label) {
        /** An arrow without words. */
        public Edge(String from, String to) {
            this(from, to, null);
        }

        public boolean labelled() {
            return label != null && !label.isEmpty();
        }
    }

    /** A graph without a part to fold. */
    public Graph(List<Node> nodes, List<Edge> edges) {
        this(nodes, edges, null);
    }

    /** @throws IllegalArgumentException if two nodes have one id, or an edge names a node that is not there */
    public Graph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        Set<String> ids = new HashSet<>();
        for (Node node : nodes) {
            if (!ids.add(node.id())) {
                throw new IllegalArgumentException("Two nodes have the id \"" + node.id() + "\"");
            }
        }
        for (Edge edge : edges) {
            if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
                throw new IllegalArgumentException(
                        "The edge from \"" + edge.from() + "\" to \"" + edge.to() + "\" has an end without a node");
            }
        }
    }

    /** The picture as one SVG element without ids. The same graph gives the same text. */
    public String svg() {
        return GraphSvg.of(this, GraphLayout.of(this));
    }

    /** Whether a part of the graph can be folded into one node. */
    public boolean folds() {
        return folded != null;
    }

    /** Both pictures as a piece of a page: a click folds or unfolds the part. It needs no script. */
    public String html() {
        String open = nodes.size() < LARGE ? " open" : "";
        return "<style>.arignote-fold[open] + div { display: none }</style>\n"
                + "<details class=\"arignote-fold\"" + open + "><summary>each operation of the gradient</summary>"
                + svg() + "</details>\n<div>" + folded.svg() + "</div>";
    }

    /** The picture's nodes and arrows in words. */
    public String altText() {
        StringJoiner text = new StringJoiner(" ");
        text.add("Graph of " + count(nodes.size(), "node") + " and " + count(edges.size(), "edge") + ".");
        for (Kind kind : Kind.values()) {
            List<String> labels = nodes.stream()
                    .filter(n -> n.kind() == kind)
                    .map(n -> n.typed() ? n.label() + " (" + n.type() + ")" : n.label())
                    .toList();
            if (!labels.isEmpty()) {
                String word = kind.word() + (labels.size() == 1 || kind == Kind.SHARED ? "" : "s");
                text.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + ": "
                        + String.join(", ", labels) + ".");
            }
        }
        if (!edges.isEmpty() && edges.size() <= MOST_EDGES_NAMED) {
            Map<String, String> labels = nodes.stream().collect(Collectors.toMap(Node::id, Node::label));
            Function<Edge, String> arrow = e -> labels.get(e.from()) + " → " + labels.get(e.to());
            text.add(edges.stream().map(arrow).collect(Collectors.joining(", ", "Arrows: ", ".")));
        }
        return text.toString();
    }

    /** The kinds of nodes that the graph has. */
    public List<Kind> kinds() {
        return Arrays.stream(Kind.values())
                .filter(kind -> nodes.stream().anyMatch(n -> n.kind() == kind))
                .toList();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
