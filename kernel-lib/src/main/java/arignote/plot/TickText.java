package arignote.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers beside ticks as matplotlib's ScalarFormatter writes them: as many decimals for one as for all. */
record TickText(List<TickLabel> labels, String corner) {
    /** A minus sign as wide as a plus. */
    static final char MINUS = '\u2212';

    /** Powers of ten from which, or down to which, a common factor is taken out. */
    private static final int LARGE = 6;

    private static final int SMALL = -5;

    /** Leading digits that all ticks must share before they are taken out as an offset. */
    private static final int SHARED_DIGITS = 4;

    static TickText of(double[] at) {
        double offset = offset(at);
        double largest = 0;
        for (double v : at) {
            largest = Math.max(largest, Math.abs(v - offset));
        }
        int magnitude = largest == 0 ? 0 : (int) Math.floor(Math.log10(largest) + 1e-12);
        int power = magnitude >= LARGE || magnitude <= SMALL ? magnitude : 0;
        double[] scaled =
                Arrays.stream(at).map(v -> (v - offset) / Math.pow(10, power)).toArray();
        int decimals = decimals(scaled);
        List<TickLabel> labels = new ArrayList<>();
        for (double v : scaled) {
            labels.add(TickLabel.plain(write(v, decimals)));
        }
        return new TickText(labels, corner(power, offset));
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

    private static double offset(double[] at) {
        double lo = at[0];
        double hi = at[at.length - 1];
        if (at.length < 2 || lo == hi || lo <= 0 && hi >= 0) {
            return 0;
        }
        double least = Math.min(Math.abs(lo), Math.abs(hi));
        double most = Math.max(Math.abs(lo), Math.abs(hi));
        int power = (int) Math.ceil(Math.log10(most));
        while (Math.floor(least / Math.pow(10, power)) == Math.floor(most / Math.pow(10, power))) {
            power--;
        }
        power++;
        double unit = Math.pow(10, power);
        double shared = Math.floor(most / unit);
        return shared >= Math.pow(10, SHARED_DIGITS - 1) ? Math.copySign(shared * unit, lo) : 0;
    }

    private static String corner(int power, double offset) {
        String factor = power == 0 ? "" : "1e" + power;
        if (offset == 0) {
            return factor.replace('-', MINUS);
        }
        String sign = offset > 0 ? "+" : "";
        String text = new BigDecimal(offset)
                .round(new java.math.MathContext(12))
                .stripTrailingZeros()
                .toPlainString();
        return (factor + sign + text).replace('-', MINUS);
    }
}
