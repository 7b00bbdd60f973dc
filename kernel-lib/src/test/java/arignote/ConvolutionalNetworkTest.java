package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Six steps of a small network from end to end: convolution, tanh, pooling, softmax, whole-numbered labels, a penalty, shortened
 * gradients, Adam. Beside the same program in JAX 0.10.2 with optax 0.2.8, in float64.
 */
class ConvolutionalNetworkTest {
    /** {@code ((numpy.arange(n) * factor) % modulus - modulus // 2) * scale}. */
    private static INDArray pattern(int factor, int modulus, double scale, long... shape) {
        INDArray made = Nd4j.create(org.nd4j.linalg.api.buffer.DataType.DOUBLE, shape);
        for (long i = 0; i < made.length(); i++) {
            made.putScalar(i, (Math.floorMod(i * factor, modulus) - modulus / 2) * scale);
        }
        return made;
    }

    @Test
    void it_learns_as_JAX_does() {
        for (String mode : List.of("java", "nd4j")) {
            Expr x = T.tensor4("x");
            Expr k = T.ivector("k");
            Shared filters = shared(pattern(5, 13, 1 / 32.0, 4, 1, 3, 3), "filters");
            Shared c = shared(new double[4], "c");
            Shared w = shared(pattern(11, 29, 1 / 64.0, 100, 3), "W");
            Shared b = shared(new double[3], "b");
            Expr features = T.tanh(T.conv2d(x, filters).plus(c.dimshuffle("x", 0, "x", "x")));
            Expr flat = T.pool2d(features, 2, 2).reshape(-1, 100);
            Expr p = T.softmax(T.dot(flat, w).plus(b));
            Expr cost = T.categoricalCrossentropy(p, k).mean().plus(T.l2(w).times(0.01));
            var step = Optimizer.adam(0.05).clipTotalNorm(1).updates(cost, filters, c, w, b);
            var train = function(inputs(x, k), outputs(cost), updates(step), mode(mode));

            INDArray images = Nd4j.create(org.nd4j.linalg.api.buffer.DataType.DOUBLE, 8, 1, 12, 12);
            for (int i = 0; i < 8 * 144; i++) {
                images.putScalar(
                        i, Math.sin(i * i * 0.37)); // no two greatest in a window, where JAX has another gradient
            }
            int[] labels = {0, 1, 2, 0, 2, 1, 1, 0};
            double[] costs = new double[6];
            for (int i = 0; i < 6; i++) {
                costs[i] = train.applyAsDouble(images, labels);
            }
            double[] right = {
                1.1512408004489507,
                1.0462639195073151,
                0.7476958240661573,
                0.5694144045959054,
                0.42462956020224474,
                0.2914963922610826
            };
            assertThat(costs).containsExactly(right, offset(1e-9));
            double[] rightC = {-0.28526519807807865, -0.08821129634610113, -0.24451576964199076, -0.11022443980472924};
            assertThat(c.getValue().toDoubleVector()).containsExactly(rightC, offset(1e-8));
            double[] rightB = {0.028576011365660334, -0.05722134360725387, -0.006524762940351798};
            assertThat(b.getValue().toDoubleVector()).containsExactly(rightB, offset(1e-8));
        }
    }
}
