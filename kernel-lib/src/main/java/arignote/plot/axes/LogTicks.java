package arignote.plot.axes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The ticks of a logarithmic axis: powers of ten, with small ticks at their multiples. */
final class LogTicks {
    private LogTicks() {}

    static Ticks of(double lo, double hi, int room) {
        int first = (int) Math.ceil(Math.log10(lo) - 1e-10);
        int last = (int) Math.floor(Math.log10(hi) + 1e-10);
        int stride = Math.max(1, (int) Math.ceil((last - first + 1) / (double) Math.max(2, Math.min(9, room))));
        while (stride > 1 && Math.floorDiv(last, stride) - Math.floorDiv(first - 1, stride) < 2) {
            stride--; // an axis of several decades has two ticks at the least
        }
        List<Double> at = new ArrayList<>();
        List<TickLabel> labels = new ArrayList<>();
        for (int k = first; k <= last; k++) {
            if (Math.floorMod(k, stride) == 0) {
                at.add(Math.pow(10, k));
                labels.add(new TickLabel("10", Integer.toString(k).replace('-', TickText.MINUS)));
            }
        }
        DoubleStream.Builder minor = DoubleStream.builder();
        for (int k = first - 1; k <= last; k++) {
            for (int digit = stride == 1 ? 2 : 10; digit <= 9; digit++) {
                double value = digit * Math.pow(10, k);
                if (value >= lo && value <= hi) {
                    minor.add(value);
                }
            }
        }
        return new Ticks(
                at.stream().mapToDouble(Double::doubleValue).toArray(),
                labels,
                minor.build().toArray(),
                "");
    }
}
