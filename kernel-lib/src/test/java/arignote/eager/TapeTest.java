package arignote.eager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Config;
import arignote.Expr;
import arignote.T;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** That operations are put off cannot be seen, but for the time that it saves. */
class TapeTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    @AfterEach
    void settings() {
        Config.reset();
    }

    private static Variable loss(Variable m, Variable c, Variable x, Variable y) {
        return x.times(m).plus(c).minus(y).sqr().mean();
    }

    // When it is computed

    @Test
    void nothing_is_computed_before_it_is_asked_for_and_nothing_twice() {
        Variable m = Variable.parameter(0.5, "m");
        Variable c = Variable.parameter(0.25, "c");
        Variable x = Variable.of(new double[] {1, 2, 3});
        Variable y = Variable.of(new double[] {2, 3, 5});
        long before = Tape.runs();
        Variable first = loss(m, c, x, y);
        assertThat(Tape.runs()).isEqualTo(before);
        first.backward();
        double value = first.item();
        assertThat(first.item()).isEqualTo(value);
        assertThat(Tape.runs()).as("backward, then the value").isEqualTo(before + 1);
        double slope = m.grad().item();

        m.zeroGrad();
        c.zeroGrad();
        before = Tape.runs();
        Variable second = loss(m, c, x, y);
        assertThat(second.item()).isEqualTo(value);
        second.backward();
        assertThat(Tape.runs()).as("the value, then backward").isEqualTo(before + 1);
        assertThat(m.grad().item()).isEqualTo(slope);
    }

    @Test
    void a_second_backward_adds_the_same_again() {
        Variable m = Variable.parameter(3.0, "m");
        Variable cost = m.sqr();
        cost.item();
        cost.backward();
        cost.backward();
        assertThat(m.grad().item()).isEqualTo(12);
    }

    @Test
    void other_lengths_and_numbers_need_no_other_function() {
        for (int n : new int[] {7, 8, 1_000}) {
            Variable x = Variable.of(new double[n]);
            Variable w = Variable.parameter(1.0, "w");
            int kept = Tape.kept();
            x.plus(n).times(w).times(1.0 / n).sum().backward();
            assertThat(w.grad().item()).isCloseTo(n, CLOSE);
            assertThat(Tape.kept()).isEqualTo(n == 7 ? Math.min(kept + 1, Tape.KEPT) : kept);
        }
    }

    @Test
    void exponents_lengths_of_one_and_types_do() {
        Variable w = Variable.parameter(3.0, "w");
        for (int k = 2; k < 6; k++) {
            assertThat(w.pow(k).item()).isCloseTo(Math.pow(3, k), CLOSE);
        }
        Variable row = Variable.of(new double[][] {{1, 2, 3}});
        Variable column = Variable.of(new double[][] {{1}, {2}});
        Variable full = Variable.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(full.plus(full).sum().item()).isEqualTo(42);
        assertThat(full.plus(row).sum().item()).isEqualTo(33);
        assertThat(full.plus(column).sum().item()).isEqualTo(30);
        assertThat(row.plus(column).sum().item()).isEqualTo(21);
        assertThat(Variable.of(new float[][] {{0.1f, 2, 3}})
                        .plus(Variable.of(new float[][] {{1}, {2}}))
                        .data()
                        .dataType())
                .isEqualTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
    }

    // In place

    @Test
    void a_step_does_not_change_what_was_recorded_before() {
        Variable w = Variable.parameter(new double[] {1, 2}, "w");
        w.sum().backward();
        Variable before = w.times(10);
        Variable cost = w.times(w).sum();
        w.step(1);
        Variable after = w.times(10);
        w.step(1);
        assertThat(after.data().toDoubleVector()).containsExactly(20, 30);
        assertThat(before.data().toDoubleVector()).containsExactly(10, 20);
        w.zeroGrad();
        cost.backward();
        assertThat(w.grad().data().toDoubleVector()).as("at the values of then").containsExactly(2, 4);
        assertThat(w.data().toDoubleVector()).containsExactly(3, 4);
    }

    @Test
    void an_array_in_the_readers_hands_counts_as_it_is_when_an_operation_is_called() {
        Variable x = Variable.of(new double[] {1, 2, 3});
        INDArray hands = x.data();
        Variable one = x.times(1);
        hands.putScalar(0, 7);
        Variable two = x.times(1);
        hands.muli(2);
        Variable three = one.plus(two).plus(x);
        assertThat(three.data().toDoubleVector()).containsExactly(1 + 7 + 14, 2 + 2 + 4, 3 + 3 + 6);
        assertThat(one.data().toDoubleVector()).containsExactly(1, 2, 3);
        assertThat(two.data().toDoubleVector()).containsExactly(7, 2, 3);
        assertThat(x.data()).isSameAs(hands);
    }

    @Test
    void a_result_in_the_readers_hands_can_be_written_to_and_keeps_its_way() {
        Variable w = Variable.parameter(2.0, "w");
        Variable squared = w.times(w);
        Variable before = squared.times(3);
        squared.data().putScalar(0, 100);
        assertThat(squared.times(3).item()).isEqualTo(300);
        assertThat(before.item()).isEqualTo(12);
        squared.times(squared).backward();
        assertThat(w.grad().item()).isEqualTo(2 * 100 * 2 * 2);
    }

    @Test
    void a_step_is_seen_in_the_readers_hands() {
        for (Object start : List.of(new double[] {1, 2}, new float[] {1, 2}, 1.0, 1f)) {
            Variable w = Variable.parameter(start, "w");
            INDArray hands = w.data();
            w.times(2).sum().backward();
            w.step(0.5);
            assertThat(hands.getDouble(0)).isEqualTo(2);
            hands.addi(1);
            w.step(0.5);
            assertThat(w.sum().item()).isEqualTo(hands.sumNumber().doubleValue());
            assertThat(hands.getDouble(0)).isEqualTo(4);
        }
    }

    @Test
    void whole_numbers_and_bools_in_the_readers_hands() {
        Variable n = Variable.of(new int[] {1, 2});
        INDArray hands = n.data();
        Variable before = n.plus(n);
        hands.putScalar(0, 5);
        assertThat(n.sum().item()).isEqualTo(7);
        assertThat(before.sum().item()).isEqualTo(6);
        Variable b = Variable.of(new boolean[] {true, false});
        assertThat(b.plus(b).sum().item()).isEqualTo(1);
        b.data().putScalar(1, 1);
        assertThat(b.sum().item()).isEqualTo(2);
    }

    @Test
    void a_gradient_held_is_added_to_until_it_is_zeroed() {
        Variable w = Variable.parameter(1.0, "w");
        w.times(2).backward();
        Variable held = w.grad();
        Variable then = held.times(1);
        w.times(3).backward();
        assertThat(held.item()).isEqualTo(5);
        assertThat(then.item()).isEqualTo(2);
        w.zeroGrad();
        assertThat(held.item()).isEqualTo(5);
        assertThat(w.grad().item()).isZero();
    }

    // Errors

    @Test
    void what_does_not_fit_fails_where_it_is_called() {
        Variable p = Variable.parameter(new double[] {1, 2}, "p");
        Variable q = Variable.parameter(new double[] {1, 2, 3}, "q");
        Variable b = Variable.of(new boolean[] {true, false});
        assertThatThrownBy(() -> p.exp().plus(q))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shapes do not match in (exp(p) + q): exp(p) has the shape [2] and 'q' has the shape [3]");
        assertThatThrownBy(() -> p.dot(q)).hasMessageContaining("must have the same length");
        assertThatThrownBy(() -> p.times(2).sum(1)).hasMessageContaining("sum over axis 1, but (p * a)");
        assertThatThrownBy(() -> b.minus(b)).hasMessageContaining("not defined for bool");
        assertThat(p.plus(p).sum().item()).as("and the session goes on").isEqualTo(6);
    }

    @Test
    void an_array_that_was_closed_is_named() {
        Variable p = Variable.parameter(new double[] {1, 2}, "p");
        p.data().close();
        assertThatThrownBy(() -> p.plus(1)).hasMessage("'p' is an INDArray that was closed; make it anew");
    }

    @Test
    void the_guard_names_the_operation_and_nothing_is_half_done() {
        Variable p = Variable.parameter(-1.0, "p");
        Variable cost = p.log().times(2);
        Config.set("nanGuard", "true");
        assertThatThrownBy(cost::backward)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("log(p) is NaN");
        assertThat(p.grad()).isNull();
        Config.set("nanGuard", "false");
        assertThat(cost.item()).isNaN();
        cost.backward();
        assertThat(p.grad().item()).isEqualTo(-2);
    }

    @Test
    void a_stop_leaves_everything_as_it_was() {
        Variable w = Variable.parameter(2.0, "w");
        Variable cost = Variable.of(new double[1 << 20]).plus(1).times(w).sum();
        Thread.currentThread().interrupt();
        try {
            cost.backward();
            Thread.interrupted();
        } catch (RuntimeException stopped) {
            Thread.interrupted();
            assertThat(w.grad()).isNull();
            cost.backward();
        }
        assertThat(w.grad().item()).isEqualTo(1 << 20);
        assertThat(cost.item()).isEqualTo(1 << 21);
    }

    // Size

    @Test
    void a_sum_without_end_needs_no_memory_without_end() {
        Variable sum = Variable.of(0.0);
        Variable one = Variable.of(1.0);
        long before = Tape.runs();
        for (int i = 0; i < 100_000; i++) {
            sum = sum.plus(one);
        }
        assertThat(Tape.runs() - before).isBetween(100_000L / Tape.CAP - 2, 100_000L / Tape.CAP + 2);
        assertThat(sum.item()).isEqualTo(100_000);
    }

    @Test
    void what_is_used_twice_waits_once() {
        Variable x = Variable.of(1.0);
        long before = Tape.runs();
        for (int i = 0; i < 100; i++) {
            x = x.times(x);
        }
        assertThat(Tape.runs()).isEqualTo(before);
        assertThat(x.item()).isEqualTo(1);
    }

    @Test
    void a_long_way_back() {
        Variable w = Variable.parameter(1.0, "w");
        Variable x = w;
        for (int i = 0; i < 10 * Tape.CAP; i++) {
            x = x.plus(w);
        }
        x.backward();
        assertThat(w.grad().item()).isEqualTo(10 * Tape.CAP + 1);
    }

    @Test
    void functions_are_kept_up_to_a_number() {
        Variable x = Variable.of(1.0);
        for (int i = 0; i < Tape.KEPT + 20; i++) {
            Variable y = x.pow(1 + i / 1024.0);
            Config.set("backend", "nd4j"); // no need to compile so many
            assertThat(y.item()).isEqualTo(1);
        }
        assertThat(Tape.kept()).isEqualTo(Tape.KEPT);
    }

    // Together

    @Test
    void two_tapes_at_once() {
        Variable a = Variable.parameter(2.0, "a");
        Variable b = Variable.parameter(5.0, "b");
        Variable left = a.times(3);
        Variable right = b.times(a);
        Variable leftCost = left.times(left);
        Variable rightCost = right.times(left);
        rightCost.backward();
        assertThat(a.grad().item()).isEqualTo(2 * 3 * 5 * 2);
        assertThat(b.grad().item()).isEqualTo(3 * 2 * 2);
        leftCost.backward();
        assertThat(a.grad().item()).isEqualTo(60 + 2 * 9 * 2);
        assertThat(leftCost.plus(rightCost).item()).isEqualTo(36 + 60);
    }

    @Test
    void threads_with_data_in_common() throws Exception {
        Variable x = Variable.of(new double[] {0.1, 0.2, 0.3, 0.4});
        Callable<List<Double>> training = () -> {
            List<Double> losses = new ArrayList<>();
            Variable m = Variable.parameter(0.5, "m");
            Variable c = Variable.parameter(0.5, "c");
            for (int i = 0; i < 300; i++) {
                Variable cost = loss(m, c, x, x);
                m.zeroGrad();
                c.zeroGrad();
                cost.backward();
                m.step(-0.1);
                c.step(-0.1);
                losses.add(cost.item());
            }
            return losses;
        };
        List<Double> alone = training.call();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<List<Double>> f : pool.invokeAll(List.of(training, training, training, training))) {
                assertThat(f.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void the_interpreter_gives_the_same() {
        double[][] data = {{0.1, 0.2, 0.3}, {-0.4, 0.5, 0.6}};
        List<double[]> found = new ArrayList<>();
        for (String backend : List.of("java", "nd4j")) {
            Config.set("backend", backend);
            Variable w = Variable.parameter(new double[][] {{1, -2}, {0.5, 0.25}, {-1, 3}}, "w");
            Variable b = Variable.parameter(new double[] {0.1, 0.2}, "b");
            Variable x = Variable.of(data);
            Variable cost = x.dot(w).plus(b).tanh().pow(3).sum(0).mean();
            cost.backward();
            found.add(new double[] {cost.item()});
            found.add(w.grad().data().dup().data().asDouble());
            found.add(b.grad().data().toDoubleVector());
        }
        Expr w = T.matrix("w");
        Expr b = T.vector("b");
        Expr cost =
                T.sum(T.pow(T.tanh(T.dot(T.constant(data), w).plus(b)), 3), 0).mean();
        Map<Expr, Object> at = Map.of(w, new double[][] {{1, -2}, {0.5, 0.25}, {-1, 3}}, b, new double[] {0.1, 0.2});
        assertThat(found.get(0)[0]).isCloseTo(cost.item(at), CLOSE);
        for (int i = 0; i < 3; i++) {
            assertThat(found.get(i)).containsExactly(found.get(i + 3), CLOSE);
        }
        assertThat(found.get(1))
                .containsExactly(T.grad(cost, w).eval(at).dup().data().asDouble(), CLOSE);
    }

    @Test
    void no_elements() {
        Variable w = Variable.parameter(2.0, "w");
        Variable sum = Variable.of(new double[0]).times(w).sum();
        sum.backward();
        assertThat(sum.item()).isZero();
        assertThat(w.grad().item()).isZero();
    }

    @Test
    void a_quotient_of_whole_numbers_has_the_type_of_then() {
        Config.set("floatX", "float32");
        Variable half = Variable.of(new int[] {1}).div(Variable.of(new int[] {2}));
        Config.set("floatX", "float64");
        assertThat(half.toString()).contains("float32");
        assertThat(half.sum().item()).isEqualTo(0.5);
    }
}
