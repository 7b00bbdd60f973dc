package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One number for each window of the last two or three axes, and its gradients. A sum or a mean is linear, and its gradient spreads a
 * number over a window, which is linear too. A greatest element has the gradients that {@code max} has: each of several
 * greatest ones gets the whole; so which they are is read from the image each time.
 *
 * @param step {@code POOL} of images; {@code SPREAD} of numbers for windows, to the elements that they came from, and of images, of
 *     which means and sums need the shape alone; {@code COLLECT} of images of gradients, the sum of the elements that {@code SPREAD} would
 *     write to, and of images
 */
public record Pooling(PoolingOptions pool, Step step) implements ArrayOp {
    /** What is computed. */
    public enum Step {
        POOL,
        SPREAD,
        COLLECT
    }

    /** The expression of this operation. */
    public static Expr of(PoolingOptions pool, Step step, Expr... args) {
        return Expr.of(new Op.Array(new Pooling(pool, step)), Arrays.asList(args));
    }

    @Override
    public String label() {
        String name =
                PoolingOptions.name(pool.axes()) + "_" + pool.mode().name().toLowerCase(java.util.Locale.ROOT);
        return step == Step.POOL ? name : name + (step == Step.SPREAD ? "_grad" : "_grad_grad");
    }

    @Override
    public TensorType type(List<Expr> args) {
        Expr x = args.get(0);
        if (x.type().rank() < pool.axes() || !x.type().dtype().isFloat()) {
            throw new IllegalArgumentException(PoolingOptions.name(pool.axes())
                    + " takes a floating tensor whose last "
                    + (pool.axes() == 2 ? "two axes are rows and columns" : "three axes are planes, rows and columns")
                    + ", but " + Printer.quoted(x) + " is " + x.type().described());
        }
        return x.type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        return compute(e, args, null);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args, HostArray earlier) {
        HostArray image = args.get(args.size() - 1);
        long[] shape = image.shape();
        int before = shape.length - pool.axes();
        long[] small = shape.clone();
        for (int axis = 0; axis < pool.axes(); axis++) {
            small[before + axis] = places(e, axis, (int) shape[before + axis]);
        }
        long[] expected = step == Step.SPREAD ? small : shape;
        if (!Arrays.equals(args.get(0).shape(), expected)) {
            throw new IllegalArgumentException(
                    label() + " of " + Printer.quoted(e) + " needs the shape " + Arrays.toString(expected) + ", not "
                            + Arrays.toString(args.get(0).shape()));
        }
        HostArray result = HostArray.anything(e.type().dtype(), step == Step.SPREAD ? shape : small, earlier);
        new PoolingWork(pool, step, inner(shape), inner(small))
                .run(args.get(0).elements(), image.elements(), result.elements());
        return result;
    }

    /** The lengths along which windows move. */
    private int[] inner(long[] shape) {
        return Arrays.stream(shape, shape.length - pool.axes(), shape.length)
                .mapToInt(n -> (int) n)
                .toArray();
    }

    /** The number of windows along an axis of so many elements. */
    private int places(Expr e, int axis, int n) {
        int window = pool.ws().get(axis);
        int stride = pool.stride().get(axis);
        int padded = n + 2 * pool.pad().get(axis);
        if (pool.ignoreBorder()) {
            if (padded < window) {
                throw new IllegalArgumentException("windows of " + Printer.quoted(e) + " have " + window
                        + " " + ConvolutionOptions.along(axis, pool.axes()) + ", but the images have " + padded
                        + "; give smaller windows, or ignoreBorder(false)");
            }
            return (padded - window) / stride + 1;
        }
        return stride >= window
                ? (n - 1 + stride) / stride
                : Math.max(0, (n - 1 - window + stride) / stride) + (n > 0 ? 1 : 0);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                "pooling",
                step.ordinal(),
                pool.mode().name(),
                Printer.quoted(e),
                pool.ws(),
                pool.stride(),
                pool.pad(),
                pool.ignoreBorder());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr image = e.args().get(e.args().size() - 1);
        return switch (step) {
            case POOL -> Collections.singletonList(of(pool, Step.SPREAD, g, image));
            case SPREAD -> Arrays.asList(of(pool, Step.COLLECT, g, image), null);
            case COLLECT -> Arrays.asList(of(pool, Step.SPREAD, g, image), null);
        };
    }
}
