package arignote.spark;

import arignote.compile.SplitFunction;
import arignote.compile.split.ShardTask;
import arignote.compile.split.SplitPlan;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows of data with named columns, on a cluster. They have an order, and lie in shards of 32 768 rows, which are kept in the memory of
 * the executors (what does not fit, on their disks) and made again when an executor dies.
 *
 * <p>A column has a number for each row, which is a vector, or an array of numbers of one length, which is a matrix. Its dtype is that
 * of the numbers: {@code double} float64, {@code float} float32, {@code long} int64, {@code int} int32, {@code boolean} bool.
 */
public final class ShardedTable {
    private final SparkSession spark;
    private final JavaRDD<Shard> shards;
    private final Map<String, ColumnType> columns;
    private final long rows;
    private final int from; // the first shard
    private final FrameRows frame; // null without one
    private final Map<String, Broadcast<SplitPlan>> plans;

    private ShardedTable(
            SparkSession spark, JavaRDD<Shard> shards, Map<String, ColumnType> columns, long rows, FrameRows frame) {
        this(spark, shards, columns, rows, 0, frame, new LinkedHashMap<>());
    }

    private ShardedTable(
            SparkSession spark,
            JavaRDD<Shard> shards,
            Map<String, ColumnType> columns,
            long rows,
            int from,
            FrameRows frame,
            Map<String, Broadcast<SplitPlan>> plans) {
        this.spark = spark;
        this.shards = shards;
        this.columns = columns;
        this.rows = rows;
        this.from = from;
        this.frame = frame;
        this.plans = plans;
    }

    /**
     * The rows of a frame. Frames have no order of rows, and sums depend on it: the rows are sorted by a column.
     *
     * @param order the column that tells the order; no two rows have the same value there
     * @throws IllegalArgumentException if two rows have the same value in the column of the order, a value is missing, or a column holds
     *     something else than numbers
     */
    public static ShardedTable of(Dataset<Row> frame, String order) {
        FrameRows rows = new FrameRows(frame, order);
        JavaRDD<Shard> shards = rows.shards().persist(StorageLevel.MEMORY_AND_DISK());
        return new ShardedTable(frame.sparkSession(), shards, rows.columns(), rows.count(), rows);
    }

