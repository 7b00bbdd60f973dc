package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The filters are those that the peers train. */
class ConvolutionStepTest {
    @Test
    void threeStepsEndWhereJaxDoes() {
        ConvolutionStep step = new ConvolutionStep();
        step.prepare(2);
        step.ours();
        step.ours();
        assertThat(step.ours()).isCloseTo(0.4910538514374237, within(1e-10)); // by_jax.py, convolution, of 2 images
    }
}
