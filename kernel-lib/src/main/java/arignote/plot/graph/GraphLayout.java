package arignote.plot.graph;

import arignote.plot.Graph;
import arignote.plot.draw.Lettering;
import java.awt.Font;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkMargin;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where a graph's nodes and arrows stand, by ELK's layered algorithm.
 *
 * @param boxes one a node, in the graph's order
 * @param routes one an edge, in the graph's order: where it begins, bends and ends
 * @param words one an edge: the left end of its label's baseline, where it has one
 */
public record GraphLayout(
        double width,
        double height,
        List<Rectangle2D> boxes,
        List<List<Point2D>> routes,
        List<Optional<Point2D>> words) {
    static final Font LABEL = Lettering.font(15);
    static final Font TYPE = Lettering.font(11);
    static final Font NUMBERS = Lettering.font(13);
    static final Font WORD = Lettering.font(11);

    private static final double PAD_X = 16;
    private static final double PAD_Y = 9;
    private static final double LINE_GAP = 5;
    private static final double LEAST_WIDTH = 48;
    private static final double BETWEEN_NODES = 28;
    private static final double BETWEEN_LAYERS = 34;
    private static final double BETWEEN_TALL_LAYERS = 26;
    private static final double BETWEEN_EDGES = 12;

    /** Keeps arrows away from a node's corners, which may be cut or round. */
    private static final double FROM_CORNER = 14;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    public static GraphLayout of(Graph graph) {
        ElkNode root = ElkGraphUtil.createGraph();
        options(root);
        if (graph.nodes().stream().anyMatch(n -> n.lines().size() > 1)) {
            root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_TALL_LAYERS);
        }
        Map<String, ElkNode> nodes = new HashMap<>();
        for (Graph.Node node : graph.nodes()) {
            ElkNode box = ElkGraphUtil.createNode(root);
            box.setDimensions(width(node), height(node));
            nodes.put(node.id(), box);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (Graph.Edge edge : graph.edges()) {
            ElkEdge arrow = ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to()));
            if (edge.labelled()) {
                ElkLabel label = ElkGraphUtil.createLabel(edge.label(), arrow);
                double size = WORD.getSize2D();
                label.setDimensions(
                        Lettering.width(edge.label(), WORD) + 6, size * (Lettering.ABOVE + Lettering.BELOW));
            }
            edges.add(arrow);
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());

        List<Rectangle2D> boxes = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            ElkNode box = nodes.get(node.id());
            boxes.add(new Rectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight()));
        }
        return new GraphLayout(
                root.getWidth(),
                root.getHeight(),
                boxes,
                edges.stream().map(GraphLayout::route).toList(),
                edges.stream().map(GraphLayout::word).toList());
    }

    private static void options(ElkNode root) {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(12));
        root.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        root.setProperty(CoreOptions.SPACING_EDGE_EDGE, BETWEEN_EDGES);
        root.setProperty(CoreOptions.SPACING_PORTS_SURROUNDING, new ElkMargin(0, FROM_CORNER, 0, FROM_CORNER));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
    }

    private static double width(Graph.Node node) {
        Font font = below(node);
        double type = node.lines().stream()
                .mapToDouble(l -> Lettering.width(l, font))
                .max()
                .orElse(0);
        return Math.ceil(Math.max(LEAST_WIDTH, 2 * PAD_X + Math.max(type, Lettering.width(node.label(), LABEL))));
    }

    private static double height(Graph.Node node) {
        double line = Lettering.ABOVE * LABEL.getSize2D();
        return Math.ceil(
                2 * PAD_Y + line + node.lines().size() * (LINE_GAP + below(node).getSize2D()));
    }

    /** The baseline of a node's label, from the upper edge of its box. */
    static double labelBaseline() {
        return PAD_Y + Lettering.ABOVE * LABEL.getSize2D() - 1;
    }

    /** The font of the lines below a node's label. */
    static Font below(Graph.Node node) {
        return node.typed() && node.lines().equals(List.of(node.type())) ? TYPE : NUMBERS;
    }

    /** The baseline of a line below a node's label, from the upper edge of its box. */
    static double lineBaseline(Graph.Node node, int line) {
        return labelBaseline() + (line + 1) * (LINE_GAP + below(node).getSize2D());
    }

    private static List<Point2D> route(ElkEdge edge) {
        List<Point2D> route = new ArrayList<>();
        ElkEdgeSection section = edge.getSections().get(0);
        route.add(new Point2D.Double(section.getStartX(), section.getStartY()));
        section.getBendPoints().forEach(p -> route.add(new Point2D.Double(p.getX(), p.getY())));
        route.add(new Point2D.Double(section.getEndX(), section.getEndY()));
        return route;
    }

    private static Optional<Point2D> word(ElkEdge edge) {
        return edge.getLabels().stream()
                .<Point2D>map(l -> new Point2D.Double(l.getX() + 3, l.getY() + Lettering.ABOVE * WORD.getSize2D()))
                .findFirst();
    }
}
