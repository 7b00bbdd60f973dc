package arignote.grad;

import static arignote.expr.Build.broadcastTo;
import static arignote.expr.Build.cast;
import static arignote.expr.Build.constant;
import static arignote.expr.Build.dimshuffle;
import static arignote.expr.Build.dot;
import static arignote.expr.Build.scalar;
import static arignote.expr.Build.sumTo;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.Backward;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.SameShape;
import arignote.expr.ScalarOp;
import arignote.expr.array.Scatter;
import arignote.expr.print.Printer;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
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

    private final Map<Expr, Slope> gradients = new IdentityHashMap<>();

    private final SameShape shapes;

    /** Norms that something is divided by. */
    private final Set<Expr> divisors;

    private Gradients(List<Expr> order) {
        shapes = new SameShape(order);
        divisors = Roots.divisors(order);
    }

    /**
     * The gradients of {@code cost} by each of {@code wrt}, of their dtypes and run-time shapes.
     *
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on one of {@code wrt}
     */
    public static List<Expr> of(Expr cost, List<? extends Expr> wrt) {
        check(cost, wrt);
        List<Expr> order = Graphs.topological(List.of(cost));
        Set<Expr> connected = connected(cost);
        for (Expr v : wrt) {
            if (!connected.contains(v)) {
                List<String> both = Printer.quoted(List.of(v, cost));
                throw new IllegalArgumentException("the cost does not depend on " + both.get(0) + ": " + both.get(0)
                        + " is no part of " + both.get(1)
                        + "; leave it out, or use the very object that the cost was made of");
            }
        }
        Map<Expr, Expr> by = new IdentityHashMap<>();
        Expr stable = Rewriter.stable(cost, Set.of());
        List<Expr> variables = new ArrayList<>();
        for (Expr v : wrt) {
            if (stable == cost || v.op() instanceof Op.Input || v.op() instanceof Op.State) {
                variables.add(v);
            } else if (!by.containsKey(v)) {
                // a part of the cost, which another form of it may not have
                by.putAll(walk(Rewriter.stable(cost, Set.of(v)), List.of(v)));
            }
        }
        by.putAll(walk(stable, variables));
        List<Expr> result = new ArrayList<>();
        wrt.forEach(v -> result.add(by.get(v)));
        made(result, order);
        return result;
    }

    /** What a gradient of {@code cost} may come to: what it is made of, unless that is disconnected. */
    static Set<Expr> connected(Expr cost) {
        Set<Expr> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        parts.addAll(Graphs.topological(
                List.of(cost),
                Set.of(),
                e -> e.op() instanceof Op.Identity i && i.backward() == Backward.DISCONNECTED_GRAD
                        ? List.of()
                        : e.args()));
        return parts;
    }

    /** Notes what is in {@code gradients} and not in {@code before}. */
    static void made(List<Expr> gradients, List<Expr> before) {
        Set<Expr> written = Collections.newSetFromMap(new IdentityHashMap<>());
        written.addAll(before);
        MADE.addAll(Graphs.topological(gradients, written));
    }

    private static Map<Expr, Expr> walk(Expr cost, List<Expr> wrt) {
        List<Expr> order = Graphs.topological(List.of(cost));
        Gradients walk = new Gradients(order);
        walk.gradients.put(
                cost, Slope.everywhere(constant(HostArray.scalar(cost.type().dtype(), 1))));
        for (int i = order.size() - 1; i >= 0; i--) {
            walk.pass(order.get(i));
        }
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr v : wrt) {
            Slope g = walk.gradients.get(v);
            by.put(v, g == null ? Build.filled(v, 0) : walk.full(g.whole(), v));
        }
        return by;
    }

    /** Whether the expression came into being as a part of a gradient. */
    public static boolean isPart(Expr e) {
        return MADE.contains(e);
    }

    static void check(Expr cost, List<? extends Expr> wrt) {
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
        Slope g = gradients.get(e);
        if (g == null || e.op().isLeaf()) {
            return;
        }
        List<Slope> parts = byArguments(e, g);
        for (int i = 0; i < parts.size(); i++) {
            Slope part = parts.get(i);
            Expr arg = e.args().get(i);
            if (part != null && arg.type().dtype().isFloat()) {
                gradients.merge(arg, part.cast(arg.type().dtype()), Slope::plus);
            }
        }
    }

    /** For each argument the gradient by it, or null if it is zero everywhere. */
    private List<Slope> byArguments(Expr e, Slope g) {
        Op op = e.op();
        Expr x = e.args().get(0);
        return switch (op.tag()) {
            case ELEMENTWISE -> elementwise(((Op.Elementwise) op).op(), e, g);
            case CAST -> one(g);
            case REDUCE -> one(reduce((Op.Reduce) op, e, x, g));
            case SOFTMAX -> one(Slope.everywhere(softmaxGradient(e, full(g.whole(), e))));
            case LOG_SOFTMAX -> {
                Expr whole = full(g.whole(), e);
                yield one(Slope.everywhere(whole.minus(Build.softmax(x).times(last(whole)))));
            }
            case DOT -> {
                Expr y = e.args().get(1);
                boolean squares = g.factor() != null && x == y && e.type().rank() == 0;
                yield squares
                        ? dotGradients(
                                (Op.Dot) op,
                                x.times(g.factor()),
                                y.times(g.factor()),
                                full(g.times(null).whole(), e))
                        : dotGradients((Op.Dot) op, x, y, full(g.whole(), e));
            }
            case DIMSHUFFLE -> one(g.moved(v -> unshuffle((Op.DimShuffle) op, x, full(v, e))));
            case RESHAPE ->
                first(
                        g.moved(v -> Build.reshape(
                                full(v, e), Build.shape(x), x.type().rank())),
                        e);
            case BROADCAST_TO -> first(summed(g, e, v -> sumTo(v, x)), e);
            case SUM_TO -> first(g.moved(v -> broadcastTo(full(v, e), x)), e);
            case PART -> first(placed(g, e, x), e);
            case PLACE -> {
                List<Expr> at = e.args().subList(2, e.args().size());
                yield first(g.moved(v -> Build.part(full(v, e), ((Op.Place) op).along(), at)), e);
            }
            case GATHER ->
                first(
                        Slope.everywhere(Scatter.placed(
                                full(g.whole(), e),
                                x,
                                e.args().subList(1, e.args().size()))),
                        e);
            case JOIN -> joined(((Op.Join) op).axis(), e, g);
            case ARRAY -> {
                List<Slope> parts = new ArrayList<>();
                ((Op.Array) op)
                        .op()
                        .gradient(e, full(g.whole(), e))
                        .forEach(part -> parts.add(part == null ? null : Slope.everywhere(part)));
                yield parts;
            }
            case IDENTITY -> first(identity(((Op.Identity) op).backward(), e, g), e);
            // these do not change when values do
            case SIZE, SHAPE, IOTA -> Collections.nCopies(e.args().size(), null);
            case INPUT, STATE, CONSTANT -> throw new AssertionError(op + " has no arguments");
        };
    }

    private List<Slope> elementwise(ScalarOp op, Expr e, Slope g) {
        if (divisors.contains(e)) {
            return one(Roots.bySum(g, e));
        }
        boolean square = g.factor() != null && Roots.isSquare(e);
        List<Expr> local = op.gradient(g.value(), square ? Roots.scaledSquare(e, g.factor()) : e);
        List<Slope> back = new ArrayList<>();
        for (int i = 0; i < local.size(); i++) {
            Slope part = null;
            if (local.get(i) != null) {
                boolean sign = op == ScalarOp.NEGATE || op == ScalarOp.SUBTRACT; // which leaves a 0 as it is
                part = local.get(i) == g.value() || sign
                        ? g.with(local.get(i), g.clean())
                        : Slope.of(local.get(i))
                                .times(square ? null : g.factor())
                                .where(g.choices());
                Expr norm = i == 1 ? Roots.divisor(e) : null;
                part = back(
                        norm == null ? part : Roots.byDivisor(g, e, norm),
                        e,
                        e.args().get(i));
            }
            back.add(part);
        }
        return back;
    }

    /** No gradient at all where none goes through, so that nothing behind is walked in vain. */
    private Slope identity(Backward backward, Expr e, Slope g) {
        return switch (backward) {
            case CONSIDER_CONSTANT, ZERO_GRAD, DISCONNECTED_GRAD -> null;
            case GRAD_CLIP, GRAD_SCALE -> Slope.everywhere(backward.gradient(e, full(g.whole(), e)));
        };
    }

    private static List<Slope> one(Slope g) {
        return Collections.singletonList(g);
    }

    /** The gradient by the first argument; the others are whole numbers. */
    private static List<Slope> first(Slope g, Expr e) {
        List<Slope> all = new ArrayList<>(Collections.nCopies(e.args().size(), null));
        all.set(0, g);
        return all;
    }

    /** g, which has or broadcasts to the shape of e, in exactly that shape. */
    private Expr full(Expr g, Expr e) {
        return shapes.proved(g, e) ? g : broadcastTo(g, e);
    }

    /** The gradient by {@code arg}, an operand that may have been broadcast to the shape of {@code e}. */
    private Slope back(Slope g, Expr e, Expr arg) {
        if (shapes.proved(e, arg)) {
            return g;
        }
        return summed(g, e, v -> arg.type().rank() == 0 ? v.sum() : sumTo(v, arg));
    }

    /** Sums of a gradient, which count where one of their terms does. */
    private Slope summed(Slope g, Expr e, UnaryOperator<Expr> sum) {
        Slope whole = Slope.everywhere(sum.apply(full(g.whole(), e)));
        if (g.choices().isEmpty()) {
            return whole;
        }
        Expr count = sum.apply(full(cast(g.live(), DType.INT64), e));
        return whole.where(scalar(ScalarOp.GT, count, Build.number(0, count))).with(whole.value(), true);
    }

    /** The gradient by {@code x} of a part of it: it counts in that part alone. */
    private Slope placed(Slope g, Expr part, Expr x) {
        List<Along> along = ((Op.Part) part.op()).along();
        List<Expr> at = part.args().subList(1, part.args().size());
        Expr counts = g.choices().isEmpty() ? Build.whole(1) : cast(g.live(), DType.INT64);
        Expr count = Build.place(full(counts, part), x, along, at);
        Slope whole = Slope.everywhere(Build.place(full(g.whole(), part), x, along, at));
        return whole.where(scalar(ScalarOp.NEQ, count, Build.number(0, count))).with(whole.value(), true);
    }

    /** For each of the joined arrays its part of the gradient. */
    private List<Slope> joined(int axis, Expr e, Slope g) {
        List<Along> along = new ArrayList<>(Collections.nCopies(axis, Along.Slice.ALL));
        along.add(new Along.Slice(true, true, 1));
        List<Slope> parts = new ArrayList<>();
        Expr from = Build.whole(0);
        for (Expr arg : e.args()) {
            Expr to = from.plus(Build.length(arg, axis));
            List<Expr> bounds = List.of(from, to);
            parts.add(g.moved(v -> Build.part(full(v, e), along, bounds)));
            from = to;
        }
        return parts;
    }

    /**
     * e (g - sum(e g)). The mean is taken off twice: once more what rounding left, beside which a nearly certain
     * class would otherwise have the slope 0.
     */
    private static Expr softmaxGradient(Expr e, Expr g) {
        Expr centered = g.minus(last(e.times(g)));
        return e.times(centered.minus(last(e.times(centered))));
    }

    private static Expr last(Expr x) {
        return x.sum(-1).keepDims();
    }

    private Slope reduce(Op.Reduce r, Expr e, Expr x, Slope g) {
        ReduceOp.Local local = r.kind().gradient(e);
        if (local == null || r.axes().isEmpty()) {
            return local == null ? null : g; // of one element each, every reduction is that element
        }
        Slope spread = g.moved(v -> restored(r, x, v, e));
        return local.taken() != null
                ? spread.where(local.taken())
                : spread.with(local.change().apply(spread.value()), local.keepsZero() && spread.clean());
    }

    /** A value for each reduced group, with the reduced axes put back so that it broadcasts to what was reduced. */
    private Expr restored(Op.Reduce r, Expr x, Expr value, Expr e) {
        boolean fits = r.keepDims()
                || value.type().rank() == 0
                || r.axes().size() == x.type().rank();
        return fits ? value : Build.restored(r, x.type().rank(), full(value, e));
    }

    /** A contraction's gradients are contractions: of g with the other side over that side's free axes. */
    private static List<Slope> dotGradients(Op.Dot d, Expr a, Expr b, Expr g) {
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
        return Arrays.asList(byA == null ? null : Slope.everywhere(byA), byB == null ? null : Slope.everywhere(byB));
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
