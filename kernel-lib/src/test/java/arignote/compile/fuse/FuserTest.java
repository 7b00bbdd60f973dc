package arignote.compile.fuse;

import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.nest.NestText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies in one loop and what does not, what is kept in memory for whom, and in which order loops lie. */
class FuserTest {
    private final Expr x = T.dvector("x");
    private final Expr y = T.dvector("y");
    private final Expr a = T.dmatrix("A");
    private final Expr b = T.dmatrix("B");

    private static String loops(List<Expr> inputs, Expr... roots) {
        return NestText.of(LoopsTest.program(inputs, roots));
    }

    private static Expr transposed(Expr e) {
        return e.dimshuffle(1, 0);
    }

    // Which loops there are

    @Test
    void sums_of_the_same_length_share_a_loop_and_others_do_not() {
        assertThat(loops(List.of(x, y), T.sum(x), T.sum(T.sqr(x)), T.sum(y))).isEqualTo("""
                begin sum0
                begin sum1
                for i < |x|
                    x0 = x[i]
                    sum0 += x0
                    v0 = sqr(x0)
                    sum1 += v0
                v1 = sum0
                v2 = sum1
                output0 = v1
                output1 = v2
                begin sum2
                for i < |y|
                    y0 = y[i]
                    sum2 += y0
                v3 = sum2
                output2 = v3
                """);
    }

    @Test
    void what_needs_a_whole_sum_lies_behind_its_loop() {
        assertThat(loops(List.of(x), x.div(T.sum(x)))).isEqualTo("""
                begin sum0
                for i < |x|
                    x0 = x[i]
                    sum0 += x0
                v0 = sum0
                for i < |x|
                    x1 = x[i]
                    v1 = x1 / v0
                    output0[i] = v1
                """);
    }

    @Test
    void the_sum_of_a_row_is_whole_in_each_turn_of_the_loop_over_rows() {
        assertThat(loops(List.of(a), a.div(T.sum(a, 1).dimshuffle(0, -1)))).isEqualTo("""
                for i < |A, 0|
                    begin sum0
                    for j < |A, 1|
                        A0 = A[i, j]
                        sum0 += A0
                    v0 = sum0
                    for j < |A, 1|
                        A1 = A[i, j]
                        v1 = A1 / v0
                        output0[i, j] = v1
                """);
    }

    @Test
    void a_loop_takes_in_only_so_many_operations() {
        Expr[] sums = {T.sum(x), T.sum(T.sqr(x)), T.sum(T.abs(x))};
        assertThat(LoopsTest.program(7, List.of(x), sums).sweeps()).isEqualTo(2);
        assertThat(LoopsTest.program(9, List.of(x), sums).sweeps()).isEqualTo(1);
    }

    @Test
    void a_long_chain_of_operations_is_parted() {
        Expr chain = x;
        for (int i = 0; i < 10; i++) {
            chain = T.abs(chain.plus(y));
        }
        assertThat(LoopsTest.program(128, List.of(x, y), chain).temporaries()).isEmpty();
        assertThat(LoopsTest.program(8, List.of(x, y), chain).temporaries()).isNotEmpty();
    }

    @Test
    void a_large_product_lies_in_no_loop_and_its_operands_are_whole() {
        assertThat(loops(List.of(a, b), T.dot(T.exp(a), b).plus(1))).isEqualTo("""
                needs |A, 1| = |B, 0|
                needs |A, 0| * |B, 1| * |A, 1| >= 2000
                needs |A, 0| >= 4
                needs |A, 1| >= 4
                for i < |A, 0| * |A, 1|
                    A0 = A[i]
                    v0 = exp(A0)
                    memory0[i] = v0
                memory1 = memory0 B tile by tile
                for i < |A, 0| * |B, 1|
                    v1 = memory1[i]
                    v2 = v1 + 1.0
                    output0[i] = v2
                """);
    }

    @Test
    void an_index_that_may_be_refused_is_checked_before_all_loops() {
        Expr i = T.lscalar("i");
        assertThat(loops(List.of(y, x, i), T.sum(y), x.get(i))).startsWith("""
                i0 = i
                v0 = i0 within |x|
                begin sum0
                """);
    }

    // What is kept

    @Test
    void what_is_expensive_is_computed_once_and_is_local_where_its_readers_share_its_loop() {
        assertThat(loops(List.of(x), T.sum(T.exp(x)), T.sum(T.sqr(T.exp(x)))))
                .contains("""
                for i < |x|
                    x0 = x[i]
                    v0 = exp(x0)
                    sum0 += v0
                    v1 = sqr(v0)
                    sum1 += v1
                """)
                .doesNotContain("memory");
    }

