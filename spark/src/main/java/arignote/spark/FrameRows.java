package arignote.spark;

import arignote.compile.SplitFunction;
import arignote.expr.DType;
import arignote.expr.HostArray;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.Tuple2;

/** The rows of a frame in the order of a column, in shards. */
final class FrameRows {
    private final Dataset<Row> frame;
    private final String order;
    private final LinkedHashMap<String, ColumnType> columns = new LinkedHashMap<>();
    private final long count;
    private final JavaRDD<Shard> shards;

    FrameRows(Dataset<Row> frame, String order) {
        this.frame = frame;
        this.order = order;
        if (!List.of(frame.columns()).contains(order)) {
            throw new IllegalArgumentException(
                    "the frame has no column ‘" + order + "’; its columns are " + String.join(", ", frame.columns()));
        }
        List<Row> first = frame.takeAsList(1);
        if (first.isEmpty()) {
            throw new IllegalArgumentException("the frame has no rows");
        }
        for (StructField f : frame.schema().fields()) {
            if (!f.name().equals(order)) {
                columns.put(f.name(), type(f, first.get(0)));
            }
        }
        int wide = frame.sparkSession().sparkContext().defaultParallelism();
        JavaRDD<Row> sorted = frame.repartitionByRange(wide, frame.col(order))
                .sortWithinPartitions(order)
                .javaRDD();
        String name = order;
        List<Long> counts = sorted.mapPartitions(
                        rows -> List.of(counted(rows, name)).iterator())
                .collect();
        long[] begins = new long[counts.size()];
        long all = 0;
        for (int i = 0; i < begins.length; i++) {
            begins[i] = all;
            all += counts.get(i);
        }
        count = all;
        int shardCount = Math.toIntExact((all + SplitFunction.ROWS - 1) / SplitFunction.ROWS);
        LinkedHashMap<String, ColumnType> types = columns;
        shards = sorted.mapPartitionsWithIndex(
                        (partition, rows) -> new Pieces(rows, begins[partition], name, types), false)
                .mapToPair(p -> new Tuple2<>(p.shard, p))
                .groupByKey(new ByTurns(ShardedTable.partitions(frame.sparkSession(), shardCount)))
                .map(p -> Piece.join(p._1(), p._2(), types));
    }

    private static ColumnType type(StructField f, Row first) {
        DataType type = f.dataType();
        if (type instanceof ArrayType a && dtype(a.elementType()) != null) {
            if (first.isNullAt(first.fieldIndex(f.name()))) {
                throw missing(f.name());
            }
            return new ColumnType(
                    dtype(a.elementType()),
                    new long[] {first.getSeq(first.fieldIndex(f.name())).size()});
        }
        if (dtype(type) == null) {
            throw new IllegalArgumentException("the column ‘" + f.name() + "’ holds " + type.simpleString()
                    + "; a column has numbers or arrays of numbers (double, float, bigint, int, boolean): cast it, or"
                    + " leave it out with select");
        }
        return new ColumnType(dtype(type), new long[0]);
    }

    private static DType dtype(DataType type) {
        if (type.equals(DataTypes.DoubleType)) {
            return DType.FLOAT64;
        }
        if (type.equals(DataTypes.FloatType)) {
            return DType.FLOAT32;
        }
        if (type.equals(DataTypes.LongType)) {
            return DType.INT64;
        }
        if (type.equals(DataTypes.IntegerType)) {
            return DType.INT32;
        }
        return type.equals(DataTypes.BooleanType) ? DType.BOOL : null;
    }

    private static IllegalArgumentException missing(String column) {
        return new IllegalArgumentException(
                "a row has no value in the column ‘" + column + "’; leave such rows out, or fill them (frame.na())");
    }

    /** How many rows there are; they have to have an order. */
    private static long counted(Iterator<Row> rows, String order) {
        long count = 0;
        Object before = null;
        while (rows.hasNext()) {
            Row row = rows.next();
            Object now = row.get(row.fieldIndex(order));
            if (now == null) {
                throw missing(order);
            }
            if (now.equals(before)) {
                throw new IllegalArgumentException("two rows have the value " + now + " in the column ‘" + order
                        + "’, so that their order is not known; sort by a column with another value in each row");
            }
            before = now;
            count++;
        }
        return count;
    }

