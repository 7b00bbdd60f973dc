package arignote.compile.lower;

import arignote.Expr;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.NoNest;
import arignote.expr.Along;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whole numbers that are known before a loop runs, as dimensions: fixed ones, lengths of axes, whole numbers that a call
 * brings, and what follows from these by simple arithmetic. Shapes and the bounds of slices are made of them.
 */
public final class Lengths {
    private static final Map<ScalarOp, Dimension.Arithmetic> ARITHMETIC = Map.of(
            ScalarOp.ADD, Dimension.Arithmetic.ADD,
            ScalarOp.SUBTRACT, Dimension.Arithmetic.SUBTRACT,
            ScalarOp.MULTIPLY, Dimension.Arithmetic.MULTIPLY,
            ScalarOp.MINIMUM, Dimension.Arithmetic.MINIMUM,
            ScalarOp.MAXIMUM, Dimension.Arithmetic.MAXIMUM);

    private final Function<Expr, List<Dimension>> dims;
    private final DimensionConstraints constraints;
    private final Map<Expr, Leaf> leaves = new IdentityHashMap<>();
    private final Map<List<Object>, Dimension> computed = new HashMap<>();

    private record Leaf(Buffer buffer, List<Long> wholes) {}

    /** @param dims of an expression */
    Lengths(Function<Expr, List<Dimension>> dims, DimensionConstraints constraints) {
        this.dims = dims;
        this.constraints = constraints;
    }

    /** An input or a shared variable is in this memory, with these whole numbers in it if they are known. */
    void leaf(Expr e, Buffer buffer, List<Long> wholes) {
        leaves.put(e, new Leaf(buffer, wholes));
    }

    /** Whether a whole number, or each element of a vector of them, is known before loops run, if leaves are. */
    public static boolean isKnown(Expr e) {
        if (e.op().isLeaf() || e.op() instanceof Op.Size || e.op() instanceof Op.Shape) {
            return true;
        }
        List<Expr> args = e.args();
        boolean passes = e.op() instanceof Op.Join
                || e.op() instanceof Op.DimShuffle && args.get(0).type().rank() == 0
                || isWidened(e)
                || e.op() instanceof Op.Elementwise w
                        && ARITHMETIC.containsKey(w.op())
                        && e.type().rank() == 0
                || e.op() instanceof Op.Part p && isFixed(p, args) && isKnown(args.get(0));
        return passes && e.type().dtype().isInteger() && args.stream().allMatch(Lengths::isKnown);
    }

    private static boolean isWidened(Expr e) {
        return e.op() instanceof Op.Cast c
                && c.to().isInteger()
                && e.args().get(0).type().dtype().isInteger();
    }

    private static boolean isFixed(Op.Part p, List<Expr> args) {
        return p.along().size() == 1 && args.stream().skip(1).allMatch(a -> a.op() instanceof Op.Constant);
    }

    /** The dimension that a whole number stands for. */
    Dimension of(Expr e) {
        Op op = e.op();
        if (op instanceof Op.Constant c && e.type().dtype().isInteger()) {
            return DimensionConstraints.fixed(c.value().longAt(0));
        }
        if (op instanceof Op.Size s) {
            List<Dimension> all = dims.apply(e.args().get(0));
            return DimensionConstraints.product(s.axes().stream().map(all::get).toList());
        }
        if (isWidened(e)) {
            return of(e.args().get(0));
        }
        if (op.isLeaf() && e.type().dtype().isInteger() && e.type().rank() == 0) {
            return value(e, 0);
        }
        if (op instanceof Op.Elementwise w && ARITHMETIC.containsKey(w.op()) && isKnown(e)) {
            return computed(
                    ARITHMETIC.get(w.op()), e.args().stream().map(this::of).toList());
        }
        if (op instanceof Op.Part p && p.along().get(0) instanceof Along.At && isKnown(e)) {
            List<Dimension> all = vector(e.args().get(0), -1);
            long at = ((Op.Constant) e.args().get(1).op()).value().longAt(0);
            if (all != null && at >= -all.size() && at < all.size()) {
                return all.get((int) (at < 0 ? at + all.size() : at));
            }
            if (all == null && at >= 0 && e.args().get(0).op().isLeaf()) {
                constraints.least(dims.apply(e.args().get(0)).get(0), at + 1);
                return value(e.args().get(0), (int) at);
            }
        }
        throw unknown(e);
    }

