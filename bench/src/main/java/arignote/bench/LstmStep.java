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

/** One training step of long short-term memory: 20 turns, 32 rows of 64 numbers, 128 hidden. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LstmStep {
    private CompiledFunction train;
    private INDArray x;

    @Setup
    public void prepare() {
        make();
        Warm.up(this::ours);
    }

    /** Makes it, without a step. */
    void make() {
        train = Arignote.function(Recurrences.Lstm.of(64, 128).training());
        x = new RandomState(1).randn(20, 32, 64);
    }

    @Benchmark
    public double ours() {
        return train.applyAsDouble(x);
    }
}
