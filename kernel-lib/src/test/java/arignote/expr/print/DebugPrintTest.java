package arignote.expr.print;

import static arignote.Arignote.debugprint;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expressions and functions as indented trees. */
class DebugPrintTest {
    private final Expr x = T.matrix("x");
    private final Shared w = shared(new float[] {1, 2}, "w");

    @Test
    void a_part_that_stands_twice_is_written_once() {
        Expr h = T.dot(x, w).name("h");
        assertThat(debugprint(h.times(T.exp(h)).plus(T.vector()).sum())).isEqualTo("""
                        sum{0} [id A] <float64 scalar>
                         |add [id B] <float64 vector>
                           |multiply [id C] <float64 vector>
                           | |dot{{1}{0}} [id D] <float64 vector> 'h'
                           | | |x [id E] <float64 matrix>
                           | | |w [id F] <float32 vector>
                           | |exp [id G] <float64 vector>
                           |   |dot{{1}{0}} [id D] <float64 vector> 'h'
                           |     |...
                           |a [id H] <float64 vector>
                        """);
    }

    @Test
    void an_operation_says_what_it_does() {
        assertThat(debugprint(T.cast(x.max(1).keepDims(), "int32"), x.dimshuffle(1, "x", 0), x.times(2)))
                .isEqualTo("""
                        cast{int32} [id A] <int32 matrix>
                         |max{1, keepdims} [id B] <float64 matrix>
                           |x [id C] <float64 matrix>
                        dimshuffle{1, x, 0} [id D] <float64 tensor3>
                         |x [id C] <float64 matrix>
                        multiply [id E] <float64 matrix>
                         |x [id C] <float64 matrix>
                         |2 [id F] <float64 scalar>
                        """);
    }

    @Test
    void parts_are_shown_as_they_are_written() {
        Expr i = T.iscalar("i");
        assertThat(debugprint(T.concatenate(List.of(x.get("1:", i), x.get(0)), 0)))
                .isEqualTo("""
                        join{0} [id A] <float64 vector>
                         |part{i:, i} [id B] <float64 vector>
                         | |x [id C] <float64 matrix>
                         | |1 [id D] <int64 scalar>
                         | |i [id E] <int32 scalar>
                         |part{i} [id F] <float64 vector>
                           |x [id C] <float64 matrix>
                           |0 [id G] <int64 scalar>
                        """);
    }

    @Test
    void a_function_is_shown_as_it_is_computed() {
        Expr y = T.vector("y");
        for (String mode : new String[] {"java", "nd4j", "debug"}) {
            CompiledFunction f = function(
                    inputs(y),
                    outputs(Map.of("cost", T.log(T.sigmoid(y)))),
                    update(w, w.times(2f).times(1)),
                    mode(mode));
            assertThat(debugprint(f)).isEqualTo("""
                            output 'cost':
                            negate [id A] <float64 vector>
                             |softplus [id B] <float64 vector>
                               |negate [id C] <float64 vector>
                                 |y [id D] <float64 vector>
                            update of 'w':
                            multiply [id E] <float32 vector>
                             |w [id F] <float32 vector>
                             |2 [id G] <float32 scalar>
                            """);
        }
    }

    @Test
    void depth_is_no_limit_and_marks_go_on() {
        Expr deep = T.vector("v");
        for (int i = 0; i < 20_000; i++) {
            deep = T.exp(deep);
        }
        String text = debugprint(deep);
        assertThat(text.lines().count()).isEqualTo(20_001);
        assertThat(text.lines().skip(25).limit(2).map(String::strip))
                .containsExactly("|exp [id Z] <float64 vector>", "|exp [id BA] <float64 vector>");
        assertThat(text.lines().skip(59).limit(3))
                .containsExactly(
                        "  ".repeat(58) + " |exp [id CH] <float64 vector>",
                        "  ".repeat(59) + " |exp [id CI] <float64 vector>",
                        "(61) |exp [id CJ] <float64 vector>");
        assertThat(text.length())
                .as("characters: not indented by 40 000 columns")
                .isLessThan(20_001 * 50);
    }

    @Test
    void null_has_a_sentence() {
        assertThatThrownBy(() -> debugprint((Expr) null)).hasMessage("debugprint got null; give an expression");
        assertThatThrownBy(() -> debugprint((CompiledFunction) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("debugprint takes expressions, or a function that function(…) made");
    }
}
