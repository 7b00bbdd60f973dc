package arignote.bench;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.T;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One training step of a line (cost, both gradients, both updates): ours beside two loops by hand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LineStep {
    /** What the line is fitted to. */
    @State(Scope.Benchmark)
    public static class Points {
        @Param({"1", "16", "10000", "1000000", "10000000"})
        private int points;

        private double[] x;
        private double[] y;

        @Setup
        public void prepare() {
            Random random = new Random(0);
            x = random.doubles(points).toArray();
            y = random.doubles(points).toArray();
        }
    }

    /** The step as a function of the library. A state of its own: loops by hand do without ND4J. */
    @State(Scope.Benchmark)
    public static class Ours {
        private final CompiledFunction train = Arignote.function(Models.line(T.vector("x"), T.vector("y")));
    }

    /** The same points as arrays of ND4J. */
    @State(Scope.Benchmark)
    public static class Arrays {
        private INDArray x;
        private INDArray y;

        @Setup
        public void prepare(Points data) {
            x = Nd4j.createFromArray(data.x);
            y = Nd4j.createFromArray(data.y);
        }
    }

    /** The step by hand. */
    @State(Scope.Benchmark)
    public static class Scalar {
        private final ScalarLine line = new ScalarLine();
    }

    /** The step by hand, with the Vector API. */
    @State(Scope.Benchmark)
    public static class Vector {
        private final VectorLine line = new VectorLine();
    }

    @Benchmark
    public double ours(Ours ours, Points data) {
        return ours.train.applyAsDouble(data.x, data.y);
    }

    /** With arrays of ND4J, the same in each call. */
    @Benchmark
    public double arrays(Ours ours, Arrays data) {
        return ours.train.applyAsDouble(data.x, data.y);
    }

    @Benchmark
    public double scalar(Scalar scalar, Points data) {
        return scalar.line.step(data.x, data.y);
    }

    @Benchmark
    public double vector(Vector vector, Points data) {
        return vector.line.step(data.x, data.y);
    }
}
