package arignote.bench;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training step of a line (cost, both gradients, both updates): ours beside the loop that a good engineer would
 * write for this one problem. Microseconds a step.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LineStep {
    private static final double RATE = 1e-3;

    @Param({"16", "10000"})
    private int points;

    private double[] xData;
    private double[] yData;
    private CompiledFunction train;
    private double slope;
    private double intercept;

    @Setup
    public void prepare() {
        RandomState rng = new RandomState(0);
        xData = rng.rand(points).toDoubleVector();
        yData = rng.rand(points).toDoubleVector();
        Expr x = T.vector("x");
        Expr y = T.vector("y");
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        train = function(
                inputs(x, y),
                outputs(cost),
                update(m, m.minus(T.grad(cost, m).times(RATE))),
                update(c, c.minus(T.grad(cost, c).times(RATE))));
    }

    @Benchmark
    public double arignote() {
        return train.applyAsDouble(xData, yData);
    }

    @Benchmark
    public double byHand() {
        double cost = 0;
        double bySlope = 0;
        double byIntercept = 0;
        for (int i = 0; i < points; i++) {
            double rest = xData[i] * slope + intercept - yData[i];
            cost += rest * rest;
            bySlope += rest * xData[i];
            byIntercept += rest;
        }
        slope -= RATE * 2 * bySlope / points;
        intercept -= RATE * 2 * byIntercept / points;
        return cost / points;
    }
}
