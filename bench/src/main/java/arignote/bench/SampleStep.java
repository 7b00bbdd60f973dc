package arignote.bench;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.T;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One training step of a line on one sample, two numbers: stochastic gradient descent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SampleStep {
    private final CompiledFunction train = Arignote.function(Models.line(T.scalar("x"), T.scalar("y")));
    private final ScalarLine line = new ScalarLine();
    private double x = 0.3; // not final, so that nothing is computed ahead
    private double y = 1.6;

    @Benchmark
    public double ours() {
        return train.applyAsDouble(x, y);
    }

    @Benchmark
    public double scalar() {
        return line.step(x, y);
    }
}
