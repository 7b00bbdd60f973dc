package arignote.random;

/**
 * How many of n trials succeed, each with probability p: bit for bit NumPy's draws. Where few successes are likely, a
 * uniform number is followed through the probabilities of 0, 1, 2 …; else a hat of a triangle, two parallelograms and
 * two exponential tails is drawn from (algorithm BTPE of V. Kachitvichyanukul and B. W. Schmeiser, "Binomial random
 * variate generation", CACM 31, 1988, with the error terms of Stirling's formula as NumPy has corrected them in 2.5). What
 * depends on n and p alone is computed once for draws of the same.
 */
final class Binomial {
    private static final double FEW = 30;

    private final long n;
    private final double p;
    private final boolean failures; // whether the rarer failures are counted
    private final double r; // the smaller of p and 1 − p
    private final double q;
    private final boolean few;

    // for few successes
    private double none; // the probability of none
    private long most;

    // the hat: where it lies, how wide its parts are, how fast its tails fall, and the areas up to the end of each part
    private long mode;
    private double middle;
    private double left;
    private double right;
    private double height;
    private double leftRate;
    private double rightRate;
    private double triangle;
    private double parallelograms;
    private double leftTail;
    private double rightTail;

    /**
     * @param n 0 or more
     * @param p from 0 to 1
     */
    Binomial(long n, double p) {
        this.n = n;
        this.p = p;
        failures = p > 0.5;
        r = failures ? 1 - p : p;
        q = 1 - r;
        few = r * n <= FEW;
        if (few) {
            none = StrictMath.exp(n * StrictMath.log1p(-r));
            most = (long) Math.min(n, n * r + 10.0 * Math.sqrt(n * r * q + 1));
        } else {
            makeHat();
        }
    }

    private void makeHat() {
        double center = n * r + r;
        mode = (long) Math.floor(center);
        triangle = Math.floor(2.195 * Math.sqrt(n * r * q) - 4.6 * q) + 0.5;
        middle = mode + 0.5;
        left = middle - triangle;
        right = middle + triangle;
        height = 0.134 + 20.5 / (15.3 + mode);
        double a = (center - left) / (center - left * r);
        leftRate = a * (1 + a / 2);
        a = (right - center) / (right * q);
        rightRate = a * (1 + a / 2);
        parallelograms = triangle * (1 + 2 * height);
        leftTail = parallelograms + height / leftRate;
        rightTail = leftTail + height / rightRate;
    }

    /** Whether this is for these numbers. */
    boolean isFor(long trials, double probability) {
        return n == trials && p == probability;
    }

    long draw(Pcg64 bits) {
        if (n == 0 || p == 0) {
            return 0;
        }
        long rarer = few ? followed(bits) : accepted(bits);
        return failures ? n - rarer : rarer;
    }

    private long followed(Pcg64 bits) {
        long x = 0;
        double probability = none;
        double u = bits.nextDouble();
        while (u > probability) {
            x++;
            if (x > most) {
                x = 0;
                probability = none;
                u = bits.nextDouble();
            } else {
                u -= probability;
                probability = (n - x + 1) * r * probability / (x * q);
            }
        }
        return x;
    }

    private long accepted(Pcg64 bits) {
        while (true) {
            double u = bits.nextDouble() * rightTail;
            double v = bits.nextDouble();
            if (u <= triangle) {
                return (long) Math.floor(middle - triangle * v + u);
            }
            long y;
            if (u <= parallelograms) {
                double x = left + (u - triangle) / height;
                v = v * height + 1 - Math.abs(mode - x + 0.5) / triangle;
                if (v > 1) {
                    continue;
                }
                y = (long) Math.floor(x);
            } else if (u <= leftTail) {
                y = (long) Math.floor(left + GlibcLog.logOfAny(v) / leftRate);
                if (y < 0 || v == 0) {
                    continue;
                }
                v = v * (u - parallelograms) * leftRate;
            } else {
                y = (long) Math.floor(right - GlibcLog.logOfAny(v) / rightRate);
                if (y > n || v == 0) {
                    continue;
                }
                v = v * (u - leftTail) * rightRate;
            }
            if (isBelow(v, y)) {
                return y;
            }
        }
    }

    /** Whether v is below the probability of y, relative to that of the mode. */
    private boolean isBelow(double v, long y) {
        long k = Math.abs(y - mode);
        double variance = n * r * q;
        if (k <= 20 || k >= variance / 2 - 1) {
            double s = r / q;
            double a = s * (n + 1);
            double f = 1;
            for (long i = mode + 1; i <= y; i++) {
                f *= a / i - s;
            }
            for (long i = y + 1; i <= mode; i++) {
                f /= a / i - s;
            }
            return v <= f;
        }
        // bounds that are quick to compute, then Stirling's formula
        double rho = k / variance * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / variance + 0.5);
        double t = -k * k / (2 * variance);
        double log = GlibcLog.logOfAny(v);
        if (log < t - rho) {
            return true;
        }
        if (log > t + rho) {
            return false;
        }
        double x = (double) y + 1;
        double f = (double) mode + 1;
        double z = (double) n + 1 - mode;
        double w = (double) n - y + 1;
        return log
                <= middle * GlibcLog.logOfAny(f / x)
                        + (n - mode + 0.5) * GlibcLog.logOfAny(z / w)
                        + (y - mode) * GlibcLog.logOfAny(w * r / (x * q))
                        + stirling(f)
                        + stirling(z)
                        - stirling(x)
                        - stirling(w);
    }

    /** What Stirling's formula leaves of the logarithm of a factorial. */
    private static double stirling(double x) {
        double x2 = x * x;
        return (13860 - (462 - (132 - (99 - 140 / x2) / x2) / x2) / x2) / x / 166320;
    }
}
