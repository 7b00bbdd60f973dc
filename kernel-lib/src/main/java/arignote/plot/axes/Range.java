package arignote.plot.axes;

/**
 * From {@code lo} to {@code hi}; empty where lo is above hi, unless the limits of an axis that runs backwards were given.
 *
 * @param loTight whether an axis ends at {@code lo} itself, as under bars and at the edge of an image
 * @param hiTight the same at {@code hi}
 */
public record Range(double lo, double hi, boolean loTight, boolean hiTight) {
    public static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** matplotlib's {@code axes.xmargin}: what stays free at either end, as a part of the data's span. */
    private static final double MARGIN = 0.05;

    /** How far an axis is widened around a single value, as a part of it. */
    private static final double AROUND_ONE_VALUE = 0.05;

    private static final double AROUND_A_LARGE_VALUE = 1e-10;

    /** As many lengths of an axis away, nothing is seen of a point but its direction. */
    private static final double FAR = 1e15;

    /** A range with room around it. */
    public Range(double lo, double hi) {
        this(lo, hi, false, false);
    }

    public static Range tight(double lo, double hi) {
        return new Range(lo, hi, true, true);
    }

    /** {@code half} to either side of a single value, or as much more as a large value needs to differ from its neighbours. */
    public static Range around(double only, double half) {
        double room = Math.max(half, Math.abs(only) * AROUND_A_LARGE_VALUE);
        return new Range(Math.max(-Double.MAX_VALUE, only - room), Math.min(Double.MAX_VALUE, only + room));
    }

    /** How far {@code value} lies on the way from {@code lo} (0) to {@code hi} (1), whatever their size. */
    public static double part(double value, double lo, double hi) {
        // Halves of doubles are exact, and their differences are doubles.
        double half = Double.isFinite(hi - lo) && Double.isFinite(value - lo) ? 1 : 0.5;
        double part = (half * value - half * lo) / (half * hi - half * lo);
        return Math.max(-FAR, Math.min(FAR, part));
    }

    /**
     * The power of ten by which both ends are divided before any arithmetic, 0 nearly always: the largest doubles
     * have no sums, the least no quotients.
     */
    public int magnitude() {
        double largest = Math.max(Math.abs(lo), Math.abs(hi));
        return largest > 1e200 ? 100 : largest > 0 && largest < 1e-200 ? -100 : 0;
    }

    public boolean isEmpty() {
        return lo > hi;
    }

    public Range with(double value) {
        return with(new Range(value, value));
    }

    /** Both; an end that coincides with a tight one is tight. */
    public Range with(Range other) {
        return new Range(
                Math.min(lo, other.lo),
                Math.max(hi, other.hi),
                lo <= other.lo && loTight || other.lo <= lo && other.loTight,
                hi >= other.hi && hiTight || other.hi >= hi && other.hiTight);
    }

    /** The limits of an axis that shows this range of data. */
    Range padded(Scale scale) {
        double from = scale.forward(lo);
        double to = scale.forward(hi);
        if (isEmpty()) {
            from = scale == Scale.LOG ? 0 : -AROUND_ONE_VALUE;
            to = scale == Scale.LOG ? 1 : AROUND_ONE_VALUE;
        } else if (to - from <= 1e-15 * Math.max(Math.abs(from), Math.abs(to))) {
            double around = Math.abs(from) * AROUND_ONE_VALUE;
            from = Math.max(-Double.MAX_VALUE, from - (around == 0 ? AROUND_ONE_VALUE : around));
            to = Math.min(Double.MAX_VALUE, to + (around == 0 ? AROUND_ONE_VALUE : around));
        }
        // The span of doubles may be more than a double holds.
        double span = to - from;
        boolean closed = lo == hi && loTight && hiTight;
        double margin = Double.isFinite(span) ? MARGIN * span : MARGIN * to - MARGIN * from;
        return new Range(
                loTight && !isEmpty() && !closed ? lo : scale.back(from - margin),
                hiTight && !isEmpty() && !closed ? hi : scale.back(to + margin));
    }
}
