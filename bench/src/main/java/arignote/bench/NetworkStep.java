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

/** One training step of a network: a small one on 16 rows, one for digits of 28 by 28 points on 128. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NetworkStep {
    @Param({"20-30-5", "784-256-10"})
    private String layers;

    private CompiledFunction train;
    private INDArray x;
    private INDArray y;

    @Setup
    public void prepare() {
        prepare(Models.Sizes.of(layers));
        Warm.up(this::ours);
    }

    void prepare(Models.Sizes sizes) {
        train = Arignote.function(Models.network(sizes));
        x = new RandomState(1).randn(sizes.rows(), sizes.features());
        y = oneHot(sizes.rows(), sizes.classes());
    }

    @Benchmark
    public double ours() {
        return train.applyAsDouble(x, y);
    }

    static INDArray oneHot(int rows, int classes) {
        double[][] targets = new double[rows][classes];
        for (int i = 0; i < rows; i++) {
            targets[i][i % classes] = 1;
        }
        return Nd4j.createFromArray(targets);
    }
}
