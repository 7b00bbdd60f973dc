package arignote.plot.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import org.junit.jupiter.api.Test;

class ContourLinesTest {
    private static final double[] GRID = grid(-2, 2, 81);

    private static double[] grid(double from, double to, int count) {
        double[] grid = new double[count];
        for (int i = 0; i < count; i++) {
            grid[i] = from + i * (to - from) / (count - 1);
        }
        return grid;
    }

    private static Surface bowl() {
        double[][] z = new double[81][81];
        for (int i = 0; i < 81; i++) {
            for (int j = 0; j < 81; j++) {
                z[i][j] = GRID[j] * GRID[j] + GRID[i] * GRID[i];
            }
        }
        return new Surface(GRID, GRID, z);
    }

    private static int count(Path2D path, int kind) {
        int count = 0;
        double[] c = new double[6];
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            count += i.currentSegment(c) == kind ? 1 : 0;
        }
        return count;
    }

    @Test
    void the_contour_of_a_bowl_is_one_closed_circle() {
        Path2D circle = at(bowl(), 1);
        assertThat(count(circle, PathIterator.SEG_MOVETO)).isEqualTo(1);
        assertThat(count(circle, PathIterator.SEG_CLOSE)).isEqualTo(1);
        double[] c = new double[6];
        for (PathIterator i = circle.getPathIterator(null); !i.isDone(); i.next()) {
            if (i.currentSegment(c) != PathIterator.SEG_CLOSE) {
                assertThat(Math.hypot(c[0], c[1])).isCloseTo(1, within(1e-3));
            }
        }
    }

    @Test
    void a_contour_that_leaves_the_grid_is_open() {
        Path2D corners = at(bowl(), 5);
        assertThat(count(corners, PathIterator.SEG_MOVETO)).isEqualTo(4);
        assertThat(count(corners, PathIterator.SEG_CLOSE)).isZero();
    }

    @Test
    void the_area_above_holds_what_is_higher_and_nothing_else() {
        Path2D above = above(bowl(), 1);
        assertThat(above.contains(0, 0)).isFalse();
        assertThat(above.contains(0.5, 0.5)).isFalse();
        assertThat(above.contains(1.9, 1.9)).isTrue();
        assertThat(above.contains(-1.1, 0.2)).isTrue();
    }

    @Test
    void no_line_runs_through_a_gap() {
        double[][] z = {{0, 0, 0}, {0, Double.NaN, 2}, {0, 2, 2}};
        double[] at = {0, 1, 2};
        assertThat(at(new Surface(at, at, z), 1).getCurrentPoint()).isNull();
    }

    @Test
    void a_saddle_keeps_two_lines() {
        double[] at = {0, 1};
        Path2D lines = at(new Surface(at, at, new double[][] {{1, 0}, {0, 1}}), 0.4);
        assertThat(count(lines, PathIterator.SEG_MOVETO)).isEqualTo(2);
        // The middle, 0.5, is above: the two low corners are cut off.
        assertThat(lines.getBounds2D().contains(0.5, 0.5)).isTrue();
        assertThat(new Path2D.Double(above(new Surface(at, at, new double[][] {{1, 0}, {0, 1}}), 0.4))
                        .contains(0.5, 0.5))
                .isTrue();
    }

    private static Path2D at(Surface s, double level) {
        return ContourLines.at(s.x(), s.y(), s.z(), level);
    }

    private static Path2D above(Surface s, double level) {
        return ContourLines.above(s.x(), s.y(), s.z(), level);
    }
}
