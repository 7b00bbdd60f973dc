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

/** The hidden rows of an Elman network: 32 numbers, 100 turns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ElmanStep {
    private CompiledFunction hidden;
    private ScalarElman byHand;
    private double[][] x;

    @Setup
    public void prepare() {
        prepare(100, 32);
        Warm.up(this::ours);
    }

    void prepare(int turns, int size) {
        Recurrences.Elman weights = Recurrences.Elman.of(size);
        hidden = Arignote.function(weights.hidden());
        byHand = new ScalarElman(turns, weights);
        x = new RandomState(1).randn(turns, size).toDoubleMatrix();
    }

    @Benchmark
    public INDArray ours() {
        return hidden.apply((Object) x);
    }

    @Benchmark
    public double[][] scalar() {
        return byHand.run(x);
    }
}
