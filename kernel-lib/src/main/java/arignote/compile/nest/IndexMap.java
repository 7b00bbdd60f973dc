package arignote.compile.nest;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which index along one axis of an array is meant, as a function of the indices of the computation that reads or writes
 * it. An array has a list of these, one for each axis; a transpose, a broadcast or a part of an array is another list,
 * and moves no element.
 *
 * <p>Nodes and loops have the same maps over different names. In a node an axis is a number and a computed index an
 * operand; in a loop the axis is the loop's index and a computed index a local.
 *
 * <p>A further way of indexing is a record here with the two methods below. Everything else asks these: what follows an
 * axis {@linkplain #unitAxis() index by index} may be fused along it and lies side by side in memory, all other maps are
 * read from memory that is complete, and printers write the {@linkplain #linear() linear form}. Every second element
 * from a start on would be {@code Linear(start, 2, axis)}; elements at the places that a vector tells are an {@link At}
 * whose index follows axes itself.
 *
 * @param <A> an axis of the computation
 * @param <V> a computed index
 */
public sealed interface IndexMap<A, V> {
    /** The index along an axis of the computation. */
    record Axis<A, V>(A axis) implements IndexMap<A, V> {
        @Override
        public <B, W> IndexMap<B, W> through(Function<A, IndexMap<B, W>> axes, Function<V, W> values) {
            return axes.apply(axis);
        }

        @Override
        public Linear<A, V> linear() {
            return new Linear<>(null, 1, axis);
        }
    }

    /** Always 0: the axis has length 1 and is repeated, or only its first element is read. */
    record Zero<A, V>() implements IndexMap<A, V> {
        @Override
        public <B, W> IndexMap<B, W> through(Function<A, IndexMap<B, W>> axes, Function<V, W> values) {
            return new Zero<>();
        }

        @Override
        public Linear<A, V> linear() {
            return new Linear<>(null, 0, null);
        }
    }

    /** A computed index, which is in range and counted from the front. */
    record At<A, V>(V index) implements IndexMap<A, V> {
        @Override
        public <B, W> IndexMap<B, W> through(Function<A, IndexMap<B, W>> axes, Function<V, W> values) {
            return new At<>(values.apply(index));
        }

        @Override
        public Linear<A, V> linear() {
            return new Linear<>(index, 0, null);
        }
    }

    /**
     * The index {@code start + step * axis}.
     *
     * @param start null for 0
     * @param axis null where the index follows no axis
     */
    record Linear<A, V>(V start, long step, A axis) {
        /** The sum as source text, of the texts of its parts; empty for 0. */
        public String text(Function<A, String> axes, Function<V, String> values) {
            String first = start == null ? "" : values.apply(start);
            if (axis == null) {
                return first;
            }
            String steps = (step == 1 ? "" : step + " * ") + axes.apply(axis);
            return first.isEmpty() ? steps : first + " + " + steps;
        }
    }

    /** This map for a computation whose axes and computed indices are those of another one in turn. */
    <B, W> IndexMap<B, W> through(Function<A, IndexMap<B, W>> axes, Function<V, W> values);

    Linear<A, V> linear();

    /** The axis that this follows index by index, or null. */
    default A unitAxis() {
        Linear<A, V> l = linear();
        return l.start == null && l.step == 1 ? l.axis : null;
    }

    /** The maps of an array that has the axes of the computation, in their order. */
    static <V> List<IndexMap<Integer, V>> identity(int rank) {
        return IntStream.range(0, rank)
                .<IndexMap<Integer, V>>mapToObj(Axis::new)
                .toList();
    }
}
