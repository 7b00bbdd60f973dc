package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Operands;
import arignote.expr.array.Convolution;
import arignote.expr.array.ConvolutionOptions;
import arignote.expr.array.Pooling;
import arignote.expr.array.Upsampling;
import arignote.expr.print.Printer;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link T} says of windows that move over images: convolutions and pooling. */
public abstract sealed class TWindows extends TLayers permits TGradients {
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
        return convolution(of("conv2d", options), Convolution.Of.OUTPUT, "conv2d", images, filters);
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
        return convolution(of("conv2dTranspose", options), Convolution.Of.IMAGES, "conv2dTranspose", x, filters);
    }

    /** The same with so many rows and columns in the result, of those that a convolution would bring to the size of {@code x}. */
    public static Expr conv2dTranspose(Expr x, Expr filters, int rows, int columns, Conv2d options) {
        Expr shape = Build.constant(HostArray.vector(-1, -1, rows, columns));
        return convolution(of("conv2dTranspose", options), Convolution.Of.IMAGES, "conv2dTranspose", x, filters, shape);
    }

    /**
     * The gradient of {@link #conv2d(Expr, Expr, Conv2d)} by images.
     *
     * @param g the gradient by the output
     * @param shape of the images, a vector of four whole numbers
     */
    public static Expr conv2dGradWrtInputs(Expr g, Expr filters, Expr shape, Conv2d options) {
        return convolution(
                of("conv2dGradWrtInputs", options),
                Convolution.Of.IMAGES,
                "conv2dGradWrtInputs",
                g,
                filters,
                lengths(shape));
    }

    /**
     * The gradient of {@link #conv2d(Expr, Expr, Conv2d)} by filters.
     *
     * @param g the gradient by the output
     * @param shape of the filters, a vector of four whole numbers
     */
    public static Expr conv2dGradWrtWeights(Expr images, Expr g, Expr shape, Conv2d options) {
        return convolution(
                of("conv2dGradWrtWeights", options),
                Convolution.Of.FILTERS,
                "conv2dGradWrtWeights",
                images,
                g,
                lengths(shape));
    }

    private static ConvolutionOptions of(String what, Conv2d options) {
        if (options == null) {
            throw new IllegalArgumentException(what + " got null for its options; give new Conv2d()");
        }
        return options.options();
    }

    private static ConvolutionOptions of(String what, Conv3d options) {
        if (options == null) {
            throw new IllegalArgumentException(what + " got null for its options; give new Conv3d()");
        }
        return options.options();
    }

    private static Expr convolution(
            ConvolutionOptions options, Convolution.Of of, String what, Expr a, Expr b, Expr... shape) {
        Operands.there(what, a, b);
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

    /** {@link #conv3d(Expr, Expr, Conv3d)} of filters within the image, one step at a time. */
    public static Expr conv3d(Expr images, Expr filters) {
        return conv3d(images, filters, new Conv3d());
    }

    /** {@link #conv3d(Expr, Expr, Conv3d)} with a border: {@code "valid"}, {@code "full"} or {@code "half"}. */
    public static Expr conv3d(Expr images, Expr filters, String borderMode) {
        return conv3d(images, filters, new Conv3d().borderMode(borderMode));
    }

    /**
     * {@link #conv2d(Expr, Expr, Conv2d)} over three axes, by the same products of matrices; its gradients have every order.
     *
     * @param images (images, channels, planes, rows, columns)
     * @param filters (filters, channels, planes, rows, columns); of groups the channels of one
     * @param options border, steps, dilation, groups, and whether filters are turned around, which they are in Theano
     * @return (images, filters, planes, rows, columns)
     * @throws IllegalArgumentException if one is no floating tensor of five axes; in a call, if channels differ or filters are
     *     larger than images with their border
     */
    public static Expr conv3d(Expr images, Expr filters, Conv3d options) {
        return convolution(of("conv3d", options), Convolution.Of.OUTPUT, "conv3d", images, filters);
    }

    /**
     * The transpose of {@link #conv3d(Expr, Expr, Conv3d)}, as {@link #conv2dTranspose(Expr, Expr, Conv2d)}.
     *
     * @param x (images, filters, planes, rows, columns)
     * @param filters (filters, channels, planes, rows, columns): filters of the convolution from the result to {@code x}
     * @param options those of that convolution
     * @return (images, channels, planes, rows, columns)
     */
    public static Expr conv3dTranspose(Expr x, Expr filters, Conv3d options) {
        return convolution(of("conv3dTranspose", options), Convolution.Of.IMAGES, "conv3dTranspose", x, filters);
    }

    /** The same with so many planes, rows and columns in the result, of those that a convolution would bring to the size of {@code x}. */
    public static Expr conv3dTranspose(Expr x, Expr filters, int planes, int rows, int columns, Conv3d options) {
        Expr shape = Build.constant(HostArray.vector(-1, -1, planes, rows, columns));
        return convolution(of("conv3dTranspose", options), Convolution.Of.IMAGES, "conv3dTranspose", x, filters, shape);
    }

    /**
     * The gradient of {@link #conv3d(Expr, Expr, Conv3d)} by images.
     *
     * @param g the gradient by the output
     * @param shape of the images, a vector of five whole numbers
     */
    public static Expr conv3dGradWrtInputs(Expr g, Expr filters, Expr shape, Conv3d options) {
        String what = "conv3dGradWrtInputs";
        return convolution(of(what, options), Convolution.Of.IMAGES, what, g, filters, lengths(shape));
    }

    /**
     * The gradient of {@link #conv3d(Expr, Expr, Conv3d)} by filters.
     *
     * @param g the gradient by the output
     * @param shape of the filters, a vector of five whole numbers
     */
    public static Expr conv3dGradWrtWeights(Expr images, Expr g, Expr shape, Conv3d options) {
        String what = "conv3dGradWrtWeights";
        return convolution(of(what, options), Convolution.Of.FILTERS, what, images, g, lengths(shape));
    }

    /**
     * What lies under each window, a row for each, from the first image's first channel on.
     *
     * @param images (images, channels, rows, columns)
     * @param rows of a window
     * @param columns of a window
     * @param stepRows how far windows move at a time
     * @param stepColumns how far windows move at a time; what is left at a border is left out
     * @return (images times channels times windows, rows times columns)
     */
    public static Expr images2neibs(Expr images, int rows, int columns, int stepRows, int stepColumns) {
        Operands.there("images2neibs", images);
        if (images.type().rank() != 4) {
            throw new IllegalArgumentException(
                    "images2neibs takes a tensor of four axes, (images, channels, rows, columns), but "
                            + Printer.quoted(images) + " is " + images.type().described());
        }
        ConvolutionOptions.positive("a window of images2neibs", List.of(rows, columns));
        int window = rows * columns;
        HostArray each = HostArray.zeros(TNetworks.floating(images).type().dtype(), window, 1, rows, columns);
        for (int i = 0; i < window; i++) {
            each.set(i * window + i, 1.0); // a filter that takes element i
        }
        Expr lengths =
                Build.where(new boolean[] {true, true, false, false}, new long[] {-1, 1, 0, 0}, Build.shape(images));
        Expr channels = Build.reshape(images, lengths, 4);
        Conv2d options = new Conv2d().subsample(stepRows, stepColumns).filterFlip(false);
        return Build.reshape(conv2d(channels, Build.constant(each), options).dimshuffle(0, 2, 3, 1), -1, window);
    }

    /** {@link #images2neibs(Expr, int, int, int, int)} of windows side by side. */
    public static Expr images2neibs(Expr images, int rows, int columns) {
        return images2neibs(images, rows, columns, rows, columns);
    }

    /**
     * Images so many times as large in rows and columns, by straight lines between neighbours, as Theano does it: row i of the result lies at
     * {@code (i - (ratio - 1) / 2) / ratio} of the image, the division by 2 rounded down; beyond the first and the last row it is as these.
     *
     * @param images of which the last two axes are rows and columns
     */
    public static Expr bilinearUpsampling(Expr images, int ratio) {
        Operands.there("bilinearUpsampling", images);
        ConvolutionOptions.positive("bilinearUpsampling", List.of(ratio));
        int rank = images.type().rank();
        if (rank < 2) {
            throw new IllegalArgumentException(
                    "bilinearUpsampling takes a tensor whose last two axes are rows and columns, but "
                            + Printer.quoted(images) + " is " + images.type().described());
        }
        int[] turn = IntStream.range(0, rank).toArray();
        turn[rank - 2] = rank - 1;
        turn[rank - 1] = rank - 2;
        Expr columns = Upsampling.of(TNetworks.floating(images), ratio);
        return Build.transpose(Upsampling.of(Build.transpose(columns, turn), ratio), turn);
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
        if (options == null) {
            throw new IllegalArgumentException("separableConv2d got null for its options; give new Conv2d()");
        }
        return conv2d(conv2d(images, depthwise, options.numGroups(numChannels)), pointwise);
    }

    /**
     * The same over three axes.
     *
     * @param depthwise (channels times filters for each, 1, planes, rows, columns)
     * @param pointwise (filters, channels times filters for each, 1, 1, 1)
     * @param numChannels of the images
     * @param options of the first convolution
     */
    public static Expr separableConv3d(Expr images, Expr depthwise, Expr pointwise, int numChannels, Conv3d options) {
        if (options == null) {
            throw new IllegalArgumentException("separableConv3d got null for its options; give new Conv3d()");
        }
        return conv3d(conv3d(images, depthwise, options.numGroups(numChannels)), pointwise);
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
        if (options == null) {
            throw new IllegalArgumentException("pool2d got null for its options; give new Pool2d(2, 2)");
        }
        return Pooling.of(options.options(), Pooling.Step.POOL, TNetworks.floating(x));
    }

    /** The greatest of each window of so many planes, rows and columns; windows lie side by side. */
    public static Expr pool3d(Expr x, int planes, int rows, int columns) {
        return pool3d(x, new Pool3d(planes, rows, columns));
    }

    /**
     * One number for each window of the last three axes, as {@link #pool2d(Expr, Pool2d)} has it for two.
     *
     * @throws IllegalArgumentException if there are less than three axes; in a call, if windows are larger than images
     */
    public static Expr pool3d(Expr x, Pool3d options) {
        Operands.there("pool3d", x);
        if (options == null) {
            throw new IllegalArgumentException("pool3d got null for its options; give new Pool3d(2, 2, 2)");
        }
        return Pooling.of(options.options(), Pooling.Step.POOL, TNetworks.floating(x));
    }

    /** The greatest elements of each window of so many rows and columns, side by side; zeros elsewhere. */
    public static Expr maxPool2dSameSize(Expr x, int rows, int columns) {
        Pool2d pool = new Pool2d(rows, columns);
        return Pooling.of(pool.options(), Pooling.Step.SPREAD, pool2d(x, pool), TNetworks.floating(x));
    }
}
