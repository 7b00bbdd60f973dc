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
 */
record ConvolutionSizes(int images, int groups, int filters, int channels, List<Moves> axes) {
    /**
     * One axis.
     *
     * @param in the length of an image
     * @param filter the length of a filter
     * @param out the number of places
     * @param before zeros in front of an image
     */
    record Moves(int in, int filter, int out, int before, int stride, int dilation) {
        /** The first place at which element {@code k} of the filter lies within the image. */
        int first(int k) {
            return Math.max(0, Math.floorDiv(before - k * dilation + stride - 1, stride));
        }

        /** Behind the last place at which element {@code k} of the filter lies within the image. */
        int end(int k) {
            return Math.min(out, Math.floorDiv(in - 1 + before - k * dilation, stride) + 1);
        }

        /** Where in the image element {@code k} of the filter lies at a place. */
        int source(int place, int k) {
            return place * stride + k * dilation - before;
        }
    }

    /** The axis along which elements lie side by side. */
    Moves last() {
        return axes.get(axes.size() - 1);
    }

    /** Places of a filter. */
    int places() {
        return product(axes, Moves::out);
    }

    /** Places along all axes but the last. */
    int lines() {
        return product(axes.subList(0, axes.size() - 1), Moves::out);
    }

    /** Elements of a channel of an image. */
    int plane() {
        return product(axes, Moves::in);
    }

    /** Elements of a channel of a filter. */
    int filter() {
        return product(axes, Moves::filter);
    }

    /** Elements of a filter. */
    int window() {
        return channels / groups * filter();
    }

    private static int product(List<Moves> axes, ToIntFunction<Moves> length) {
        return axes.stream().mapToInt(length).reduce(1, (a, b) -> a * b);
    }

    /**
     * For each line of the filter, and each line of places, the line of the image that lies there: -1 if none, as it is in
     * the border. Lines are counted over all axes but the last.
     */
    int[][] under() {
        return IntStream.range(0, filter() / last().filter)
                .mapToObj(k ->
                        IntStream.range(0, lines()).map(place -> line(place, k)).toArray())
                .toArray(int[][]::new);
    }

    private int line(int place, int k) {
        int line = 0;
        int step = 1;
        for (int i = axes.size() - 2; i >= 0; i--) {
            Moves axis = axes.get(i);
            int at = axis.source(place % axis.out, k % axis.filter);
            if (at < 0 || at >= axis.in) {
                return -1;
            }
            line += at * step;
            step *= axis.in;
            place /= axis.out;
            k /= axis.filter;
        }
        return line;
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
        ConvolutionSizes s = new ConvolutionSizes((int) in[0], (int) groups, (int) w[0], (int) in[1], axes);
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
