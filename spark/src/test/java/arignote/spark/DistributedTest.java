package arignote.spark;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.spark.Distributed.distributed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import arignote.value.NumPyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two executors, each a process of its own, give the bits of one machine. The models of {@code SameBitsTest} have to give
 * the hashes of its file.
 */
class DistributedTest {
    private static final int SHARD = 1 << 15;

    private static SparkSession spark;

    @BeforeAll
    static void start() throws IOException {
        spark = Cluster.start("local-cluster[2,1,1024]");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static double[] numbers(int n, int seed) {
        return new Random(seed).doubles(n, -2, 2).toArray();
    }

    private static double[][] table(int rows, int columns, int seed) {
        double[] all = numbers(rows * columns, seed);
        double[][] table = new double[rows][];
        for (int i = 0; i < rows; i++) {
            table[i] = Arrays.copyOfRange(all, i * columns, (i + 1) * columns);
        }
        return table;
    }

    private static CompiledFunction training(List<Expr> inputs, Expr cost, Shared... parameters) {
        List<FunctionArgument> f = new ArrayList<>();
        f.add(new FunctionArgument.Inputs(inputs));
        f.add(new FunctionArgument.Outputs(List.of(cost)));
        for (Shared p : parameters) {
            f.add(new Update(p, p.minus(T.grad(cost, p).times(0.1))));
        }
        return Arignote.function(f.toArray(FunctionArgument[]::new));
    }

    /** What steps give, then the shared variables, which get their first values again. */
    private static List<HostArray> results(
            int steps, java.util.function.Supplier<INDArray> step, Shared... parameters) {
        List<INDArray> start = Arrays.stream(parameters).map(Shared::getValue).toList();
        List<HostArray> results = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            results.add(Nd4jArrays.host(step.get()));
        }
        for (int i = 0; i < parameters.length; i++) {
            results.add(Nd4jArrays.host(parameters[i].getValue()));
            parameters[i].setValue(start.get(i));
        }
        return results;
    }

    // The models of SameBitsTest

    private static String hash(List<HostArray> values) {
        long h = 1;
        for (HostArray l : values) {
            h = 31 * h + l.type().dtype().ordinal();
            for (long n : l.shape()) {
                h = 31 * h + n;
            }
            for (int i = 0; i < l.size(); i++) {
                long bits = Double.doubleToLongBits(l.doubleAt(i));
                h = (h ^ bits) * 0x9E3779B97F4A7C15L;
                h ^= h >>> 29;
            }
        }
        return "%016x".formatted(h);
    }

    private static String committed(String model) throws IOException {
        return Files.readAllLines(Path.of("..", "kernel-lib", "src", "test", "resources", "same-bits.txt")).stream()
                .filter(line -> line.startsWith(model + " "))
                .map(line -> line.substring(model.length() + 1))
                .findAny()
                .orElseThrow();
    }

    private static final Expr x = T.dvector("x");
    private static final Expr y = T.dvector("y");
    private static final Expr rows = T.dmatrix("X");

    @Test
    void the_models_of_the_same_bits_everywhere() throws IOException {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        CompiledFunction line =
                training(List.of(x, y), T.mean(T.sqr(x.times(m).plus(c).minus(y))), m, c);
        Distributed d =
                distributed(line, ShardedTable.of(spark, Map.of("x", numbers(300_000, 1), "y", numbers(300_000, 2))));
        assertThat(hash(results(5, d::apply, m, c))).isEqualTo(committed("line"));

        Shared w = shared(new double[] {0.1, -0.2, 0.3}, "w");
        Expr p = T.sigmoid(T.dot(rows, w));
        CompiledFunction logistic = training(
                List.of(rows, y),
                T.mean(y.times(T.log(p)).plus(T.log(T.sub(1, p)))).negate(),
                w);
        d = distributed(logistic, ShardedTable.of(spark, Map.of("X", table(100_000, 3, 3), "y", numbers(100_000, 5))));
        assertThat(hash(results(5, d::apply, w))).isEqualTo(committed("logistic"));

        Expr s = T.fvector("s");
        Shared k = shared(new float[] {0.5f}, "k");
        CompiledFunction waves =
                training(List.of(s), T.mean(T.sqr(T.sin(s.times(T.sum(k))).minus(T.tanh(s)))), k);
        float[] singles = new float[300_000];
        double[] doubles = numbers(300_000, 4);
        for (int i = 0; i < singles.length; i++) {
            singles[i] = (float) doubles[i];
        }
        d = distributed(waves, ShardedTable.of(spark, Map.of("s", singles)));
        assertThat(hash(results(5, d::apply, k))).isEqualTo(committed("waves"));
    }

