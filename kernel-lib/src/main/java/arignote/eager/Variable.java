package arignote.eager;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Evaluator;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.Printer;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.run.Kernels;
import arignote.run.Tensor;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor that has a value at once and remembers how it was computed, so that {@link #backward()} can find gradients:
 * define by run. Operations broadcast as NumPy's do.
 *
 * <p>Only parameters collect gradients, and they add them up until {@link #zeroGrad()}.
 */
public final class Variable {
    private final Expr expr; // what was done, in the words of the symbolic library
    private final List<Variable> from;
    private final boolean collects;
    private final boolean leaf;
    private final Tensor computed; // null for a leaf, whose array may be written to at any time
    private final INDArray array; // null unless a leaf
    private INDArray gradient;

    private Variable(Expr expr, List<Variable> from, Tensor computed) {
        this.expr = expr;
        this.from = from;
        this.computed = computed;
        leaf = false;
        collects = false;
        array = null;
    }

    private Variable(INDArray array, String name, boolean collects) {
        this.array = array;
        this.collects = collects;
        leaf = true;
        computed = null;
        from = List.of();
        expr = Build.input(name, new TensorType(DType.of(array.dataType()), array.rank()));
    }

    /**
     * Data, without gradient.
     *
     * @param value a number, a Java array, an INDArray, a numeric column or a list of numbers; it is copied
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Variable of(Object value) {
        return new Variable(Evaluator.get().array(value, "the value of a variable"), null, false);
    }

    /**
     * Something to be learnt: it collects gradients.
     *
     * @param value as in {@link #of}; whole numbers become floatX
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Variable parameter(Object value, String name) {
        INDArray array = Evaluator.get().array(value, "the value of '" + name + "'");
        TensorType type = new TensorType(DType.of(array.dataType()), array.rank());
        if (!type.dtype().isFloat()) {
            array = Evaluator.get()
                    .array(array, type.withDType(arignote.Config.floatX()), "the value of '" + name + "'");
        }
        return new Variable(array, name, true);
    }

    // Operations

    private static Variable computed(Expr expr, Variable... from) {
        List<Variable> parents = List.of(from);
        Tensor value =
                Kernels.compute(expr, parents.stream().map(Variable::tensor).toList());
        return new Variable(expr, parents, value);
    }

    private Variable with(ScalarOp op, Variable other) {
        return computed(Build.scalar(op, expr, other.expr), this, other);
    }

    private Variable with(ScalarOp op, double number) {
        return with(op, constant(number));
    }

    private Variable constant(double number) {
        Expr constant = Build.number(number, expr);
        Literal value = ((Op.Constant) constant.op()).value();
        return new Variable(constant, List.of(), Tensor.of(value));
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

    /** This to the power of the other. */
    public Variable pow(Variable other) {
        return with(ScalarOp.POWER, other);
    }

    /** This to the power of the other. */
    public Variable pow(double other) {
        return with(ScalarOp.POWER, other);
    }

    // With a number on the left, which takes the variable's type

    /** The sum. */
    public static Variable add(Number a, Variable b) {
        return b.constant(a.doubleValue()).plus(b);
    }

    /** The difference. */
    public static Variable sub(Number a, Variable b) {
        return b.constant(a.doubleValue()).minus(b);
    }

    /** The product, element by element. */
    public static Variable mul(Number a, Variable b) {
        return b.constant(a.doubleValue()).times(b);
    }

    /** The quotient, a floating number also of whole ones. */
    public static Variable div(Number a, Variable b) {
        return b.constant(a.doubleValue()).div(b);
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

    private Variable taking(Variable result) {
        if (!collects) {
            return result;
        }
        if (!Arrays.equals(data().shape(), result.data().shape())) {
            throw new IllegalArgumentException(called() + " has the shape " + Arrays.toString(data().shape())
                    + " and cannot take a value of shape "
                    + Arrays.toString(result.data().shape()));
        }
        INDArray from = result.data();
        DataBuffer to = array.data();
        for (long i = 0; i < array.length(); i++) {
            to.put(i, from.getDouble(i));
        }
        return this;
    }

    /** The negative. */
    public Variable negate() {
        return computed(Build.scalar(ScalarOp.NEGATE, expr), this);
    }

    /** {@link #negate()}, by the name that Kotlin's {@code -x} looks for. */
    public Variable unaryMinus() {
        return negate();
    }

    /** The square. */
    public Variable sqr() {
        return computed(Build.scalar(ScalarOp.SQR, expr), this);
    }

    /** e to the power of each element. */
    public Variable exp() {
        return computed(Build.scalar(ScalarOp.EXP, expr), this);
    }

    /** The natural logarithm. */
    public Variable log() {
        return computed(Build.scalar(ScalarOp.LOG, expr), this);
    }

    /** The square root. */
    public Variable sqrt() {
        return computed(Build.scalar(ScalarOp.SQRT, expr), this);
    }

    /** The hyperbolic tangent. */
    public Variable tanh() {
        return computed(Build.scalar(ScalarOp.TANH, expr), this);
    }

    /** 1 / (1 + exp(-x)). */
    public Variable sigmoid() {
        return computed(Build.scalar(ScalarOp.SIGMOID, expr), this);
    }

    /** The sum along the axes, of all elements if none is named; negative axes count from the end. */
    public Variable sum(int... axes) {
        return computed(Build.reduce(Op.Reduce.Kind.SUM, expr, axes), this);
    }

    /** The mean along the axes, of all elements if none is named. */
    public Variable mean(int... axes) {
        return computed(Build.reduce(Op.Reduce.Kind.MEAN, expr, axes), this);
    }

    /** NumPy's dot. */
    public Variable dot(Variable other) {
        return computed(Build.dot(expr, other.expr), this, other);
    }

    // Gradients

    /**
     * Adds to the gradient of each parameter that this was computed from.
     *
     * @throws IllegalArgumentException if this is no floating scalar, or was computed from no parameter
     */
    public void backward() {
        Tape.backward(this);
    }

    /**
     * The gradient collected so far, a variable without gradient of its own, or null before the first
     * {@link #backward()}.
     */
    public Variable grad() {
        return gradient == null ? null : new Variable(gradient, null, false);
    }

    /** Forgets the gradient collected so far: it is zero from now on. */
    public void zeroGrad() {
        gradient = Tensor.zeros(expr.type().dtype(), data().shape()).copy();
    }

    /**
     * One step: data += rate · grad, in place. A negative rate goes down the slope.
     *
     * @throws IllegalStateException if this is no parameter with a gradient
     */
    public void step(double rate) {
        if (!collects || gradient == null) {
            throw new IllegalStateException(
                    this.called() + " has no gradient to step along; it must be a parameter, after backward()");
        }
        DataBuffer data = array.data();
        DataBuffer slope = gradient.data();
        for (long i = 0; i < array.length(); i++) {
            data.put(i, data.getDouble(i) + rate * slope.getDouble(i));
        }
    }

    // Values

    /** The value itself: what is written to it is seen by every later operation. */
    public INDArray data() {
        return leaf ? array : computed.array();
    }

    /**
     * The value as a number.
     *
     * @throws IllegalArgumentException if there is more than one element
     */
    public double item() {
        Tensor value = tensor();
        if (value.size() != 1) {
            throw new IllegalArgumentException("item() is for one number, but " + called() + " has the shape "
                    + Arrays.toString(value.shape()) + "; use data()");
        }
        return value.number();
    }

    /** The name of a parameter, or null. */
    public String name() {
        return expr.name();
    }

    /** The value, dtype, shape and device. */
    @Override
    public String toString() {
        return (name() == null ? "" : name() + " = ") + data() + " ("
                + expr.type().dtype() + ", shape "
                + Arrays.toString(data().shape()) + ", " + arignote.Config.get("device")
                + (collects ? ", with gradient" : "") + ")";
    }

    private String called() {
        return Printer.quoted(expr);
    }

    // For the tape

    Expr expr() {
        return expr;
    }

    List<Variable> from() {
        return from;
    }

    boolean collects() {
        return collects;
    }

    Tensor tensor() {
        return leaf ? new Tensor(array) : computed;
    }

    /** Adds to the collected gradient. */
    void collect(Tensor part) {
        if (gradient == null) {
            gradient = part.copy();
            return;
        }
        DataBuffer sum = gradient.data();
        INDArray added = part.array();
        for (long i = 0; i < gradient.length(); i++) {
            sum.put(i, sum.getDouble(i) + added.getDouble(i));
        }
    }
}
