package arignote.bench;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.T;
import java.util.Arrays;
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

/** A product of two matrices or vectors, both given in the call. T: the factor is transposed first. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProductStep {
    @Param({
        "600x784 784x10",
        "784x600 600x10",
        "20x784 784x500",
        "128x784 784x256",
        "16x20 20x30",
        "600x784 784",
        "600 600x784",
        "600x784T 600x10",
        "600x784 10x784T",
        "784x1 1x500"
    })
    private String factors;

    private CompiledFunction product;
    private INDArray left;
    private INDArray right;

    @Setup
    public void prepare() {
        prepare(factors);
        Warm.up(this::ours);
    }

    void prepare(String factors) {
        String[] words = factors.split(" ");
        RandomState rng = new RandomState(1);
        left = value(words[0], rng);
        right = value(words[1], rng);
        Expr a = left.rank() == 1 ? T.vector("a") : T.matrix("a");
        Expr b = right.rank() == 1 ? T.vector("b") : T.matrix("b");
        product = function(inputs(a, b), outputs(T.dot(factor(words[0], a), factor(words[1], b))));
    }

    private static INDArray value(String word, RandomState rng) {
        return rng.randn(Arrays.stream(word.replace("T", "").split("x"))
                .mapToLong(Long::parseLong)
                .toArray());
    }

    private static Expr factor(String word, Expr variable) {
        return word.endsWith("T") ? T.transpose(variable) : variable;
    }

    @Benchmark
    public INDArray ours() {
        return product.apply(left, right);
    }
}
