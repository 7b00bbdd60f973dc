package arignote.expr.math;

/**
 * The gamma function, its logarithm, and that one's derivatives, of + − · ÷ and the functions of {@link Elementary};
 * some ulp from the correctly rounded values. They are plain methods with loops: what stands here is translated to
 * JavaScript statement by statement, so it has doubles, whole numbers that count, and no more.
 * Coefficients are from {@code kernel-lib/src/test/python/special.py constants}.
 */
public final class GammaFunction {
    private static final double PI = 0x1.921fb54442d18p+1;
    static final double ROOT_TWO_PI = 2.5066282746310002;
    private static final double LOG_TWO_PI_HALF = 0.91893853320467274178;

    /** Where psi is 0, in two parts. */
    private static final double PSI_ROOT = 0x1.762d86356be3fp+0;

    private static final double PSI_ROOT_LOW = 0x1.b86a722197829p-54;

    private GammaFunction() {}

    /** Γ(x); NaN at the negative whole numbers, infinite at 0, with its sign. */
    public static double gamma(double x) {
        if (x == 0) {
            return 1 / x;
        }
        if (x < 0) {
            if (x == Math.floor(x)) {
                return Double.NaN;
            }
            return -PI / (x * sinPi(x) * gammaOfPositive(-x));
        }
        return gammaOfPositive(x);
    }

    private static double gammaOfPositive(double x) {
        if (!(x < 172)) {
            return x * Double.POSITIVE_INFINITY;
        }
        if (x > 24) {
            double root = Power.power(x, 0.5 * x - 0.25);
            return root * Elementary.exp(-x) * root * (ROOT_TWO_PI * Elementary.exp(stirling(x)));
        }
        double y = x;
        double product = 1;
        while (y > 2) {
            y = y - 1;
            product = product * y;
        }
        if (y == 1 || y == 2) {
            return product;
        }
        return y < 1 ? gammaNearOne(y) / y : product * gammaNearOne(y - 1);
    }

    /** ln |Γ(x)|; infinite at 0 and the negative whole numbers. */
    public static double gammaln(double x) {
        if (x != x) {
            return x;
        }
        if (x <= 0) {
            if (x == Math.floor(x)) {
                return Double.POSITIVE_INFINITY;
            }
            return Elementary.log(PI / (Math.abs(x) * Math.abs(sinPi(x)))) - gammalnOfPositive(-x);
        }
        return gammalnOfPositive(x);
    }

    private static double gammalnOfPositive(double x) {
        if (x > 10) {
            if (x > 2.5e305) {
                return Double.POSITIVE_INFINITY;
            }
            return (x - 0.5) * (Elementary.log(x) - 1) + ((LOG_TWO_PI_HALF - 0.5) + stirling(x));
        }
        if (x < 1) {
            return loggammaFromOne(x) - Elementary.log(x);
        }
        if (x <= 2) {
            return loggammaFromOne(x - 1);
        }
        double y = x;
        double product = 1;
        while (y > 3) {
            y = y - 1;
            product = product * y;
        }
        double rest = loggammaFromTwo(y - 2);
        return product == 1 ? rest : Elementary.log(product) + rest;
    }

    /** The derivative of ln Γ(x); NaN at the negative whole numbers. */
    public static double psi(double x) {
        if (x == 0) {
            return -1 / x;
        }
        if (x < 0) {
            if (x == Math.floor(x)) {
                return Double.NaN;
            }
            return (psiOfPositive(-x) - 1 / x) - PI * sinPi(x + 0.5) / sinPi(x);
        }
        return psiOfPositive(x);
    }

    private static double psiOfPositive(double x) {
        if (!(x < 1e17)) {
            return Elementary.log(x);
        }
        if (x >= 10) {
            return Elementary.log(x) - logLessPsi(x);
        }
        if (x < 1) {
            return psiFromOne(x) - 1 / x;
        }
        double y = x;
        double sum = 0;
        while (y > 2) {
            y = y - 1;
            sum = sum + 1 / y;
        }
        return sum + psiFromOne(y - 1);
    }

    /**
     * The n-th derivative of psi: n! times the sum of 1/(x + k)ⁿ⁺¹ but for the sign, term by term up to a large x, and by
     * Euler and Maclaurin's formula from there; of an order that is no whole number it is NaN, and of a large negative x.
     */
    public static double polygamma(double n, double x) {
        if (!(n >= 0 && n <= 150 && n == Math.floor(n)) || x != x) {
            return Double.NaN;
        }
        if (n == 0) {
            return psi(x);
        }
        double sign = n - 2 * Math.floor(n / 2) == 0 ? -1 : 1;
        if (x <= 0 && x == Math.floor(x)) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (x < 0 && n == 1) {
            double s = sinPi(x) / PI;
            return 1 / (s * s) - magnitude(1, 1 - x);
        }
        if (x < -10000) {
            return Double.NaN;
        }
        return sign * magnitude(n, x);
    }

