package arignote;

import arignote.expr.Cancellation;
import arignote.expr.DType;
import arignote.random.GeneratorDraws;
import arignote.random.Probabilities;
import arignote.random.SeedSequence;
import arignote.value.Nd4jArrays;
import arignote.value.Shapes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Random numbers from a seed: the very bits of NumPy's {@code default_rng(seed)}, a {@code Generator} on {@code PCG64}, so
 * that the same seed and the same calls in the same order give the same data in Python and in Java. It is newer, faster
 * and has more than {@link RandomState}.
 *
 * <pre>{@code
 * var rng = RandomGenerator.of(0);
 * double u = rng.random();                    // 0.6369616873214543
 * INDArray x = rng.uniform(-5, 5, 100);       // 100 numbers, float64
 * INDArray A = rng.standardNormal(2, 3);      // 2 rows, 3 columns
 * INDArray batch = rng.choice(1000, 32);      // 32 whole numbers below 1000, int64
 * }</pre>
 *
 * <p>A method without a size gives a Java number; with one or more sizes it gives an array of that shape, float64 or, for
 * whole numbers, int64, filled row by row. Both take the same draws. The bits come from {@link GeneratorDraws}; where a
 * number of a tail needs a logarithm they are those of glibc from 2.28 on, on a processor with fused products. One
 * generator serves one thread at a time.
 */
public final class RandomGenerator {
    private final SeedSequence seeds;
    private final GeneratorDraws draws;

    private RandomGenerator(SeedSequence seeds) {
        this.seeds = seeds;
        draws = new GeneratorDraws(seeds);
    }

    /**
     * A generator that starts where NumPy's {@code default_rng(seed)} does.
     *
     * @param seed 0 or more
     * @throws IllegalArgumentException if the seed is negative
     */
    public static RandomGenerator of(long seed) {
        return of(BigInteger.valueOf(seed));
    }

    /**
     * A generator that starts where NumPy's {@code default_rng(seed)} does.
     *
     * @param seed 0 or more, of any length
     * @throws IllegalArgumentException if the seed is negative
     */
    public static RandomGenerator of(BigInteger seed) {
        return new RandomGenerator(new SeedSequence(seed));
    }

    /**
     * Generators whose numbers have nothing to do with one another's nor with this one's, for threads for instance; each
     * call gives others.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public List<RandomGenerator> spawn(int n) {
        return Stream.generate(() -> new RandomGenerator(seeds.spawn()))
                .limit(Shapes.length(n))
                .toList();
    }

    /** A number, uniform on [0, 1). */
    public double random() {
        return draws.uniform();
    }

    /**
     * Numbers uniform on [0, 1), as a float64 array.
     *
     * @throws IllegalArgumentException if a size is negative, or the array too large
     */
    public INDArray random(long... shape) {
        return float64(draws::uniform, shape);
    }

    /**
     * A number, uniform on [low, high).
     *
     * @throws IllegalArgumentException if high − low is not finite
     */
    public double uniform(double low, double high) {
        return low + Probabilities.range(low, high) * draws.uniform();
    }

    /**
     * Numbers uniform on [low, high), as a float64 array.
     *
     * @throws IllegalArgumentException if high − low is not finite, a size is negative, or the array too large
     */
    public INDArray uniform(double low, double high, long... shape) {
        double range = Probabilities.range(low, high);
        return float64(() -> low + range * draws.uniform(), shape);
    }

    /** A standard normal number: mean 0, standard deviation 1. */
    public double standardNormal() {
        return draws.normal();
    }

    /**
     * Standard normal numbers, as a float64 array.
     *
     * @throws IllegalArgumentException if a size is negative, or the array too large
     */
    public INDArray standardNormal(long... shape) {
        return float64(draws::normal, shape);
    }

    /**
     * A normal number.
     *
     * @param sd the standard deviation, 0 or more
     * @throws IllegalArgumentException if {@code sd} is negative or NaN
     */
    public double normal(double mean, double sd) {
        return mean + Probabilities.atLeastZero(sd, "the standard deviation") * draws.normal();
    }

    /**
     * Normal numbers, as a float64 array.
     *
     * @param sd the standard deviation, 0 or more
     * @throws IllegalArgumentException if {@code sd} is negative or NaN, a size is negative, or the array too large
     */
    public INDArray normal(double mean, double sd, long... shape) {
        double scale = Probabilities.atLeastZero(sd, "the standard deviation");
        return float64(() -> mean + scale * draws.normal(), shape);
    }

