package arignote;

import arignote.expr.DType;
import arignote.random.RandomDraws;
import arignote.value.Nd4jArrays;
import arignote.value.Shapes;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Random numbers from a seed: the very bits of NumPy's {@code RandomState}, so that the same seed and the same calls in the
 * same order give the same data in Python and in Java.
 *
 * <pre>{@code
 * var rng = new RandomState(0);
 * double m = rng.randn();                     // 1.764052345967664
 * INDArray x = rng.uniform(-5, 5, 100);       // 100 numbers, float64
 * INDArray A = rng.randn(2, 3);               // 2 rows, 3 columns
 * }</pre>
 *
 * <p>A method without a size gives a Java number; with one or more sizes it gives an array of that shape, float64 or, for
 * integers, int64, filled row by row. Both take the same draws: three calls of {@code rand()} give what {@code rand(3)}
 * gives. The bits come from {@link RandomDraws}. One generator serves one thread at a time.
 */
public final class RandomState {
    private final RandomDraws draws;

    /**
     * A generator that starts where NumPy's {@code RandomState(seed)} does.
     *
     * @param seed 0 or more
     * @throws IllegalArgumentException if the seed is negative
     */
    public RandomState(int seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("the seed is " + seed + "; a seed is 0 or more");
        }
        draws = new RandomDraws(seed);
    }

    /** A number, uniform on [0, 1). */
    public double rand() {
        return draws.uniform();
    }

    /**
     * Numbers uniform on [0, 1), as a float64 array.
     *
     * @throws IllegalArgumentException if a size is negative, or the array too large
     */
    public INDArray rand(long... shape) {
        return float64(draws::uniform, shape);
    }

    /** A standard normal number: mean 0, standard deviation 1. */
    public double randn() {
        return draws.normal();
    }

    /**
     * Standard normal numbers, as a float64 array.
     *
     * @throws IllegalArgumentException if a size is negative, or the array too large
     */
    public INDArray randn(long... shape) {
        return float64(draws::normal, shape);
    }

    /**
     * A number, uniform on [low, high).
     *
     * @throws IllegalArgumentException if high − low is not finite
     */
    public double uniform(double low, double high) {
        return low + range(low, high) * draws.uniform();
    }

    /**
     * Numbers uniform on [low, high), as a float64 array.
     *
     * @throws IllegalArgumentException if high − low is not finite, a size is negative, or the array too large
     */
    public INDArray uniform(double low, double high, long... shape) {
        double range = range(low, high);
        return float64(() -> low + range * draws.uniform(), shape);
    }

    /**
     * A normal number.
     *
     * @param sd the standard deviation, 0 or more
     * @throws IllegalArgumentException if {@code sd} is negative or NaN
     */
    public double normal(double mean, double sd) {
        return mean + deviation(sd) * draws.normal();
    }

    /**
     * Normal numbers, as a float64 array.
     *
     * @param sd the standard deviation, 0 or more
     * @throws IllegalArgumentException if {@code sd} is negative or NaN, a size is negative, or the array too large
     */
    public INDArray normal(double mean, double sd, long... shape) {
        double scale = deviation(sd);
        return float64(() -> mean + scale * draws.normal(), shape);
    }

    /**
     * An integer from {@code low} to {@code high - 1}, each as likely.
     *
     * @throws IllegalArgumentException if {@code low} is not below {@code high}
     */
    public int randint(int low, int high) {
        return (int) randint((long) low, (long) high);
    }

    /**
     * An integer from {@code low} to {@code high - 1}, each as likely.
     *
     * @throws IllegalArgumentException if {@code low} is not below {@code high}
     */
    public long randint(long low, long high) {
        return low + draws.upTo(last(low, high));
    }

    /**
     * Integers from {@code low} to {@code high - 1}, each as likely, as an int64 array.
     *
     * @throws IllegalArgumentException if {@code low} is not below {@code high}, a size is negative, or the array too
     *     large
     */
    public INDArray randint(long low, long high, long... shape) {
        long last = last(low, high);
        return int64(() -> low + draws.upTo(last), shape);
    }

    /**
     * The integers from 0 to n − 1 in random order, as an int64 array of n elements.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public INDArray permutation(int n) {
        int[] order = order(Shapes.length(n));
        long[] elements = new long[n];
        for (int i = 0; i < n; i++) {
            elements[i] = order[i];
        }
        return Nd4jArrays.of(DType.INT64, new long[] {n}, elements);
    }

    /**
     * A copy of the numbers in random order.
     *
     * @throws IllegalArgumentException if there is no array
     */
    public double[] permutation(double[] numbers) {
        if (numbers == null) {
            throw cannotShuffle("null");
        }
        int[] order = draws.permutation(numbers.length);
        double[] shuffled = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            shuffled[i] = numbers[order[i]];
        }
        return shuffled;
    }

    /**
     * A copy of the array with its elements, or from rank 2 on its rows, in random order: same shape and type.
     *
     * @throws IllegalArgumentException if the array has rank 0
     */
    public INDArray permutation(INDArray array) {
        if (array == null || array.rank() == 0) {
            throw cannotShuffle(array == null ? "null" : "an array of rank 0");
        }
        int[] order = draws.permutation(Shapes.length(array.size(0)));
        return array.isEmpty() ? array.dup() : Nd4jArrays.rows(array, order);
    }

    /** The integers from 0 to n − 1 in random order: the draws of {@link #permutation(int)}. */
    int[] order(int n) {
        return draws.permutation(n);
    }

    private static IllegalArgumentException cannotShuffle(String what) {
        return new IllegalArgumentException(what + " cannot be shuffled; give an array with rows");
    }

    private static INDArray float64(DoubleSupplier draw, long... shape) {
        double[] elements = new double[Shapes.length(shape)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = draw.getAsDouble();
        }
        return Nd4jArrays.of(DType.FLOAT64, shape, elements);
    }

    private static INDArray int64(LongSupplier draw, long... shape) {
        long[] elements = new long[Shapes.length(shape)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = draw.getAsLong();
        }
        return Nd4jArrays.of(DType.INT64, shape, elements);
    }

    private static double range(double low, double high) {
        double range = high - low;
        if (!Double.isFinite(range)) {
            throw new IllegalArgumentException(
                    "uniform numbers from " + low + " to " + high + ": the range must be finite");
        }
        return range;
    }

    private static double deviation(double sd) {
        if (!(sd >= 0)) {
            throw new IllegalArgumentException("the standard deviation is " + sd + "; it must be 0 or more");
        }
        return sd;
    }

    /** The distance from {@code low} to the last integer, as 64 bits without a sign. */
    private static long last(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("integers from " + low + " to below " + high
                    + ": there are none; the low bound must be below the high one");
        }
        return high - 1 - low;
    }
}
