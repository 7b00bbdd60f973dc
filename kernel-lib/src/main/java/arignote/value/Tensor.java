package arignote.value;

import arignote.expr.DType;
import arignote.expr.Literal;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A value inside the interpreter: an ND4J array, the same numbers in a plain Java array, or both, each made when it is
 * first asked for. An ND4J operation costs some 20 microseconds whatever its size, so small tensors stay plain.
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
    private Plain plain;

    public Tensor(INDArray array) {
        this.array = array;
        dtype = DType.of(array.dataType());
        shape = array.shape();
        size = Shapes.size(shape);
    }

    public Tensor(Plain plain) {
        this.plain = plain;
        dtype = plain.dtype;
        shape = plain.shape;
        size = plain.size();
    }

    /** The value of a constant. */
    public static Tensor of(Literal value) {
        return new Tensor(Plain.of(value));
    }

    /** All zero. */
    public static Tensor zeros(DType dtype, long... shape) {
        return new Tensor(Plain.zeros(dtype, shape));
    }

    /** The numbers as a constant's value. */
    public Literal literal() {
        return plain().literal();
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
            array = plain.array();
        }
        return array;
    }

    /** The plain array; it may be shared with others. */
    public Plain plain() {
        if (plain == null) {
            plain = Plain.of(array);
        }
        return plain;
    }

    /** The elements row by row in a Java array of their own kind; it may be shared with others. */
    public Object elements() {
        return plain().elements();
    }

    /** The same numbers in another dtype. */
    public Tensor as(DType to) {
        return to == dtype ? this : new Tensor(plain().as(to));
    }

    /** The only element, as a number. */
    public double number() {
        return plain != null ? plain.floatAt(0) : array.getDouble(0);
    }

    /** The same elements in another shape. */
    public Tensor reshaped(long[] to) {
        return plain != null ? new Tensor(plain.reshaped(to)) : new Tensor(array.reshape('c', to));
    }

    /** A new ND4J array of which nobody else knows. */
    public INDArray copy() {
        return array == null ? plain.array() : array.dup('c');
    }
}