    /**
     * An exponentially distributed number.
     *
     * @param scale its mean, 0 or more
     * @throws IllegalArgumentException if {@code scale} is negative or NaN
     */
    public double exponential(double scale) {
        return Probabilities.atLeastZero(scale, "the scale") * draws.exponential();
    }

    /**
     * Exponentially distributed numbers, as a float64 array.
     *
     * @param scale their mean, 0 or more
     * @throws IllegalArgumentException if {@code scale} is negative or NaN, a size is negative, or the array too large
     */
    public INDArray exponential(double scale, long... shape) {
        double mean = Probabilities.atLeastZero(scale, "the scale");
        return float64(() -> mean * draws.exponential(), shape);
    }

    /**
     * An integer from {@code low} to {@code high - 1}, each as likely.
     *
     * @throws IllegalArgumentException if {@code low} is not below {@code high}
     */
    public long integers(long low, long high) {
        return low + draws.upTo(Probabilities.last(low, high));
    }

    /**
     * Integers from {@code low} to {@code high - 1}, each as likely, as an int64 array.
     *
     * @throws IllegalArgumentException if {@code low} is not below {@code high}, a size is negative, or the array too
     *     large
     */
    public INDArray integers(long low, long high, long... shape) {
        long last = Probabilities.last(low, high);
        return int64(() -> low + draws.upTo(last), shape);
    }

    /**
     * The number of successes in n trials, each of probability p.
     *
     * @throws IllegalArgumentException if n is negative, or p not from 0 to 1
     */
    public long binomial(long n, double p) {
        return draws.binomial(Probabilities.trials(n), Probabilities.probability(p));
    }

    /**
     * Numbers of successes in n trials, each of probability p, as an int64 array.
     *
     * @throws IllegalArgumentException if n is negative, p not from 0 to 1, a size is negative, or the array too large
     */
    public INDArray binomial(long n, double p, long... shape) {
        Probabilities.trials(n);
        Probabilities.probability(p);
        return int64(() -> draws.binomial(n, p), shape);
    }

    /**
     * The number of events where {@code mean} are expected.
     *
     * @throws IllegalArgumentException if the mean is negative, NaN, or so large that no int64 holds such numbers
     */
    public long poisson(double mean) {
        return draws.poisson(Probabilities.mean(mean));
    }

    /**
     * Numbers of events where {@code mean} are expected, as an int64 array.
     *
     * @throws IllegalArgumentException if the mean is negative, NaN, or so large that no int64 holds such numbers, a size
     *     is negative, or the array too large
     */
    public INDArray poisson(double mean, long... shape) {
        Probabilities.mean(mean);
        return int64(() -> draws.poisson(mean), shape);
    }

    /**
     * How often each outcome occurs in n trials, as an int64 array of the given shape with a last axis for the outcomes.
     *
     * @param p the outcomes' probabilities; the last one is taken as what the others leave of 1
     * @throws IllegalArgumentException if n is negative, a probability is not from 0 to 1, all but the last are more than
     *     1, a size is negative, or the array too large
     */
    public INDArray multinomial(long n, double[] p, long... shape) {
        Probabilities.trials(n);
        Probabilities.outcomes(p, 0, Probabilities.there(p).length);
        long[] all = Arrays.copyOf(shape, shape.length + 1);
        all[shape.length] = p.length;
        long[] counts = new long[Shapes.length(all)];
        for (int at = 0; at < counts.length; at += p.length) {
            draws.multinomial(n, p, 0, p.length, counts, at);
        }
        return Nd4jArrays.of(DType.INT64, all, counts);
    }

    /**
     * The integers from 0 to n − 1 in random order, as an int64 array of n elements.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public INDArray permutation(int n) {
        return whole(order(Shapes.length(n)), n);
    }

    /** The same as Java's integers. */
    int[] order(int n) {
        return draws.permutation(n);
    }

    /**
     * A copy of the numbers in random order.
     *
     * @throws IllegalArgumentException if there is no array
     */
    public double[] permutation(double[] numbers) {
        int[] order = draws.permutation(Probabilities.there(numbers).length);
        return Arrays.stream(order).mapToDouble(i -> numbers[i]).toArray();
    }

