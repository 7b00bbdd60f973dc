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
 * {@code function(…)} for a step and its first call; the expressions and gradients are there. With warm-up it is the time
 * of one more function of that structure, without it that of the first one in a JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Building {
    private static final Models.Sizes SIZES = Models.Sizes.SMALL;

    private final double[] x = {3, 4, 5, 6.1};
    private final double[] y = {0.9, 1.6, 1.9, 2.9};
    private final double[][] rows = new double[SIZES.rows()][SIZES.features()];
    private final double[][] targets = new double[SIZES.rows()][SIZES.classes()];
    private FunctionArgument[] line;
    private FunctionArgument[] newLine;
    private FunctionArgument[] newNetwork;
    private int invocation;

    @Setup(Level.Invocation)
    public void prepare() {
        invocation++;
        double rate = 1e-3 / invocation; // a number of its own, so that no function before has the same structure
        line = Models.line(T.vector("x"), T.vector("y"));
        newLine = Models.line(T.vector("x"), T.vector("y"), rate);
        newNetwork = Models.network(SIZES, rate);
    }

    @Benchmark
    public double ours() {
        return Arignote.function(line).applyAsDouble(x, y);
    }

    /** A line that was not there before. */
    @Benchmark
    public double line() {
        return Arignote.function(newLine).applyAsDouble(x, y);
    }

    /** A network that was not there before. */
    @Benchmark
    public double network() {
        return Arignote.function(newNetwork).applyAsDouble(rows, targets);
    }
}
