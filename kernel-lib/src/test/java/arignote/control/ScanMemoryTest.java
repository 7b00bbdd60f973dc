package arignote.control;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Calls of functions with loops use the memory of the calls before them: what was given back stays, and functions do not meet. */
class ScanMemoryTest {
    private final Expr x = T.matrix("x");
    private final Scan sums =
            T.scan().sequence(x).state(T.zeros(x.shape(1))).step((row, before) -> before.plus(row.times(row)));

    @Test
    void results_of_earlier_calls_stay() {
        CompiledFunction f = function(inputs(x), outputs(sums.output(), sums.last()));
        var first = f.applyAll(matrix(4, 1));
        double[][] all = first.get(0).toDoubleMatrix();
        double[] last = first.get(1).toDoubleVector();
        for (int rows : new int[] {4, 2, 7, 1, 4}) {
            assertThat(f.applyAll(matrix(rows, 3)).get(0).size(0)).isEqualTo(rows);
        }
        assertThat(first.get(0).toDoubleMatrix()).isEqualTo(all);
        assertThat(first.get(1).toDoubleVector()).isEqualTo(last);
        assertThat(f.applyAll(matrix(4, 1)).get(0).toDoubleMatrix()).isEqualTo(all);
    }

    @Test
    void functions_of_one_loop_do_not_meet() {
        CompiledFunction f = function(inputs(x), outputs(sums.output()));
        CompiledFunction g = function(inputs(x), outputs(T.sum(sums.output()), sums.output()));
        double[][] expected = f.apply(matrix(3, 1)).toDoubleMatrix();
        for (int i = 0; i < 5; i++) {
            g.applyAll(matrix(3, i + 2));
            assertThat(f.apply(matrix(3, 1)).toDoubleMatrix()).isEqualTo(expected);
        }
    }

    @Test
    void two_loops_of_one_body_in_one_call_keep_their_own() {
        Expr y = T.matrix("y");
        Scan others =
                T.scan().sequence(y).state(T.zeros(y.shape(1))).step((row, before) -> before.plus(row.times(row)));
        CompiledFunction both = function(inputs(x, y), outputs(sums.output().minus(others.output())));
        CompiledFunction one = function(inputs(x), outputs(sums.output()));
        for (int i = 1; i < 4; i++) {
            INDArray expected = one.apply(matrix(5, i)).sub(one.apply(matrix(5, 2 * i)));
            assertThat(both.apply(matrix(5, i), matrix(5, 2 * i)).toDoubleMatrix())
                    .isEqualTo(expected.toDoubleMatrix());
        }
    }

    @Test
    void first_values_stay() {
        Expr n = T.iscalar("n");
        double[] first = {1, 2, 3};
        Expr last =
                T.scan().state(T.constant(first)).steps(n).step(v -> v.times(2)).last();
        Shared begin = shared(first.clone(), "begin");
        Expr other = T.scan().state(begin).steps(n).step(v -> v.times(3)).last();
        CompiledFunction f = function(inputs(n), outputs(last, other));
        for (int turns : new int[] {3, 1, 4}) {
            var found = f.applyAll(turns);
            for (int i = 0; i < 3; i++) {
                assertThat(found.get(0).getDouble(i)).isEqualTo(first[i] * Math.pow(2, turns));
                assertThat(found.get(1).getDouble(i)).isEqualTo(first[i] * Math.pow(3, turns));
            }
        }
        assertThat(begin.getValue().toDoubleVector()).isEqualTo(first);
    }

    /** Prints the least that one of some training steps through a loop allocates, in bytes. */
    static final class Training {
        private Training() {}

        public static void main(String[] args) {
            RandomState rng = new RandomState(1);
            Shared w = shared(rng.normal(0, 0.05, 200, 200), "w");
            Expr data = T.tensor3("data");
            Scan hidden = T.scan()
                    .sequence(data)
                    .state(T.zeros(data.shape(1), 200))
                    .step((now, before) -> T.tanh(now.plus(T.dot(before, w))));
            Expr cost = T.mean(T.sqr(hidden.last()));
            CompiledFunction train = function(
                    inputs(data),
                    outputs(cost),
                    update(w, w.minus(T.grad(cost, w).times(0.1))));
            INDArray turns = rng.randn(20, 8, 200);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long least = Long.MAX_VALUE;
            for (int call = 0; call < 20; call++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                train.applyAsDouble(turns);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            System.out.println("least " + least);
        }
    }

    /**
     * A training step through a loop allocates its copy of the input in each call (20 turns of 8 rows of 200 numbers) and little beside it.
     * Without vectors, which are objects until the virtual machine has compiled them, and by one thread, whose allocations are counted.
     */
    @Test
    void a_training_step_allocates_little() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Darignote.vectors=none",
                        "-Darignote.threads=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher least = Pattern.compile("least (\\d+)").matcher(output);
        assertThat(least.find()).as(output).isTrue();
        assertThat(Long.parseLong(least.group(1))).isLessThanOrEqualTo(20 * 8 * 200 * 8 * 5 / 4);
    }

    private static double[][] matrix(int rows, int seed) {
        double[][] m = new double[rows][3];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 3; j++) {
                m[i][j] = (i + 1) * seed + 0.25 * j;
            }
        }
        return m;
    }
}
