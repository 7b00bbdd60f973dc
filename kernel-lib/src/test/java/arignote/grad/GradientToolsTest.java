package arignote.grad;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import arignote.Expr;
import arignote.GradOption;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What says how to differentiate: rules of expressions, options of grad, products with Jacobians, checks. */
class GradientToolsTest {
    private static final Expr X = T.vector("x");
    private static final double[] AT = {-2, 0.5, 3};

    private static double[] at(Expr e) {
        double[] java = function(inputs(X), outputs(e), mode("java"), onUnusedInput("ignore"))
                .apply(AT)
                .toDoubleVector();
        assertThat(function(inputs(X), outputs(e), mode("nd4j"), onUnusedInput("ignore"))
                        .apply(AT)
                        .toDoubleVector())
                .containsExactly(java, offset(1e-15));
        return java;
    }

    // Expressions whose gradient is another

    @Test
    void values_are_the_arguments_and_compiled_code_has_nothing_of_it() {
        for (UnaryOperator<Expr> f : List.<UnaryOperator<Expr>>of(
                T::considerConstant,
                T::zeroGrad,
                T::disconnectedGrad,
                x -> T.gradClip(x, -1, 1),
                x -> T.gradScale(x, 0.5))) {
            Expr y = f.apply(X.times(2)).plus(1);
            assertThat(at(y)).containsExactly(-3, 2, 7);
            assertThat(function(inputs(X), outputs(y)).source())
                    .isEqualTo(function(inputs(X), outputs(X.times(2).plus(1))).source());
            assertThat(f.apply(T.fmatrix("m")).type().toString()).isEqualTo("float32 matrix");
        }
        assertThat(T.gradClip(X, -1, T.scalar("high"))).hasToString("grad_clip(x, -1, high)");
    }

    @Test
    void gradients_are_zero_cut_or_scaled() {
        Expr square = X.sqr();
        assertThat(at(T.grad(T.sum(X.times(T.considerConstant(square))), X))).containsExactly(4, 0.25, 9);
        assertThat(at(T.grad(T.sum(X.times(T.disconnectedGrad(square))), X))).containsExactly(4, 0.25, 9);
        assertThat(at(T.grad(T.sum(T.zeroGrad(X)), X))).containsExactly(0, 0, 0);
        assertThat(at(T.grad(T.sum(T.gradClip(X, -3, 2).sqr()), X))).containsExactly(-3, 1, 2);
        assertThat(at(T.grad(T.sum(T.gradScale(X, -0.5).sqr()), X))).containsExactly(2, -0.5, -3);
        Shared k = arignote.Arignote.shared(2.0, "k");
        Expr reversed = T.grad(T.sum(T.gradScale(X, k.negate()).sqr()), X);
        assertThat(at(reversed)).containsExactly(8, -2, -12);
        Expr f = T.fvector("f");
        assertThat(T.grad(T.sum(T.gradScale(f, k)), f).type().toString()).isEqualTo("float32 vector");
    }

    @Test
    void second_gradients_have_the_rule_again() {
        Expr slope = T.grad(T.sum(T.gradScale(X, 3).pow(3)), X); // 3 · 3 x²
        assertThat(at(slope)).containsExactly(36, 2.25, 81);
        assertThat(at(T.grad(T.sum(slope), X))).containsExactly(3 * 18 * -2, 27, 3 * 18 * 3);
        Expr cut = T.grad(T.sum(T.gradClip(X, -1, 10).pow(3)), X); // 3 x², cut to 10
        assertThat(at(cut)).containsExactly(10, 0.75, 10);
        assertThat(at(T.grad(T.sum(cut), X))).containsExactly(0, 3, 0);
    }

    @Test
    void a_disconnected_variable_is_refused() {
        assertThatThrownBy(() -> T.grad(T.sum(T.disconnectedGrad(X)), X))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the cost does not depend on 'x'");
        assertThatThrownBy(() -> T.gradClip(X, -1, "high"))
                .hasMessage("gradClip of 'x' takes numbers or scalars, not a String");
        assertThatThrownBy(() -> T.gradScale(X, X))
                .hasMessage("gradScale of 'x' takes numbers or scalars, not 'x', a float64 vector");
    }

    // Options

    @Test
    void parts_that_are_considered_constant() {
        Expr a = X.sqr();
        Expr cost = T.sum(a.times(X));
        GradOption constant = T.considerConstant(List.of(a));
        Expr slope = T.grad(cost, X, constant);
        assertThat(at(slope)).containsExactly(4, 0.25, 9);
        assertThat(at(T.grad(T.sum(slope), X))).as("it is x² again afterwards").containsExactly(-4, 1, 6);
        assertThat(at(T.grad(cost, a, constant))).containsExactly(AT);
        assertThatThrownBy(() -> T.grad(T.sum(a), X, constant))
                .hasMessage(
                        "the cost sum(sqr(x)) does not depend on 'x' in a way that has a gradient; leave it out, or say"
                                + " disconnectedInputs(\"ignore\") to have zeros");
    }

