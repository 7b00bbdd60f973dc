package arignote.expr.math;

/**
 * The regularized incomplete gamma functions and their slope by the first argument. They are translated to JavaScript
 * statement by statement, as those of {@link GammaFunction} are.
 */
public final class IncompleteGamma {
    private IncompleteGamma() {}

    /** The regularized lower incomplete gamma function P(k, x): a series, or what its complement leaves. */
    public static double gammainc(double k, double x) {
        if (!(k >= 0 && x >= 0) || (k == 0 && x == 0)) {
            return Double.NaN;
        }
        if (x == 0) {
            return 0;
        }
        if (k == 0 || x == Double.POSITIVE_INFINITY) {
            return k < Double.POSITIVE_INFINITY ? 1 : Double.NaN;
        }
        if (k > 1e9) {
            return asymptotic(k, x, -1);
        }
        return x < k + 1 ? series(k, x) : 1 - fraction(k, x);
    }

    /** The regularized upper one, Q(k, x) = 1 − P(k, x): a continued fraction, or what the series leaves. */
    public static double gammaincc(double k, double x) {
        if (!(k >= 0 && x >= 0) || (k == 0 && x == 0)) {
            return Double.NaN;
        }
        if (x == 0) {
            return 1;
        }
        if (k == 0 || x == Double.POSITIVE_INFINITY) {
            return k < Double.POSITIVE_INFINITY ? 0 : Double.NaN;
        }
        if (k > 1e9) {
            return asymptotic(k, x, 1);
        }
        return x < k + 1 ? 1 - series(k, x) : fraction(k, x);
    }

    /**
     * The derivative of P(k, x) by k, which is that of −Q(k, x): the integral from 0 to x of p(t) (ln t − ψ(k)), with p(t) =
     * tᵏ⁻¹ exp(−t) / Γ(k). As that from 0 to infinity is 0, it is minus the integral from x on, too; on one side of x the
     * integrand has one sign, so nothing cancels there. With t = x exp(±r) it decays exponentially in r, for which the
     * double exponential formula r = w exp(τ − exp(−τ)) and equal steps of τ give all digits (H. Takahasi and M. Mori,
     * Double exponential formulas for numerical integration, 1974). Where k and x are below 1 the integrand has a plateau,
     * but a power series converges.
     */
    public static double gammaincGrad(double k, double x) {
        if (!(k >= 0 && x >= 0) || (k == 0 && x == 0)) {
            return Double.NaN;
        }
        if (k == Double.POSITIVE_INFINITY || x == Double.POSITIVE_INFINITY) {
            return k == x ? Double.NaN : 0;
        }
        if (k < 1 && x < 1) {
            return x == 0 ? 0 : slopeSeries(k, x);
        }
        double height = density(k, x);
        if (!(height > 0)) {
            return 0;
        }
        double start = startOfSlope(k, x);
        double side = start < 0 ? -1 : 1;
        double width = 1 / (Math.abs(x - k) + Math.sqrt(k));
        double step = 0.0625;
        double sum = 0;
        double term = 0;
        for (int i = -60; i < 160 && (i < 1 || term > sum * 1e-18); i++) {
            double small = Elementary.exp(-i * step);
            double r = width * Elementary.exp(i * step - small);
            double exponent = side * (k - x) * r - x * expLessLine(side * r);
            term = r * (1 + small) * (Math.abs(start) + k * r) * Elementary.exp(exponent);
            sum = sum + term;
        }
        return -height * sum * step;
    }

    /** k (ln x − ψ(k)), also for a small k or an x near a large k. */
    private static double startOfSlope(double k, double x) {
        if (k < 10) {
            return k * (Elementary.log(x) - GammaFunction.psi(k + 1)) + 1;
        }
        double d = (x - k) / k;
        double log = Math.abs(d) < 0.5 ? Elementary.log1p(d) : Elementary.log(x / k);
        return k * (log + GammaFunction.logLessPsi(k));
    }

    /**
     * The derivative by k of xᵏ / Γ(k) Σ (−x)ⁿ / (n! (k + n)), which is P(k, x) (DLMF 8.7.1), with 1/k taken out of ψ(k) = ψ(k
     * + 1) − 1/k.
     */
    private static double slopeSeries(double k, double x) {
        double log = Elementary.log(x) - GammaFunction.psi(k + 1);
        double term = 1;
        double sum = log;
        for (int n = 1; n < 60 && Math.abs(term) > 1e-18; n++) {
            term = -term * x / n;
            sum = sum + term * (k * log + n / (k + n)) / (k + n);
        }
        return Power.power(x, k) / GammaFunction.gamma(k + 1) * sum;
    }

    /** exp(r) − 1 − r. */
    private static double expLessLine(double r) {
        if (Math.abs(r) > 0.3) {
            return Elementary.expm1(r) - r;
        }
        double sum = 1;
        for (int n = 13; n > 2; n--) {
            sum = 1 + r / n * sum;
        }
        return 0.5 * r * r * sum;
    }

    /** xᵏ exp(−x) / Γ(k + 1), without powers that overflow. */
    private static double density(double k, double x) {
        if (k < 10) {
            return x > 800 ? 0 : Power.power(x, k) * Elementary.exp(-x) / GammaFunction.gamma(k + 1);
        }
        double d = (x - k) / k;
        double log = Math.abs(d) < 0.5 ? Elementary.log1p(d) : Elementary.log(x / k);
        double exponent = k * (d - log) + GammaFunction.stirling(k);
        return Elementary.exp(-exponent) / (GammaFunction.ROOT_TWO_PI * Math.sqrt(k));
    }

    private static double series(double k, double x) {
        double term = 1;
        double sum = 1;
        for (int i = 1; i < 300000 && term > sum * 1e-17; i++) {
            term = term * x / (k + i);
            sum = sum + term;
        }
        return density(k, x) * sum;
    }

    /** Lentz's method. */
    private static double fraction(double k, double x) {
        double b = x + 1 - k;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        double change = 0;
        for (int i = 1; i < 300000 && Math.abs(change - 1) > 5e-16; i++) {
            double a = -i * (i - k);
            b = b + 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            change = d * c;
            h = h * change;
        }
        return k * density(k, x) * h;
    }

    /** Both for a large k (Temme, 1979): upper for a side of 1, lower for −1. */
    private static double asymptotic(double k, double x, double side) {
        if (k == Double.POSITIVE_INFINITY) {
            return side > 0 ? 1 : 0;
        }
        double d = (x - k) / k;
        double half = d - Elementary.log1p(d);
        double root = Math.sqrt(half < 0 ? 0 : half);
        double eta = d < 0 ? -root : root;
        double first = Math.abs(d) < 1e-3 ? -0.3333333333333333 + d / 12 : 1 / d - 1 / (eta * 1.4142135623730951);
        double correction = Elementary.exp(-k * half) / (GammaFunction.ROOT_TWO_PI * Math.sqrt(k)) * first;
        return 0.5 * ErrorFunction.erfc(side * eta * Math.sqrt(k)) + side * correction;
    }
}
