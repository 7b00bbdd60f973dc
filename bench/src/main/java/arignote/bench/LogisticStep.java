package arignote.bench;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.RandomState;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One training step of logistic regression on all rows: the example of Theano's documentation, with two classes and a
 * penalty on the weights, and one with ten classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LogisticStep {
    @Param({"400x784", "600x784x10"})
    private String sizes;

    private CompiledFunction train;
    private INDArray x;
    private INDArray y;

    @Setup
    public void prepare() {
        prepare(sizes);
        Warm.up(this::ours);
    }

    void prepare(String sizes) {
        RandomState rng = new RandomState(1);
        boolean two = sizes.equals("400x784");
        train = Arignote.function(two ? Models.logistic(784) : Models.softmax(600, 784, 10));
        x = rng.randn(two ? 400 : 600, 784);
        y = two ? Nd4j.createFromArray(alternating(400)) : NetworkStep.oneHot(600, 10);
    }

    private static double[] alternating(int rows) {
        double[] classes = new double[rows];
        for (int i = 0; i < rows; i++) {
            classes[i] = i % 2;
        }
        return classes;
    }

    @Benchmark
    public double ours() {
        return train.applyAsDouble(x, y);
    }
}
