package arignote.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number that the reader of a page can move.
 *
 * @param name what stands before it
 * @param min its least value
 * @param max its greatest value
 * @param step from one value to the next
 * @param start its value at first; the nearest step is taken
 */
public record Slider(String name, double min, double max, double step, double start) {
    /** @throws IllegalArgumentException if the numbers allow no value */
    public Slider {
        boolean finite =
                Double.isFinite(min) && Double.isFinite(max) && Double.isFinite(step) && Double.isFinite(start);
        if (!finite || Double.isInfinite(max - min) || min >= max || step <= 0 || start < min || start > max) {
            throw new IllegalArgumentException("The slider \"" + name + "\" goes from " + min + " to " + max + " by "
                    + step + " and starts at " + start
                    + "; the numbers must be finite, max above min, step above 0 and start between");
        }
    }

    /** How many values there are. */
    public int count() {
        return (int) Math.min(Integer.MAX_VALUE - 1, Math.floor((max - min) / step + 1e-9)) + 1;
    }

    /** Value number {@code index}, without the last digits that adding steps would leave. */
    double value(int index) {
        return BigDecimal.valueOf(min)
                .add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(index)))
                .doubleValue();
    }

    /** The number of the value that lies nearest to a number. */
    public int indexOf(double value) {
        return (int) Math.max(0, Math.min(count() - 1L, Math.round((value - min) / step)));
    }

    /** The slider's value that lies nearest to a number. */
    public double nearest(double value) {
        return value(indexOf(value));
    }

    /** The slider's value nearest to a number, as text. */
    public String text(double value) {
        return text(indexOf(value));
    }

    /** How many decimals tell the values apart. */
    public int decimals() {
        int min10 = BigDecimal.valueOf(min).stripTrailingZeros().scale();
        return Math.max(
                0, Math.max(min10, BigDecimal.valueOf(step).stripTrailingZeros().scale()));
    }

    String text(int index) {
        return BigDecimal.valueOf(value(index))
                .setScale(decimals(), RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
