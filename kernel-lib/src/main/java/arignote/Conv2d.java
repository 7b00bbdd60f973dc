package arignote;

import arignote.expr.array.ConvolutionOptions;
import java.util.List;

/**
 * How filters move over images: the options of {@link T#conv2d(Expr, Expr, Conv2d) T.conv2d}, named as Theano names them.
 *
 * <p>{@code T.conv2d(x, W, new Conv2d().borderMode("half").subsample(2, 2))}
 *
 * @param border what is added around an image, in rows and in columns
 * @param subsample how far filters move at a time, in rows and in columns
 * @param filterDilation how far apart the elements of a filter lie, in rows and in columns
 * @param numGroups into how many groups channels and filters are parted, of which the n-th belong together
 * @param filterFlip whether filters are turned around, as in mathematics and in Theano; otherwise they lie on images as they are,
 *     as in PyTorch
 */
public record Conv2d(
        List<Border> border, List<Integer> subsample, List<Integer> filterDilation, int numGroups, boolean filterFlip) {
    /**
     * Zeros around an image along one axis.
     *
     * @param kind how many there are
     * @param before in front, where the kind is {@code GIVEN}
     * @param after behind, where the kind is {@code GIVEN}
     */
    public record Border(Kind kind, int before, int after) {
        /** How many zeros there are. */
        public enum Kind {
            /** as many as said; of none, filters stay within the image */
            GIVEN,
            /** so many that all places count where a filter meets the image */
            FULL,
            /** half a filter on either side: the size stays, for a filter of odd length */
            HALF,
            /** in front alone, so that nothing depends on what comes later, and the size stays */
            CAUSAL
        }

        /** So many zeros on either side. */
        static Border of(int zeros) {
            return new Border(Kind.GIVEN, zeros, zeros);
        }

        /** What a reader calls so, the same on either side. */
        static Border of(String mode) {
            Kind kind = switch (mode == null ? "null" : mode) {
                case "valid" -> Kind.GIVEN;
                case "full" -> Kind.FULL;
                case "half" -> Kind.HALF;
                default ->
                    throw new IllegalArgumentException(
                            "borderMode is \"valid\", \"full\", \"half\", or numbers of zeros, not "
                                    + (mode == null ? "null" : "\"" + mode + "\""));
            };
            return new Border(kind, 0, 0);
        }

        /** The number of zeros in front for a filter that covers {@code length} elements. */
        public int before(int length) {
            return switch (kind) {
                case GIVEN -> before;
                case FULL, CAUSAL -> length - 1;
                case HALF -> length / 2;
            };
        }

        /** The number of zeros behind for a filter that covers {@code length} elements. */
        public int after(int length) {
            return kind == Kind.GIVEN || kind == Kind.CAUSAL ? after : before(length);
        }
    }

    /** Filters within the image, one step at a time, turned around. */
    public Conv2d() {
        this(both(0, 0), List.of(1, 1), List.of(1, 1), 1, true);
    }

    /** Refuses numbers below 1, and negative borders. */
    public Conv2d {
        border = List.copyOf(border);
        subsample = List.copyOf(subsample);
        filterDilation = List.copyOf(filterDilation);
        new ConvolutionOptions(border, subsample, filterDilation, numGroups, filterFlip);
    }

    /** The same for an operation on any number of axes. */
    ConvolutionOptions options() {
        return new ConvolutionOptions(border, subsample, filterDilation, numGroups, filterFlip);
    }

    private static List<Border> both(int rows, int columns) {
        return List.of(Border.of(rows), Border.of(columns));
    }

    /**
     * Zeros around images: {@code "valid"}, none; {@code "full"}, so many that all places count where a filter meets the image;
     * {@code "half"}, half a filter, so that the size stays for odd filters.
     */
    public Conv2d borderMode(String mode) {
        return with(List.of(Border.of(mode), Border.of(mode)));
    }

    /** So many rows of zeros above and below, and columns to the left and to the right. */
    public Conv2d borderMode(int rows, int columns) {
        return with(both(rows, columns));
    }

    /** So many rows of zeros above, below, and columns of zeros to the left and to the right. */
    public Conv2d borderMode(int above, int below, int left, int right) {
        return with(List.of(new Border(Border.Kind.GIVEN, above, below), new Border(Border.Kind.GIVEN, left, right)));
    }

    /** Zeros in front of the columns alone: a filter sees what lies to the left. */
    Conv2d causal() {
        return with(List.of(both(0, 0).get(0), new Border(Border.Kind.CAUSAL, 0, 0)));
    }

    private Conv2d with(List<Border> b) {
        return new Conv2d(b, subsample, filterDilation, numGroups, filterFlip);
    }

    /** How far filters move at a time: also called strides. */
    public Conv2d subsample(int rows, int columns) {
        return new Conv2d(border, List.of(rows, columns), filterDilation, numGroups, filterFlip);
    }

    /** How far apart the elements of a filter lie. */
    public Conv2d filterDilation(int rows, int columns) {
        return new Conv2d(border, subsample, List.of(rows, columns), numGroups, filterFlip);
    }

    /** Into how many groups channels and filters are parted. */
    public Conv2d numGroups(int groups) {
        return new Conv2d(border, subsample, filterDilation, groups, filterFlip);
    }

    /** Whether filters are turned around. */
    public Conv2d filterFlip(boolean flip) {
        return new Conv2d(border, subsample, filterDilation, numGroups, flip);
    }
}