    /** The n-th derivative of psi but for its sign. */
    private static double magnitude(double n, double x) {
        double factorial = 1;
        for (int k = 2; k <= n; k++) {
            factorial = factorial * k;
        }
        double y = x;
        double sum = 0;
        while (y < 15 + n) {
            sum = sum + Power.power(y, -(n + 1));
            y = y + 1;
        }
        double power = Power.power(y, -n);
        double term = power * (n + 1) / (y * y);
        double tail = term * 0.08333333333333333;
        term = term * (n + 2) * (n + 3) / (y * y);
        tail = tail - term * 0.001388888888888889;
        term = term * (n + 4) * (n + 5) / (y * y);
        tail = tail + term * 3.306878306878307e-5;
        term = term * (n + 6) * (n + 7) / (y * y);
        tail = tail - term * 8.267195767195768e-7;
        term = term * (n + 8) * (n + 9) / (y * y);
        tail = tail + term * 2.08767569878681e-8;
        term = term * (n + 10) * (n + 11) / (y * y);
        tail = tail - term * 5.284190138687493e-10;
        term = term * (n + 12) * (n + 13) / (y * y);
        tail = tail + term * 1.3382536530684678e-11;
        term = term * (n + 14) * (n + 15) / (y * y);
        tail = tail - term * 3.3896802963225829e-13;
        double rest = tail + 0.5 * power / y;
        return factorial * (sum + (power / n + rest));
    }

    /** ln x − ψ(x) for x from 10 on: the asymptotic series. */
    static double logLessPsi(double x) {
        double z = 1 / (x * x);
        double sum = 0.08333333333333333;
        sum = -0.021092796092796094 + z * sum;
        sum = 0.007575757575757576 + z * sum;
        sum = -0.004166666666666667 + z * sum;
        sum = 0.003968253968253968 + z * sum;
        sum = -0.008333333333333333 + z * sum;
        sum = 0.08333333333333333 + z * sum;
        return 0.5 / x + z * sum;
    }

    /** ln Γ(x) less the leading terms of Stirling's formula, for x from 10 on. */
    static double stirling(double x) {
        double z = 1 / (x * x);
        double sum = 0.006410256410256411;
        sum = -0.0019175269175269176 + z * sum;
        sum = 0.0008417508417508417 + z * sum;
        sum = -0.0005952380952380953 + z * sum;
        sum = 0.0007936507936507937 + z * sum;
        sum = -0.002777777777777778 + z * sum;
        sum = 0.08333333333333333 + z * sum;
        return sum / x;
    }

    /** sin πx, from the exact rest of x. */
    private static double sinPi(double x) {
        double rest = x - 2 * Math.floor(x / 2);
        double sign = rest >= 1 ? -1 : 1;
        double r = rest >= 1 ? rest - 1 : rest;
        return sign * Trigonometry.sin(PI * (r > 0.5 ? 1 - r : r));
    }

    /** Γ(1 + t) for t from 0 to 1. */
    private static double gammaNearOne(double t) {
        double p = 0x1.6c3032e6c6f69p-13;
        p = p * t - 0x1.1c85a022938cdp-9;
        p = p * t + 0x1.a6dedb706dcd3p-7;
        p = p * t - 0x1.8f2cc3043fdf1p-5;
        p = p * t + 0x1.0e1a773106dc0p-3;
        p = p * t - 0x1.190f7faee7b9bp-2;
        p = p * t + 0x1.d8b2150d335f0p-2;
        p = p * t - 0x1.4ecbb6ce92c04p-1;
        p = p * t + 0x1.9f1a997d5d396p-1;
        p = p * t - 0x1.d38c026d9a555p-1;
        p = p * t + 0x1.ef0e79c4b5b25p-1;
        p = p * t - 0x1.fa9e5c225e917p-1;
        p = p * t + 0x1.fe6d4f844f919p-1;
        p = p * t - 0x1.ff3c060b8ae25p-1;
        p = p * t + 0x1.fefcf51bb7a44p-1;
        p = p * t - 0x1.fdf2a4fd941c3p-1;
        p = p * t + 0x1.fc7dec9a033bbp-1;
        p = p * t - 0x1.f6c80cda75c32p-1;
        p = p * t + 0x1.f6a5103ff333cp-1;
        p = p * t - 0x1.d0a118f29534cp-1;
        p = p * t + 0x1.fa658c23af4f3p-1;
        p = p * t - 0x1.2788cfc6fb5eap-1;
        p = p * t + 0x1.0000000000000p+0;
        return p;
    }

