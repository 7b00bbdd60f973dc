package arignote;

import arignote.Conv2d.Border;
import arignote.expr.array.ConvolutionOptions;
import java.util.Collections;
import java.util.List;

/**
 * How filters move over images of three axes, planes, rows and columns: the options of {@link T#conv3d(Expr, Expr, Conv3d)
 * T.conv3d}, which are those of {@link Conv2d}. Each list has a number for planes, for rows and for columns.
 *
 * <p>{@code T.conv3d(x, W, new Conv3d().borderMode("half").subsample(1, 2, 2))}
 *
 * @param border what is added around an image
 * @param subsample how far filters move at a time
 * @param filterDilation how far apart the elements of a filter lie
 * @param numGroups into how many groups channels and filters are parted, of which the n-th belong together
 * @param filterFlip whether filters are turned around, as in mathematics and in Theano
 */
public record Conv3d(
        List<Border> border, List<Integer> subsample, List<Integer> filterDilation, int numGroups, boolean filterFlip) {
    /** Filters within the image, one step at a time, turned around. */
    public Conv3d() {
        this(Collections.nCopies(3, Border.of(0)), List.of(1, 1, 1), List.of(1, 1, 1), 1, true);
    }

    /** Refuses numbers below 1, and negative borders. */
    public Conv3d {
        border = List.copyOf(border);
        subsample = List.copyOf(subsample);
        filterDilation = List.copyOf(filterDilation);
        new ConvolutionOptions(border, subsample, filterDilation, numGroups, filterFlip);
    }

    /** The same for an operation on any number of axes. */
    ConvolutionOptions options() {
        return new ConvolutionOptions(border, subsample, filterDilation, numGroups, filterFlip);
    }

    /** Zeros around images: {@code "valid"}, {@code "full"} or {@code "half"}, as {@link Conv2d#borderMode(String)}. */
    public Conv3d borderMode(String mode) {
        return with(Collections.nCopies(3, Border.of(mode)));
    }

    /** So many planes of zeros in front and behind, rows above and below, and columns to the left and to the right. */
    public Conv3d borderMode(int planes, int rows, int columns) {
        return with(List.of(Border.of(planes), Border.of(rows), Border.of(columns)));
    }

    private Conv3d with(List<Border> b) {
        return new Conv3d(b, subsample, filterDilation, numGroups, filterFlip);
    }

    /** How far filters move at a time: also called strides. */
    public Conv3d subsample(int planes, int rows, int columns) {
        return new Conv3d(border, List.of(planes, rows, columns), filterDilation, numGroups, filterFlip);
    }

    /** How far apart the elements of a filter lie. */
    public Conv3d filterDilation(int planes, int rows, int columns) {
        return new Conv3d(border, subsample, List.of(planes, rows, columns), numGroups, filterFlip);
    }

    /** Into how many groups channels and filters are parted. */
    public Conv3d numGroups(int groups) {
        return new Conv3d(border, subsample, filterDilation, groups, filterFlip);
    }

    /** Whether filters are turned around. */
    public Conv3d filterFlip(boolean flip) {
        return new Conv3d(border, subsample, filterDilation, numGroups, flip);
    }
}
