package arignote.random;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.ShapeOf;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.List;

/** Builds the expressions of draws. */
public final class Sampling {
    /** The type of a generator's state. */
    public static final TensorType STATE = new TensorType(DType.INT64, 1);

    private Sampling() {}

    /** The state of a generator that starts from a sequence of seeds. */
    public static HostArray state(SeedSequence seeds) {
        return HostArray.vector(new GeneratorDraws(seeds).state());
    }

    /**
     * A draw with all that it gives, an int64 vector, for {@link #numbers} and {@link #next}.
     *
     * @param state before the draw, of the type {@link #STATE}
     * @param size the lengths that are asked for
     * @param more the number of axes that the numbers have behind these
     * @throws IllegalArgumentException if a parameter has more axes than are asked for
     */
    public static Expr sample(Distribution distribution, Expr state, ShapeOf size, int more, List<Expr> parameters) {
        for (Expr p : parameters) {
            if (more == 0 && p.type().rank() > size.rank() && !isChoice(distribution)) {
                throw new IllegalArgumentException("random numbers of "
                        + (size.rank() == 1 ? "1 axis" : size.rank() + " axes") + " have the parameter "
                        + Printer.quoted(p) + ", which is " + p.type().described()
                        + "; it can have at most as many axes");
            }
        }
        List<Expr> args = new ArrayList<>(List.of(state, size.lengths()));
        args.addAll(parameters);
        return Expr.of(new Op.Array(new Sample(distribution, size.rank() + more)), args);
    }

    private static boolean isChoice(Distribution d) {
        return d == Distribution.WEIGHTED_CHOICE || d == Distribution.DISTINCT_WEIGHTED_CHOICE;
    }

    /** The numbers of a {@link #sample} in a dtype. */
    public static Expr numbers(Expr sample, DType dtype) {
        Sample drawn = (Sample) ((Op.Array) sample.op()).op();
        return Expr.of(new Op.Array(new Drawn(drawn.distribution(), drawn.rank(), dtype)), List.of(sample));
    }

    /** The state after a {@link #sample}. */
    public static Expr next(Expr sample) {
        return Expr.of(new Op.Array(new NextState()), List.of(sample));
    }

    /**
     * A parameter as an expression: an expression, a number or an array.
     *
     * @param what it is, for messages
     * @throws IllegalArgumentException if it is null or holds no numbers
     */
    public static Expr parameter(String what, Object given) {
        if (given == null) {
            throw new IllegalArgumentException(what + " is null; give an expression, a number or an array");
        }
        return given instanceof Expr e
                ? e
                : given instanceof Number n && !Operands.isWhole(n)
                        ? Build.constant(HostArray.scalar(DType.FLOAT64, n.doubleValue()))
                        : Build.constant(given);
    }

    /**
     * A parameter that holds whole numbers.
     *
     * @throws IllegalArgumentException if it is of another dtype
     */
    public static Expr wholeParameter(String what, Object given) {
        Expr p = parameter(what, given);
        if (!p.type().dtype().isInteger()) {
            throw new IllegalArgumentException(what + " is a whole number, but " + Printer.quoted(p) + " is "
                    + p.type().described() + "; cast it to int64");
        }
        return p;
    }

    /**
     * A parameter that is one whole number.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public static Expr count(String what, Object given) {
        Expr p = wholeParameter(what, given);
        if (p.type().rank() != 0) {
            throw new IllegalArgumentException(what + " is one whole number, but " + Printer.quoted(p) + " is "
                    + p.type().described());
        }
        return p;
    }
}
