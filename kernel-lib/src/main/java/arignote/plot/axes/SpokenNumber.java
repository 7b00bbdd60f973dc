package arignote.plot.axes;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers and ranges in alternative texts. */
public final class SpokenNumber {
    private SpokenNumber() {}

    /** {@code axis} and where it begins and ends, with as many digits as tell the two apart. */
    public static String range(String axis, Range range) {
        String name = axis.isEmpty() ? "" : axis + " ";
        if (range.lo() == range.hi()) {
            return name + number(range.lo(), 3);
        }
        int digits = 3;
        while (digits < 15 && number(range.lo(), digits).equals(number(range.hi(), digits))) {
            digits++;
        }
        return name + "from " + number(range.lo(), digits) + " to " + number(range.hi(), digits);
    }

    /** {@code value} with a number of significant digits, and no zeros at its end. */
    public static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : TickText.MINUS + "∞";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        boolean plain = value == 0 || Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6;
        return (plain
                        ? rounded.toPlainString()
                        : rounded.toString().replace("E+", "e").replace("E", "e"))
                .replace('-', TickText.MINUS);
    }
}
