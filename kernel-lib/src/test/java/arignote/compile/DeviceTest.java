package arignote.compile;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.cuda.CudaDevices;
import arignote.compile.device.Device;
import arignote.compile.device.FoundDevice;
import arignote.compile.device.LimitedDevice;
import arignote.compile.java.Target;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.RemoteArray;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.function.Signature;
import arignote.value.Nd4jArrays;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Functions on an OpenCL device have the bits of generated Java, and leave their data there. */
class DeviceTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        2,
        0.5,
        1.5,
        2.5,
        -2.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e300,
        -1e300,
        1e-310,
        -1e-310,
        4.9e-324,
        1e-40,
        710,
        -746,
        1e22,
        -1e22,
        1.7e6,
        -1.7e6,
        3e5,
        7,
        30,
        100.5,
        1e-9,
        -0.9
    };

    @BeforeEach
    void needs_opencl() {
        assumeTrue(DeviceSettings.isThere(), DeviceSettings.why());
    }

    @AfterEach
    void resets_the_settings() {
        Config.reset();
    }

    private static double[] numbers(int n, int seed) {
        return new Random(seed).doubles(n, -2, 2).toArray();
    }

    private static CompiledFunction onProcessor(List<FunctionArgument> arguments) {
        return Functions.generated(Signature.of(arguments), new Target(0, JavaFunction.readsSegments()), 1);
    }

    private static List<HostArray> hosts(CompiledFunction f, Object... args) {
        return f.applyAll(args).stream().map(Nd4jArrays::host).toList();
    }

    private static void isOnDevice(CompiledFunction f) {
        assertThat(DeviceSettings.elsewhereBecause(f)).isNull();
        assertThat(Functions.interpretedBecause(f)).isNull();
    }

    // Elements

    static Stream<DType> dtypes() {
        return Stream.of(DType.values());
    }

    /** Every row of the table on which the type can be: special numbers beside one another, and random ones. */
    @ParameterizedTest
    @MethodSource("dtypes")
    void every_operation_on_elements_has_the_bits_of_java(DType dtype) {
        Expr x = Build.input("x", new TensorType(dtype, 1));
        Expr y = Build.input("y", new TensorType(dtype, 1));
        List<Expr> all = new ArrayList<>();
        for (ScalarOp op : ScalarOp.values()) {
            boolean refuses = op == ScalarOp.POWER && dtype.isInteger();
            boolean asDouble = op.result() == ScalarOp.Result.FLOAT && !dtype.isFloat()
                    || op.cost() == ScalarOp.Cost.LOOPS && dtype != DType.FLOAT64; // one function for all dtypes
            if (op.result() != ScalarOp.Result.CHOSEN && !refuses && !asDouble) {
                try {
                    all.add(op.arity() == 1 ? Build.scalar(op, x) : Build.scalar(op, x, y));
                } catch (IllegalArgumentException e) {
                    continue; // the operation has no such operands
                }
            }
        }
        for (DType to : DType.values()) {
            all.add(Build.cast(x, to));
        }
        all.add(Build.scalar(ScalarOp.WHERE, Build.cast(x, DType.BOOL), y, x));
        int n = SPECIAL.length;
        double[] a = numbers(n * n + 200, 1);
        double[] b = numbers(n * n + 200, 2);
        for (int i = 0; i < n * n; i++) {
            a[i] = SPECIAL[i % n];
            b[i] = SPECIAL[i / n];
        }
        HostArray left = HostArray.ofDoubles(dtype, new long[] {a.length}, a);
        HostArray right = HostArray.ofDoubles(dtype, new long[] {b.length}, b);
        List<String> wrong = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 10) {
            List<Expr> some = all.subList(from, Math.min(from + 10, all.size()));
            List<FunctionArgument> arguments =
                    List.of(inputs(x, y), outputs(some), arignote.Arignote.onUnusedInput("ignore"));
            CompiledFunction f = DeviceSettings.function(arguments);
            List<HostArray> found = hosts(f, left, right);
            List<HostArray> expected = hosts(onProcessor(arguments), left, right);
            isOnDevice(f);
            for (int k = 0; k < some.size(); k++) {
                HostArray is = found.get(k);
                HostArray should = expected.get(k);
                for (int i = 0; i < is.size() && wrong.size() < 20; i++) {
                    boolean same = is.dtype().isFloat()
                            ? Double.doubleToLongBits(is.doubleAt(i)) == Double.doubleToLongBits(should.doubleAt(i))
                            : is.longAt(i) == should.longAt(i);
                    if (!same) {
                        wrong.add(some.get(k) + " of " + a[i] + ", " + b[i] + ": " + is.doubleAt(i) + " not "
                                + should.doubleAt(i));
                    }
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    // Models

    private static List<FunctionArgument> training(List<Expr> inputs, Expr cost, List<Shared> parameters) {
        List<FunctionArgument> arguments = new ArrayList<>();
        arguments.add(new FunctionArgument.Inputs(inputs));
        arguments.add(new FunctionArgument.Outputs(List.of(cost)));
        for (Shared p : parameters) {
            arguments.add(new Update(p, p.minus(T.grad(cost, p).times(0.1))));
        }
        return arguments;
    }

    private static List<HostArray> trained(CompiledFunction train, List<Shared> parameters, Object... args) {
        List<HostArray> results = new ArrayList<>();
        List<org.nd4j.linalg.api.ndarray.INDArray> start =
                parameters.stream().map(Shared::getValue).toList();
        for (int i = 0; i < 3; i++) {
            results.addAll(hosts(train, args));
        }
        parameters.forEach(p -> results.add(Nd4jArrays.host(p.getValue())));
        for (int i = 0; i < start.size(); i++) {
            parameters.get(i).setValue(start.get(i));
        }
        return results;
    }

    private static void sameOnBoth(List<FunctionArgument> arguments, List<Shared> parameters, Object... args) {
        List<HostArray> expected = trained(onProcessor(arguments), parameters, args);
        CompiledFunction f = DeviceSettings.function(arguments);
        assertThat(trained(f, parameters, args)).isEqualTo(expected);
        isOnDevice(f);
    }

    @Test
    void a_line_is_fitted_with_the_same_bits() {
        Expr x = T.dvector("x");
        Expr y = T.dvector("y");
        Shared m = shared(0.25, "m");
        Shared c = shared(-1.5, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        for (int n : new int[] {1, 33, 70_000}) {
            sameOnBoth(training(List.of(x, y), cost, List.of(m, c)), List.of(m, c), numbers(n, 1), numbers(n, 2));
        }
    }

    @Test
    void a_network_is_trained_with_the_same_bits() {
        Expr x = T.dmatrix("x");
        Expr y = T.dmatrix("y");
        Shared w = shared(Nd4j.create(numbers(40 * 30, 1), new long[] {40, 30}, 'c'), "w");
        Shared b = shared(new double[30], "b");
        Shared v = shared(Nd4j.create(numbers(30 * 5, 2), new long[] {30, 5}, 'c'), "v");
        Expr hidden = T.tanh(T.dot(x, w).plus(b));
        Expr cost = T.mean(T.categoricalCrossentropy(T.softmax(T.dot(hidden, v)), y));
        double[] classes = new double[300 * 5];
        for (int i = 0; i < 300; i++) {
            classes[i * 5 + i * 7 % 5] = 1;
        }
        sameOnBoth(
                training(List.of(x, y), cost, List.of(w, b, v)),
                List.of(w, b, v),
                Nd4j.create(numbers(300 * 40, 3), new long[] {300, 40}, 'c'),
                Nd4j.create(classes, new long[] {300, 5}, 'c'));
    }

    @Test
    void a_function_in_stages_computes_those_between_its_libraries_on_the_device() {
        Expr x = T.dvector("x");
        Shared w = shared(numbers(50, 4), "w");
        List<FunctionArgument> arguments =
                List.of(inputs(x), outputs(T.sum(T.sort(T.exp(x.times(w))))), new Update(w, w.plus(T.sort(x))));
        List<HostArray> expected = trained(onProcessor(arguments), List.of(w), (Object) numbers(50, 5));
        CompiledFunction f = DeviceSettings.function(arguments);
        assertThat(trained(f, List.of(w), (Object) numbers(50, 5))).isEqualTo(expected);
        assertThat(f.explain().stringColumn("by").asList())
                .contains(DeviceSettings.device().name())
                .anyMatch(by -> !by.equals(DeviceSettings.device().name()));
    }

    @Test
    void a_loop_and_random_draws_have_the_same_bits() {
        arignote.RandomStreams rng = new arignote.RandomStreams(7);
        Expr x = T.dvector("x");
        Expr walk = T.cumsum(rng.normal(20).times(x));
        List<FunctionArgument> arguments = List.of(inputs(x), outputs(T.sqr(walk)));
        List<HostArray> expected = hosts(onProcessor(arguments), (Object) numbers(20, 5));
        arignote.RandomStreams again = new arignote.RandomStreams(7);
        List<FunctionArgument> same =
                List.of(inputs(x), outputs(T.sqr(T.cumsum(again.normal(20).times(x)))));
        assertThat(hosts(DeviceSettings.function(same), (Object) numbers(20, 5)))
                .isEqualTo(expected);
    }

    @Test
    void sums_along_first_axes_are_added_in_the_same_blocks() {
        Expr x = T.dmatrix("x");
        List<FunctionArgument> arguments =
                List.of(inputs(x), outputs(T.sum(x, 0), T.sum(x, 1), T.max(x, 0), T.argmax(x), T.prod(x, 0)));
        sameOnBoth(arguments, List.of(), Nd4j.create(numbers(40_000 * 3, 3), new long[] {40_000, 3}, 'c'));
    }

    // Where data are

    @Test
    void a_shared_variable_stays_on_the_device_until_somebody_reads_it() {
        Shared s = shared(new double[] {1, 2, 3}, "s");
        CompiledFunction step = DeviceSettings.function(List.of(outputs(T.sum(s)), new Update(s, s.times(2))));
        CompiledFunction other = DeviceSettings.function(List.of(outputs(s.plus(1))));
        assertThat(step.applyAsDouble()).isEqualTo(6);
        assertThat(s.held()).isInstanceOf(RemoteArray.class);
        assertThat(other.apply().toDoubleVector()).containsExactly(3, 5, 7);
        assertThat(s.getValue().toDoubleVector()).containsExactly(2, 4, 6);
        assertThat(s.held()).as("a copy is read").isInstanceOf(RemoteArray.class);
        assertThat(onProcessor(List.of(outputs(s.plus(1)), new Update(s, s.plus(10))))
                        .apply()
                        .toDoubleVector())
                .containsExactly(3, 5, 7);
        assertThat(step.applyAsDouble()).as("it goes back").isEqualTo(42);
        s.setValue(new double[] {1});
        assertThat(step.applyAsDouble()).as("another length").isEqualTo(1);
        assertThat(s.item()).isEqualTo(2);
    }

    @Test
    void what_is_copied_is_explained() {
        Expr x = T.dvector("x");
        Shared w = shared(new double[] {1, 2}, "w");
        CompiledFunction f = DeviceSettings.function(List.of(inputs(x), outputs(T.sum(x.times(w)))));
        assertThat(f.explain().stringColumn("step").asList())
                .startsWith("GpuFromHost")
                .endsWith("HostFromGpu");
        assertThat(f.explain().stringColumn("reads").get(0)).isEqualTo("x");
        assertThat(f.explain().stringColumn("by").asList())
                .allMatch(DeviceSettings.device().name()::equals);
        assertThat(f.source().text()).contains("KERNEL void");
    }

    @Test
    void what_a_device_refuses_is_computed_by_the_processor_and_explained() {
        Expr x = T.dvector("x");
        Device refusing = new LimitedDevice(DeviceSettings.device(), 1_000_000) {
            @Override
            protected Program compile(String source) {
                throw new IllegalStateException("its compiler says: no");
            }
        };
        CompiledFunction f = DeviceSettings.function(List.of(inputs(x), outputs(x.plus(1))), refusing);
        assertThat(f.apply(new double[] {1}).toDoubleVector()).containsExactly(2);
        assertThat(f.explain().stringColumn("why").asList())
                .isNotEmpty()
                .allMatch("not by a small device: its compiler says: no"::equals);
    }

    @Test
    void an_index_out_of_range_is_refused_in_the_same_sentence() {
        Expr x = T.dvector("x");
        Expr i = T.lvector("i");
        Shared s = shared(1.0, "s");
        List<FunctionArgument> arguments = List.of(inputs(x, i), outputs(x.get(i)), new Update(s, s.plus(1)));
        CompiledFunction f = DeviceSettings.function(arguments);
        assertThat(f.apply(new double[] {1, 2, 3}, new long[] {2, -1, 0}).toDoubleVector())
                .containsExactly(3, 3, 1);
        String sentence = refusal(onProcessor(arguments));
        assertThat(refusal(f)).isEqualTo(sentence).contains("5");
        assertThat(s.item()).isEqualTo(2);
        assertThat(f.apply(new double[] {7}, new long[] {0}).toDoubleVector()).containsExactly(7);
    }

    @Test
    void an_index_out_of_range_is_refused_where_rows_are_empty() {
        Expr x = T.dmatrix("x");
        Expr i = T.lvector("i");
        CompiledFunction f =
                DeviceSettings.function(List.of(inputs(x, i), outputs(x.get(i).times(2))));
        HostArray full = HostArray.zeros(DType.FLOAT64, 2, 3);
        HostArray empty = HostArray.zeros(DType.FLOAT64, 2, 0);
        assertThat(hosts(f, full, new long[] {1, 0, -1})).containsExactly(HostArray.zeros(DType.FLOAT64, 3, 3));
        assertThat(hosts(f, empty, new long[] {1, 0, -1})).containsExactly(HostArray.zeros(DType.FLOAT64, 3, 0));
        assertThatThrownBy(() -> hosts(f, empty, new long[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index 2 is out of range");
    }

    private static String refusal(CompiledFunction f) {
        try {
            f.apply(new double[] {1, 2, 3}, new long[] {5});
            return "it computes";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Test
    void a_device_without_room_says_so_and_nothing_is_lost() {
        Expr rows = T.dvector("rows");
        Expr columns = T.dvector("columns");
        Shared s = shared(new double[] {1, 2}, "s");
        CompiledFunction f = DeviceSettings.function(
                List.of(
                        inputs(rows, columns),
                        outputs(T.outer(rows, columns).plus(T.sum(s))),
                        new Update(s, s.plus(1))),
                new LimitedDevice(DeviceSettings.device(), 1_000_000));
        double[] many = new double[1000];
        assertThatThrownBy(() -> f.apply(many, many))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a small device has no room for the 8000 kB of ")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("set device=cpu");
        assertThat(s.getValue().toDoubleVector()).containsExactly(1, 2);
        assertThat(f.apply(new double[] {1}, new double[] {2}).toDoubleVector()).containsExactly(5);
        assertThat(s.getValue().toDoubleVector()).containsExactly(2, 3);
    }

    @Test
    void calls_with_equal_lengths_take_no_new_memory() {
        Expr x = T.dvector("x");
        Shared s = shared(new double[1000], "s");
        LimitedDevice device = new LimitedDevice(DeviceSettings.device(), 1_000_000);
        CompiledFunction f =
                DeviceSettings.function(List.of(inputs(x), outputs(T.sum(s)), new Update(s, s.plus(x))), device);
        for (int i = 0; i < 3; i++) {
            f.apply(new double[1000]);
        }
        int before = device.allocations();
        for (int i = 0; i < 50; i++) {
            f.apply(new double[1000]);
        }
        assertThat(device.allocations()).isEqualTo(before);
    }

    /** The device has not been told this number before, whatever was in its memory. */
    @Test
    void the_first_call_tells_single_numbers_whatever_they_are() {
        Expr i = T.iscalar("i");
        Expr j = T.iscalar("j");
        for (int n : new int[] {-1, 0, 1}) {
            CompiledFunction f = DeviceSettings.function(
                    List.of(inputs(i, j), outputs(i.times(2).plus(j))));
            assertThat(f.applyAsDouble(n, n)).isEqualTo(3 * n);
            assertThat(f.applyAsDouble(n, 7)).isEqualTo(2 * n + 7);
        }
    }

    // The setting

    @Test
    void the_setting_chooses_for_functions_that_are_made_from_then_on() {
        Expr x = T.dvector("x");
        CompiledFunction before = arignote.Arignote.function(inputs(x), outputs(x.plus(1)));
        Config.set("device", "opencl");
        CompiledFunction after = arignote.Arignote.function(inputs(x), outputs(x.plus(1)));
        assertThat(before.source().text()).contains("class");
        assertThat(after.source().text()).contains("KERNEL void");
        assertThat(after.apply(new double[] {1}).toDoubleVector()).containsExactly(2);
    }

    @Test
    void without_a_card_one_sentence_says_so_and_the_processor_computes() {
        FoundDevice card = CudaDevices.first();
        assumeTrue(card.device() == null, "there is a card");
        assertThat(card.why()).startsWith("there is no CUDA driver here").doesNotEndWith(".");
        Expr x = T.dvector("x");
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Config.set("device", "cuda");
            for (int i = 0; i < 2; i++) {
                CompiledFunction f = arignote.Arignote.function(inputs(x), outputs(x.plus(i)));
                assertThat(f.source().text()).contains("class");
                assertThat(f.apply(new double[] {1}).toDoubleVector()).containsExactly(1 + i);
            }
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "arignote: device=cuda has nothing to use, so the processor computes: " + card.why());
    }

    @Test
    void a_small_call_stays_with_the_processor_where_size_decides() {
        Expr x = T.dvector("x");
        CompiledFunction f = Functions.generated(
                Signature.of(List.of(inputs(x), outputs(T.sum(x)))),
                new Target(0, JavaFunction.readsSegments()),
                1,
                new Devices.Place(DeviceSettings.device(), true));
        double small = f.applyAsDouble(new double[] {1, 2});
        assertThat(f.source().text()).contains("class");
        double[] large = numbers((int) Devices.LARGE, 1);
        double onDevice = f.applyAsDouble(large);
        assertThat(f.source().text()).contains("KERNEL void");
        assertThat(f.applyAsDouble(new double[] {1, 2})).isEqualTo(small).isEqualTo(3);
        assertThat(onProcessor(List.of(inputs(x), outputs(T.sum(x)))).applyAsDouble(large))
                .isEqualTo(onDevice);
    }
}
