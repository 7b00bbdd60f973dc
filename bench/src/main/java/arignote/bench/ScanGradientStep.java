package arignote.bench;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.RandomState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The gradient of the sum of all {@code h * h} by w, of {@code h = tanh(w h + x[t])} over 10 000 single numbers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScanGradientStep {
    private CompiledFunction gradient;
    private ScalarScan byHand;
    private double[] x;
    private double w = 0.9; // not final, so that nothing is computed ahead

    @Setup
    public void prepare() {
        prepare(10_000);
    }

    void prepare(int turns) {
        gradient = Arignote.function(Recurrences.scanGradient());
        byHand = new ScalarScan(turns);
        x = new RandomState(1).randn(turns).toDoubleVector();
    }

    @Benchmark
    public double ours() {
        return gradient.applyAsDouble(x, w);
    }

    @Benchmark
    public double scalar() {
        return byHand.gradient(x, w);
    }
}