    /**
     * A copy of the array with its elements, or from rank 2 on its rows, in random order: same shape and type.
     *
     * @throws IllegalArgumentException if the array has rank 0
     */
    public INDArray permutation(INDArray array) {
        int[] order = draws.permutation(rows(array));
        return array.isEmpty() ? array.dup() : Nd4jArrays.rows(array, order);
    }

    /**
     * Puts the numbers in random order.
     *
     * @throws IllegalArgumentException if there is no array
     */
    public void shuffle(double[] numbers) {
        double[] shuffled = permutation(numbers);
        System.arraycopy(shuffled, 0, numbers, 0, numbers.length);
    }

    /**
     * Puts the elements, or from rank 2 on the rows, in random order.
     *
     * @throws IllegalArgumentException if the array has rank 0
     */
    public void shuffle(INDArray array) {
        INDArray shuffled = permutation(array);
        if (!array.isEmpty()) {
            array.assign(shuffled);
        }
    }

    /**
     * Integers from 0 to n − 1, each as likely, the same one maybe several times, as an int64 array.
     *
     * @throws IllegalArgumentException if n is not positive, a size is negative, or the array too large
     */
    public INDArray choice(int n, long... shape) {
        return choice(n, shape, true);
    }

    /**
     * Integers from 0 to n − 1, each as likely, as an int64 array.
     *
     * @param replace whether one may be chosen several times
     * @throws IllegalArgumentException if there are not as many, a size is negative, or the array too large
     */
    public INDArray choice(int n, long[] shape, boolean replace) {
        int size = Shapes.length(shape);
        if (replace) {
            return int64(() -> draws.upTo(Probabilities.last(0, n)), shape);
        }
        return whole(draws.distinct(n, Probabilities.sample(size, n)), shape);
    }

    /**
     * Integers from 0 to n − 1 as an int64 array, n being the number of probabilities.
     *
     * @param p the probability of each; their sum is 1
     * @param replace whether one may be chosen several times
     * @throws IllegalArgumentException if these are no probabilities or not of 1 in all, there are not enough that are not
     *     0, a size is negative, or the array too large
     */
    public INDArray choice(double[] p, long[] shape, boolean replace) {
        int size = Shapes.length(shape);
        Probabilities.all(p);
        if (replace) {
            double[] cumulated = GeneratorDraws.cumulated(p);
            return int64(() -> GeneratorDraws.place(cumulated, draws.uniform()), shape);
        }
        return whole(draws.distinct(p, Probabilities.sample(size, p)), shape);
    }

    /**
     * Elements of the array, or from rank 2 on rows, each as likely, the same one maybe several times.
     *
     * @throws IllegalArgumentException if the array has rank 0 or no rows, or the size is negative
     */
    public INDArray choice(INDArray array, int size) {
        return choice(array, size, true);
    }

    /**
     * Elements of the array, or from rank 2 on rows, each as likely.
     *
     * @param replace whether one may be chosen several times
     * @throws IllegalArgumentException if the array has rank 0, there are not as many, or the size is negative
     */
    public INDArray choice(INDArray array, int size, boolean replace) {
        INDArray chosen = choice(rows(array), new long[] {size}, replace);
        return Nd4jArrays.rows(array, chosen.toIntVector());
    }

    private static int rows(INDArray array) {
        if (array == null || array.rank() == 0) {
            throw new IllegalArgumentException((array == null ? "null" : "an array of rank 0")
                    + " has no rows to draw from; give an array of rank 1 or more");
        }
        return Shapes.length(array.size(0));
    }

    private static INDArray float64(DoubleSupplier draw, long... shape) {
        double[] elements = new double[Shapes.length(shape)];
        for (int i = 0; i < elements.length; i++) {
            Cancellation.check();
            elements[i] = draw.getAsDouble();
        }
        return Nd4jArrays.of(DType.FLOAT64, shape, elements);
    }

    private static INDArray int64(LongSupplier draw, long... shape) {
        long[] elements = new long[Shapes.length(shape)];
        for (int i = 0; i < elements.length; i++) {
            Cancellation.check();
            elements[i] = draw.getAsLong();
        }
        return Nd4jArrays.of(DType.INT64, shape, elements);
    }

    private static INDArray whole(int[] elements, long... shape) {
        return Nd4jArrays.of(
                DType.INT64, shape, Arrays.stream(elements).asLongStream().toArray());
    }
}