    @Test
    void a_softmax_regression_and_a_network_from_a_frame_with_predictions_as_columns() {
        int n = 2 * SHARD + 1_000;
        double[][] xs = new double[n][4];
        double[][] ys = new double[n][3];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 7; j++) {
                double number = (i * 7919L * (j + 3) % 10007) / 10007.0 - 0.5;
                (j < 4 ? xs : ys)[i][j % 4] = number;
            }
        }
        List<String> numbers = new ArrayList<>();
        for (int j = 0; j < 7; j++) {
            numbers.add("(id * 7919 * " + (j + 3) + " % 10007) / 10007D - 0.5D");
        }
        Dataset<Row> frame = spark.range(n)
                .selectExpr(
                        "id",
                        "array(" + String.join(", ", numbers.subList(0, 4)) + ") as X",
                        "array(" + String.join(", ", numbers.subList(4, 7)) + ") as Y")
                .repartition(3, functions.expr("hash(id)")); // in no order
        ShardedTable data = ShardedTable.of(frame, "id");
        assertThat(data.count()).isEqualTo(n);
        assertThat(data.columns()).containsExactlyInAnyOrder("X", "Y");

        Expr classes = T.dmatrix("Y");
        Shared w = shared(table(4, 3, 9), "W");
        Shared b = shared(numbers(3, 10), "b");
        Expr p = T.softmax(T.dot(rows, w).plus(b));
        CompiledFunction softmax = training(
                List.of(rows, classes),
                T.mean(T.sum(classes.times(T.log(p)), 1)).negate(),
                w,
                b);
        assertThat(results(3, distributed(softmax, data)::apply, w, b))
                .isEqualTo(results(3, () -> softmax.apply(xs, ys), w, b));

        Shared v = shared(table(3, 3, 11), "V");
        Expr network = T.dot(T.tanh(T.dot(rows, w).plus(b)), v);
        CompiledFunction learn = training(List.of(rows, classes), T.mean(T.sqr(network.minus(classes))), w, b, v);
        assertThat(results(3, distributed(learn, data)::apply, w, b, v))
                .isEqualTo(results(3, () -> learn.apply(xs, ys), w, b, v));

        CompiledFunction predict = function(inputs(rows), outputs(T.argmax(p, 1), p));
        List<INDArray> expected = predict.applyAll((Object) xs);
        Dataset<Row> predicted = distributed(predict, data).columns("class", "likely");
        assertThat(predicted.columns()).containsExactly("id", "X", "Y", "class", "likely");
        List<Row> found = predicted.orderBy("id").select("class", "likely").collectAsList();
        assertThat(found).hasSize(n);
        long[] classesFound = found.stream().mapToLong(r -> r.getLong(0)).toArray();
        double[] likely = found.stream()
                .flatMap(r -> r.<Double>getList(1).stream())
                .mapToDouble(number -> number)
                .toArray();
        assertThat(classesFound).isEqualTo(Nd4jArrays.host(expected.get(0)).longs());
        assertThat(likely).isEqualTo(Nd4jArrays.host(expected.get(1)).doubles());
        data.unpersist();
    }

    @Test
    void batches_are_parts_of_the_table() {
        int n = 5 * SHARD + 77;
        double[] xs = numbers(n, 12);
        double[] ys = numbers(n, 13);
        ShardedTable data = ShardedTable.of(spark, Map.of("x", xs, "y", ys));
        Shared m = shared(0.0, "m");
        Expr numbered = T.cast(T.arange(x.shape(0)), "float64").div(1e6);
        CompiledFunction train =
                training(List.of(x, y), T.mean(T.sqr(x.times(m).plus(numbered).minus(y))), m);
        Distributed whole = distributed(train, data);
        List<HostArray> found = new ArrayList<>();
        for (ShardedTable batch : data.batches(2 * SHARD)) {
            found.add(Nd4jArrays.host(whole.on(batch).apply()));
        }
        m.setValue(0.0);
        List<HostArray> expected = new ArrayList<>();
        for (int from = 0; from < n; from += 2 * SHARD) {
            int to = Math.min(n, from + 2 * SHARD);
            expected.add(
                    Nd4jArrays.host(train.apply(Arrays.copyOfRange(xs, from, to), Arrays.copyOfRange(ys, from, to))));
        }
        assertThat(found).hasSize(3).isEqualTo(expected);
        assertThatThrownBy(() -> data.batches(1_000)).hasMessageContaining("take a multiple of that");
    }

    @Test
    void files_of_numpy_are_read_where_the_rows_are_needed() {
        int n = SHARD + 99;
        double[][] xs = table(n, 3, 14);
        double[] ys = numbers(n, 15);
        NumPyFiles.save("target/X.npy", xs);
        NumPyFiles.save("target/y.npy", ys);
        ShardedTable data = ShardedTable.npy(
                spark,
                Map.of(
                        "X", Path.of("target/X.npy").toAbsolutePath().toString(),
                        "y", Path.of("target/y.npy").toAbsolutePath().toString()));
        Shared w = shared(new double[] {0.1, -0.2, 0.3}, "w");
        Expr rate = T.dscalar("rate");
        Expr cost = T.mean(T.sqr(T.dot(rows, w).minus(y)));
        CompiledFunction train = function(
                inputs(rows, rate, y),
                outputs(cost),
                update(w, w.minus(T.grad(cost, w).times(rate))));
        assertThat(results(2, () -> distributed(train, data).apply(0.25), w))
                .isEqualTo(results(2, () -> train.apply(xs, 0.25, ys), w));
    }

    @Test
    void a_killed_executor_and_a_slow_one_change_no_bit() throws Exception {
        int n = 40 * SHARD + 5;
        Map<String, Object> here = new Made(0).rows(0, n);
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        CompiledFunction train =
                training(List.of(x, y), T.mean(T.sqr(x.times(m).plus(c).minus(y))), m, c);
        List<HostArray> expected = results(30, () -> train.apply(here.get("x"), here.get("y")), m, c);
        Distributed d = distributed(train, ShardedTable.of(spark, n, new Made(0)));
        List<ProcessHandle> executors = new ArrayList<>(Cluster.executors());
        assertThat(executors).hasSize(2);
        int[] step = new int[1];
        List<HostArray> found = results(
                30,
                () -> {
                    if (++step[0] == 10) {
                        // in the middle of a step: it takes longer than this
                        after(5, () -> executors.get(0).destroyForcibly());
                    } else if (step[0] == 20) {
                        signal("STOP", executors.get(1));
                        after(1_500, () -> signal("CONT", executors.get(1)));
                    }
                    return d.apply();
                },
                m,
                c);
        assertThat(found).isEqualTo(expected);
        assertThat(executors.get(0).isAlive()).isFalse();
    }

    private static void after(long milliseconds, Runnable what) {
        new Thread(() -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(milliseconds);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    what.run();
                })
                .start();
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_table_larger_than_the_memory_of_the_driver() {
        long n = 1_300L * SHARD + 3;
        assertThat(n * 16).isGreaterThan(Runtime.getRuntime().maxMemory());
        ShardedTable data = ShardedTable.of(spark, n, new Made(0));
        Shared m = shared(0.25, "m");
        CompiledFunction error =
                function(inputs(x, y), outputs(T.sum(T.sqr(x.times(m).minus(y)))));
        double expected = 0;
        for (long first = 0; first < n; first += SHARD) {
            Map<String, Object> part = new Made(0).rows(first, (int) Math.min(SHARD, n - first));
            double sum = error.applyAsDouble(part.get("x"), part.get("y"));
            expected = first == 0 ? sum : expected + sum;
        }
        assertThat(distributed(error, data).applyAsDouble()).isEqualTo(expected);
        data.unpersist();
    }

    @Test
    void what_cannot_be_is_said_in_a_sentence() {
        ShardedTable data =
                ShardedTable.of(spark, Map.of("x", numbers(10, 1), "y", numbers(10, 2), "X", table(10, 2, 3)));
        Shared w = shared(new double[] {1, 2, 3}, "w");
        assertThatThrownBy(() -> distributed(function(inputs(x), outputs(T.sum(T.cumsum(x)))), data))
                .hasMessageContaining("cannot be split by rows: ‘cumsum’ needs whole arrays. Compute that before");
        assertThatThrownBy(() -> distributed(function(inputs(rows), outputs(T.sum(T.dot(rows, rows.T())))), data)
                        .apply())
                .hasMessageContaining("cannot be split by rows");
        assertThatThrownBy(() -> distributed(function(inputs(rows), outputs(T.sum(T.dot(rows, w)))), data)
                        .apply())
                .hasMessageContaining("cannot be split by rows");
        Expr k = T.lvector("x");
        assertThatThrownBy(() -> distributed(function(inputs(k), outputs(T.sum(k))), data)
                        .apply())
                .hasMessageContaining(
                        "the column ‘x’ is a float64 vector, but the input of function is an int64 vector");
        Dataset<Row> twice = spark.range(5).selectExpr("id div 2 as id", "cast(id as double) as x");
        assertThatThrownBy(() -> ShardedTable.of(twice, "id"))
                .hasMessageContaining("two rows have the value 0 in the column ‘id’");
        Dataset<Row> texts = spark.range(5).selectExpr("id", "cast(id as string) as x");
        assertThatThrownBy(() -> ShardedTable.of(texts, "id"))
                .hasMessageContaining("the column ‘x’ holds string; a column has numbers");
    }
}
