package arignote.fuzz;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Conv2d;
import arignote.Expr;
import arignote.Pool2d;
import arignote.Pool3d;
import arignote.RandomStreams;
import arignote.Shared;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.array.PickLast;
import arignote.expr.array.Rows;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
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

    private void add(PageRun run, String name, List<Expr> outputs) {
        Graphs.topological(outputs).stream()
                .filter(e -> e.op() instanceof Op.Array)
                .forEach(e -> met.add(((Op.Array) e.op()).op().getClass().getName()));
        List<Expr> inputs = Graphs.inputs(outputs);
        Object[] given = inputs.stream().map(i -> Nd4jArrays.of(values.get(i))).toArray();
        run.add(
                name,
                function(inputs(inputs.toArray(Expr[]::new)), outputs(outputs.toArray(Expr[]::new))),
                values,
                given);
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

    /** Java's are products of a library, whose sums are in another order. */
    @Test
    void convolutions_agree_with_java_to_rounding() throws Exception {
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
            assertThat(run.differences(dtype == DType.FLOAT64 ? 1e-13 : 1e-5)).isEmpty();
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
