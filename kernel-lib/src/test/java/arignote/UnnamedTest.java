package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.eager.ArrayMath;
import arignote.eager.Variable;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A sentence about things without a name has one letter for each, and the same one wherever it speaks of it. */
class UnnamedTest {
    private final INDArray table = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});
    private final INDArray pair = Nd4j.createFromArray(1.0, 2.0);
    private final Variable m = Variable.of(table);
    private final Variable v = Variable.of(pair);

    private static final String SAME_LENGTH =
            "; axis 1 of the first and axis 0 of the second must have the same length";

    @AfterEach
    void settings_are_as_before() {
        Config.reset();
    }

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).hasMessage(expected);
    }

    @Test
    void arrays_between_operators() {
        String shapes = "a has the shape [2, 3] and b has the shape [2]";
        sentence(() -> ArrayMath.sub(table, pair), "shapes do not match in (a - b): " + shapes);
        sentence(() -> ArrayMath.add(table, pair), "shapes do not match in (a + b): " + shapes);
        sentence(() -> ArrayMath.mul(table, pair), "shapes do not match in (a * b): " + shapes);
        sentence(
                () -> ArrayMath.div(pair, table),
                "shapes do not match in (a / b): a has the shape [2] and b has the shape [2, 3]");
    }

    @Test
    void eager_variables() {
        sentence(() -> m.minus(v), "shapes do not match in (a - b): a has the shape [2, 3] and b has the shape [2]");
        sentence(() -> v.pow(m), "shapes do not match in (a ** b): a has the shape [2] and b has the shape [2, 3]");
        sentence(
                () -> m.dot(Variable.of(table)),
                "shapes do not match in dot(a, b): a has the shape [2, 3] and b has the shape [2, 3]" + SAME_LENGTH);
        sentence(
                () -> m.plusEquals(v),
                "shapes do not match in (a + b): a has the shape [2, 3] and b has the shape [2]");
    }

    @Test
    void the_same_variable_twice() {
        sentence(() -> m.dot(m), "shapes do not match in dot(a, a): a has the shape [2, 3]" + SAME_LENGTH);
        sentence(
                () -> m.dot(m.plus(m)),
                "shapes do not match in dot(a, (a + a)): a has the shape [2, 3] and (a + a) has the shape [2, 3]"
                        + SAME_LENGTH);
    }

    @Test
    void parts_of_eager_formulas() {
        sentence(
                () -> m.times(2).minus(v.exp()),
                "shapes do not match in ((a * b) - exp(c)): (a * b) has the shape [2, 3] and exp(c) has the shape [2]");
        sentence(
                () -> m.dot(Variable.of(new double[3])).minus(Variable.of(new double[3])),
                "shapes do not match in (dot(a, b) - c): dot(a, b) has the shape [2] and c has the shape [3]");
    }

    @Test
    void beside_a_parameter_with_a_name() {
        Variable a = Variable.parameter(new double[] {1, 2, 3}, "a");
        sentence(() -> v.times(a), "shapes do not match in (b * a): b has the shape [2] and 'a' has the shape [3]");
        sentence(
                () -> v.plus(v).times(a),
                "shapes do not match in ((b + b) * a): (b + b) has the shape [2] and 'a' has the shape [3]");
    }

    @Test
    void expressions() {
        Expr x = T.dvector();
        Expr y = T.dvector();
        Expr z = T.dvector();
        double[] two = {1, 2};
        double[] three = {1, 2, 3};
        sentence(
                () -> T.maximum(x, y).eval(Map.of(x, two, y, three)),
                "shapes do not match in maximum(a, b): a has the shape [2] and b has the shape [3]");
        sentence(
                () -> T.where(T.gt(x, 0), y, z).eval(Map.of(x, two, y, two, z, three)),
                "shapes do not match in where((a > 0), b, c): (a > 0) has the shape [2] and c has the shape [3]");
        sentence(
                () -> function(inputs(x, y), outputs(T.sum(x.times(y)))).applyAsDouble(two, three),
                "shapes do not match in (a * b): a has the shape [2] and b has the shape [3]");
        Expr p = T.dmatrix();
        Expr q = T.dmatrix();
        sentence(
                () -> function(inputs(p, q), outputs(T.dot(p, q))).apply(new double[2][3], new double[2][4]),
                "shapes do not match in dot(a, b): a has the shape [2, 3] and b has the shape [2, 4]" + SAME_LENGTH);
        Expr k = T.lscalar();
        sentence(
                () -> function(inputs(x, k), outputs(x.get(k))).apply(two, 2),
                "index 2 is out of range in a[b]: a has the shape [2]");
        sentence(
                () -> function(inputs(x, y), outputs(x.plus(y).reshape(2, 2))).apply(three, three),
                "cannot reshape: (a + b) has the shape [3], which is 3 elements, and [2, 2] is asked for");
    }

    @Test
    void other_sentences_with_two() {
        Expr x = T.dvector();
        Expr whole = T.lvector();
        Shared s = shared(1.0, null);
        sentence(
                () -> function(inputs(x), outputs(x), given(x, whole)),
                "given: a is a float64 vector, and b in its place is an int64 vector; they must be alike");
        sentence(
                () -> function(inputs(x), update(s, x)),
                "the update of a, a float64 scalar, is a float64 vector: b; they must be alike");
        sentence(
                () -> T.grad(T.sum(whole.times(s)), x),
                "the cost does not depend on a: a is no part of sum((b * c)); leave it out, or use the very object that"
                        + " the cost was made of");
        sentence(
                () -> whole.plus(1).eval(Map.of(whole, new long[] {1}, x, new double[] {1})),
                "eval got a value for a, which is no part of (b + 1); leave it out");
        Config.set("nanGuard", "true");
        Expr y = T.dscalar();
        Expr z = T.dscalar();
        sentence(
                () -> function(inputs(y, z), outputs(y.div(z))).apply(0.0, 0.0),
                "NaN found by the guard: (a / b) is NaN, where a is 0.0 and b is 0.0");
    }
}