    long count() {
        return count;
    }

    Map<String, ColumnType> columns() {
        return columns;
    }

    JavaRDD<Shard> shards() {
        return shards;
    }

    Dataset<Row> frame() {
        return frame;
    }

    String order() {
        return order;
    }

    /** Neighbouring shards go to different partitions, so that all executors have a part of each batch. */
    private static final class ByTurns extends Partitioner {
        private static final long serialVersionUID = 1L;
        private final int partitions;

        ByTurns(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object shard) {
            return (Integer) shard % partitions;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByTurns b && b.partitions == partitions;
        }

        @Override
        public int hashCode() {
            return partitions;
        }
    }

    /** Rows that follow one another and belong to one shard. */
    private static final class Piece implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int shard;
        private final int begin; // in the shard
        private int rows;
        private Object[] order = new Object[SplitFunction.ROWS];
        private final LinkedHashMap<String, HostArray> columns = new LinkedHashMap<>();

        Piece(long first, Map<String, ColumnType> types) {
            shard = Math.toIntExact(first / SplitFunction.ROWS);
            begin = (int) (first % SplitFunction.ROWS);
            types.forEach((name, t) -> columns.put(name, HostArray.zeros(t.dtype(), t.shape(SplitFunction.ROWS))));
        }

        void add(Row row, String by, Map<String, ColumnType> types) {
            order[rows] = row.get(row.fieldIndex(by));
            for (Map.Entry<String, ColumnType> c : types.entrySet()) {
                int field = row.fieldIndex(c.getKey());
                if (row.isNullAt(field)) {
                    throw missing(c.getKey());
                }
                int width = c.getValue().width();
                HostArray to = columns.get(c.getKey());
                if (c.getValue().row().length == 0) {
                    put(to, rows, row.get(field));
                    continue;
                }
                scala.collection.Seq<Object> numbers = row.getSeq(field);
                if (numbers.size() != width) {
                    throw new IllegalArgumentException("the column ‘" + c.getKey() + "’ has " + numbers.size()
                            + " numbers where " + by + " is " + order[rows] + ", but " + width
                            + " in the first row; all rows have to have as many");
                }
                for (int j = 0; j < width; j++) {
                    if (numbers.apply(j) == null) {
                        throw missing(c.getKey());
                    }
                    put(to, rows * width + j, numbers.apply(j));
                }
            }
            rows++;
        }

        private static void put(HostArray to, int at, Object value) {
            if (value instanceof Boolean b) {
                to.set(at, b ? 1L : 0L);
            } else if (to.dtype().isFloat()) {
                to.set(at, ((Number) value).doubleValue());
            } else {
                to.set(at, ((Number) value).longValue());
            }
        }

        Piece done() {
            order = java.util.Arrays.copyOf(order, rows);
            columns.replaceAll((name, column) -> JavaColumns.part(column, 0, rows));
            return this;
        }

        static Shard join(int index, Iterable<Piece> pieces, Map<String, ColumnType> types) {
            List<Piece> all = new ArrayList<>();
            pieces.forEach(all::add);
            int rows = all.stream().mapToInt(p -> p.rows).sum();
            Object[] order = new Object[rows];
            LinkedHashMap<String, HostArray> columns = new LinkedHashMap<>();
            types.forEach((name, t) -> columns.put(name, HostArray.zeros(t.dtype(), t.shape(rows))));
            for (Piece p : all) {
                System.arraycopy(p.order, 0, order, p.begin, p.rows);
                types.forEach((name, t) -> columns.get(name).put(p.begin * t.width(), p.columns.get(name)));
            }
            return new Shard(index, order, columns);
        }
    }

    /** Cuts rows that follow one another at the borders of shards. */
    private static final class Pieces implements Iterator<Piece> {
        private final Iterator<Row> rows;
        private final String order;
        private final Map<String, ColumnType> types;
        private long next;

        Pieces(Iterator<Row> rows, long first, String order, Map<String, ColumnType> types) {
            this.rows = rows;
            this.order = order;
            this.types = types;
            next = first;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Piece next() {
            Piece piece = new Piece(next, types);
            do {
                piece.add(rows.next(), order, types);
                next++;
            } while (rows.hasNext() && next % SplitFunction.ROWS != 0);
            return piece.done();
        }
    }
}
