package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Both learn the same from the same mini-batches. */
class SlicesStepTest {
    @Test
    void fiveTimesAllMiniBatchesTeachWhatTheyDoByHand() {
        SlicesStep ours = new SlicesStep();
        SlicesStep byHand = new SlicesStep();
        ours.prepare(1_000, 100); // seven mini-batches and a rest
        byHand.prepare(1_000, 100);
        for (int step = 0; step < 35; step++) {
            assertThat(ours.ours()).isCloseTo(byHand.scalar(), within(1e-13));
        }
    }

    @Test
    void tenStepsEndWhereNumPyDoes() {
        SlicesStep step = new SlicesStep();
        step.prepare();
        for (int i = 0; i < 9; i++) {
            step.ours();
        }
        assertThat(step.ours()).isCloseTo(0.6930003826940581, within(1e-13)); // by_numpy.py, slices
    }
}
