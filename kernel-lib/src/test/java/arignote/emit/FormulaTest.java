package arignote.emit;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ScalarOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of {@link ScalarOp} as one expression. */
class FormulaTest {
    @Test
    void a_row_as_Java_is_what_the_table_says_of_the_operands() {
        assertThat(Formula.of(ScalarOp.EXP).java(List.of("x[i]"))).isEqualTo("Elementary.exp(x[i])");
        assertThat(Formula.of(ScalarOp.WHERE).java(List.of("b", "c", "a"))).isEqualTo("(b != 0 ? c : a)");
        assertThat(Formula.of(ScalarOp.MAXIMUM).java(List.of("b", "a"))).isEqualTo("Math.max(b, a)");
    }

    @Test
    void a_row_as_JavaScript_is_an_expression_or_the_call_of_a_function() {
        assertThat(Formula.of(ScalarOp.ADD).javaScript(List.of("u", "v"))).isEqualTo("u + v");
        assertThat(Formula.of(ScalarOp.ADD).javaScriptFunction()).isEmpty();
        assertThat(Formula.of(ScalarOp.SQRT).javaScript(List.of("u"))).isEqualTo("Math.sqrt(u)");
        assertThat(Formula.of(ScalarOp.TANH).javaScript(List.of("u"))).isEqualTo("tanh(u)");
    }

    @Test
    void a_row_that_is_one_operation_needs_no_statement_for_vectors() {
        Formula.Printed printed =
                Formula.of(ScalarOp.SUBTRACT).vector(new FormulaNames(List.of("u", "v")), List.of("u", "v"));
        assertThat(printed.lines()).isEmpty();
        assertThat(printed.result()).isEqualTo("u.sub(v)");
    }

    @Test
    void huge_angles_go_lane_by_lane() {
        Formula.Printed printed = Formula.of(ScalarOp.COS).vector(new FormulaNames(List.of("x")), List.of("x"));
        List<String> lines = printed.lines();
        assertThat(String.join("\n", lines.subList(lines.size() - 7, lines.size())))
                .isEqualTo("""
                if (rare.anyTrue()) {
                    double[] aLanes = x.toArray();
                    for (int lane = 0; lane < aLanes.length; lane++) {
                        aLanes[lane] = Trigonometry.cos(aLanes[lane]);
                    }
                    cos = DoubleVector.fromArray(S, aLanes, 0);
                }""");
    }
}
