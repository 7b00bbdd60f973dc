package arignote.expr.math;

/**
 * The error function, its complement and their inverses, of the same arithmetic as {@link Elementary}; results are a few
 * ulp from the correctly rounded ones. The complement is exp(−x²) times the scaled one, which is one polynomial of
 * (x − 3.75)/(x + 3.75) for all x, after Shepherd and Laframboise (1981); −x² is taken in two parts. Coefficients are from
 * {@code kernel-lib/src/test/python/special.py constants}.
 */
public final class ErrorFunction {
    private static final double ROOT_PI_HALF = 0.8862269254527580;

    private ErrorFunction() {}

    /** erf x, a polynomial below 1. */
    public static double erf(double x) {
        double a = Math.abs(x);
        double result = a < 1 ? a * nearZero(a * a) : 1 - tail(a);
        return Elementary.signed(result, x);
    }

    /** 1 − erf x without cancellation, also where it is very small. */
    public static double erfc(double x) {
        double a = Math.abs(x);
        double far = tail(a);
        return a < 0.5 ? 1 - x * nearZero(a * a) : x < 0 ? 2 - far : far;
    }

    /** exp(x²) erfc x. */
    public static double erfcx(double x) {
        double a = Math.abs(x);
        double scaled = scaledTail(a);
        double c = a > 27 ? 27 : a;
        double high = upper(c);
        double growth = expOf(high * high, (c - high) * (c + high));
        return x < 0 ? 2 * growth - scaled : scaled;
    }

    /** The x with erf x = y, by Halley's steps from Winitzki's approximation; beyond 0.5 on the complement. */
    public static double erfinv(double y) {
        double a = Math.abs(y);
        if (!(a < 1)) {
            return a == 1 ? y * Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (a > 0.5) {
            return y < 0 ? -inverseOfTail(1 - a) : inverseOfTail(1 - a);
        }
        return inverseNearZero(y);
    }

    /** The x with erf x = y, for a y of at most 0.5. */
    private static double inverseNearZero(double y) {
        double a = Math.abs(y);
        if (a == 0) {
            return y;
        }
        double x = a < 0.1 ? a * (ROOT_PI_HALF + 0.232 * a * a) : approximation(Elementary.log1p(-a * a));
        for (int i = 0; i < 2; i++) {
            double u = (erf(x) - a) * ROOT_PI_HALF * Elementary.exp(x * x);
            x = x - u / (1 + x * u);
        }
        return y < 0 ? -x : x;
    }

    /** The x with erfc x = y. */
    public static double erfcinv(double y) {
        if (!(y >= 0 && y <= 2)) {
            return Double.NaN;
        }
        if (y == 0 || y == 2) {
            return y == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        if (y >= 0.5) {
            double z = 1 - y;
            return z < -0.5 ? -inverseOfTail(2 - y) : inverseNearZero(z);
        }
        return inverseOfTail(y);
    }

    /** The x with erfc x = y for a small y, by Newton's steps on the logarithm, which is nearly a parabola. */
    private static double inverseOfTail(double y) {
        double log = Elementary.log(y);
        double x = approximation(log + Elementary.log(2 - y));
        for (int i = 0; i < 4; i++) {
            double scaled = scaledTail(x);
            double r = (Elementary.log(scaled) - x * x) - log;
            x = x + r * ROOT_PI_HALF * scaled;
        }
        return x;
    }

    /** The inverse of erf from log(1 − y²), 0.2 % off (Winitzki, 2008). */
    private static double approximation(double log) {
        double b = 4.330746750799873 + log / 2;
        return Math.sqrt(Math.sqrt(b * b - log / 0.147) - b);
    }

    /** erf a / a for z = a² up to 1. */
    private static double nearZero(double z) {
        double p = 0x1.05ffd737fb32ep-34;
        p = p * z - 0x1.389d4f2641625p-30;
        p = p * z + 0x1.f7b4bf3b13964p-27;
        p = p * z - 0x1.5f1ecb6f0764cp-23;
        p = p * z + 0x1.b9df224ca4b97p-20;
        p = p * z - 0x1.f4d1e3183f7aep-17;
        p = p * z + 0x1.f9a321d5b8e1ep-14;
        p = p * z - 0x1.c02db3dac435fp-11;
        p = p * z + 0x1.565bcd0dbaa38p-8;
        p = p * z - 0x1.b82ce31284e00p-6;
        p = p * z + 0x1.ce2f21a042b30p-4;
        p = p * z - 0x1.812746b0379e6p-2;
        p = p * z + 0x1.20dd750429b6dp+0;
        return p;
    }

    /** erfc a for an a that is not negative. */
    private static double tail(double a) {
        double c = a > 28 ? 28 : a;
        double high = upper(c);
        return expOf(-high * high, (high - c) * (high + c)) * scaledTail(c);
    }

    /** exp(a²) erfc a for an a that is not negative. */
    private static double scaledTail(double a) {
        double t = a > 0x1p60 ? 1 : (a - 3.75) / (a + 3.75);
        double p = -0x1.5129d95638156p-34;
        p = p * t - 0x1.4a9f17e0a61ebp-35;
        p = p * t + 0x1.fbb1356abb2d7p-31;
        p = p * t + 0x1.2c33ebf9762b3p-31;
        p = p * t - 0x1.c60492c6aa639p-28;
        p = p * t - 0x1.2db2210430887p-28;
        p = p * t + 0x1.60d2a8679e425p-25;
        p = p * t + 0x1.a15251a957637p-26;
        p = p * t - 0x1.18861c22d2323p-22;
        p = p * t - 0x1.f47cc3f3f3709p-25;
        p = p * t + 0x1.d6b54b85aae3dp-20;
        p = p * t - 0x1.0525a3b8c3ed2p-20;
        p = p * t - 0x1.800892b72d28dp-17;
        p = p * t + 0x1.778a2b0123c2bp-16;
        p = p * t + 0x1.b14449e36dfd4p-15;
        p = p * t - 0x1.303f9d9e6c0fbp-12;
        p = p * t + 0x1.33fb24531619cp-12;
        p = p * t + 0x1.cc3a0e22f1e70p-10;
        p = p * t - 0x1.3f603c3390a8cp-7;
        p = p * t + 0x1.d0b0037dcada7p-6;
        p = p * t - 0x1.e0d0fa6e016bdp-5;
        p = p * t + 0x1.7a14188a99ba8p-4;
        p = p * t - 0x1.bda9309a2886ap-4;
        p = p * t + 0x1.510169d0967ffp-4;
        p = p * t + 0x1.d5f2948159d0ep-9;
        p = p * t - 0x1.1f367683f89a7p-3;
        p = p * t + 0x1.3ccda0b5d5dc2p+0;
        return p / (1 + 2 * a);
    }

    /** exp(a + b) for a b that is small beside a. */
    private static double expOf(double a, double b) {
        double sum = a + b;
        double lost = (a - sum) + b;
        double e = Elementary.exp(sum);
        return e < Double.POSITIVE_INFINITY ? e + e * lost : e;
    }

    /** The upper 26 bits. */
    private static double upper(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) & 0xfffffffff8000000L);
    }
}
