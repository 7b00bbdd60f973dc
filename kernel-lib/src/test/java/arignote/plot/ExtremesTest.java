package arignote.plot;

import static arignote.Arignote.figure;
import static arignote.Arignote.plot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Figure;
import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Numbers at the ends of the doubles give a picture with a few ticks and finite places, or one sentence. */
class ExtremesTest {
    private static final double MAX = Double.MAX_VALUE;
    private static final double MIN = Double.MIN_VALUE;
    private static final double INF = Double.POSITIVE_INFINITY;

    /** A descent whose rate is too large: up to 2e306, then infinite. */
    private static final double[] DIVERGING =
            DoubleStream.iterate(17.7, v -> v * 60).limit(400).toArray();

    private static double[] of(double... values) {
        return values;
    }

    private static Map<String, Supplier<Figure>> pictures() {
        double[] grid = {0, 1, 2};
        Map<String, Supplier<Figure>> all = new LinkedHashMap<>();
        all.put("diverging cost", () -> plot(DIVERGING));
        all.put(
                "diverging cost, logarithmic",
                () -> plot(DIVERGING).yscale("log").grid(true));
        all.put("the least double, logarithmic", () -> plot(of(1e-320, 1)).yscale("log"));
        all.put(
                "along x, logarithmic",
                () -> plot(of(1, 1e300), of(1, MAX)).xscale("log").yscale("log"));
        all.put("all doubles, logarithmic", () -> plot(of(MIN, MAX)).yscale("log"));
        all.put("one point, logarithmic", () -> plot(of(MAX, MAX)).yscale("log"));
        all.put("nothing above 0, logarithmic", () -> plot(of(-1, 0, INF)).yscale("log"));
        all.put(
                "bars, logarithmic",
                () -> figure().bar(grid, of(1e-320, 1e308, 1)).yscale("log"));
        all.put(
                "limits of all doubles",
                () -> plot(grid).xlim(-1.7e308, 1.7e308).ylim(MAX, -MAX));
        all.put("limits, logarithmic", () -> plot(of(1, 2)).yscale("log").ylim(MIN, MAX));
        all.put("limits without data", () -> plot(of(-MAX, 2, MAX)).ylim(0, 1e-320));
        all.put(
                "neighbours as limits",
                () -> plot(grid).ylim(1e300, Math.nextUp(1e300)).xlim(1, Math.nextUp(1.0)));
        all.put("a span that overflows", () -> figure().scatter(of(-1.7e308, 1.7e308), of(-MAX, MAX)));
        all.put("equal units", () -> plot(of(0, 1e308), of(-1e308, 1e308)).axis("equal"));
        all.put("equal units, least", () -> plot(of(0, 1e-320), of(0, 1e-320)).axis("equal"));
        all.put("the largest twice", () -> plot(of(MAX, MAX), of(-MAX, -MAX)));
        all.put("the least", () -> plot(of(0, MIN)));
        all.put("far from 0", () -> plot(of(1e300, 1e300 * (1 + 1e-14))));
        all.put("nothing finite", () -> plot(of(Double.NaN, INF, -INF)));
        all.put("nothing", () -> plot(of()).xscale("log"));
        all.put("bars that overflow", () -> figure().bar(of(-MAX, 0, MAX), of(-MAX, MAX, 1), 1e308));
        all.put("a histogram that overflows", () -> figure().hist(of(-MAX, 0, MAX)));
        all.put("a histogram of one large value", () -> figure().hist(of(1e17, 1e17)));
        all.put(
                "an image that overflows",
                () -> figure().imshow(new double[][] {{-MAX, MAX, INF}}).colorbar());
        all.put(
                "an image of one large value",
                () -> figure().imshow(new double[][] {{1e17}}).colorbar());
        all.put(
                "colour limits",
                () -> figure().imshow(new double[][] {{1}}).clim(-MAX, MAX).colorbar());
        all.put(
                "contours that overflow",
                () -> figure().contourf(grid, grid, (x, y) -> (x - y) * 8e307).colorbar());
        all.put(
                "contours of one value",
                () -> figure().contourf(grid, grid, (x, y) -> MAX).colorbar());
        all.put(
                "contours of the least",
                () -> figure().contour(grid, grid, (x, y) -> x * MIN).colorbar());
        all.put("contours of neighbours", () -> figure().contourf(grid, grid, (x, y) -> x > 1 ? Math.nextUp(1.0) : 1));
        all.put(
                "contours far apart",
                () -> figure().contour(of(-MAX, 0, MAX), grid, (x, y) -> y).colorbar());
        return all;
    }

