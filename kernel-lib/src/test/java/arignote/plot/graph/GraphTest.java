package arignote.plot.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.plot.Graph;
import arignote.plot.Graph.Edge;
import arignote.plot.Graph.Kind;
import arignote.plot.Graph.Node;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static Graph line() {
        return new Graph(
                List.of(
                        new Node("x", "x", Kind.INPUT, "float64 vector"),
                        new Node("m", "p1", Kind.SHARED, "float64 scalar"),
                        new Node("c", "p0", Kind.SHARED, "float64 scalar"),
                        new Node("t", "×", Kind.OPERATION),
                        new Node("y", "a < b & c", Kind.OUTPUT)),
                List.of(new Edge("x", "t"), new Edge("m", "t", "2"), new Edge("t", "y"), new Edge("c", "y")));
    }

    private static Graph random(int seed, int size) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Kind kind = i < 4 ? Kind.INPUT : Kind.OPERATION;
            nodes.add(new Node(
                    "n" + i, "operation".substring(random.nextInt(8)), kind, i % 3 == 0 ? "float64 matrix" : ""));
            for (int k = 0; i >= 4 && k < 2; k++) {
                edges.add(new Edge("n" + random.nextInt(i), "n" + i));
            }
        }
        return new Graph(nodes, edges);
    }

    @Test
    void no_node_overlaps_another() {
        for (int seed = 0; seed < 5; seed++) {
            List<Rectangle2D> boxes = GraphLayout.of(random(seed, 30)).boxes();
            for (int i = 0; i < boxes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(boxes.get(i).intersects(boxes.get(j)))
                            .as("%d and %d", i, j)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void arrows_run_down_from_node_to_node_and_stay_in_the_picture() {
        Graph graph = random(3, 20);
        GraphLayout layout = GraphLayout.of(graph);
        for (int i = 0; i < graph.edges().size(); i++) {
            List<Point2D> route = layout.routes().get(i);
            Rectangle2D from = box(graph, layout, graph.edges().get(i).from());
            Rectangle2D to = box(graph, layout, graph.edges().get(i).to());
            assertThat(route.get(0).getY()).isEqualTo(from.getMaxY());
            assertThat(route.get(route.size() - 1).getY()).isEqualTo(to.getY());
            assertThat(route).allMatch(p -> p.getX() >= 0 && p.getX() <= layout.width());
        }
    }

    private static Rectangle2D box(Graph graph, GraphLayout layout, String id) {
        int at = graph.nodes().stream().map(Node::id).toList().indexOf(id);
        return layout.boxes().get(at);
    }

    @Test
    void the_svg_is_xml_without_ids_and_the_same_each_time() throws Exception {
        String svg = line().svg();
        assertThat(svg).isEqualTo(line().svg()).doesNotContain(" id=").doesNotContain("NaN");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg).contains("<title>x: input, float64 vector</title>").contains(">a &lt; b &amp; c</text>");
    }

    @Test
    void a_node_with_an_empty_graph_around_it_and_no_node_at_all_can_be_drawn() {
        assertThat(new Graph(List.of(new Node("x", "x", Kind.INPUT)), List.of()).svg())
                .contains(">x</text>");
        assertThat(new Graph(List.of(), List.of()).svg()).startsWith("<svg");
    }

    @Test
    void the_words_name_nodes_and_arrows() {
        assertThat(line().altText())
                .isEqualTo("Graph of 5 nodes and 4 edges. Input: x (float64 vector)."
                        + " Shared: p1 (float64 scalar), p0 (float64 scalar). Operation: ×. Output: a < b & c."
                        + " Arrows: x → ×, p1 → ×, × → a < b & c, p0 → a < b & c.");
    }

    @Test
    void an_edge_to_nowhere_and_an_id_twice_get_a_sentence() {
        Node x = new Node("x", "x", Kind.INPUT);
        assertThatThrownBy(() -> new Graph(List.of(x), List.of(new Edge("x", "z"))))
                .hasMessageContaining("from \"x\" to \"z\"");
        assertThatThrownBy(() -> new Graph(List.of(x, x), List.of())).hasMessageContaining("the id \"x\"");
    }
}
