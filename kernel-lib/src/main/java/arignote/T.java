package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.grad.Gradients;
import java.util.List;

/**
 * The vocabulary of tensors: variables, functions of expressions, reductions, gradients. Everything here returns an
 * {@link Expr}.
 *
 * <p>Axes are counted from 0; negative ones from the end; none means all. A number in an expression's place takes the
 * dtype of the other operand.
 */
public final class T {
    private T() {}

    // Variables

    /** A scalar of type floatX, to be brought by each call. */
    public static Expr scalar(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 0));
    }

    /** An unnamed scalar of type floatX. */
    public static Expr scalar() {
        return scalar(null);
    }

    /** A vector of type floatX, to be brought by each call. */
    public static Expr vector(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 1));
    }

    /** An unnamed vector of type floatX. */
    public static Expr vector() {
        return vector(null);
    }

    /** A matrix of type floatX, to be brought by each call. */
    public static Expr matrix(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 2));
    }

    /** An unnamed matrix of type floatX. */
    public static Expr matrix() {
        return matrix(null);
    }

    /** A tensor3 of type floatX, to be brought by each call. */
    public static Expr tensor3(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 3));
    }

    /** An unnamed tensor3 of type floatX. */
    public static Expr tensor3() {
        return tensor3(null);
    }

    /** A tensor4 of type floatX, to be brought by each call. */
    public static Expr tensor4(String name) {
        return Build.input(name, new TensorType(Config.floatX(), 4));
    }

    /** An unnamed tensor4 of type floatX. */
    public static Expr tensor4() {
        return tensor4(null);
    }

    /** A scalar of type float64, to be brought by each call. */
    public static Expr dscalar(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 0));
    }

    /** An unnamed scalar of type float64. */
    public static Expr dscalar() {
        return dscalar(null);
    }

    /** A vector of type float64, to be brought by each call. */
    public static Expr dvector(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 1));
    }

    /** An unnamed vector of type float64. */
    public static Expr dvector() {
        return dvector(null);
    }

    /** A matrix of type float64, to be brought by each call. */
    public static Expr dmatrix(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 2));
    }

    /** An unnamed matrix of type float64. */
    public static Expr dmatrix() {
        return dmatrix(null);
    }

    /** A tensor3 of type float64, to be brought by each call. */
    public static Expr dtensor3(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 3));
    }

    /** An unnamed tensor3 of type float64. */
    public static Expr dtensor3() {
        return dtensor3(null);
    }

    /** A tensor4 of type float64, to be brought by each call. */
    public static Expr dtensor4(String name) {
        return Build.input(name, new TensorType(DType.FLOAT64, 4));
    }

    /** An unnamed tensor4 of type float64. */
    public static Expr dtensor4() {
        return dtensor4(null);
    }

    /** A scalar of type float32, to be brought by each call. */
    public static Expr fscalar(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 0));
    }

    /** An unnamed scalar of type float32. */
    public static Expr fscalar() {
        return fscalar(null);
    }

    /** A vector of type float32, to be brought by each call. */
    public static Expr fvector(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 1));
    }

    /** An unnamed vector of type float32. */
    public static Expr fvector() {
        return fvector(null);
    }

    /** A matrix of type float32, to be brought by each call. */
    public static Expr fmatrix(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 2));
    }

    /** An unnamed matrix of type float32. */
    public static Expr fmatrix() {
        return fmatrix(null);
    }

    /** A tensor3 of type float32, to be brought by each call. */
    public static Expr ftensor3(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 3));
    }

    /** An unnamed tensor3 of type float32. */
    public static Expr ftensor3() {
        return ftensor3(null);
    }

    /** A tensor4 of type float32, to be brought by each call. */
    public static Expr ftensor4(String name) {
        return Build.input(name, new TensorType(DType.FLOAT32, 4));
    }

    /** An unnamed tensor4 of type float32. */
    public static Expr ftensor4() {
        return ftensor4(null);
    }

    /** A scalar of type int32, to be brought by each call. */
    public static Expr iscalar(String name) {
        return Build.input(name, new TensorType(DType.INT32, 0));
    }

    /** An unnamed scalar of type int32. */
    public static Expr iscalar() {
        return iscalar(null);
    }

    /** A vector of type int32, to be brought by each call. */
    public static Expr ivector(String name) {
        return Build.input(name, new TensorType(DType.INT32, 1));
    }

    /** An unnamed vector of type int32. */
    public static Expr ivector() {
        return ivector(null);
    }

    /** A matrix of type int32, to be brought by each call. */
    public static Expr imatrix(String name) {
        return Build.input(name, new TensorType(DType.INT32, 2));
    }

    /** An unnamed matrix of type int32. */
    public static Expr imatrix() {
        return imatrix(null);
    }

    /** A tensor3 of type int32, to be brought by each call. */
    public static Expr itensor3(String name) {
        return Build.input(name, new TensorType(DType.INT32, 3));
    }

    /** An unnamed tensor3 of type int32. */
    public static Expr itensor3() {
        return itensor3(null);
    }

    /** A tensor4 of type int32, to be brought by each call. */
    public static Expr itensor4(String name) {
        return Build.input(name, new TensorType(DType.INT32, 4));
    }

    /** An unnamed tensor4 of type int32. */
    public static Expr itensor4() {
        return itensor4(null);
    }

    /** A scalar of type int64, to be brought by each call. */
    public static Expr lscalar(String name) {
        return Build.input(name, new TensorType(DType.INT64, 0));
    }

    /** An unnamed scalar of type int64. */
    public static Expr lscalar() {
        return lscalar(null);
    }

    /** A vector of type int64, to be brought by each call. */
    public static Expr lvector(String name) {
        return Build.input(name, new TensorType(DType.INT64, 1));
    }

    /** An unnamed vector of type int64. */
    public static Expr lvector() {
        return lvector(null);
    }

    /** A matrix of type int64, to be brought by each call. */
    public static Expr lmatrix(String name) {
        return Build.input(name, new TensorType(DType.INT64, 2));
    }

    /** An unnamed matrix of type int64. */
    public static Expr lmatrix() {
        return lmatrix(null);
    }

    /** A tensor3 of type int64, to be brought by each call. */
    public static Expr ltensor3(String name) {
        return Build.input(name, new TensorType(DType.INT64, 3));
    }

    /** An unnamed tensor3 of type int64. */
    public static Expr ltensor3() {
        return ltensor3(null);
    }

    /** A tensor4 of type int64, to be brought by each call. */
    public static Expr ltensor4(String name) {
        return Build.input(name, new TensorType(DType.INT64, 4));
    }

    /** An unnamed tensor4 of type int64. */
    public static Expr ltensor4() {
        return ltensor4(null);
    }

    /** A scalar of type bool, to be brought by each call. */
    public static Expr bscalar(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 0));
    }

    /** An unnamed scalar of type bool. */
    public static Expr bscalar() {
        return bscalar(null);
    }

    /** A vector of type bool, to be brought by each call. */
    public static Expr bvector(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 1));
    }

    /** An unnamed vector of type bool. */
    public static Expr bvector() {
        return bvector(null);
    }

    /** A matrix of type bool, to be brought by each call. */
    public static Expr bmatrix(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 2));
    }

    /** An unnamed matrix of type bool. */
    public static Expr bmatrix() {
        return bmatrix(null);
    }

    /** A tensor3 of type bool, to be brought by each call. */
    public static Expr btensor3(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 3));
    }

    /** An unnamed tensor3 of type bool. */
    public static Expr btensor3() {
        return btensor3(null);
    }

    /** A tensor4 of type bool, to be brought by each call. */
    public static Expr btensor4(String name) {
        return Build.input(name, new TensorType(DType.BOOL, 4));
    }

    /** An unnamed tensor4 of type bool. */
    public static Expr btensor4() {
        return btensor4(null);
    }

    // Constants

    /**
     * A fixed value: a number of type floatX or int32, or an array, which keeps its type.
     *
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Expr constant(Object value) {
        return Build.constant(value);
    }

    // Arithmetic; the operators of Expr by name, with numbers on either side

    /** The sum. */
    public static Expr add(Expr a, Expr b) {
        return a.plus(b);
    }

    /** The sum. */
    public static Expr add(Number a, Expr b) {
        return Build.number(a, b).plus(b);
    }

    /** The difference. */
    public static Expr sub(Expr a, Expr b) {
        return a.minus(b);
    }

    /** The difference. */
    public static Expr sub(Number a, Expr b) {
        return Build.number(a, b).minus(b);
    }

    /** The product, element by element. */
    public static Expr mul(Expr a, Expr b) {
        return a.times(b);
    }

    /** The product, element by element. */
    public static Expr mul(Number a, Expr b) {
        return Build.number(a, b).times(b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static Expr div(Expr a, Expr b) {
        return a.div(b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static Expr div(Number a, Expr b) {
        return Build.number(a, b).div(b);
    }

    /** The negative. */
    public static Expr neg(Expr a) {
        return a.negate();
    }

    /** The base to the power of the exponent. */
    public static Expr pow(Expr base, Expr exponent) {
        return base.pow(exponent);
    }

    /** The base to the power of the exponent. */
    public static Expr pow(Expr base, Number exponent) {
        return base.pow(Build.number(exponent, base));
    }

    /** The base to the power of the exponent. */
    public static Expr pow(Number base, Expr exponent) {
        return Build.number(base, exponent).pow(exponent);
    }

    // Functions of each element

    /** The absolute value; its gradient at 0 is 0. */
    public static Expr abs(Expr x) {
        return Build.scalar(ScalarOp.ABS, x);
    }

    /** -1, 0 or 1. */
    public static Expr sign(Expr x) {
        return Build.scalar(ScalarOp.SIGN, x);
    }

    /** e to the power of each element. */
    public static Expr exp(Expr x) {
        return Build.scalar(ScalarOp.EXP, x);
    }

    /** exp(x) - 1, exact near 0. */
    public static Expr expm1(Expr x) {
        return Build.scalar(ScalarOp.EXPM1, x);
    }

    /** The natural logarithm. */
    public static Expr log(Expr x) {
        return Build.scalar(ScalarOp.LOG, x);
    }

    /** log(1 + x), exact near 0. */
    public static Expr log1p(Expr x) {
        return Build.scalar(ScalarOp.LOG1P, x);
    }

    /** The square. */
    public static Expr sqr(Expr x) {
        return Build.scalar(ScalarOp.SQR, x);
    }

    /** The square root. */
    public static Expr sqrt(Expr x) {
        return Build.scalar(ScalarOp.SQRT, x);
    }

    /** The sine, of radians. */
    public static Expr sin(Expr x) {
        return Build.scalar(ScalarOp.SIN, x);
    }

    /** The cosine, of radians. */
    public static Expr cos(Expr x) {
        return Build.scalar(ScalarOp.COS, x);
    }

    /** The hyperbolic tangent. */
    public static Expr tanh(Expr x) {
        return Build.scalar(ScalarOp.TANH, x);
    }

    /** 1 / (1 + exp(-x)), computed without overflow. */
    public static Expr sigmoid(Expr x) {
        return Build.scalar(ScalarOp.SIGMOID, x);
    }

    /** log(1 + exp(x)), computed without overflow. */
    public static Expr softplus(Expr x) {
        return Build.scalar(ScalarOp.SOFTPLUS, x);
    }

    /** The greatest whole number that is not greater. */
    public static Expr floor(Expr x) {
        return Build.scalar(ScalarOp.FLOOR, x);
    }

    /** The greater of two elements; NaN if one is. */
    public static Expr maximum(Expr a, Expr b) {
        return Build.scalar(ScalarOp.MAXIMUM, a, b);
    }

    /** The greater of two elements; NaN if one is. */
    public static Expr maximum(Expr a, Number b) {
        return maximum(a, Build.number(b, a));
    }

    /** The smaller of two elements; NaN if one is. */
    public static Expr minimum(Expr a, Expr b) {
        return Build.scalar(ScalarOp.MINIMUM, a, b);
    }

    /** The smaller of two elements; NaN if one is. */
    public static Expr minimum(Expr a, Number b) {
        return minimum(a, Build.number(b, a));
    }

    /** Whether a &lt; b, a bool. */
    public static Expr lt(Expr a, Expr b) {
        return Build.scalar(ScalarOp.LT, a, b);
    }

    /** Whether a &lt; b, a bool. */
    public static Expr lt(Expr a, Number b) {
        return lt(a, Build.number(b, a));
    }

    /** Whether a &lt;= b, a bool. */
    public static Expr le(Expr a, Expr b) {
        return Build.scalar(ScalarOp.LE, a, b);
    }

    /** Whether a &lt;= b, a bool. */
    public static Expr le(Expr a, Number b) {
        return le(a, Build.number(b, a));
    }

    /** Whether a &gt; b, a bool. */
    public static Expr gt(Expr a, Expr b) {
        return Build.scalar(ScalarOp.GT, a, b);
    }

    /** Whether a &gt; b, a bool. */
    public static Expr gt(Expr a, Number b) {
        return gt(a, Build.number(b, a));
    }

    /** Whether a &gt;= b, a bool. */
    public static Expr ge(Expr a, Expr b) {
        return Build.scalar(ScalarOp.GE, a, b);
    }

    /** Whether a &gt;= b, a bool. */
    public static Expr ge(Expr a, Number b) {
        return ge(a, Build.number(b, a));
    }

    /** Whether a equals b, a bool. */
    public static Expr eq(Expr a, Expr b) {
        return Build.scalar(ScalarOp.EQ, a, b);
    }

    /** Whether a equals b, a bool. */
    public static Expr eq(Expr a, Number b) {
        return eq(a, Build.number(b, a));
    }

    /** Whether a differs from b, a bool. */
    public static Expr neq(Expr a, Expr b) {
        return Build.scalar(ScalarOp.NEQ, a, b);
    }

    /** Whether a differs from b, a bool. */
    public static Expr neq(Expr a, Number b) {
        return neq(a, Build.number(b, a));
    }

    /** {@code yes} where the condition, a bool, holds, else {@code no}: Theano's {@code switch}. */
    public static Expr where(Expr condition, Expr yes, Expr no) {
        return Build.scalar(ScalarOp.WHERE, condition, yes, no);
    }

    /** {@code yes} where the condition, a bool, holds, else {@code no}. */
    public static Expr where(Expr condition, Expr yes, Number no) {
        return where(condition, yes, Build.number(no, yes));
    }

    /** {@code yes} where the condition, a bool, holds, else {@code no}. */
    public static Expr where(Expr condition, Number yes, Expr no) {
        return where(condition, Build.number(yes, no), no);
    }

    /** The nearest number that is no less than {@code low} and no greater than {@code high}. */
    public static Expr clip(Expr x, Number low, Number high) {
        return minimum(maximum(x, low), high);
    }

    /**
     * The same elements in another dtype.
     *
     * @param dtype {@code float64}, {@code float32}, {@code int64}, {@code int32}, {@code bool} or {@code floatX}
     */
    public static Expr cast(Expr x, String dtype) {
        return Build.cast(x, dtype.equals("floatX") ? Config.floatX() : DType.of(dtype));
    }

    // Along axes

    /** The sum; of whole numbers and bools it is int64. */
    public static Expr sum(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.SUM, x, axes);
    }

    /** The mean, a floating number. */
    public static Expr mean(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.MEAN, x, axes);
    }

    /** The greatest element; NaN if one is. Its gradient goes in full to each of several greatest ones. */
    public static Expr max(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.MAX, x, axes);
    }

    /** The smallest element; NaN if one is. */
    public static Expr min(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.MIN, x, axes);
    }

    /** The position of the first greatest element along the axes, counted row by row if there are several; int64. */
    public static Expr argmax(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.ARGMAX, x, axes);
    }

    /** The position of the first smallest element, as {@link #argmax} counts it; int64. */
    public static Expr argmin(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.ARGMIN, x, axes);
    }

    /** log(sum(exp(x))), computed without overflow; of no elements it is minus infinity. */
    public static Expr logsumexp(Expr x, int... axes) {
        return Build.reduce(Op.Reduce.Kind.LOGSUMEXP, x, axes);
    }

    /** exp(x) / sum(exp(x)) over the last axis, computed without overflow. */
    public static Expr softmax(Expr x) {
        return Build.softmax(x);
    }

    /** log(softmax(x)) over the last axis, computed without overflow. */
    public static Expr logSoftmax(Expr x) {
        return Build.logSoftmax(x);
    }

    // Linear algebra and shapes

    /**
     * NumPy's dot: of two vectors the inner product, of matrices their product; in general the last axis of {@code a}
     * is summed with the last but one of {@code b}; with a scalar it is the product of elements.
     */
    public static Expr dot(Expr a, Expr b) {
        return Build.dot(a, b);
    }

    /** The axes in the opposite order, or in the given one. */
    public static Expr transpose(Expr x, int... axes) {
        return Build.transpose(x, axes);
    }

    /** The elements row by row in another shape; one length may be -1: what is left. */
    public static Expr reshape(Expr x, long... lengths) {
        return Build.reshape(x, lengths);
    }

    /** All elements, row by row, as a vector. */
    public static Expr flatten(Expr x) {
        return Build.reshape(x, -1);
    }

    /**
     * The axes in another order, with new ones of length 1.
     *
     * @param pattern for each axis of the result one of {@code x}, or {@code "x"} for a new one; an axis that is left
     *     out must have length 1
     */
    public static Expr dimshuffle(Expr x, Object... pattern) {
        return Build.dimshuffle(x, pattern);
    }

    /** The lengths of all axes, an int64 vector. */
    public static Expr shape(Expr x) {
        return Build.shape(x);
    }

    /** Ones in the shape and dtype of {@code x}. */
    public static Expr onesLike(Expr x) {
        return Build.filled(x, 1);
    }

    /** Zeros in the shape and dtype of {@code x}. */
    public static Expr zerosLike(Expr x) {
        return Build.filled(x, 0);
    }

    // Gradients

    /**
     * The gradient of a scalar by one variable or expression, of the same dtype and shape as that.
     *
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on {@code wrt}
     */
    public static Expr grad(Expr cost, Expr wrt) {
        return Gradients.of(cost, List.of(wrt)).get(0);
    }

    /**
     * The gradients of a scalar by several, in their order.
     *
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on one of {@code wrt}
     */
    public static List<Expr> grad(Expr cost, List<? extends Expr> wrt) {
        return Gradients.of(cost, wrt);
    }
}
