package arignote.value;

import arignote.Shared;
import arignote.expr.DType;
import arignote.expr.HostArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value inside the interpreter: an ND4J array, a host array with the same numbers, or both, each made when it is first
 * asked for. An ND4J operation costs some 20 microseconds whatever its size, so small tensors stay in Java's memory.
 */
public final class Tensor {
    /**
     * Up to so many elements plain loops compute. They are faster up to some 4 000 (an addition of 1 000 numbers takes 5
     * microseconds instead of 22); beyond, they keep sums from depending on the number of cores, as ND4J's do.
     */
    public static final int SMALL = 65536;

    private final DType dtype;
    private final long[] shape;
    private final long size;
    private INDArray array;
    private HostArray host;

    public Tensor(INDArray array) {
        this.array = array;
        dtype = DType.of(array.dataType());
        shape = array.shape();
        size = Shapes.size(shape);
    }

    public Tensor(HostArray host) {
        this.host = host;
        dtype = host.dtype();
        shape = host.shape();
        size = host.size();
    }

    /** The value of a shared variable; where it is an ND4J array, that array. */
    public static Tensor of(Shared s) {
        return s.held() instanceof INDArray array ? new Tensor(array) : new Tensor(s.host(null));
    }

    /** The dtype of the elements. */
    public DType dtype() {
        return dtype;
    }

    /** The lengths of the axes; not to be written to. */
    public long[] shape() {
        return shape;
    }

    /** The number of axes. */
    public int rank() {
        return shape.length;
    }

    /** The number of elements. */
    public long size() {
        return size;
    }

    /** Whether ND4J is not worth its call, or has no such array. */
    public boolean isSmall() {
        return size <= SMALL;
    }

    /** The ND4J array; it may share memory with others. */
    public INDArray array() {
        if (array == null) {
            array = Nd4jArrays.of(host);
        }
        return array;
    }

    /** The host array; it may be shared with others. */
    public HostArray host() {
        if (host == null) {
            host = Nd4jArrays.host(array);
        }
        return host;
    }

    /** The same numbers in another dtype. */
    public Tensor as(DType to) {
        return to == dtype ? this : new Tensor(host().as(to));
    }

    /** The only element, as a number. */
    public double number() {
        return host != null ? host.doubleAt(0) : Nd4jArrays.number(array);
    }

    /** The same elements in another shape. */
    public Tensor reshaped(long[] to) {
        return host != null ? new Tensor(host.reshaped(to)) : new Tensor(array.reshape('c', to));
    }

    /** A new host array of which nobody else knows. */
    public HostArray hostCopy() {
        return host == null ? Nd4jArrays.host(array) : HostArray.copyOf(dtype, shape, host.elements());
    }

    /** A new ND4J array of which nobody else knows. */
    public INDArray copy() {
        return array == null ? Nd4jArrays.of(host) : Nd4jArrays.copy(array);
    }
}
