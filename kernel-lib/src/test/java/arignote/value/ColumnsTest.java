package arignote.value;

import static arignote.Arignote.column;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.named;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tablesaw's tables, as a reader hands them to a function and makes them from a result. */
class ColumnsTest {
    private final Expr x = T.vector("x");
    private final Expr X = T.matrix("X");
    private final CompiledFunction twice = function(inputs(X), outputs(X.times(2)), named("twice"));
    private final CompiledFunction total = function(inputs(x), outputs(T.sum(x)), named("total"));

    private static Table people() {
        return Table.create(
                IntColumn.create("age", new int[] {31, 8}),
                DoubleColumn.create("height", 1.75, 1.3),
                BooleanColumn.create("left", true, false));
    }

    private static void sentence(ThrowingCallable wrong, String sentence) {
        assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    @Test
    void a_table_is_a_matrix_with_its_rows_and_columns_in_their_order() {
        assertThat(twice.apply(people()).toDoubleMatrix()).isDeepEqualTo(new double[][] {{62, 3.5, 2}, {16, 2.6, 0}});
        Table turned = people().selectColumns("height", "age");
        assertThat(twice.apply(turned).toDoubleMatrix()).isDeepEqualTo(new double[][] {{3.5, 62}, {2.6, 16}});
    }

    @Test
    void columns_keep_their_type_and_a_table_has_the_type_that_holds_them_all() {
        Column<?> floats = FloatColumn.create("f", 1f, 2f);
        Column<?> ints = IntColumn.create("i", new int[] {1, 2});
        Column<?> longs = LongColumn.create("l", 1L << 60, (1L << 60) + 1);
        Column<?> bools = BooleanColumn.create("b", true, false);
        assertThat(type(floats)).isEqualTo("float32");
        assertThat(type(ints)).isEqualTo("int32");
        assertThat(type(ShortColumn.create("s", new short[] {1, 2}))).isEqualTo("int32");
        assertThat(type(longs)).isEqualTo("int64");
        assertThat(type(bools)).isEqualTo("bool");
        assertThat(type(DoubleColumn.create("d", 1.0, 2.0))).isEqualTo("float64");
        assertThat(type(Table.create(bools, ints))).isEqualTo("int32");
        assertThat(type(Table.create(ints, longs))).isEqualTo("int64");
        assertThat(type(Table.create(ints, floats))).isEqualTo("float64");
        assertThat(shared(longs).getValue().toLongVector()).containsExactly(1L << 60, (1L << 60) + 1);
    }

    private static String type(Object data) {
        return shared(data).type().dtype().toString();
    }

    @Test
    void a_table_without_rows_is_an_empty_matrix() {
        assertThat(twice.apply(people().emptyCopy()).shape()).containsExactly(0, 3);
    }

    @Test
    void a_missing_value_is_refused_with_its_column() {
        String mend = "; leave such rows out of the table with dropRowsWithMissingValues(), or fill them with"
                + " setMissingTo(…)";
        Table gaps = people();
        gaps.intColumn("age").setMissing(1);
        sentence(
                () -> twice.apply(gaps),
                "input 'X' of twice is a table with the column 'age', which has no value in row 1" + mend);
        sentence(
                () -> total.apply(DoubleColumn.create("height", 1.0, Double.NaN, 2.0, Double.NaN, Double.NaN)),
                "input 'x' of total is the column 'height', which has no value in row 1 and 2 others" + mend);
        BooleanColumn bools = BooleanColumn.create("left", List.of(true)).appendMissing();
        sentence(() -> shared(bools, "s"), "the value of 's' is the column 'left', which has no value in row 1" + mend);
        assertThat(twice.apply(gaps.dropRowsWithMissingValues()).toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{62, 3.5, 2}});
    }

    @Test
    void a_column_without_numbers_is_refused_by_its_name() {
        Table named = people().addColumns(StringColumn.create("city", "Ulm", "Lyon"));
        sentence(
                () -> twice.apply(named),
                "input 'X' of twice is a table with the column 'city' of type STRING, which holds no numbers; make a"
                        + " column of numbers from it, or leave the column out with rejectColumns(\"city\")");
        sentence(
                () -> total.apply(DateColumn.create("born", LocalDate.EPOCH)),
                "input 'x' of total is the column 'born' of type LOCAL_DATE, which holds no numbers; make a column of"
                        + " numbers from it");
        assertThat(twice.apply(named.rejectColumns("city")).columns()).isEqualTo(3);
    }

    @Test
    void a_table_for_a_vector_is_told() {
        sentence(
                () -> total.apply(people()),
                "input 'x' of total must be a vector (rank 1), but the value is a matrix (rank 2)");
    }

    @Test
    void a_result_becomes_a_table() {
        INDArray result = twice.apply(people());
        Table made = table(result, "a", "b", "c");
        assertThat(made.columnNames()).containsExactly("a", "b", "c");
        assertThat(made.doubleColumn("b").asDoubleArray()).containsExactly(3.5, 2.6);
        assertThat(table(result, people().columnNames()).columnNames()).containsExactly("age", "height", "left");
        INDArray turned = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}).permute(1, 0);
        assertThat(table(turned, "a", "b").doubleColumn("a").asDoubleArray()).containsExactly(1, 2);
        assertThat(table(new int[][] {{1, 2}, {3, 4}}, "a", "b")
                        .doubleColumn("b")
                        .asDoubleArray())
                .containsExactly(2, 4);
    }

    @Test
    void a_result_becomes_a_column() {
        Table with = people().addColumns(column(
                "sum", function(inputs(X), outputs(T.sum(X, 1))).apply(people())));
        assertThat(with.doubleColumn("sum").asDoubleArray()).containsExactly(33.75, 9.3);
        assertThat(column("n", List.of(1, 2)).asDoubleArray()).containsExactly(1, 2);
    }

    @Test
    void what_makes_no_table_is_told() {
        double[][] matrix = {{1, 2}, {3, 4}, {5, 6}};
        sentence(() -> table(matrix, "a"), "a matrix of shape [3, 2] needs 2 names, one for each column; given: a");
        sentence(() -> table(matrix, "a", "A"), "two columns of the table would be called 'A'");
        sentence(
                () -> table(new double[] {1, 2}, "a", "b"),
                "a table needs a matrix, but the value has the shape [2]; column(…) takes a vector");
        sentence(
                () -> column("a", matrix),
                "the column 'a' needs a vector, but the value has the shape [3, 2]; table(…) takes a matrix");
        sentence(() -> column("a", 3.0), "the column 'a' needs a vector, but the value has the shape []");
    }
}
