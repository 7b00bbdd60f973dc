package arignote.notebook.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * One way to print a group of numbers so that they can be compared by eye: the same number of decimals, six significant
 * digits for the largest, powers of ten only where plain decimals would hide something.
 *
 * <p>Digits come from {@link BigDecimal}: {@code Double.toString} prints other digits before Java 19 than after.
 */
public final class NumberText {
    private static final int DIGITS = 6;
    private static final int MOST_DECIMALS = 8;
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-4;
    /** Beyond this ratio between the largest and the smallest number, plain decimals would round the small ones away. */
    private static final double WIDE = 1e4;

    private final boolean scientific;
    private final int decimals;

    private NumberText(boolean scientific, int decimals) {
        this.scientific = scientific;
        this.decimals = decimals;
    }

    /** The way to print these values; only its Doubles and Floats matter. */
    public static NumberText of(List<?> values) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (Object value : values) {
            if (isFloating(value)) {
                double size = Math.abs(((Number) value).doubleValue());
                if (size > 0 && Double.isFinite(size)) {
                    largest = Math.max(largest, size);
                    smallest = Math.min(smallest, size);
                }
            }
        }
        if (largest == 0) {
            return new NumberText(false, 1);
        }
        boolean scientific = largest >= LARGE || largest < SMALL || (smallest < SMALL && largest / smallest > WIDE);
        int before = (int) Math.floor(Math.log10(largest)) + 1;
        int decimals = scientific ? DIGITS - 1 : Math.max(1, Math.min(MOST_DECIMALS, DIGITS - before));
        return new NumberText(scientific, neededDecimals(values, scientific, decimals));
    }

    /** One number by itself. */
    public static String of(double value) {
        return of(List.of(value)).text(value);
    }

    /** A count with its thousands apart: {@code 10 000}. */
    public static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    String text(Object value) {
        if (!isFloating(value)) {
            return String.valueOf(value);
        }
        double number = ((Number) value).doubleValue();
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        return scientific ? scientific(number, decimals) : plain(number, decimals);
    }

    private static boolean isFloating(Object value) {
        return value instanceof Double || value instanceof Float;
    }

    /** Zeros that every number of the group ends in say nothing. */
    private static int neededDecimals(List<?> values, boolean scientific, int most) {
        int needed = 1;
        for (Object value : values) {
            if (isFloating(value) && Double.isFinite(((Number) value).doubleValue())) {
                double number = ((Number) value).doubleValue();
                String digits = scientific ? scientific(number, most) : plain(number, most);
                int end = digits.indexOf('e') < 0 ? digits.length() : digits.indexOf('e');
                while (end > 0 && digits.charAt(end - 1) == '0') {
                    end--;
                }
                needed = Math.max(needed, end - digits.indexOf('.') - 1);
            }
        }
        return needed;
    }

    private static String plain(double number, int decimals) {
        return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(double number, int decimals) {
        if (number == 0) {
            return "0." + "0".repeat(decimals) + "e+00";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(decimals + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.scaleByPowerOfTen(-exponent)
                .setScale(decimals, RoundingMode.UNNECESSARY)
                .toPlainString();
        return mantissa + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
