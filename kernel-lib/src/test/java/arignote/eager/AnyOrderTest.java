package arignote.eager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random programs, once with each value asked for at once, as if nothing were put off, and once asked for now and then:
 * the same values, whatever changed in place meanwhile. The same bits, too, but for matrices, where a sum along all axes
 * may be taken in another order when something else is computed with it.
 */
class AnyOrderTest {
    private static final int PROGRAMS = 4;

    /** One run of a program; the generator decides everything but when values are asked for. */
    private static final class Run {
        private final Random program;
        private final Random asks;
        private final boolean atOnce;
        private final List<Variable> parameters = new ArrayList<>();
        private final List<Variable> variables = new ArrayList<>();
        private final List<double[]> seen = new ArrayList<>();

        Run(long seed, boolean atOnce, long[]... shapes) {
            program = new Random(seed);
            asks = new Random(seed + 1);
            this.atOnce = atOnce;
            for (long[] shape : shapes) {
                Variable p = Variable.parameter(array(shape), "p" + parameters.size());
                parameters.add(p);
                variables.add(p);
                variables.add(Variable.of(array(shape)));
            }
        }

        private Object array(long[] shape) {
            double[] numbers = program.doubles(
                            shape.length == 2 ? shape[0] * shape[1] : shape.length == 1 ? shape[0] : 1)
                    .map(d -> d - 0.5)
                    .toArray();
            return shape.length == 0
                    ? (Object) numbers[0]
                    : org.nd4j.linalg.factory.Nd4j.createFromArray(numbers).reshape(shape);
        }

        List<double[]> all() {
            for (int i = 0; i < 30; i++) {
                try {
                    act();
                } catch (IllegalArgumentException noSuchAxis) {
                    assertThat(noSuchAxis).hasMessageContaining("over axis");
                }
            }
            for (Variable v : variables) {
                see(v);
            }
            for (Variable p : parameters) {
                if (p.grad() != null) {
                    see(p.grad());
                }
            }
            return seen;
        }

        private void see(Variable v) {
            seen.add(v.data().dup().data().asDouble());
        }

        private Variable any() {
            return variables.get(program.nextInt(variables.size()));
        }

        private void act() {
            switch (program.nextInt(12)) {
                case 0 -> made(any().plus(any()));
                case 1 -> made(any().times(any()));
                case 2 -> made(any().minus(any()).div(3 + program.nextInt(3)));
                case 3 -> made(any().tanh());
                case 4 -> made(any().sigmoid().times(program.nextDouble()));
                case 5 -> made(any().sqr().mean());
                case 6 -> made(any().sum(program.nextInt(2)));
                case 7 -> any().tanh().mean().plus(parameters.get(0).sum()).backward();
                case 8 -> {
                    Variable p = parameters.get(program.nextInt(parameters.size()));
                    if (p.grad() != null) {
                        p.step(-0.1);
                    }
                }
                case 9 -> parameters.get(program.nextInt(parameters.size())).zeroGrad();
                case 10 -> any().data().muli(0.5);
                default -> {
                    Variable loss = any().times(parameters.get(0)).mean();
                    made(loss);
                    loss.backward();
                }
            }
        }

        private void made(Variable v) {
            variables.add(v);
            if (atOnce) {
                v.toString();
            } else if (asks.nextInt(4) == 0) {
                variables.get(asks.nextInt(variables.size())).toString();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void values_are_those_of_computing_at_once(int rank) {
        long[][][] shapes = {{{}, {}}, {{}, {37}}, {{6, 6}, {6}, {}}};
        for (int seed = 0; seed < PROGRAMS; seed++) {
            List<double[]> atOnce = new Run(seed, true, shapes[rank]).all();
            List<double[]> later = new Run(seed, false, shapes[rank]).all();
            assertThat(later).as("program %d", seed).hasSameSizeAs(atOnce);
            for (int i = 0; i < atOnce.size(); i++) {
                if (rank < 2) {
                    assertThat(later.get(i)).as("program %d, value %d", seed, i).containsExactly(atOnce.get(i));
                } else {
                    assertThat(later.get(i))
                            .as("program %d, value %d", seed, i)
                            .containsExactly(atOnce.get(i), Offset.offset(1e-12));
                }
            }
        }
    }
}
