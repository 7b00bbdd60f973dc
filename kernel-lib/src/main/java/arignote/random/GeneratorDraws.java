package arignote.random;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Single draws from a stream of random bits, bit for bit those of NumPy's {@code Generator(PCG64)} (its file
 * {@code distributions.c}). Not safe for use by several threads at once.
 */
public final class GeneratorDraws {
    /** From this population on a large part of it is drawn by shuffling, a small one by trying. */
    private static final int LARGE_POPULATION = 10_000;

    private final Pcg64 bits;
    private Binomial binomial = new Binomial(0, 0);
    private Poisson poisson = new Poisson(0);

    /** Draws that start where NumPy's {@code default_rng} with this sequence of seeds does. */
    public GeneratorDraws(SeedSequence seeds) {
        bits = new Pcg64(seeds);
    }

    /** Draws that go on from a {@link #state}. */
    public GeneratorDraws(long[] state) {
        bits = new Pcg64(state);
    }

    /** All that the next draws depend on, in six numbers. */
    public long[] state() {
        return bits.state();
    }

    /** A number in [0, 1). */
    public double uniform() {
        return bits.nextDouble();
    }

    /** A number of mean 0 and standard deviation 1. */
    public double normal() {
        return Ziggurat.normal(bits);
    }

    /** A number of mean 1. */
    public double exponential() {
        return Ziggurat.exponential(bits);
    }

    /** The number of successes in {@code n} trials of probability {@code p}. */
    public long binomial(long n, double p) {
        if (!binomial.isFor(n, p)) {
            binomial = new Binomial(n, p);
        }
        return binomial.draw(bits);
    }

    /** The number of events where {@code mean} are expected. */
    public long poisson(double mean) {
        if (!poisson.isFor(mean)) {
            poisson = new Poisson(mean);
        }
        return poisson.draw(bits);
    }

    /**
     * An integer from 0 to {@code max} inclusive, each as likely, by a product of which the upper half counts
     * (D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019). A {@code max} of at most 32 bits
     * costs 32 bits a try, a larger one 64, and 0 costs none.
     *
     * @param max read as 64 bits without a sign
     */
    public long upTo(long max) {
        if (max == 0) {
            return 0;
        }
        if (max >>> 32 == 0) {
            return max == 0xffffffffL ? Integer.toUnsignedLong(bits.next32()) : narrow(max + 1);
        }
        return max == -1 ? bits.next64() : wide(max + 1);
    }

    private long narrow(long count) {
        long product = Integer.toUnsignedLong(bits.next32()) * count;
        if ((product & 0xffffffffL) < count) {
            long least = (0x100000000L - count) % count;
            while ((product & 0xffffffffL) < least) {
                product = Integer.toUnsignedLong(bits.next32()) * count;
            }
        }
        return product >>> 32;
    }

    private long wide(long count) {
        long draw = bits.next64();
        if (Long.compareUnsigned(draw * count, count) < 0) {
            long least = Long.remainderUnsigned(-count, count);
            while (Long.compareUnsigned(draw * count, least) < 0) {
                draw = bits.next64();
            }
        }
        return Pcg64.multiplyHigh(draw, count);
    }

    /**
     * The same by another way, which shuffling takes: draws are cut to the bits that {@code max} has, until one is not
     * above it.
     *
     * @param max 0 or more
     */
    private long masked(int max) {
        if (max == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int draw;
        do {
            draw = bits.next32() & mask;
        } while (draw > max);
        return draw;
    }

    /** The numbers from 0 to n − 1, shuffled from the last place down (R. Durstenfeld, Algorithm 235, CACM 7, 1964). */
    public int[] permutation(int n) {
        int[] order = counted(n);
        for (int i = n - 1; i > 0; i--) {
            swap(order, i, (int) masked(i));
        }
        return order;
    }

    private static int[] counted(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    private static void swap(int[] order, int i, int j) {
        int held = order[j];
        order[j] = order[i];
        order[i] = held;
    }

    /** Shuffles the places from {@code first} on, each with any place before it. */
    private void shuffle(int[] order, int first) {
        for (int i = order.length - 1; i >= first; i--) {
            swap(order, i, (int) upTo(i));
        }
    }

    /**
     * {@code count} different numbers from 0 to {@code population - 1}, in random order.
     *
     * @param count at most {@code population}
     */
    public int[] distinct(int population, int count) {
        if (population > LARGE_POPULATION && count > population / 50) {
            int[] order = counted(population);
            shuffle(order, Math.max(population - count, 1));
            return Arrays.copyOfRange(order, population - count, population);
        }
        // R. W. Floyd's way (J. Bentley, "A sample of brilliance", CACM 30, 1987)
        Set<Integer> taken = new HashSet<>();
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int last = population - count + i;
            int draw = (int) upTo(last);
            chosen[i] = taken.contains(draw) ? last : draw;
            taken.add(chosen[i]);
        }
        shuffle(chosen, 1);
        return chosen;
    }

    /**
     * {@code count} different numbers from 0 on, drawn one after the other, each with the share that its probability has in
     * those that are left.
     *
     * @param p at least {@code count} of them above 0
     */
    public int[] distinct(double[] p, int count) {
        double[] left = p.clone();
        int[] chosen = new int[count];
        int found = 0;
        while (found < count) {
            double[] draws = new double[count - found];
            for (int i = 0; i < draws.length; i++) {
                draws[i] = uniform();
            }
            double[] cumulated = cumulated(left);
            for (double draw : draws) {
                int place = place(cumulated, draw);
                if (left[place] != 0) {
                    chosen[found++] = place;
                    left[place] = 0;
                }
            }
        }
        return chosen;
    }

    /** The sums of the first 1, 2, 3 … probabilities, as shares of the sum of all. */
    public static double[] cumulated(double[] p) {
        double[] sums = p.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        double all = sums[sums.length - 1];
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= all;
        }
        return sums;
    }

    /** The first place whose cumulated probability is above a number in [0, 1). */
    public static int place(double[] cumulated, double draw) {
        int low = 0;
        int high = cumulated.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] > draw) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * How often each outcome occurs in {@code n} trials.
     *
     * @param p the probabilities of {@code size} outcomes, from {@code start} on
     * @param counts where to write, from {@code at} on; all 0
     */
    public void multinomial(long n, double[] p, int start, int size, long[] counts, int at) {
        double remaining = 1;
        long trials = n;
        for (int i = 0; i < size - 1 && trials > 0; i++) {
            counts[at + i] = binomial(trials, p[start + i] / remaining);
            trials -= counts[at + i];
            remaining -= p[start + i];
        }
        if (trials > 0) {
            counts[at + size - 1] = trials;
        }
    }
}
