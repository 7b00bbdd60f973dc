package arignote;

import arignote.value.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The rows of data in batches of one size, made by {@link Arignote#batches(Object, int)}.
 *
 * <pre>{@code
 * var batches = batches(32, X, Y).shuffled(new RandomState(0));
 * for (int epoch = 0; epoch < 10; epoch++) {
 *     for (Object[] batch : batches) {
 *         train.applyAsDouble(batch);
 *     }
 * }
 * }</pre>
 *
 * <p>Each loop over it goes once over all rows: in their order, or, if it is shuffled, in a new one that the generator
 * draws when the loop begins. The last batch has the rows that are left. A batch is of the kind that was given: of an
 * INDArray, a column or a table a new one with the same type and names, of a nested Java array its rows themselves. The data
 * must not change while a loop runs.
 *
 * @param <B> a batch
 */
public final class Batches<B> implements Iterable<B> {
    private final int rows;
    private final int size;
    private final Function<int[], B> take;
    private final IntFunction<int[]> order;
    private final boolean whole;

    private Batches(int rows, int size, Function<int[], B> take, IntFunction<int[]> order, boolean whole) {
        this.rows = rows;
        this.size = size;
        this.take = take;
        this.order = order;
        this.whole = whole;
    }

    /** Batches of one thing with rows; {@code B} is its kind. */
    @SuppressWarnings("unchecked") // a source gives the kind that it is of
    static <B> Batches<B> of(Object data, int size) {
        RowSource source = RowSource.of(data, "what to take batches of");
        return of(source.count(), size, rows -> (B) source.take(rows));
    }

    /** Batches of several things that have the same number of rows. */
    static Batches<Object[]> together(int size, Object[] together) {
        if (together.length == 0) {
            throw new IllegalArgumentException(
                    "batches(" + size + ") got no data; give arrays or tables behind the size");
        }
        List<RowSource> sources = new ArrayList<>();
        for (int i = 0; i < together.length; i++) {
            sources.add(RowSource.of(together[i], "argument " + (i + 1) + " behind the size"));
        }
        int[] counts = sources.stream().mapToInt(RowSource::count).toArray();
        if (Arrays.stream(counts).distinct().count() > 1) {
            throw new IllegalArgumentException("what is to stay together has different numbers of rows: "
                    + String.join(
                            ", ",
                            Arrays.stream(counts).mapToObj(String::valueOf).toList()));
        }
        return of(
                counts[0],
                size,
                rows -> sources.stream().map(source -> source.take(rows)).toArray());
    }

    private static <B> Batches<B> of(int rows, int size, Function<int[], B> take) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch of " + size + " rows cannot be taken; give 1 or more");
        }
        return new Batches<>(rows, size, take, n -> IntStream.range(0, n).toArray(), false);
    }

    /** The same in random order, another one in each loop: NumPy's {@code rng.permutation(rows)}, cut into batches. */
    public Batches<B> shuffled(RandomState rng) {
        return new Batches<>(rows, size, take, there(rng)::order, whole);
    }

    /** The same in random order, another one in each loop: NumPy's {@code rng.permutation(rows)}, cut into batches. */
    public Batches<B> shuffled(RandomGenerator rng) {
        return new Batches<>(rows, size, take, there(rng)::order, whole);
    }

    private static <G> G there(G rng) {
        if (rng == null) {
            throw new IllegalArgumentException("shuffled got null; give a generator, new RandomState(0)");
        }
        return rng;
    }

    /**
     * The same without the last batch, if that has fewer rows than the others.
     *
     * @throws IllegalArgumentException if no batch would be left
     */
    public Batches<B> dropLast() {
        if (rows < size) {
            throw new IllegalArgumentException(
                    "dropLast() would leave no batch: there are " + rows + " rows, and a batch has " + size);
        }
        return new Batches<>(rows, size, take, order, true);
    }

    /** How many batches a loop has. */
    public int count() {
        return rows / size + (whole || rows % size == 0 ? 0 : 1);
    }

    @Override
    public Iterator<B> iterator() {
        int[] all = order.apply(rows);
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < count();
            }

            @Override
            public B next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int from = next++ * size;
                return take.apply(Arrays.copyOfRange(all, from, from + Math.min(size, rows - from)));
            }
        };
    }
}
