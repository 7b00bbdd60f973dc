package arignote.compile.runtime;

import arignote.expr.array.ConvolutionSizes;

/** The gradient by filters, of images and outputs: sums over all places of one image after the other. Rows are elements of a filter. */
final class ConvolutionFilters<A> extends ConvolutionProduct<A> {
    /** So many rows are a task at most. */
    private static final int BLOCK = 64;

    private static final int PACK = OWN;
    private static final int MULTIPLY = OWN + 1;
    private static final int WRITE = OWN + 2;

    private final A outputs;
    private final A result;
    private final int[] rows;
    private final int[] targets;
    private final int block;
    private final int blocks;
    private final A sums;
    private A packed;

    ConvolutionFilters(ProductKernel<A> kernel, Workers workers, ConvolutionSizes s, A outputs, A result) {
        super(kernel, workers, s, false);
        this.outputs = outputs;
        this.result = result;
        rows = table(offsets.window(channels));
        targets = table(window, panel);
        int tiles = rows.length / kernel.rows;
        int each = tiles * panels / (MatrixProduct.TASKS * workers.threads());
        block = kernel.rows * Math.max(1, Math.min(BLOCK / kernel.rows, each));
        blocks = (window + block - 1) / block;
        sums = Scratch.of(Scratch.SUMS, kernel, Math.multiplyExact(panels * panel, rows.length));
    }

    void run(A images) {
        kernel.zero(sums, 0, panels * panel * rows.length);
        chunks(images, Math.multiplyExact(panels * panel, places), () -> {
            packed = Scratch.of(Scratch.PACKED, kernel, count * panels * panel * places);
            sweep(PACK, panels * count);
            sweep(MULTIPLY, panels * blocks);
        });
        sweep(WRITE, panels);
    }

    @Override
    void task(int sweep, int task) {
        switch (sweep) {
            case PACK -> pack(task / count, task % count);
            case MULTIPLY -> multiply(task / blocks, task % blocks * block);
            default -> {
                int from = task * rows.length * panel;
                kernel.transpose(sums, from, panel, window, columns(task), result, column(task) * window, window);
            }
        }
    }

    private int packedAt(int q, int image) {
        return (q * count + image) * places * panel;
    }

    private void pack(int q, int image) {
        int at = outputAt(first + image, column(q));
        kernel.transpose(outputs, at, places, columns(q), places, packed, packedAt(q, image), panel);
    }

    private void multiply(int q, int begin) {
        int end = Math.min(window, begin + block);
        int to = q * rows.length * panel;
        for (int image = 0; image < count; image++) {
            int at = imageAt(image, group(q));
            tiles(q, begin, end, images(), at, rows, offsets.places, packed, packedAt(q, image), sums, to, targets);
        }
    }
}
