package arignote.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Figure;
import arignote.notebook.view.MimeBundle;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.shaded.com.google.gson.Gson;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.nd4j.linalg.factory.Nd4j;

class KernelExtensionTest {
    private final Renderer kernel = new Renderer();

    KernelExtensionTest() {
        KernelExtension.register(kernel);
    }

    private JsonObject shown(Object value, String part) {
        DisplayData data = kernel.render(value);
        return new Gson().toJsonTree(data).getAsJsonObject().getAsJsonObject(part);
    }

    @Test
    void the_kernel_finds_the_extension() {
        assertThat(java.util.ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(KernelExtension.class);
    }

    @Test
    void a_stream_is_no_result() {
        Renderer results = new NotebookKernel.Results();
        assertThat(results.render(System.out)).isNull();
        assertThat(results.render("text")).isNotNull();
    }

    @Test
    void an_array_goes_out_as_text_and_as_a_table() {
        JsonObject data = shown(Nd4j.createFromArray(1.5, 2), "data");
        assertThat(data.keySet()).containsExactlyInAnyOrder("text/plain", "text/html");
        assertThat(data.get("text/plain").getAsString()).isEqualTo("float64 array of shape (2,)\n[1.5 2.0]");
    }

    @Test
    void a_figure_goes_out_with_its_size_and_its_words() {
        Figure figure =
                new Figure().plot(new double[] {1, 2}, new double[] {3, 4}).alt("A line.");
        JsonObject about = shown(figure, "metadata").getAsJsonObject("image/png");
        assertThat(about).hasToString("{\"alt\":\"A line.\",\"height\":480,\"width\":640}");
    }

    @Test
    void a_figure_whose_colours_stand_for_numbers_keeps_them_on_a_dark_page() {
        double[][] z = {{1, 2}, {3, 4}};
        assertThat(shown(new Figure().imshow(z), "metadata").get("needs_background"))
                .hasToString("\"light\"");
        assertThat(shown(new Figure().plot(z[0], z[1]), "metadata").has("needs_background"))
                .isFalse();
    }

    @Test
    void an_x_chart_goes_out_as_a_picture_of_twice_the_size() {
        XYChart chart =
                new XYChartBuilder().width(100).height(50).title("Squares").build();
        chart.addSeries("y", new double[] {1, 2}, new double[] {1, 4});
        byte[] png = java.util.Base64.getDecoder()
                .decode(shown(chart, "data").get("image/png").getAsString());
        assertThat(java.nio.ByteBuffer.wrap(png).getInt(16)).isEqualTo(200);
        assertThat(shown(chart, "metadata").getAsJsonObject("image/png"))
                .hasToString("{\"alt\":\"Squares\",\"height\":50,\"width\":100}");
    }

    @Test
    void an_expression_is_typeset() {
        MimeBundle view = arignote.notebook.view.Renderer.math(String.class, x -> x, x -> "\\mathrm{" + x + "}")
                .viewOf("cost");
        assertThat(view.text()).isEqualTo("cost");
        assertThat(view.forms()).containsEntry(MimeBundle.LATEX, "$$\\mathrm{cost}$$");
    }
}
