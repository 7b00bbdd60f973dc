package arignote.random;

/**
 * Single draws from a stream of random bits, bit for bit those of NumPy's {@code RandomState} (its file
 * {@code legacy-distributions.c}). Not safe for use by several threads at once.
 */
public final class RandomDraws {
    private final MersenneTwister bits;
    private double kept;
    private boolean hasKept;

    /** @param seed read as 32 bits without a sign */
    public RandomDraws(int seed) {
        bits = new MersenneTwister(seed);
    }

    /** A number in [0, 1). */
    public double uniform() {
        return bits.nextDouble();
    }

    /**
     * A standard normal number, by the polar method (G. Marsaglia and T. A. Bray, "A convenient method for generating
     * normal variables", SIAM Review 6, 1964). It makes two at once; the other one is kept for the next call.
     */
    public double normal() {
        if (hasKept) {
            hasKept = false;
            return kept;
        }
        double x1;
        double x2;
        double r2;
        do {
            x1 = 2 * bits.nextDouble() - 1;
            x2 = 2 * bits.nextDouble() - 1;
            r2 = x1 * x1 + x2 * x2;
        } while (r2 >= 1 || r2 == 0);
        double factor = Math.sqrt(-2 * GlibcLog.log(r2) / r2);
        kept = factor * x1;
        hasKept = true;
        return factor * x2;
    }

    /**
     * An integer from 0 to {@code max} inclusive, each as likely: draws are cut to the bits that {@code max} has, until one
     * is not above it. A {@code max} of at most 32 bits costs 32 bits a try, a larger one 64, and 0 costs none.
     *
     * @param max read as 64 bits without a sign
     */
    public long upTo(long max) {
        if (max == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(max);
        boolean narrow = max >>> 32 == 0;
        while (true) {
            long draw = (narrow ? bits.next32() : bits.next64()) & mask;
            if (Long.compareUnsigned(draw, max) <= 0) {
                return draw;
            }
        }
    }

    /** The numbers from 0 to n − 1, shuffled from the last place down (R. Durstenfeld, Algorithm 235, CACM 7, 1964). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = (int) upTo(i);
            int held = order[j];
            order[j] = order[i];
            order[i] = held;
        }
        return order;
    }
}
