package arignote.fuzz;

import arignote.Expr;
import arignote.Update;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A call that a function may have to refuse: an axis has another length, an index is another one, a whole number negative.
 *
 * @param refusal what the interpreter says to it, from the graph as it stands; null if it computes
 */
record Misfit(Case call, String refusal) {
    /** So many calls are looked at for one that is refused. */
    private static final int TRIES = 3;

    /** Of so many graphs one also gets calls that are not refused: other shapes mostly need other code. */
    private static final int SELDOM = 8;

    /** Some calls of a case's function, at most so many; which ones depends on the case alone. */
    static List<Misfit> of(Case c, int most) {
        List<Case> all = all(c);
        int tries = Math.min(TRIES * most, all.size());
        int first = c.nodes();
        int taken = first % SELDOM == 0 ? most : 0;
        List<Misfit> chosen = new ArrayList<>();
        for (int i = 0; i < tries && chosen.size() < most; i++) {
            Misfit m = of(all.get((first + i * all.size() / tries) % all.size()));
            if (m.refusal != null || taken-- > 0) {
                chosen.add(m);
            }
        }
        return chosen;
    }

    private static Misfit of(Case call) {
        try {
            Check.interpreted(call, call.roots());
            return new Misfit(call, null);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Misfit(call, e.getMessage());
        }
    }

    private static List<Case> all(Case c) {
        List<Case> all = new ArrayList<>();
        List<Expr> indices = indices(c);
        for (Variable v : c.variables()) {
            long[] shape = v.value().shape();
            for (int axis = 0; axis < shape.length; axis++) {
                for (long to : LongStream.of(shape[axis] + 1, 1, 0).distinct().toArray()) {
                    if (to != shape[axis]) {
                        all.add(with(c, v, lengthened(v.value(), axis, to)));
                    }
                }
            }
            if (indices.contains(v.expr())) {
                long i = v.value().longAt(0);
                for (long to : new long[] {i + (i < 0 ? -1 : 1), 1_000, -1_000, Long.MIN_VALUE}) {
                    all.add(with(c, v, number(to)));
                }
            } else if (v.expr().type().dtype().isInteger() && v.value().size() > 0) {
                all.add(with(c, v, negated(v.value())));
            }
        }
        return all;
    }

    /** The same case with its fixed indices as inputs. */
    static Case withIndicesBrought(Case c) {
        List<Variable> inputs = new ArrayList<>(c.inputs());
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (Expr index : indices(c)) {
            if (index.op() instanceof Op.Constant k) {
                Expr brought = Build.input("k" + by.size(), index.type());
                by.put(index, brought);
                inputs.add(new Variable(brought, k.value(), Memory.JAVA_ARRAY));
            }
        }
        List<Expr> roots = Graphs.replace(c.roots(), by);
        int outputs = c.outputs().size();
        List<Update> updates = IntStream.range(0, c.updates().size())
                .mapToObj(i -> new Update(c.updates().get(i).target(), roots.get(outputs + i)))
                .toList();
        return new Case(inputs, c.shared(), roots.subList(0, outputs), updates, c.hasGradient());
    }

    private static List<Expr> indices(Case c) {
        return Graphs.topological(c.roots()).stream()
                .flatMap(e -> e.op() instanceof Op.Part
                        ? e.args().stream().skip(1)
                        : e.op() instanceof Op.Place ? e.args().stream().skip(2) : List.<Expr>of().stream())
                .distinct()
                .toList();
    }

    private static Case with(Case c, Variable v, HostArray value) {
        Variable by = new Variable(v.expr(), value, v.memory());
        return new Case(
                c.inputs().stream().map(x -> x == v ? by : x).toList(),
                c.shared().stream().map(x -> x == v ? by : x).toList(),
                c.outputs(),
                c.updates(),
                c.hasGradient());
    }

    private static HostArray number(long to) {
        return HostArray.ofLongs(DType.INT64, new long[0], new long[] {to});
    }

    /** The elements in their order, and from the beginning again. */
    private static HostArray lengthened(HostArray value, int axis, long to) {
        long[] shape = value.shape().clone();
        shape[axis] = to;
        int n = Shapes.size(shape);
        int of = value.size();
        return value.type().dtype().isFloat()
                ? HostArray.ofDoubles(
                        value.type().dtype(),
                        shape,
                        IntStream.range(0, n)
                                .mapToDouble(i -> of == 0 ? 0.5 : value.doubleAt(i % of))
                                .toArray())
                : HostArray.ofLongs(
                        value.type().dtype(),
                        shape,
                        IntStream.range(0, n)
                                .mapToLong(i -> of == 0 ? 1 : value.longAt(i % of))
                                .toArray());
    }

    private static HostArray negated(HostArray value) {
        long[] numbers =
                IntStream.range(0, value.size()).mapToLong(value::longAt).toArray();
        int last = numbers.length - 1;
        numbers[last] = -1 - Math.abs(numbers[last]) % 3;
        return HostArray.ofLongs(value.type().dtype(), value.shape(), numbers);
    }
}
