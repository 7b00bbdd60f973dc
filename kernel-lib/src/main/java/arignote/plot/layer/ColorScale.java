package arignote.plot.layer;

import arignote.plot.axes.Range;
import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * Which number has which colour.
 *
 * @param lo the number with the first colour
 * @param hi the number with the last
 * @param levels where there are contours, their values, spaced evenly along a colour bar; else null
 * @param filled whether the bands between the levels have the colours, not the levels
 */
record ColorScale(ColorMap map, double lo, double hi, double[] levels, boolean filled) {
    private static final int STEPS = 256;

    Color of(double value) {
        return map.at(lo == hi ? 0.5 : Range.part(value, lo, hi));
    }

    /** The colour of level {@code i}, or of the band above it. */
    Color ofLevel(int i) {
        int count = filled ? levels.length - 1 : levels.length;
        return map.at(count < 2 ? 0.5 : filled ? (i + 0.5) / count : i / (count - 1.0));
    }

    /** One pixel wide, the greatest number on top. */
    BufferedImage strip() {
        int steps = filled ? levels.length - 1 : STEPS;
        BufferedImage strip = new BufferedImage(1, steps, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < steps; i++) {
            Color color = filled ? ofLevel(i) : map.at(i / (steps - 1.0));
            strip.setRGB(0, steps - 1 - i, color.getRGB());
        }
        return strip;
    }
}
