package arignote.fuzz;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Graphs that some setting once got wrong, as small as they could be made. */
class FoundTest {
    private final List<Variable> inputs = new ArrayList<>();

    private Expr input(DType dtype, long[] shape, double... numbers) {
        double[] all = new double[Shapes.size(shape)];
        Arrays.setAll(all, i -> numbers[i % numbers.length]);
        HostArray value = dtype.isFloat()
                ? HostArray.ofDoubles(dtype, shape, all)
                : HostArray.ofLongs(
                        dtype,
                        shape,
                        Arrays.stream(all).mapToLong(d -> (long) d).toArray());
        Expr e = Build.input("x" + inputs.size(), new TensorType(dtype, shape.length));
        inputs.add(new Variable(e, value, Memory.JAVA_ARRAY));
        return e;
    }

    private Expr floats(long[] shape, double... numbers) {
        return input(DType.FLOAT64, shape, numbers);
    }

    private static long[] shape(long... lengths) {
        return lengths;
    }

    private void agree(Expr... outputs) {
        Case c = new Case(inputs, List.of(), List.of(outputs), List.of());
        Check check = new Check(Setting.all());
        assertThat(check.failure(c)).isEmpty();
        assertThat(check.reasons).as("left to the interpreter").isEmpty();
    }

    @Test
    void a_cast_keeps_the_shape_that_a_number_is_repeated_to() {
        Expr x = floats(shape(3, 2), 1.5);
        Expr one = x.pow(Build.number(0, x));
        agree(T.cast(one, "float32"), T.max(T.softplus(T.cast(one, "bool"))));
    }

    @Test
    void a_negative_factor_of_a_sum_of_nothing_gives_no_negative_zero() {
        Expr x = floats(shape(0, 1), 1);
        Expr zeros = floats(shape(3), 0.0);
        agree(T.sum(x.negate(), 0), T.sum(zeros.times(-2)));
    }

    @Test
    void a_scalar_in_another_shape() {
        Expr x = floats(shape(), 2);
        Expr y = floats(shape(1, 1, 1), 3);
        agree(Expr.of(new Op.Reshape(3), List.of(x, T.shape(y))), Expr.of(new Op.Reshape(0), List.of(y, T.shape(x))));
    }

    @Test
    void a_position_along_no_axis() {
        Expr x = floats(shape(2, 3), 1, Double.NaN, 2);
        Expr s = floats(shape(), 1);
        agree(
                Expr.of(new Op.Reduce(ReduceOp.ARGMAX, List.of(), false), List.of(x)),
                Expr.of(new Op.Reduce(ReduceOp.ARGMIN, List.of(), true), List.of(x)),
                T.argmax(s));
    }

    @Test
    void products_of_bools() {
        Expr a = input(DType.BOOL, shape(40, 3), 0, 1, 0, 0);
        Expr b = input(DType.BOOL, shape(3, 35), 1, 0, 0, 0, 0);
        agree(T.dot(a, b), Build.dot(a, b, List.of(), List.of()));
    }

    @Test
    void an_element_along_a_repeated_axis() {
        Expr x = floats(shape(1, 4), 1, 2, 3, 4);
        Expr like = floats(shape(3, 4), 0);
        agree(Build.broadcastTo(x, like).get(2), Build.broadcastTo(x, like).get(-1));
    }

    @Test
    void softmax_along_an_axis_of_one_element() {
        Expr part = floats(shape(1), 2);
        Expr like = floats(shape(5, 1), 0);
        Expr placed = Build.addAt(part, like, List.of(Build.number(-3, T.lscalar("i"))));
        Expr p = T.softmax(T.sin(placed));
        agree(Build.broadcastTo(Build.broadcastTo(p, placed).get(2), part));
    }

    @Test
    void a_product_whose_last_axis_is_dropped_is_not_transposed() {
        Expr x = floats(shape(3, 4), 1, 2, 3);
        Expr column = floats(shape(4, 1), 4, 5, 6);
        agree(Build.dimshuffle(T.dot(x, column), List.of(0)));
    }

    @Test
    void a_gradient_that_looks_like_the_sigmoid_s_slope_at_first() {
        Expr x = floats(shape(3), 1, 2, 3);
        Expr s = floats(shape(3), 4, 5, 6);
        agree(Build.scalar(ScalarOp.MULTIPLY, s, T.exp(x.negate())));
    }