    @Test
    void gradients_that_are_known_stand_for_all_behind() {
        Expr y = X.sqr();
        Expr z = T.sin(y);
        Expr g = T.constant(new double[] {1, 10, 100});
        assertThat(at(T.grad(null, X, T.knownGrads(Map.of(y, g))))).containsExactly(-4, 10, 600);
        Expr cost = T.sum(z.times(5)).plus(T.sum(X));
        assertThat(at(T.grad(cost, X, T.knownGrads(Map.of(y, g))))).containsExactly(-3, 11, 601);
        assertThat(at(T.grad(cost, y, T.knownGrads(Map.of(y, g))))).containsExactly(1, 10, 100);
        Map<Expr, Expr> both = new LinkedHashMap<>();
        both.put(z, g);
        both.put(y, g); // for all that z gives it, too
        assertThat(at(T.grad(null, X, T.knownGrads(both)))).containsExactly(-4, 10, 600);
        Expr ofOwn = T.grad(null, X, T.knownGrads(Map.of(y, X.times(2)))); // 2x · 2x
        assertThat(at(ofOwn)).containsExactly(16, 1, 36);
        assertThat(at(T.grad(T.sum(ofOwn), X))).containsExactly(-16, 4, 24);
        assertThat(at(T.subgraphGrad(List.of(y), Map.of(z, g), null).get(0)))
                .containsExactly(new double[] {Math.cos(4), 10 * Math.cos(0.25), 100 * Math.cos(9)}, offset(1e-13));
        assertThatThrownBy(() -> T.grad(null, X, T.disconnectedInputs("raise")))
                .hasMessageStartingWith("grad got neither a cost nor a known gradient");
        assertThatThrownBy(() -> T.grad(null, X, T.knownGrads(Map.of(y, T.scalar("s")))))
                .hasMessageContaining(
                        "but 's', the gradient by sqr(x), is a float64 scalar and that is a float64 vector");
    }

