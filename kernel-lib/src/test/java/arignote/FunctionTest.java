package arignote;

import static arignote.Arignote.allowInputDowncast;
import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.linspace;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.Arignote.updates;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.DType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;

class FunctionTest {
    private final Expr x = T.vector("x");
    private final Expr y = T.vector("y");
    private final Shared w = shared(3.0, "w");

    @AfterEach
    void settings_are_as_before() {
        Config.reset();
    }

    @Test
    void every_kind_of_value_is_taken() {
        CompiledFunction twice = function(inputs(x), outputs(x.times(2)));
        double[] expected = {2, 4};
        for (Object value : List.of(
                new double[] {1, 2},
                new float[] {1, 2},
                new int[] {1, 2},
                new long[] {1, 2},
                new Double[] {1.0, 2.0},
                List.of(1, 2),
                List.of(1.0, 2),
                DoubleColumn.create("d", 1.0, 2.0),
                IntColumn.create("i", new int[] {1, 2}),
                Nd4j.createFromArray(1.0, 2.0),
                Nd4j.createFromArray(1f, 2f),
                Nd4j.createFromArray(new double[][] {{1, 7}, {2, 8}}).getColumn(0))) {
            assertThat(twice.apply(value).toDoubleVector())
                    .as(value.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
        Expr b = T.bvector("b");
        assertThat(function(inputs(b), outputs(T.sum(b))).applyAsDouble(BooleanColumn.create("b", true, true)))
                .isEqualTo(2);
        Expr m = T.matrix("m");
        CompiledFunction sum = function(inputs(m), outputs(m.sum(0)));
        assertThat(sum.apply((Object) new double[][] {{1, 2}, {3, 4}}).toDoubleVector())
                .isEqualTo(new double[] {4, 6});
        INDArray turned = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}).permute(1, 0);
        assertThat(sum.apply(turned).toDoubleVector()).isEqualTo(new double[] {3, 7});
    }

    @Test
    void a_lone_matrix_is_one_argument() {
        Expr m = T.matrix("m");
        CompiledFunction sum = function(inputs(m), outputs(m.sum()));
        double[][] rows = {{1, 2}, {3, 4}};
        assertThat(sum.applyAsDouble((Object[]) rows)).isEqualTo(10);
        assertThat(sum.apply((Object[]) rows).getDouble(0)).isEqualTo(10);
    }

    @Test
    void all_updates_are_computed_from_the_old_values() {
        Shared a = shared(1.0, "a");
        Shared b = shared(2.0, "b");
        CompiledFunction swap = function(update(a, b), update(b, a), outputs(a, b));
        List<INDArray> before = swap.applyAll();
        assertThat(before.get(0).getDouble(0)).isEqualTo(1);
        assertThat(a.item()).isEqualTo(2);
        assertThat(b.item()).isEqualTo(1);
        swap.applyAll();
        assertThat(a.item()).isEqualTo(1);
    }

    @Test
    void the_cost_that_a_call_returns_is_from_before_its_update() {
        CompiledFunction step = function(outputs(w), updates(List.of(update(w, w.plus(1)))));
        assertThat(step.applyAsDouble()).isEqualTo(3);
        assertThat(step.applyAsDouble()).isEqualTo(4);
    }

    @Test
    void parts_may_come_in_any_order_and_any_may_be_left_out() {
        assertThat(function(outputs(x.sum()), inputs(x)).applyAsDouble(new double[] {1, 2}))
                .isEqualTo(3);
        assertThat(function().applyAll()).isEmpty();
        assertThat(function(inputs(List.of(x)), outputs(List.of(x, x.sum()))).applyAll(new double[] {1, 2}))
                .hasSize(2);
        Shared n = shared(0, "n");
        CompiledFunction count = function(updates(update(n, n.plus(1))));
        count.applyAll();
        count.applyAll();
        assertThat(n.item()).isEqualTo(2);
    }

    @Test
    void a_given_stands_in_for_an_expression() {
        Expr total = x.times(y).sum();
        assertThat(function(inputs(x), outputs(total), given(y, new double[] {10, 100}))
                        .applyAsDouble(new double[] {1, 2}))
                .isEqualTo(210);
        assertThat(function(inputs(x), outputs(total), given(y, x)).applyAsDouble(new double[] {1, 2}))
                .isEqualTo(5);
        assertThat(function(inputs(y), outputs(total.plus(w)), given(x, y.plus(1)), given(w, 0.5))
                        .applyAsDouble(new double[] {1}))
                .isEqualTo(2.5);
    }

