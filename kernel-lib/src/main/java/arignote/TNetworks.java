package arignote;

import arignote.expr.Build;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What {@link T} says of networks: activations. All keep the shape, and are floating numbers also of whole ones. */
public abstract sealed class TNetworks extends TLinearAlgebra permits TLosses {
    /** The scale of SELU, and its factor below 0, from Klambauer et al. 2017. */
    private static final double SELU = 1.0507009873554804934193349852946;

    private static final double SELU_BELOW = 1.6732632423543772848170429916717;

    TNetworks() {}

    // Over classes

    /**
     * exp(x) / sum(exp(x)) over one axis, computed without overflow.
     *
     * @param axis from the front, or negative from the end
     */
    public static Expr softmax(Expr x, int axis) {
        return lastAnd(Build.axis("softmax", Operands.there("softmax", x), axis), x, Build::softmax);
    }

    /** log(softmax(x)) over one axis, computed without overflow. */
    public static Expr logSoftmax(Expr x, int axis) {
        return lastAnd(Build.axis("logSoftmax", Operands.there("logSoftmax", x), axis), x, Build::logSoftmax);
    }

    /** {@link T#softmax(Expr)} of {@code x + bias}, over the last axis. */
    public static Expr softmaxWithBias(Expr x, Expr bias) {
        return Build.softmax(Build.scalar(ScalarOp.ADD, x, bias));
    }

    /** What works along the last axis, along another one. */
    private static Expr lastAnd(int axis, Expr x, UnaryOperator<Expr> f) {
        int last = x.type().rank() - 1;
        List<Integer> swap = IntStream.rangeClosed(0, last)
                .map(i -> i == axis ? last : i == last ? axis : i)
                .boxed()
                .toList();
        return Build.dimshuffle(f.apply(Build.dimshuffle(x, swap)), swap);
    }

    // Straight lines

    /** x above 0, else 0. Its gradient at 0 is 1/2, as in Theano. */
    public static Expr relu(Expr x) {
        return relu(x, 0);
    }

    /**
     * x above 0, else {@code alpha x}. Its gradient at 0 is the mean of both slopes, as in Theano.
     *
     * @param alpha a number, an array or an expression that broadcasts to x, to be learned for instance
     */
    public static Expr relu(Expr x, Object alpha) {
        Expr f = floating(x);
        boolean flat = alpha instanceof Number n && n.doubleValue() == 0;
        Expr below = flat ? Build.beside(f, 0) : Build.elementwise(ScalarOp.MULTIPLY, f, alpha);
        Expr mean = Build.elementwise(
                ScalarOp.MULTIPLY,
                f,
                Build.elementwise(ScalarOp.ADD, Build.beside(f, alpha), 1).times(0.5));
        return TElementwise.where(TElementwise.gt(f, 0), f, TElementwise.where(TElementwise.lt(f, 0), below, mean));
    }

    /** x above 0, else 0.01 x: {@link #relu(Expr, Object)}. */
    public static Expr leakyRelu(Expr x) {
        return relu(x, 0.01);
    }

    /** x from -1 to 1, beyond that -1 or 1. */
    public static Expr hardTanh(Expr x) {
        return Build.clip(floating(x), -1, 1);
    }

    /** 0.2 x + 0.5 from 0 to 1, beyond that 0 or 1: Theano's straight lines near the sigmoid. */
    public static Expr hardSigmoid(Expr x) {
        return Build.clip(floating(x).times(0.2).plus(0.5), 0, 1);
    }

    /**
     * Theano's rational function near the sigmoid, of quotients and straight lines. Its gradient is its own.
     */
    public static Expr ultraFastSigmoid(Expr x) {
        Expr h = TElementwise.abs(floating(x)).times(0.5);
        Expr near = h.times(1.5).div(h.plus(1));
        Expr line = h.minus(1.7).times(0.0458812946797165).plus(0.935409070603099);
        Expr far = TElementwise.where(TElementwise.lt(h, 3), line, 0.99505475368673);
        Expr above =
                TElementwise.where(TElementwise.lt(h, 1.7), near, far).plus(1).times(0.5);
        return TElementwise.where(TElementwise.ge(floating(x), 0), above, TElementwise.sub(1, above));
    }

    // Exponentials

    /** {@link #elu(Expr, Object)} with 1. */
    public static Expr elu(Expr x) {
        return elu(x, 1);
    }

    /** x above 0, else {@code alpha (exp(x) - 1)} (Clevert et al. 2016). */
    public static Expr elu(Expr x, Object alpha) {
        Expr f = floating(x);
        Expr below = Build.elementwise(ScalarOp.MULTIPLY, TElementwise.expm1(f), alpha);
        return TElementwise.where(TElementwise.gt(f, 0), f, below);
    }

    /** {@link #elu(Expr, Object)}, scaled so that activations keep mean 0 and variance 1 (Klambauer et al. 2017). */
    public static Expr selu(Expr x) {
        return elu(x, SELU_BELOW).times(SELU);
    }

    /**
     * {@code x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x³))) / 2}: the form with tanh of x times the probability that a normal
     * number is less (Hendrycks and Gimpel 2016).
     */
    public static Expr geluTanh(Expr x) {
        Expr f = floating(x);
        Expr inner = f.plus(f.times(f.sqr()).times(0.044715));
        return f.times(
                TElementwise.sigmoid(inner.times(2 * Math.sqrt(2 / Math.PI)))); // (1 + tanh(u)) / 2, exact far below 0
    }

    /** {@code x sigmoid(x)}, also called swish. */
    public static Expr silu(Expr x) {
        return floating(x).times(TElementwise.sigmoid(x));
    }

    /** {@code x sigmoid(x)}: {@link #silu}. */
    public static Expr swish(Expr x) {
        return silu(x);
    }

    /** {@code x sigmoid(beta x)}. */
    public static Expr swish(Expr x, Object beta) {
        return floating(x).times(TElementwise.sigmoid(floating(x).times(beta)));
    }

    /** {@code x tanh(softplus(x))} (Misra 2019). */
    public static Expr mish(Expr x) {
        return floating(x).times(TElementwise.tanh(TElementwise.softplus(x)));
    }

    /** {@code x / (1 + |x|)}. */
    public static Expr softsign(Expr x) {
        Expr f = floating(x);
        return f.div(TElementwise.abs(f).plus(1));
    }

    /** Floats as they are, whole numbers and bools as floatX. */
    static Expr floating(Expr x) {
        return Operands.there("an activation", x).type().dtype().isFloat() ? x : Build.cast(x, Config.floatX());
    }
}