    @Test
    void a_length_that_equals_one_it_is_computed_from() {
        Expr x = floats(shape(3, 1), 1, 2, 3);
        Expr rows = T.sum(x, 1);
        agree(T.flatten(x).plus(rows), rows.plus(T.flatten(x)));
    }

    @Test
    void a_computed_length_that_equals_another_one_it_is_computed_from() {
        Expr x = floats(shape(3, 2), 1, 2, 3);
        Expr one = floats(shape(1), 2);
        Expr flat = T.flatten(x);
        Expr longer = T.flatten(Build.dot(flat, one, List.of(), List.of()));
        agree(longer.plus(flat), flat.plus(longer));
    }

    @Test
    void a_negative_power_of_whole_numbers_stays_whole() {
        Expr none = input(DType.INT32, shape(0, 1), 1);
        agree(none.pow(-1));
    }

    @Test
    void a_nan_times_all_numbers() {
        Expr nan = floats(shape(), Double.NaN);
        Expr single = input(DType.FLOAT32, shape(1, 1), Double.NaN);
        Expr x = floats(shape(2, 1), 1, -0.0);
        agree(
                Build.dot(nan, x, List.of(), List.of()),
                Build.dot(x, nan, List.of(), List.of()),
                T.dot(x, single),
                T.dot(single, x.T()));
    }

    @Test
    void loops_are_cut_alike_with_vectors_whose_methods_are_longer() {
        Expr a = floats(shape(), 1);
        Expr b = floats(shape(1), 1);
        Expr c = floats(shape(1, 5), 1);
        Expr d = floats(shape(1, 1), 1);
        Expr e = a.pow(T.softplus(c));
        Expr zero = Build.constant(HostArray.ofLongs(DType.INT64, shape(), new long[] {0}));
        Expr row = T.exp(Build.index(e, List.of(zero)));
        Expr power = a.pow(d);
        Expr rows = Build.addAt(row, e, List.of(zero));
        Expr scaled = Build.addAt(b.times(row), e, List.of(zero));
        agree(T.sigmoid(c), T.sum(rows.times(power)), power.plus(scaled));
    }

    @Test
    void a_formula_is_not_monotone_to_its_last_bit() {
        Expr x = floats(
                shape(15),
                0.5545200576210627,
                -1.5157738044250861,
                -0.2817854201907567,
                0.3041551746298864,
                -0.12402627588508154,
                0.4891268160242473,
                -0.33743170692321656,
                -0.018291051820079795,
                -0.41565366659851494,
                -2.2403585386926705,
                0.1727589765139864,
                -0.8251216961669859,
                -1.1980878030188404,
                -0.8003619686746826,
                0.040714480158439176);
        agree(T.log(T.exp(T.softmax(x)).plus(1)));
    }

    /** The formula gives NaN there, and the equation that replaces it its limit; the product has to stay undecided too. */
    @Test
    void a_product_of_what_equations_may_decide() {
        Expr x = input(DType.FLOAT32, shape(1), Double.POSITIVE_INFINITY);
        Expr p = T.exp(x).div(T.exp(x).plus(1));
        agree(T.dot(p, p));
    }

    @Test
    void a_negative_zero_summed_to_its_own_shape() {
        Expr x = floats(shape(1), 1);
        Expr y = floats(shape(1), -0.0);
        agree(T.dot(x, x), Expr.of(new Op.SumTo(1), List.of(y, T.shape(x))));
    }

    /** Whether it is zero is decided by the order of the sum, which loses the small numbers beside the large ones or does not. */
    @Test
    void the_truth_of_a_sum_that_nearly_cancels() {
        double[] numbers = {
            1e300, -1, -1, -2, -1, -1, -1, -0.0, -0.0, -2, -1, -2, -1, -0.0, -1, -1, -0.0, -1, -2, -1, -2, -2, -1, -1,
            -0.0, -1e300, -1
        };
        Expr sum = T.sum(floats(shape(27), numbers));
        agree(T.not(sum));
    }

    /** Each factor is a sum of one product, 0 or -0, and so is the product of all. */
    @Test
    void a_product_of_zeros_whose_signs_are_not_known() {
        Expr zero = input(DType.INT64, shape(1), 0);
        Expr row = floats(shape(1, 3), -2, -3, -0.0);
        agree(Expr.of(
                new Op.Reduce(ReduceOp.PROD, List.of(0), true), List.of(Build.dot(row, zero, List.of(0), List.of(0)))));
    }

    @Test
    void softplus_less_a_bool() {
        Expr x = input(DType.BOOL, shape(2), 1, 0);
        agree(T.softplus(x).minus(x));
    }