    /**
     * The dimensions that a vector of whole numbers stands for.
     *
     * @param count how many there are, or -1 where that is not known; then null is returned if it does not follow
     */
    List<Dimension> vector(Expr e, int count) {
        Op op = e.op();
        if (op instanceof Op.Shape) {
            return dims.apply(e.args().get(0));
        }
        if (op instanceof Op.Constant c) {
            List<Dimension> all = new ArrayList<>();
            for (int i = 0; i < c.value().size(); i++) {
                all.add(DimensionConstraints.fixed(c.value().longAt(i)));
            }
            return all;
        }
        if (isWidened(e)) {
            return vector(e.args().get(0), count);
        }
        if (op instanceof Op.DimShuffle && e.args().get(0).type().rank() == 0) {
            return List.of(of(e.args().get(0)));
        }
        if (op instanceof Op.Join) {
            List<Dimension> all = new ArrayList<>();
            for (Expr arg : e.args()) {
                List<Dimension> part = vector(arg, e.args().size() == 1 ? count : -1);
                if (part == null) {
                    throw unknown(e);
                }
                all.addAll(part);
            }
            return all;
        }
        if (op instanceof Op.Part p && p.along().get(0) instanceof Along.Slice s && isKnown(e)) {
            List<Dimension> all = vector(e.args().get(0), -1);
            return all == null
                    ? null
                    : slice(
                            all,
                            Along.axes(p.along(), e.args().subList(1, e.args().size()))
                                    .get(0),
                            s);
        }
        if (op.isLeaf() && e.type().dtype().isInteger()) {
            if (count < 0) {
                return null;
            }
            constraints.same(dims.apply(e).get(0), DimensionConstraints.fixed(count)); // before its elements are read
            List<Dimension> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(value(e, i));
            }
            return all;
        }
        throw unknown(e);
    }

    private static List<Dimension> slice(List<Dimension> all, Along.Axis<Expr> axis, Along.Slice s) {
        long start = axis.at() == null ? Along.firstStart(s.step()) : number(axis.at());
        long stop = axis.stop() == null ? Along.lastStop(all.size(), s.step()) : number(axis.stop());
        List<Dimension> part = new ArrayList<>();
        long at = Along.start(all.size(), start, s.step());
        for (long i = Along.length(all.size(), start, stop, s.step()); i > 0; i--) {
            part.add(all.get((int) at));
            at += s.step();
        }
        return part;
    }

    private static long number(Expr constant) {
        return ((Op.Constant) constant.op()).value().longAt(0);
    }

    private Dimension value(Expr e, int element) {
        Leaf leaf = leaves.get(e);
        long actual = element < leaf.wholes.size() ? leaf.wholes.get(element) : Dimension.UNKNOWN;
        return computed.computeIfAbsent(
                List.of(leaf, element), k -> new Dimension(new Dimension.OfValue(leaf.buffer, element), actual));
    }

    /** A number that follows from others; the same one for the same others. */
    Dimension computed(Dimension.Arithmetic op, List<Dimension> operands) {
        List<Dimension> roots = operands.stream().map(Dimension::root).toList();
        long[] actual = roots.stream().mapToLong(Dimension::actual).toArray();
        boolean fixed = roots.stream().allMatch(d -> d.source() instanceof Dimension.Fixed);
        if (fixed) {
            return DimensionConstraints.fixed(op.apply(actual));
        }
        boolean known = roots.stream().noneMatch(d -> d.actual() == Dimension.UNKNOWN);
        return computed.computeIfAbsent(
                List.of(op, roots),
                k -> new Dimension(new Dimension.Computed(op, roots), known ? op.apply(actual) : Dimension.UNKNOWN));
    }

    private static NoNest unknown(Expr e) {
        return new NoNest("the number " + Printer.quoted(e) + " is known only when it has been computed");
    }
}
