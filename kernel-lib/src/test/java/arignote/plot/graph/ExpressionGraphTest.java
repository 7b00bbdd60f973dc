package arignote.plot.graph;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Arignote;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.plot.Graph;
import org.junit.jupiter.api.Test;

class ExpressionGraphTest {
    private final Expr x = T.vector("x");
    private final Shared w = Arignote.shared(1.0, "w");
    private final Expr cost = T.mean(T.sqr(T.tanh(x.times(w))));

    @Test
    void what_a_reader_wrote_has_nothing_to_fold() {
        assertThat(ExpressionGraph.of(cost).folds()).isFalse();
    }

    @Test
    void a_gradient_folds_into_one_node() {
        Graph whole = ExpressionGraph.of(w.minus(T.grad(cost, w).times(0.1)));
        Graph folded = whole.folded();
        assertThat(folded.nodes()).hasSizeLessThan(whole.nodes().size());
        assertThat(folded.nodes()).filteredOn(n -> n.label().equals("gradient")).hasSize(1);
        assertThat(folded.nodes()).extracting(Graph.Node::label).contains("x", "w", "tanh", "0.1", "subtract");
        assertThat(whole.nodes()).extracting(Graph.Node::label).doesNotContain("gradient");
    }

    @Test
    void a_gradient_of_a_gradient_is_one_node_that_does_not_depend_on_itself() {
        Expr first = T.grad(cost, w);
        Graph folded = ExpressionGraph.of(T.grad(T.sqr(first), w)).folded();
        assertThat(folded.nodes()).filteredOn(n -> n.label().equals("gradient")).hasSize(1);
        assertThat(folded.edges()).noneMatch(e -> e.from().equals(e.to()));
        assertThat(folded.svg()).startsWith("<svg");
    }
}