    @Test
    void an_unused_input_is_warned_of_or_ignored() {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            function(inputs(x, y), outputs(x), onUnusedInput("warn"));
            function(inputs(x, y), outputs(x), onUnusedInput("ignore"));
        } finally {
            System.setErr(before);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "warning: 'y' is an input that no output and no update needs; leave it out, or allow it by"
                                + " onUnusedInput(\"ignore\")");
    }

    @Test
    void a_downcast_is_made_where_it_is_allowed() {
        Expr f = T.fvector("f");
        CompiledFunction twice = function(inputs(f), outputs(f.times(2)), allowInputDowncast());
        INDArray result = twice.apply(new double[] {0.1, 0.2});
        assertThat(result.dataType()).isEqualTo(DataType.FLOAT);
        assertThat(result.getFloat(0)).isEqualTo(2 * 0.1f);
        Expr s = T.fscalar("s");
        assertThat(function(inputs(s), outputs(s)).applyAsDouble(0.1))
                .as("a single number needs no leave")
                .isEqualTo(0.1f);
    }

    @Test
    void results_are_the_callers_own() {
        CompiledFunction same = function(inputs(x), outputs(x, x.reshape(1, -1), w));
        INDArray in = Nd4j.createFromArray(1.0, 2.0);
        List<INDArray> out = same.applyAll(in);
        out.forEach(o -> o.addi(100));
        assertThat(in.toDoubleVector()).isEqualTo(new double[] {1, 2});
        assertThat(w.item()).isEqualTo(3);
        w.getValue().addi(5);
        assertThat(w.item()).isEqualTo(3);
        double[] start = {1, 2};
        Shared v = shared(start, "v");
        start[0] = 9;
        assertThat(v.getValue().getDouble(0)).isEqualTo(1);
    }

    @Test
    void shapes_are_those_of_each_call() {
        CompiledFunction f = function(inputs(x, y), outputs(x.plus(y)));
        assertThat(f.apply(new double[7], new double[7]).length()).isEqualTo(7);
        assertThat(f.apply(new double[1], new double[8]).length()).isEqualTo(8);
        assertThat(f.apply(new double[0], new double[1]).length()).isZero();
    }

    @Test
    void a_copy_shares_the_state() {
        CompiledFunction step = function(outputs(w), update(w, w.plus(1)));
        step.copy().applyAll();
        assertThat(w.item()).isEqualTo(4);
    }

    @Test
    void a_shared_variable_keeps_its_type() {
        assertThat(shared(0.0).type().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(shared(0).type().dtype()).isEqualTo(DType.INT32);
        assertThat(shared(0L).type().dtype()).isEqualTo(DType.INT64);
        assertThat(shared(true).type().dtype()).isEqualTo(DType.BOOL);
        assertThat(shared(new float[2]).type()).hasToString("float32 vector");
        assertThat(shared(new double[2][3]).type()).hasToString("float64 matrix");
        w.setValue(7);
        assertThat(w.item()).isEqualTo(7);
        Shared named = shared(1.0).name("late");
        assertThat(named).hasToString("late");
    }

    @Test
    void floatX_is_the_type_of_new_symbols_and_numbers() {
        Config.set("floatX", "float32");
        Expr v = T.vector("v");
        Shared s = shared(0.5, "s");
        assertThat(v.type().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(s.type().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(T.ivector("i").times(0.5).type().dtype())
                .as("int32 beside float32 is float64, as in NumPy")
                .isEqualTo(DType.FLOAT64);
        assertThat(v.times(0.5).type().dtype()).isEqualTo(DType.FLOAT32);
        Expr cost = T.mean(T.sqr(v.times(s)));
        assertThat(T.grad(cost, s).type().dtype()).isEqualTo(DType.FLOAT32);
        CompiledFunction train = function(
                inputs(v), outputs(cost), update(s, s.minus(T.grad(cost, s).times(0.1))), allowInputDowncast());
        train.apply(new double[] {1, 2, 3});
        assertThat(s.getValue().dataType()).isEqualTo(DataType.FLOAT);
    }

    @Test
    void eval_looks_at_one_value() {
        Expr a = T.scalar("a");
        assertThat(a.times(2).eval(Map.of(a, 3.0)).getDouble(0)).isEqualTo(6);
        assertThat(a.times(w).item(Map.of(a, 2))).isEqualTo(6);
        assertThat(w.eval().getDouble(0)).isEqualTo(3);
        assertThat(w.times(2).item()).isEqualTo(6);
        Expr part = a.plus(1);
        assertThat(part.times(5).item(Map.of(part, 4))).as("a value for a part").isEqualTo(20);
    }

    @Test
    void linspace_has_NumPys_bits() {
        assertThat(linspace(-1, 1, 101)[33]).isEqualTo(33 * 0.02 + -1);
        assertThat(linspace(0, 10, 10)).hasSize(10).endsWith(10.0);
        assertThat(linspace(2, 3, 1)).containsExactly(2);
    }
}
