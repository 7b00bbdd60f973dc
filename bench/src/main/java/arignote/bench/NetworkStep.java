package arignote.bench;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.RandomState;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One training step of a small network, 20-30-5 on 16 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NetworkStep {
    private final CompiledFunction train = Arignote.function(Models.network());
    private final INDArray x = new RandomState(1).randn(Models.ROWS, Models.FEATURES);
    private final INDArray y = oneHot();

    @Benchmark
    public double ours() {
        return train.applyAsDouble(x, y);
    }

    private static INDArray oneHot() {
        double[][] rows = new double[Models.ROWS][Models.CLASSES];
        for (int i = 0; i < rows.length; i++) {
            rows[i][i % Models.CLASSES] = 1;
        }
        return Nd4j.createFromArray(rows);
    }
}
