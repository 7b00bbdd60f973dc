package arignote.spark;

import arignote.compile.SplitFunction;
import arignote.expr.HostArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/** Runs on executors: makes a shard from a source of rows. */
final class SourceShards implements Function<Integer, Shard> {
    private static final long serialVersionUID = 1L;

    private final long rows;
    private final RowSource source;

    private SourceShards(long rows, RowSource source) {
        this.rows = rows;
        this.source = source;
    }

    static JavaRDD<Shard> of(SparkSession spark, long rows, int shards, int partitions, RowSource source) {
        List<Integer> numbers = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            for (int shard = partition; shard < shards; shard += partitions) {
                numbers.add(shard);
            }
        }
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(numbers, partitions)
                .map(new SourceShards(rows, source));
    }

    @Override
    public Shard call(Integer index) {
        long first = (long) index * SplitFunction.ROWS;
        int count = (int) Math.min(SplitFunction.ROWS, rows - first);
        Map<String, HostArray> columns = new LinkedHashMap<>();
        source.rows(first, count).forEach((name, value) -> {
            HostArray column = JavaColumns.column(name, value);
            if (column.shape()[0] != count) {
                throw new IllegalArgumentException("the source was asked for " + count + " rows from row " + first
                        + " on, but its column ‘" + name + "’ has " + column.shape()[0]);
            }
            columns.put(name, column);
        });
        return new Shard(index, null, columns);
    }
}
