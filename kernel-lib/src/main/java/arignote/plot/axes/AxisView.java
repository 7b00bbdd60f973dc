package arignote.plot.axes;

import java.util.List;

/** One axis: its scale, the limits given, and those that the data give otherwise. */
public final class AxisView {
    private final String name;
    private Scale scale = Scale.LINEAR;
    private Range given; // limits, or null
    private Range shared;
    private Ticks ticks;

    public AxisView(String name) {
        this.name = name;
    }

    public Scale scale() {
        return scale;
    }

    public void scale(String scaleName) {
        Scale next = Scale.of(scaleName);
        if (next == Scale.LOG && given != null && (given.lo() <= 0 || given.hi() <= 0)) {
            throw new IllegalArgumentException(name + "lim(" + given.lo() + ", " + given.hi()
                    + ") has no place on a logarithmic axis; limits above 0 do");
        }
        scale = next;
    }

    public void limits(double lo, double hi) {
        if (lo == hi || !scale.shows(lo) || !scale.shows(hi)) {
            throw new IllegalArgumentException(name + "lim(" + lo + ", " + hi + ") is no range: give two different"
                    + (scale == Scale.LOG ? " numbers above 0" : " finite numbers"));
        }
        given = new Range(lo, hi);
    }

    /** Ticks at given values with given labels, whatever the limits. */
    public void ticks(double[] at, List<String> labels) {
        if (at.length != labels.size()) {
            throw new IllegalArgumentException(
                    name + "ticks has " + at.length + " places and " + labels.size() + " labels; give one for each");
        }
        ticks = new Ticks(at, labels.stream().map(TickLabel::plain).toList(), new double[0], "");
    }

    /**
     * The ticks within the limits.
     *
     * @param room how many labels fit side by side
     */
    public Ticks ticks(Range limits, int room) {
        return ticks == null ? Ticks.of(limits, scale, room) : ticks.within(limits);
    }

    /** Whether ticks were given. */
    public boolean hasGivenTicks() {
        return ticks != null;
    }

    /** The range of other figures' data that the axis must have room for, too. */
    public void share(Range data) {
        shared = data;
    }

    /** From one limit to the other, as the scale counts; at most the largest double. */
    public double length(Range limits) {
        double length = Math.abs(scale.forward(limits.hi()) - scale.forward(limits.lo()));
        return Math.min(length, Double.MAX_VALUE);
    }

    /** The limits for {@code data}. */
    public Range limits(Range data) {
        return given != null ? given : (shared == null ? data : data.with(shared)).padded(scale);
    }
}
