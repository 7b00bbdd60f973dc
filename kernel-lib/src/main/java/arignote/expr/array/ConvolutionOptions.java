package arignote.expr.array;

import arignote.Conv2d.Border;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@link arignote.Conv2d} and {@link arignote.Conv3d} say of filters, for each of any number of axes.
 *
 * @param border zeros around an image
 * @param subsample how far filters move at a time
 * @param filterDilation how far apart the elements of a filter lie
 * @param numGroups into how many groups channels and filters are parted
 * @param filterFlip whether filters are turned around
 */
public record ConvolutionOptions(
        List<Border> border, List<Integer> subsample, List<Integer> filterDilation, int numGroups, boolean filterFlip) {
    /** Refuses numbers below 1, and negative borders. */
    public ConvolutionOptions {
        positive("subsample", subsample);
        positive("filterDilation", filterDilation);
        positive("numGroups", List.of(numGroups));
        if (border.stream().anyMatch(b -> b.before() < 0 || b.after() < 0)) {
            throw new IllegalArgumentException("borderMode takes numbers of zeros, 0 or more, not "
                    + border.stream().map(b -> "" + b.before()).collect(Collectors.joining(" and ")));
        }
    }

    /** Refuses numbers below 1. */
    public static void positive(String what, List<Integer> numbers) {
        if (numbers.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    what + " takes numbers from 1 on, not " + numbers.toString().replaceAll("[\\[\\]]", ""));
        }
    }

    /** Along how many axes filters move. */
    int axes() {
        return border.size();
    }

    /** What lies along an axis of so many. */
    static String along(int axis, int axes) {
        return List.of("planes", "rows", "columns").get(axis + 3 - axes);
    }
}
