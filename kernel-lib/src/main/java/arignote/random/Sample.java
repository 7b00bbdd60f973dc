package arignote.random;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Collections;
import java.util.List;

/**
 * A draw with all that it gives, as one int64 vector: the state of the generator after it, the lengths of its axes, and its
 * elements as 64 bits each. {@link Drawn} takes out the numbers and {@link NextState} the state, so that both come of one
 * draw however often they are asked for.
 *
 * <p>Its arguments are the state before, the lengths that are asked for, and the distribution's parameters. Those of a
 * uniform or normal distribution are applied to the numbers later; here it is only checked that they fit the lengths.
 *
 * @param rank of the numbers
 */
record Sample(Distribution distribution, int rank) implements ArrayOp {
    @Override
    public String label() {
        return distribution.label();
    }

    @Override
    public TensorType type(List<Expr> args) {
        return new TensorType(DType.INT64, 1);
    }

    @Override
    public String computedBy() {
        return "Java, one number after the other";
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        if (args.get(0).size() != Pcg64.WORDS) {
            throw new IllegalArgumentException("the state of random numbers has " + Pcg64.WORDS + " numbers, and "
                    + Printer.quoted(e.args().get(0)) + " has " + args.get(0).size());
        }
        GeneratorDraws draws = new GeneratorDraws(args.get(0).longs());
        long[] elements;
        long[] shape;
        try {
            Draw draw = new Draw(draws, args.get(1).longs(), args.subList(2, args.size()));
            if (!distribution.isWhole()) {
                args.subList(2, args.size()).forEach(p -> draw.checkRepeats(p.shape()));
            }
            elements = distribution.draw(draw);
            shape = draw.shape();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(refused.getMessage() + ", in " + Printer.quoted(e), refused);
        }
        long[] all = new long[Pcg64.WORDS + rank + elements.length];
        System.arraycopy(draws.state(), 0, all, 0, Pcg64.WORDS);
        System.arraycopy(shape, 0, all, Pcg64.WORDS, rank);
        System.arraycopy(elements, 0, all, Pcg64.WORDS + rank, elements.length);
        return HostArray.of(DType.INT64, new long[] {all.length}, all);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.words("draw", distribution.label(), distribution.isWhole(), Printer.quoted(e));
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return Collections.nCopies(e.args().size(), null);
    }
}
