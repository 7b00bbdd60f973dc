package arignote.spark.bench;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.spark.Distributed.distributed;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.spark.Distributed;
import arignote.spark.RowSource;
import arignote.spark.ShardedTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Measures steps: {@code local ROWS} on one machine, {@code cluster MASTER MEGABYTES ROWS} on executors with so much memory each,
 * {@code mllib MASTER MEGABYTES ROWS} Spark's own linear and logistic regression. A step of each of ours goes once over the data.
 */
public final class ClusterBench {
    private static final int STEPS = 30;

    private ClusterBench() {}

    /** Points near a line, which each row has by its number; a class that follows from them. */
    record Points() implements RowSource {
        private static final long serialVersionUID = 1L;

        @Override
        public Map<String, Object> rows(long first, int rows) {
            double[] x = new double[rows];
            double[] y = new double[rows];
            fill(first, x, y);
            return Map.of("x", x, "y", y);
        }
    }

    private static void fill(long first, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            long z = (first + i) * 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            x[i] = (z >>> 11) * 0x1p-53;
            y[i] = 0.3 * x[i] + 0.5 + ((z & 0xFFFF) - 32768) * 1e-5;
        }
    }

    /** A model with its parameters. */
    private record Model(String name, CompiledFunction step, List<Shared> parameters) {
        String bits() {
            StringBuilder bits = new StringBuilder();
            parameters.forEach(p -> bits.append(' ').append(Double.toHexString(p.item())));
            return bits.toString();
        }
    }

    private static Model line() {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr x = T.dvector("x");
        Expr y = T.dvector("y");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        return model("line", cost, x, y, m, c);
    }

    private static Model logistic() {
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr x = T.dvector("x");
        Expr y = T.dvector("y");
        Expr z = x.times(m).plus(c);
        Expr cost = T.mean(T.softplus(z).minus(z.times(T.cast(T.gt(y, 0.65), "float64"))));
        return model("logistic regression", cost, x, y, m, c);
    }

    private static Model model(String name, Expr cost, Expr x, Expr y, Shared m, Shared c) {
        CompiledFunction step = function(
                inputs(x, y),
                outputs(cost),
                update(m, m.minus(T.grad(cost, m).times(0.1))),
                update(c, c.minus(T.grad(cost, c).times(0.1))));
        return new Model(name, step, List.of(m, c));
    }

    public static void main(String[] args) throws IOException {
        long rows = (long) Double.parseDouble(args[args.length - 1]);
        if (args[0].equals("local")) {
            double[] x = new double[Math.toIntExact(rows)];
            double[] y = new double[x.length];
            fill(0, x, y);
            for (Model m : List.of(line(), logistic())) {
                measure("local", m, rows, () -> m.step.applyAsDouble(x, y));
            }
            return;
        }
        SparkSession spark = start(args[1], args[2]);
        try {
            if (args[0].equals("mllib")) {
                mllib(spark, rows);
            } else {
                cluster(spark, rows);
            }
        } finally {
            spark.stop();
        }
    }

    private static void cluster(SparkSession spark, long rows) {
        long begin = System.nanoTime();
        ShardedTable data = ShardedTable.of(spark, rows, new Points());
        System.out.printf("context and table made in %.1f s%n", (System.nanoTime() - begin) / 1e9);
        for (Model m : List.of(line(), logistic())) {
            Distributed step = distributed(m.step, data);
            measure("cluster", m, rows, step::applyAsDouble);
        }
        List<Integer> nothing = new ArrayList<>();
        int cores = spark.sparkContext().defaultParallelism();
        for (int i = 0; i < cores; i++) {
            nothing.add(i);
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        var empty = context.parallelize(nothing, cores).cache();
        double[] times = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            long from = System.nanoTime();
            empty.count();
            times[i] = (System.nanoTime() - from) / 1e6;
        }
        System.out.println("a job that does nothing: " + text(times));
    }

    private static void measure(String where, Model m, long rows, DoubleSupplier step) {
        double[] times = new double[STEPS];
        double cost = 0;
        for (int i = 0; i < STEPS; i++) {
            long from = System.nanoTime();
            cost = step.getAsDouble();
            times[i] = (System.nanoTime() - from) / 1e6;
        }
        System.out.printf(
                "%s, %s, %.0e rows: %s; after %d steps cost %s, parameters%s%n",
                where, m.name, (double) rows, text(times), STEPS, Double.toHexString(cost), m.bits());
    }

    private static String text(double[] milliseconds) {
        double first = milliseconds[0];
        double[] others = Arrays.copyOfRange(milliseconds, 1, milliseconds.length);
        Arrays.sort(others);
        return String.format(
                "first %.0f ms, then least %.1f, median %.1f ms", first, others[0], others[others.length / 2]);
    }

    private static void mllib(SparkSession spark, long rows) {
        Dataset<Row> frame = new VectorAssembler()
                .setInputCols(new String[] {"x"})
                .setOutputCol("features")
                .transform(spark.range(rows)
                        .selectExpr("(id * 7919 % 1000003) / 1000003D as x", "(id * 104729 % 65537) / 65537D as noise")
                        .selectExpr("x", "0.3 * x + 0.5 + (noise - 0.5) * 0.6 as y")
                        .selectExpr("x", "y", "cast(y > 0.65 as double) as label"))
                .select("features", "y", "label")
                .persist(StorageLevel.MEMORY_AND_DISK());
        long begin = System.nanoTime();
        frame.count();
        System.out.printf("mllib, table made in %.1f s%n", (System.nanoTime() - begin) / 1e9);
        begin = System.nanoTime();
        var line = new LinearRegression().setLabelCol("y").fit(frame);
        System.out.printf(
                "mllib, linear regression (normal equations): %.2f s, %d passes%n",
                (System.nanoTime() - begin) / 1e9, line.summary().totalIterations());
        begin = System.nanoTime();
        var logistic = new LogisticRegression().setMaxIter(STEPS).fit(frame);
        int steps = logistic.summary().totalIterations();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "mllib, logistic regression (L-BFGS): %.2f s, %d steps, %.0f ms a step%n",
                seconds, steps, 1e3 * seconds / Math.max(1, steps));
    }

    private static SparkSession start(String master, String megabytes) throws IOException {
        List<String> folders = new ArrayList<>();
        Path jars = Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path link = jars.resolve(Path.of(path).getFileName());
            if (!path.endsWith(".jar")) {
                folders.add(Path.of(path).toAbsolutePath().toString());
            } else if (!Files.exists(link)) {
                Files.createSymbolicLink(link, Path.of(path));
            }
        }
        SparkSession spark = SparkSession.builder()
                .master(master)
                .appName("arignote bench")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", megabytes + "m")
                .config("spark.executor.extraClassPath", String.join(File.pathSeparator, folders))
                .config("spark.local.dir", "/tmp/arignote-spark")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }
}
