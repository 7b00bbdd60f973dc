package arignote.compile.runtime;

import arignote.expr.array.ConvolutionSizes;

/** Outputs of images and filters: sums over the elements of a filter, as they lie in memory. Rows are places. */
final class ConvolutionOutputs<A> extends ConvolutionProduct<A> {
    /** So many places are multiplied at a time, or some more to make whole tiles. */
    private static final int BLOCK = 128;

    private static final int PACK = OWN;
    private static final int MULTIPLY = OWN + 1;

    private final A weights;
    private final A result;
    private final int[] rows;
    private final int[] targets;
    private final int[] steps;
    private final int block;
    private final int blocks;
    private final int parts; // tasks of an image: few, as threads that write side by side hinder one another
    private final A packed;

    ConvolutionOutputs(ProductKernel<A> kernel, Workers workers, ConvolutionSizes s, A weights, A result) {
        super(kernel, workers, s, false);
        this.weights = weights;
        this.result = result;
        rows = table(offsets.places);
        targets = table(places, panel);
        steps = offsets.window(channels);
        block = whole(BLOCK);
        blocks = (places + block - 1) / block;
        int tasks = panels * s.images();
        parts = Math.min(blocks, (MatrixProduct.TASKS * workers.threads() + tasks - 1) / tasks);
        packed = Scratch.of(Scratch.PACKED, kernel, Math.multiplyExact(panels * panel, window));
    }

    void run(A images) {
        sweep(PACK, panels);
        chunks(images, 0, () -> sweep(MULTIPLY, panels * count * parts));
    }

    @Override
    void task(int sweep, int task) {
        if (sweep == PACK) {
            int at = column(task) * window;
            kernel.transpose(weights, at, window, columns(task), window, packed, task * window * panel, panel);
        } else {
            int image = task / parts % count;
            int part = task % parts;
            for (int i = blocks * part / parts; i < blocks * (part + 1) / parts; i++) {
                multiply(task / parts / count, image, i * block);
            }
        }
    }

    private void multiply(int q, int image, int begin) {
        int end = Math.min(places, begin + block);
        int size = whole(end - begin) * panel;
        A sums = Scratch.of(Scratch.SUMS, kernel, size);
        kernel.zero(sums, 0, size);
        int at = imageAt(image, group(q));
        int packedAt = q * window * panel;
        tiles(q, begin, end, images(), at, rows, steps, packed, packedAt, sums, -begin * panel, targets);
        int to = outputAt(first + image, column(q)) + begin;
        kernel.transpose(sums, 0, panel, end - begin, columns(q), result, to, places);
    }
}
