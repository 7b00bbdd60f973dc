package arignote.plot.axes;

import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Where an axis has its ticks, and what stands beside them.
 *
 * @param at the values, within the limits, ascending
 * @param labels one a tick
 * @param minor the values of small ticks without labels
 * @param corner what all labels leave out, a power of ten or an offset, such as "1e6"; "" for nothing
 */
public record Ticks(double[] at, List<TickLabel> labels, double[] minor, String corner) {
    /** Steps, in powers of ten, that matplotlib's automatic locator takes. */
    private static final double[] STEPS = {0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20};

    private static final int MOST = 9;
    private static final double TOLERANCE = 1e-10;

    /** Doubles from one tick to the next, at the least. */
    private static final double FINEST = 20;

    /**
     * The ticks of an axis.
     *
     * @param room how many labels fit side by side
     */
    public static Ticks of(Range limits, Scale scale, int room) {
        double lo = Math.min(limits.lo(), limits.hi());
        double hi = Math.max(limits.lo(), limits.hi());
        if (scale == Scale.LOG) {
            Ticks decades = LogTicks.of(lo, hi, room);
            if (decades.at.length >= 2) {
                return decades;
            }
        }
        int magnitude = new Range(lo, hi).magnitude();
        double[] scaled = multiples(lo, hi, magnitude, Math.max(1, Math.min(MOST, room)));
        TickText text = TickText.of(scaled, magnitude);
        return new Ticks(times(scaled, magnitude), text.labels(), new double[0], text.corner()).distinct();
    }

    /** Without a second tick at one place: near the least double, and far from zero, numbers do not lie dense. */
    private Ticks distinct() {
        int[] first = IntStream.range(0, at.length)
                .filter(i -> i == 0 || at[i] != at[i - 1])
                .toArray();
        return first.length == at.length ? this : chosen(first);
    }

    private Ticks chosen(int[] some) {
        return new Ticks(
                Arrays.stream(some).mapToDouble(i -> at[i]).toArray(),
                Arrays.stream(some).mapToObj(labels::get).toList(),
                minor,
                corner);
    }

    /** Every {@code stride}th tick. */
    Ticks every(int stride) {
        return stride == 1
                ? this
                : chosen(IntStream.range(0, at.length)
                        .filter(i -> i % stride == 0)
                        .toArray());
    }

    /** These ticks with labels no wider than {@code room}. */
    Ticks fitting(Font font, double room) {
        return new Ticks(at, labels.stream().map(l -> l.fitting(font, room)).toList(), minor, corner);
    }

    private static double[] times(double[] at, int magnitude) {
        return magnitude == 0
                ? at
                : Arrays.stream(at).map(v -> v * Math.pow(10, magnitude)).toArray();
    }

    /** These ticks with labels from a function, unless {@code labels} is {@code none}. */
    public Ticks labelled(Function<Double, String> labels, Function<Double, String> none) {
        if (labels == null || labels == none) {
            return this;
        }
        List<TickLabel> own = Arrays.stream(at)
                .mapToObj(v -> TickLabel.plain(labels.apply(v)))
                .toList();
        return new Ticks(at, own, minor, "");
    }

    /** Those of these ticks that limits enclose. */
    Ticks within(Range limits) {
        double lo = Math.min(limits.lo(), limits.hi());
        double hi = Math.max(limits.lo(), limits.hi());
        int[] inside = IntStream.range(0, at.length)
                .filter(i -> at[i] >= lo && at[i] <= hi)
                .toArray();
        return chosen(inside);
    }

    /** matplotlib's MaxNLocator: the smallest step that needs at most {@code intervals} intervals. */
    public static double[] linear(double lo, double hi, int intervals) {
        int magnitude = new Range(lo, hi).magnitude();
        return times(multiples(lo, hi, magnitude, intervals), magnitude);
    }

    /** The ticks divided by a power of ten. */
    private static double[] multiples(double least, double most, int magnitude, int intervals) {
        double unit = Math.pow(10, -magnitude);
        double lo = magnitude == 0 ? least : least * unit;
        double hi = magnitude == 0 ? most : most * unit;
        double span = hi - lo;
        if (span == 0) {
            return new double[] {lo, hi};
        }
        double middle = (lo + hi) / 2;
        // Far from zero the arithmetic is done near it, or the ticks would lose their digits.
        double offset = Math.abs(middle) / span < 100
                ? 0
                : Math.copySign(Math.pow(10, Math.floor(Math.log10(Math.abs(middle)))), middle);
        double power = Math.pow(10, Math.floor(Math.log10(span / intervals)));
        double from = lo - offset;
        double to = hi - offset;
        int first = 0;
        while (first < STEPS.length - 1 && STEPS[first] * power < span / intervals * (1 - TOLERANCE)) {
            first++;
        }
        for (int i = first; i >= 0; i--) {
            double[] at = multiples(STEPS[i], power, from, to, offset);
            // The least doubles are whole numbers of one of them: there are none at finer ticks.
            boolean fine = magnitude < 0 && STEPS[i] * power < FINEST * Double.MIN_VALUE * unit;
            if (at.length >= 2 && !fine) {
                return at;
            }
        }
        return new double[] {lo, hi};
    }

    private static double[] multiples(double significand, double power, double from, double to, double offset) {
        double step = significand * power;
        List<Double> at = new ArrayList<>();
        long last = (long) Math.floor(to / step + TOLERANCE);
        for (long k = (long) Math.ceil(from / step - TOLERANCE); k <= last && at.size() < 100; k++) {
            // A decimal step is inexact: dividing by a whole number gives 0.3 where multiplying gives
            // 0.30000000000000004.
            double value = power < 1 ? k * significand / Math.rint(1 / power) : k * step;
            at.add(value + offset);
        }
        return at.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
