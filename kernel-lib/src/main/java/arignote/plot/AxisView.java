package arignote.plot;

/** One axis: its scale, the limits asked for, and those that the data give otherwise. */
final class AxisView {
    private final String name;
    private Scale scale = Scale.LINEAR;
    private Range asked;
    private Range shared;

    AxisView(String name) {
        this.name = name;
    }

    Scale scale() {
        return scale;
    }

    void scale(String scaleName) {
        Scale next = Scale.of(scaleName);
        if (next == Scale.LOG && asked != null && (asked.lo() <= 0 || asked.hi() <= 0)) {
            throw new IllegalArgumentException(name + "lim(" + asked.lo() + ", " + asked.hi()
                    + ") has no place on a logarithmic axis; limits above 0 do");
        }
        scale = next;
    }

    void limits(double lo, double hi) {
        if (lo == hi || !scale.shows(lo) || !scale.shows(hi)) {
            throw new IllegalArgumentException(name + "lim(" + lo + ", " + hi + ") is no range: give two different"
                    + (scale == Scale.LOG ? " numbers above 0" : " finite numbers"));
        }
        asked = new Range(lo, hi);
    }

    boolean isFixed() {
        return asked != null;
    }

    /** Data of other figures that the axis shall have room for too. */
    void share(Range data) {
        shared = data;
    }

    /** The limits for {@code data}. */
    Range limits(Range data) {
        return asked != null ? asked : (shared == null ? data : data.with(shared)).padded(scale);
    }
}
