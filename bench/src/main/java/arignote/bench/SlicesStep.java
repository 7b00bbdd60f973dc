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

/** One training step of logistic regression on a mini-batch of 128 rows, a slice of 60 000 shared rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SlicesStep {
    private static final int BATCH = 128;

    private CompiledFunction train;
    private ScalarLogistic byHand;
    private int batches;
    private int next;

    @Setup
    public void prepare() {
        prepare(60_000, 100);
    }

    void prepare(int count, int features) {
        INDArray rows = new RandomState(1).rand(count, features);
        double[][] x = rows.toDoubleMatrix();
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            y[i] = x[i][0] > x[i][1] ? 1 : 0;
        }
        train = Arignote.function(Models.slices(Arignote.shared(rows, "rows"), Arignote.shared(y, "targets"), BATCH));
        byHand = new ScalarLogistic(x, y);
        batches = count / BATCH;
    }

    /** Another mini-batch in each call, so that its rows come from memory. */
    private int number() {
        int number = next;
        next = number + 1 == batches ? 0 : number + 1;
        return number;
    }

    @Benchmark
    public double ours() {
        return train.applyAsDouble(number());
    }

    @Benchmark
    public double scalar() {
        int number = number();
        return byHand.step(number * BATCH, (number + 1) * BATCH);
    }
}
