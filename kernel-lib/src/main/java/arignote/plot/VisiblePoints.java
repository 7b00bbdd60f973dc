package arignote.plot;

import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYSeries;

/** The points that both axes have a place for. */
record VisiblePoints(Scale x, Scale y) {
    boolean shows(double atX, double atY) {
        return x.shows(atX) && y.shows(atY);
    }

    /** The range of a series along x (along y if not {@code alongX}). */
    Range range(XYSeries series, boolean alongX) {
        double[] xs = series.getXData();
        double[] ys = series.getYData();
        double[] values = alongX ? xs : ys;
        double least = Range.EMPTY.lo();
        double most = Range.EMPTY.hi();
        for (int i = 0; i < xs.length; i++) {
            if (shows(xs[i], ys[i])) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
        }
        return new Range(least, most);
    }

    /** The range of all series that are enabled. */
    Range range(Collection<XYSeries> all, boolean alongX) {
        Range range = Range.EMPTY;
        for (XYSeries series : all) {
            if (series.isEnabled()) {
                range = range.with(range(series, alongX));
            }
        }
        return range;
    }

    int count(XYSeries series) {
        double[] xs = series.getXData();
        double[] ys = series.getYData();
        int count = 0;
        for (int i = 0; i < xs.length; i++) {
            if (shows(xs[i], ys[i])) {
                count++;
            }
        }
        return count;
    }

    /** The data of a series, while others stand in their place that XChart may look through. */
    record Kept(double[] x, double[] y, double[] extra) {
        static Kept of(XYSeries series) {
            return new Kept(series.getXData(), series.getYData(), series.getExtraValues());
        }

        void into(XYSeries series) {
            series.replaceData(x, y, extra);
        }
    }

    /**
     * Leaves XChart only what it has to draw: gaps in the place of points that a logarithmic axis, which it would refuse,
     * does not show, and a single gap in the place of all data of those series that it does not draw; it would look
     * through them again and again. Returns what was there.
     */
    Map<XYSeries, Kept> hideOthers(Collection<XYSeries> all) {
        Map<XYSeries, Kept> hidden = new IdentityHashMap<>();
        for (XYSeries series : List.copyOf(all)) {
            Kept kept = Kept.of(series);
            if (SeriesPainter.draws(series)) {
                hidden.put(series, kept);
                series.replaceData(new double[] {1}, new double[] {Double.NaN}, null);
            } else if (x == Scale.LOG || y == Scale.LOG) {
                hidden.put(series, kept);
                double[] ys = kept.y.clone();
                for (int i = 0; i < ys.length; i++) {
                    ys[i] = shows(kept.x[i], ys[i]) ? ys[i] : Double.NaN;
                }
                series.replaceData(kept.x, ys, kept.extra);
            }
        }
        return hidden;
    }

    static void restore(Map<XYSeries, Kept> hidden) {
        hidden.forEach((series, kept) -> kept.into(series));
    }
}