    /** The index was looked at in a loop that ran for each tile of a row, and rows without elements have none. */
    @Test
    void an_index_out_of_range_of_rows_without_elements() {
        Expr x = T.matrix("x");
        Expr smallest = T.min(x.get((Object) new int[][] {{4}, {4}}), 1);
        CompiledFunction f = function(inputs(x), outputs(smallest));
        assertThat(f.apply((Object) Nd4j.create(DataType.DOUBLE, 48, 0)).shape())
                .containsExactly(2, 0);
        assertThatThrownBy(() -> f.apply((Object) Nd4j.create(DataType.DOUBLE, 1, 0)))
                .hasMessageContaining("index 4 is out of range");
    }

    /** The exponential of a great number's logarithm has lost digits. */
    @Test
    void quotients_and_powers_of_a_great_softplus() {
        Expr x = floats(shape(6), 1e300, 9.000000000000001e76, 50, 0, -39, -41);
        Expr s = T.softplus(x);
        agree(s.pow(-1), Build.number(3, x).div(s), x.div(s), T.sqrt(s), s.pow(0.3));
    }

    /** The last bits of the divisor decide which multiple a remainder is taken of. */
    @Test
    void a_remainder_by_an_exponential() {
        Expr x = floats(shape(1), 45.75597678675914);
        Expr y = input(DType.FLOAT32, shape(1), 3.2306880950927734);
        agree(Build.scalar(ScalarOp.REMAINDER, y, Build.number(1, x).div(T.exp(x))));
    }

    /** The power stands in front of the loop that has no turn, and may not be asked for there either. */
    @Test
    void a_negative_power_of_whole_numbers_beside_rows_without_elements() {
        Expr x = T.matrix("x");
        Expr n = T.lvector("n");
        Expr power = Build.constant(HostArray.scalar(DType.INT64, 2)).pow(n).dimshuffle(0, "x");
        CompiledFunction f = function(inputs(x, n), outputs(T.sum(x.times(power), 1)));
        CompiledFunction columns = function(inputs(x, n), outputs(T.sum(x.times(power), 0)));
        for (CompiledFunction each : List.of(f, columns)) {
            for (int width : new int[] {0, 1, 40}) {
                assertThatThrownBy(() -> each.apply(Nd4j.create(DataType.DOUBLE, 3, width), new long[] {1, -2, 3}))
                        .as("%s columns", width)
                        .hasMessageContaining("negative");
            }
        }
    }

    @Test
    void repeated_elements_as_an_array_of_other_axes() {
        Expr x = floats(shape(1), 1);
        Expr y = floats(shape(3, 4), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Expr z = floats(shape(2, 3, 4), 1, 2, 3, 4, 5, 6, 7);
        Expr places = T.constant(new int[][] {{2, 0}, {1, 2}});
        agree(
                reshaped(x.get(new int[] {0, 0, 0, 0}), 1, 4, 1, 1),
                reshaped(x.get(new int[] {0, 0, 0, 0}), 1, 1, 4),
                reshaped(y.get(new int[] {2, 0}), 1, 2, 1, 4),
                reshaped(y.get(new int[] {2, 0}), 1, 2, 2, 2),
                reshaped(y.get(places), 1, 2, 1, 2, 4),
                reshaped(y.get(places), 2, 1, 2, 2, 2),
                reshaped(y.get(places), 4, 1, 4),
                reshaped(y.get(T.constant(new int[] {1, 0}), T.constant(new int[] {3, 2})), 1, 2, 1),
                reshaped(z.get(":", new int[] {2, 1}), 1, 2, 2, 1, 4),
                reshaped(z.get(":", new int[] {2, 1}), 2, 1, 2, 2, 2));
    }

    private static Expr reshaped(Expr x, long... dims) {
        return Expr.of(new Op.Reshape(dims.length), List.of(x, T.constant(dims)));
    }

    /** A library ends a stage: what was removed before it, and behind it, refuses all the same. */
    @Test
    void what_rewriting_removes_refuses_beside_a_library() {
        Expr x = T.vector("x");
        Expr y = T.vector("y");
        Expr greatest = T.eq(x, T.max(x)).times(x);
        CompiledFunction f =
                function(inputs(x, y), outputs(Expr.of(new Op.Size(List.of(0)), List.of(greatest)), T.sort(y)));
        double[] two = {2, 1};
        assertThat(f.applyAll(two, two).get(1).toDoubleVector()).containsExactly(1, 2);
        assertThatThrownBy(() -> f.applyAll(new double[0], two))
                .hasMessageContaining("there is no max of no elements")
                .hasMessageContaining("max(x)");
        CompiledFunction g = function(inputs(x, y), outputs(x.get(9).pow(0).plus(T.sort(y))));
        assertThatThrownBy(() -> g.apply(two, two)).hasMessageContaining("9");
    }

    /** Its shape is all that counts: the numbers are left out of what is printed. */
    @Test
    void a_constant_that_is_only_checked_is_not_printed() {
        Expr x = T.vector("x");
        Expr sum = x.plus(T.constant(new double[] {5, 6, 7}));
        CompiledFunction f = function(inputs(x), outputs(Expr.of(new Op.Size(List.of(0)), List.of(sum))));
        assertThat(f.source()).asString().doesNotContain("constants[");
        assertThatThrownBy(() -> f.apply(new double[] {1, 2})).hasMessageContaining("3");
    }

    /** a ** 0 and 1 ** c are 1 also where the logarithm times the exponent is none. */
    @Test
    void powers_of_exponentials_with_exponents_of_nothing() {
        double[] numbers = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1, -800};
        Expr x = floats(shape(6), numbers);
        Expr zero = input(DType.INT32, shape(6), 0);
        Expr any = floats(shape(6), 0, 0, 0, Double.POSITIVE_INFINITY, 0, 0.5);
        agree(
                T.power(T.exp(x), zero),
                T.power(T.exp(x), any),
                T.power(T.softplus(x), zero),
                T.log(T.power(T.exp(x), zero)),
                T.log(T.power(T.sigmoid(x), any)));
    }

