package arignote.plot.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Figure;
import arignote.plot.Animation;
import arignote.plot.axes.Range;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationTest {
    private static final double[] X = points(50, 0.02);

    private static double[] points(int count, double step) {
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = i * step + 0.3 * Math.floorMod(i * 7919, 13) / 13.0;
        }
        return points;
    }

    private static Figure line(int frame) {
        return new Figure(500, 400).plot(X, X, "o").plot(new double[] {0, 1}, new double[] {0, frame / 10.0});
    }

    @Test
    void the_same_frames_give_the_same_page() {
        assertThat(new Animation(5, AnimationTest::line).html())
                .isEqualTo(new Animation(5, AnimationTest::line).html());
    }

    @Test
    void different_animations_have_different_marks() {
        Pattern mark = Pattern.compile("data-arignote=\"(\\w+)\"");
        String one = mark.matcher(new Animation(5, AnimationTest::line).html())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        String two = mark.matcher(new Animation(6, AnimationTest::line).html())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void only_what_differs_is_kept() {
        String html = new Animation(40, AnimationTest::line).interval(100).html();
        assertThat(html.length()).isLessThan(30_000);
        String frames = html.substring(html.indexOf("\"frames\":["), html.indexOf("};", html.indexOf("\"frames\":[")));
        assertThat(frames).startsWith("\"frames\":[{},\n{\"2\":\"M");
        assertThat(frames.lines().count()).isEqualTo(40);
        assertThat(frames.lines().skip(1)).allMatch(l -> l.length() < 60);
    }

    @Test
    void staying_below_a_hundred_kilobytes_with_many_points() {
        double[] many = points(200, 0.01);
        Animation animation = new Animation(10, k -> {
            double[] fit = many.clone();
            for (int i = 0; i < fit.length; i++) {
                fit[i] = k * many[i] + k;
            }
            return new Figure(800, 600)
                    .plot(many, many, "bo", "training")
                    .plot(many, fit, "r.", "fit")
                    .title("Epoch " + k)
                    .legend("upper left");
        });
        assertThat(animation.html().length()).isLessThan(100_000);
    }

    @Test
    void axes_stand_still_unless_they_are_limited() {
        FrameDifferences film = new FrameDifferences(
                List.of(new Figure().plot(X, X), new Figure().plot(new double[] {9}, new double[] {-3})));
        assertThat(film.figure(0).panels().get(0).chart().x().limits(Range.EMPTY))
                .isEqualTo(film.figure(1).panels().get(0).chart().x().limits(Range.EMPTY));
        FrameDifferences limited = new FrameDifferences(List.of(line(0).xlim(0, 1), line(1).xlim(0, 2)));
        assertThat(limited.figure(1).panels().get(0).chart().x().limits(Range.EMPTY))
                .isEqualTo(new Range(0, 2));
    }

    @Test
    void where_colours_are_numbers_a_dark_page_leaves_them() {
        double[][] heights = {{0, 1}, {2, 3}};
        Animation mapped = new Animation(2, k -> new Figure(400, 300).imshow(heights));
        assertThat(mapped.html()).contains("class=\"needs-light\"");
        assertThat(new Animation(2, k -> line(k)).html()).doesNotContain("needs-light");
    }

    @Test
    void a_frame_with_other_marks_is_kept_whole() {
        String json = new FrameDifferences(List.of(line(0), new Figure(500, 400).plot(X, X, "g^"))).json();
        assertThat(json).startsWith("[{},\n\"\\u003cpath ");
    }

    @Test
    void the_player_has_its_parts_and_needs_nothing_else() {
        String html = new Animation(3, AnimationTest::line)
                .labels(List.of("one", "two </script>", "three"))
                .html();
        assertThat(html)
                .contains("name=\"play\"", "name=\"back\"", "name=\"forward\"", "type=\"range\"", "name=\"speed\"")
                .contains("<noscript>", "prefers-reduced-motion", "aria-live=\"polite\">one</output>")
                .doesNotContain(" id=")
                .doesNotContain(" src=")
                .doesNotContain("@MARK@")
                .doesNotContain("@FILM@");
        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
    }

    @Test
    void the_gif_has_all_frames_and_repeats(@TempDir Path folder) throws IOException {
        Animation animation = new Animation(3, AnimationTest::line).interval(1000);
        Path file = folder.resolve("line.gif");
        animation.saveGif(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(animation.gif());
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(animation.gif()))) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(3);
            assertThat(reader.getWidth(0)).isEqualTo(500);
        }
    }

    @Test
    void mistakes_get_a_sentence() {
        assertThatThrownBy(() -> new Animation(0, AnimationTest::line)).hasMessageContaining("0 frames");
        Figure same = line(0);
        assertThatThrownBy(() -> new Animation(2, k -> same))
                .hasMessage("Frame 1 is the same Figure as frame 0; make a new Figure for each frame");
        assertThatThrownBy(() -> new Animation(2, k -> new Figure(300 + k, 300)))
                .hasMessageContaining("300 by 300, 301 by 300");
        Animation two = new Animation(2, AnimationTest::line);
        assertThatThrownBy(() -> two.labels(List.of("a"))).hasMessageContaining("1 labels for 2 frames");
        assertThatThrownBy(() -> two.interval(0)).hasMessageContaining("0 ms");
    }

    @Test
    void frames_without_finite_numbers_and_with_odd_titles_are_data_still() {
        double[][] frames = {{Double.NaN, 1}, {Double.POSITIVE_INFINITY, 1e308}, {-1.7e308, 1.7e308}};
        String html = new Animation(3, i -> new Figure().plot(frames[i], "o-").title("frame\ud800\u0000 " + i)).html();
        String data = html.substring(html.indexOf("\"frames\":"));
        assertThat(data.substring(0, data.indexOf("]")))
                .doesNotContain("NaN")
                .doesNotContain("Infinity")
                .doesNotContain("\u0000")
                .contains("{\"");
        assertThat(html).doesNotContain("\ud800");
    }
}
