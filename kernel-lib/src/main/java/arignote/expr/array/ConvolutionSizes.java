package arignote.expr.array;

import arignote.Conv2d;
import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * The lengths of one convolution.
 *
 * @param filters of all groups
 * @param channels of all groups
 * @param rows what moves along rows
 * @param columns what moves along columns
 */
record ConvolutionSizes(int images, int groups, int filters, int channels, Moves rows, Moves columns) {
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

    /** Places of a filter. */
    int places() {
        return rows.out * columns.out;
    }

    /** Elements of a filter. */
    int window() {
        return channels / groups * rows.filter * columns.filter;
    }

    long[] shape(Convolution.Of of) {
        return switch (of) {
            case OUTPUT -> new long[] {images, filters, rows.out, columns.out};
            case IMAGES -> new long[] {images, channels, rows.in, columns.in};
            case FILTERS -> new long[] {filters, channels / groups, rows.filter, columns.filter};
        };
    }

    /** @throws IllegalArgumentException if the arguments do not fit, in words that name them */
    static ConvolutionSizes of(Convolution op, Expr e, List<HostArray> args) {
        Conv2d conv = op.conv();
        long[] a = args.get(0).shape();
        long[] b = args.get(1).shape();
        long[] given = args.size() > 2 ? args.get(2).longs() : new long[] {-1, -1, -1, -1};
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
                in = said(given, a[0], b[1] * groups, least(conv, 0, a, b), least(conv, 1, a, b));
            }
            default -> {
                in = a;
                out = b;
                w = said(given, b[1], a[1] / groups, -1, -1);
            }
        }
        check(in[1] == w[1] * groups && w[0] % groups == 0, e, in, w, groups);
        Moves rows = moves(conv, 0, in, w, e);
        Moves columns = moves(conv, 1, in, w, e);
        ConvolutionSizes s = new ConvolutionSizes((int) in[0], (int) groups, (int) w[0], (int) in[1], rows, columns);
        if (out != null && !Arrays.equals(out, s.shape(Convolution.Of.OUTPUT))) {
            throw new IllegalArgumentException(e.op().label() + " of " + Printer.quoted(e) + ": outputs of the shape "
                    + Arrays.toString(out) + " do not come from images of the shape " + Arrays.toString(in)
                    + " and filters of the shape " + Arrays.toString(w) + ", whose outputs have the shape "
                    + Arrays.toString(s.shape(Convolution.Of.OUTPUT)));
        }
        return s;
    }

    private static long[] said(long[] given, long... otherwise) {
        long[] shape = given.clone();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] < 0 ? otherwise[i] : shape[i];
        }
        return shape;
    }

    /** The length of the smallest image that gives so many places. */
    private static long least(Conv2d conv, int axis, long[] out, long[] w) {
        int covers = covers(conv, axis, w);
        Conv2d.Border border = conv.border().get(axis);
        return (out[2 + axis] - 1) * conv.subsample().get(axis) + covers - border.before(covers) - border.after(covers);
    }

    private static int covers(Conv2d conv, int axis, long[] w) {
        return ((int) w[2 + axis] - 1) * conv.filterDilation().get(axis) + 1;
    }

    private static Moves moves(Conv2d conv, int axis, long[] in, long[] w, Expr e) {
        int covers = covers(conv, axis, w);
        int before = conv.border().get(axis).before(covers);
        long padded = in[2 + axis] + before + conv.border().get(axis).after(covers);
        if (padded < covers || w[2 + axis] < 1) {
            String what = axis == 0 ? "rows" : "columns";
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
