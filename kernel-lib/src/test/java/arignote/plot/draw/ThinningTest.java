package arignote.plot.draw;

import static arignote.Arignote.figure;
import static arignote.Arignote.linspace;
import static arignote.Arignote.plot;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.plot.layer.BarColumns;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is left out of very many points is not seen: pictures with and without it are compared, pixel by pixel. */
class ThinningTest {
    private static final int COUNT = 20_000;
    private static final Rectangle CLIP = new Rectangle(10, 10, 200, 120);
    private static final BasicStroke PEN = new BasicStroke(2.08f, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_ROUND);
    private static final BasicStroke ROUND = new BasicStroke(2.08f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private static BufferedImage image(Mark mark) {
        List<Mark> marks = List.of(new Mark.Filled(new Rectangle(220, 140), Color.WHITE, null), mark);
        return new Drawing(220, 140, marks).image(Drawing.PNG_SCALE);
    }

    private static BufferedImage line(Path2D path, BasicStroke pen) {
        return image(new Mark.Stroked(path, Color.BLACK, pen, CLIP));
    }

    private static boolean isInked(BufferedImage image, int x, int y, int atMost) {
        return (image.getRGB(x, y) & 255) <= atMost;
    }

    /** Whether there is some ink of {@code b} within so many pixels of each full pixel of {@code a}. */
    private static void assertNear(BufferedImage a, BufferedImage b, int pixels) {
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if (isInked(a, x, y, 20)) {
                    boolean near = false;
                    for (int i = Math.max(0, y - pixels); i <= Math.min(a.getHeight() - 1, y + pixels); i++) {
                        for (int j = Math.max(0, x - pixels); j <= Math.min(a.getWidth() - 1, x + pixels); j++) {
                            near |= isInked(b, j, i, 200);
                        }
                    }
                    assertThat(near).as("ink near " + x + ", " + y).isTrue();
                }
            }
        }
    }

    private static double difference(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                sum += Math.abs((a.getRGB(x, y) & 255) - (b.getRGB(x, y) & 255));
            }
        }
        return sum / a.getWidth() / a.getHeight();
    }

    private static double[][] curve(DoubleUnaryOperator x, DoubleUnaryOperator y) {
        double[][] points = new double[2][COUNT];
        for (int i = 0; i < COUNT; i++) {
            points[0][i] = x.applyAsDouble(i / (COUNT - 1.0));
            points[1][i] = y.applyAsDouble(i / (COUNT - 1.0));
        }
        return points;
    }

    private static Path2D path(double[][] points) {
        Polyline line = new Polyline();
        for (int i = 1; i < points[0].length; i++) {
            line.segment(points[0][i - 1], points[1][i - 1], points[0][i], points[1][i]);
        }
        return line.path();
    }

    /** A PNG has two pixels for each of the picture's: an extreme is at most a column's width away, half of such a one. */
    private static void assertSameLine(double[][] points, int most) {
        double[][] fewer = new LineThinning(CLIP, 2.08).extremes(points);
        assertThat(fewer[0].length).isLessThan(most);
        BufferedImage all = line(path(points), PEN);
        BufferedImage some = line(path(fewer), PEN);
        assertNear(all, some, 1);
        assertNear(some, all, 1);
        assertThat(difference(all, some)).isLessThan(1);
    }

    @Test
    void a_smooth_line_keeps_its_picture() {
        assertSameLine(curve(t -> 10 + 200 * t, t -> 70 + 50 * Math.sin(20 * t)), 4000);
    }

    @Test
    void noise_keeps_its_picture_along_either_axis() {
        Random random = new Random(1);
        DoubleUnaryOperator noise = t -> 70 + 15 * random.nextGaussian();
        assertSameLine(curve(t -> 10 + 200 * t, noise), 4000);
        assertSameLine(curve(noise, t -> 10 + 120 * t), 3000);
    }

    @Test
    void gaps_stay_and_what_is_far_outside_costs_little() {
        double[][] points = curve(t -> -1e6 + 2e6 * t, t -> Math.abs(t - 0.5) < 1e-4 ? Double.NaN : 70);
        double[][] fewer = new LineThinning(CLIP, 2.08).extremes(points);
        assertThat(fewer[0].length).isLessThan(30);
        assertThat(fewer[1]).contains(Double.NaN);
    }

    @Test
    void a_line_that_fills_the_picture_is_drawn_once() {
        Random random = new Random(2);
        double[][] points = curve(t -> 20 + 180 * random.nextDouble(), t -> 20 + 100 * random.nextDouble());
        LineThinning thinning = new LineThinning(CLIP, 2.08);
        assertThat(thinning.crowded(points)).isTrue();
        assertThat(thinning.crowded(curve(t -> 10 + 200 * t, t -> 70))).isFalse();
        Path2D fewer = thinning.uncovered(points);
        assertThat(new PathData(PathData.COARSE).add(fewer).toString()).hasSizeLessThan(60_000);
        BufferedImage all = line(path(points), ROUND);
        BufferedImage some = line(fewer, ROUND);
        assertNear(all, some, 1);
        assertNear(some, all, 1);
        assertThat(difference(all, some)).isLessThan(1);
    }

    private static List<Point2D> cloud(Random random, double spread) {
        List<Point2D> places = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            places.add(
                    new Point2D.Double(110 + spread * random.nextGaussian(), 70 + spread / 2 * random.nextGaussian()));
        }
        return places;
    }

    @Test
    void hidden_markers_are_left_out_whatever_their_shape() {
        for (MarkerShape shape : MarkerShape.values()) {
            PlotMarker marker = new PlotMarker(shape, 6, 1);
            List<Point2D> all = cloud(new Random(3), 20);
            List<Point2D> seen = new MarkerThinning(marker, CLIP).seen(all);
            assertThat(seen.size()).as(shape.noun).isLessThan(all.size());
            BufferedImage one = image(new Mark.Stamped(marker, all, Color.BLACK, CLIP));
            BufferedImage other = image(new Mark.Stamped(marker, seen, Color.BLACK, CLIP));
            assertNear(one, other, 1);
            assertNear(other, one, 1);
            assertThat(difference(one, other)).as(shape.noun).isLessThan(1);
        }
    }

    @Test
    void points_in_order_are_left_out_like_those_in_none() {
        PlotMarker marker = new PlotMarker(MarkerShape.CIRCLE, 6, 1);
        List<Point2D> sorted = new ArrayList<>(cloud(new Random(4), 20));
        sorted.sort((p, q) -> Double.compare(p.getX(), q.getX()));
        assertThat(new MarkerThinning(marker, CLIP).seen(sorted).size()).isLessThan(COUNT / 5);
    }

    /** One painting rounds each of its layers to a 255th, the other once. */
    @Test
    void markers_that_one_sees_through_darken_each_other() {
        PlotMarker marker = new PlotMarker(MarkerShape.CIRCLE, 6, 1);
        Color color = new Color(0, 0, 0, 13);
        List<Point2D> places = cloud(new Random(5), 40).subList(0, 5000);
        BufferedImage one = image(new Mark.Stamped(marker, places, color, CLIP));
        BufferedImage other = image(MarkerCloud.of(places, marker, color, CLIP));
        assertThat(difference(one, other)).isLessThan(4);
        assertThat(other.getRGB(220, 140) & 255).isLessThan(20);
        assertThat(other.getRGB(30, 30) & 255).isGreaterThan(200);
    }

    @Test
    void thin_bars_keep_their_shade() {
        Random random = new Random(6);
        BarColumns columns = new BarColumns(70, CLIP);
        Path2D each = new Path2D.Double();
        for (int i = 0; i < COUNT; i++) {
            double left = 10 + 200.0 * i / COUNT;
            double end = 70 + 20 * random.nextGaussian();
            columns.add(left, left + 0.8 * 200 / COUNT, end);
            each.append(
                    new java.awt.geom.Rectangle2D.Double(
                            left, Math.min(70, end), 0.8 * 200 / COUNT, Math.abs(end - 70)),
                    false);
        }
        BufferedImage one = image(new Mark.Filled(each, Color.BLACK, CLIP));
        BufferedImage other = image(new Mark.Filled(columns.path(), Color.BLACK, CLIP));
        assertThat(difference(one, other)).isLessThan(4);
    }

    @Test
    void a_million_points_are_a_small_picture() {
        int count = 1_000_000;
        Random random = new Random(7);
        double[] noise = random.doubles(count).toArray();
        double[] x = linspace(0, 1, count);
        assertThat(plot(x, noise).svg()).hasSizeLessThan(100_000);
        assertThat(plot(x, noise, "o-").svg()).hasSizeLessThan(400_000);
        assertThat(figure().scatter(x, noise).svg()).hasSizeLessThan(400_000);
        assertThat(figure().scatter(x, noise).alpha(0.01).svg()).contains("<image ");
        assertThat(figure().bar(x, noise).svg()).hasSizeLessThan(100_000);
    }

    @Test
    void ten_thousand_points_are_drawn_one_by_one() {
        double[] y = new Random(8).doubles(10_000).toArray();
        String path = plot(y).svg().replaceAll("(?s).*stroke=\"#1f77b4\"[^>]* d=\"([^\"]*)\".*", "$1");
        assertThat(path.chars().filter(c -> c == 'l' || c == 'v' || c == 'h').count())
                .isEqualTo(9_999);
    }
}
