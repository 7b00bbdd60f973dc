package arignote.random;

import java.util.Arrays;

/** What draws are made with, checked: each method returns its first argument, or says in a sentence why it cannot be. */
public final class Probabilities {
    /** The largest mean of Poisson numbers: numbers many standard deviations above it still fit in an int64. */
    private static final double LARGEST_MEAN = 9.2e18;

    private Probabilities() {}

    /** The length of the range of uniform numbers. */
    public static double range(double low, double high) {
        double range = high - low;
        if (!Double.isFinite(range)) {
            throw new IllegalArgumentException(
                    "uniform numbers from " + low + " to " + high + ": the range must be finite");
        }
        return range;
    }

    /** A standard deviation or a scale. */
    public static double atLeastZero(double x, String what) {
        if (!(x >= 0)) {
            throw new IllegalArgumentException(what + " is " + x + "; it must be 0 or more");
        }
        return x;
    }

    /** The distance from {@code low} to the last integer below {@code high}, as 64 bits without a sign. */
    public static long last(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("integers from " + low + " to below " + high
                    + ": there are none; the low bound must be below the high one");
        }
        return high - 1 - low;
    }

    /** A number of trials. */
    public static long trials(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("the number of trials is " + n + "; it must be 0 or more");
        }
        return n;
    }

    /** A probability. */
    public static double probability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability is " + p + "; probabilities are from 0 to 1");
        }
        return p;
    }

    /** The mean of Poisson numbers. */
    public static double mean(double mean) {
        if (!(mean >= 0 && mean <= LARGEST_MEAN)) {
            throw new IllegalArgumentException(
                    "the mean of Poisson numbers is " + mean + "; it must be from 0 to " + LARGEST_MEAN);
        }
        return mean;
    }

    /** An array. */
    public static double[] there(double[] numbers) {
        if (numbers == null) {
            throw new IllegalArgumentException("null is no array; give an array of numbers");
        }
        return numbers;
    }

    /** The probabilities of {@code size} outcomes, from {@code start} on; the last one is what the others leave of 1. */
    public static double[] outcomes(double[] p, int start, int size) {
        if (size == 0) {
            throw new IllegalArgumentException("multinomial numbers need the probability of one outcome or more");
        }
        double sum = 0;
        for (int i = start; i < start + size; i++) {
            probability(p[i]);
            sum += i < start + size - 1 ? p[i] : 0;
        }
        if (sum > 1 + 1e-12) {
            throw new IllegalArgumentException(
                    "the probabilities of all outcomes but the last are " + sum + " in all; they must be at most 1");
        }
        return p;
    }

    /** The probabilities of all that can be chosen. */
    public static double[] all(double[] p) {
        double sum = Arrays.stream(there(p)).map(Probabilities::probability).sum();
        if (Math.abs(sum - 1) > Math.sqrt(Math.ulp(1.0))) {
            throw new IllegalArgumentException("the probabilities are " + sum + " in all; they must be 1");
        }
        return p;
    }

    /** The size of a sample that has nothing twice. */
    public static int sample(int size, int population) {
        if (size > population) {
            throw new IllegalArgumentException(
                    size + " different ones cannot be drawn from " + population + "; draw fewer, or let them repeat");
        }
        return size;
    }

    /** The size of a sample that has nothing twice, from what has these probabilities. */
    public static int sample(int size, double[] p) {
        return sample(size, (int) Arrays.stream(p).filter(x -> x > 0).count());
    }
}
