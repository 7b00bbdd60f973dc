package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.T;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compared in time does the same work. */
class LineStepTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 1_003})
    void threeLinesLearnTheSame(int points) {
        Random random = new Random(1);
        double[] x = random.doubles(points).toArray();
        double[] y = random.doubles(points).toArray();
        CompiledFunction ours = Arignote.function(Models.line(T.vector("x"), T.vector("y")));
        ScalarLine scalar = new ScalarLine();
        VectorLine vector = new VectorLine();
        for (int step = 0; step < 10; step++) {
            double cost = ours.applyAsDouble(x, y);
            assertThat(scalar.step(x, y)).isCloseTo(cost, within(1e-12));
            assertThat(vector.step(x, y)).isCloseTo(cost, within(1e-12));
        }
        assertThat(vector.slope).isNotZero().isCloseTo(scalar.slope, within(1e-12));
        assertThat(vector.intercept).isNotZero().isCloseTo(scalar.intercept, within(1e-12));
    }

    @Test
    void oneSampleTeachesTheSame() {
        CompiledFunction ours = Arignote.function(Models.line(T.scalar("x"), T.scalar("y")));
        ScalarLine line = new ScalarLine();
        for (int step = 0; step < 10; step++) {
            assertThat(line.step(0.3, 1.6)).isCloseTo(ours.applyAsDouble(0.3, 1.6), within(1e-12));
        }
    }
}
