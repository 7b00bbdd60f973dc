package arignote.compile.runtime;

import arignote.expr.Along;
import arignote.expr.Cancellation;
import arignote.expr.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What generated code extends. It is bound once to the memory of a function's calls; then each call runs it, takes the
 * results and commits: the new values of shared variables are stored by {@link #commit} alone, so that a run that fails
 * stores nothing.
 */
public abstract class GeneratedCode extends BlockSizes implements Workers.Job {
    private Workers workers;
    private long[] nanos;
    private long last; // when the step before ended
    private final List<PackedMatrix> fixed = new ArrayList<>();

    // Generated code reads and writes these by name.

    /** The arrays of {@link CallMemory}. */
    protected Object[] memory;

    protected int[] lengths;

    protected double[] reals;

    protected long[] wholes;

    /** The arrays that expressions have in them. */
    protected Object[] constants;

    /** Java arrays with the outputs, then with the new values of shared variables; they may be longer than needed. */
    protected Object[] results;

    /** The lengths of the axes of the results. */
    protected int[][] shapes;

    /**
     * Makes a new instance ready.
     *
     * @param constants the arrays that expressions have in them
     * @param types of the results
     */
    public final void prepare(Object[] constants, List<TensorType> types) {
        this.constants = constants;
        results = new Object[types.size()];
        shapes = types.stream().map(type -> new int[type.rank()]).toArray(int[][]::new);
    }

    /**
     * Says where each run finds what a call has brought.
     *
     * @param workers who computes blocks
     */
    public void bind(CallMemory call, Workers workers) {
        this.workers = workers;
        memory = call.memory;
        lengths = call.lengths;
        reals = call.reals;
        wholes = call.wholes;
    }

    /** Result i of the last run: a Java array that may be longer than needed, and is written to by the next run. */
    public Object result(int i) {
        return results[i];
    }

    /** The lengths of result i. */
    public final long[] shape(int i) {
        long[] shape = new long[shapes[i].length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = shapes[i][axis];
        }
        return shape;
    }

    /** Whether result i has exactly one element. */
    public final boolean isSingle(int i) {
        int n = 1;
        for (int length : shapes[i]) {
            n *= length;
        }
        return n == 1;
    }

    /** Starts the clock of code that has one: each step adds the nanoseconds that it takes to its element. */
    public final void startClock(long[] nanos) {
        this.nanos = nanos;
        last = System.nanoTime();
    }

    /** Whether the memory was such as the code was made for; if not, nothing has happened. */
    public abstract boolean run();

    /** Turns did not begin: the memory was not such as the code was made for. */
    public static final int OTHER_MEMORY = -1;

    /** Turns did not begin: shapes or places may differ from turn to turn. */
    public static final int OTHER_SHAPES = -2;

    /**
     * Computes turn after turn of a loop, of whose inputs the call has brought those of the first turn.
     *
     * @param n the most turns
     * @param sequences Java arrays with the elements of all turns, one for each sequence
     * @param kept Java arrays for what all turns give, for each result that is wanted of all; a larger one takes the place of one that
     *     is too small
     * @return how many turns there were, or why none
     */
    public int turns(int n, Object[] sequences, Object[] kept) {
        throw new AssertionError("no body of a loop");
    }

    /** Stores the new values of shared variables. */
    public abstract void commit();

    @Override
    public void block(int sweep, int block) {
        throw new AssertionError(sweep);
    }

    /** An index lies outside of its axis, or an array would be too large: loops cannot say what is wrong. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public static final Refused REFUSED = new Refused();

        private Refused() {
            super(null, null, false, false);
        }
    }

    /** Computes all blocks of a sweep over data, with several threads if there are many. */
    protected final void blocks(int sweep, int count) {
        workers.run(this, sweep, count);
    }

    /** The same of so many innermost turns: a few blocks may be long. */
    protected final void blocks(int sweep, int count, long turns) {
        workers.run(this, sweep, count, turns);
    }

    /** Multiplies matrices: {@link MatrixProduct}. */
    protected final void multiply(
            int vectorBits,
            Object a,
            boolean aTransposed,
            Object b,
            boolean bTransposed,
            Object c,
            int m,
            int n,
            int k) {
        MatrixProduct.multiply(workers, vectorBits, a, aTransposed, b, bTransposed, c, m, n, k, null);
    }

    /**
     * The same by a matrix that stays from turn to turn: it is put in order once.
     *
     * @param which of these matrices
     */
    protected final void multiplyByFixed(
            int which,
            int vectorBits,
            Object a,
            boolean aTransposed,
            Object b,
            boolean bTransposed,
            Object c,
            int m,
            int n,
            int k) {
        while (fixed.size() <= which) {
            fixed.add(new PackedMatrix());
        }
        MatrixProduct.multiply(workers, vectorBits, a, aTransposed, b, bTransposed, c, m, n, k, fixed.get(which));
    }

    /** Says that what stays from turn to turn may be other matrices now. */
    protected final void forgetFixed() {
        fixed.forEach(PackedMatrix::forget);
    }

    /** Notes the time that a step has taken. */
    protected final void tick(int step) {
        long now = System.nanoTime();
        nanos[step] += now - last;
        last = now;
    }

    /** What is left of a size beside axes of a known size. */
    protected static int quotient(long total, long known) {
        return known == 0 ? 0 : (int) (total / known);
    }

    /** Where a slice of an axis of length n starts. */
    protected static long sliceStart(long n, long start, long step) {
        return Along.start(n, start, step);
    }

    /** How many elements a slice of an axis of length n has. */
    protected static long sliceLength(long n, long start, long stop, long step) {
        return Along.length(n, start, stop, step);
    }

    /** A length or a place that follows from others, as an int. */
    public static int counted(long n) {
        if (n != (int) n) {
            throw Refused.REFUSED;
        }
        return (int) n;
    }

    /** Where index i of an axis of length n is; a negative one counts from the end. */
    protected static int at(long i, int n) {
        long counted = i < 0 ? i + n : i;
        if (counted < 0 || counted >= n) {
            throw Refused.REFUSED;
        }
        return (int) counted;
    }

    /** A long computation asks here now and then whether it should end. */
    protected static void checkStop() {
        Cancellation.check();
    }

    protected static double[] sized(double[] old, long n) {
        return old.length >= n ? old : new double[checked(n)];
    }

    protected static float[] sized(float[] old, long n) {
        return old.length >= n ? old : new float[checked(n)];
    }

    protected static long[] sized(long[] old, long n) {
        return old.length >= n ? old : new long[checked(n)];
    }

    protected static int[] sized(int[] old, long n) {
        return old.length >= n ? old : new int[checked(n)];
    }

    protected static boolean[] sized(boolean[] old, long n) {
        return old.length >= n ? old : new boolean[checked(n)];
    }

    private static int checked(long n) {
        if (n > Integer.MAX_VALUE - 8) {
            throw Refused.REFUSED;
        }
        return (int) n;
    }

    /** Whether an element takes the place of the greatest so far; the first NaN keeps it. */
    protected static boolean isGreater(double a, double best) {
        return a > best || (a != a && best == best);
    }

    protected static boolean isLess(double a, double best) {
        return a < best || (a != a && best == best);
    }

    protected static boolean isGreater(long a, long best) {
        return a > best;
    }

    protected static boolean isLess(long a, long best) {
        return a < best;
    }

    protected static boolean isGreater(boolean a, boolean best) {
        return a && !best;
    }

    protected static boolean isLess(boolean a, boolean best) {
        return !a && best;
    }

    protected static void fill(double[] lanes, int from, double value) {
        Arrays.fill(lanes, from, from + LANES, value);
    }

    protected static void fill(float[] lanes, int from, float value) {
        Arrays.fill(lanes, from, from + LANES, value);
    }

    /** How many lanes to add up after a few elements, no more than there are lanes: a power of two. */
    protected static int lanesOf(int elements) {
        return elements <= 1 ? 1 : Integer.highestOneBit(elements - 1) << 1;
    }

    // The first of some lanes are added up in a tree: each with the one half of them further on, until one is left.

    protected static double sum(double[] lanes, int from, int count) {
        switch (count) {
            case 1:
                return lanes[from];
            case 2:
                return lanes[from] + lanes[from + 1];
            case 4:
                return (lanes[from] + lanes[from + 2]) + (lanes[from + 1] + lanes[from + 3]);
            case 8:
                double even = (lanes[from] + lanes[from + 4]) + (lanes[from + 2] + lanes[from + 6]);
                return even + ((lanes[from + 1] + lanes[from + 5]) + (lanes[from + 3] + lanes[from + 7]));
            default:
                int half = count / 2;
                for (int i = from; i < from + half; i++) {
                    lanes[i] += lanes[i + half];
                }
                return sum(lanes, from, half);
        }
    }

    protected static float sum(float[] lanes, int from, int count) {
        switch (count) {
            case 1:
                return lanes[from];
            case 4:
                return (lanes[from] + lanes[from + 2]) + (lanes[from + 1] + lanes[from + 3]);
            case 8:
                float even = (lanes[from] + lanes[from + 4]) + (lanes[from + 2] + lanes[from + 6]);
                return even + ((lanes[from + 1] + lanes[from + 5]) + (lanes[from + 3] + lanes[from + 7]));
            default:
                int half = count / 2;
                for (int i = from; i < from + half; i++) {
                    lanes[i] += lanes[i + half];
                }
                return sum(lanes, from, half);
        }
    }

    /** The product of lanes, in the tree of {@link #sum(double[], int, int)}. */
    protected static double product(double[] lanes, int from, int count) {
        for (int half = count / 2; half >= 1; half /= 2) {
            for (int i = from; i < from + half; i++) {
                lanes[i] *= lanes[i + half];
            }
        }
        return lanes[from];
    }

    protected static float product(float[] lanes, int from, int count) {
        for (int half = count / 2; half >= 1; half /= 2) {
            for (int i = from; i < from + half; i++) {
                lanes[i] *= lanes[i + half];
            }
        }
        return lanes[from];
    }

    protected static double greatest(double[] lanes, int from, int count) {
        double best = lanes[from];
        for (int i = from + 1; i < from + count; i++) {
            best = Math.max(best, lanes[i]);
        }
        return best;
    }

    protected static float greatest(float[] lanes, int from, int count) {
        float best = lanes[from];
        for (int i = from + 1; i < from + count; i++) {
            best = Math.max(best, lanes[i]);
        }
        return best;
    }

    protected static double least(double[] lanes, int from, int count) {
        double best = lanes[from];
        for (int i = from + 1; i < from + count; i++) {
            best = Math.min(best, lanes[i]);
        }
        return best;
    }

    protected static float least(float[] lanes, int from, int count) {
        float best = lanes[from];
        for (int i = from + 1; i < from + count; i++) {
            best = Math.min(best, lanes[i]);
        }
        return best;
    }
}
