package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Operands;
import arignote.expr.array.Convolution;
import arignote.expr.array.Pooling;
import arignote.expr.print.Printer;
import java.util.List;

/** What {@link T} says of windows that move over images: convolutions and pooling. */
abstract sealed class TWindows extends TLayers permits TGradients {
    TWindows() {}

    // Convolutions

    /** {@link #conv2d(Expr, Expr, Conv2d)} of filters within the image, one step at a time. */
    public static Expr conv2d(Expr images, Expr filters) {
        return conv2d(images, filters, new Conv2d());
    }

    /** {@link #conv2d(Expr, Expr, Conv2d)} with a border: {@code "valid"}, {@code "full"} or {@code "half"}. */
    public static Expr conv2d(Expr images, Expr filters, String borderMode) {
        return conv2d(images, filters, new Conv2d().borderMode(borderMode));
    }

    /**
     * Convolutions of images with filters, added up over channels, by products of matrices.
     *
     * @param images (images, channels, rows, columns)
     * @param filters (filters, channels, rows, columns); of groups the channels of one
     * @param options border, steps, dilation, groups, and whether filters are turned around, which they are in Theano
     * @return (images, filters, rows, columns)
     * @throws IllegalArgumentException if one is no floating tensor of four axes; in a call, if channels differ or filters are
     *     larger than images with their border
     */
    public static Expr conv2d(Expr images, Expr filters, Conv2d options) {
        return convolution(options, Convolution.Of.OUTPUT, "conv2d", images, filters);
    }

    /**
     * The transpose of {@link #conv2d(Expr, Expr, Conv2d)}, which is its gradient by images: each number spreads a filter, so
     * that images grow by {@code subsample}. The result has the smallest size whose convolution gives {@code x}.
     *
     * @param x (images, filters, rows, columns)
     * @param filters (filters, channels, rows, columns): filters of the convolution from the result to {@code x}
     * @param options those of that convolution
     * @return (images, channels, rows, columns)
     */
    public static Expr conv2dTranspose(Expr x, Expr filters, Conv2d options) {
        return convolution(options, Convolution.Of.IMAGES, "conv2dTranspose", x, filters);
    }

    /** The same with so many rows and columns in the result, of those that a convolution would bring to the size of {@code x}. */
    public static Expr conv2dTranspose(Expr x, Expr filters, int rows, int columns, Conv2d options) {
        Expr shape = Build.constant(HostArray.vector(-1, -1, rows, columns));
        return convolution(options, Convolution.Of.IMAGES, "conv2dTranspose", x, filters, shape);
    }

    /**
     * The gradient of {@link #conv2d(Expr, Expr, Conv2d)} by images.
     *
     * @param g the gradient by the output
     * @param shape of the images, a vector of four whole numbers
     */
    public static Expr conv2dGradWrtInputs(Expr g, Expr filters, Expr shape, Conv2d options) {
        return convolution(options, Convolution.Of.IMAGES, "conv2dGradWrtInputs", g, filters, lengths(shape));
    }

    /**
     * The gradient of {@link #conv2d(Expr, Expr, Conv2d)} by filters.
     *
     * @param g the gradient by the output
     * @param shape of the filters, a vector of four whole numbers
     */
    public static Expr conv2dGradWrtWeights(Expr images, Expr g, Expr shape, Conv2d options) {
        return convolution(options, Convolution.Of.FILTERS, "conv2dGradWrtWeights", images, g, lengths(shape));
    }

    private static Expr convolution(Conv2d options, Convolution.Of of, String what, Expr a, Expr b, Expr... shape) {
        Operands.there(what, a, b);
        if (options == null) {
            throw new IllegalArgumentException(what + " got null for its options; give new Conv2d()");
        }
        Expr x = TNetworks.floating(a);
        Expr y = TNetworks.floating(b);
        DType dtype = DType.promote(x.type().dtype(), y.type().dtype());
        Expr left = Build.cast(x, dtype);
        Expr right = Build.cast(y, dtype);
        return shape.length == 0
                ? Convolution.of(options, of, left, right)
                : Convolution.of(options, of, left, right, shape[0]);
    }

    private static Expr lengths(Expr shape) {
        Operands.there("the shape", shape);
        if (shape.type().rank() != 1 || !shape.type().dtype().isInteger()) {
            throw new IllegalArgumentException("a shape is a vector of whole numbers, but " + Printer.quoted(shape)
                    + " is " + shape.type().described());
        }
        return Build.cast(shape, DType.INT64);
    }

    /** {@link #conv1d(Expr, Expr, Conv2d)} of filters within the sequence, one step at a time. */
    public static Expr conv1d(Expr sequences, Expr filters) {
        return conv1d(sequences, filters, new Conv2d());
    }

    /**
     * {@link #conv2d(Expr, Expr, Conv2d)} over one axis.
     *
     * @param sequences (sequences, channels, steps)
     * @param filters (filters, channels, steps)
     * @param options of which what is said for columns counts; rows have 1 and 0 for all numbers
     */
    public static Expr conv1d(Expr sequences, Expr filters, Conv2d options) {
        for (Expr e : List.of(Operands.there("conv1d", sequences, filters), filters)) {
            if (e.type().rank() != 3) {
                throw new IllegalArgumentException(
                        "conv1d takes tensors of three axes, (sequences, channels, steps) and"
                                + " (filters, channels, steps), but " + Printer.quoted(e) + " is "
                                + e.type().described());
            }
        }
        Expr flat = conv2d(sequences.dimshuffle(0, 1, "x", 2), filters.dimshuffle(0, 1, "x", 2), options);
        return flat.dimshuffle(0, 1, 3);
    }

    /**
     * {@link #conv1d(Expr, Expr, Conv2d)} in which an output depends on nothing later: as many zeros in front as a filter reaches back.
     *
     * @param subsample how far filters move at a time
     * @param dilation how far apart the elements of a filter lie
     */
    public static Expr causalConv1d(Expr sequences, Expr filters, int subsample, int dilation) {
        return conv1d(
                sequences,
                filters,
                new Conv2d().causal().subsample(1, subsample).filterDilation(1, dilation));
    }

    /**
     * A convolution of each channel by itself, then one that joins channels at each place.
     *
     * @param depthwise (channels times filters for each, 1, rows, columns)
     * @param pointwise (filters, channels times filters for each, 1, 1)
     * @param numChannels of the images
     * @param options of the first convolution
     */
    public static Expr separableConv2d(Expr images, Expr depthwise, Expr pointwise, int numChannels, Conv2d options) {
        return conv2d(conv2d(images, depthwise, options.numGroups(numChannels)), pointwise);
    }

    // Pooling

    /** The greatest of each window of so many rows and columns; windows lie side by side. */
    public static Expr pool2d(Expr x, int rows, int columns) {
        return pool2d(x, new Pool2d(rows, columns));
    }

    /**
     * One number for each window of the last two axes. A greatest element has the gradient of {@code T.max}: each of several
     * greatest ones gets the whole.
     *
     * @throws IllegalArgumentException if there are less than two axes; in a call, if windows are larger than images
     */
    public static Expr pool2d(Expr x, Pool2d options) {
        Operands.there("pool2d", x);
        return Pooling.of(options, Pooling.Step.POOL, TNetworks.floating(x));
    }

    /** The greatest elements of each window of so many rows and columns, side by side; zeros elsewhere. */
    public static Expr maxPool2dSameSize(Expr x, int rows, int columns) {
        Pool2d pool = new Pool2d(rows, columns);
        return Pooling.of(pool, Pooling.Step.SPREAD, pool2d(x, pool), TNetworks.floating(x));
    }
}
