package arignote.notebook;

import arignote.plot.Graph;
import java.util.List;

/** Graphs as drawings; those with a part to fold as a piece of a page. */
final class GraphRenderer implements Renderer<Graph> {
    @Override
    public Class<Graph> type() {
        return Graph.class;
    }

    @Override
    public List<String> forms() {
        return List.of(View.SVG, View.HTML);
    }

    @Override
    public View view(Graph graph) {
        View words = View.text(graph.altText());
        return graph.folds() ? words.and(View.HTML, graph.html()) : words.and(View.SVG, graph.svg());
    }
}
