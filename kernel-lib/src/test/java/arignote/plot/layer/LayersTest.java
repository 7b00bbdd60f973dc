package arignote.plot.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Figure;
import arignote.plot.Animation;
import arignote.plot.Canvas;
import arignote.plot.PlotChart;
import arignote.plot.Subplots;
import arignote.plot.axes.Range;
import java.awt.Color;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final double[][] Z = {{0, 1, 2}, {3, 4, 5}};
    private static final double[] X = {0, 1, 2};
    private static final double[] Y = {0, 1};

    @Test
    void a_histogram_counts_as_numpy_does() {
        Histogram h = Histogram.of(new double[] {1, 2, 2, 3, 4, Double.NaN}, new double[] {1, 2, 3, 4});
        assertThat(h.counts()).containsExactly(1, 2, 2);
        assertThat(Histogram.of(new double[] {0, 0.5, 1}, 2).edges()).containsExactly(0, 0.5, 1);
        assertThat(Histogram.of(new double[] {0, 0.5, 1}, 2).counts()).containsExactly(1, 2);
        assertThat(Histogram.of(new double[] {7, 7}, 1).edges()).containsExactly(6.5, 7.5);
        assertThat(Histogram.of(new double[0], 3).counts()).containsExactly(0, 0, 0);
    }

    @Test
    void bars_stand_on_the_axis_and_images_fill_it() {
        PlotChart bars =
                new Figure().bar(List.of("a", "b"), new double[] {1, 3}).chart();
        assertThat(bars.y().limits(bars.data(false))).isEqualTo(new Range(0, 3.15));
        PlotChart image = new Figure().pcolormesh(X, Y, Z).chart();
        assertThat(image.x().limits(image.data(true))).isEqualTo(new Range(-0.5, 2.5));
        assertThat(image.y().limits(image.data(false))).isEqualTo(new Range(-0.5, 1.5));
    }

    @Test
    void viridis_has_the_colours_that_readers_know() {
        assertThat(ColorMap.VIRIDIS.at(0)).isEqualTo(new Color(0x440154));
        assertThat(ColorMap.VIRIDIS.at(1)).isEqualTo(new Color(0xfde725));
        // The middle of matplotlib's table is #21918c.
        Color middle = ColorMap.VIRIDIS.at(0.5);
        assertThat(Math.abs(middle.getRed() - 0x21)).isLessThanOrEqualTo(5);
        assertThat(Math.abs(middle.getGreen() - 0x91)).isLessThanOrEqualTo(5);
        assertThat(Math.abs(middle.getBlue() - 0x8c)).isLessThanOrEqualTo(5);
        assertThat(ColorMap.of("viridis_r").at(0)).isEqualTo(new Color(0xfde725));
    }

    @Test
    void every_kind_gives_the_same_bytes_each_time() {
        List<Supplier<Canvas>> kinds = List.of(
                () -> new Figure().hist(new double[] {1, 2, 2, 5}),
                () -> new Figure().imshow(Z).colorbar("z"),
                () -> new Figure().contour(X, Y, Z).colorbar(),
                () -> new Figure().contourf(X, Y, (x, y) -> x * y).colorbar(),
                () -> {
                    Subplots two = new Subplots(1, 2).title("Two");
                    two.at(0).plot(X, X, "ro");
                    two.at(0, 1).bar(X, X);
                    return two;
                });
        for (Supplier<Canvas> kind : kinds) {
            assertThat(kind.get().svg())
                    .isEqualTo(kind.get().svg())
                    .doesNotContain("NaN")
                    .doesNotContain(" id=");
            assertThat(kind.get().png()).isEqualTo(kind.get().png());
        }
    }

    @Test
    void words_tell_what_is_seen() {
        assertThat(new Figure().hist(new double[] {1, 2, 2, 5}, 2).altText())
                .isEqualTo("Plot. Blue histogram bars: 2, x from 1 to 5, height from 1 to 3.");
        assertThat(new Figure().imshow(Z).altText()).isEqualTo("Plot. Image of 2 by 3 values, from 0 to 5.");
        assertThat(new Figure().contour(X, Y, Z, new double[] {1, 4}).altText())
                .isEqualTo("Plot. Contours at 2 levels from 1 to 4, of a surface from 0 to 5, lowest near x 0, y 0.");
        assertThat(new Subplots(1, 1).altText()).isEqualTo("1 row of 1 figure. 1: Plot.");
    }

    @Test
    void an_animation_of_subplots_keeps_only_what_differs() {
        Animation animation = new Animation(10, i -> {
            Subplots two = new Subplots(1, 2);
            two.at(0).plot(new double[] {0, 1}, new double[] {0, i});
            two.at(1).imshow(Z).clim(0, 5 + i);
            return two;
        });
        assertThat(animation.html()).contains("querySelectorAll('path,image')").contains("{\"2\":\"M");
        assertThat(animation.html().length()).isLessThan(40_000);
    }

    @Test
    void mistakes_get_a_sentence() {
        assertThatThrownBy(() -> new Figure().pcolormesh(X, X, Z)).hasMessageContaining("z has 2 rows and 3 columns");
        assertThatThrownBy(() -> new Figure().pcolormesh(new double[] {0, 1, 5}, Y, Z))
                .hasMessageContaining("x must be evenly spaced");
        assertThatThrownBy(() -> new Figure().imshow(X)).hasMessageContaining("z must be a matrix (rank 2)");
        assertThatThrownBy(() -> new Figure().contour(X, Y, Z, new double[] {2, 1}))
                .hasMessageContaining("must rise");
        assertThatThrownBy(() -> new Figure().bar(X, Y)).hasMessageContaining("x has 3 values and heights has 2");
        assertThatThrownBy(() -> new Figure().hist(X, 0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new Figure().imshow(Z).cmap("jet")).hasMessageContaining("\"viridis\", \"gray\"");
        assertThatThrownBy(() -> new Figure().plot(X).colorbar()).hasMessageContaining("call imshow, pcolormesh");
        assertThatThrownBy(() -> new Subplots(1, 2).at(2)).hasMessageContaining("numbered from 0 to 1");
        assertThatThrownBy(() -> new Figure().savefig("line.jpg")).hasMessageContaining("neither .png nor .svg");
    }
}
