package arignote.random;

/**
 * How many events happen where {@code lam} are expected: bit for bit NumPy's draws. A small mean is drawn by a product of
 * uniform numbers, a large one by transformed rejection (W. Hörmann, "The transformed rejection method for generating
 * Poisson random variables", Insurance: Mathematics and Economics 12, 1993, algorithm PTRS).
 */
final class Poisson {
    private static final double LARGE = 10;

    /** The coefficients of the series for the logarithm of the gamma function, of 1/x² upwards, as NumPy rounds them. */
    private static final double[] SERIES = {
        8.333333333333333e-02,
        -2.777777777777778e-03,
        7.936507936507937e-04,
        -5.952380952380952e-04,
        8.417508417508418e-04,
        -1.917526917526918e-03,
        6.410256410256410e-03,
        -2.955065359477124e-02,
        1.796443723688307e-01,
        -1.39243221690590e+00
    };

    private static final double HALF_LOG_2_PI = 0.5 * 1.8378770664093453;

    private final double mean;
    private double none; // the probability of no event

    // the hat
    private double log;
    private double a;
    private double b;
    private double inverseAlpha;
    private double sure;

    /** @param mean 0 or more */
    Poisson(double mean) {
        this.mean = mean;
        if (mean < LARGE) {
            none = StrictMath.exp(-mean);
        } else {
            log = GlibcLog.logOfAny(mean);
            b = 0.931 + 2.53 * Math.sqrt(mean);
            a = -0.059 + 0.02483 * b;
            inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
            sure = 0.9277 - 3.6224 / (b - 2);
        }
    }

    /** Whether this is for that mean. */
    boolean isFor(double lam) {
        return mean == lam;
    }

    long draw(Pcg64 bits) {
        return mean == 0 ? 0 : mean < LARGE ? product(bits) : rejection(bits);
    }

    private long product(Pcg64 bits) {
        long events = 0;
        double product = bits.nextDouble();
        while (product > none) {
            events++;
            product *= bits.nextDouble();
        }
        return events;
    }

    private long rejection(Pcg64 bits) {
        while (true) {
            double u = bits.nextDouble() - 0.5;
            double v = bits.nextDouble();
            double us = 0.5 - Math.abs(u);
            long k = (long) Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= sure) {
                return k;
            }
            if (k < 0 || us < 0.013 && v > us) {
                continue;
            }
            double hat = GlibcLog.logOfAny(v) + GlibcLog.logOfAny(inverseAlpha) - GlibcLog.logOfAny(a / (us * us) + b);
            if (hat <= -mean + k * log - logGamma((double) k + 1)) {
                return k;
            }
        }
    }

    /** The logarithm of the gamma function of x ≥ 1, by S. Zhang and J. Jin, "Computation of Special Functions", 1996. */
    private static double logGamma(double x) {
        if (x == 1 || x == 2) {
            return 0;
        }
        int up = x < 7 ? (int) (7 - x) : 0;
        double at = x + up;
        double inverse2 = 1 / at * (1 / at);
        double sum = SERIES[9];
        for (int i = 8; i >= 0; i--) {
            sum = sum * inverse2 + SERIES[i];
        }
        double result = sum / at + HALF_LOG_2_PI + (at - 0.5) * GlibcLog.logOfAny(at) - at;
        for (int i = 0; i < up; i++) {
            at -= 1;
            result -= GlibcLog.logOfAny(at);
        }
        return result;
    }
}
