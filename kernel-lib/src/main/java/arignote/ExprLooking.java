package arignote;

import arignote.expr.TestValues;
import arignote.expr.array.Looking;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What an {@link Expr} says to look into a computation. */
public abstract sealed class ExprLooking permits ExprSpecial {
    ExprLooking() {}

    /**
     * Gives this a test value: Theano's {@code x.tag.test_value}. While the setting {@code computeTestValue} is
     * {@code raise}, {@code warn} or {@code ignore}, every expression that is made of it is computed at once, and a shape
     * that does not fit is told at the line where it is met. The setting says what becomes of a named variable that has
     * none.
     *
     * @param value of the kinds that a function takes
     * @throws IllegalArgumentException if it does not fit the type, or this is a shared variable or a constant, whose own
     *     value is its test value
     */
    public Expr testValue(Object value) {
        TestValues.put((Expr) this, value);
        return (Expr) this;
    }

    /** A copy of the test value, or null if there is none: it was not given, and not computed either. */
    public INDArray testValue() {
        return TestValues.get((Expr) this);
    }

    /**
     * The same, if the condition holds in the call: {@link T#asserting T.asserting}.
     *
     * @throws IllegalArgumentException if something is null
     */
    public Expr asserting(Object condition, String message) {
        return Looking.asserting((Expr) this, condition, message);
    }
}
