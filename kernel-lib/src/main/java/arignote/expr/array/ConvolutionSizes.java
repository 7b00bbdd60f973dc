package arignote.expr.array;

import arignote.Conv2d.Border;
import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The lengths of one convolution.
 *
 * @param filters of all groups
 * @param channels of all groups
 * @param axes what moves along planes, rows, columns
 * @param flip whether filters are turned around
 */
public record ConvolutionSizes(int images, int groups, int filters, int channels, List<Moves> axes, boolean flip) {
    /**
     * One axis.
     *
     * @param in the length of an image
     * @param filter the length of a filter
     * @param out the number of places
     * @param before zeros in front of an image
     */
    public record Moves(int in, int filter, int out, int before, int stride, int dilation) {
        /** How many elements all places of a filter together cover. */
        public int covered() {
            return (out - 1) * stride + (filter - 1) * dilation + 1;
        }
    }

    /** Places of a filter. */
    public int places() {
        return product(axes, Moves::out);
    }

    /** Elements of a channel of an image. */
    public int plane() {
        return product(axes, Moves::in);
    }

    /** Elements of a channel of a filter. */
    public int filter() {
        return product(axes, Moves::filter);
    }

    /** Elements of a filter. */
    public int window() {
        return channels / groups * filter();
    }

    private static int product(List<Moves> axes, ToIntFunction<Moves> length) {
        return axes.stream().mapToInt(length).reduce(1, (a, b) -> a * b);
    }

    long[] shape(Convolution.Of of) {
        return switch (of) {
            case OUTPUT -> shape(images, filters, Moves::out);
            case IMAGES -> shape(images, channels, Moves::in);
            case FILTERS -> shape(filters, channels / groups, Moves::filter);
        };
    }

    private long[] shape(int first, int second, ToIntFunction<Moves> length) {
        return IntStream.concat(IntStream.of(first, second), axes.stream().mapToInt(length))
                .asLongStream()
                .toArray();
    }

    /** @throws IllegalArgumentException if the arguments do not fit, in words that name them */
    static ConvolutionSizes of(Convolution op, Expr e, List<HostArray> args) {
        ConvolutionOptions conv = op.conv();
        long[] a = args.get(0).shape();
        long[] b = args.get(1).shape();
        long[] given = args.size() > 2 ? args.get(2).longs() : said(conv, -1, -1, axis -> -1);
        long groups = conv.numGroups();
        long[] out = null;
        long[] in = null;
        long[] w = null;
        switch (op.of()) {
            case OUTPUT -> {
                in = a;
                w = b;
            }
            case IMAGES -> {
                out = a;
                w = b;
                in = said(given, said(conv, a[0], b[1] * groups, axis -> least(conv, axis, a, b)));
            }
            default -> {
                in = a;
                out = b;
                w = said(given, said(conv, b[1], a[1] / groups, axis -> -1));
            }
        }
        check(in[1] == w[1] * groups && w[0] % groups == 0, e, in, w, groups);
        List<Moves> axes = new ArrayList<>();
        for (int axis = 0; axis < conv.axes(); axis++) {
            axes.add(moves(conv, axis, in, w, e));
        }
        ConvolutionSizes s =
                new ConvolutionSizes((int) in[0], (int) groups, (int) w[0], (int) in[1], axes, conv.filterFlip());
        if (out != null && !Arrays.equals(out, s.shape(Convolution.Of.OUTPUT))) {
            throw new IllegalArgumentException(e.op().label() + " of " + Printer.quoted(e) + ": outputs of the shape "
                    + Arrays.toString(out) + " do not come from images of the shape " + Arrays.toString(in)
                    + " and filters of the shape " + Arrays.toString(w) + ", whose outputs have the shape "
                    + Arrays.toString(s.shape(Convolution.Of.OUTPUT)));
        }
        return s;
    }

    private static long[] said(ConvolutionOptions conv, long first, long second, IntToLongFunction length) {
        return LongStream.concat(
                        LongStream.of(first, second),
                        IntStream.range(0, conv.axes()).mapToLong(length))
                .toArray();
    }

    private static long[] said(long[] given, long[] otherwise) {
        long[] shape = given.clone();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] < 0 ? otherwise[i] : shape[i];
        }
        return shape;
    }

    /** The length of the smallest image that gives so many places. */
    private static long least(ConvolutionOptions conv, int axis, long[] out, long[] w) {
        int covers = covers(conv, axis, w);
        Border border = conv.border().get(axis);
        return (out[2 + axis] - 1) * conv.subsample().get(axis) + covers - border.before(covers) - border.after(covers);
    }

    private static int covers(ConvolutionOptions conv, int axis, long[] w) {
        return ((int) w[2 + axis] - 1) * conv.filterDilation().get(axis) + 1;
    }

    private static Moves moves(ConvolutionOptions conv, int axis, long[] in, long[] w, Expr e) {
        int covers = covers(conv, axis, w);
        int before = conv.border().get(axis).before(covers);
        long padded = in[2 + axis] + before + conv.border().get(axis).after(covers);
        if (padded < covers || w[2 + axis] < 1) {
            String what = ConvolutionOptions.along(axis, conv.axes());
            throw new IllegalArgumentException("the filters of " + Printer.quoted(e) + " cover " + covers + " " + what
                    + ", but the images have " + padded + (padded > in[2 + axis] ? " with their border" : "")
                    + "; give larger images, smaller filters or another borderMode");
        }
        int stride = conv.subsample().get(axis);
        int out = (int) ((padded - covers) / stride) + 1;
        return new Moves(
                (int) in[2 + axis],
                (int) w[2 + axis],
                out,
                before,
                stride,
                conv.filterDilation().get(axis));
    }

    private static void check(boolean fits, Expr e, long[] in, long[] w, long groups) {
        if (!fits) {
            throw new IllegalArgumentException(Printer.quoted(e) + ": images of the shape " + Arrays.toString(in)
                    + " have " + in[1] + " channels, and filters of the shape " + Arrays.toString(w) + " are for "
                    + w[1]
                    + (groups == 1 ? "" : " in each of " + groups + " groups"));
        }
    }
}
