package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.java.Target;
import arignote.function.Signature;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products that loops compute, and those that tiles do: which, their sizes alone decide. */
class ProductsOfFunctionsTest {
    private final Random random = new Random(3);

    private double[][] matrix(int rows, int columns) {
        double[][] m = new double[rows][columns];
        for (double[] row : m) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return m;
    }

    private static void alike(INDArray a, INDArray b) {
        assertThat(a.shape()).isEqualTo(b.shape());
        assertThat(a.ravel().toDoubleVector()).containsExactly(b.ravel().toDoubleVector(), within(1e-10));
    }

    /** Memory for the library begins and ends at a line of the cache; each of these has another number of bytes behind the last. */
    @Test
    void products_of_any_size_have_room() {
        Expr a = T.matrix("a");
        Expr b = T.matrix("b");
        CompiledFunction product = function(inputs(a, b), outputs(T.dot(a, b)));
        CompiledFunction interpreted = function(inputs(a, b), outputs(T.dot(a, b)), mode("nd4j"));
        for (int n = 97; n < 106; n++) { // later ones reuse the memory of earlier ones unless they are larger
            double[][] x = matrix(n, n);
            alike(product.apply(x, x), interpreted.apply(x, x));
        }
    }

    @Test
    void a_layer_and_its_gradient_in_either_way_as_the_interpreter_has_them() {
        for (int rows : new int[] {1, 3, 200}) {
            double[][] x = matrix(rows, 70);
            Shared weights = shared(Nd4j.create(matrix(70, 40)), "W");
            Expr input = T.matrix("X");
            Expr cost = T.sum(T.sqr(T.tanh(T.dot(input, weights))));
            Expr gradient = T.grad(cost, weights);
            INDArray expected =
                    function(inputs(input), outputs(gradient), mode("nd4j")).apply((Object) x);
            CompiledFunction compiled = function(inputs(input), outputs(gradient));
            alike(compiled.apply((Object) x), expected);
            alike(compiled.apply(Nd4j.create(x)), expected);
            assertThat(compiled.source().text().contains(" multiply(")).isEqualTo(rows == 200);
        }
    }

    /** Rows of any length: vectors that end with the row, single numbers where it is short, and nothing at all. */
    @Test
    void rows_of_each_length_have_the_same_bits_in_vectors() {
        Expr x = T.matrix("X");
        Expr w = T.matrix("W");
        Expr product = T.dot(x, w);
        Expr gradient = T.grad(T.sum(T.sqr(T.tanh(product))), x);
        Signature signature = Signature.of(List.of(inputs(x, w), outputs(product, gradient)));
        List<JavaFunction> vectors = Stream.of(128, 256, 512)
                .map(bits -> new JavaFunction(signature, new Target(bits, JavaFunction.readsSegments()), 1))
                .toList();
        JavaFunction plain = new JavaFunction(signature, new Target(0, JavaFunction.readsSegments()), 1);
        for (int columns = 1; columns <= 70; columns++) {
            Object[] arguments = {matrix(3, 7), matrix(7, columns)};
            List<INDArray> expected = plain.applyAll(arguments);
            for (JavaFunction f : vectors) {
                List<INDArray> found = f.applyAll(arguments);
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).ravel().toDoubleVector())
                            .as("%d columns", columns)
                            .isEqualTo(expected.get(i).ravel().toDoubleVector());
                }
            }
        }
    }

    @Test
    void sizes_decide_and_not_what_was_called_before() {
        double[][] small = matrix(4, 50);
        double[][] large = matrix(300, 50);
        Expr x = T.matrix("X");
        Expr product = T.dot(x, x.T());
        CompiledFunction first = function(inputs(x), outputs(product));
        CompiledFunction second = function(inputs(x), outputs(product));
        INDArray smallFirst = first.apply((Object) small);
        INDArray largeSecond = first.apply((Object) large);
        INDArray largeFirst = second.apply((Object) large);
        INDArray smallSecond = second.apply((Object) small);
        assertThat(smallFirst.ravel().toDoubleVector())
                .containsExactly(smallSecond.ravel().toDoubleVector());
        assertThat(largeFirst.ravel().toDoubleVector())
                .containsExactly(largeSecond.ravel().toDoubleVector());
    }

    @Test
    void weights_that_lie_outside_of_the_heap_are_updated() {
        Shared weights = shared(Nd4j.create(matrix(100, 100)), "W");
        INDArray before = weights.getValue();
        Expr x = T.matrix("X");
        double[][] data = matrix(30, 100);
        function(
                        inputs(x),
                        update(
                                weights,
                                weights.minus(T.dot(x.T(), T.dot(x, weights)).times(0.01))))
                .applyAll((Object) data);
        INDArray rows = Nd4j.create(data);
        alike(
                weights.getValue(),
                before.sub(rows.transpose().mmul(rows.mmul(before)).mul(0.01)));
    }
}