    /** ln Γ(1 + t) for t from 0 to 1. */
    private static double loggammaFromOne(double t) {
        double p = 0x1.29eb796ec9da7p-19;
        p = p * t - 0x1.f8d8c1035111cp-16;
        p = p * t + 0x1.988b3b3438c7bp-13;
        p = p * t - 0x1.a5a42d005937bp-11;
        p = p * t + 0x1.39102cbb69b96p-9;
        p = p * t - 0x1.667b71639a14cp-8;
        p = p * t + 0x1.4c3f24df61822p-7;
        p = p * t - 0x1.0341f85f85cfcp-6;
        p = p * t + 0x1.6127e8f9bcd6cp-6;
        p = p * t - 0x1.b2d3fd3f012d0p-6;
        p = p * t + 0x1.f457027512fc0p-6;
        p = p * t - 0x1.14eed253c9cd4p-5;
        p = p * t + 0x1.2d6094e7cb6e2p-5;
        p = p * t - 0x1.46ca0a92e056ap-5;
        p = p * t + 0x1.63888067c3b8dp-5;
        p = p * t - 0x1.85755d041e262p-5;
        p = p * t + 0x1.ae8a1916a8a79p-5;
        p = p * t - 0x1.e18239e1b2ea1p-5;
        p = p * t + 0x1.11554967b4f8ap-4;
        p = p * t - 0x1.3cb1f9cce9e67p-4;
        p = p * t + 0x1.79cf9c4c1a362p-4;
        p = p * t - 0x1.d7a3e6a8f0ca6p-4;
        p = p * t + 0x1.3e54520481ea2p-3;
        p = p * t - 0x1.f6465978d46e9p-3;
        p = p * t + 0x1.2788cfc6fb619p-1;
        return t * (t - 1) * p + 0;
    }

    /** ln Γ(2 + t) for t from 0 to 1. */
    private static double loggammaFromTwo(double t) {
        double p = -0x1.24c8480b3a492p-29;
        p = p * t + 0x1.a9ddbc6be2728p-26;
        p = p * t - 0x1.2ff6fc7cb1af3p-23;
        p = p * t + 0x1.21b03bc234caep-21;
        p = p * t - 0x1.aa842580a47dep-20;
        p = p * t + 0x1.0b95351498e3fp-18;
        p = p * t - 0x1.33e3b3d2858e4p-17;
        p = p * t + 0x1.55af3f982513cp-16;
        p = p * t - 0x1.785f2dd361c7ep-15;
        p = p * t + 0x1.a112febb27ea1p-14;
        p = p * t - 0x1.d3fab7fc55f2cp-13;
        p = p * t + 0x1.0b3690935476bp-11;
        p = p * t - 0x1.38ac5a0c7b318p-10;
        p = p * t + 0x1.7add6e93717fcp-9;
        p = p * t - 0x1.e404fc20b6b4dp-8;
        p = p * t + 0x1.51322ac7d6259p-6;
        p = p * t - 0x1.13e001a5575d9p-4;
        p = p * t + 0x1.4a34cc4a60fa6p-2;
        p = p * t + 0x1.b0ee6072093cep-2;
        return t * p;
    }

    /** psi(1 + t) for t from 0 to 1. */
    private static double psiFromOne(double t) {
        double p = 0x1.d56d3c442d62ap-15;
        p = p * t - 0x1.8c142ce03cd55p-11;
        p = p * t + 0x1.3ed5953bd4a48p-8;
        p = p * t - 0x1.46d400f95ac9fp-6;
        p = p * t + 0x1.e10b1bc5fccbcp-5;
        p = p * t - 0x1.103191b314ee0p-3;
        p = p * t + 0x1.f0a3da2766987p-3;
        p = p * t - 0x1.7b5f29a61e45dp-2;
        p = p * t + 0x1.f63bca88df5dfp-2;
        p = p * t - 0x1.29d0b45ffcc96p-1;
        p = p * t + 0x1.46c53fa13c462p-1;
        p = p * t - 0x1.557492f9f1b5ep-1;
        p = p * t + 0x1.5b8d4e57d2b39p-1;
        p = p * t - 0x1.5da2068cc71aap-1;
        p = p * t + 0x1.5e3f3e7011badp-1;
        p = p * t - 0x1.5e7963a696feap-1;
        p = p * t + 0x1.5eb44d079fdaap-1;
        p = p * t - 0x1.5f214c675358cp-1;
        p = p * t + 0x1.5ffe9786ab182p-1;
        p = p * t - 0x1.61c868483861bp-1;
        p = p * t + 0x1.658fe6c868a60p-1;
        p = p * t - 0x1.6dd847b9074dap-1;
        p = p * t + 0x1.814385798662ap-1;
        p = p * t - 0x1.b59a5e3fc938cp-1;
        p = p * t + 0x1.4018e9a62525ep+0;
        return (((1 - PSI_ROOT) + t) - PSI_ROOT_LOW) * p;
    }
}
