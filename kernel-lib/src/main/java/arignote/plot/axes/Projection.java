package arignote.plot.axes;

/**
 * From an axis' values to pixels.
 *
 * @param from the pixel of the lower limit
 * @param to the pixel of the upper limit
 */
public record Projection(Range limits, Scale scale, double from, double to) {
    public double pixel(double value) {
        double lo = scale.forward(limits.lo());
        double hi = scale.forward(limits.hi());
        return from + Range.part(scale.forward(value), lo, hi) * (to - from);
    }
}
