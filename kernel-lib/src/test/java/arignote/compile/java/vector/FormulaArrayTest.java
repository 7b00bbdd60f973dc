package arignote.compile.java.vector;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ScalarOp;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas in several classes; that they compute the same is ArrayFormulaTest's matter. */
class FormulaArrayTest {
    private static final Pattern CALL = Pattern.compile("\\w\\(");

    private static Stream<ScalarOp> formulas() {
        return Stream.of(ScalarOp.values()).filter(op -> op.cost() == ScalarOp.Cost.FORMULA);
    }

    /** HotSpot inlines some 45 calls of the Vector API before it is careful (FormulaParts). */
    @ParameterizedTest
    @MethodSource("formulas")
    void no_class_has_more_calls_than_hotspot_inlines(ScalarOp op) {
        List<FormulaArray.Type> types = FormulaArray.of(op, 512).types();
        for (FormulaArray.Type type : types) {
            long calls = type.text()
                    .toString()
                    .lines()
                    .filter(l -> !l.contains("(kept, ") && !l.contains("Lanes") && !l.contains("void apply"))
                    .mapToLong(l -> CALL.matcher(l).results().count())
                    .sum();
            assertThat(calls).as(type.name()).isLessThanOrEqualTo(45);
        }
        assertThat(types.size())
                .as("two classes alone would be inlined where they are called")
                .isNotEqualTo(2);
    }

    @Test
    void what_a_later_class_needs_is_kept_whatever_it_is() {
        List<FormulaArray.Type> types = FormulaArray.of(ScalarOp.SIN, 512).types();
        assertThat(types.get(0).text().toString())
                .contains("DoubleVector.broadcast(S, 0.0).blend(1.0, rare).intoArray(kept, i - from + 0);");
        assertThat(types.get(types.size() - 1).text().toString())
                .contains("LongVector quarters = DoubleVector.fromArray(S, kept, ")
                .contains(".reinterpretAsLongs();")
                .contains("VectorMask<Double> rare = DoubleVector.fromArray(S, kept, i - from + 0)"
                        + ".compare(VectorOperators.NE, 0.0);")
                .contains("DoubleVector x = DoubleVector.fromArray(S, a, i);");
    }
}
