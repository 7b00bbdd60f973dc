package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The network is the one that the peers compute. */
class ElmanStepTest {
    @Test
    void allRowsAreThoseByHand() {
        ElmanStep step = new ElmanStep();
        step.prepare();
        double[] byHand =
                Arrays.stream(step.scalar()).flatMapToDouble(Arrays::stream).toArray();
        assertThat(step.ours().ravel().toDoubleVector()).containsExactly(byHand, within(1e-13));
        assertThat(Arrays.stream(byHand).sum()).isCloseTo(-85.16331100245145, within(1e-10)); // by_numpy.py, elman
    }
}
