package arignote.bench;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.T;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sums of 20 000 rows of 50 numbers: down the columns, or along the rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SumStep {
    @Param({"down", "along"})
    private String way;

    private CompiledFunction sums;
    private INDArray rows;

    @Setup
    public void prepare() {
        prepare(way);
        Warm.up(this::ours);
    }

    void prepare(String way) {
        Expr x = T.matrix("x");
        sums = function(inputs(x), outputs(T.sum(x, way.equals("down") ? 0 : 1)));
        rows = new RandomState(1).randn(20_000, 50);
    }

    @Benchmark
    public INDArray ours() {
        return sums.apply(rows);
    }
}
