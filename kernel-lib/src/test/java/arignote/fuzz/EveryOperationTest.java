package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import arignote.compile.runtime.Compilations;
import arignote.expr.Backward;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.expr.print.Latex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row of the table and every record is computed by generated code, or it is said here why not. */
class EveryOperationTest {
    private static final double[] NUMBERS = {0.5, -1, 2, 0, 1, -0.25, 3};

    /** What needs the interpreter, by the beginning of the reason. */
    private static final Map<String, String> NOT_GENERATED = Map.of();

    private final List<Variable> inputs = new ArrayList<>();

    private Expr input(DType dtype, long... shape) {
        double[] all = new double[Shapes.size(shape)];
        Arrays.setAll(all, i -> NUMBERS[(i + inputs.size()) % NUMBERS.length]);
        HostArray value = dtype.isFloat()
                ? HostArray.ofDoubles(dtype, shape, all)
                : HostArray.ofLongs(
                        dtype,
                        shape,
                        Arrays.stream(all)
                                .mapToLong(d -> dtype == DType.BOOL ? (d > 0 ? 1 : 0) : (long) (2 * d))
                                .toArray());
        Expr e = Build.input("x" + inputs.size(), new TensorType(dtype, shape.length));
        inputs.add(new Variable(e, value, Memory.JAVA_ARRAY));
        return e;
    }

    private Case graph(Supplier<List<Expr>> outputs) {
        inputs.clear();
        List<Expr> made = outputs.get();
        return new Case(List.copyOf(inputs), List.of(), made, List.of());
    }

    /** The operation for each dtype that takes it, on a matrix and a row. */
    private List<Expr> scalar(ScalarOp op) {
        List<Expr> made = new ArrayList<>();
        for (DType dtype : DType.values()) {
            Expr[] args = new Expr[op.arity()];
            for (int i = 0; i < args.length; i++) {
                boolean condition = op == ScalarOp.WHERE && i == 0;
                args[i] = i == 1 ? input(dtype, 5) : input(condition ? DType.BOOL : dtype, 8, 5);
            }
            if (op == ScalarOp.POWER && !dtype.isFloat()) {
                args[1] = T.abs(args[1]); // whole numbers have no negative powers
            }
            try {
                made.add(Build.scalar(op, args));
            } catch (IllegalArgumentException noSuchOperation) {
                inputs.subList(inputs.size() - args.length, inputs.size()).clear();
            }
        }
        return made;
    }

    private List<Expr> reduce(ReduceOp kind) {
        List<Expr> made = new ArrayList<>();
        for (DType dtype : DType.values()) {
            Expr x = input(dtype, 3, 33, 4);
            for (int[] axes : new int[][] {{0}, {1}, {2}, {0, 2}, {0, 1, 2}}) {
                try {
                    made.add(Build.reduce(kind, x, axes));
                } catch (IllegalArgumentException noSuchReduction) {
                    continue;
                }
            }
        }
        return made;
    }

    private Map<String, Supplier<List<Expr>>> structural() {
        Map<String, Supplier<List<Expr>>> all = new LinkedHashMap<>();
        all.put(
                "constant",
                () -> List.of(input(DType.FLOAT64, 3)
                        .plus(Build.constant(
                                HostArray.ofDoubles(DType.FLOAT64, new long[] {3}, new double[] {1, 2, 3})))));
        all.put(
                "casts",
                () -> Arrays.stream(DType.values())
                        .flatMap(from -> Arrays.stream(DType.values()).map(to -> Build.cast(input(from, 5), to)))
                        .toList());
        all.put("sizes and shapes", () -> {
            Expr x = input(DType.FLOAT64, 3, 4);
            return List.of(
                    T.shape(x), Build.size(x, List.of(1), DType.INT64), Build.size(x, List.of(0, 1), DType.FLOAT64));
        });
        all.put(
                "softmax",
                () -> List.of(Build.softmax(input(DType.FLOAT64, 3, 40)), Build.softmax(input(DType.FLOAT32, 3))));
        all.put("log_softmax", () -> List.of(Build.logSoftmax(input(DType.FLOAT64, 3, 40))));
        all.put("products", () -> {
            Expr a = input(DType.FLOAT64, 6, 7);
            Expr b = input(DType.FLOAT64, 7, 5);
            Expr v = input(DType.FLOAT32, 7);
            Expr k = input(DType.INT32, 7, 2);
            Expr t = input(DType.BOOL, 2, 6);
            return List.of(
                    T.dot(a, b), T.dot(a, v), T.dot(v, v), T.dot(a, k), T.dot(t, a), T.dot(t, input(DType.BOOL, 6)));
        });
        all.put("dimshuffle", () -> {
            Expr x = input(DType.FLOAT64, 3, 1, 4);
            return List.of(
                    Build.dimshuffle(x, List.of(2, Op.DimShuffle.NEW, 0)), Build.dimshuffle(x, List.of(2, 1, 0)));
        });
        all.put("reshape", () -> {
            Expr x = input(DType.FLOAT64, 3, 4);
            return List.of(
                    Build.reshape(x, 2, -1), Build.reshape(x.plus(1), Build.shape(input(DType.FLOAT64, 6, 2)), 2));
        });
        all.put("repeated and summed back", () -> {
            Expr x = input(DType.FLOAT64, 3, 4);
            Expr row = input(DType.FLOAT64, 4);
            return List.of(Build.broadcastTo(row, x), Build.sumTo(x, row));
        });
        all.put("parts", () -> {
            Expr x = input(DType.FLOAT64, 3, 4);
            Expr i = T.cast(input(DType.FLOAT64).times(2), "int64"); // 1
            return List.of(x.get(i), x.get(-1), x.get(i, Build.number(2, i)), T.grad(T.sum(T.sqr(x.get(i))), x));
        });
        all.put("gradients of another rule", () -> {
            Expr x = input(DType.FLOAT64, 3, 4);
            return List.of(Backward.GRAD_CLIP
                    .of(x, Build.number(-1, x), Build.number(1, x))
                    .times(x));
        });
        all.put("slices, gathers, joins", () -> {
            Expr x = input(DType.FLOAT64, 7, 40);
            Expr part = x.get("1:, ::-2");
            Expr rows = x.get(new int[] {6, 0, 6, -1});
            return List.of(
                    part,
                    T.exp(x.get(":, 3:")),
                    rows,
                    T.concatenate(List.of(x, rows)),
                    T.arange(x.shape(1)),
                    T.incSubtensor(x.get("2:4"), 1),
                    T.grad(T.sum(T.sqr(part)).plus(T.sum(T.sqr(rows))), x));
        });
        all.put("a shape that is computed", () -> {
            Expr n = Build.cast(input(DType.FLOAT64, 2).times(0).plus(2), DType.INT64);
            return List.of(Build.reshape(input(DType.FLOAT64, 4), n, 2));
        });
        return all;
    }

