package arignote.random;

/**
 * The generator PCG XSL RR 128/64 of M. E. O'Neill, "PCG: A family of simple fast space-efficient statistically good
 * algorithms for random number generation", HMC-CS-2014-0905 (2014): a linear congruence of 128 bits whose halves are
 * joined by exclusive or and rotated. It is NumPy's {@code PCG64}, with its 32 bits that wait for the next call.
 */
final class Pcg64 {
    /** The number of words of {@link #state}. */
    static final int WORDS = 6;

    private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
    private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

    private long high;
    private long low;
    private final long stepHigh; // what each step adds, an odd number
    private final long stepLow;
    private boolean hasHalf;
    private int half; // the upper 32 bits of a number whose lower ones were taken

    /** A generator that starts where NumPy's does with this sequence of seeds. */
    Pcg64(SeedSequence seeds) {
        long[] words = seeds.generate(4);
        stepHigh = words[2] << 1 | words[3] >>> 63;
        stepLow = words[3] << 1 | 1;
        step(); // of the state 0
        long sum = low + words[1];
        high += words[0] + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
        step();
    }

    /** A generator that goes on where another one stood. */
    Pcg64(long[] state) {
        high = state[0];
        low = state[1];
        stepHigh = state[2];
        stepLow = state[3] | 1; // an even one would not reach all numbers, and no generator has it
        hasHalf = state[4] != 0;
        half = (int) state[5];
    }

    /** All that the next numbers depend on: the state, the step, each its upper half first, and the 32 bits that wait. */
    long[] state() {
        return new long[] {high, low, stepHigh, stepLow, hasHalf ? 1 : 0, Integer.toUnsignedLong(half)};
    }

    /** The next 64 bits. */
    long next64() {
        step();
        return Long.rotateRight(high ^ low, (int) (high >>> 58));
    }

    /** The next 32 bits: the lower half of 64, and at the next call their upper half. */
    int next32() {
        if (hasHalf) {
            hasHalf = false;
            return half;
        }
        long both = next64();
        hasHalf = true;
        half = (int) (both >>> 32);
        return (int) both;
    }

    /** A number in [0, 1) with 53 random bits. */
    double nextDouble() {
        return (next64() >>> 11) * 0x1p-53;
    }

    private void step() {
        long product = low * MULTIPLIER_LOW;
        long sum = product + stepLow;
        long carry = Long.compareUnsigned(sum, product) < 0 ? 1 : 0;
        high = high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH + multiplyHigh(low, MULTIPLIER_LOW) + stepHigh + carry;
        low = sum;
    }

    /** The upper 64 bits of the product of two numbers without a sign. */
    static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
