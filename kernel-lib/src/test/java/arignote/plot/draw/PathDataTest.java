package arignote.plot.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class PathDataTest {
    @Test
    void is_short() {
        assertThat(new PathData(PathData.COARSE).add(new Rectangle2D.Double(1.25, 2, 10, 5)))
                .hasToString("M1.3 2h10v5h-10v-5z");
        assertThat(Svg.decimal(-5, 100)).isEqualTo("-.05");
        assertThat(Svg.decimal(1230, 100)).isEqualTo("12.3");
        assertThat(Svg.decimal(0, 10)).isEqualTo("0");
    }

    @Test
    void rounding_does_not_add_up() {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        for (int i = 1; i <= 1000; i++) {
            path.lineTo(i * 0.333, 1 + i);
        }
        String data = new PathData(PathData.COARSE).add(path).toString();
        double end = 0;
        for (String step : data.substring(data.indexOf('l') + 1).split("l")) {
            end += Double.parseDouble(step.split(" ")[0]);
        }
        assertThat(end).isCloseTo(333, within(1e-9));
    }

    @Test
    void segments_of_a_series_become_one_line() {
        RecordingGraphics ink = new RecordingGraphics();
        ink.beginSeries();
        ink.setColor(Color.RED);
        ink.draw(new Line2D.Double(0, 0, 1, 1));
        ink.draw(new Line2D.Double(1, 1, 2, 0));
        ink.draw(new Line2D.Double(5, 0, 6, 0));
        ink.endSeries();
        assertThat(ink.marks()).hasSize(1);
        assertThat(ink.marks().get(0).data()).isEqualTo("M0 0l1 1l1-1m3 0h1");
    }
}
