package arignote.notebook.view;

import arignote.notebook.words.Words;
import arignote.plot.draw.Svg;
import java.util.ArrayList;
import java.util.List;

/**
 * What a progress bar says at one moment.
 *
 * @param done steps completed
 * @param total steps in all
 * @param label what is reported, or empty
 * @param last the value last reported, NaN before the first
 * @param nanos the time since the start, or {@link #ENDED}
 */
public record ProgressState(int done, int total, String label, double last, long nanos) {
    public static final long ENDED = -1;

    private static final double SECOND = 1e9;
    /** Before that a rate says nothing. */
    private static final double EARLY = 0.2 * SECOND;

    public static ProgressState running(int done, int total, long nanos) {
        return new ProgressState(done, total, "", Double.NaN, nanos);
    }

    public static String count(int done, int total) {
        return NumberText.grouped(done) + " of " + NumberText.grouped(total);
    }

    public String text() {
        List<String> parts = new ArrayList<>();
        parts.add(count(done, total));
        if (nanos > EARLY && done > 0) {
            double rate = done / (nanos / SECOND);
            parts.add(rate(rate));
            parts.add(time((total - done) / rate) + " left");
        }
        if (!Double.isNaN(last)) {
            parts.add((label.isEmpty() ? "" : label + " ") + NumberText.of(last));
        }
        return Words.said(String.join(" · ", parts));
    }

    @Override
    public String toString() {
        return text();
    }

    /** The browser's own bar, so that it fits every theme. */
    public String html() {
        return "<div><progress value=\"" + done + "\" max=\"" + Math.max(1, total) + "\"></progress> "
                + Svg.text(text()) + "</div>";
    }

    private static String rate(double perSecond) {
        return perSecond >= 10
                ? NumberText.grouped(Math.round(perSecond)) + " a second"
                : NumberText.of(Math.round(perSecond * 10) / 10.0) + " a second";
    }

    private static String time(double seconds) {
        long whole = (long) Math.ceil(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
