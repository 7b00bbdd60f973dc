package arignote.plot.axes;

/** How an axis spaces its values. */
public enum Scale {
    LINEAR,
    LOG;

    static Scale of(String name) {
        return switch (name) {
            case "linear" -> LINEAR;
            case "log" -> LOG;
            default -> throw new IllegalArgumentException("\"" + name + "\" is no scale: \"linear\" or \"log\"");
        };
    }

    /** Whether the scale has a place for a value. */
    public boolean shows(double value) {
        return Double.isFinite(value) && (this == LINEAR || value > 0);
    }

    public double forward(double value) {
        return this == LOG ? Math.log10(value) : value;
    }

    /** The value at a position; beyond the largest and the least double there is none, and these stand for it. */
    public double back(double position) {
        return this == LOG
                ? Math.max(Double.MIN_VALUE, Math.min(Double.MAX_VALUE, Math.pow(10, position)))
                : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, position));
    }
}
