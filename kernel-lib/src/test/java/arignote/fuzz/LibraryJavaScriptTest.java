package arignote.fuzz;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Conv2d;
import arignote.Expr;
import arignote.Node;
import arignote.Pool2d;
import arignote.Pool3d;
import arignote.RandomStreams;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import arignote.compile.ScriptedFunction;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.array.PickLast;
import arignote.expr.array.Rows;
import arignote.function.SignedFunction;
import arignote.value.Nd4jArrays;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Operations of libraries, their gradients, loops and branches in Java and in Node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryJavaScriptTest {
    private static final double NaN = Double.NaN;
    private static final double[] NUMBERS = {0.5, -1, 2, 0, NaN, -0.0, 3, 0.5, 2, -0.25, 7, 1e-3};
    private static final double[] FINITE = {0.5, -1, 2, 0.125, 4, -0.75, 3, 0.5, 2, -0.25, 7, 1e-3, -1.5};

    private final Map<Expr, HostArray> values = new IdentityHashMap<>();
    private final Set<String> met = new TreeSet<>();
    private int ran;

    private Expr input(double[] numbers, DType dtype, long... shape) {
        double[] all = new double[Shapes.size(shape)];
        int start = values.size();
        Arrays.setAll(all, i -> numbers[(i * (i < numbers.length ? 1 : 5) + start) % numbers.length]);
        if (!dtype.isFloat()) {
            Arrays.setAll(all, i -> Double.isNaN(all[i]) ? 1 : dtype == DType.BOOL ? (all[i] > 0.4 ? 1 : 0) : all[i]);
        }
        Expr e = Build.input("x" + values.size(), new TensorType(dtype, shape.length));
        values.put(e, HostArray.ofDoubles(dtype, shape, all));
        return e;
    }

    private Expr whole(int[] numbers, long... shape) {
        Expr e = Build.input("k" + values.size(), new TensorType(DType.INT32, shape.length));
        values.put(
                e,
                HostArray.ofLongs(
                        DType.INT32,
                        shape,
                        Arrays.stream(numbers).asLongStream().toArray()));
        return e;
    }

    private Expr table(double[][] rows) {
        Expr e = Build.input("A" + values.size(), new TensorType(DType.FLOAT64, 2));
        double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        values.put(e, HostArray.ofDoubles(DType.FLOAT64, new long[] {rows.length, rows[0].length}, all));
        return e;
    }

    private void note(List<Expr> outputs) {
        Graphs.topological(outputs).stream()
                .filter(e -> e.op() instanceof Op.Array)
                .forEach(e -> met.add(((Op.Array) e.op()).op().getClass().getName()));
    }

    @BeforeEach
    void count() {
        ran++;
    }

    /** Looked at when all tests have run, as each meets some. */
    @AfterAll
    void every_operation_of_a_library_was_met() {
        long tests = Arrays.stream(LibraryJavaScriptTest.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        if (ran == tests) {
            assertThat(new ClassFileImporter()
                                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                    .importPackages("arignote")
                                    .stream()
                                    .filter(c -> c.isAssignableTo(ArrayOp.class) && !c.isInterface())
                                    .map(JavaClass::getName)
                                    .filter(name -> !met.contains(name)))
                    .isEmpty();
        }
    }

    private void add(PageRun run, String name, List<Expr> outputs) {
        List<Expr> inputs = Graphs.inputs(outputs);
        Object[] given = inputs.stream().map(i -> Nd4jArrays.of(values.get(i))).toArray();
        CompiledFunction f = function(inputs(inputs.toArray(Expr[]::new)), outputs(outputs.toArray(Expr[]::new)));
        note(((SignedFunction) f).signature().roots()); // default updates are among these
        run.add(name, f, values, given);
    }

    /** The value, and gradients of a sum of it. */
    private static List<Expr> withGradient(Expr e, Expr... wrt) {
        List<Expr> all = new ArrayList<>(List.of(e));
        for (Expr x : wrt) {
            all.add(T.grad(T.sum(T.sqr(e).times(0.5).plus(e)), x));
        }
        return all;
    }

    @Test
    void sorted_and_cumulated_lines_have_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        for (DType dtype : DType.values()) {
            if (dtype == DType.INT64) {
                continue; // which no page takes
            }
            for (long[] shape : new long[][] {{12}, {3, 4}, {2, 3, 4}, {0}, {3, 0}, {1}}) {
                Expr x = input(NUMBERS, dtype, shape);
                Expr y = dtype == DType.INT32 ? T.cast(x, "int64") : x;
                for (int axis = -1; axis < shape.length; axis++) {
                    List<Expr> all = new ArrayList<>(
                            List.of(T.argsort(x, axis), T.sort(y, axis), T.cumsum(y, axis), T.cumprod(y, axis)));
                    all.add(T.diff(x, 1, axis));
                    if (dtype.isFloat()) {
                        all.add(T.grad(T.sum(T.sqr(T.sort(x, axis))), x));
                        all.add(T.grad(T.sum(T.sqr(T.cumsum(x, axis))), x));
                        all.add(T.grad(T.sum(T.sqr(T.cumprod(x, axis))), x));
                        all.add(T.grad(T.sum(T.sqr(T.diff(x, 1, axis))), x));
                        all.add(T.grad(T.sum(T.sqr(T.prod(x, axis))), x));
                    }
                    add(run, dtype + " " + Arrays.toString(shape) + " along " + axis, all);
                }
            }
            Expr x = input(NUMBERS, dtype, 3, 5);
            for (int k : new int[] {1, 3, -2}) {
                add(
                        run,
                        dtype + " top " + k,
                        List.of(T.argtopk(x, k), T.topk(x, k, 0), T.topk(x, whole(new int[] {k}), -1)));
            }
            Expr sorted = T.sort(input(NUMBERS, dtype, 7));
            add(
                    run,
                    dtype + " searchsorted",
                    List.of(
                            T.searchsorted(sorted, x),
                            T.searchsorted(sorted, x, "right"),
                            T.searchsorted(sorted, 0.5),
                            T.searchsorted(input(NUMBERS, dtype, 0), x)));
            Expr mask = input(NUMBERS, dtype, 2, 3, 2);
            add(run, dtype + " nonzero", List.copyOf(T.nonzero(mask)));
        }
        assertThat(run.differences(0)).isEmpty();
    }

    @Test
    void counts_picks_and_scatters_have_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        Expr k = whole(new int[] {3, 1, 1, 7, 0}, 5);
        Expr w = input(FINITE, DType.FLOAT64, 5);
        Expr single = input(FINITE, DType.FLOAT32, 5);
        add(
                run,
                "counts",
                List.of(
                        T.bincount(k),
                        T.bincount(k, w),
                        T.bincount(k, single),
                        T.bincount(k, k, 12),
                        T.grad(T.sum(T.sqr(T.bincount(k, w))), w)));
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32, DType.INT32, DType.BOOL)) {
            Expr x = input(NUMBERS, dtype, 4, 3);
            Expr rows = whole(new int[] {0, -1, 2, 0}, 4);
            Expr columns = whole(new int[] {2, 0, 1, -1}, 2, 2);
            Expr some = input(NUMBERS, dtype, 4, 3);
            List<Expr> all = new ArrayList<>(List.of(
                    T.setSubtensor(x.get(rows), some),
                    x.get(rows, columns.get(0).get(0))));
            if (dtype != DType.BOOL) {
                all.add(T.incSubtensor(x.get(rows), some));
                all.add(T.incSubtensor(x.get(rows.get("1:3"), columns), x.get(0, 1)));
            }
            if (dtype.isFloat()) {
                all.add(T.grad(T.sum(T.sqr(x.get(rows))), x));
                all.add(T.grad(
                        T.sum(T.setSubtensor(x.get(rows), some).times(T.setSubtensor(x.get(rows), some))), some));
                Expr taken = Build.array(new PickLast(), x, rows.minus(rows));
                all.addAll(withGradient(taken, x));
                all.addAll(withGradient(Rows.of(x, columns), x));
                all.addAll(withGradient(Rows.of(x.get(0), rows.get(0)), x));
            }
            add(run, dtype + " scatter", all);
        }
        assertThat(run.differences(0)).isEmpty();
    }

    @Test
    void windows_of_pooling_and_resizing_have_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            for (double[] numbers : List.of(NUMBERS, FINITE)) {
                Expr x = input(numbers, dtype, 2, 3, 5, 6);
                for (String mode : List.of("max", "sum", "average_inc_pad", "average_exc_pad")) {
                    add(run, "pool", withGradient(T.pool2d(x, new Pool2d(2, 3).mode(mode)), x));
                    add(
                            run,
                            "strided",
                            withGradient(
                                    T.pool2d(
                                            x,
                                            new Pool2d(3, 2)
                                                    .stride(1, 3)
                                                    .pad(1, 1)
                                                    .ignoreBorder(true)
                                                    .mode(mode)),
                                    x));
                    add(
                            run,
                            "whole",
                            withGradient(
                                    T.pool2d(
                                            x,
                                            new Pool2d(2, 4)
                                                    .stride(3, 1)
                                                    .ignoreBorder(false)
                                                    .mode(mode)),
                                    x));
                    add(run, "3d", withGradient(T.pool3d(x, new Pool3d(2, 2, 2).mode(mode)), x));
                }
                Expr cost = T.sum(T.sqr(T.pool2d(x, 2, 2)));
                add(run, "second", List.of(T.grad(T.sum(T.sqr(T.grad(cost, x))), x)));
                add(run, "upsampling", withGradient(T.bilinearUpsampling(x, 3), x));
            }
        }
        assertThat(run.differences(0)).isEmpty();
    }

    @Test
    void convolutions_have_the_bits_of_java() throws Exception {
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            PageRun run = new PageRun();
            Expr x = input(FINITE, dtype, 2, 4, 7, 6);
            Expr w = input(FINITE, dtype, 6, 4, 3, 2);
            Expr grouped = input(FINITE, dtype, 6, 2, 3, 2);
            for (String border : List.of("valid", "full", "half")) {
                Conv2d options = new Conv2d().borderMode(border);
                add(run, border, withGradient(T.conv2d(x, w, options), x, w));
                add(
                        run,
                        "strided",
                        withGradient(T.conv2d(x, w, options.subsample(2, 3).filterFlip(false)), x, w));
                add(run, "dilated", withGradient(T.conv2d(x, w, options.filterDilation(2, 1)), x, w));
                add(run, "grouped", withGradient(T.conv2d(x, grouped, options.numGroups(2)), x, grouped));
            }
            add(run, "unequal", withGradient(T.conv2d(x, w, new Conv2d().borderMode(1, 0, 2, 3)), x, w));
            add(run, "transposed", withGradient(T.conv2dTranspose(T.conv2d(x, w), w, new Conv2d()), x, w));
            Expr planes = input(FINITE, dtype, 2, 2, 4, 5, 3);
            Expr cubes = input(FINITE, dtype, 3, 2, 2, 3, 2);
            add(run, "3d", withGradient(T.conv3d(planes, cubes), planes, cubes));
            Expr sequence = input(FINITE, dtype, 2, 3, 9);
            Expr filters = input(FINITE, dtype, 4, 3, 2);
            add(run, "causal", withGradient(T.causalConv1d(sequence, filters, 1, 2), sequence, filters));
            assertThat(run.differences(0)).isEmpty();
        }
    }

    @Test
    void loops_and_branches_have_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            Expr x = input(FINITE, dtype, 6);
            Expr w = input(FINITE, dtype);
            Expr h = input(FINITE, dtype);
            Expr numbers = T.scan()
                    .sequence(x)
                    .state(h)
                    .step((a, b) -> T.tanh(b.times(w).plus(a)))
                    .output();
            add(run, "a recurrence", withGradient(numbers, x, w, h));
            Expr xs = input(FINITE, dtype, 5, 3);
            Expr W = input(FINITE, dtype, 4, 4);
            Expr V = input(FINITE, dtype, 3, 4);
            Expr h0 = input(FINITE, dtype, 4);
            Expr rnn = T.scan()
                    .sequence(xs)
                    .state(h0)
                    .step((a, b) -> T.tanh(T.dot(a, V).plus(T.dot(b, W))))
                    .output();
            add(run, "a network", withGradient(rnn, xs, W, V, h0));
            add(run, "its last state", withGradient(rnn.get(-1), xs, W, V, h0));
            Expr sorting = T.scan()
                    .sequence(xs)
                    .state(h0)
                    .step((a, b) -> T.sort(b.plus(T.cumsum(T.concatenate(List.of(a, a.get(":1"))), 0)))
                            .times(0.5))
                    .output();
            add(run, "with a library inside", withGradient(sorting, xs, h0));
            Expr branch = T.ifelse(T.gt(w, 0.25), T.sum(T.sort(x)), T.sum(T.sqr(x)));
            add(run, "a branch", withGradient(branch, x, w));
            Expr nested = T.scan()
                    .sequence(x)
                    .state(h)
                    .step((a, b) -> T.ifelse(
                            T.gt(a, 0),
                            b.plus(a),
                            T.scan()
                                    .sequence(x)
                                    .state(b)
                                    .step((c, d) -> c.times(d).plus(a))
                                    .output()
                                    .get(-1)))
                    .output();
            add(run, "nested", withGradient(nested, x, h));
        }
        assertThat(run.differences(0)).isEmpty();
    }

    /** Random numbers, with the diagonal made greater. */
    private Expr square(DType dtype, double diagonal, long... shape) {
        int n = (int) shape[shape.length - 1];
        Random random = new Random(n + 7L * shape.length);
        double[] all = random.doubles(Shapes.size(shape), -1, 1).toArray();
        for (int i = 0; i < all.length && shape[shape.length - 2] == n; i += n + 1) {
            all[i] += diagonal;
            i -= i % (n * n) == n * n - 1 ? n : 0;
        }
        Expr e = Build.input("A" + values.size(), new TensorType(dtype, shape.length));
        values.put(e, HostArray.ofDoubles(dtype, shape, all));
        return e;
    }

    @Test
    void loops_end_early_run_backwards_or_not_at_all() throws Exception {
        PageRun run = new PageRun();
        Expr x = input(FINITE, DType.FLOAT64, 6);
        Expr w = input(FINITE, DType.FLOAT64);
        Expr none = input(FINITE, DType.FLOAT64, 0);
        for (boolean backwards : new boolean[] {false, true}) {
            Scan.Builder loop = T.scan().sequence(x).state(w);
            Expr all = (backwards ? loop.backwards() : loop)
                    .step((a, b) -> b.times(w).plus(T.sin(a)))
                    .output();
            add(run, "backwards " + backwards, withGradient(all, x, w));
        }
        Expr until = T.scan()
                .state(w)
                .steps(30)
                .step(b -> Scan.until(T.gt(b, 20), b.times(1.5).plus(1)))
                .output();
        add(run, "until", withGradient(until, w));
        Expr truncated = T.scan()
                .sequence(x)
                .state(w)
                .truncateGradient(2)
                .step((a, b) -> T.tanh(b.times(w).plus(a)))
                .output();
        add(run, "truncated", withGradient(truncated, x, w));
        Expr empty = T.scan()
                .sequence(none)
                .state(w)
                .step((a, b) -> T.tanh(b.times(w).plus(a)))
                .output();
        add(run, "no turns", withGradient(empty, none, w));
        Expr counter = T.scan()
                .state(T.cast(T.constant(0), "int64"))
                .steps(5)
                .step(k -> k.plus(1))
                .output();
        add(run, "a counter", List.of(counter.plus(0).times(w)));
        assertThat(run.differences(0)).isEmpty();
    }

    /** Vectors of six numbers to such vectors, each with an operation of a library or without. */
    private List<UnaryOperator<Expr>> steps(Expr a, Expr w) {
        Expr places = whole(new int[] {4, 0, -1, 4}, 4);
        return List.of(
                v -> T.sort(v),
                v -> T.cumsum(v, 0).times(0.25),
                v -> T.cumprod(T.tanh(v), 0),
                v -> v.get(T.argsort(T.sin(v.times(w)))),
                v -> T.concatenate(List.of(T.topk(v, -2), v.get("2:"))),
                v -> T.diff(T.concatenate(List.of(v, v.get(":1")))),
                v -> T.incSubtensor(v.get(places), w),
                v -> T.tanh(v.times(w).plus(T.sum(T.sqr(v.get(T.gt(v, 0)))))),
                v -> T.dot(T.matrixInverse(a.plus(T.outer(v, v))), v),
                v -> T.dot(T.qr(a.plus(T.outer(v, v))).r(), v).times(0.1),
                v -> T.scan()
                        .sequence(v)
                        .state(w)
                        .step((x, h) -> T.tanh(h.times(x).plus(w)))
                        .output(),
                v -> T.scan()
                        .state(v)
                        .steps(3)
                        .step(h -> T.sort(T.cos(h.times(w))))
                        .last(),
                v -> T.ifelse(T.gt(T.sum(v), w), T.sort(v).times(0.5), T.exp(v.times(-0.1))));
    }

    @Test
    void random_chains_of_operations_have_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        Random random = new Random(11);
        Expr a = square(DType.FLOAT64, 4, 6, 6);
        for (int k = 0; k < 24; k++) {
            Expr x = input(FINITE, DType.FLOAT64, 6);
            Expr w = input(FINITE, DType.FLOAT64);
            List<UnaryOperator<Expr>> steps = steps(a, w);
            Expr v = x;
            for (int depth = 0; depth < 4; depth++) {
                v = steps.get(random.nextInt(steps.size())).apply(v);
            }
            add(run, "chain " + k, withGradient(v, x, w));
        }
        assertThat(run.differences(0)).isEmpty();
    }

    @Test
    void the_logarithm_of_a_determinant_has_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        Expr a = square(DType.FLOAT64, 2, 2, 4, 4);
        add(run, "slogdet", withGradient(T.slogdet(a).logDet(), a));
        assertThat(run.differences(0)).isEmpty();
    }

    /** Refused in a page with the sentence of Java, with values that come after the page was made. */
    @Test
    void what_does_not_fit_is_refused_in_the_sentence_of_java() throws Exception {
        PageRun run = new PageRun();
        Expr x = Build.input("x", new TensorType(DType.FLOAT64, 1));
        Expr k = Build.input("k", new TensorType(DType.INT32, 0));
        Expr m = Build.input("M", new TensorType(DType.FLOAT64, 2));
        HostArray three = HostArray.ofDoubles(DType.FLOAT64, new long[] {3}, new double[] {3, 1, 2});
        HostArray one = HostArray.scalar(DType.INT32, 1L);
        HostArray nine = HostArray.scalar(DType.INT32, 9L);
        HostArray regular = HostArray.ofDoubles(DType.FLOAT64, new long[] {2, 2}, new double[] {2, 1, 1, 2});
        HostArray singular = HostArray.ofDoubles(DType.FLOAT64, new long[] {2, 2}, new double[] {-1, -2, -2, -4});
        refuses(run, T.topk(x, k), Map.of(x, three, k, one), Map.of(x, three, k, nine));
        refuses(
                run,
                T.bincount(k.minus(2).times(T.constant(new int[] {1})).plus(1)),
                Map.of(k, one),
                Map.of(k, HostArray.scalar(DType.INT32, 0L)));
        refuses(run, T.asserting(x, T.lt(k, 5), "k is small"), Map.of(x, three, k, one), Map.of(x, three, k, nine));
        refuses(run, T.solve(m, m), Map.of(m, regular), Map.of(m, singular));
        refuses(run, T.cholesky(m), Map.of(m, regular), Map.of(m, singular));
        refuses(run, Rows.of(x, k), Map.of(x, three, k, one), Map.of(x, three, k, nine));
        refuses(
                run,
                T.scan().sequence(x).steps(k).step(a -> a.times(2)).output(),
                Map.of(x, three, k, one),
                Map.of(x, three, k, nine));
        assertThat(run.differences(0)).isEmpty();
    }

    private void refuses(PageRun run, Expr e, Map<Expr, HostArray> good, Map<Expr, HostArray> bad) {
        note(List.of(e));
        List<Expr> inputs = Graphs.inputs(List.of(e));
        Object[] fits = inputs.stream().map(i -> Nd4jArrays.of(good.get(i))).toArray();
        Object[] not = inputs.stream().map(i -> Nd4jArrays.of(bad.get(i))).toArray();
        run.refuses(e.op().label(), function(inputs(inputs.toArray(Expr[]::new)), outputs(e)), fits, bad, not);
    }

    @Test
    void a_branch_that_refuses_what_the_page_begins_with_says_so() throws Exception {
        PageRun run = new PageRun();
        Expr m = Build.input("M", new TensorType(DType.FLOAT64, 2));
        Expr e = T.ifelse(T.gt(T.sum(m), 0), T.sum(T.cholesky(m)), T.sum(m));
        HostArray indefinite = HostArray.ofDoubles(DType.FLOAT64, new long[] {2, 2}, new double[] {-1, 0, 0, -2});
        HostArray definite = HostArray.ofDoubles(DType.FLOAT64, new long[] {2, 2}, new double[] {4, 0, 0, 9});
        ScriptedFunction f = (ScriptedFunction) function(inputs(m), outputs(e));
        f.print(run.printer, "f", Nd4jArrays.of(indefinite));
        String calls = "say('no', () => f(" + JavaScriptPrinter.value(indefinite) + "));\nsay('yes', () => f("
                + JavaScriptPrinter.value(definite) + "));\nconsole.log(said.join('\\n'));\n";
        String said =
                Node.run(run.printer + PageRun.SAY + calls, Files.createDirectories(Path.of("target", "printed")));
        assertThat(said.lines())
                .containsExactly(
                        "no [] c008000000000000",
                        "yes throws this branch refuses what the page begins with, so that the page does not have it: 'M' is not positive definite");
    }

    @Test
    void whole_numbers_that_a_page_has_not_exactly_are_refused() throws Exception {
        PageRun run = new PageRun();
        Expr k = Build.input("k", new TensorType(DType.INT32, 1));
        Expr products = T.cumprod(k, 0);
        ScriptedFunction f = (ScriptedFunction) function(inputs(k), outputs(products.plus(products)));
        f.print(run.printer, "f", Nd4jArrays.of(HostArray.ofLongs(DType.INT32, new long[] {2}, new long[] {1, 2})));
        String calls = "const k = numbers => shaped(Int32Array.from(numbers), [numbers.length]);\n"
                + "say(1, () => f(k([3, -4])));\nsay(2, () => f(k([2 ** 30, 2 ** 30])));\n"
                + "say(3, () => f(k([2 ** 30, 2 ** 22, 2])));\nconsole.log(said.join('\\n'));\n";
        String said =
                Node.run(run.printer + PageRun.SAY + calls, Files.createDirectories(Path.of("target", "printed")));
        assertThat(said.lines())
                .containsExactly(
                        "1 [2] 4018000000000000 c038000000000000",
                        "2 throws int64 numbers in cumprod(k) are larger than 2 ** 53, up to which the numbers of a page are exact; use int32 or float64",
                        "3 throws int64 numbers in cumprod(k) are larger than 2 ** 53, up to which the numbers of a page are exact; use int32 or float64");
        Expr large = Build.input("n", new TensorType(DType.INT64, 1));
        assertThatThrownBy(() -> ((ScriptedFunction) function(inputs(large), outputs(T.cumsum(large))))
                        .print(run.printer, "g", new long[] {1}))
                .hasMessage("'n' is int64, and the numbers of a page are exact to 2 ** 53 only; use int32 or float64");
    }

    /** What happens on the way: a print goes to the console. */
    @Test
    void a_page_prints_to_its_console() throws Exception {
        PageRun run = new PageRun();
        Expr m = Build.input("M", new TensorType(DType.FLOAT64, 2));
        Expr e = T.print("M", m, "value", "shape", "dtype", "min", "mean").times(2);
        note(List.of(e));
        HostArray value = HostArray.ofDoubles(DType.FLOAT64, new long[] {2, 2}, new double[] {4, 0, 0.5, 9});
        ((ScriptedFunction) function(inputs(m), outputs(e))).print(run.printer, "f", Nd4jArrays.of(value));
        String said = Node.run(
                run.printer + "f(" + JavaScriptPrinter.value(value) + ");\n",
                Files.createDirectories(Path.of("target", "printed")));
        assertThat(said.lines())
                .containsExactly(
                        "M = [[4, 0], [0.5, 9]]",
                        "M shape = [2, 2]",
                        "M dtype = float64",
                        "M min = 0",
                        "M mean = 3.375");
    }

    @Test
    void linear_algebra_has_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            for (long[] shape : new long[][] {{1, 1}, {3, 3}, {2, 4, 4}, {0, 0}, {9, 9}, {70, 70}}) {
                boolean small = shape[shape.length - 1] < 70;
                String name = dtype + " " + Arrays.toString(shape) + " ";
                Expr a = square(dtype, 2, shape);
                long[] wide = shape.clone();
                wide[wide.length - 1] = 3;
                Expr b = square(dtype, 0, wide);
                Expr positive = T.matmul(a, transposed(a));
                Expr symmetric = a.plus(transposed(a));
                add(run, name + "det", List.of(T.det(a), T.slogdet(a).sign()));
                add(run, name + "inverse", small ? withGradient(T.matrixInverse(a), a) : List.of(T.matrixInverse(a)));
                add(run, name + "solve", withGradient(T.solve(a, b), a, b));
                add(run, name + "cholesky", withGradient(T.cholesky(positive), a));
                add(run, name + "positive", withGradient(T.solve(positive, b, "pos"), a, b));
                add(run, name + "symmetric", withGradient(T.solve(symmetric, b, "sym"), a, b));
                add(run, name + "lower", withGradient(T.solveLowerTriangular(a, b), a, b));
                add(run, name + "transposed", withGradient(T.solveTriangular(a, b, true, false, true), a, b));
                add(
                        run,
                        name + "qr",
                        List.of(
                                T.qr(a).q(),
                                T.qr(a).r(),
                                T.qr(b, "complete").q(),
                                T.qr(b, "complete").r()));
                add(
                        run,
                        name + "svd",
                        List.of(
                                T.svd(b).u(),
                                T.svd(b).s(),
                                T.svd(b).vt(),
                                T.svd(a, false).u(),
                                T.svd(a, false).s()));
                add(
                        run,
                        name + "eigh",
                        List.of(T.eigh(symmetric).values(), T.eigh(symmetric).vectors()));
                add(
                        run,
                        name + "eig",
                        List.of(T.eig(symmetric).values(), T.eig(symmetric).vectors()));
                add(run, name + "pinv", List.of(T.pinv(b), T.pinv(transposed(b))));
                if (small) {
                    add(run, name + "gradients of det", withGradient(T.det(a), a));
                    add(run, name + "second", List.of(T.grad(T.sum(T.sqr(T.grad(T.sum(T.det(a)), a))), a)));
                    add(run, name + "expm", withGradient(T.expm(a), a));
                    add(
                            run,
                            name + "gradients of qr",
                            List.of(T.grad(T.sum(T.sqr(T.qr(a).q()).plus(T.qr(a).r())), a)));
                    add(
                            run,
                            name + "gradients of svd",
                            List.of(T.grad(
                                    T.sum(T.svd(a, false).u())
                                            .plus(T.sum(T.sqr(T.svd(a, false).s()))),
                                    a)));
                    add(
                            run,
                            name + "gradients of eigh",
                            List.of(T.grad(
                                    T.sum(T.eigh(symmetric).vectors())
                                            .plus(T.sum(T.sqr(T.eigh(symmetric).values()))),
                                    a)));
                    add(run, name + "gradients of pinv", withGradient(T.pinv(b), b));
                }
            }
        }
        Expr diagonal = input(FINITE, DType.FLOAT64, 3, 4);
        add(
                run,
                "diagonals",
                List.of(
                        T.diagonal(diagonal, 1),
                        T.diagonal(diagonal, -2),
                        T.allocDiag(diagonal),
                        T.allocDiag(diagonal, -1)));
        add(run, "triangles", List.of(T.tril(diagonal), T.triu(diagonal), T.trace(diagonal)));
        Expr broken = table(new double[][] {{1, 2}, {3, NaN}});
        add(
                run,
                "NaN",
                List.of(
                        T.svd(broken).s(),
                        T.qr(broken).q(),
                        T.eigh(broken).values(),
                        T.cholesky(broken),
                        T.det(broken)));
        assertThat(run.differences(0)).isEmpty();
    }

    private static Expr transposed(Expr a) {
        int rank = a.type().rank();
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        axes.set(rank - 1, rank - 2);
        axes.set(rank - 2, rank - 1);
        return Build.dimshuffle(a, axes);
    }

    @Test
    void draws_have_the_bits_of_java_and_leave_its_state() throws Exception {
        PageRun run = new PageRun();
        RandomStreams streams = new RandomStreams(7);
        Expr n = whole(new int[] {1, 40, 1000}, 3);
        Expr p = table(new double[][] {{0.2, 0.5, 0.3}, {0.9, 0.05, 0.05}});
        Expr mean = input(new double[] {0.5, 3, 12, 400}, DType.FLOAT64, 4);
        int[] many = {500, 4};
        Map<String, Expr> draws = new LinkedHashMap<>();
        draws.put("uniform", streams.uniform(many, -1, mean));
        draws.put("uniform float32", streams.uniform(many, 0, 1, "float32"));
        draws.put("normal", streams.normal(new int[] {20_000}));
        draws.put("truncated", streams.truncatedNormal(many, 1, 2));
        draws.put("exponential", streams.exponential(new int[] {20_000}, 2));
        draws.put("binomial", streams.binomial(new int[] {300, 3}, n, 0.3));
        draws.put("a mask", streams.binomial(many, 0.8, "float64"));
        draws.put("poisson", streams.poisson(many, mean));
        draws.put("integers", streams.integers(many, -3, 70_000));
        draws.put("permutation", streams.permutation(new int[] {3}, 30));
        draws.put("multinomial", streams.multinomial(new int[] {5, 2}, 50, p));
        draws.put("distinct outcomes", streams.multinomialWoReplacement(2, p));
        draws.put("choice", streams.choice(new int[] {40}, 9));
        draws.put("distinct", streams.choice(new int[] {7}, 9, false, null));
        draws.put("weighted", streams.choice(new int[] {40}, 3, true, p.get(0)));
        draws.put("distinct weighted", streams.choice(new int[] {2}, 3, false, p.get(0)));
        draws.forEach((name, e) -> {
            Shared state = streams.state(e);
            values.put(state, Nd4jArrays.host(state.getValue()));
            add(run, name, List.of(e.times(1), T.sum(T.cast(e, "float64"))));
        });
        assertThat(run.differences(0)).isEmpty();
    }
}
