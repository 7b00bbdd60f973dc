package arignote.notebook.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ArrayRendererTest {
    private static MimeBundle view(Object array) {
        return Renderers.view(array);
    }

    @Test
    void a_matrix_is_aligned_text_and_a_table() {
        MimeBundle view = view(Nd4j.createFromArray(new double[][] {{3, 4}, {6.1, -0.25}}));
        assertThat(view.text()).isEqualTo("""
                        float64 array of shape (2, 2)
                        [[ 3.00  4.00]
                         [ 6.10 -0.25]]""");
        assertThat(view.forms().get(MimeBundle.HTML)).isEqualTo("""
                        <div>float64 array of shape (2, 2)</div>
                        <table>
                        <tbody>
                        <tr><td style="text-align: right">3.00</td><td style="text-align: right">4.00</td></tr>
                        <tr><td style="text-align: right">6.10</td><td style="text-align: right">-0.25</td></tr>
                        </tbody>
                        </table>""");
    }

    @Test
    void a_large_matrix_shows_its_corners() {
        INDArray array = Nd4j.arange(10_000).castTo(DataType.DOUBLE).reshape(100, 100);
        assertThat(view(array).text()).isEqualTo("""
                        float64 array of shape (100, 100)
                        [[   0.0    1.0    2.0 …   97.0   98.0   99.0]
                         [ 100.0  101.0  102.0 …  197.0  198.0  199.0]
                         [ 200.0  201.0  202.0 …  297.0  298.0  299.0]
                         …
                         [9700.0 9701.0 9702.0 … 9797.0 9798.0 9799.0]
                         [9800.0 9801.0 9802.0 … 9897.0 9898.0 9899.0]
                         [9900.0 9901.0 9902.0 … 9997.0 9998.0 9999.0]]""");
        assertThat(view(array).forms().get(MimeBundle.HTML))
                .contains("<td style=\"text-align: right\">⋮</td>")
                .contains("<td style=\"text-align: right\">9999.0</td>")
                .doesNotContain("5050.0");
    }

    @Test
    void a_view_is_read_in_its_own_order() {
        INDArray array = Nd4j.createFromArray(new int[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(view(array.transpose()).text()).isEqualTo("""
                        int32 array of shape (3, 2)
                        [[1 4]
                         [2 5]
                         [3 6]]""");
    }

    @Test
    void sixteen_points_are_shown_in_full() {
        INDArray array = Nd4j.createFromArray(1L, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        assertThat(view(array).text()).isEqualTo("""
                        int64 array of shape (16,)
                        [ 1  2  3  4  5  6  7  8  9 10
                         11 12 13 14 15 16]""");
    }

    @Test
    void rank_zero_is_a_number() {
        MimeBundle view = view(Nd4j.scalar(DataType.DOUBLE, 0.25));
        assertThat(view.text()).isEqualTo("0.25");
        assertThat(view.forms()).isEmpty();
    }

    @Test
    void higher_ranks_are_text_alone() {
        MimeBundle view = view(Nd4j.createFromArray(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}));
        assertThat(view.text()).isEqualTo("""
                        float64 array of shape (2, 2, 2)
                        [[[1.0 2.0]
                          [3.0 4.0]]

                         [[5.0 6.0]
                          [7.0 8.0]]]""");
        assertThat(view.forms()).isEmpty();
    }

    @Test
    void empty_arrays_and_truth_values() {
        assertThat(view(Nd4j.empty(DataType.FLOAT)).text())
                .startsWith("float32 array of shape (0")
                .endsWith("[]");
        assertThat(view(Nd4j.createFromArray(true, false)).text()).isEqualTo("bool array of shape (2,)\n[ true false]");
    }

    @Test
    void java_arrays_show_their_numbers_not_their_hash_code() {
        assertThat(view(new double[] {0.9, 1.6}).text()).isEqualTo("double array of shape (2,)\n[0.9 1.6]");
        assertThat(view(new int[][] {{1, 2}, {30, 4}}).text())
                .isEqualTo("int array of shape (2, 2)\n[[ 1  2]\n [30  4]]");
        assertThat(view(new int[][] {{1, 2}, {30}}).text()).contains("[30   ]");
        assertThat(view(new String[] {"<a>"}).forms().get(MimeBundle.HTML)).contains("&lt;a&gt;");
        assertThat(view(new double[0]).text()).isEqualTo("double array of shape (0,)\n[]");
    }
}
