package arignote.fuzz;

import arignote.Expr;
import arignote.Update;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.function.interpret.Interpreter;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a failing case smaller while it fails in the same way: fewer results, operations replaced by an operand or by a
 * fresh input with their value, shorter axes, simpler numbers.
 */
final class Shrinker {
    private static final int MOST_TRIES = 3_000;

    private final Predicate<Case> fails;
    private int tries;

    private Shrinker(Predicate<Case> fails) {
        this.fails = fails;
    }

    /** A case that fails and that no single step makes smaller, or the best that was found in some thousand tries. */
    static Case shrunk(Case c, Predicate<Case> fails) {
        Shrinker s = new Shrinker(fails);
        for (Case now = c; ; ) {
            Case next = s.smaller(now);
            if (next == null) {
                return now;
            }
            now = next;
        }
    }

    /** The first step that still fails, or null. */
    private Case smaller(Case c) {
        return Stream.<Supplier<Stream<Case>>>of(
                        () -> oneResult(c),
                        () -> oneResultLess(c),
                        () -> inputsForOperations(c),
                        () -> operandsForOperations(c),
                        () -> inputsForShared(c),
                        () -> shorterAxes(c),
                        () -> oneShorterAxis(c),
                        () -> plainMemory(c),
                        () -> simplerNumbers(c))
                .flatMap(Supplier::get)
                .map(Case::pruned)
                .filter(next -> size(next) < size(c))
                .filter(this::stillFails)
                .findFirst()
                .orElse(null);
    }

    private boolean stillFails(Case c) {
        if (++tries > MOST_TRIES) {
            return false;
        }
        try {
            return fails.test(c);
        } catch (RuntimeException noCase) {
            return false; // shapes that do not fit together any more
        }
    }

    /** What every step lowers. */
    private static double size(Case c) {
        double size = 1000 * c.nodes() + 100 * (c.roots().size() + c.shared().size());
        for (Variable v : c.variables()) {
            size += v.value().size() + v.memory().ordinal() / 4.0;
            for (int i = 0; i < v.value().size(); i++) {
                size += complexity(v.value().doubleAt(i)) / v.value().size();
            }
        }
        return size;
    }

    /** 0 for 1, less for short numbers than for long ones. */
    private static double complexity(double x) {
        return x == 1 ? 0 : Math.min(1, Double.toString(x).length() / 25.0);
    }

    private static Stream<Case> oneResult(Case c) {
        return Graphs.topological(c.roots()).stream()
                .filter(e -> !e.op().isLeaf())
                .map(e -> new Case(c.inputs(), c.shared(), List.of(e), List.of()));
    }

    private static Stream<Case> oneResultLess(Case c) {
        Stream<Case> outputs = IntStream.range(0, c.outputs().size())
                .mapToObj(i -> new Case(c.inputs(), c.shared(), without(c.outputs(), i), c.updates()));
        Stream<Case> updates = IntStream.range(0, c.updates().size())
                .mapToObj(i -> new Case(c.inputs(), c.shared(), c.outputs(), without(c.updates(), i)));
        return Stream.concat(outputs, updates).filter(next -> !next.roots().isEmpty());
    }

    private static <X> List<X> without(List<X> all, int i) {
        List<X> rest = new ArrayList<>(all);
        rest.remove(i);
        return rest;
    }

    private static Stream<Case> inputsForOperations(Case c) {
        List<Expr> nodes = Graphs.topological(c.roots()).stream()
                .filter(e -> !e.op().isLeaf() && c.roots().stream().noneMatch(r -> r == e))
                .toList();
        List<Expr> known = c.variables().stream().map(Variable::expr).toList();
        List<Tensor> at = c.variables().stream().map(v -> new Tensor(v.value())).toList();
        List<HostArray> values =
                new Interpreter(known, nodes).run(at).stream().map(Tensor::host).toList();
        // the deepest first, as they take most with them
        return IntStream.range(0, nodes.size()).map(i -> nodes.size() - 1 - i).mapToObj(i -> {
            Expr fresh = Build.input("v" + c.nodes() + "_" + i, nodes.get(i).type());
            List<Variable> inputs = new ArrayList<>(c.inputs());
            inputs.add(new Variable(fresh, values.get(i), Memory.JAVA_ARRAY));
            return replaced(new Case(inputs, c.shared(), c.outputs(), c.updates()), nodes.get(i), fresh);
        });
    }

    private static Stream<Case> operandsForOperations(Case c) {
        return Graphs.topological(c.roots()).stream()
                .flatMap(e ->
                        e.args().stream().filter(a -> a.type().equals(e.type())).map(a -> replaced(c, e, a)));
    }

