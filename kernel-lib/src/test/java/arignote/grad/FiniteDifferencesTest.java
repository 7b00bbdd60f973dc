package arignote.grad;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.RandomState;
import arignote.T;
import arignote.expr.Along;
import arignote.expr.Backward;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.expr.array.Scatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient of every operation beside central differences, over run-time shapes that broadcast and that do not. */
class FiniteDifferencesTest {
    private static final double STEP = 1e-6;

    /** What has an order or a parameter by which there is no gradient. */
    private static final Set<ScalarOp> HAS_ORDER =
            Set.of(ScalarOp.POLYGAMMA, ScalarOp.GAMMAINC_GRAD, ScalarOp.IV, ScalarOp.JV);

    /** An expression of inputs of the given shapes. */
    private record Case(String name, List<long[]> shapes, Function<List<Expr>, Expr> expression) {}

    private static Case of(String name, Function<List<Expr>, Expr> e, long[]... shapes) {
        return new Case(name, List.of(shapes), e);
    }

    private static long[] shape(long... lengths) {
        return lengths;
    }

    @TestFactory
    Stream<DynamicTest> every_row_of_the_scalar_operations() {
        List<DynamicTest> tests = new ArrayList<>();
        for (ScalarOp op : ScalarOp.values()) {
            if (op.value() == null) {
                continue; // bits have no gradient
            }
            long[][][] shapes = op.arity() == 1
                    ? new long[][][] {{{3}}, {{2, 2}}, {{}}}
                    : new long[][][] {
                        {{3}, {3}}, {{}, {3}}, {{3}, {}}, {{2, 3}, {3}}, {{2, 1}, {1, 3}}, {{1, 3}, {1, 3}}, {{1}, {4}}
                    };
            for (long[][] s : shapes) {
                Case c = of(
                        op.label() + " of " + Arrays.deepToString(s),
                        x -> op == ScalarOp.WHERE
                                ? T.where(T.gt(x.get(0), 0.9), x.get(0), x.get(1))
                                : HAS_ORDER.contains(op)
                                        ? x.get(0).times(Build.elementwise(op, 2, x.get(1)))
                                        : result(Build.scalar(
                                                op,
                                                x.stream()
                                                        .map(a -> within(op, a))
                                                        .toArray(Expr[]::new))),
                        s);
                tests.add(DynamicTest.dynamicTest(c.name(), () -> check(c)));
            }
        }
        return tests.stream();
    }

    /** Numbers between 0.3 and 1.7 where not every operation is defined, but this one. */
    private static Expr within(ScalarOp op, Expr x) {
        return switch (op) {
            case ARCSIN, ARCCOS, ARCTANH, ERFINV -> x.times(0.5);
            case ARCCOSH -> x.plus(1);
            default -> x;
        };
    }

    /** Comparisons give bools, which a cost cannot be made of: as numbers their gradient is zero. */
    private static Expr result(Expr e) {
        return Build.cast(e, DType.FLOAT64);
    }

