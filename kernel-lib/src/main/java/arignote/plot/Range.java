package arignote.plot;

/**
 * From {@code lo} to {@code hi}; empty where lo is above hi, unless someone asked for an axis that runs backwards.
 *
 * @param loTight whether an axis ends at {@code lo} itself, as under bars and at the edge of an image
 * @param hiTight the same at {@code hi}
 */
record Range(double lo, double hi, boolean loTight, boolean hiTight) {
    static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** matplotlib's {@code axes.xmargin}: what stays free at either end, as a part of the data's span. */
    private static final double MARGIN = 0.05;

    /** How far an axis is widened around a single value, as a part of it. */
    private static final double AROUND_ONE_VALUE = 0.05;

    /** A range with room around it. */
    Range(double lo, double hi) {
        this(lo, hi, false, false);
    }

    static Range tight(double lo, double hi) {
        return new Range(lo, hi, true, true);
    }

    boolean isEmpty() {
        return lo > hi;
    }

    Range with(double value) {
        return with(new Range(value, value));
    }

    /** Both; an end that coincides with a tight one is tight. */
    Range with(Range other) {
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
            from -= around == 0 ? AROUND_ONE_VALUE : around;
            to += around == 0 ? AROUND_ONE_VALUE : around;
        }
        double margin = MARGIN * (to - from);
        return new Range(
                loTight && !isEmpty() ? lo : scale.back(from - margin),
                hiTight && !isEmpty() ? hi : scale.back(to + margin));
    }
}