    /**
     * Arrays of Java, which are sent to the executors in shards.
     *
     * @param columns by their names: arrays of numbers, or arrays of such arrays
     * @throws IllegalArgumentException if something is no column, or columns have different numbers of rows
     */
    public static ShardedTable of(SparkSession spark, Map<String, ?> columns) {
        Map<String, HostArray> all = new LinkedHashMap<>();
        columns.forEach((name, value) -> all.put(name, JavaColumns.column(name, value)));
        Map<String, ColumnType> types = new LinkedHashMap<>();
        all.forEach((name, column) -> types.put(name, JavaColumns.type(column)));
        long rows = rows(all);
        List<Shard> shards = new ArrayList<>();
        for (long first = 0; first < rows; first += SplitFunction.ROWS) {
            int count = (int) Math.min(SplitFunction.ROWS, rows - first);
            int at = (int) first;
            Map<String, HostArray> part = new LinkedHashMap<>();
            all.forEach((name, column) -> part.put(name, JavaColumns.part(column, at, count)));
            shards.add(new Shard(shards.size(), null, part));
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        int partitions = partitions(spark, shards.size());
        shards.sort(Comparator.comparingInt(s -> s.index() % partitions)); // neighbours to different executors
        JavaRDD<Shard> there = context.parallelize(shards, partitions).persist(StorageLevel.MEMORY_AND_DISK());
        return new ShardedTable(spark, there, types, rows, null);
    }

    /**
     * Rows that executors read or make themselves.
     *
     * @param rows how many there are
     */
    public static ShardedTable of(SparkSession spark, long rows, RowSource source) {
        if (rows < 1) {
            throw new IllegalArgumentException("there have to be some rows, not " + rows);
        }
        Map<String, ColumnType> types = new LinkedHashMap<>();
        source.rows(0, 1).forEach((name, value) -> types.put(name, JavaColumns.type(JavaColumns.column(name, value))));
        int count = Math.toIntExact((rows + SplitFunction.ROWS - 1) / SplitFunction.ROWS);
        JavaRDD<Shard> shards = SourceShards.of(spark, rows, count, partitions(spark, count), source)
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new ShardedTable(spark, shards, types, rows, null);
    }

    /**
     * Arrays in files of NumPy's format {@code .npy}, of which each executor reads its own rows.
     *
     * @param files by the names of the columns: paths that the driver and all executors can read, of the file system or of any that
     *     Hadoop knows; the first axis is that of the rows
     * @throws IllegalArgumentException if a file cannot be read, or they have different numbers of rows
     */
    public static ShardedTable npy(SparkSession spark, Map<String, String> files) {
        NpySource source = new NpySource(files);
        return of(spark, source.count(), source);
    }

    /** So many partitions that each core has one, and each shard is in one. */
    static int partitions(SparkSession spark, int shards) {
        return Math.max(1, Math.min(shards, spark.sparkContext().defaultParallelism()));
    }

    private static long rows(Map<String, HostArray> columns) {
        long rows = -1;
        String first = null;
        for (Map.Entry<String, HostArray> c : columns.entrySet()) {
            long own = c.getValue().shape()[0];
            if (rows >= 0 && own != rows) {
                throw new IllegalArgumentException(
                        "the column ‘" + c.getKey() + "’ has " + own + " rows, but ‘" + first + "’ has " + rows);
            }
            rows = own;
            first = c.getKey();
        }
        if (rows < 1) {
            throw new IllegalArgumentException("there have to be columns with some rows");
        }
        return rows;
    }

    /** The number of rows. */
    public long count() {
        return rows;
    }

    /** The names of the columns. */
    public Set<String> columns() {
        return Set.copyOf(columns.keySet());
    }

    /**
     * The table in parts, one after the other, for training in mini-batches. Each part lies on all executors.
     *
     * @param size how many rows a part has, but for the last one: a multiple of 32 768, the rows that are kept together
     */
    public List<ShardedTable> batches(long size) {
        if (size < SplitFunction.ROWS || size % SplitFunction.ROWS != 0) {
            throw new IllegalArgumentException("a batch of " + size + " rows cannot be taken: rows are kept together in"
                    + " shards of " + SplitFunction.ROWS
                    + ", so take a multiple of that. Smaller batches are quicker on"
                    + " one machine than a cluster can begin a step");
        }
        List<ShardedTable> batches = new ArrayList<>();
        for (long first = 0; first < rows; first += size) {
            int shard = from + Math.toIntExact(first / SplitFunction.ROWS);
            batches.add(new ShardedTable(spark, shards, columns, Math.min(size, rows - first), shard, frame, plans));
        }
        return List.copyOf(batches);
    }

    /** Gives the memory back. Whoever asks for the data again has them made again. */
    public void unpersist() {
        shards.unpersist();
        plans.values().forEach(Broadcast::destroy);
        plans.clear();
    }

    // For functions

    SparkSession spark() {
        return spark;
    }

    FrameRows frame() {
        return frame;
    }

    private int to() {
        return from + Math.toIntExact((rows + SplitFunction.ROWS - 1) / SplitFunction.ROWS);
    }

    private Compute computation(SplitPlan plan, ShardTask task, boolean withOrder) {
        Broadcast<SplitPlan> sent = plans.computeIfAbsent(
                plan.id(),
                id -> JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(plan));
        return new Compute(sent, task, from, to(), withOrder);
    }

    /** What executors give for each shard, where it stays. */
    JavaRDD<Compute.Part> parts(SplitPlan plan, ShardTask task) {
        return shards.mapPartitions(computation(plan, task, true));
    }

    /** The table as functions see it. */
    SplitFunction.Shards shards() {
        return new SplitFunction.Shards() {
            @Override
            public long rows() {
                return rows;
            }

            @Override
            public TensorType type(String column) {
                return columns.containsKey(column) ? columns.get(column).tensor() : null;
            }

            @Override
            public long[] row(String column) {
                return columns.get(column).row();
            }

            @Override
            public List<List<HostArray>> compute(SplitPlan plan, ShardTask task) {
                List<Compute.Part> parts = new ArrayList<>(
                        shards.mapPartitions(computation(plan, task, false)).collect());
                parts.sort(Comparator.comparingInt(Compute.Part::index));
                if (parts.size() != to() - from) {
                    throw new IllegalStateException(
                            "of " + (to() - from) + " shards " + parts.size() + " have been computed");
                }
                return parts.stream()
                        .<List<HostArray>>map(Compute.Part::results)
                        .toList();
            }
        };
    }
}
