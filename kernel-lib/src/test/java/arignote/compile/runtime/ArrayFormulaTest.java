package arignote.compile.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.expr.ScalarOp;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas on arrays, by vectors and one by one. */
class ArrayFormulaTest {
    @BeforeAll
    static void the_module_is_there() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API is not there: run with --add-modules=jdk.incubator.vector");
        Compilations.formulasInVectors();
    }

    private static Stream<ScalarOp> formulas() {
        return Stream.of(ScalarOp.values()).filter(op -> op.cost() == ScalarOp.Cost.FORMULA);
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void every_strip_has_the_bits_of_single_elements(ScalarOp operation) {
        double[] a = operands(1);
        double[] b = operands(2);
        for (int bits = 128; bits <= 512; bits *= 2) {
            ArrayFormula formula = ArrayFormula.of(operation, bits);
            assertThat(formula.hasVectors()).isTrue();
            for (int from = 0; from <= 256; from += 256) {
                for (int count = 1; count <= 256; count = count < 40 ? count + 1 : 2 * count) {
                    double[] result = new double[a.length];
                    formula.apply(a, b, result, from, count);
                    int first = from;
                    assertThat(IntStream.range(0, from).filter(i -> result[i] != 0))
                            .as("elements before the strip")
                            .isEmpty();
                    assertThat(IntStream.range(first, first + count)
                                    .filter(i -> Double.doubleToLongBits(result[i])
                                            != Double.doubleToLongBits(
                                                    operation.value().at(a[i], b[i], 0))))
                            .as(operation + " " + bits + " bits, " + count + " from " + from)
                            .isEmpty();
                }
            }
        }
    }

    private static double[] operands(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(512, -3, 3).toArray();
    }
}
