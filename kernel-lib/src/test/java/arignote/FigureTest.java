package arignote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.BitmapEncoder;
import org.w3c.dom.Document;

class FigureTest {
    private static final double[] X = {3, 4, 5, 6.1};
    private static final double[] Y = {0.9, 1.6, 1.9, 2.9};

    private static Figure example() {
        return new Figure()
                .plot(X, Y, "ro", "data")
                .plot(X, Y)
                .title("A line")
                .xlabel("x & y")
                .ylabel("cost <0")
                .legend();
    }

    @Test
    void the_same_data_give_the_same_bytes() {
        assertThat(example().png()).isEqualTo(example().png());
        assertThat(example().svg()).isEqualTo(example().svg());
        Figure one = example();
        assertThat(one.png()).isEqualTo(one.png());
    }

    @Test
    void a_png_has_two_pixels_for_each() throws IOException {
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(new Figure(300, 200).plot(X, Y).png()));
        assertThat(image.getWidth()).isEqualTo(600);
        assertThat(image.getHeight()).isEqualTo(400);
        assertThat(new Figure().width()).isEqualTo(640);
        assertThat(new Figure().height()).isEqualTo(480);
    }

    @Test
    void the_figure_keeps_its_size_when_it_is_drawn() {
        Figure figure = example();
        figure.png();
        assertThat(figure.width()).isEqualTo(640);
        assertThat(figure.height()).isEqualTo(480);
    }

    @Test
    void the_svg_is_xml_without_ids() throws Exception {
        String svg = example().svg();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("640");
        assertThat(document.getDocumentElement().getAttribute("aria-label")).contains("cost <0 against x & y");
        assertThat(svg).doesNotContain(" id=").doesNotContain("NaN").doesNotContain("http://www.w3.org/1999/xlink");
        assertThat(svg).contains("stroke=\"#ff0000\"").contains("stroke=\"#1f77b4\"");
    }

    @Test
    void a_line_is_one_path() {
        String svg = new Figure()
                .plot(new double[] {0, 1, 2, 3}, new double[] {0, 1, 0, 1}, "b--")
                .svg();
        assertThat(svg.split("stroke=\"#0000ff\"", -1)).hasSize(2);
        assertThat(svg).contains("stroke-dasharray=\"7.71 3.33\"");
    }

    @Test
    void values_that_are_not_finite_are_gaps() {
        double[] gap = {0, 1, Double.NaN, 3, Double.POSITIVE_INFINITY, 5, 6};
        Figure figure = new Figure().plot(gap, gap, "k-");
        String line =
                figure.svg().replaceAll("(?s).*stroke=\"#000000\" stroke-width=\"2.08\"[^>]* d=\"([^\"]*)\".*", "$1");
        assertThat(line.chars().filter(c -> c == 'M' || c == 'm').count()).isEqualTo(2);
        assertThat(figure.altText()).isEqualTo("Plot. Black line: 5 points, x from 0 to 6, y from 0 to 6.");
    }

    @Test
    void empty_data_and_data_without_a_number_can_be_drawn() {
        assertThat(new Figure().png()).isNotEmpty();
        assertThat(new Figure().plot(new double[0], new double[0]).svg()).doesNotContain("NaN");
        double[] none = {Double.NaN, Double.NaN};
        Figure figure = new Figure().plot(none, none, "o").yscale("log").legend();
        assertThat(figure.svg()).doesNotContain("NaN");
        assertThat(figure.altText()).contains("no points");
    }

    @Test
    void a_logarithmic_axis_leaves_out_what_it_has_no_place_for() {
        Figure figure = new Figure()
                .plot(List.of(0, 1, 2, 3), List.of(0, 1, 10, 100), "ko")
                .yscale("log");
        assertThat(figure.svg()).doesNotContain("NaN");
        assertThat(figure.altText()).contains("the y axis logarithmic").contains("3 points");
        assertThat(figure.yscale("linear").altText()).contains("4 points");
    }

    @Test
    void takes_any_kind_of_numbers_and_numbers_them_without_x() {
        assertThat(new Figure().plot(new float[] {1, 2}).altText()).contains("x from 0 to 1, y from 1 to 2");
        assertThat(new Figure().plot(new int[] {1, 2}, "g.").altText()).contains("Green dots: 2 points");
        assertThat(new Figure().scatter(List.of(1, 2), new long[] {3, 4}).altText())
                .contains("Blue circles");
    }

    @Test
    void words_of_its_own_replace_the_sentences() {
        assertThat(example().alt("A cat.").altText()).isEqualTo("A cat.");
        assertThat(example().altText())
                .isEqualTo("A line. Plot of cost <0 against x & y. Red circles “data”: 4 points, x from 3 to 6.1,"
                        + " y from 0.9 to 2.9. Blue line: 4 points, x from 3 to 6.1, y from 0.9 to 2.9.");
    }

    @Test
    void lengths_that_differ_are_named() {
        assertThatThrownBy(() -> new Figure().plot(X, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x has 4 values and y has 3; a point needs one of each");
    }

    @ParameterizedTest
    @ValueSource(strings = {"top", "Upper left", ""})
    void a_place_for_the_legend_that_is_none_is_named(String place) {
        assertThatThrownBy(() -> example().legend(place))
                .hasMessageStartingWith("\"" + place + "\" is no place for a legend: \"best\", \"upper right\"");
    }

    @Test
    void other_mistakes_get_a_sentence() {
        assertThatThrownBy(() -> new Figure().xlim(1, 1)).hasMessageContaining("xlim(1.0, 1.0) is no range");
        assertThatThrownBy(() -> new Figure().yscale("log").ylim(0, 1)).hasMessageContaining("numbers above 0");
        assertThatThrownBy(() -> new Figure().ylim(-1, 1).yscale("log")).hasMessageContaining("limits above 0");
        assertThatThrownBy(() -> new Figure().xscale("sqrt")).hasMessage("\"sqrt\" is no scale: \"linear\" or \"log\"");
        assertThatThrownBy(() -> new Figure().markersize(3)).hasMessageContaining("call plot or scatter first");
        assertThatThrownBy(() -> new Figure().scatter(X, Y, 0)).hasMessageContaining("square points above 0");
        assertThatThrownBy(() -> new Figure(10, 10)).hasMessageContaining("10 by 10 pixels");
        assertThatThrownBy(() -> example().color("blau")).hasMessageContaining("\"blau\" is no colour");
        assertThatThrownBy(() -> new Figure().plot("x", Y)).hasMessageContaining("x is a String");
    }

    @Test
    void the_chart_is_open_to_x_charts_own_methods() {
        Figure figure = example();
        figure.chart().setTitle("Other");
        figure.chart().getStyler().setyAxisTickLabelsFormattingFunction(v -> Math.round(v * 100) + " %");
        figure.chart().addSeries("mine", X, Y);
        assertThat(figure.altText()).startsWith("Other. ").contains("“mine”");
        assertThat(figure.svg()).isNotEqualTo(example().svg()).doesNotContain("NaN");
        BufferedImage image = BitmapEncoder.getBufferedImage(figure.chart());
        assertThat(image.getWidth()).isEqualTo(640);
    }

    @Test
    void nothing_is_drawn_outside_the_axes() {
        String svg = new Figure().plot(X, Y, "ro-").xlim(4, 5).svg();
        String inside = svg.substring(svg.indexOf("<svg x="), svg.indexOf("</svg>"));
        assertThat(svg.replace(inside, "")).doesNotContain("#ff0000");
        assertThat(inside)
                .startsWith("<svg x=\"80\" y=\"58\" width=\"497\" height=\"370\"")
                .contains("overflow=\"hidden\"");
    }

    @Test
    void the_best_place_for_a_legend_hides_least() {
        double[] rising = {0, 1, 2, 3};
        String best = new Figure().plot(rising, rising, "r", "line").legend().svg();
        assertThat(best.equals(new Figure()
                        .plot(rising, rising, "r", "line")
                        .legend("upper left")
                        .svg()))
                .isTrue();
    }

    @Test
    void axes_may_run_backwards() {
        assertThat(new Figure().plot(X, Y).xlim(7, 2).svg())
                .isNotEqualTo(new Figure().plot(X, Y).xlim(2, 7).svg());
    }

    @Test
    void a_line_far_outside_is_cut_and_keeps_its_slope() {
        String svg = new Figure()
                .plot(new double[] {-1e9, 1e9}, new double[] {-1e9, 1e9}, "r")
                .xlim(0, 1)
                .ylim(0, 1)
                .svg();
        assertThat(svg).doesNotContain("e+").doesNotContain("Infinity");
        String line = svg.replaceAll("(?s).*stroke=\"#ff0000\"[^>]* d=\"([^\"]*)\".*", "$1");
        assertThat(line.length()).isLessThan(60);
    }
}
