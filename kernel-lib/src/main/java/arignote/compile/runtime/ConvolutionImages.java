package arignote.compile.runtime;

import arignote.expr.array.ConvolutionSizes;
import java.util.Arrays;

/**
 * The gradient by images, of outputs and filters: for each element of a filter's channel, as they lie in memory, one filter after
 * the other. Rows are places, whose products with an element of the filters go to where it lies in the image.
 */
final class ConvolutionImages<A> extends ConvolutionProduct<A> {
    /** So many sums are a task, if lines are not longer. */
    private static final int BAND = 1 << 14;

    private static final int PACK = OWN;
    private static final int MULTIPLY = OWN + 1;

    private final A outputs;
    private final A weights;
    private final A result;
    private final int[] rows;
    private final int[] targets;
    private final int[] steps;
    private final int length; // of the first axis, with the border
    private final int band; // so many of its indices are a task
    private final int bands;
    private final A packed;

    ConvolutionImages(ProductKernel<A> kernel, Workers workers, ConvolutionSizes s, A outputs, A weights, A result) {
        super(kernel, workers, s, true);
        this.outputs = outputs;
        this.weights = weights;
        this.result = result;
        rows = table(places, 1);
        targets = Arrays.stream(offsets.places).map(at -> at * panel).toArray();
        steps = Arrays.copyOf(table(filters, places), filters);
        length = offsets.size / offsets.inner;
        band = Math.max(1, Math.min(length, BAND / (offsets.inner * panel)));
        bands = (length + band - 1) / band;
        packed = Scratch.of(Scratch.PACKED, kernel, Math.multiplyExact(panels * panel, filters * s.filter()));
    }

    void run() {
        if (!offsets.isWhole) {
            kernel.zero(result, 0, kernel.length(result));
        }
        sweep(PACK, panels);
        sweep(MULTIPLY, panels * s.images() * bands);
    }

    @Override
    void task(int sweep, int task) {
        if (sweep == PACK) {
            pack(task);
        } else {
            multiply(task / bands / s.images(), task / bands % s.images(), task % bands * band);
        }
    }

    private int packedAt(int q, int tap) {
        return (q * s.filter() + tap) * filters * panel;
    }

    private void pack(int q) {
        int taps = s.filter();
        int channel = column(q) - group(q) * channels;
        for (int f = 0; f < filters; f++) {
            int from = (group(q) * filters + f) * window + channel * taps;
            int to = packedAt(q, 0) + f * panel;
            kernel.transpose(weights, from, taps, columns(q), taps, packed, to, filters * panel);
        }
    }

    private void multiply(int q, int image, int top) {
        int bottom = Math.min(length, top + band);
        int nobodys = (bottom - top) * offsets.inner * panel;
        A sums = Scratch.of(Scratch.SUMS, kernel, nobodys + panel);
        kernel.zero(sums, 0, nobodys + panel);
        int from = outputAt(image, group(q) * filters);
        ConvolutionSizes.Moves axis = s.axes().get(0);
        int inner = places / axis.out();
        for (int tap = 0; tap < offsets.taps.length; tap++) {
            int down = offsets.taps[tap] / offsets.inner;
            int begin = inner * Math.max(0, Math.floorDiv(top - down + axis.stride() - 1, axis.stride()));
            int end = inner * Math.min(axis.out(), Math.floorDiv(bottom - 1 - down, axis.stride()) + 1);
            if (begin < end) {
                int to = (offsets.taps[tap] - top * offsets.inner) * panel;
                multiply(q, begin, end, from, packedAt(q, tap), sums, to, nobodys);
            }
        }
        write(q, image, top, bottom, sums);
    }

    /** Places of one element of the filters; what the last tile has too much goes where nobody reads. */
    private void multiply(int q, int begin, int end, int from, int packedAt, A sums, int to, int nobodys) {
        int last = end - (end - begin) % kernel.rows;
        tiles(q, begin, last, outputs, from, rows, steps, packed, packedAt, sums, to, targets);
        if (last < end) {
            int[] lastRows = new int[kernel.rows];
            int[] lastTargets = new int[kernel.rows];
            Arrays.fill(lastRows, rows[last]);
            Arrays.fill(lastTargets, nobodys - to);
            System.arraycopy(rows, last, lastRows, 0, end - last);
            System.arraycopy(targets, last, lastTargets, 0, end - last);
            tiles(q, 0, 1, outputs, from, lastRows, steps, packed, packedAt, sums, to, lastTargets);
        }
    }

    private void write(int q, int image, int top, int bottom, A sums) {
        int columnsOfImage = s.axes().get(s.axes().size() - 1).in();
        int to = (image * s.channels() + column(q)) * plane;
        int begin = top * offsets.inner / offsets.width;
        int end = bottom * offsets.inner / offsets.width;
        for (int i = begin; i < end; i++) {
            if (offsets.lines[i] >= 0) {
                int from = ((i - begin) * offsets.width + offsets.before) * panel;
                int line = to + offsets.lines[i] * columnsOfImage;
                kernel.transpose(sums, from, panel, offsets.columns, columns(q), result, line, plane);
            }
        }
    }
}