    private static Case replaced(Case c, Expr e, Expr by) {
        List<Expr> roots = Graphs.replace(c.roots(), Map.of(e, by));
        int outputs = c.outputs().size();
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < c.updates().size(); i++) {
            updates.add(new Update(c.updates().get(i).target(), roots.get(outputs + i)));
        }
        return new Case(c.inputs(), c.shared(), roots.subList(0, outputs), updates);
    }

    private static Stream<Case> inputsForShared(Case c) {
        return c.shared().stream()
                .filter(s -> c.updates().stream().noneMatch(u -> u.target() == s.expr()))
                .map(s -> {
                    Expr fresh = Build.input(s.expr().name(), s.expr().type());
                    List<Variable> inputs = new ArrayList<>(c.inputs());
                    inputs.add(new Variable(fresh, s.value(), Memory.JAVA_ARRAY));
                    return replaced(new Case(inputs, c.shared(), c.outputs(), c.updates()), s.expr(), fresh);
                });
    }

    private static Stream<Case> plainMemory(Case c) {
        return c.inputs().stream().map(v -> with(c, v, new Variable(v.expr(), v.value(), Memory.JAVA_ARRAY)));
    }

    private static Case with(Case c, Variable v, Variable by) {
        return new Case(
                c.inputs().stream().map(x -> x == v ? by : x).toList(),
                c.shared().stream().map(x -> x == v ? by : x).toList(),
                c.outputs(),
                c.updates());
    }

    /** All axes of one length made shorter together, in all variables. */
    private static Stream<Case> shorterAxes(Case c) {
        TreeSet<Long> lengths = new TreeSet<>();
        c.variables().forEach(v -> Arrays.stream(v.value().shape()).forEach(lengths::add));
        return lengths.descendingSet().stream()
                .filter(n -> n > 1)
                .flatMap(n -> Stream.of(1L, 2L, n / 4, n / 2, n - 1)
                        .distinct()
                        .filter(to -> to > 0 && to < n)
                        .map(to -> new Case(
                                c.inputs().stream().map(v -> cut(v, n, to)).toList(),
                                c.shared().stream().map(v -> cut(v, n, to)).toList(),
                                c.outputs(),
                                c.updates())));
    }

    private static Variable cut(Variable v, long from, long to) {
        long[] shape =
                Arrays.stream(v.value().shape()).map(n -> n == from ? to : n).toArray();
        int[] positions = Shapes.positions(shape, Shapes.strides(v.value().shape()));
        return new Variable(v.expr(), picked(v.value(), shape, positions), v.memory());
    }

    /** One axis of one variable made shorter, at its end or at its beginning. */
    private static Stream<Case> oneShorterAxis(Case c) {
        return c.variables().stream()
                .flatMap(v -> IntStream.range(0, v.value().shape().length)
                        .boxed()
                        .flatMap(axis -> {
                            long n = v.value().shape()[axis];
                            return Stream.of(1L, n / 2, n - 1)
                                    .filter(to -> to > 0 && to < n)
                                    .flatMap(to ->
                                            Stream.of(0L, n - to).map(begin -> with(c, v, part(v, axis, begin, to))));
                        }));
    }

    private static Variable part(Variable v, int axis, long begin, long length) {
        long[] shape = v.value().shape().clone();
        int[] strides = Shapes.strides(shape);
        shape[axis] = length;
        int first = (int) begin * strides[axis];
        int[] positions = Arrays.stream(Shapes.positions(shape, strides))
                .map(p -> p + first)
                .toArray();
        return new Variable(v.expr(), picked(v.value(), shape, positions), v.memory());
    }

    private static HostArray picked(HostArray value, long[] shape, int[] positions) {
        DType dtype = value.type().dtype();
        return dtype.isFloat()
                ? HostArray.ofDoubles(
                        dtype,
                        shape,
                        Arrays.stream(positions).mapToDouble(value::doubleAt).toArray())
                : HostArray.ofLongs(
                        dtype,
                        shape,
                        Arrays.stream(positions).mapToLong(value::longAt).toArray());
    }

    private static Stream<Case> simplerNumbers(Case c) {
        return c.variables().stream()
                .filter(v -> v.value().type().dtype().isFloat())
                .flatMap(v -> Stream.<java.util.function.DoubleUnaryOperator>of(
                                x -> 1, Math::rint, x -> Math.rint(x * 10) / 10, x -> Double.isFinite(x) ? 1 : x)
                        .map(f -> {
                            double[] simple = IntStream.range(0, v.value().size())
                                    .mapToDouble(i -> f.applyAsDouble(v.value().doubleAt(i)))
                                    .toArray();
                            HostArray value = HostArray.ofDoubles(
                                    v.value().type().dtype(), v.value().shape(), simple);
                            return with(c, v, new Variable(v.expr(), value, v.memory()));
                        }));
    }
}