    @Test
    void what_is_expensive_is_in_memory_for_a_reader_in_another_loop() {
        Expr exp = T.exp(x);
        assertThat(loops(List.of(x), T.sum(exp), exp.minus(T.max(x)))).isEqualTo("""
                needs |x| > 0
                begin sum0
                begin max1
                for i < |x|
                    x0 = x[i]
                    v0 = exp(x0)
                    memory0[i] = v0
                    sum0 += v0
                    max1 max= x0
                v1 = sum0
                v2 = max1
                output0 = v1
                for i < |x|
                    v3 = memory0[i]
                    v4 = v3 - v2
                    output1[i] = v4
                """);
    }

    @Test
    void what_is_cheap_is_computed_again() {
        assertThat(loops(List.of(x), T.sqr(x).div(T.sum(T.sqr(x)))))
                .containsSubsequence("= sqr(x0)", "= sqr(x1)")
                .doesNotContain("memory");
    }

    @Test
    void memory_has_no_axis_for_a_loop_that_writer_and_reader_share() {
        assertThat(loops(List.of(a), T.softmax(a)))
                .containsSubsequence(
                        "for i < |A, 0|\n",
                        "    for j < |A, 1|\n",
                        "        memory0[j] = v2\n",
                        "    for j < |A, 1|\n",
                        "        v4 = memory0[j]\n");
    }

    @Test
    void a_reader_along_another_axis_finds_all_of_it_in_memory() {
        assertThat(loops(List.of(a), T.exp(a).plus(transposed(T.exp(a))))).isEqualTo("""
                needs |A, 0| = |A, 1|
                for i < |A, 0| * |A, 0|
                    A0 = A[i]
                    v0 = exp(A0)
                    memory0[i] = v0
                for i < |A, 0|
                    for j < |A, 0|
                        v1 = memory0[i, j]
                        v2 = memory0[j, i]
                        v3 = v1 + v2
                        output0[i, j] = v3
                """);
    }

    @Test
    void rows_that_a_product_reads_again_and_again_are_whole_before_it() {
        Shared w = shared(new double[][] {{1, 2}, {3, 4}, {5, 6}}, "W");
        assertThat(loops(List.of(a), T.dot(T.tanh(T.dot(a, w)), transposed(w)))).endsWith("""
                    for j < |W, 1|
                        v1 = memory0[j]
                        v2 = tanh(v1)
                        memory1[j] = v2
                    for j < |A, 1|
                        begin sum0
                        for k < |W, 1|
                            v3 = memory1[k]
                            W1 = W[j, k]
                            v4 = v3 * W1
                            sum0 += v4
                        v5 = sum0
                        output0[i, j] = v5
                """);
    }

    @Test
    void sums_of_columns_are_added_up_in_memory_row_by_row() {
        assertThat(loops(List.of(a), T.sum(a, 0))).isEqualTo("""
                for i < |A, 1|
                    memory0[i] = 0.0
                for i < |A, 0|
                    for j < |A, 1|
                        A0 = A[i, j]
                        memory0[j] += A0
                for i < |A, 1|
                    v0 = memory0[i]
                    output0[i] = v0
                """);
    }

    // In which order loops lie

    @Test
    void loops_lie_as_most_of_the_memory_does() {
        assertThat(loops(List.of(a, b), transposed(a).times(transposed(b))))
                .contains("A0 = A[i, j]", "B0 = B[i, j]", "output0[j, i] = ");
    }

    @Test
    void where_memory_does_not_decide_loops_lie_as_the_axes_do() {
        assertThat(loops(List.of(a), transposed(a).times(2))).contains("A0 = A[j, i]", "output0[i, j] = ");
    }

    @Test
    void the_first_position_is_looked_for_in_the_order_of_positions() {
        assertThat(loops(List.of(a), T.argmax(transposed(a)))).contains("""
                for i < |A, 1|
                    for j < |A, 0|
                        A0 = A[j, i]
                        argmax0 argmax= A0 at i, j
                """);
        // the inner axis is not taken first, though the loop over it has all that is needed
        assertThat(loops(List.of(a), T.sum(T.exp(a), 1), T.argmax(transposed(T.exp(a)))))
                .contains("memory0[i, j] = ", "argmax1 argmax= v2 at i, j");
    }
}
