package arignote.compile.split;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.compile.SplitFunction;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What shards compute, added up in their order, has the bits that the function itself gives of all rows. */
class SplitFunctionTest {
    private static final int ROWS = 2 * SplitFunction.ROWS + 4_321;

    private final Expr x = T.dvector("x");
    private final Expr y = T.dvector("y");
    private final Expr table = T.dmatrix("X");
    private final Expr classes = T.dmatrix("Y");

    private static double[] numbers(int n, int seed) {
        return new Random(seed).doubles(n, -2, 2).toArray();
    }

    private static double[][] table(int rows, int columns, int seed) {
        Random rng = new Random(seed);
        double[][] table = new double[rows][];
        for (int i = 0; i < rows; i++) {
            table[i] = rng.doubles(columns, -2, 2).toArray();
        }
        return table;
    }

    private static FunctionArgument[] training(List<Expr> inputs, Expr cost, Shared... parameters) {
        List<FunctionArgument> f = new ArrayList<>();
        f.add(inputs(inputs.toArray(Expr[]::new)));
        f.add(outputs(cost));
        for (Shared p : parameters) {
            f.add(update(p, p.minus(T.grad(cost, p).times(0.1))));
        }
        return f.toArray(FunctionArgument[]::new);
    }

    /** Three steps of each, with the values that both leave in the shared variables. */
    private static void same(ShardsHere data, FunctionArgument[] f, List<Shared> parameters, Object... values) {
        List<INDArray> start = parameters.stream().map(Shared::getValue).toList();
        CompiledFunction whole = function(f);
        List<HostArray> expected = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            whole.applyAll(values).forEach(v -> expected.add(Nd4jArrays.host(v)));
        }
        parameters.forEach(p -> expected.add(Nd4jArrays.host(p.getValue())));
        for (int i = 0; i < start.size(); i++) {
            parameters.get(i).setValue(start.get(i));
        }
        SplitFunction split = SplitFunction.of(whole);
        List<HostArray> found = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            split.applyAll(data).forEach(v -> found.add(Nd4jArrays.host(v)));
        }
        parameters.forEach(p -> found.add(Nd4jArrays.host(p.getValue())));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void a_line() {
        Shared m = shared(0.5, "m");
        Shared c = shared(0.0, "c");
        double[] xs = numbers(ROWS, 1);
        double[] ys = numbers(ROWS, 2);
        ShardsHere data = new ShardsHere().with("x", xs).with("y", ys);
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        same(data, training(List.of(x, y), cost, m, c), List.of(m, c), xs, ys);
        assertThat(data.computed).as("one round a step").isEqualTo(3);
    }

    @Test
    void logistic_regression() {
        Shared w = shared(new double[] {0.1, -0.2, 0.3}, "w");
        Shared b = shared(0.1, "b");
        Expr p = T.sigmoid(T.dot(table, w).plus(b));
        Expr cost = T.mean(y.times(T.log(p)).plus(T.log(T.sub(1, p)))).negate();
        double[][] xs = table(ROWS, 3, 3);
        double[] ys = numbers(ROWS, 4);
        same(
                new ShardsHere().with("X", xs).with("y", ys),
                training(List.of(table, y), cost, w, b),
                List.of(w, b),
                xs,
                ys);
    }

    @Test
    void softmax_regression_with_matrices_of_parameters() {
        Shared w = shared(table(20, 5, 5), "W");
        Shared b = shared(numbers(5, 6), "b");
        Expr p = T.softmax(T.dot(table, w).plus(b));
        Expr cost = T.mean(T.sum(classes.times(T.log(p)), 1)).negate();
        double[][] xs = table(ROWS, 20, 7);
        double[][] ys = table(ROWS, 5, 8);
        same(
                new ShardsHere().with("X", xs).with("Y", ys),
                training(List.of(table, classes), cost, w, b),
                List.of(w, b),
                xs,
                ys);
    }

    @Test
    void a_network_of_two_layers() {
        Shared w = shared(table(7, 6, 9), "W");
        Shared b = shared(numbers(6, 10), "b");
        Shared v = shared(table(6, 2, 11), "V");
        Expr hidden = T.tanh(T.dot(table, w).plus(b));
        Expr cost = T.mean(T.sqr(T.dot(hidden, v).minus(classes)))
                .plus(T.sum(T.sqr(w)).times(1e-3));
        double[][] xs = table(ROWS, 7, 12);
        double[][] ys = table(ROWS, 2, 13);
        same(
                new ShardsHere().with("X", xs).with("Y", ys),
                training(List.of(table, classes), cost, w, b, v),
                List.of(w, b, v),
                xs,
                ys);
    }

    @Test
    void sums_that_need_sums_come_a_round_later() {
        Shared w = shared(numbers(4, 14), "w");
        Expr centred = table.minus(T.mean(table, 0));
        Expr standard = centred.div(T.sqrt(T.mean(T.sqr(centred), 0)));
        Expr cost = T.mean(T.sqr(T.dot(standard, w).minus(y)));
        double[][] xs = table(ROWS, 4, 15);
        double[] ys = numbers(ROWS, 16);
        ShardsHere data = new ShardsHere().with("X", xs).with("y", ys);
        same(data, training(List.of(table, y), cost, w), List.of(w), xs, ys);
        assertThat(data.computed).as("three rounds a step").isEqualTo(9);
    }

    @Test
    void greatest_elements_counts_and_row_numbers() {
        Expr k = T.lvector("k");
        Expr numbered = T.cast(T.arange(x.shape(0)), "float64");
        FunctionArgument[] f = {
            inputs(x, k, table),
            outputs(
                    T.max(x),
                    T.sum(k),
                    T.sum(x.times(numbered)),
                    T.sum(table),
                    T.max(table, 0),
                    T.sum(T.sqr(table), 0),
                    T.prod(x.times(1e-3).plus(1)),
                    T.sum(T.argmax(table, 1)))
        };
        double[] xs = numbers(ROWS, 17);
        long[] ks = new Random(18).longs(ROWS, 0, 9).toArray();
        double[][] rows = table(ROWS, 5, 19);
        ShardsHere data = new ShardsHere()
                .with("x", xs)
                .with("k", HostArray.of(DType.INT64, new long[] {ROWS}, ks))
                .with("X", rows);
        same(data, f, List.of(), xs, ks, rows);
    }

    @Test
    void single_numbers_of_a_call_and_float32() {
        Expr s = T.fvector("s");
        Expr rate = T.fscalar("rate");
        Shared m = shared(new float[] {0.5f}, "m");
        Expr cost = T.mean(T.sqr(T.sin(s.times(T.sum(m)))));
        CompiledFunction whole = function(
                inputs(rate, s),
                outputs(cost),
                update(m, m.minus(T.grad(cost, m).times(rate))));
        HostArray singles = HostArray.ofDoubles(DType.FLOAT32, new long[] {ROWS}, numbers(ROWS, 20));
        INDArray expected = whole.apply(0.1f, singles.elements());
        INDArray after = m.getValue();
        m.setValue(new float[] {0.5f});
        SplitFunction split = SplitFunction.of(whole);
        ShardsHere data = new ShardsHere().with("s", singles);
        assertThat(split.applyAll(data, 0.1f).get(0)).isEqualTo(expected);
        assertThat(m.getValue()).isEqualTo(after);
        assertThatThrownBy(() -> split.applyAll(data))
                .hasMessageContaining(
                        "takes input 'rate' of function beside the columns of the data, but 0 values were given");
    }

    @Test
    void outputs_with_rows_are_computed_where_the_rows_are() {
        Shared w = shared(numbers(4, 21), "w");
        Expr centred = table.minus(T.mean(table, 0));
        CompiledFunction predict = function(inputs(table), outputs(T.sigmoid(T.dot(centred, w)), T.argmax(table, 1)));
        double[][] xs = table(ROWS, 4, 22);
        ShardsHere data = new ShardsHere().with("X", xs);
        SplitFunction split = SplitFunction.of(predict);
        SplitFunction.Outputs made = split.outputs(data);
        List<INDArray> expected = predict.applyAll((Object) xs);
        List<List<HostArray>> parts = data.compute(made.plan(), made.task());
        for (int output = 0; output < 2; output++) {
            HostArray whole = Nd4jArrays.host(expected.get(output));
            HostArray joined = HostArray.zeros(whole.dtype(), whole.shape());
            int at = 0;
            for (List<HostArray> part : parts) {
                joined.put(at, part.get(output));
                at += part.get(output).size();
            }
            assertThat(joined).isEqualTo(whole);
        }
        assertThatThrownBy(() -> split.applyAll(data)).hasMessageContaining("ask for it as a column");
    }

    private void refused(String why, Expr output, Expr... inputs) {
        ShardsHere data = new ShardsHere()
                .with("x", numbers(10, 1))
                .with("y", numbers(10, 2))
                .with("X", table(10, 4, 3));
        assertThatThrownBy(() -> {
                    CompiledFunction f = function(inputs(inputs), outputs(output));
                    SplitFunction.of(f).applyAll(data);
                })
                .as(why)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be split by rows: " + why)
                .hasMessageContaining("on one machine");
    }

    @Test
    void what_mixes_rows_is_refused() {
        refused("it goes over all rows again for each row", T.sum(T.sqr(T.dot(table, table.T()))), table);
        refused("‘cumsum’ needs whole arrays", T.sum(T.cumsum(x)), x);
        refused("‘argsort’ needs whole arrays", T.sum(T.sort(x).times(y)), x, y);
        refused("it looks for the position of a row", T.argmax(x), x);
        refused("it takes a part of the rows", T.sum(x.get("1:").minus(x.get(":-1"))), x);
        refused("it takes single rows of ‘x’", x.get(0).plus(T.sum(y)), x, y);
        refused("it takes rows of ‘x’ by their index", T.sum(x.get("::-1").times(y)), x, y);
        Shared each = shared(new double[10], "each");
        refused("the shared variable ‘each’ has an element for each row", T.sum(x.times(each)), x);
        Expr unknown = T.dvector("unknown");
        assertThatThrownBy(() -> SplitFunction.of(function(inputs(unknown), outputs(T.sum(unknown))))
                        .applyAll(new ShardsHere().with("x", numbers(10, 1))))
                .hasMessageContaining("an input gets the column of its name");
    }
}
