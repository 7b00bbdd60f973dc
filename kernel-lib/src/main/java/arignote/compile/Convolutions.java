package arignote.compile;

import arignote.compile.javac.Javac;
import arignote.compile.runtime.ConvolutionProduct;
import arignote.compile.runtime.Workers;
import arignote.expr.array.Convolution;
import arignote.expr.array.ConvolutionSizes;

/** Computes convolutions in the tiles of matrix products. */
public final class Convolutions implements Convolution.Routine {
    private static final int VECTOR_BITS = Javac.isThere() ? Functions.TARGET.vectorBits() : 0;

    @Override
    public void run(Convolution.Of of, ConvolutionSizes sizes, Object a, Object b, Object result) {
        ConvolutionProduct.run(Workers.of(Workers.THREADS), VECTOR_BITS, of, sizes, a, b, result);
    }
}
