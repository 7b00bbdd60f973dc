package arignote.bench;

import arignote.Arignote;
import arignote.FunctionArgument;
import arignote.T;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * {@code function(…)} for the line's step and its first call; the expressions and gradients are there. With warm-up it
 * is the time of one more function of that structure, without it that of the first one in a JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Building {
    private final double[] x = {3, 4, 5, 6.1};
    private final double[] y = {0.9, 1.6, 1.9, 2.9};
    private FunctionArgument[] line;

    @Setup(Level.Invocation)
    public void prepare() {
        line = Models.line(T.vector("x"), T.vector("y"));
    }

    @Benchmark
    public double ours() {
        return Arignote.function(line).applyAsDouble(x, y);
    }
}
