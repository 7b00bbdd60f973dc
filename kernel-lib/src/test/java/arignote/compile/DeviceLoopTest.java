package arignote.compile;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.RandomStreams;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.device.Device;
import arignote.compile.device.LimitedDevice;
import arignote.compile.java.Target;
import arignote.expr.HostArray;
import arignote.function.Signature;
import arignote.value.Nd4jArrays;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loops on an OpenCL device have the bits of the processor, and what turns read and leave stays on the device. */
class DeviceLoopTest {
    @BeforeEach
    void needs_opencl() {
        assumeTrue(DeviceSettings.isThere(), DeviceSettings.why());
    }

    private static double[] numbers(int n, int seed) {
        return new Random(seed).doubles(n, -1, 1).toArray();
    }

    private static INDArray matrix(int rows, int columns, int seed) {
        return Nd4j.create(numbers(rows * columns, seed), new long[] {rows, columns}, 'c');
    }

    /** What three calls give, and what shared variables have then, which get back what they had. */
    private static List<HostArray> called(CompiledFunction f, List<Shared> variables, Object... args) {
        List<INDArray> start = variables.stream().map(Shared::getValue).toList();
        List<HostArray> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            f.applyAll(args).forEach(a -> results.add(Nd4jArrays.host(a)));
        }
        variables.forEach(v -> results.add(Nd4jArrays.host(v.getValue())));
        for (int i = 0; i < start.size(); i++) {
            variables.get(i).setValue(start.get(i));
        }
        return results;
    }

    /** Calls a function on the device, where each of its loops is computed, and asks for the bits of the processor. */
    private static CompiledFunction same(List<FunctionArgument> arguments, List<Shared> variables, Object... args) {
        List<HostArray> expected = called(
                Functions.generated(Signature.of(arguments), new Target(0, JavaFunction.readsSegments()), 1),
                variables,
                args);
        CompiledFunction f = DeviceSettings.function(arguments);
        assertThat(called(f, variables, args)).isEqualTo(expected);
        assertThat(steps(f)).anyMatch(s -> s.startsWith("scan: "));
        assertThat(f.explain().stringColumn("by").asList())
                .as("%s", f.explain())
                .allMatch(DeviceSettings.device().name()::equals);
        return f;
    }

    private static List<String> steps(CompiledFunction f) {
        return f.explain().stringColumn("step").asList();
    }

    /** What explain() says is copied, in both directions. */
    private static List<String> copied(CompiledFunction f) {
        List<String> copied = new ArrayList<>();
        f.explain().forEach(row -> {
            if (row.getString("step").endsWith("Gpu") || row.getString("step").startsWith("Gpu")) {
                copied.add(row.getString("reads") + row.getString("writes"));
            }
        });
        return copied;
    }

    @Test
    void single_numbers_go_from_turn_to_turn_in_one_kernel() {
        Expr x = T.dvector("x");
        Shared w = shared(0.75, "w");
        Expr h = T.scan()
                .sequence(x)
                .state(T.constant(0.5))
                .step((in, before) -> T.tanh(before.times(w).plus(in)))
                .output();
        CompiledFunction f = same(List.of(inputs(x), outputs(h)), List.of(), (Object) numbers(300, 1));
        assertThat(f.source().text()).contains("for (int now = 0");
        assertThat(steps(f)).filteredOn(s -> s.startsWith("scan: ")).hasSize(1);
        assertThat(f.apply(new double[] {1}).toDoubleVector()).hasSize(1);
    }

    @Test
    void sequences_states_and_what_stays_lie_on_the_device() {
        Shared x = shared(matrix(20, 6, 1), "x");
        Shared w = shared(matrix(5, 5, 2), "w");
        Shared u = shared(matrix(6, 5, 3), "u");
        Shared h0 = shared(numbers(5, 4), "h0");
        Scan s = T.scan()
                .sequence(x)
                .state(h0)
                .state(T.zerosLike(h0))
                .step((in, h, c) -> List.of(
                        T.tanh(T.dot(in, u).plus(T.dot(h, w)).plus(c)),
                        c.times(0.5).plus(h),
                        T.sum(h)));
        CompiledFunction f = same(
                List.of(
                        outputs(T.sum(s.output(0)), s.output(2)),
                        new Update(h0, s.output(0).get(-1)),
                        new Update(w, w.times(0.9))),
                List.of(h0, w));
        assertThat(copied(f))
                .as("%s", f.explain())
                .as("the number of turns, and what is asked for")
                .containsExactly("output 1", "output 1, output 2");
    }

    @Test
    void gradients_through_loops_train_with_the_same_bits() {
        Expr x = T.dmatrix("x");
        Expr y = T.dvector("y");
        Shared w = shared(matrix(5, 5, 2), "w");
        Shared u = shared(matrix(6, 5, 3), "u");
        Shared v = shared(numbers(5, 5), "v");
        Expr last = T.scan()
                .sequence(x)
                .state(T.zeros(5))
                .step((in, h) -> T.tanh(T.dot(in, u).plus(T.dot(h, w))))
                .last();
        Expr cost = T.sum(T.sqr(T.dot(last, v).minus(y)));
        List<FunctionArgument> arguments = new ArrayList<>(List.of(inputs(x, y), outputs(cost)));
        for (Shared p : List.of(w, u, v)) {
            arguments.add(new Update(p, p.minus(T.grad(cost, p).times(0.01))));
        }
        same(arguments, List.of(w, u, v), matrix(12, 6, 1), numbers(1, 7));
    }

    @Test
    void gradients_by_sequences_and_single_numbers_have_the_same_bits() {
        Expr x = T.dvector("x");
        Shared w = shared(0.75, "w");
        Expr cost = T.sum(T.scan()
                .sequence(x)
                .state(T.constant(0.5))
                .backwards()
                .step((in, h) -> T.tanh(h.times(w).plus(in)))
                .output());
        same(List.of(inputs(x), outputs(T.grad(cost, x)), new Update(w, w.minus(T.grad(cost, w)))), List.of(w), (Object)
                numbers(50, 1));
    }

    @Test
    void a_loop_ends_where_its_body_says_so() {
        Expr most = T.dscalar("most");
        Shared first = shared(new double[] {1, 3}, "first");
        Scan s = T.scan().state(first).steps(100).step(p -> Scan.until(T.gt(T.sum(p.times(2)), most), p.times(2)));
        for (double border : new double[] {1, 10, 20, 1e6}) {
            same(List.of(inputs(most), outputs(s.output())), List.of(), border);
            same(List.of(inputs(most), outputs(T.sum(s.last()))), List.of(), border);
        }
    }

    @Test
    void what_turns_refuse_is_refused_in_the_same_sentence() {
        Expr i = T.lvector("i");
        Shared x = shared(numbers(4, 1), "x");
        Shared n = shared(0L, "n");
        Expr picked = T.scan()
                .sequence(i)
                .state(T.constant(0.0))
                .step((k, s) -> s.plus(x.get(k)))
                .last();
        List<FunctionArgument> arguments = List.of(inputs(i), outputs(picked), new Update(n, n.plus(1)));
        CompiledFunction f = same(arguments, List.of(), (Object) new long[] {0, -1, 2});
        CompiledFunction processor =
                Functions.generated(Signature.of(arguments), new Target(0, JavaFunction.readsSegments()), 1);
        String sentence = null;
        try {
            processor.apply(new long[] {1, 9});
        } catch (IllegalArgumentException e) {
            sentence = e.getMessage();
        }
        double before = n.item();
        assertThatThrownBy(() -> f.apply(new long[] {1, 9}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
        assertThat(n.item()).isEqualTo(before);
    }

    @Test
    void what_a_device_cannot_do_is_explained() {
        Expr x = T.dmatrix("x");
        Expr sorted = T.scan()
                .sequence(x)
                .state(T.zeros(3))
                .step((in, h) -> T.sort(in.plus(h)))
                .output();
        CompiledFunction f = DeviceSettings.function(List.of(inputs(x), outputs(T.exp(sorted))));
        f.apply(matrix(4, 3, 1));
        assertThat(f.explain().stringColumn("why").asList())
                .contains("not by " + DeviceSettings.device() + ": an operation of a library has a part in its body");
    }

    @Test
    void draws_are_the_processors_copied_once_and_named() {
        RandomStreams rng = new RandomStreams(7);
        Shared x = shared(numbers(50, 1), "x");
        Shared w = shared(0.5, "w");
        Expr noisy = x.plus(rng.normal(50)).times(rng.uniform(50));
        Expr cost = T.sum(T.sqr(noisy.times(w))).plus(T.sum(rng.binomial(4, 0.5)));
        List<Shared> variables = new ArrayList<>(List.of(w));
        variables.addAll(rng.updates().keySet());
        List<FunctionArgument> arguments =
                List.of(outputs(cost), new Update(w, w.minus(T.grad(cost, w).times(0.001))));
        CompiledFunction processor =
                Functions.generated(Signature.of(arguments), new Target(0, JavaFunction.readsSegments()), 1);
        List<HostArray> expected = called(processor, variables);
        CompiledFunction f = DeviceSettings.function(arguments);
        assertThat(called(f, variables)).isEqualTo(expected).doesNotHaveDuplicates();
        assertThat(steps(f)).contains("normal", "uniform", "binomial").containsOnlyOnce("GpuFromHost");
        f.explain().forEach(row -> {
            if (List.of("normal", "uniform", "binomial").contains(row.getString("step"))) {
                assertThat(row.getString("by")).isEqualTo("Java, one number after the other");
                assertThat(row.getString("why"))
                        .isEqualTo("not by " + DeviceSettings.device() + ": an operation on whole arrays");
            }
        });
    }

    /** The device counts what is copied to it and from it: as much for ten turns as for a thousand. */
    @Test
    void nothing_is_copied_between_turns() {
        Counting device = new Counting(DeviceSettings.device());
        Shared w = shared(matrix(3, 3, 1), "w");
        Expr n = T.lscalar("n");
        Expr last = T.scan()
                .state(T.ones(3))
                .steps(n)
                .step(h -> T.tanh(T.dot(h, w)))
                .last();
        CompiledFunction f = DeviceSettings.function(List.of(inputs(n), outputs(last)), device);
        int few = copies(f, device, 10);
        assertThat(few).isPositive();
        assertThat(copies(f, device, 100)).isEqualTo(few);
    }

    private static int copies(CompiledFunction f, Counting device, long turns) {
        f.apply(turns);
        device.copies = 0;
        f.apply(turns);
        return device.copies;
    }

    private static final class Counting extends LimitedDevice {
        private int copies;

        Counting(Device device) {
            super(device, device.capacity());
        }

        @Override
        protected void write(Object to, Pointer from, long bytes) {
            copies++;
            super.write(to, from, bytes);
        }

        @Override
        protected void read(Pointer to, Object from, long bytes) {
            copies++;
            super.read(to, from, bytes);
        }
    }
}