    @TestFactory
    Stream<DynamicTest> give_a_picture_of_finite_numbers() {
        return pictures().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    String svg = e.getValue().get().svg();
                    assertThat(svg).hasSizeLessThan(60_000);
                    String paths = svg.replaceAll("aria-label=\"[^\"]*\"", "");
                    assertThat(paths)
                            .doesNotContain("NaN")
                            .doesNotContain("Infinity")
                            .doesNotContainPattern("\\d{9}");
                }));
    }

    private static Map<ThrowingCallable, String> sentences() {
        double[] two = {0, 1};
        double[][] z = new double[2][2];
        Map<ThrowingCallable, String> all = new LinkedHashMap<>();
        all.put(() -> plot(two).xlim(0, INF), "xlim(0.0, Infinity) is no range: give two different finite numbers");
        all.put(() -> figure().bar(two, two, INF), "Bars Infinity wide cannot be seen; give a finite width above 0");
        all.put(
                () -> figure().hist(of(1, Math.nextUp(1.0))),
                "There are not enough numbers between 1.0 and 1.0000000000000002 for 10 bins; give fewer bins, or edges");
        all.put(() -> figure().contour(of(0, INF), two, z), "x must be finite, but value 1 is Infinity");
        all.put(
                () -> figure().contour(two, two, z, of(0, INF)),
                "A level of contours is Infinity; give finite numbers");
        all.put(
                () -> figure().pcolormesh(of(1e17), two, new double[2][1]),
                "There are no cells 1.0 wide around x from 1.0E17 to 1.0E17 in double precision; use other units");
        all.put(
                () -> figure().contour(of(-2, 1), two, z).xscale("log").svg(),
                "x of the contours is -2.0 somewhere, which has no place on a logarithmic axis; give values above 0, or"
                        + " a linear axis");
        all.put(() -> plot(two).linewidth(Double.NaN), "linewidth(NaN) is none: give points from 0 to 10000");
        all.put(() -> plot(two, "o").markersize(-1), "markersize(-1.0) is none: give points from 0 to 10000");
        all.put(
                () -> figure().scatter(two, two, INF),
                "The area of a point is Infinity; give square points above 0, and at most 1.0E8");
        return all;
    }

    @TestFactory
    Stream<DynamicTest> or_one_sentence() {
        return sentences().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getValue(), () -> assertThatThrownBy(e.getKey()).hasMessage(e.getValue())));
    }

    @Test
    void a_bar_without_a_place_is_left_out() {
        assertThat(figure().bar(of(1, Double.NaN, 3), of(1, 2, 3)).svg())
                .isEqualTo(figure().bar(of(1, 3), of(1, 3))
                        .alt(figure().bar(of(1, Double.NaN, 3), of(1, 2, 3)).altText())
                        .svg());
    }

    @Test
    void a_line_between_the_ends_of_the_doubles_goes_through_the_middle() {
        Projection axis = new Projection(new Range(-MAX, MAX), Scale.LINEAR, 0, 100);
        assertThat(axis.pixel(0)).isEqualTo(50);
        assertThat(axis.pixel(MAX / 2)).isEqualTo(75);
        assertThat(new Projection(new Range(0, MIN), Scale.LINEAR, 0, 100).pixel(MIN))
                .isEqualTo(100);
        assertThat(new Projection(new Range(MIN, MAX), Scale.LOG, 0, 1).pixel(1))
                .isBetween(0.5, 0.52);
    }

    @Test
    void a_dashed_line_of_no_width_is_none() {
        assertThat(plot(of(1, 2), "--").linewidth(0).svg()).contains("stroke-width=\"0\"");
    }

    @Test
    void words_say_what_is_not_finite() {
        assertThat(SpokenNumber.number(INF, 3)).isEqualTo("∞");
        assertThat(SpokenNumber.number(-INF, 3)).isEqualTo("−∞");
        assertThat(SpokenNumber.number(Double.NaN, 3)).isEqualTo("not a number");
    }
}
