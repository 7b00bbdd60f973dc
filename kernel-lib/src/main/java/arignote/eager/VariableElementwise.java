package arignote.eager;

import arignote.expr.ScalarOp;

/**
 * The operators and functions of {@link Variable} that work element by element. A number on one side takes the
 * variable's type.
 */
public abstract sealed class VariableElementwise extends VariableFunctions permits VariableOperators {
    VariableElementwise() {}

    /** The result of an assignment such as {@code a += b}: a parameter takes the value and is the result itself. */
    abstract Variable taking(Variable result);

    private static Variable with(ScalarOp op, Number number, Variable other) {
        TapeNode right = other.node();
        return new Variable(TapeNode.elementwise(op, TapeNode.number(number.doubleValue(), right), right));
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

    // Functions

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
}
