package arignote.random;

import arignote.expr.Resources;

/**
 * Standard normal and exponential numbers by the ziggurat method (G. Marsaglia and W. W. Tsang, "The ziggurat method for
 * generating random variables", Journal of Statistical Software 5, 2000): the area below the density is covered by 256
 * layers of equal area, and a draw is a point of one of them; most lie below the density for sure.
 *
 * <p>The bits are those of NumPy's {@code Generator}. Its tables do not follow from a formula to the last bit, so they are
 * read from {@code ziggurat.txt}: for each layer how many of its draws are below the density for sure, its width, and the
 * density at its edge, of the normal density first, then of the exponential.
 */
final class Ziggurat {
    private static final int LAYERS = 256;

    /** Where the tails begin. */
    private static final double NORMAL_EDGE = 3.6541528853610087963519472518;

    private static final double INVERSE_NORMAL_EDGE = 0.27366123732975827203338247596;

    private static final double EXPONENTIAL_EDGE = 7.6971174701310497140446280481;

    private static final long[] NORMAL_SURE = new long[LAYERS];
    private static final double[] NORMAL_WIDTH = new double[LAYERS];
    private static final double[] NORMAL_DENSITY = new double[LAYERS];
    private static final long[] EXPONENTIAL_SURE = new long[LAYERS];
    private static final double[] EXPONENTIAL_WIDTH = new double[LAYERS];
    private static final double[] EXPONENTIAL_DENSITY = new double[LAYERS];

    static {
        String[] rows = Resources.text(Ziggurat.class, "ziggurat.txt").split("\n");
        for (int i = 0; i < LAYERS; i++) {
            String[] words = rows[i].split(" ");
            NORMAL_SURE[i] = Long.parseLong(words[0], 16);
            NORMAL_WIDTH[i] = real(words[1]);
            NORMAL_DENSITY[i] = real(words[2]);
            EXPONENTIAL_SURE[i] = Long.parseLong(words[3], 16);
            EXPONENTIAL_WIDTH[i] = real(words[4]);
            EXPONENTIAL_DENSITY[i] = real(words[5]);
        }
    }

    private Ziggurat() {}

    private static double real(String bits) {
        return Double.longBitsToDouble(Long.parseLong(bits, 16));
    }

    /** A number of mean 0 and standard deviation 1. */
    static double normal(Pcg64 bits) {
        while (true) {
            long r = bits.next64();
            int layer = (int) r & 0xff;
            long distance = r >>> 9 & 0xfffffffffffffL;
            double x = distance * NORMAL_WIDTH[layer];
            if ((r & 0x100) != 0) {
                x = -x;
            }
            if (distance < NORMAL_SURE[layer]) {
                return x;
            }
            if (layer == 0) {
                return normalTail(bits, (distance & 0x100) != 0);
            }
            double height = (NORMAL_DENSITY[layer - 1] - NORMAL_DENSITY[layer]) * bits.nextDouble();
            if (height + NORMAL_DENSITY[layer] < StrictMath.exp(-0.5 * x * x)) {
                return x;
            }
        }
    }

    /** Beyond the edge: G. Marsaglia, "Generating a variable from the tail of the normal distribution", 1964. */
    private static double normalTail(Pcg64 bits, boolean negative) {
        double x;
        double y;
        do {
            x = -INVERSE_NORMAL_EDGE * GlibcLog1p.ofOneMinus(bits.nextDouble());
            y = -GlibcLog1p.ofOneMinus(bits.nextDouble());
        } while (y + y <= x * x);
        return negative ? -(NORMAL_EDGE + x) : NORMAL_EDGE + x;
    }

    /** A number of mean 1. */
    static double exponential(Pcg64 bits) {
        while (true) {
            long r = bits.next64() >>> 3;
            int layer = (int) r & 0xff;
            long distance = r >>> 8;
            double x = distance * EXPONENTIAL_WIDTH[layer];
            if (distance < EXPONENTIAL_SURE[layer]) {
                return x;
            }
            if (layer == 0) {
                return EXPONENTIAL_EDGE - GlibcLog1p.ofOneMinus(bits.nextDouble());
            }
            double height = (EXPONENTIAL_DENSITY[layer - 1] - EXPONENTIAL_DENSITY[layer]) * bits.nextDouble();
            if (height + EXPONENTIAL_DENSITY[layer] < StrictMath.exp(-x)) {
                return x;
            }
        }
    }
}
