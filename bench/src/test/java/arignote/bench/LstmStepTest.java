package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.RandomState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network is the one that the peers train, and learns what it does by hand. */
class LstmStepTest {
    @Test
    void threeStepsMoveTheWeightsAsByHand() {
        int features = 3;
        int hidden = 4;
        Recurrences.Lstm weights = Recurrences.Lstm.of(features, hidden);
        PlainLstm byHand = new PlainLstm(weights);
        CompiledFunction train = Arignote.function(weights.training());
        INDArray x = new RandomState(1).randn(5, 2, features);
        double[][][] rows = new double[5][][];
        Arrays.setAll(rows, t -> x.slice(t).toDoubleMatrix());
        for (int step = 0; step < 3; step++) {
            assertThat(train.applyAsDouble(x)).isCloseTo(byHand.step(rows), within(1e-16));
            assertSame(weights.w().getValue().toDoubleMatrix(), byHand.w);
            assertSame(weights.u().getValue().toDoubleMatrix(), byHand.u);
            assertThat(weights.b().getValue().toDoubleVector()).containsExactly(byHand.b, within(1e-16));
        }
        assertThat(byHand.b).doesNotContain(0);
    }

    /** A step moves a weight by some 1e-6, so that eight or more digits of a gradient count. */
    private static void assertSame(double[][] ours, double[][] byHand) {
        for (int i = 0; i < byHand.length; i++) {
            assertThat(ours[i]).containsExactly(byHand[i], within(1e-15));
        }
    }

    @Test
    void threeStepsEndWhereNumPyDoes() {
        LstmStep step = new LstmStep();
        step.make();
        step.ours();
        step.ours();
        assertThat(step.ours()).isCloseTo(0.02960809298141269, within(1e-15)); // by_numpy.py, lstm
    }
}
