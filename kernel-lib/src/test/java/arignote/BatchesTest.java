package arignote;

import static arignote.Arignote.batches;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class BatchesTest {
    private static final double[] NUMBERS = {0, 10, 20, 30, 40, 50, 60};

    private static <B> List<B> all(Iterable<B> batches) {
        return StreamSupport.stream(batches.spliterator(), false).toList();
    }

    private static List<Double> numbers(Iterable<double[]> batches) {
        return all(batches).stream().flatMap(b -> Arrays.stream(b).boxed()).toList();
    }

    @Test
    void rows_come_in_their_order_and_the_last_batch_has_what_is_left() {
        assertThat(all(batches(NUMBERS, 3)))
                .containsExactly(new double[] {0, 10, 20}, new double[] {30, 40, 50}, new double[] {60});
        assertThat(all(batches(NUMBERS, 3).dropLast())).hasSize(2);
        assertThat(batches(NUMBERS, 3).count()).isEqualTo(3);
        assertThat(batches(NUMBERS, 7).dropLast().count()).isEqualTo(1);
        assertThat(batches(NUMBERS, Integer.MAX_VALUE).count()).isEqualTo(1);
        assertThat(all(batches(NUMBERS, Integer.MAX_VALUE))).containsExactly(NUMBERS);
        assertThat(all(batches(new double[0], 3))).isEmpty();
        var iterator = batches(new double[0], 3).iterator();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(iterator::next))
                .isInstanceOf(NoSuchElementException.class);
    }

    /** NumPy's orders, as {@code permutation(int)} is compared with NumPy elsewhere. */
    @Test
    void each_loop_has_the_next_permutation() {
        RandomState same = new RandomState(0);
        Double[] first = order(same.permutation(7)), second = order(same.permutation(7));
        var batches = batches(NUMBERS, 3).shuffled(new RandomState(0));
        assertThat(numbers(batches)).containsExactly(first);
        assertThat(numbers(batches)).containsExactly(second).isNotEqualTo(List.of(first));
        assertThat(numbers(batches(NUMBERS, 3).shuffled(new RandomState(0)).dropLast()))
                .containsExactly(Arrays.copyOf(first, 6));
        Double[] generated = order(RandomGenerator.of(0).permutation(7));
        assertThat(numbers(batches(NUMBERS, 2).dropLast().shuffled(RandomGenerator.of(0))))
                .containsExactly(Arrays.copyOf(generated, 6));
    }

    private static Double[] order(INDArray rows) {
        return Arrays.stream(rows.toIntVector()).mapToObj(i -> NUMBERS[i]).toArray(Double[]::new);
    }

    private static Table people() {
        return Table.create(
                "people",
                IntColumn.create("number", IntStream.range(0, 50).toArray()),
                DoubleColumn.create("half", IntStream.range(0, 50).mapToDouble(i -> i == 7 ? Double.NaN : i / 2.0)),
                StringColumn.create("name", IntStream.range(0, 50).mapToObj(i -> "n" + i)),
                BooleanColumn.create(
                        "even", IntStream.range(0, 50).mapToObj(i -> i % 2 == 0).toList()),
                DateColumn.create("day", IntStream.range(0, 50).mapToObj(LocalDate::ofEpochDay)));
    }

    @Test
    void rows_of_tables_columns_and_arrays_stay_together_in_the_drawn_order() {
        Table people = people();
        double[][] matrix =
                IntStream.range(0, 50).mapToObj(i -> new double[] {i, -i}).toArray(double[][]::new);
        INDArray floats = Nd4j.arange(100).reshape(50, 2).castTo(DataType.FLOAT);
        INDArray view = Nd4j.arange(100).reshape(2, 50).transpose().castTo(DataType.INT32);
        INDArray bools = Nd4j.create(new boolean[50]).reshape(50);
        byte[] bytes = new byte[50];
        List<Integer> list = IntStream.range(0, 50).boxed().toList();
        for (int i = 0; i < 50; i++) {
            bytes[i] = (byte) i;
            bools.putScalar(i, i % 3 == 0 ? 1 : 0);
        }
        List<Integer> seen = new ArrayList<>();
        for (Object[] batch : batches(8, people, people.column("half"), matrix, floats, view, bools, bytes, list)
                .shuffled(new RandomState(3))) {
            Table rows = (Table) batch[0];
            assertThat(rows.name()).isEqualTo("people");
            assertThat(rows.columnNames()).isEqualTo(people.columnNames());
            assertThat(rows.types()).isEqualTo(people.types());
            assertThat(((INDArray) batch[3]).dataType()).isEqualTo(DataType.FLOAT);
            assertThat(((INDArray) batch[4]).dataType()).isEqualTo(DataType.INT32);
            assertThat(((INDArray) batch[5]).dataType()).isEqualTo(DataType.BOOL);
            for (int k = 0; k < rows.rowCount(); k++) {
                int i = rows.intColumn("number").get(k);
                seen.add(i);
                assertThat(rows.doubleColumn("half").isMissing(k)).isEqualTo(i == 7);
                assertThat(((DoubleColumn) batch[1]).isMissing(k)).isEqualTo(i == 7);
                if (i != 7) {
                    assertThat(rows.doubleColumn("half").getDouble(k)).isEqualTo(i / 2.0);
                    assertThat(((DoubleColumn) batch[1]).getDouble(k)).isEqualTo(i / 2.0);
                }
                assertThat(rows.stringColumn("name").get(k)).isEqualTo("n" + i);
                assertThat(rows.booleanColumn("even").get(k)).isEqualTo(i % 2 == 0);
                assertThat(rows.dateColumn("day").get(k)).isEqualTo(LocalDate.ofEpochDay(i));
                assertThat(((double[][]) batch[2])[k]).isSameAs(matrix[i]);
                assertThat(((INDArray) batch[3]).getDouble(k, 1)).isEqualTo(2 * i + 1);
                assertThat(((INDArray) batch[4]).getInt(k, 1)).isEqualTo(50 + i);
                assertThat(((INDArray) batch[5]).getInt(k)).isEqualTo(i % 3 == 0 ? 1 : 0);
                assertThat(((byte[]) batch[6])[k]).isEqualTo((byte) i);
                assertThat(((List<?>) batch[7]).get(k)).isEqualTo(i);
            }
        }
        assertThat(seen).isNotEqualTo(list).containsExactlyInAnyOrderElementsOf(list);
    }

    @Test
    void a_batch_is_of_the_kind_that_was_given_and_a_function_takes_it() {
        for (Table rows : batches(people(), 20)) {
            assertThat(rows.rowCount()).isIn(20, 10);
        }
        for (List<String> words : batches(List.of("a", "b", "c"), 2)) {
            assertThat(words.get(0)).isIn("a", "c");
        }
        Expr x = T.matrix("x"), y = T.vector("y");
        CompiledFunction f =
                function(inputs(x, y), outputs(T.sum(T.dot(x, T.ones(2)).minus(y))));
        double[][] xs = {{1, 2}, {3, 4}, {5, 6}};
        double sum = 0;
        for (Object[] batch : batches(2, xs, new double[] {3, 7, 10})) {
            sum += f.applyAsDouble(batch);
        }
        assertThat(sum).isEqualTo(1);
        // A lone matrix is one array, and not an array for each of its rows
        List<Object[]> lone = all(batches(2, (Object[]) xs));
        assertThat(lone).hasSize(2);
        assertThat(lone.get(1)).hasSize(1);
        assertThat(lone.get(1)[0]).isEqualTo(new double[][] {{5, 6}});
    }

    @Test
    void what_cannot_be_taken_is_refused_in_a_sentence() {
        refuses(
                () -> batches(2, new double[3], new double[4]),
                "what is to stay together has different numbers of rows: 3, 4");
        refuses(() -> batches(NUMBERS, 0), "a batch of 0 rows cannot be taken; give 1 or more");
        refuses(
                () -> batches(NUMBERS, 8).dropLast(),
                "dropLast() would leave no batch: there are 7 rows, and a batch has 8");
        refuses(
                () -> batches(NUMBERS, 2).shuffled((RandomState) null),
                "shuffled got null; give a generator, new RandomState(0)");
        refuses(() -> batches(2), "batches(2) got no data; give arrays or tables behind the size");
        String kinds = ", which has no rows; give a Java array, an INDArray, a list, a column or a table";
        refuses(() -> batches(2, NUMBERS, 5), "argument 2 behind the size is an Integer" + kinds);
        refuses(() -> batches(2, (Object) null), "argument 1 behind the size is null" + kinds);
        refuses(() -> batches(Nd4j.scalar(1.0), 2), "what to take batches of is a single number" + kinds);
        refuses(() -> batches(T.vector("x"), 2), "what to take batches of is the expression 'x'" + kinds);
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(sentence);
    }
}
