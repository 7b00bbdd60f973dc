package arignote.plot;

import static arignote.Arignote.figure;
import static arignote.Arignote.plot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** A matrix is one line for each of its columns, as in matplotlib. */
class MatrixLinesTest {
    private static final double[][] M = {{1, 2}, {3, 4}, {5, 7}};
    private static final double[] X = {10, 20, 30};

    @Test
    void of_y() {
        String svg = plot(new double[] {1, 3, 5}).plot(new double[] {2, 4, 7}).svg();
        assertThat(plot(M).svg()).isEqualTo(svg);
        assertThat(plot(Nd4j.create(M)).svg()).isEqualTo(svg);
        assertThat(plot(new float[][] {{1, 2}, {3, 4}, {5, 7}}).svg()).isEqualTo(svg);
        assertThat(plot(M).altText()).contains("Blue line: 3 points").contains("Orange line: 3 points");
    }

    @Test
    void of_x_and_y() {
        String svg = plot(X, new double[] {1, 3, 5}, "o", "m")
                .plot(X, new double[] {2, 4, 7}, "o", "m")
                .svg();
        assertThat(plot(X, M, "o", "m").svg()).isEqualTo(svg);
        assertThat(plot(new double[][] {{10}, {20}, {30}}, M, "o", "m").svg()).isEqualTo(svg);
        assertThat(plot(new double[][] {{10, 10}, {20, 20}, {30, 30}}, M, "o", "m")
                        .svg())
                .isEqualTo(svg);
        assertThat(plot(M, X).svg())
                .isEqualTo(plot(new double[] {1, 3, 5}, X)
                        .plot(new double[] {2, 4, 7}, X)
                        .svg());
    }

    @Test
    void fits_or_says_what_does_not() {
        assertThatThrownBy(() -> plot(new double[] {1, 2}, M))
                .hasMessage("x has 2 values and y has 3; a point needs one of each");
        assertThatThrownBy(() -> plot(new double[3][3], M))
                .hasMessage("x has 3 columns and y has 2; each line needs one of each, or a vector for all of them");
        assertThatThrownBy(() -> plot(new double[][] {{1, 2, 3}}))
                .hasMessage("y is a matrix with a single row, which would be 3 lines of a single point each;"
                        + " give the row as a vector, or transpose the matrix");
        assertThatThrownBy(() -> plot(new double[2][2][2]))
                .hasMessage("y must be a vector, or a matrix with a column for each line, but has the shape [2, 2, 2]");
        assertThat(plot(new double[0][0]).altText()).contains("no points");
    }

    @Test
    void bars_bins_and_axes_are_vectors() {
        String tail = "; give one row or column of it, or all of its numbers in a row";
        assertThatThrownBy(() -> figure().hist(M))
                .hasMessage("values must be a vector, but has the shape [3, 2]" + tail);
        assertThatThrownBy(() -> figure().bar(M, M))
                .hasMessage("heights must be a vector, but has the shape [3, 2]" + tail);
        assertThatThrownBy(() -> figure().contour(M, X, M))
                .hasMessage("x must be a vector, but has the shape [3, 2]" + tail);
        assertThat(figure().hist(Nd4j.create(new double[][] {{1, 2, 3}})).svg())
                .isEqualTo(figure().hist(new double[] {1, 2, 3}).svg());
    }

    @Test
    void scattered_points_have_no_order() {
        assertThat(figure().scatter(M, M).altText()).contains("6 points");
    }
}
