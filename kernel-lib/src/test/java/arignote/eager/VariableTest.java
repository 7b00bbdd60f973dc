package arignote.eager;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VariableTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    @Test
    void gradients_are_those_of_the_symbolic_library() {
        double[] data = {0.2, -0.7, 1.3};
        Variable x = Variable.of(data);
        Variable w = Variable.parameter(0.4, "w");
        Variable v = Variable.parameter(new double[] {1, 2, 3}, "v");
        Variable cost = x.times(w)
                .tanh()
                .plus(v.sigmoid())
                .minus(v.div(2))
                .pow(2)
                .mean()
                .plus(w.exp().negate());
        cost.backward();

        Expr sx = T.vector("x");
        Expr sw = T.scalar("w");
        Expr sv = T.vector("v");
        Expr symbolic = T.pow(T.tanh(sx.times(sw)).plus(T.sigmoid(sv)).minus(sv.div(2)), 2)
                .mean()
                .plus(T.exp(sw).negate());
        Map<Expr, Object> at = Map.of(sx, data, sw, 0.4, sv, new double[] {1, 2, 3});
        assertThat(cost.item()).isCloseTo(symbolic.item(at), CLOSE);
        assertThat(w.grad().item()).isCloseTo(T.grad(symbolic, sw).item(at), CLOSE);
        assertThat(v.grad().data().toDoubleVector())
                .containsExactly(T.grad(symbolic, sv).eval(at).toDoubleVector(), CLOSE);
    }

    @Test
    void the_gradient_of_a_norm_is_right_where_its_squares_are_infinite_or_vanish() {
        for (double size : new double[] {1e-200, 1, 1e200}) {
            for (boolean before : new boolean[] {false, true}) {
                Variable x = Variable.parameter(new double[] {3 * size, 4 * size}, "x");
                Variable sum = x.times(x).sum();
                Variable norm = sum.sqrt();
                if (before) {
                    sum.data();
                    norm.item();
                }
                norm.times(2).backward();
                assertThat(x.grad().data().toDoubleVector()).containsExactly(new double[] {1.2, 1.6}, CLOSE);
            }
        }
    }

    @Test
    void gradients_add_up_until_they_are_zeroed() {
        Variable a = Variable.parameter(3.0, "a");
        assertThat(a.grad()).isNull();
        a.times(a).backward();
        assertThat(a.grad().item()).isEqualTo(6);
        a.times(a).backward();
        assertThat(a.grad().item()).isEqualTo(12);
        a.zeroGrad();
        assertThat(a.grad().item()).isZero();
        a.times(2).backward();
        assertThat(a.grad().item()).isEqualTo(2);
    }

    @Test
    void the_same_structure_with_other_values_and_lengths_gives_its_own_gradients() {
        Variable a = Variable.parameter(1.0, "a");
        for (int n = 1; n < 5; n++) {
            double[] data = new double[n];
            java.util.Arrays.fill(data, n);
            a.zeroGrad();
            a.times(Variable.of(data)).sum().backward();
            assertThat(a.grad().item()).isEqualTo(n * n);
        }
    }

    @Test
    void constants_of_the_same_structure_are_told_apart() {
        Variable a = Variable.parameter(1.0, "a");
        a.times(2).backward();
        a.zeroGrad();
        a.times(3).backward();
        assertThat(a.grad().item()).isEqualTo(3);
        a.zeroGrad();
        a.pow(4).backward();
        assertThat(a.grad().item()).isEqualTo(4);
        a.zeroGrad();
        a.pow(5).backward();
        assertThat(a.grad().item()).isEqualTo(5);
    }

    @Test
    void a_step_goes_along_the_gradient_in_place() {
        Variable a = Variable.parameter(new double[] {1, 2}, "a");
        a.times(a).sum().backward();
        a.step(-0.25);
        assertThat(a.data().toDoubleVector()).containsExactly(0.5, 1.0);
        Variable f = Variable.parameter(new float[] {1}, "f");
        f.times(2).sum().backward();
        f.step(0.5);
        assertThat(f.data().getFloat(0)).isEqualTo(2f);
    }

    @Test
    void data_is_live() {
        Variable a = Variable.parameter(1.0, "a");
        a.data().putScalar(0, 5.0);
        assertThat(a.times(2).item()).isEqualTo(10);
        Variable loss = a.times(a);
        a.data().putScalar(0, 7.0);
        assertThat(loss.item()).as("computed when it was written").isEqualTo(25);
    }

    @Test
    void a_diamond_counts_both_ways() {
        Variable a = Variable.parameter(2.0, "a");
        Variable b = a.times(3);
        b.times(b).plus(b).backward();
        assertThat(a.grad().item()).isEqualTo(2 * 6 * 3 + 3);
    }

    @Test
    void a_variable_says_what_it_is() {
        assertThat(Variable.parameter(0.5, "a")).hasToString("a = 0.5000 (float64, shape [], cpu, with gradient)");
        assertThat(Variable.of(new float[] {1, 2}).toString()).contains("float32, shape [2], cpu)");
    }

    @Test
    void functions_of_elements_have_values_and_gradients() {
        Variable x = Variable.parameter(new double[] {0.5, 2}, "x");
        Variable cost = x.arctan()
                .plus(x.gammaln())
                .plus(x.hypot(1))
                .plus(x.logaddexp(x))
                .sum();
        double each = Math.atan(0.5) + Math.log(Math.sqrt(Math.PI)) + Math.sqrt(1.25) + 0.5 + Math.log(2);
        double other = Math.atan(2) + Math.sqrt(5) + 2 + Math.log(2);
        assertThat(cost.item()).isCloseTo(each + other, Offset.offset(1e-14));
        cost.backward();
        // 1/(1 + x²) + psi(x) + x/√(1 + x²) + 1
        assertThat(x.grad().data().toDoubleVector())
                .containsExactly(
                        new double[] {
                            0.8 - 1.9635100260214235 + 0.5 / Math.sqrt(1.25) + 1,
                            0.2 + 0.4227843350984671 + 2 / Math.sqrt(5) + 1
                        },
                        Offset.offset(1e-14));
        Variable special = Variable.of(new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY});
        assertThat(special.isnan()
                        .data()
                        .castTo(org.nd4j.linalg.api.buffer.DataType.INT32)
                        .toIntVector())
                .containsExactly(1, 0, 0);
        assertThat(special.isinf()
                        .data()
                        .castTo(org.nd4j.linalg.api.buffer.DataType.INT32)
                        .toIntVector())
                .containsExactly(0, 0, 1);
        assertThat(Variable.of(new double[] {-2.5, 2.5}).round().data().toDoubleVector())
                .containsExactly(-2, 2);
    }
}
