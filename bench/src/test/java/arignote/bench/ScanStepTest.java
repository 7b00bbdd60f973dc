package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The function and the loops by hand compute what the peers do. */
class ScanStepTest {
    @Test
    void allTurnsAreThoseByHand() {
        ScanStep step = new ScanStep();
        step.prepare();
        double[] h = step.scalar();
        assertThat(step.ours().toDoubleVector()).containsExactly(h, within(1e-13));
        assertThat(Arrays.stream(h).sum()).isCloseTo(32.2915554591617, within(1e-9)); // by_numpy.py, scan
    }

    @Test
    void theGradientIsThatByHand() {
        ScanGradientStep step = new ScanGradientStep();
        step.prepare();
        assertThat(step.ours()).isCloseTo(step.scalar(), within(1e-9));
        assertThat(step.scalar()).isCloseTo(1476.6021633819173, within(1e-9)); // by_numpy.py, scan_gradient
    }

    @Test
    void aCallThatFollowsGivesTheSame() {
        ScanStep step = new ScanStep();
        step.prepare(7);
        double[] first = step.scalar().clone();
        step.scalar();
        step.ours();
        assertThat(step.ours().toDoubleVector()).containsExactly(first, within(1e-15));
        assertThat(step.scalar()).containsExactly(first);
    }
}
