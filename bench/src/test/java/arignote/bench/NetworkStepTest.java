package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The network is the one that the peers train. */
class NetworkStepTest {
    @Test
    void tenStepsEndWhereNumPyDoes() {
        NetworkStep step = new NetworkStep();
        step.prepare(Models.Sizes.SMALL);
        for (int i = 0; i < 9; i++) {
            step.ours();
        }
        assertThat(step.ours()).isCloseTo(1.5915648689159032, within(1e-12)); // by_numpy.py, network
    }
}
