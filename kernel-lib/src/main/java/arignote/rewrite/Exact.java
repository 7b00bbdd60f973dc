package arignote.rewrite;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.NEGATE;
import static arignote.rewrite.Match.arg;
import static arignote.rewrite.Match.is;
import static arignote.rewrite.Match.isSum;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Right sides that are too long for a row of {@link Rules}, of equations that change no bit. */
final class Exact {
    private Exact() {}

    /** The value of a scalar operation or a cast of numbers, by the operation's own row. */
    static Expr folded(Expr e, Facts facts) {
        boolean numbers = !e.args().isEmpty()
                && e.args().stream()
                        .allMatch(a ->
                                a.op() instanceof Op.Constant c && c.value().shape().length == 0);
        if (!numbers) {
            return null;
        }
        DType dtype = e.type().dtype();
        HostArray[] v =
                e.args().stream().map(a -> ((Op.Constant) a.op()).value()).toArray(HostArray[]::new);
        if (e.op() instanceof Op.Cast) {
            boolean exact = dtype.isFloat() || !v[0].type().dtype().isFloat();
            return exact && dtype != DType.BOOL && !(dtype == DType.INT32)
                    ? Build.constant(
                            dtype.isFloat() ? HostArray.scalar(dtype, v[0].doubleAt(0)) : whole(dtype, v[0].longAt(0)))
                    : null;
        }
        // whole numbers can overflow and refuse a power: that is left to the call
        if (!(e.op() instanceof Op.Elementwise w) || !dtype.isFloat()) {
            return null;
        }
        double value = w.op().value().at(at(v, 0), at(v, 1), at(v, 2));
        return Build.constant(HostArray.scalar(dtype, value));
    }

    private static double at(HostArray[] v, int i) {
        return i < v.length ? v[i].doubleAt(0) : 0;
    }

    static HostArray whole(DType dtype, long value) {
        return HostArray.ofLongs(dtype, new long[0], new long[] {value});
    }

    static Expr onceCast(Expr e, Facts facts) {
        if (!(e.op() instanceof Op.Cast c) || !(arg(e, 0).op() instanceof Op.Cast inner)) {
            return null;
        }
        Expr x = arg(arg(e, 0), 0);
        boolean widening =
                inner.to().accepts(x.type().dtype()) && !lossy(x.type().dtype(), inner.to());
        return widening ? Build.cast(x, c.to()) : null;
    }

    /** An int64 has more digits than a float64. */
    private static boolean lossy(DType from, DType to) {
        return from == DType.INT64 && to.isFloat();
    }

    static Expr bothNegated(Expr e, ScalarOp op) {
        return is(e, op)
                        && is(arg(e, 0), NEGATE)
                        && is(arg(e, 1), NEGATE)
                        && arg(e, 0).type().dtype().isFloat()
                ? scalar(op, arg(arg(e, 0), 0), arg(arg(e, 1), 0))
                : null;
    }

    /** The sign of an operand taken out, where that does not make a small operand's sign a large result's. */
    static Expr signFirst(Expr e, int side, Facts facts) {
        Expr negated = arg(e, side);
        // the least whole number is its own negative, which shows in a quotient
        if (!is(negated, NEGATE)
                || !negated.type().equals(e.type())
                || !e.type().dtype().isFloat()) {
            return null;
        }
        if (!facts.proved(e, negated)) {
            return null;
        }
        Expr x = arg(negated, 0);
        ScalarOp op = ((Op.Elementwise) e.op()).op();
        return (side == 0 ? scalar(op, x, arg(e, 1)) : scalar(op, arg(e, 0), x)).negate();
    }

    static Expr deeperShape(Expr e, Facts facts) {
        if (!is(e, Op.Shape.class) && !is(e, Op.Size.class)) {
            return null;
        }
        Expr deepest = facts.source(arg(e, 0));
        return deepest == arg(e, 0) || deepest.type().rank() != arg(e, 0).type().rank()
                ? null
                : Expr.of(e.op(), List.of(deepest));
    }

    /** The first argument, if it has the shape that the second asks for. */
    static Expr unchanged(Expr e, Facts facts) {
        return is(arg(e, 1), Op.Shape.class) && facts.proved(arg(e, 0), arg(arg(e, 1), 0)) ? arg(e, 0) : null;
    }

    static Expr onceShuffled(Expr e, Facts facts) {
        if (!(e.op() instanceof Op.DimShuffle outer) || !(arg(e, 0).op() instanceof Op.DimShuffle inner)) {
            return null;
        }
        List<Integer> pattern = outer.pattern().stream()
                .map(i -> i == Op.DimShuffle.NEW ? i : inner.pattern().get(i))
                .toList();
        return Build.dimshuffle(arg(arg(e, 0), 0), pattern);
    }

    /** A contraction reads its arguments along any axes, so one that only had its axes moved is read where it lies. */
    static Expr untransposed(Expr e, int side) {
        if (!(e.op() instanceof Op.Dot d) || !(arg(e, side).op() instanceof Op.DimShuffle moved)) {
            return null;
        }
        Expr x = arg(arg(e, side), 0);
        boolean permutation =
                moved.pattern().size() == x.type().rank() && !moved.pattern().contains(Op.DimShuffle.NEW);
        List<Integer> summed = side == 0 ? d.left() : d.right();
        if (!permutation) {
            return null;
        }
        List<Integer> now = summed.stream().map(moved.pattern()::get).toList();
        List<Integer> free = Op.Dot.free(moved.pattern().size(), summed).stream()
                .map(moved.pattern()::get)
                .toList();
        if (!free.equals(free.stream().sorted().toList())) {
            return null;
        }
        return side == 0 ? Build.dot(x, arg(e, 1), now, d.right()) : Build.dot(arg(e, 0), x, d.left(), now);
    }

    /** The axes of a product in the order: the second argument's, then the first's. */
    static Expr turned(Expr e, Facts facts) {
        if (!(e.op() instanceof Op.DimShuffle t) || !(arg(e, 0).op() instanceof Op.Dot d)) {
            return null;
        }
        int first = arg(arg(e, 0), 0).type().rank() - d.left().size();
        int all = arg(e, 0).type().rank();
        List<Integer> pattern = IntStream.concat(IntStream.range(first, all), IntStream.range(0, first))
                .boxed()
                .toList();
        return t.pattern().equals(pattern)
                ? Build.dot(arg(arg(e, 0), 1), arg(arg(e, 0), 0), d.right(), d.left())
                : null;
    }

    /** Sums of whole numbers wrap around and do not round, in whatever order. */
    static Expr onceSummed(Expr e, Facts facts) {
        if (!isSum(e) || e.type().dtype().isFloat() || !isSum(arg(e, 0))) {
            return null;
        }
        Op.Reduce outer = (Op.Reduce) e.op();
        Op.Reduce inner = (Op.Reduce) arg(e, 0).op();
        Expr x = arg(arg(e, 0), 0);
        if (inner.keepDims() || outer.keepDims()) {
            return null;
        }
        List<Integer> left = Op.Dot.free(x.type().rank(), inner.axes());
        List<Integer> axes = Stream.concat(
                        inner.axes().stream(), outer.axes().stream().map(left::get))
                .sorted()
                .toList();
        return Expr.of(new Op.Reduce(ReduceOp.SUM, axes, false), List.of(x));
    }
}
