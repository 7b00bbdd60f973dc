package arignote.random;

/**
 * The generator MT19937 of M. Matsumoto and T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator", ACM TOMACS 8 (1998), with the seeding by one integer of their 2002 version
 * ({@code init_genrand}).
 */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /** @param seed read as 32 bits without a sign */
    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            int before = state[i - 1];
            state[i] = 1812433253 * (before ^ before >>> 30) + i;
        }
    }

    /** The next 32 bits. */
    int next32() {
        if (next == SIZE) {
            renew();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    /** The next 64 bits: two draws, the high half first. */
    long next64() {
        long high = (long) next32() << 32;
        return high | Integer.toUnsignedLong(next32());
    }

    /** A number in [0, 1) with 53 random bits: 27 of one draw, 26 of the next. */
    double nextDouble() {
        long high = next32() >>> 5;
        long low = next32() >>> 6;
        return ((high << 26) + low) * 0x1p-53;
    }

    private void renew() {
        for (int i = 0; i < SIZE - MIDDLE; i++) {
            state[i] = state[i + MIDDLE] ^ mixed(state[i], state[i + 1]);
        }
        for (int i = SIZE - MIDDLE; i < SIZE - 1; i++) {
            state[i] = state[i + MIDDLE - SIZE] ^ mixed(state[i], state[i + 1]);
        }
        state[SIZE - 1] = state[MIDDLE - 1] ^ mixed(state[SIZE - 1], state[0]);
        next = 0;
    }

    /** The upper bit of one word and the rest of the next, times the matrix of the recurrence. */
    private static int mixed(int upper, int lower) {
        int y = upper & 0x80000000 | lower & 0x7fffffff;
        return y >>> 1 ^ -(y & 1) & TWIST;
    }
}
