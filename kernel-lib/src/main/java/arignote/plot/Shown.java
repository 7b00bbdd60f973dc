package arignote.plot;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYSeries;

/** The points that both axes have a place for. */
record Shown(Scale x, Scale y) {
    private boolean shows(double[] xs, double[] ys, int i) {
        return x.shows(xs[i]) && y.shows(ys[i]);
    }

    /** The range of a series along x (along y if not {@code alongX}). */
    Range range(XYSeries series, boolean alongX) {
        double[] xs = series.getXData();
        double[] ys = series.getYData();
        Range range = Range.EMPTY;
        for (int i = 0; i < xs.length; i++) {
            if (shows(xs, ys, i)) {
                range = range.with(alongX ? xs[i] : ys[i]);
            }
        }
        return range;
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
            if (shows(xs, ys, i)) {
                count++;
            }
        }
        return count;
    }

    /** Makes gaps of the other points, which XChart would refuse on a logarithmic axis; returns what they were. */
    Map<XYSeries, double[]> hideOthers(Collection<XYSeries> all) {
        Map<XYSeries, double[]> hidden = new IdentityHashMap<>();
        if (x == Scale.LINEAR && y == Scale.LINEAR) {
            return hidden;
        }
        for (XYSeries series : List.copyOf(all)) {
            double[] xs = series.getXData();
            double[] ys = series.getYData().clone();
            hidden.put(series, series.getYData());
            for (int i = 0; i < ys.length; i++) {
                if (!shows(xs, ys, i)) {
                    ys[i] = Double.NaN;
                }
            }
            series.replaceData(xs, ys, series.getExtraValues());
        }
        return hidden;
    }

    static void restore(Map<XYSeries, double[]> hidden) {
        hidden.forEach((series, ys) -> series.replaceData(series.getXData(), ys, series.getExtraValues()));
    }
}
