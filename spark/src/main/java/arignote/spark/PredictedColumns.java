package arignote.spark;

import arignote.Expr;
import arignote.compile.SplitFunction;
import arignote.expr.DType;
import arignote.expr.HostArray;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Runs on executors: makes rows of a frame of what shards have given. */
final class PredictedColumns implements FlatMapFunction<Compute.Part, Row> {
    private static final long serialVersionUID = 1L;

    private PredictedColumns() {}

    static Dataset<Row> of(ShardedTable data, SplitFunction.Outputs outputs, List<String> names) {
        FrameRows frame = data.frame();
        List<StructField> fields = new ArrayList<>();
        fields.add(
                frame == null
                        ? DataTypes.createStructField("row", DataTypes.LongType, false)
                        : frame.frame().schema().apply(frame.order()));
        for (int i = 0; i < names.size(); i++) {
            Expr e = outputs.expressions().get(i);
            if (e.type().rank() > 2) {
                throw new IllegalArgumentException(
                        "the output ‘" + names.get(i) + "’ is a " + e.type() + "; a column has numbers or vectors");
            }
            DataType type = type(e.type().dtype());
            fields.add(DataTypes.createStructField(
                    names.get(i), e.type().rank() == 2 ? DataTypes.createArrayType(type, false) : type, false));
        }
        JavaRDD<Row> rows = data.parts(outputs.plan(), outputs.task()).flatMap(new PredictedColumns());
        Dataset<Row> columns = data.spark().createDataFrame(rows, DataTypes.createStructType(fields));
        return frame == null ? columns : frame.frame().join(columns, frame.order());
    }

    private static DataType type(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> DataTypes.DoubleType;
            case FLOAT32 -> DataTypes.FloatType;
            case INT64 -> DataTypes.LongType;
            case INT32 -> DataTypes.IntegerType;
            case BOOL -> DataTypes.BooleanType;
        };
    }

    @Override
    public Iterator<Row> call(Compute.Part part) {
        List<Row> rows = new ArrayList<>();
        long first = (long) part.index() * SplitFunction.ROWS;
        int count = Math.toIntExact(part.results().get(0).shape()[0]);
        for (int i = 0; i < count; i++) {
            Object[] row = new Object[part.results().size() + 1];
            row[0] = part.order() == null ? (Object) (first + i) : part.order()[i];
            for (int k = 0; k < part.results().size(); k++) {
                row[k + 1] = value(part.results().get(k), i);
            }
            rows.add(RowFactory.create(row));
        }
        return rows.iterator();
    }

    private static Object value(HostArray column, int row) {
        if (column.rank() == 1) {
            return element(column, row);
        }
        int width = Math.toIntExact(column.shape()[1]);
        Object[] numbers = new Object[width];
        for (int j = 0; j < width; j++) {
            numbers[j] = element(column, row * width + j);
        }
        return numbers;
    }

    private static Object element(HostArray column, int i) {
        return switch (column.dtype()) {
            case FLOAT64 -> column.doubleAt(i);
            case FLOAT32 -> (float) column.doubleAt(i);
            case INT64 -> column.longAt(i);
            case INT32 -> (int) column.longAt(i);
            case BOOL -> column.longAt(i) != 0;
        };
    }
}
