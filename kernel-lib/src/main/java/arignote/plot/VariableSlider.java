package arignote.plot;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.print.Printer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A slider for a scalar of a formula: an input, or a shared variable.
 *
 * @param step from one value to the next; null for a round one that makes a hundred to two hundred and fifty steps
 * @param start its value at first; null for that of the shared variable, for an input 0 or the middle
 */
public record VariableSlider(Expr variable, double min, double max, Double step, Double start) {
    /** About this many steps make a slider whose step is not given. */
    private static final int STEPS = 100;

    /** @throws IllegalArgumentException if it is no variable of one floating number, or the numbers allow no value */
    public VariableSlider {
        if (!variable.op().isLeaf()
                || variable.type().rank() != 0
                || !variable.type().dtype().isFloat()) {
            throw new IllegalArgumentException(
                    "a slider moves an input or a shared variable of one floating number, but "
                            + Printer.quoted(variable) + " is "
                            + (variable.op().isLeaf() ? "of the type " : "an expression of the type ")
                            + variable.type());
        }
        if (start != null && variable instanceof Shared) {
            throw new IllegalArgumentException("the slider of the shared variable " + Printer.quoted(variable)
                    + " starts at its value; leave the start out, or set the value before");
        }
        slider(variable, min, max, step, start);
    }

    /** The slider in numbers. */
    public Slider slider() {
        return slider(variable, min, max, step, start);
    }

    /** What stands before it. */
    String name() {
        return Printer.print(variable);
    }

    /** The value at first, which may lie beside the slider's steps where a shared variable has it. */
    double value() {
        Slider s = slider();
        return start == null && variable instanceof Shared shared ? shared.item() : s.nearest(s.start());
    }

    private static Slider slider(Expr variable, double min, double max, Double step, Double start) {
        double by = step != null ? step : roundStep(max - min);
        double first = start != null ? start : min <= 0 && max >= 0 ? 0 : (min + max) / 2;
        if (start == null && variable instanceof Shared shared) {
            first = Math.max(min, Math.min(max, shared.item()));
        }
        return new Slider(Printer.print(variable), min, max, by, first);
    }

    /** The largest of 1, 2 and 5 times a power of ten that makes at least a hundred steps. */
    private static double roundStep(double span) {
        if (!(span > 0) || !Double.isFinite(span)) {
            return 1; // the slider says what is wrong
        }
        BigDecimal largest = new BigDecimal(span / STEPS).round(new MathContext(1, RoundingMode.DOWN));
        int digit = largest.unscaledValue().intValueExact();
        int round = digit >= 5 ? 5 : digit >= 2 ? 2 : 1;
        return BigDecimal.valueOf(round, largest.scale()).doubleValue();
    }
}
