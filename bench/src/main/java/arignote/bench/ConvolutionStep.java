package arignote.bench;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.RandomState;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One training step of two layers of filters, on 64 images of 28 by 28 points. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConvolutionStep {
    private CompiledFunction train;
    private INDArray x;

    @Setup
    public void prepare() {
        prepare(64);
        Warm.up(this::ours);
    }

    void prepare(int images) {
        train = Arignote.function(Models.convolutions());
        x = new RandomState(1).rand(images, 1, 28, 28);
    }

    @Benchmark
    public double ours() {
        return train.applyAsDouble(x);
    }
}
