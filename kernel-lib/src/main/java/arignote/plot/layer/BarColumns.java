package arignote.plot.layer;

import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Very many bars, as what they cover in each narrow column of the picture. Bars narrower than a column become a few, which
 * have their share of the column's width and their heights, so that the shade of many thin bars stays.
 */
public final class BarColumns {
    /** The width of a column, in pixels: a PNG's pixel. */
    private static final double WIDTH = 0.5;

    private static final int FEW = 16;

    private final double foot;
    private final Rectangle clip;
    private final double[] top;
    private final double[] bottom;
    private final double[] share;
    private final List<List<Double>> ends;

    public BarColumns(double foot, Rectangle clip) {
        this.foot = foot;
        this.clip = clip;
        int count = (int) Math.ceil(clip.width / WIDTH);
        top = new double[count];
        bottom = new double[count];
        share = new double[count];
        Arrays.fill(top, foot);
        Arrays.fill(bottom, foot);
        ends = IntStream.range(0, count)
                .<List<Double>>mapToObj(k -> new ArrayList<>())
                .toList();
    }

    /** Adds a bar between two pixels, from the foot to a height. */
    public void add(double from, double to, double end) {
        double first = Math.floor((from - clip.x) / WIDTH);
        double last = Math.ceil((to - clip.x) / WIDTH);
        if (to - from < WIDTH) {
            double column = Math.floor(((from + to) / 2 - clip.x) / WIDTH);
            if (column >= 0 && column < top.length) {
                ends.get((int) column).add(end);
                share[(int) column] += (to - from) / WIDTH;
            }
            return;
        }
        for (int k = (int) Math.max(0, first); k < Math.min(top.length, last); k++) {
            top[k] = Math.min(top[k], end);
            bottom[k] = Math.max(bottom[k], end);
        }
    }

    public Path2D path() {
        Path2D path = new Path2D.Double();
        for (int k = 0; k < top.length; k++) {
            double left = clip.x + k * WIDTH;
            bar(path, left, WIDTH, top[k], bottom[k]);
            double[] sorted = ends.get(k).stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            int groups = Math.min(FEW, sorted.length);
            double width = groups == 0 ? 0 : WIDTH * Math.min(1, share[k]) / groups;
            for (int g = 0; g < groups; g++) {
                double end = Arrays.stream(sorted, g * sorted.length / groups, (g + 1) * sorted.length / groups)
                        .average()
                        .getAsDouble();
                bar(path, left + g * width, width, Math.min(end, foot), Math.max(end, foot));
            }
        }
        return path;
    }

    private static void bar(Path2D path, double left, double width, double from, double to) {
        if (from < to) {
            path.append(new Rectangle2D.Double(left, from, width, to - from), false);
        }
    }
}
