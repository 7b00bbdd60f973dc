package arignote.plot.graph;

import arignote.plot.Graph;
import arignote.plot.draw.Lettering;
import arignote.plot.draw.PathData;
import arignote.plot.draw.Svg;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;

/** Writes a graph that has its places as SVG. */
public final class GraphSvg {
    private static final double BEND = 7;
    private static final double HEAD_LENGTH = 8;
    private static final double HEAD_HALF = 3.5;
    private static final double KEY_HEIGHT = 30;
    private static final double KEY_SWATCH = 26;
    private static final double KEY_GAP = 18;
    private static final double EDGE = 12;

    private final StringBuilder svg = new StringBuilder();
    private final boolean isMarked;

    private GraphSvg(boolean isMarked) {
        this.isMarked = isMarked;
    }

    public static String of(Graph graph, GraphLayout layout) {
        return of(graph, layout, false);
    }

    /** With the number of each node and of the ends of each arrow in attributes, and nodes that keys reach. */
    public static String marked(Graph graph, GraphLayout layout) {
        return of(graph, layout, true);
    }

    private static String of(Graph graph, GraphLayout layout, boolean isMarked) {
        GraphSvg picture = new GraphSvg(isMarked);
        double width = Math.ceil(Math.max(layout.width(), keyWidth(graph)));
        double height = Math.ceil(layout.height() + KEY_HEIGHT);
        String size = Svg.number(width) + "\" height=\"" + Svg.number(height);
        picture.svg
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(size)
                .append("\" viewBox=\"0 0 " + Svg.number(width) + " " + Svg.number(height) + "\"")
                .append(isMarked ? " role=\"group\" data-lm-suppress-shortcuts=\"true\"" : " role=\"img\"")
                .append(" aria-label=\"" + Svg.escape(graph.altText()) + "\" style=\"max-width:100%;height:auto\"")
                .append(" font-family=\"" + Lettering.FAMILY + "\">")
                .append("<rect width=\"" + size + "\" fill=\"#ffffff\"/>");
        double shift = (width - layout.width()) / 2;
        picture.svg.append("<g transform=\"translate(" + Svg.number(shift) + " 0)\">");
        for (int i = 0; i < graph.edges().size(); i++) {
            Graph.Edge edge = graph.edges().get(i);
            picture.arrow(layout.routes().get(i), isMarked ? ends(graph, edge) : "");
            layout.words().get(i).ifPresent(p -> picture.text(edge.label(), GraphLayout.WORD, p.getX(), p.getY(), 0));
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            picture.node(graph.nodes().get(i), i, layout.boxes().get(i));
        }
        picture.svg.append("</g>");
        picture.key(graph.kinds(), layout.height());
        return picture.svg.append("</svg>").toString();
    }

    private static String ends(Graph graph, Graph.Edge edge) {
        List<String> ids = graph.nodes().stream().map(Graph.Node::id).toList();
        return " data-from=\"" + ids.indexOf(edge.from()) + "\" data-to=\"" + ids.indexOf(edge.to()) + "\"";
    }

    private void node(Graph.Node node, int number, Rectangle2D box) {
        String words = Svg.escape(node.label() + ": " + node.kind().word() + (node.typed() ? ", " + node.type() : ""));
        String mark = " data-node=\"" + number + "\" role=\"button\" tabindex=\"0\" aria-label=\"" + words + "\"";
        svg.append("<g" + (isMarked ? mark : "") + "><title>" + words + "</title>");
        svg.append(NodeShape.of(node.kind()).svg(box));
        text(node.label(), GraphLayout.LABEL, box.getCenterX(), box.getY() + GraphLayout.labelBaseline(), 0.5);
        for (int i = 0; i < node.lines().size(); i++) {
            double baseline = box.getY() + GraphLayout.lineBaseline(node, i);
            svg.append(
                    isMarked
                            ? "<g data-line=\"" + i + "\""
                                    + (node.lines().get(i).startsWith("grad") ? " class=\"grad\"" : "") + ">"
                            : "");
            text(node.lines().get(i), GraphLayout.below(node), box.getCenterX(), baseline, 0.5);
            svg.append(isMarked ? "</g>" : "");
        }
        svg.append("</g>");
    }

    /** A line with round corners, and a head drawn as a triangle: a marker would need an id. */
    private void arrow(List<Point2D> route, String ends) {
        Point2D tip = route.get(route.size() - 1);
        Point2D neck = toward(tip, route.get(route.size() - 2), HEAD_LENGTH);
        Path2D line = new Path2D.Double();
        line.moveTo(route.get(0).getX(), route.get(0).getY());
        for (int i = 1; i < route.size() - 1; i++) {
            Point2D corner = route.get(i);
            Point2D before = toward(corner, route.get(i - 1), Math.min(BEND, corner.distance(route.get(i - 1)) / 2));
            Point2D after = toward(corner, route.get(i + 1), Math.min(BEND, corner.distance(route.get(i + 1)) / 2));
            line.lineTo(before.getX(), before.getY());
            line.quadTo(corner.getX(), corner.getY(), after.getX(), after.getY());
        }
        line.lineTo(neck.getX(), neck.getY());
        double alongX = (tip.getX() - neck.getX()) / HEAD_LENGTH * HEAD_HALF;
        double alongY = (tip.getY() - neck.getY()) / HEAD_LENGTH * HEAD_HALF;
        Path2D head = new Path2D.Double();
        head.moveTo(tip.getX(), tip.getY());
        head.lineTo(neck.getX() - alongY, neck.getY() + alongX);
        head.lineTo(neck.getX() + alongY, neck.getY() - alongX);
        head.closePath();
        svg.append("<path" + ends + " fill=\"none\" stroke=\"#444444\" stroke-width=\"1.3\" d=\"");
        svg.append(new PathData(PathData.COARSE).add(line)).append("\"/><path" + ends + " fill=\"#444444\" d=\"");
        svg.append(new PathData(PathData.COARSE).add(head)).append("\"/>");
    }

    private static Point2D toward(Point2D from, Point2D to, double distance) {
        double part = distance / from.distance(to);
        return new Point2D.Double(
                from.getX() + part * (to.getX() - from.getX()), from.getY() + part * (to.getY() - from.getY()));
    }

    /** Says which shape is which, for the kinds that the graph has. */
    private void key(List<Graph.Kind> kinds, double top) {
        double x = EDGE;
        for (Graph.Kind kind : kinds) {
            svg.append(NodeShape.of(kind).svg(new Rectangle2D.Double(x, top + 5, KEY_SWATCH, 14)));
            x += KEY_SWATCH + 6;
            text(kind.word(), GraphLayout.TYPE, x, top + 16, 0);
            x += Lettering.width(kind.word(), GraphLayout.TYPE) + KEY_GAP;
        }
    }

    private static double keyWidth(Graph graph) {
        double width = 2 * EDGE - KEY_GAP;
        for (Graph.Kind kind : graph.kinds()) {
            width += KEY_SWATCH + 6 + Lettering.width(kind.word(), GraphLayout.TYPE) + KEY_GAP;
        }
        return width;
    }

    /** A line of text, fitted to the width that it has in DejaVu Sans where a page shows it in another font. */
    private void text(String text, Font font, double x, double baseline, double align) {
        double width = Lettering.width(text, font);
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\" textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\">%s</text>",
                Svg.number(x - align * width),
                Svg.number(baseline),
                Svg.number(font.getSize2D()),
                Svg.number(width),
                Svg.escape(text)));
    }
}
