package arignote.grad;

import static arignote.expr.Build.broadcastTo;
import static arignote.expr.Build.cast;
import static arignote.expr.Build.constant;
import static arignote.expr.Build.dimshuffle;
import static arignote.expr.Build.dot;
import static arignote.expr.Build.scalar;
import static arignote.expr.Build.size;
import static arignote.expr.Build.sumTo;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.Printer;
import arignote.expr.SameShape;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.IntStream;

/**
 * Gradients of a scalar by reverse accumulation: the graph is walked from the cost to its variables, and each operation
 * turns the gradient by its result into gradients by its arguments. The result is an ordinary expression.
 *
 * <p>On the way a gradient may have a smaller shape that broadcasts to its expression's, as the 1 that starts the walk
 * has; it is repeated only where the full shape matters.
 */
public final class Gradients {
    /** What walks have made and somebody still has: pictures tell it from what readers wrote. */
    private static final Set<Expr> MADE = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Map<Expr, Expr> gradients = new IdentityHashMap<>();

    private final SameShape shapes;

    private Gradients(SameShape shapes) {
        this.shapes = shapes;
    }

    /**
     * The gradients of {@code cost} by each of {@code wrt}, of their dtypes and run-time shapes.
     *
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on one of {@code wrt}
     */
    public static List<Expr> of(Expr cost, List<? extends Expr> wrt) {
        check(cost, wrt);
        List<Expr> order = Graphs.topological(List.of(cost));
        for (Expr v : wrt) {
            if (order.stream().noneMatch(e -> e == v)) {
                List<String> both = Printer.quoted(List.of(v, cost));
                throw new IllegalArgumentException("the cost does not depend on " + both.get(0) + ": " + both.get(0)
                        + " is no part of " + both.get(1)
                        + "; leave it out, or use the very object that the cost was made of");
            }
        }
        Gradients walk = new Gradients(new SameShape(order));
        walk.gradients.put(cost, constant(Literal.scalar(cost.type().dtype(), 1)));
        for (int i = order.size() - 1; i >= 0; i--) {
            walk.pass(order.get(i));
        }
        List<Expr> result = new ArrayList<>();
        for (Expr v : wrt) {
            Expr g = walk.gradients.get(v);
            result.add(g == null ? Build.filled(v, 0) : walk.full(g, v));
        }
        Set<Expr> written = Collections.newSetFromMap(new IdentityHashMap<>());
        written.addAll(order);
        MADE.addAll(Graphs.topological(result, written));
        return result;
    }

    /** Whether the expression came into being as a part of a gradient. */
    public static boolean isPart(Expr e) {
        return MADE.contains(e);
    }

    private static void check(Expr cost, List<? extends Expr> wrt) {
        if (cost.type().rank() != 0) {
            throw new IllegalArgumentException("the cost of a gradient is a scalar, but " + Printer.quoted(cost)
                    + " is " + cost.type().described() + "; take its sum or mean first");
        }
        if (!cost.type().dtype().isFloat()) {
            throw new IllegalArgumentException("the cost of a gradient is a floating number, but "
                    + Printer.quoted(cost) + " is " + cost.type().described());
        }
        for (Expr v : wrt) {
            if (!v.type().dtype().isFloat()) {
                throw new IllegalArgumentException("a gradient is taken by a floating variable, but "
                        + Printer.quoted(v) + " is " + v.type().described());
            }
        }
    }

    /** Adds to the gradients by the arguments of {@code e} what goes through {@code e}. */
    private void pass(Expr e) {
        Expr g = gradients.get(e);
        if (g == null || e.op().isLeaf()) {
            return;
        }
        List<Expr> parts = byArguments(e, g);
        for (int i = 0; i < parts.size(); i++) {
            Expr part = parts.get(i);
            Expr arg = e.args().get(i);
            if (part != null && arg.type().dtype().isFloat()) {
                gradients.merge(arg, cast(part, arg.type().dtype()), Expr::plus);
            }
        }
    }

    /** For each argument the gradient by it, or null if it is zero everywhere. */
    private List<Expr> byArguments(Expr e, Expr g) {
        Op op = e.op();
        Expr x = e.args().get(0);
        if (op instanceof Op.Elementwise w) {
            List<Expr> local = w.op().gradient(g, e);
            List<Expr> back = new ArrayList<>();
            for (int i = 0; i < local.size(); i++) {
                back.add(
                        local.get(i) == null
                                ? null
                                : back(local.get(i), e, e.args().get(i)));
            }
            return back;
        }
        if (op instanceof Op.Cast) {
            return one(g);
        }
        if (op instanceof Op.Reduce r) {
            return one(reduce(r, e, x, g));
        }
        if (op instanceof Op.Softmax) {
            Expr gs = scalar(ScalarOp.MULTIPLY, full(g, e), e);
            return one(gs.minus(e.times(last(gs))));
        }
        if (op instanceof Op.LogSoftmax) {
            Expr whole = full(g, e);
            return one(whole.minus(Build.softmax(x).times(last(whole))));
        }
        if (op instanceof Op.Dot d) {
            return dotGradients(d, x, e.args().get(1), full(g, e));
        }
        if (op instanceof Op.DimShuffle d) {
            return one(unshuffle(d, x, full(g, e)));
        }
        if (op instanceof Op.Reshape) {
            return first(Build.reshape(full(g, e), Build.shape(x), x.type().rank()), e);
        }
        if (op instanceof Op.BroadcastTo) {
            return first(sumTo(full(g, e), x), e);
        }
        if (op instanceof Op.SumTo) {
            return first(broadcastTo(full(g, e), x), e);
        }
        if (op instanceof Op.Index) {
            List<Expr> at = e.args().subList(1, e.args().size());
            return first(Build.addAt(full(g, e), x, at), e);
        }
        if (op instanceof Op.AddAt) {
            List<Expr> at = e.args().subList(2, e.args().size());
            return first(Build.index(full(g, e), at), e);
        }
        // sizes and shapes do not change when values do
        return Collections.nCopies(e.args().size(), null);
    }

