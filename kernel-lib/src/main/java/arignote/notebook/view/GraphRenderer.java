package arignote.notebook.view;

import arignote.plot.graph.Graph;
import java.util.List;

/** Graphs as drawings; those with a part to fold as a piece of a page. */
final class GraphRenderer implements Renderer<Graph> {
    @Override
    public Class<Graph> type() {
        return Graph.class;
    }

    @Override
    public List<String> forms() {
        return List.of(MimeBundle.SVG, MimeBundle.HTML);
    }

    @Override
    public MimeBundle view(Graph graph) {
        MimeBundle words = MimeBundle.text(graph.altText());
        return graph.folds() ? words.and(MimeBundle.HTML, graph.html()) : words.and(MimeBundle.SVG, graph.svg());
    }
}