    private static final List<Case> STRUCTURAL = List.of(
            of("softmax", x -> T.softmax(x.get(0)), shape(2, 4)),
            of("log_softmax", x -> T.logSoftmax(x.get(0)), shape(2, 4)),
            of("dot of vectors", x -> T.dot(x.get(0), x.get(1)), shape(3), shape(3)),
            of("dot of matrices", x -> T.dot(x.get(0), x.get(1)), shape(2, 3), shape(3, 4)),
            of("dot matrix vector", x -> T.dot(x.get(0), x.get(1)), shape(2, 3), shape(3)),
            of("dot vector matrix", x -> T.dot(x.get(0), x.get(1)), shape(2), shape(2, 3)),
            of("dot tensor matrix", x -> T.dot(x.get(0), x.get(1)), shape(2, 2, 3), shape(3, 2)),
            of("dot of tensors", x -> T.dot(x.get(0), x.get(1)), shape(2, 3, 2), shape(2, 2, 3)),
            of(
                    "tensordot over two axes",
                    x -> Build.dot(x.get(0), x.get(1), List.of(2, 0), List.of(1, 2)),
                    shape(2, 3, 4),
                    shape(2, 4, 2)),
            of("transpose", x -> x.get(0).T().times(x.get(1)), shape(2, 3), shape(3, 2)),
            of("transpose of rank 4", x -> T.transpose(x.get(0), 2, 0, 3, 1), shape(2, 3, 1, 2)),
            of("dimshuffle", x -> x.get(0).dimshuffle(1, "x", 0), shape(2, 3)),
            of("dimshuffle that drops", x -> x.get(0).dimshuffle(2, 0), shape(2, 1, 3)),
            of("reshape", x -> x.get(0).reshape(3, -1), shape(2, 3)),
            of("get", x -> x.get(0).get(1), shape(3, 2)),
            of("get from the end", x -> x.get(0).get(-1, 0), shape(3, 2)),
            of("slice", x -> slice(x.get(0), 1), shape(3, 4)),
            of("slice backwards", x -> slice(x.get(0), -1), shape(3, 4)),
            of("gather", x -> Build.gather(x.get(0), List.of(T.constant(new int[] {2, 0, 2, -1}))), shape(3, 2)),
            of("join", x -> Build.join(1, List.of(x.get(0), x.get(1), x.get(0))), shape(2, 3), shape(2, 1)),
            of(
                    "add_at of rows",
                    x -> Scatter.of(true, x.get(0), x.get(1), List.of(T.constant(new int[] {2, 0, 2}))),
                    shape(3, 2),
                    shape(3, 2)),
            of(
                    "put_at of rows",
                    x -> Scatter.of(false, x.get(0), x.get(1), List.of(T.constant(new int[] {2, 0}))),
                    shape(3, 2),
                    shape(2, 2)),
            of("iota", x -> x.get(0).times(Build.iota(Build.length(x.get(0), 0))), shape(3)),
            of("broadcast_to", x -> Build.broadcastTo(x.get(0), x.get(1)).times(x.get(1)), shape(1, 3), shape(2, 3)),
            of("sum_to", x -> Build.sumTo(x.get(1), x.get(0)).times(x.get(0)), shape(3), shape(2, 3)),
            of("add_at", x -> Build.addAt(x.get(0), x.get(1), List.of(Build.whole(1))), shape(2), shape(3, 2)),
            of("cast", x -> T.cast(T.cast(x.get(0), "float32"), "float64").times(x.get(0)), shape(2)),
            of("conv2d", x -> T.conv2d(x.get(0), x.get(1), "full"), shape(2, 1, 3, 4), shape(2, 1, 2, 2)),
            of("conv3d", x -> T.conv3d(x.get(0), x.get(1), "half"), shape(2, 1, 2, 3, 2), shape(2, 1, 2, 1, 2)),
            of("pool3d", x -> T.pool3d(x.get(0), 2, 1, 2), shape(4, 2, 3)),
            of("pool2d", x -> T.pool2d(x.get(0), 2, 2), shape(2, 4, 5)),
            of("embedding", x -> T.embedding(x.get(0), T.constant(new int[] {1, 0, 1})), shape(2, 3)),
            of(
                    "whole-numbered labels",
                    x -> T.categoricalCrossentropy(x.get(0), T.constant(new int[] {1, 0})),
                    shape(2, 3)),
            of(
                    "a gradient by one factor alone",
                    x -> Backward.GRAD_SCALE.of(x.get(0), Build.number(1, x.get(0))),
                    shape(3)),
            of("gradient of a product", x -> T.grad(T.sum(T.prod(x.get(0), 1)), x.get(0)), shape(2, 3)),
            of("one variable twice", x -> x.get(0).times(x.get(0)).plus(x.get(0)), shape(3)),
            of(
                    "a small network",
                    x -> T.tanh(T.dot(x.get(0), x.get(1)).plus(x.get(2))).dot(x.get(3)),
                    shape(4, 3),
                    shape(3, 2),
                    shape(2),
                    shape(2)));

    private static Expr slice(Expr x, long step) {
        return Build.part(
                x,
                List.of(new Along.Slice(true, false, step), new Along.Slice(false, true, step)),
                List.of(Build.whole(1), Build.whole(2)));
    }

