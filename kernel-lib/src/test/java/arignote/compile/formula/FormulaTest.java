package arignote.compile.formula;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.compile.java.vector.FormulaVector;
import arignote.compile.javascript.FormulaJavaScript;
import arignote.compile.print.FreshNames;
import arignote.expr.ScalarOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of {@link ScalarOp} as one expression. */
class FormulaTest {
    @Test
    void a_row_as_Java_is_what_the_table_says_of_the_operands() {
        assertThat(FormulaVector.scalar(Formula.of(ScalarOp.EXP), List.of("x[i]")))
                .isEqualTo("Elementary.exp(x[i])");
        assertThat(FormulaVector.scalar(Formula.of(ScalarOp.WHERE), List.of("b", "c", "a")))
                .isEqualTo("(b != 0 ? c : a)");
        assertThat(FormulaVector.scalar(Formula.of(ScalarOp.MAXIMUM), List.of("b", "a")))
                .isEqualTo("Math.max(b, a)");
    }

    @Test
    void a_row_as_JavaScript_is_an_expression_or_the_call_of_a_function() {
        assertThat(FormulaJavaScript.call(Formula.of(ScalarOp.ADD), List.of("u", "v")))
                .isEqualTo("u + v");
        assertThat(FormulaJavaScript.function(Formula.of(ScalarOp.ADD))).isEmpty();
        assertThat(FormulaJavaScript.call(Formula.of(ScalarOp.SQRT), List.of("u")))
                .isEqualTo("Math.sqrt(u)");
        assertThat(FormulaJavaScript.call(Formula.of(ScalarOp.TANH), List.of("u")))
                .isEqualTo("tanh(u)");
    }

    @Test
    void a_row_that_is_one_operation_needs_no_statement_for_vectors() {
        FormulaVector.Printed printed = FormulaVector.print(
                Formula.of(ScalarOp.SUBTRACT), new FreshNames(List.of("u", "v"), 2), List.of("u", "v"));
        assertThat(printed.lines()).isEmpty();
        assertThat(printed.result()).isEqualTo("u.sub(v)");
    }

    @Test
    void huge_angles_go_lane_by_lane() {
        FormulaVector.Printed printed =
                FormulaVector.print(Formula.of(ScalarOp.COS), new FreshNames(List.of("x"), 2), List.of("x"));
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
