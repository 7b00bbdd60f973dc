package arignote.compile.nest;

import java.util.ArrayList;
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
 * axis {@linkplain #unitAxis() index by index} may be fused along it, what has neighbours {@linkplain #rowAxis() side by
 * side} may be read as a vector, all other maps are read from memory that is complete or computed where they are read, and
 * printers write the {@linkplain #linear() linear form}. Elements at the places that a vector tells are an {@link At} whose
 * index follows axes itself.
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
            return new Linear<>(List.of(), 1, axis);
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
            return new Linear<>(List.of(), 0, null);
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
            return new Linear<>(List.of(new Term<>(1, index)), 0, null);
        }
    }

    /** A computed number and what it is multiplied by. */
    record Term<V>(long factor, V value) {
        private String text(Function<V, String> values) {
            return factor == 1 ? values.apply(value) : factor + " * " + values.apply(value);
        }
    }

    /**
     * The index {@code starts + step * axis}: every second element from a start on, or all from the last one to the first.
     *
     * @param starts what is added up; empty for 0
     * @param axis null where the index follows no axis
     */
    record Linear<A, V>(List<Term<V>> starts, long step, A axis) implements IndexMap<A, V> {
        /** The elements of an axis from {@code start} on, each {@code step} behind the one before. */
        public static <V> IndexMap<Integer, V> slice(V start, long step, int axis) {
            List<Term<V>> starts = start == null ? List.of() : List.of(new Term<>(1, start));
            return new Linear<>(starts, step, axis).simplest();
        }

        private IndexMap<A, V> simplest() {
            if (step != 0 && axis != null) {
                return starts.isEmpty() && step == 1 ? new Axis<>(axis) : this;
            }
            if (starts.isEmpty()) {
                return new Zero<>();
            }
            boolean one = starts.size() == 1 && starts.get(0).factor == 1;
            return one ? new At<>(starts.get(0).value) : new Linear<>(starts, 0, null);
        }

        @Override
        public <B, W> IndexMap<B, W> through(Function<A, IndexMap<B, W>> axes, Function<V, W> values) {
            List<Term<W>> all = new ArrayList<>();
            starts.forEach(t -> all.add(new Term<>(t.factor, values.apply(t.value))));
            if (axis == null) {
                return new Linear<B, W>(List.copyOf(all), 0, null).simplest();
            }
            Linear<B, W> inner = axes.apply(axis).linear();
            inner.starts.forEach(t -> all.add(new Term<>(step * t.factor, t.value)));
            return new Linear<>(List.copyOf(all), step * inner.step, inner.axis).simplest();
        }

        @Override
        public Linear<A, V> linear() {
            return this;
        }

        /** The computed numbers. */
        public List<V> values() {
            return starts.stream().map(Term::value).toList();
        }

        /** The sum as source text, of the texts of its parts; empty for 0. */
        public String text(Function<A, String> axes, Function<V, String> values) {
            List<String> terms = new ArrayList<>();
            starts.forEach(t -> terms.add(t.text(values)));
            if (axis != null) {
                terms.add((step == 1 ? "" : step + " * ") + axes.apply(axis));
            }
            return String.join(" + ", terms);
        }
    }

    /** This map for a computation whose axes and computed indices are those of another one in turn. */
    <B, W> IndexMap<B, W> through(Function<A, IndexMap<B, W>> axes, Function<V, W> values);

    Linear<A, V> linear();

    /** The axis that this follows index by index from 0 on, or null. */
    default A unitAxis() {
        return linear().starts.isEmpty() ? rowAxis() : null;
    }

    /** The axis whose neighbouring indices this maps to neighbouring ones, or null. */
    default A rowAxis() {
        Linear<A, V> l = linear();
        return l.step == 1 ? l.axis : null;
    }

    /** The maps of an array that has the axes of the computation, in their order. */
    static <V> List<IndexMap<Integer, V>> identity(int rank) {
        return IntStream.range(0, rank)
                .<IndexMap<Integer, V>>mapToObj(Axis::new)
                .toList();
    }
}