    @TestFactory
    Stream<DynamicTest> every_structural_operation() {
        return STRUCTURAL.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    @Test
    void no_operation_is_forgotten() {
        Set<String> shown = new TreeSet<>();
        for (Case c : STRUCTURAL) {
            Expr e = c.expression().apply(variables(c));
            arignote.expr.Graphs.topological(List.of(e))
                    .forEach(x -> shown.add(x.op().getClass().getSimpleName()));
            arignote.expr.Graphs.topological(T.grad(T.sum(e), variables(c).subList(0, 0)))
                    .forEach(x -> shown.add(x.op().getClass().getSimpleName()));
        }
        Set<String> permitted = Arrays.stream(Op.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        permitted.removeAll(
                Set.of("State", "Constant", "Size", "Shape", "Reduce")); // have no gradient, or a test of their own
        assertThat(shown).containsAll(permitted);
    }

    @TestFactory
    Stream<DynamicTest> every_reduction() {
        // positions are whole numbers, which have no gradient
        return Arrays.stream(ReduceOp.values())
                .filter(op -> op.dtype(DType.FLOAT64).isFloat())
                .flatMap(op -> Stream.of(
                        along(op, false, shape(2, 4), 1),
                        along(op, false, shape(4, 3), 0),
                        along(op, false, shape(2, 1, 3)),
                        along(op, true, shape(2, 3, 2), 0, 2),
                        along(op, false, shape(2, 3, 2, 2), 1, 2)))
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    private static Case along(ReduceOp op, boolean keepDims, long[] shape, int... axes) {
        String name = op.label() + " of " + Arrays.toString(shape) + " along " + Arrays.toString(axes);
        return of(
                name,
                x -> {
                    Expr z = Build.reduce(op, x.get(0), axes);
                    return keepDims ? z.keepDims() : z;
                },
                shape);
    }

    private static List<Expr> variables(Case c) {
        List<Expr> x = new ArrayList<>();
        for (int i = 0; i < c.shapes().size(); i++) {
            x.add(Build.input("x" + i, new TensorType(DType.FLOAT64, c.shapes().get(i).length)));
        }
        return x;
    }

    private static void check(Case c) {
        List<Expr> x = variables(c);
        RandomState rng = new RandomState(1);
        Map<Expr, double[]> at = new LinkedHashMap<>();
        for (int i = 0; i < x.size(); i++) {
            int n = (int) Arrays.stream(c.shapes().get(i)).reduce(1, (a, b) -> a * b);
            // between 0.3 and 1.7, where every operation is defined; ties are improbable
            at.put(x.get(i), rng.uniform(0.3, 1.7, n).toDoubleVector());
        }
        Expr z = c.expression().apply(x);
        Expr weights = Build.input("weights", z.type());
        Expr cost = T.sum(z.times(weights));
        var value = function(inputs(x), outputs(z));
        INDArray shaped = value.apply(arrays(c, at));
        double[] w = rng.uniform(-1, 1, Math.max(1, shaped.length())).toDoubleVector();
        Expr fixed = Build.constant(HostArray.ofDoubles(DType.FLOAT64, shaped.shape(), w));
        Expr weighted = arignote.expr.Graphs.replace(List.of(cost), Map.of(weights, fixed))
                .get(0);
        var costOf = function(inputs(x), outputs(weighted));
        var gradient = function(inputs(x), outputs(T.grad(weighted, x)), arignote.Arignote.onUnusedInput("ignore"));
        List<INDArray> found = gradient.applyAll(arrays(c, at));
        for (int k = 0; k < x.size(); k++) {
            assertThat(found.get(k).shape()).isEqualTo(c.shapes().get(k));
            double[] point = at.get(x.get(k));
            double[] slopes = found.get(k).reshape(point.length).toDoubleVector();
            for (int i = 0; i < point.length; i++) {
                double before = point[i];
                // a float32 in between rounds a small step away; that case is quadratic, so a large one is exact
                boolean rounds = c.name().equals("cast");
                double step = rounds ? 1e-2 : STEP;
                point[i] = before + step;
                double up = costOf.applyAsDouble(arrays(c, at));
                point[i] = before - step;
                double down = costOf.applyAsDouble(arrays(c, at));
                point[i] = before;
                double slope = (up - down) / (2 * step);
                double close = rounds ? 1e-4 : 1e-7;
                assertThat(slopes[i])
                        .as("%s by %s at %d", c.name(), x.get(k), i)
                        .isCloseTo(slope, org.assertj.core.data.Offset.offset(close * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static Object[] arrays(Case c, Map<Expr, double[]> at) {
        List<Object> values = new ArrayList<>();
        int i = 0;
        for (double[] v : at.values()) {
            long[] shape = c.shapes().get(i++);
            values.add(
                    Build.constant(HostArray.ofDoubles(DType.FLOAT64, shape, v)).eval());
        }
        return values.toArray();
    }
}
