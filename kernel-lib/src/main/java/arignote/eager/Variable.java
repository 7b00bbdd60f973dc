package arignote.eager;

import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.print.Printer;
import arignote.value.Elements;
import arignote.value.Tensor;
import arignote.value.Values;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor that has a value at once and remembers how it was computed, so that {@link #backward()} can find gradients:
 * define by run. Operations broadcast as NumPy's do.
 *
 * <p>Only parameters collect gradients, and they add them up until {@link #zeroGrad()}.
 *
 * <p>An operation that does not fit fails at once; otherwise it is only noted down, and computed with all others that are
 * needed when a value is asked for. That cannot be seen from outside: it is computed from the values that its operands
 * had when it was called.
 */
public final class Variable {
    private final String name;
    private final boolean collects;
    private TapeNode node; // the value now
    private Variable gradient;
    private boolean gradientShown; // whether somebody else may hold the gradient
    private INDArray shown; // the array in the reader's hands, who may write to it; or null
    private Object spare; // memory to read that array into

    private Variable(TapeNode node) {
        this.node = node;
        name = null;
        collects = false;
    }

    private Variable(Tensor value, String name, boolean collects) {
        this.name = name;
        this.collects = collects;
        node = TapeNode.given(value.dtype(), value.shape(), value.elements(), collects ? this : null);
    }

    /**
     * Data, without gradient.
     *
     * @param value a number, a Java array, an INDArray, a numeric column or a list of numbers; it is copied
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Variable of(Object value) {
        return new Variable(Values.tensor(value, "the value of a variable"), null, false);
    }

    /**
     * Something to be learnt: it collects gradients.
     *
     * @param value as in {@link #of}; whole numbers become floatX
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Variable parameter(Object value, String name) {
        Tensor given = Values.tensor(value, "the value of '" + name + "'");
        return new Variable(given.dtype().isFloat() ? given : given.as(arignote.Config.floatX()), name, true);
    }

    // Operations

    private Variable with(ScalarOp op, Variable other) {
        return new Variable(TapeNode.elementwise(op, node(), other.node()));
    }

    private Variable with(ScalarOp op, double number) {
        TapeNode left = node();
        return new Variable(TapeNode.elementwise(op, left, TapeNode.number(number, left)));
    }

    private static Variable with(ScalarOp op, Number number, Variable other) {
        TapeNode right = other.node();
        return new Variable(TapeNode.elementwise(op, TapeNode.number(number.doubleValue(), right), right));
    }

    private Variable with(ScalarOp op) {
        return new Variable(TapeNode.elementwise(op, node(), null));
    }

    /** The sum. */
    public Variable plus(Variable other) {
        return with(ScalarOp.ADD, other);
    }

    /** The sum. */
    public Variable plus(double other) {
        return with(ScalarOp.ADD, other);
    }

    /** The difference. */
    public Variable minus(Variable other) {
        return with(ScalarOp.SUBTRACT, other);
    }

    /** The difference. */
    public Variable minus(double other) {
        return with(ScalarOp.SUBTRACT, other);
    }

    /** The product, element by element. */
    public Variable times(Variable other) {
        return with(ScalarOp.MULTIPLY, other);
    }

    /** The product, element by element. */
    public Variable times(double other) {
        return with(ScalarOp.MULTIPLY, other);
    }

    /** The quotient, a floating number also of whole ones. */
    public Variable div(Variable other) {
        return with(ScalarOp.DIVIDE, other);
    }

    /** The quotient, a floating number also of whole ones. */
    public Variable div(double other) {
        return with(ScalarOp.DIVIDE, other);
    }

    /** The remainder, with the sign of the divisor. */
    public Variable rem(Variable other) {
        return with(ScalarOp.REMAINDER, other);
    }

    /** The remainder, with the sign of the divisor. */
    public Variable rem(double other) {
        return with(ScalarOp.REMAINDER, other);
    }

    /** This to the power of the other. */
    public Variable pow(Variable other) {
        return with(ScalarOp.POWER, other);
    }

    /** This to the power of the other. */
    public Variable pow(double other) {
        TapeNode left = node();
        return new Variable(TapeNode.elementwise(ScalarOp.POWER, left, TapeNode.exponent(other, left)));
    }

    // With a number on the left, which takes the variable's type

    /** The sum. */
    public static Variable add(Number a, Variable b) {
        return with(ScalarOp.ADD, a, b);
    }

    /** The difference. */
    public static Variable sub(Number a, Variable b) {
        return with(ScalarOp.SUBTRACT, a, b);
    }

    /** The product, element by element. */
    public static Variable mul(Number a, Variable b) {
        return with(ScalarOp.MULTIPLY, a, b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static Variable div(Number a, Variable b) {
        return with(ScalarOp.DIVIDE, a, b);
    }

    /** The remainder, with the sign of the divisor. */
    public static Variable mod(Number a, Variable b) {
        return with(ScalarOp.REMAINDER, a, b);
    }

    // What a += b becomes in a notebook: a = a.plusEquals(b)

    /**
     * The sum. A parameter takes it as its value, in place and past the tape, and is the result itself, so that it
     * stays something to be learnt; what it was before is not remembered.
     *
     * @throws IllegalArgumentException if the sum does not have a parameter's shape
     */
    public Variable plusEquals(Variable other) {
        return taking(plus(other));
    }

    /** The sum, as {@link #plusEquals(Variable)} gives it. */
    public Variable plusEquals(double other) {
        return taking(plus(other));
    }

    /** The difference, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable minusEquals(Variable other) {
        return taking(minus(other));
    }

    /** The difference, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable minusEquals(double other) {
        return taking(minus(other));
    }

    /** The product, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable timesEquals(Variable other) {
        return taking(times(other));
    }

    /** The product, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable timesEquals(double other) {
        return taking(times(other));
    }

    /** The quotient, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable divEquals(Variable other) {
        return taking(div(other));
    }

    /** The quotient, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable divEquals(double other) {
        return taking(div(other));
    }

    /** The remainder, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable remEquals(Variable other) {
        return taking(rem(other));
    }

    /** The remainder, as {@link #plusEquals(Variable)} gives the sum. */
    public Variable remEquals(double other) {
        return taking(rem(other));
    }

    private Variable taking(Variable result) {
        if (!collects) {
            return result;
        }
        TapeNode taken = result.node();
        if (!Arrays.equals(node.shape, taken.shape)) {
            throw new IllegalArgumentException(called() + " has the shape " + Arrays.toString(node.shape)
                    + " and cannot take a value of shape " + Arrays.toString(taken.shape));
        }
        Tape.compute(taken);
        Object to = Elements.floats(node.dtype, taken.elements, node.size());
        node = TapeNode.given(node.dtype, node.shape, to, node.parameter);
        if (shown != null) {
            Elements.write(to, shown);
        }
        return this;
    }

    /** The negative. */
    public Variable negate() {
        return with(ScalarOp.NEGATE);
    }

    /** {@link #negate()}, by the name that Kotlin's {@code -x} looks for. */
    public Variable unaryMinus() {
        return negate();
    }

    /** The square. */
    public Variable sqr() {
        return with(ScalarOp.SQR);
    }

    /** e to the power of each element. */
    public Variable exp() {
        return with(ScalarOp.EXP);
    }

    /** The natural logarithm. */
    public Variable log() {
        return with(ScalarOp.LOG);
    }

    /** The square root. */
    public Variable sqrt() {
        return with(ScalarOp.SQRT);
    }

    /** The hyperbolic tangent. */
    public Variable tanh() {
        return with(ScalarOp.TANH);
    }

    /** 1 / (1 + exp(-x)). */
    public Variable sigmoid() {
        return with(ScalarOp.SIGMOID);
    }

    /** The sum along the axes, of all elements if none is named; negative axes count from the end. */
    public Variable sum(int... axes) {
        return new Variable(TapeNode.reduced(ReduceOp.SUM, node(), axes));
    }

    /** The mean along the axes, of all elements if none is named. */
    public Variable mean(int... axes) {
        return new Variable(TapeNode.reduced(ReduceOp.MEAN, node(), axes));
    }

    /** NumPy's dot. */
    public Variable dot(Variable other) {
        TapeNode left = node();
        TapeNode right = other.node();
        return left.shape.length == 0 || right.shape.length == 0
                ? times(other)
                : new Variable(TapeNode.dot(left, right));
    }

    // Gradients

    /**
     * Adds to the gradient of each parameter that this was computed from.
     *
     * @throws IllegalArgumentException if this is no floating scalar, or was computed from no parameter
     */
    public void backward() {
        Tape.backward(node());
    }

    /**
     * The gradient collected so far, a variable without gradient of its own, or null before the first
     * {@link #backward()}.
     */
    public Variable grad() {
        gradientShown = gradient != null;
        return gradient;
    }

    /** Forgets the gradient collected so far: it is zero from now on. */
    public void zeroGrad() {
        if (gradient == null || gradientShown) {
            gradient = zeros();
            gradientShown = false;
        } else {
            Elements.clear(gradient.node.elements);
        }
    }

    /** Adds to the collected gradient. */
    void collect(Object part) {
        if (gradient == null) {
            gradient = zeros();
        }
        gradient.add(1, part);
    }

    private Variable zeros() {
        return new Variable(TapeNode.given(node.dtype, node.shape, Elements.zeros(node.dtype, node.size()), null));
    }

    /**
     * One step: data += rate · grad, in place. A negative rate goes down the slope.
     *
     * @throws IllegalStateException if this is no parameter with a gradient
     */
    public void step(double rate) {
        if (!collects || gradient == null) {
            throw new IllegalStateException(
                    called() + " has no gradient to step along; it must be a parameter, after backward()");
        }
        add(rate, gradient.node().elements);
    }

    /** data += rate · part, in place, but for operations that were recorded before: those have the value of then. */
    private void add(double rate, Object part) {
        TapeNode before = node();
        Object to = before.read ? Elements.zeros(before.dtype, before.size()) : before.elements;
        Elements.add(before.elements, rate, part, to);
        if (before.read) {
            node = TapeNode.given(before.dtype, before.shape, to, before.parameter);
        }
        if (shown != null) {
            Elements.write(to, shown);
        }
    }

    // Values

    /** The value now. What the reader has written to the array in his hands makes a new one. */
    private TapeNode node() {
        if (shown != null) {
            readShown();
        }
        return node;
    }

    private synchronized void readShown() {
        Object now = spare == null ? Elements.zeros(node.dtype, node.size()) : spare;
        Elements.read(Values.checked(shown, name == null ? "the value of a variable" : "'" + name + "'"), now);
        boolean same = Elements.same(now, node.elements);
        node = same ? node : node.revalued(now);
        spare = same ? now : null;
    }

    /** The value now, computed. */
    private TapeNode computed() {
        TapeNode now = node();
        Tape.value(now);
        return now;
    }

    /** The value itself: what is written to it is seen by every later operation. */
    public INDArray data() {
        if (shown == null) {
            shown = array();
        }
        return shown;
    }

    private INDArray array() {
        TapeNode now = computed();
        return Elements.array(now.dtype, now.shape, now.elements);
    }

    /**
     * The value as a number.
     *
     * @throws IllegalArgumentException if there is more than one element
     */
    public double item() {
        TapeNode now = computed();
        if (now.size() != 1) {
            throw new IllegalArgumentException("item() is for one number, but " + called() + " has the shape "
                    + Arrays.toString(now.shape) + "; use data()");
        }
        return Elements.number(now.elements);
    }

    /** The name of a parameter, or null. */
    public String name() {
        return name;
    }

    /** The value, dtype, shape and device. */
    @Override
    public String toString() {
        return (name == null ? "" : name + " = ") + (shown == null ? array() : shown) + " (" + node.dtype + ", shape "
                + Arrays.toString(node.shape) + ", " + arignote.Config.get("device")
                + (collects ? ", with gradient" : "") + ")";
    }

    private String called() {
        return Printer.quoted(Tape.expr(node()));
    }
}
