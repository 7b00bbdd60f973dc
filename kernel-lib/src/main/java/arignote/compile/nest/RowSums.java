package arignote.compile.nest;

import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of memory that each turn of a loop adds to, as a sum along the first axis of a matrix does. Such turns can be computed
 * in blocks: each block adds up rows of its own, and the rows of the blocks are added up in the order of the blocks.
 *
 * @param loop whose turns are free of one another, but for these rows
 * @param rows the memory, and how it is added up
 * @param fills the loops before it that give the rows their first values; they belong to each block
 */
public record RowSums(Nest.For loop, Map<Buffer, ReduceOp> rows, List<Nest.For> fills) {
    /** Those of the loops among these statements. */
    public static List<RowSums> among(List<Nest.Statement> body) {
        List<RowSums> found = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i) instanceof Nest.For loop) {
                RowSums sums = of(loop, body.subList(0, i));
                if (sums != null) {
                    found.add(sums);
                }
            }
        }
        return found;
    }

    private static RowSums of(Nest.For loop, List<Nest.Statement> before) {
        Map<Buffer, ReduceOp> rows = new LinkedHashMap<>();
        find(loop.body(), loop.index(), rows);
        if (rows.isEmpty() || !loop.isFree(rows)) {
            return null;
        }
        List<Nest.For> fills = new ArrayList<>();
        for (Buffer row : rows.keySet()) {
            Nest.For fill = fill(row, before);
            if (fill == null) {
                return null;
            }
            fills.add(fill);
        }
        return new RowSums(loop, rows, List.copyOf(fills));
    }

    private static void find(List<Nest.Statement> body, Nest.Index along, Map<Buffer, ReduceOp> rows) {
        for (Nest.Statement s : body) {
            if (s instanceof Nest.For inner) {
                find(inner.body(), along, rows);
            } else if (s instanceof Nest.StoreOnto t && !Nest.Subscript.follows(t.at(), along)) {
                rows.put(t.buffer(), t.kind());
            }
        }
    }

    /** The loop that does nothing but fill the memory, and is the last to touch it. */
    private static Nest.For fill(Buffer row, List<Nest.Statement> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            if (touches(before.get(i), row)) {
                return before.get(i) instanceof Nest.For f && isFill(f) ? f : null;
            }
        }
        return null;
    }

    private static boolean isFill(Nest.For f) {
        return f.body().size() == 1
                && (f.body().get(0) instanceof Nest.Store
                        || f.body().get(0) instanceof Nest.For inner && isFill(inner));
    }

    /** Whether a statement reads or writes memory. */
    public static boolean touches(Nest.Statement s, Buffer b) {
        return s instanceof Nest.For f
                ? f.body().stream().anyMatch(inner -> touches(inner, b))
                : loads(s, b)
                        || (s instanceof Nest.Store t && t.buffer().equals(b))
                        || (s instanceof Nest.StoreOnto o && o.buffer().equals(b))
                        || (s instanceof Nest.Multiply m
                                && List.of(m.left(), m.right(), m.out()).contains(b));
    }

    /** Whether a statement reads memory. */
    public static boolean loads(Nest.Statement s, Buffer b) {
        return s instanceof Nest.For f
                ? f.body().stream().anyMatch(inner -> loads(inner, b))
                : s instanceof Nest.Let l
                        && l.value() instanceof Nest.Load o
                        && o.buffer().equals(b);
    }
}
