package arignote.compile.nest;

import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of memory that each turn of a loop adds to, as a sum along the first axis of a matrix does. Such turns can be computed
 * in blocks: each block adds up rows of its own, and the rows of the blocks are added up in the order of the blocks. Each block
 * also needs memory of its own for what a turn keeps on its way.
 *
 * @param loop whose turns are free of one another, but for this memory
 * @param rows the memory that turns add to, and how it is added up
 * @param scratch memory that each turn fills anew; then a block is as long as a group of blocks
 * @param fills the loops before it that give the rows their first values; they belong to each block
 */
public record RowSums(Nest.For loop, Map<Buffer, ReduceOp> rows, List<Buffer> scratch, List<Nest.For> fills) {
    /** Those of the loops among these statements. */
    public static List<RowSums> among(List<Nest.Statement> body) {
        List<RowSums> found = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i) instanceof Nest.For loop) {
                RowSums sums = of(loop, body.subList(0, i), body.subList(i + 1, body.size()));
                if (sums != null) {
                    found.add(sums);
                }
            }
        }
        return found;
    }

    private static RowSums of(Nest.For loop, List<Nest.Statement> before, List<Nest.Statement> after) {
        Map<Buffer, ReduceOp> rows = new LinkedHashMap<>();
        find(loop.body(), loop.index(), rows);
        Set<Buffer> scratch = new LinkedHashSet<>();
        scratch(loop.body(), loop.index(), scratch);
        scratch.removeIf(b -> !isFilledFirst(loop, b)
                || before.stream().anyMatch(s -> touches(s, b))
                || after.stream().anyMatch(s -> touches(s, b)));
        rows.keySet().removeAll(scratch);
        if (rows.isEmpty() && scratch.isEmpty() || !loop.isFree(rows, scratch)) {
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
        return new RowSums(loop, rows, List.copyOf(scratch), List.copyOf(fills));
    }

    /** Collects memory that turns write to in the same place. */
    private static void scratch(List<Nest.Statement> body, Nest.Index along, Set<Buffer> found) {
        for (Nest.Statement s : body) {
            if (s instanceof Nest.For inner) {
                scratch(inner.body(), along, found);
            } else if (s instanceof Nest.Store t
                    && t.buffer().role() == Buffer.Role.TEMPORARY
                    && !Nest.Subscript.follows(t.at(), along)) {
                found.add(t.buffer());
            }
        }
    }

    /** Whether a turn stores to memory before it does anything else with it. */
    private static boolean isFilledFirst(Nest.For f, Buffer b) {
        for (Nest.Statement s : f.body()) {
            if (touches(s, b)) {
                return s instanceof Nest.For inner
                        ? isFilledFirst(inner, b)
                        : s instanceof Nest.Store t && t.buffer().equals(b);
            }
        }
        return false;
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