    /** The logarithm of a whole number is none. */
    @Test
    void whole_constants_beside_exponentials() {
        Expr x = floats(shape(4), -800, -1, 1, 800);
        Expr c = input(DType.BOOL, shape(4), 1, 0, 1, 0);
        Expr three = Build.constant(HostArray.ofLongs(DType.INT64, new long[] {}, new long[] {3}));
        Expr one = Build.constant(HostArray.ofLongs(DType.INT32, new long[] {}, new long[] {1}));
        Expr e = T.exp(x);
        Expr chosen = T.where(c, three, e);
        agree(
                T.power(chosen, c),
                T.sqrt(chosen),
                T.log(chosen),
                T.log(three.times(e)),
                T.log(e.plus(three)),
                T.log(three.div(e)),
                T.log(e.plus(T.sigmoid(x)).plus(three)),
                three.div(three.plus(e)),
                one.div(one.plus(e)),
                e.div(three.plus(e)),
                T.grad(T.sum(T.log(chosen)), x));
    }

    /** The number of elements is taken out of the sum, which is one of single numbers: each product rounds in another place. */
    @Test
    void factors_taken_out_of_sums_of_single_numbers() {
        Expr x = floats(shape(1, 17, 17), 7.4, 15.5, 0.1, 8.7, 5.3, 2.1, 26.7, 44.5, 63.9, 39.3, 75.2);
        Expr y = floats(shape(1, 1, 1), 0.7065189632029184);
        Expr scaled = T.cast(Expr.of(new Op.Size(List.of(0, 1, 2)), List.of(x)), "float64")
                .times(x)
                .times(y);
        agree(T.sum(scaled, 0), Expr.of(new Op.SumTo(2), List.of(scaled, T.constant(new long[] {17, 17}))));
    }

    /** A share of exponentials is one of a difference, and that rounds in units of its size. */
    @Test
    void shares_of_exponentials_that_lie_far_apart() {
        Expr x = floats(shape(1, 2), 108.7, -79.1);
        Expr sum = Expr.of(new Op.Reduce(ReduceOp.SUM, List.of(1), true), List.of(T.exp(x)));
        agree(T.exp(x).div(sum));
    }

    @Test
    void after_calls_with_other_shapes() {
        Expr v0 = input(DType.FLOAT32, shape(1, 1), 1);
        Expr v1 = input(DType.FLOAT32, shape(1, 1, 3), 0.1, 2.7, -31.3);
        Expr v2 = input(DType.BOOL, shape(1, 1, 3), 1, 0, 1);
        Expr repeated = Expr.of(new Op.BroadcastTo(3), List.of(v1, T.shape(T.maximum(v0, v2))));
        agree(Expr.of(new Op.SumTo(2), List.of(repeated, T.shape(v0))));
    }
}
