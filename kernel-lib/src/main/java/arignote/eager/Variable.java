package arignote.eager;

import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;
import arignote.value.Nd4jArrays;
import arignote.value.Values;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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
 *
 * <p>The methods are those of expressions, by the same names; {@link #apply(UnaryOperator) apply} says whatever else there
 * are expressions for.
 */
public final class Variable extends VariableLinearAlgebra {
    private final String name;
    private final boolean collects;
    private TapeNode node; // the value now
    private Variable gradient;
    private boolean gradientShown; // whether grad() gave it away
    private INDArray shown; // the array that data() gave away, whose holder may write to it; or null
    private HostArray spare; // memory to read that array into

    Variable(TapeNode node) {
        this.node = node;
        name = null;
        collects = false;
    }

    private Variable(HostArray value, String name, boolean collects) {
        this.name = name;
        this.collects = collects;
        node = TapeNode.given(value, collects ? this : null);
    }

    /**
     * Data, without gradient.
     *
     * @param value a number, a Java array, an INDArray, a numeric column or a list of numbers; it is copied
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Variable of(Object value) {
        return new Variable(Values.host(value, "the value of a variable"), null, false);
    }

    /**
     * Something to be learnt: it collects gradients.
     *
     * @param value as in {@link #of}; whole numbers become floatX
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Variable parameter(Object value, String name) {
        HostArray given = Values.host(value, "the value of '" + name + "'");
        return new Variable(given.dtype().isFloat() ? given : given.as(arignote.Config.floatX()), name, true);
    }

    // Operations

    @Override
    Variable taking(Variable result) {
        if (!collects) {
            return result;
        }
        TapeNode taken = result.node();
        if (!Arrays.equals(node.shape, taken.shape)) {
            throw new IllegalArgumentException(called() + " has the shape " + Arrays.toString(node.shape)
                    + " and cannot take a value of shape " + Arrays.toString(taken.shape));
        }
        Tape.compute(taken);
        node = TapeNode.given(taken.value.as(node.dtype), node.parameter);
        show(node.value);
        return this;
    }

    /** NumPy's dot. */
    public Variable dot(Variable other) {
        TapeNode left = node();
        TapeNode right = other.node();
        return left.shape.length == 0 || right.shape.length == 0
                ? times(other)
                : new Variable(TapeNode.dot(left, right));
    }

    // Whatever there are expressions for

    /**
     * What an expression says of this: everything that {@code T} and expressions have.
     *
     * <pre>
     * Variable spread = x.apply(v -&gt; T.sort(v).get("1:-1").sum());
     * </pre>
     *
     * It is recorded as any operation is, so that gradients go through it; what a library computes, such as a sort, is
     * computed at once. Shared variables have the value of this moment. Numbers may change from call to call at no cost,
     * but for exponents, and numbers that say which operation it is, such as axes.
     *
     * @throws IllegalArgumentException if something does not fit, or the expression needs a symbolic variable
     */
    public Variable apply(UnaryOperator<Expr> expression) {
        return Application.one(v -> expression.apply((Expr) v[0]), this);
    }

    /** The same of several expressions, as those of {@code T.nonzero}. */
    public List<Variable> applyAll(Function<Expr, List<Expr>> expressions) {
        return Application.all(v -> expressions.apply((Expr) v[0]), this);
    }

    /** What an expression says of two variables: {@code Variable.apply(a, b, (x, y) -> T.dot(x, y.T()))}. */
    public static Variable apply(Variable a, Variable b, BinaryOperator<Expr> expression) {
        return Application.one(v -> expression.apply((Expr) v[0], (Expr) v[1]), a, b);
    }

    /** What an expression says of any number of variables, as {@link #apply(UnaryOperator)}. */
    public static Variable apply(List<Variable> variables, Function<List<Expr>, Expr> expression) {
        return Application.one(v -> expression.apply(expressions(v)), variables.toArray());
    }

    /** What several expressions say of any number of variables. */
    public static List<Variable> applyAll(List<Variable> variables, Function<List<Expr>, List<Expr>> expressions) {
        return Application.all(v -> expressions.apply(expressions(v)), variables.toArray());
    }

    private static List<Expr> expressions(Object[] given) {
        return Arrays.stream(given).map(Expr.class::cast).toList();
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
            InPlace.clear(gradient.node.value);
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
        return new Variable(TapeNode.given(HostArray.zeros(node.dtype, node.shape), null));
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
        add(rate, gradient.node().value.elements());
    }

    /** data += rate · part, in place, but for operations that were recorded before: those have the value of then. */
    private void add(double rate, Object part) {
        TapeNode before = node();
        HostArray to = before.read ? HostArray.zeros(before.dtype, before.shape) : before.value;
        InPlace.add(before.value, rate, part, to);
        if (before.read) {
            node = TapeNode.given(to, before.parameter);
        }
        show(to);
    }

    /** Writes a new value to the array in the reader's hands. */
    private void show(HostArray value) {
        if (shown != null) {
            Nd4jArrays.write(value.elements(), shown);
        }
    }

    // Values

    /** The value now. If the array that {@link #data()} gave away was written to, that makes a new one. */
    @Override
    TapeNode node() {
        if (shown != null) {
            readShown();
        }
        return node;
    }

    private synchronized void readShown() {
        HostArray now = spare == null ? HostArray.zeros(node.dtype, node.shape) : spare;
        Nd4jArrays.read(Values.checked(shown, name == null ? "the value of a variable" : "'" + name + "'"), now);
        boolean same = now.equals(node.value);
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
        return Nd4jArrays.of(computed().value);
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
        return now.value.doubleAt(0);
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
