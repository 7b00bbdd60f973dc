package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Filters (filters, channels of a group, rows, columns) moved over images (images, channels, rows, columns): the sums of
 * products at all places (images, filters, rows, columns); of three axes planes come before rows. As these are linear in both, the gradients by one are linear in
 * the other and in the gradient: three operations, of which each is the gradient of the others.
 *
 * @param of what is computed: {@code OUTPUT} of images and filters; {@code IMAGES} of outputs, filters and, unless it is the
 *     smallest that fits, the shape of images; {@code FILTERS} of images, outputs and the shape of filters. A -1 in a shape is what the
 *     other arguments say.
 */
public record Convolution(ConvolutionOptions conv, Of of) implements ArrayOp {
    /** What is computed. */
    public enum Of {
        OUTPUT(""),
        IMAGES("_grad_wrt_inputs"),
        FILTERS("_grad_wrt_weights");

        private final String suffix;

        Of(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Computes convolutions. The interface stands here so that one has a value; the room that multiplies matrices provides it. */
    public interface Routine {
        /**
         * Computes {@code result}, in which may be anything before.
         *
         * @param a the first argument's elements, a Java array
         * @param b the second one's
         */
        void run(Of of, ConvolutionSizes sizes, Object a, Object b, Object result);
    }

    /** Found at first use, once. */
    private static final class Holder {
        private static final Routine ROUTINE = ServiceLoader.load(Routine.class, Routine.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no routine for convolutions is on the class path"));
    }

    /** The expression of this operation. */
    public static Expr of(ConvolutionOptions conv, Of of, Expr... args) {
        return Expr.of(new Op.Array(new Convolution(conv, of)), Arrays.asList(args));
    }

    @Override
    public String label() {
        return "conv" + conv.axes() + "d" + of.suffix;
    }

    @Override
    public TensorType type(List<Expr> args) {
        for (Expr arg : args.subList(0, 2)) {
            if (arg.type().rank() != conv.axes() + 2 || !arg.type().dtype().isFloat()) {
                String axes = conv.axes() == 2 ? "channels, rows, columns)" : "channels, planes, rows, columns)";
                throw new IllegalArgumentException(label() + " takes floating tensors of "
                        + (conv.axes() == 2 ? "four" : "five") + " axes, (images, " + axes + " and (filters, " + axes
                        + ", but " + Printer.quoted(arg) + " is " + arg.type().described());
            }
        }
        if (!args.get(0).type().equals(args.get(1).type())) {
            List<String> both = Printer.quoted(args.subList(0, 2));
            throw new IllegalArgumentException(label() + " takes two of one dtype, but " + both.get(0) + " is "
                    + args.get(0).type().described() + " and " + both.get(1) + " is "
                    + args.get(1).type().described());
        }
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        return compute(e, args, null);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args, HostArray earlier) {
        ConvolutionSizes sizes = ConvolutionSizes.of(this, e, args);
        HostArray result = HostArray.anything(e.type().dtype(), sizes.shape(of), earlier);
        Holder.ROUTINE.run(of, sizes, args.get(0).elements(), args.get(1).elements(), result.elements());
        return result;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                "convolution",
                of.ordinal(),
                Printer.quoted(e),
                conv.numGroups(),
                conv.filterFlip(),
                conv.subsample(),
                conv.filterDilation(),
                conv.border().stream()
                        .map(b -> List.of(b.kind().ordinal(), b.before(), b.after()))
                        .toList());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        Expr b = e.args().get(1);
        List<Expr> both = switch (of) {
            case OUTPUT ->
                List.of(of(conv, Of.IMAGES, g, b, Build.shape(a)), of(conv, Of.FILTERS, a, g, Build.shape(b)));
            case IMAGES -> List.of(of(conv, Of.OUTPUT, g, b), of(conv, Of.FILTERS, g, a, Build.shape(b)));
            case FILTERS -> List.of(of(conv, Of.IMAGES, b, g, Build.shape(a)), of(conv, Of.OUTPUT, a, g));
        };
        List<Expr> all = new ArrayList<>(both);
        e.args().subList(2, e.args().size()).forEach(shape -> all.add(null));
        return all;
    }
}
