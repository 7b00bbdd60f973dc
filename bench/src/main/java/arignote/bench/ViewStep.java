package arignote.bench;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;

import arignote.Arignote;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The sums down the columns of a mini-batch: {@code rows.reshape(-1, 100, 50).get(i)} of 20 000 shared rows, and another
 * mini-batch in each call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ViewStep {
    private static final int BATCH = 100;

    private CompiledFunction sums;
    private int batches;
    private int next;

    @Setup
    public void prepare() {
        prepare(20_000, 50);
        Warm.up(this::ours);
    }

    void prepare(int count, int features) {
        Expr i = T.lscalar("i");
        Expr rows = Arignote.shared(new RandomState(1).randn(count, features), "rows");
        sums = function(
                inputs(i), outputs(T.sum(rows.reshape(-1, BATCH, features).get(i), 0)));
        batches = count / BATCH;
    }

    @Benchmark
    public INDArray ours() {
        int number = next;
        next = number + 1 == batches ? 0 : number + 1;
        return sums.apply(number);
    }
}
