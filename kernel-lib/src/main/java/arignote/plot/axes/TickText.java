package arignote.plot.axes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers beside ticks as matplotlib's ScalarFormatter writes them: as many decimals for one as for all. */
public record TickText(List<TickLabel> labels, String corner) {
    /** A minus sign as wide as a plus. */
    public static final char MINUS = '\u2212';

    /** Powers of ten from which, or down to which, a common factor is taken out. */
    private static final int LARGE = 6;

    private static final int SMALL = -5;

    /** The part of a power of ten below which ticks around it are labelled by their distance from it. */
    private static final double STRADDLED = 0.01;

    /** Leading digits that all ticks must share before they are taken out as an offset. */
    private static final int SHARED_DIGITS = 4;

    /** Digits of an offset before or after its point, beyond which a power of ten says where that is. */
    private static final int LONGEST = 15;

    /** @param magnitude the power of ten that {@code at} is divided by already */
    static TickText of(double[] at, int magnitude) {
        BigDecimal exact = offset(at);
        double offset = exact.doubleValue();
        double largest = 0;
        for (double v : at) {
            largest = Math.max(largest, Math.abs(v - offset));
        }
        int own = largest == 0 ? 0 : (int) Math.floor(Math.log10(largest) + 1e-12);
        int power = own + magnitude >= LARGE || own + magnitude <= SMALL ? own : 0;
        double[] scaled =
                Arrays.stream(at).map(v -> (v - offset) / Math.pow(10, power)).toArray();
        int decimals = decimals(scaled);
        List<TickLabel> labels = new ArrayList<>();
        for (double v : scaled) {
            labels.add(TickLabel.plain(write(v, decimals)));
        }
        return new TickText(labels, corner(power + magnitude, exact.scaleByPowerOfTen(magnitude)));
    }

    /** {@code value} with a fixed number of decimals, and never "-0". */
    static String write(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.toPlainString().replace('-', MINUS);
    }

    /** The fewest decimals that tell the ticks apart and show each to a thousandth of their span. */
    private static int decimals(double[] at) {
        double span = Math.abs(at[at.length - 1] - at[0]);
        if (span == 0) {
            return 0;
        }
        double tolerance = span * 1e-4;
        for (int decimals = 0; decimals < 12; decimals++) {
            double unit = Math.pow(10, decimals);
            if (Arrays.stream(at).allMatch(v -> Math.abs(Math.rint(v * unit) / unit - v) < tolerance)) {
                return decimals;
            }
        }
        return 12;
    }

    /** What all ticks share, exactly: it stands beside the axis to its last digit. */
    private static BigDecimal offset(double[] at) {
        double lo = at[0];
        double hi = at[at.length - 1];
        if (at.length < 2 || lo == hi || lo <= 0 && hi >= 0) {
            return BigDecimal.ZERO;
        }
        double least = Math.min(Math.abs(lo), Math.abs(hi));
        double most = Math.max(Math.abs(lo), Math.abs(hi));
        int power = (int) Math.ceil(Math.log10(most));
        while (Math.floor(least / Math.pow(10, power)) == Math.floor(most / Math.pow(10, power))) {
            power--;
        }
        power++;
        if ((most - least) / Math.pow(10, power) <= STRADDLED) {
            // A large power of ten lies between them, as 1000 between 999.9998 and 1000.0002.
            power = (int) Math.ceil(Math.log10(most));
            while (Math.floor(most / Math.pow(10, power)) - Math.floor(least / Math.pow(10, power)) <= 1) {
                power--;
            }
            power++;
        }
        double unit = Math.pow(10, power);
        double shared = Math.floor(most / unit);
        return shared >= Math.pow(10, SHARED_DIGITS - 1)
                ? new BigDecimal(Math.copySign(shared, lo)).scaleByPowerOfTen(power)
                : BigDecimal.ZERO;
    }

    private static String corner(int power, BigDecimal offset) {
        String factor = power == 0 ? "" : "1e" + power;
        if (offset.signum() == 0) {
            return factor.replace('-', MINUS);
        }
        String sign = offset.signum() > 0 ? "+" : "";
        BigDecimal shared = offset.stripTrailingZeros();
        int digits = shared.precision() - shared.scale();
        boolean plain = digits <= LONGEST && shared.scale() <= LONGEST;
        String text = plain
                ? shared.toPlainString()
                : shared.toString().replace("E+", "e").replace('E', 'e');
        return (factor + sign + text).replace('-', MINUS);
    }
}