    @Test
    void what_the_cost_does_not_depend_on() {
        Expr other = T.matrix("other");
        List<Expr> by = T.grad(T.sum(X.sqr()), List.of(X, other), T.disconnectedInputs("ignore"));
        var f = function(inputs(X, other), outputs(by));
        List<INDArray> found = f.applyAll(AT, new double[2][3]);
        assertThat(found.get(0).toDoubleVector()).containsExactly(-4, 1, 6);
        assertThat(found.get(1).shape()).containsExactly(2, 3);
        assertThat(found.get(1).sumNumber().doubleValue()).isZero();
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            T.grad(T.sum(X), other, T.disconnectedInputs("warn"));
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("warning: the cost sum(x) does not depend on 'other'");
        assertThatThrownBy(() -> T.grad(T.sum(X), other, T.disconnectedInputs("raise")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> T.disconnectedInputs("quiet"))
                .hasMessage("disconnectedInputs is \"raise\", \"warn\" or \"ignore\", not \"quiet\"");
    }

    // Products with Jacobians

    private static final Map<String, UnaryOperator<Expr>> FUNCTIONS = new LinkedHashMap<>();

    static {
        double[][] w = {{0.5, -1, 2}, {1, 0.25, -0.75}};
        FUNCTIONS.put("x * x", x -> x.times(x));
        FUNCTIONS.put("2 x, which is linear", x -> x.times(2));
        FUNCTIONS.put("tanh(dot(W, x))", x -> T.tanh(T.dot(w, x)));
        FUNCTIONS.put("softmax(x)", T::softmax);
        FUNCTIONS.put("log(softmax(x))", x -> T.log(T.softmax(x)));
        FUNCTIONS.put("x / norm(x)", x -> x.div(T.sqrt(T.sum(x.sqr()))));
        FUNCTIONS.put("outer products", x -> x.dimshuffle(0, "x").times(T.exp(x)));
        FUNCTIONS.put("max and a part", x -> x.times(T.max(x)).plus(x.get(1)));
        FUNCTIONS.put("where", x -> T.where(T.gt(x, 0), x.sqr(), x.pow(3)));
        FUNCTIONS.put("reshape", x -> T.reshape(x.sqr(), 3, 1).T());
    }

    @TestFactory
    Stream<DynamicTest> from_both_sides() {
        return FUNCTIONS.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Expr f = e.getValue().apply(X);
                    Expr v = T.vector("v");
                    double[] along = {0.75, -1.5, 0.25};
                    INDArray right =
                            function(inputs(X, v), outputs(T.Rop(f, X, v))).apply(AT, along);
                    double h = 1e-6;
                    double[] up = new double[3];
                    double[] down = new double[3];
                    for (int i = 0; i < 3; i++) {
                        up[i] = AT[i] + h * along[i];
                        down[i] = AT[i] - h * along[i];
                    }
                    INDArray there = f.eval(Map.of(X, up));
                    INDArray difference = there.sub(f.eval(Map.of(X, down))).div(2 * h);
                    assertThat(right.shape()).isEqualTo(difference.shape());
                    for (long i = 0; i < right.length(); i++) {
                        assertThat(right.getDouble(i)).isCloseTo(difference.getDouble(i), offset(1e-7));
                    }
                    // u (J v) = (u J) v
                    INDArray u = new RandomState(3).randn(there.shape());
                    Expr left = T.Lop(f, X, T.constant(u));
                    double[] uJ = function(inputs(X), outputs(left)).apply(AT).toDoubleVector();
                    double one = uJ[0] * along[0] + uJ[1] * along[1] + uJ[2] * along[2];
                    double other = u.mul(right).sumNumber().doubleValue();
                    assertThat(one).isCloseTo(other, offset(1e-11 * Math.max(1, Math.abs(one))));
                }));
    }

    @Test
    void several_expressions_and_directions() {
        Expr y = T.scalar("y");
        List<Expr> f = List.of(X.times(y), T.sum(X.sqr()));
        List<Expr> along = List.of(T.constant(new double[] {1, 0, 2}), T.constant(10.0));
        var g = function(inputs(X, y), outputs(T.Rop(f, List.of(X, y), along)));
        List<INDArray> found = g.applyAll(AT, 3.0);
        assertThat(found.get(0).toDoubleVector()).containsExactly(3 - 20, 5, 6 + 30);
        assertThat(found.get(1).getDouble(0)).isEqualTo(-4 + 12);
        var l = function(inputs(X, y), outputs(T.Lop(f, List.of(X, y), along)));
        found = l.applyAll(AT, 3.0);
        assertThat(found.get(0).toDoubleVector()).containsExactly(3 - 40, 10, 6 + 60);
        assertThat(found.get(1).getDouble(0)).isEqualTo(-2 + 6);
        assertThat(T.Rop(y.plus(1), y, y).eval(Map.of(y, 3.0)).getDouble(0)).isEqualTo(3);
        assertThatThrownBy(() -> T.Rop(X, X, y))
                .hasMessage(
                        "Rop multiplies with 'y', a float64 scalar, where 'x' is a float64 vector; both need one rank");
    }

    @Test
    void products_with_Hessians() {
        // x0² x1 + exp(x1 x2): the Hessian by hand
        Expr cost = X.get(0).sqr().times(X.get(1)).plus(T.exp(X.get(1).times(X.get(2))));
        double[] at = {-2, 0.5, 3};
        double e = Math.exp(1.5);
        double[][] h = {{1, -4, 0}, {-4, 9 * e, e * (1 + 1.5)}, {0, e * (1 + 1.5), 0.25 * e}};
        double[] v = {1, -1, 2};
        double[] right = new double[3];
        for (int i = 0; i < 3; i++) {
            right[i] = h[i][0] * v[0] + h[i][1] * v[1] + h[i][2] * v[2];
        }
        Expr d = T.vector("d");
        assertThat(function(inputs(X, d), outputs(T.hessianVectorProduct(cost, X, d)))
                        .apply(at, v)
                        .toDoubleVector())
                .containsExactly(right, offset(1e-13));
    }

    // Checks

    @Test
    void right_gradients_pass_and_wrong_ones_are_told() {
        RandomState rng = new RandomState(5);
        List<double[][]> points = List.of(new double[][] {{0.5, -1}, {2, 0.25}}, new double[][] {{1, 2}, {-1, 3}});
        T.verifyGrad(x -> T.tanh(T.dot(x.get(0), x.get(1))), points, rng);
        T.verifyGrad(x -> x.get(0).sqr(), List.of(3.0), rng);
        T.verifyGrad(x -> T.exp(x.get(0)), List.of(new float[] {0.5f, -1}), rng);
        assertThatThrownBy(() -> T.verifyGrad(x -> x.get(1).times(T.gradScale(x.get(0), 2)), points, rng))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "the gradient by input 1 of 2 at \\[[01], [01]\\], where that is .*, is .*, and differences"
                                + " give .*: they are 0\\.(4999|5).* apart, which is more than 1\\.0E-7");
        assertThatThrownBy(() -> T.verifyGrad(x -> T.log(x.get(0)), List.of(-1.0), rng))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> T.verifyGrad(x -> x.get(0), List.of(1), rng))
                .hasMessage("point 1 of a check of gradients is int32; gradients are taken by floating numbers");
        assertThat(T.numericGrad(x -> x.get(0).sqr(), List.of(new double[] {3, -1}))
                        .get(0)
                        .toDoubleVector())
                .containsExactly(new double[] {6, -2}, offset(1e-8));
    }
}
