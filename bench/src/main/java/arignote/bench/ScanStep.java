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

/** {@code h = tanh(w h + x[t])} over 10 000 single numbers, giving all h. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScanStep {
    private CompiledFunction scan;
    private ScalarScan byHand;
    private double[] x;
    private double w = 0.9; // not final, so that nothing is computed ahead

    @Setup
    public void prepare() {
        prepare(10_000);
    }

    void prepare(int turns) {
        scan = Arignote.function(Recurrences.scan());
        byHand = new ScalarScan(turns);
        x = new RandomState(1).randn(turns).toDoubleVector();
    }

    @Benchmark
    public INDArray ours() {
        return scan.apply(x, w);
    }

    @Benchmark
    public double[] scalar() {
        return byHand.run(x, w);
    }
}
