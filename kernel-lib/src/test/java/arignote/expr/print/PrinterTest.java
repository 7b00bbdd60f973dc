package arignote.expr.print;

import static arignote.Arignote.latex;
import static arignote.Arignote.pp;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.expr.Graphs;
import org.junit.jupiter.api.Test;

/** Formulas as text and as LaTeX. */
class PrinterTest {
    private final Expr x = T.vector("x");
    private final Expr y = T.vector("y");
    private final Shared m = shared(0.0, "m");
    private final Shared c = shared(0.0, "c");

    @Test
    void the_line_reads_as_maths() {
        assertThat(pp(T.dot(x, m).plus(c))).isEqualTo("((x * m) + c)");
        assertThat(pp(T.sum(T.pow(x.minus(y), 2)).div(32))).isEqualTo("(sum(((x - y) ** 2)) / 32)");
        assertThat(x.times(0.01)).hasToString("(x * 0.01)");
    }

    @Test
    void unnamed_variables_have_letters_the_same_throughout() {
        Expr a = T.scalar();
        Expr b = T.scalar();
        assertThat(pp(a.times(b).plus(a))).isEqualTo("((a * b) + a)");
        Expr named = T.scalar("a");
        assertThat(pp(a.times(named))).as("a name is never taken").isEqualTo("(b * a)");
        a.name("late");
        assertThat(pp(a.times(b))).isEqualTo("(late * a)");
    }

    @Test
    void structural_operations() {
        Expr matrix = T.matrix("M");
        assertThat(pp(matrix.sum(1).keepDims())).isEqualTo("sum(M, 1, keepdims)");
        assertThat(pp(T.mean(matrix, 0, -1))).isEqualTo("mean(M)");
        assertThat(pp(T.dot(matrix.T(), x))).isEqualTo("dot(M.T, x)");
        assertThat(pp(x.dimshuffle("x", 0))).isEqualTo("dimshuffle(x, 'x', 0)");
        assertThat(pp(matrix.reshape(2, -1))).isEqualTo("reshape(M, [2, -1])");
        assertThat(pp(matrix.get(0, -1))).isEqualTo("M[0, -1]");
        assertThat(pp(T.where(T.gt(x, 0), x, 0))).isEqualTo("where((x > 0), x, 0)");
        assertThat(pp(T.softmax(matrix))).isEqualTo("softmax(M)");
        assertThat(pp(T.cast(x, "int32"))).isEqualTo("int32(x)");
    }

    @Test
    void a_gradient_can_be_read() {
        Expr s = T.scalar("s");
        Expr t = T.scalar("t");
        Expr cost = T.mean(T.sqr(s.times(m).plus(c).minus(t)));
        assertThat(pp(T.grad(cost, m))).isEqualTo("((2 * (((s * m) + c) - t)) * s)");
        assertThat(pp(T.grad(cost, c))).isEqualTo("(2 * (((s * m) + c) - t))");
    }

    @Test
    void latex_has_only_the_parentheses_that_are_needed() {
        assertThat(latex(T.dot(x, m).plus(c))).hasToString("x \\, m + c");
        assertThat(latex(x.plus(1).times(y.minus(2)))).hasToString("\\left(x + 1\\right) \\, \\left(y - 2\\right)");
        assertThat(latex(x.minus(y.minus(1)))).hasToString("x - \\left(y - 1\\right)");
        assertThat(latex(x.plus(1).sqr())).hasToString("{\\left(x + 1\\right)}^{2}");
        assertThat(latex(x.div(y).pow(2))).hasToString("{\\left(\\frac{x}{y}\\right)}^{2}");
        assertThat(latex(x.times(3))).hasToString("x \\cdot 3");
        assertThat(latex(x.negate().times(y).times(m))).hasToString("-x \\, y \\, m");
        assertThat(latex(y.plus(x.negate().times(m)))).hasToString("y + \\left(-x \\, m\\right)");
        assertThat(latex(x.sum().plus(x.minus(y).sum()))).hasToString("\\sum x + \\sum \\left(x - y\\right)");
        assertThat(latex(x.sum().times(m))).hasToString("\\left(\\sum x\\right) \\, m");
        assertThat(latex(m.times(x.sum()))).hasToString("m \\, \\sum x");
        assertThat(latex(T.exp(x.negate()))).hasToString("e^{-x}");
        assertThat(latex(T.scalar("theta1").plus(T.scalar("W0")).plus(T.scalar("rate"))))
                .hasToString("\\theta_{1} + W_{0} + \\mathrm{rate}");
        assertThat(latex(x.times(1e-5))).hasToString("x \\cdot 1 \\cdot 10^{-5}");
    }

    @Test
    void a_text_stays_short_when_parts_are_shared_many_times() {
        Expr e = T.scalar("s");
        for (int i = 0; i < 100; i++) {
            e = e.plus(e);
        }
        assertThat(pp(e)).hasSizeLessThan(100_000);
        assertThat(pp(T.grad(e.sqr(), Graphs.inputs(java.util.List.of(e)).get(0))))
                .hasSizeLessThan(100_000);
        assertThat(latex(e).formula()).hasSizeLessThan(100_000);
    }

    @Test
    void a_deep_expression_is_no_limit() {
        Expr e = T.scalar("s");
        Expr s = e;
        for (int i = 0; i < 20_000; i++) {
            e = e.plus(1);
        }
        assertThat(e.item(java.util.Map.of(s, 0.0))).isEqualTo(20_000);
        assertThat(T.grad(e, s).item(java.util.Map.of())).isEqualTo(1);
    }
}