    /** A function for each row and for each record. */
    static Map<String, Case> cases() {
        EveryOperationTest made = new EveryOperationTest();
        Map<String, Supplier<List<Expr>>> all = new LinkedHashMap<>();
        Arrays.stream(ScalarOp.values()).forEach(op -> all.put(op.label(), () -> made.scalar(op)));
        Arrays.stream(ReduceOp.values()).forEach(op -> all.put(op.label(), () -> made.reduce(op)));
        all.putAll(made.structural());
        Map<String, Case> cases = new LinkedHashMap<>();
        all.forEach((name, outputs) -> cases.put(name, made.graph(outputs)));
        return cases;
    }

    @Test
    void every_operation_is_generated_and_agrees() {
        List<Setting> settings = List.of(Setting.WHOLE.get(0), Setting.WHOLE.get(2));
        Map<String, Case> cases = cases();
        Set<String> sources = new LinkedHashSet<>();
        cases.values().forEach(graph -> sources.addAll(Check.sources(graph, settings, List.of())));
        Compilations.together(sources);
        cases.forEach((name, graph) -> {
            Check check = new Check(settings);
            assertThat(graph.outputs()).as(name).isNotEmpty();
            assertThat(check.failure(graph)).as(name).isEmpty();
            if (NOT_GENERATED.containsKey(name)) {
                assertThat(check.reasons.keySet())
                        .as(name)
                        .hasSize(1)
                        .allMatch(r -> r.startsWith(NOT_GENERATED.get(name)));
            } else {
                assertThat(check.reasons).as(name).isEmpty();
            }
        });
        everyRecordWasMet(cases.values().stream());
    }

    private static void everyRecordWasMet(Stream<Case> cases) {
        Map<Op.Tag, Class<?>> met = new EnumMap<>(Op.Tag.class);
        met.put(Op.Tag.STATE, Op.State.class); // every function of the differential test with updates has one
        met.put(Op.Tag.ARRAY, Op.Array.class); // operations of libraries have tests of their own
        cases.flatMap(c -> Graphs.topological(c.roots()).stream())
                .forEach(e -> assertThat(met.merge(e.op().tag(), e.op().getClass(), (a, b) -> a))
                        .as("the only record with this tag")
                        .isEqualTo(e.op().getClass()));
        assertThat(met.values()).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
        assertThat(met).containsOnlyKeys(Op.Tag.values());
    }

    /** Each operation is said in two languages, and no two say the same. */
    @Test
    void every_operation_has_a_text_and_a_formula() {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> formulas = new LinkedHashMap<>();
        List<Expr> x = List.of(T.matrix("x"), T.matrix("y"), T.matrix("z"));
        for (ScalarOp op : ScalarOp.values()) {
            Expr[] args = x.subList(0, op.arity()).toArray(Expr[]::new);
            if (op == ScalarOp.WHERE) {
                args[0] = T.gt(args[0], 0);
            } else if (op.value() == null) {
                Arrays.setAll(args, i -> Build.cast(args[i], DType.INT64));
            }
            Expr e = Build.scalar(op, args);
            texts.put(e.toString(), op.label());
            formulas.put(Latex.of(e).formula(), op.label());
        }
        for (ReduceOp op : ReduceOp.values()) {
            Expr e = Build.reduce(op, x.get(0), 1);
            texts.put(e.toString(), op.label());
            formulas.put(Latex.of(e).formula(), op.label());
        }
        int rows = ScalarOp.values().length + ReduceOp.values().length;
        assertThat(texts).hasSize(rows);
        assertThat(formulas).hasSize(rows);
    }
}
