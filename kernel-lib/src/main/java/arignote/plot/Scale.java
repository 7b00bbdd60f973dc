package arignote.plot;

/** How an axis spaces its values. */
enum Scale {
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
    boolean shows(double value) {
        return Double.isFinite(value) && (this == LINEAR || value > 0);
    }

    double forward(double value) {
        return this == LOG ? Math.log10(value) : value;
    }

    double back(double position) {
        return this == LOG ? Math.pow(10, position) : position;
    }
}
