package arignote.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products, sums, views and logistic regression give what by_numpy.py gives. */
class MatrixStepsTest {
    @ParameterizedTest
    @CsvSource({
        "16x20 20x30, 75.68493182571817",
        "600x784T 600x10, 1348.541694938082",
        "600x784 10x784T, -480.0076840489726",
        "600x784 784, -320.59543528982766",
        "600 600x784, -830.461815367735",
        "784x1 1x500, 608.1120772192454"
    })
    void a_product_adds_up_to_what_numpys_does(String factors, double expected) {
        ProductStep step = new ProductStep();
        step.prepare(factors);
        assertThat(step.ours().sumNumber().doubleValue()).isCloseTo(expected, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({"down, 50", "along, 20000"})
    void sums_are_numpys(String way, long length) {
        SumStep step = new SumStep();
        step.prepare(way);
        assertThat(step.ours().length()).isEqualTo(length);
        assertThat(step.ours().sumNumber().doubleValue()).isCloseTo(651.8043080192331, within(1e-8));
    }

    @Test
    void the_third_mini_batch_is_numpys() {
        ViewStep step = new ViewStep();
        step.prepare(20_000, 50);
        step.ours();
        step.ours();
        assertThat(step.ours().sumNumber().doubleValue()).isCloseTo(55.032533593516106, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"400x784, 1.448896689272667", "600x784x10, 4.762856863170779"})
    void ten_steps_end_where_numpy_does(String sizes, double expected) {
        LogisticStep step = new LogisticStep();
        step.prepare(sizes);
        for (int i = 0; i < 9; i++) {
            step.ours();
        }
        assertThat(step.ours()).isCloseTo(expected, within(1e-12));
    }
}
