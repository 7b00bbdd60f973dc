package arignote.eager;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.function.interpret.TensorOps;
import arignote.value.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arithmetic on arrays with NumPy's meaning, which is what operators between arrays become in a notebook. ND4J's own
 * methods drop fractions of whole numbers, and do not broadcast (3) with (2, 1).
 *
 * <p>Shapes broadcast; the types of two arrays meet as NumPy's do; a number takes the array's type, but a fraction beside
 * whole numbers makes floatX. The result is a new array.
 */
public final class ArrayMath {
    private ArrayMath() {}

    /** The sum. */
    public static INDArray add(INDArray a, INDArray b) {
        return compute(ScalarOp.ADD, a, b);
    }

    /** The sum. */
    public static INDArray add(INDArray a, Number b) {
        return compute(ScalarOp.ADD, a, b);
    }

    /** The sum. */
    public static INDArray add(Number a, INDArray b) {
        return compute(ScalarOp.ADD, a, b);
    }

    /** The difference. */
    public static INDArray sub(INDArray a, INDArray b) {
        return compute(ScalarOp.SUBTRACT, a, b);
    }

    /** The difference. */
    public static INDArray sub(INDArray a, Number b) {
        return compute(ScalarOp.SUBTRACT, a, b);
    }

    /** The difference. */
    public static INDArray sub(Number a, INDArray b) {
        return compute(ScalarOp.SUBTRACT, a, b);
    }

    /** The product, element by element. */
    public static INDArray mul(INDArray a, INDArray b) {
        return compute(ScalarOp.MULTIPLY, a, b);
    }

    /** The product, element by element. */
    public static INDArray mul(INDArray a, Number b) {
        return compute(ScalarOp.MULTIPLY, a, b);
    }

    /** The product, element by element. */
    public static INDArray mul(Number a, INDArray b) {
        return compute(ScalarOp.MULTIPLY, a, b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static INDArray div(INDArray a, INDArray b) {
        return compute(ScalarOp.DIVIDE, a, b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static INDArray div(INDArray a, Number b) {
        return compute(ScalarOp.DIVIDE, a, b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static INDArray div(Number a, INDArray b) {
        return compute(ScalarOp.DIVIDE, a, b);
    }

    /** The remainder, with the sign of the divisor. */
    public static INDArray mod(INDArray a, INDArray b) {
        return compute(ScalarOp.REMAINDER, a, b);
    }

    /** The remainder, with the sign of the divisor. */
    public static INDArray mod(INDArray a, Number b) {
        return compute(ScalarOp.REMAINDER, a, b);
    }

    /** The remainder, with the sign of the divisor. */
    public static INDArray mod(Number a, INDArray b) {
        return compute(ScalarOp.REMAINDER, a, b);
    }

    private static INDArray compute(ScalarOp op, INDArray a, INDArray b) {
        return compute(op, input(a), new Tensor(a), input(b), new Tensor(b));
    }

    private static INDArray compute(ScalarOp op, INDArray a, Number b) {
        Expr x = input(a), number = Build.number(b, x);
        return compute(op, x, new Tensor(a), number, value(number));
    }

    private static INDArray compute(ScalarOp op, Number a, INDArray b) {
        Expr x = input(b), number = Build.number(a, x);
        return compute(op, number, value(number), x, new Tensor(b));
    }

    private static INDArray compute(ScalarOp op, Expr a, Tensor left, Expr b, Tensor right) {
        return TensorOps.compute(Build.scalar(op, a, b), List.of(left, right)).array();
    }

    private static Tensor value(Expr number) {
        return new Tensor(((Op.Constant) number.op()).value());
    }

    private static Expr input(INDArray array) {
        if (array == null) {
            throw new NullPointerException("an array beside an operator is null, it has no value yet");
        }
        return Build.input(null, new TensorType(DType.of(array.dataType()), array.rank()));
    }
}
