package arignote.compile.split;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.rewrite.Rewriter;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What is sent of a function, once, to whoever computes its shards: its expressions as data, and what decides about its loops. Who has
 * it makes the same loops from it.
 */
public final class SplitPlan implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString();
    private final GraphData graph;
    private final int inputs;
    private final int outputs;
    private final long[][] lengths;
    private final long[][] wholes;
    private final String[] columns;
    private final int limit;

    /**
     * @param leaves inputs, then shared variables
     * @param memories what is known of the leaves, with the lengths of all rows
     * @param columns for each leaf the column of the data that it is, or null
     * @param limit the most scalar operations in one loop
     */
    public SplitPlan(
            List<? extends Expr> leaves,
            int inputs,
            List<Expr> roots,
            int outputs,
            List<Loops.Memory> memories,
            String[] columns,
            int limit) {
        graph = new GraphData(leaves, roots);
        this.inputs = inputs;
        this.outputs = outputs;
        lengths = memories.stream().map(m -> m.lengths().clone()).toArray(long[][]::new);
        wholes = memories.stream()
                .map(m -> m.wholes().stream().mapToLong(n -> n).toArray())
                .toArray(long[][]::new);
        this.columns = columns;
        this.limit = limit;
    }

    /** Which plan this is, among all. */
    public String id() {
        return id;
    }

    /** For each leaf the column of the data that it is, or null. */
    public String[] columns() {
        return columns;
    }

    /** The split again; all memory is in Java arrays. */
    Split split() {
        GraphData.Graph g = graph.graph();
        List<Loops.Memory> memories = IntStream.range(0, lengths.length)
                .mapToObj(i -> new Loops.Memory(
                        false,
                        lengths[i].clone(),
                        IntStream.range(0, wholes[i].length)
                                .mapToObj(k -> wholes[i][k])
                                .toList()))
                .toList();
        Loops loops = Loops.of(g.leaves(), inputs, memories, Rewriter.rewrite(g.roots()), outputs, g.roots(), limit);
        return Split.of(
                loops,
                inputs,
                IntStream.range(0, columns.length)
                        .filter(i -> columns[i] != null)
                        .boxed()
                        .toList());
    }
}
