package arignote.bench;

import arignote.RandomState;
import arignote.eager.Variable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A line with eager variables: a training step, and its parts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EagerStep {
    @Param({"16", "10000"})
    private int size;

    private final Variable m = Variable.parameter(0.0, "m");
    private final Variable c = Variable.parameter(0.0, "c");
    private final Variable slope = Variable.of(0.3);
    private final Variable intercept = Variable.of(1.6);
    private Variable x;
    private Variable y;

    @Setup
    public void prepare() {
        x = Variable.of(new RandomState(0).rand(size));
        y = Variable.of(new RandomState(1).rand(size));
    }

    private Variable cost(Variable slope, Variable intercept) {
        return x.times(slope).plus(intercept).minus(y).sqr().mean();
    }

    /** The cost of a line that is not learnt. */
    @Benchmark
    public double forward() {
        return cost(slope, intercept).item();
    }

    /** The cost and both gradients. */
    @Benchmark
    public double gradients() {
        Variable cost = cost(m, c);
        m.zeroGrad();
        c.zeroGrad();
        cost.backward();
        return cost.item();
    }

    /** The cost, both gradients, both updates. */
    @Benchmark
    public double ours() {
        Variable cost = cost(m, c);
        m.zeroGrad();
        c.zeroGrad();
        cost.backward();
        m.step(-Models.RATE);
        c.step(-Models.RATE);
        return cost.item();
    }

    /** The same, with the updates by ND4J on the variables' own arrays. */
    @Benchmark
    public double arrays() {
        Variable cost = cost(m, c);
        m.zeroGrad();
        c.zeroGrad();
        cost.backward();
        m.data().subi(m.grad().data().mul(Models.RATE));
        c.data().subi(c.grad().data().mul(Models.RATE));
        return cost.item();
    }
}
