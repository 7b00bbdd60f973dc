package arignote.compile.nest;

import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Loops, as data: statements that compute numbers, keep them in locals, add them up and store them. {@link NestText}
 * prints them, {@link NestCheck} says whether they are sound.
 */
public final class Nest {
    private Nest() {}

    /**
     * A whole computation.
     *
     * @param guards what must hold of the dimensions in a call
     * @param constants the arrays among the buffers that are fixed
     * @param temporaries memory for intermediate values
     */
    public record Program(List<Guard> guards, List<Buffer> constants, List<Buffer> temporaries, List<Statement> body) {
        /** How many sweeps over data there are: loops that lie in no other. */
        public long sweeps() {
            return body.stream().filter(For.class::isInstance).count();
        }
    }

    /** A number with a name; {@code hint} is a name for it in what is printed, or null. */
    public record Local(int id, DType dtype, String hint) {}

    /** What a loop counts, from 0 to its length. */
    public record Index(int id, Dimension length) {}

    /** Where something is added up. */
    public record Accumulator(int id, ReduceOp kind, DType dtype, DType of, String hint) {
        /** Whether an innermost loop adds up in lanes: then parts are added in an order that the loop does not have. */
        public boolean isLaned() {
            return dtype.isFloat() && !isSearch();
        }

        /** Whether the first position of the greatest or smallest number is looked for. */
        public boolean isSearch() {
            return kind.form() == ReduceOp.Form.POSITION;
        }
    }

    /**
     * The index along one axis of a buffer, or along several neighbouring axes that are counted as one.
     *
     * @param axes how many
     */
    public record Subscript(IndexMap<Index, Local> map, int axes) {
        /** Along one axis with the loop of this index. */
        public static Subscript along(Index index) {
            return new Subscript(new IndexMap.Axis<>(index), 1);
        }

        /** Whether neighbouring turns of the loop with this index touch neighbouring elements. */
        public static boolean isRow(List<Subscript> at, Index i) {
            int last = at.size() - 1;
            return last >= 0 && at.get(last).map.rowAxis() == i && !follows(at.subList(0, last), i);
        }

        /** Whether each turn of the loop with this index touches another element. */
        public static boolean follows(List<Subscript> at, Index i) {
            return at.stream().anyMatch(s -> s.map.linear().axis() == i);
        }
    }

    /** One step. */
    public sealed interface Statement {}

    public record Let(Local local, Value value) implements Statement {
        /** Whether there are values that this does not take: an index out of range, a negative power of whole numbers. */
        public boolean refuses() {
            return value instanceof Within
                    || value instanceof Apply a
                            && a.op() == ScalarOp.POWER
                            && !local.dtype().isFloat();
        }
    }

    public record For(Index index, List<Statement> body) implements Statement {
        /** Whether no loop lies in this one. */
        public boolean isInnermost() {
            return body.stream().noneMatch(For.class::isInstance);
        }

        /** Whether this holds of it, or if loops lie in it, of an innermost one of them. */
        public boolean anyInnermost(Predicate<For> holds) {
            return isInnermost()
                    ? holds.test(this)
                    : body.stream().anyMatch(s -> s instanceof For inner && inner.anyInnermost(holds));
        }

        /** How many such statements lie in it and in the loops in it. */
        public int count(Predicate<Statement> which) {
            return body.stream()
                    .mapToInt(s -> s instanceof For inner ? inner.count(which) : which.test(s) ? 1 : 0)
                    .sum();
        }

        /** Whether turns may be computed in any order: they write to different memory, and add up only numbers. */
        public boolean isFree() {
            return isFree(Map.of(), Set.of());
        }

        /**
         * The same but for rows that all turns add to, each in one way, and nothing else touches, and for memory that each turn
         * fills anew.
         */
        boolean isFree(Map<Buffer, ReduceOp> rows, Set<Buffer> scratch) {
            return isFree(body, rows, scratch, new HashSet<>());
        }

        /** @param begun what a turn begins to add up */
        private boolean isFree(
                List<Statement> statements, Map<Buffer, ReduceOp> rows, Set<Buffer> scratch, Set<Accumulator> begun) {
            for (Statement s : statements) {
                boolean free = true;
                if (s instanceof For f) {
                    free = isFree(f.body, rows, scratch, begun);
                } else if (s instanceof Begin b) {
                    begun.add(b.accumulator());
                } else if (s instanceof Let l) {
                    free = !(l.value() instanceof Load o && rows.containsKey(o.buffer()));
                } else if (s instanceof Store t) {
                    free = scratch.contains(t.buffer())
                            || Subscript.follows(t.at(), index) && !rows.containsKey(t.buffer());
                } else if (s instanceof StoreOnto t) {
                    free = rows.containsKey(t.buffer())
                            ? rows.get(t.buffer()) == t.kind()
                            : scratch.contains(t.buffer()) || Subscript.follows(t.at(), index);
                } else if (s instanceof Accumulate a) {
                    free = !a.accumulator().isSearch() || begun.contains(a.accumulator());
                }
                if (!free) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Begins to add up. */
    public record Begin(Accumulator accumulator) implements Statement {}

    /** Adds {@code value}; a search for the greatest also notes the position that {@code position} tells. */
    public record Accumulate(Accumulator accumulator, Local value, List<Index> position) implements Statement {}

    public record Store(Buffer buffer, List<Subscript> at, Local value) implements Statement {}

    /** Adds {@code value} to an element, or keeps the greater or smaller of both. */
    public record StoreOnto(ReduceOp kind, Buffer buffer, List<Subscript> at, Local value) implements Statement {}

    /** {@code out(i, j)} = the sum over k of {@code left(i, k) right(k, j)}, in that order; several axes may count as one. */
    public record Multiply(
            Buffer left,
            boolean leftTransposed,
            Buffer right,
            boolean rightTransposed,
            Buffer out,
            Dimension rows,
            Dimension columns,
            Dimension summed)
            implements Statement {}

    /** What a local holds. */
    public sealed interface Value {}

    public record Number(double real, long whole) implements Value {}

    public record Count(Dimension length) implements Value {}

    public record Position(Index index) implements Value {}

    public record Load(Buffer buffer, List<Subscript> at) implements Value {}

    public record Apply(ScalarOp op, List<Local> operands) implements Value {}

    public record Convert(Local operand) implements Value {}

    /**
     * An index counted from the front of an axis of this dimension; negative ones count from the end. Out of range, the whole
     * computation is refused.
     */
    public record Within(Local index, Dimension length) implements Value {}

    /** What has been added up. */
    public record Result(Accumulator accumulator) implements Value {}
}