    private static List<Expr> one(Expr g) {
        return Collections.singletonList(g);
    }

    /** The gradient by the first argument; the others are whole numbers. */
    private static List<Expr> first(Expr g, Expr e) {
        List<Expr> all = new ArrayList<>(Collections.nCopies(e.args().size(), null));
        all.set(0, g);
        return all;
    }

    /** g, which has or broadcasts to the shape of e, in exactly that shape. */
    private Expr full(Expr g, Expr e) {
        return shapes.proved(g, e) ? g : broadcastTo(g, e);
    }

    /** The gradient by {@code arg}, an operand that may have been broadcast to the shape of {@code e}. */
    private Expr back(Expr g, Expr e, Expr arg) {
        if (shapes.proved(e, arg)) {
            return g;
        }
        Expr whole = full(g, e);
        return arg.type().rank() == 0 ? whole.sum() : sumTo(whole, arg);
    }

    private static Expr last(Expr x) {
        return x.sum(-1).keepDims();
    }

    private Expr reduce(Op.Reduce r, Expr e, Expr x, Expr g) {
        if (r.axes().isEmpty()) {
            return switch (r.kind()) {
                case ARGMAX, ARGMIN -> null;
                default -> g; // of one element each, every kind is that element
            };
        }
        Expr spread = restored(r, x, g, e);
        return switch (r.kind()) {
            case SUM -> spread;
            case MEAN -> spread.div(size(x, r.axes(), e.type().dtype()));
            case MAX, MIN ->
                spread.times(cast(
                        scalar(ScalarOp.EQ, x, restored(r, x, e, e)), x.type().dtype()));
            case ARGMAX, ARGMIN -> null;
            case LOGSUMEXP -> spread.times(scalar(ScalarOp.EXP, x.minus(restored(r, x, e, e))));
        };
    }

    /** A value for each reduced group, with the reduced axes put back so that it broadcasts to what was reduced. */
    private Expr restored(Op.Reduce r, Expr x, Expr value, Expr e) {
        int rank = x.type().rank();
        if (r.keepDims() || value.type().rank() == 0 || r.axes().size() == rank) {
            return value;
        }
        List<Integer> pattern = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            pattern.add(r.axes().contains(i) ? Op.DimShuffle.NEW : next++);
        }
        return dimshuffle(full(value, e), pattern);
    }

    /** A contraction's gradients are contractions: of g with the other side over that side's free axes. */
    private static List<Expr> dotGradients(Op.Dot d, Expr a, Expr b, Expr g) {
        List<Integer> freeA = Op.Dot.free(a.type().rank(), d.left());
        List<Integer> freeB = Op.Dot.free(b.type().rank(), d.right());
        List<Integer> gA = range(0, freeA.size());
        List<Integer> gB = range(freeA.size(), freeA.size() + freeB.size());
        Expr byA = null;
        if (a.type().dtype().isFloat()) {
            // axes: a's free ones, then b's summed ones in b's order
            byA = dimshuffle(dot(g, b, gB, freeB), order(a.type().rank(), freeA, partners(d.right(), d.left())));
        }
        Expr byB = null;
        if (b.type().dtype().isFloat()) {
            // axes: a's summed ones in a's order, then b's free ones
            byB = dimshuffle(dot(a, g, freeA, gA), order(b.type().rank(), partners(d.left(), d.right()), freeB));
        }
        return Arrays.asList(byA, byB);
    }

    /** The members of {@code theirs} in the order in which their partners in {@code mine} stand. */
    private static List<Integer> partners(List<Integer> mine, List<Integer> theirs) {
        return mine.stream().sorted().map(m -> theirs.get(mine.indexOf(m))).toList();
    }

    /** The pattern that brings axes, which now stand in the order first then second, into their natural order. */
    private static List<Integer> order(int rank, List<Integer> first, List<Integer> second) {
        List<Integer> now = new ArrayList<>(first);
        now.addAll(second);
        return range(0, rank).stream().map(now::indexOf).toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static Expr unshuffle(Op.DimShuffle d, Expr x, Expr g) {
        List<Integer> back = new ArrayList<>();
        for (int i = 0; i < x.type().rank(); i++) {
            back.add(d.pattern().indexOf(i) >= 0 ? d.pattern().indexOf(i) : Op.DimShuffle.NEW);
        }
        return dimshuffle(g, back);
    }
}
