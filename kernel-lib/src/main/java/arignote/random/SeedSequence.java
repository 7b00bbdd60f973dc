package arignote.random;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Makes of any seed as many well-mixed words as a generator starts from, and of one sequence as many others as are needed,
 * as NumPy's {@code SeedSequence} does. The mixing is M. E. O'Neill's {@code seed_seq_fe} ("Developing a seed_seq
 * alternative", 2015).
 */
public final class SeedSequence {
    private static final int POOL = 4;
    private static final int FIRST_FACTOR = 0x43b0d7e5;
    private static final int NEXT_FACTOR = 0x931e8875;
    private static final int FIRST_OUT = 0x8b51f9dd;
    private static final int NEXT_OUT = 0x58f38ded;
    private static final int LEFT = 0xca01f9dd;
    private static final int RIGHT = 0x4973f715;

    private final BigInteger seed;
    private final int[] key; // which child of which child this is
    private final int[] pool = new int[POOL];
    private int factor = FIRST_FACTOR;
    private int children;

    /**
     * @param seed 0 or more, of any length
     * @throws IllegalArgumentException if it is negative
     */
    public SeedSequence(BigInteger seed) {
        this(seed, new int[0]);
    }

    private SeedSequence(BigInteger seed, int[] key) {
        if (seed.signum() < 0) {
            throw new IllegalArgumentException("the seed is " + seed + "; a seed is 0 or more");
        }
        this.seed = seed;
        this.key = key;
        mix(entropy());
    }

    /** A sequence whose words have nothing to do with this one's, nor with those of the ones before. */
    public SeedSequence spawn() {
        int[] longer = Arrays.copyOf(key, key.length + 1);
        longer[key.length] = children++;
        return new SeedSequence(seed, longer);
    }

    /** The first {@code n} words of 64 bits. */
    long[] generate(int n) {
        long[] words = new long[n];
        int out = FIRST_OUT;
        for (int i = 0; i < 2 * n; i++) {
            int word = pool[i % POOL] ^ out;
            out *= NEXT_OUT;
            word *= out;
            word ^= word >>> 16;
            words[i / 2] |= Integer.toUnsignedLong(word) << 32 * (i % 2);
        }
        return words;
    }

    /** The seed in words of 32 bits, the lowest first, and the key; between them zeros, so that no seed looks like a key. */
    private int[] entropy() {
        int length = Math.max(1, (seed.bitLength() + 31) / 32);
        int[] words = new int[length];
        for (int i = 0; i < length; i++) {
            words[i] = seed.shiftRight(32 * i).intValue();
        }
        if (key.length == 0) {
            return words;
        }
        int start = Math.max(length, POOL);
        int[] all = Arrays.copyOf(words, start + key.length);
        System.arraycopy(key, 0, all, start, key.length);
        return all;
    }

    private void mix(int[] entropy) {
        for (int i = 0; i < POOL; i++) {
            pool[i] = hashed(i < entropy.length ? entropy[i] : 0);
        }
        for (int from = 0; from < POOL; from++) {
            for (int to = 0; to < POOL; to++) {
                if (from != to) {
                    pool[to] = joined(pool[to], hashed(pool[from]));
                }
            }
        }
        for (int from = POOL; from < entropy.length; from++) {
            for (int to = 0; to < POOL; to++) {
                pool[to] = joined(pool[to], hashed(entropy[from]));
            }
        }
    }

    private int hashed(int word) {
        int before = word ^ factor;
        factor *= NEXT_FACTOR;
        int mixed = before * factor;
        return mixed ^ mixed >>> 16;
    }

    private static int joined(int x, int y) {
        int mixed = LEFT * x - RIGHT * y;
        return mixed ^ mixed >>> 16;
    }
}
