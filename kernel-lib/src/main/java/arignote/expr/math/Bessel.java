package arignote.expr.math;

/**
 * Bessel functions of whole orders, of + − · ÷ and the functions of {@link Elementary}. Plain methods with loops, which
 * are translated to JavaScript statement by statement, as those of {@link GammaFunction} are.
 */
public final class Bessel {
    private static final double LARGE = 30;

    private Bessel() {}

    /**
     * The modified one of the first kind; some ulp. Its power series, whose terms are all positive, or for a large x its
     * asymptotic series. NaN for an order that is no whole number.
     */
    public static double iv(double order, double x) {
        if (!(order == Math.floor(order) && Math.abs(order) < 1e6) || x != x) {
            return Double.NaN;
        }
        double n = Math.abs(order);
        double a = Math.abs(x);
        double sign = x < 0 && n - 2 * Math.floor(n / 2) == 1 ? -1 : 1;
        if (a > 720) {
            return a > 720 + n ? sign * Double.POSITIVE_INFINITY : sign * powerSeries(n, a);
        }
        return sign * (a > LARGE && n * n < a ? growing(n, a) : powerSeries(n, a));
    }

    private static double powerSeries(double n, double a) {
        double h = a / 2;
        double term = 1;
        for (int k = 1; k <= n && term > 0; k++) {
            term = term * h / k;
        }
        double sum = term;
        for (int k = 1; k < 100000 && term > sum * 1e-17; k++) {
            term = term * (h / k) * (h / (k + n));
            sum = sum + term;
        }
        return sum;
    }

    private static double growing(double n, double a) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 60 && Math.abs(term) > 1e-17; k++) {
            double odd = 2 * k - 1;
            term = -term * (4 * n * n - odd * odd) / (8 * k * a);
            sum = sum + term;
        }
        double root = Elementary.exp(a / 2);
        return root * (root * (sum / Math.sqrt(6.283185307179586 * a)));
    }

    /**
     * The one of the first kind; its error is some 1e-16 of its amplitude. For a large x an asymptotic series and the
     * recurrence upwards, else the recurrence downwards (Miller). NaN for an order that is no whole number.
     */
    public static double jv(double order, double x) {
        if (!(order == Math.floor(order) && Math.abs(order) < 1e6) || x != x) {
            return Double.NaN;
        }
        double n = Math.abs(order);
        double a = Math.abs(x);
        boolean odd = n - 2 * Math.floor(n / 2) == 1;
        double sign = odd && (order < 0) != (x < 0) ? -1 : 1;
        if (a == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (a == 0) {
            return n == 0 ? 1 : 0;
        }
        if (a < LARGE || n > a) {
            return sign * downwards(n, a);
        }
        double before = oscillating(0, a);
        if (n == 0) {
            return before;
        }
        double now = oscillating(1, a);
        for (int k = 1; k < n; k++) {
            double next = 2 * k / a * now - before;
            before = now;
            now = next;
        }
        return sign * now;
    }

    /** √(2/πa) (P cos χ − Q sin χ) with χ = a − (n/2 + 1/4)π, for n 0 or 1. */
    private static double oscillating(double n, double a) {
        double p = 1;
        double q = 0;
        double term = 1;
        for (int k = 1; k < 60 && Math.abs(term) > 1e-17; k++) {
            double odd = 2 * k - 1;
            term = term * (4 * n * n - odd * odd) / (8 * k * a);
            double turn = k - 4 * Math.floor(k * 0.25);
            if (turn == 1) {
                q = q + term;
            }
            if (turn == 2) {
                p = p - term;
            }
            if (turn == 3) {
                q = q - term;
            }
            if (turn == 0) {
                p = p + term;
            }
        }
        double sine = Trigonometry.sin(a);
        double cosine = Trigonometry.cos(a);
        double c = n == 0 ? cosine + sine : sine - cosine;
        double s = n == 0 ? sine - cosine : -(sine + cosine);
        return (p * c - q * s) / Math.sqrt(3.141592653589793 * a);
    }

    /** From an order where it is next to nothing down to 0; J₀ + 2 (J₂ + J₄ + …) is 1. */
    private static double downwards(double n, double a) {
        if (n > a && n * Elementary.log(n / (1.36 * a)) > 750) {
            return 0;
        }
        double most = n > a ? n : a;
        double start = 2 * Math.floor((most + 30 + 6 * Math.sqrt(most)) / 2);
        double above = 0;
        double now = 1e-300;
        double sum = 0;
        double result = 0;
        for (double k = start; k > 0; k--) {
            double below = 2 * k / a * now - above;
            above = now;
            now = below;
            if (k - 1 == n) {
                result = now;
            }
            if ((k - 1) - 2 * Math.floor((k - 1) / 2) == 0) {
                sum = sum + (k == 1 ? now : 2 * now);
            }
            if (Math.abs(now) > 1e200) {
                now = now * 1e-250;
                above = above * 1e-250;
                sum = sum * 1e-250;
                result = result * 1e-250;
            }
        }
        return result / sum;
    }
}
