package arignote.grad;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Arignote;
import arignote.Expr;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients where a branch that is not taken, or a part that is not read, has none. */
class BranchesTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Expr S = T.dscalar("s");
    private static final Expr P = T.dscalar("p");
    private static final Expr X = T.dvector("x");
    private static final Expr M = T.dmatrix("M");

    private record Case(Expr cost, Expr by, Object at, double... gradient) {}

    private static Case of(Expr cost, Expr by, Object at, double... gradient) {
        return new Case(cost, by, at, gradient);
    }

    private static double[] v(double... x) {
        return x;
    }

    private static Expr number(double x) {
        return T.constant(x);
    }

    private static List<Case> cases() {
        Expr norms = T.sqrt(T.sum(T.sqr(M), 1));
        Expr infinite = T.sum(T.sqr(X)).div(0);
        double[][] rows = {{3, 4}, {0, 0}};
        Expr elu = T.where(T.gt(X, 0), X, T.exp(X).minus(1));
        Expr xlogx = T.where(T.gt(X, 0), X.times(T.log(X)), T.zerosLike(X));
        Expr deviation = T.sqrt(T.mean(T.sqr(X.minus(T.mean(X)))));
        return List.of(
                // where
                of(T.where(T.lt(S, 7), S, T.sqrt(S.minus(7))), S, 5.0, 1),
                of(T.where(T.lt(S, 1), S, T.sqrt(S)), S, 0.0, 1),
                of(T.where(T.gt(S, 0), number(0), S.times(INF)), S, 1.0, 0),
                of(T.where(T.eq(infinite, number(INF)), number(0), infinite), X, v(1, 2), 0, 0),
                of(T.sum(T.where(T.gt(norms, 0.5), norms, T.onesLike(norms))), M, rows, 0.6, 0.8, 0, 0),
                of(T.sum(T.where(T.gt(X, 0), T.log(X), X)), X, v(2, 0, -1), 0.5, 1, 1),
                of(T.sum(T.where(T.gt(X, 0), T.div(1, X), X)), X, v(2, 0, -1), -0.25, 1, 1),
                of(T.sum(T.where(T.lt(X, 10), T.exp(X), X)), X, v(0, 1000), 1, 1),
                of(T.sum(T.where(T.neq(X, 0), T.sin(X).div(X), T.onesLike(X))), X, v(0), 0),
                of(T.sum(T.where(T.gt(X, 0), T.pow(X, 0.5), T.zerosLike(X))), X, v(4, 0, -4), 0.25, 0, 0),
                of(T.sum(T.where(T.gt(X, 1), T.log1p(X.minus(2)), X)), X, v(3, 1, 0), 0.5, 1, 1),
                // a scalar behind the branch of a vector that is nowhere taken, and a branch in a branch
                of(T.sum(T.where(T.lt(T.constant(v(1, 2)), 9), T.constant(v(1, 2)), T.sqrt(S))), S, 0.0, 0),
                of(T.where(T.gt(S, 0), T.where(T.lt(S, 9), S, T.log(S.minus(9))), T.sqrt(S)), S, 1.0, 1),
                of(T.where(T.gt(S, 0), S, T.sum(T.sqrt(T.constant(v(0, 4)).times(S)))), S, 1.0, 1),
                // maximum, minimum, clip
                of(T.sum(T.maximum(T.sqrt(X), 1)), X, v(0, 4), 0, 0.25),
                of(T.sum(T.minimum(T.exp(X), 10)), X, v(0, 1000), 1, 0),
                of(T.sum(T.maximum(T.log(X), -1)), X, v(0, 1), 0, 1),
                of(T.sum(T.clip(T.log(X), -1, 1)), X, v(0, 2, 1e300), 0, 0.5, 0),
                of(T.sum(T.clip(T.div(1, X), 0, 5)), X, v(0, 1), 0, -1),
                of(T.max(T.sqrt(X)), X, v(0, 4), 0, 0.25),
                of(T.max(T.exp(X)), X, v(0, -1), 1, 0),
                // in two pieces
                of(T.sum(elu), X, v(-1000, -1, 0, 2, 1000), 0, Math.exp(-1), 1, 1, 1),
                of(T.sum(xlogx), X, v(0, 1, Math.E), 0, 1, 2),
                of(T.sum(T.softmax(X).times(T.log(T.softmax(X)))), X, v(0, 0), 0, 0),
                // powers
                of(S.pow(0), S, 0.0, 0),
                of(S.minus(T.floor(S)).pow(0), S, 1.0, 0),
                of(T.sum(X.pow(0)), X, v(0, 1, -2), 0, 0, 0),
                of(T.sum(X.pow(T.constant(v(0, 1, 2)))), X, v(0, 0, 0), 0, 1, 0),
                of(T.sum(X.pow(1)), X, v(0), 1),
                of(T.sum(X.pow(3)), X, v(0, 2), 0, 12),
                // norms, with the gradient 0 at 0
                of(T.sqrt(T.sum(T.sqr(X))), X, v(0, 0), 0, 0),
                of(T.sqrt(T.sum(X.times(X))), X, v(3, 4), 0.6, 0.8),
                of(T.sqrt(T.dot(X, X)), X, v(0, 0), 0, 0),
                of(T.sum(X.pow(2)).pow(0.5), X, v(0, 0), 0, 0),
                of(T.sum(T.abs(X).pow(3)).pow(1.0 / 3), X, v(0, 0), 0, 0),
                of(T.sum(norms), M, rows, 0.6, 0.8, 0, 0),
                of(deviation, X, v(2, 2, 2), 0, 0, 0),
                of(T.sqrt(X.get(0).sqr().plus(X.get(1).sqr())), X, v(0, 0), 0, 0),
                of(T.sum(T.sqrt(S.times(T.constant(v(1, 4))))), S, 0.0, INF),
                // logarithms of sums with infinities
                of(T.logsumexp(X), X, v(-INF, -INF), 0.5, 0.5),
                of(T.logsumexp(X), X, v(1, INF), 0, 1),
                of(T.logsumexp(X), X, v(INF, 0, INF), 0.5, 0, 0.5),
                of(T.logsumexp(X), X, v(-INF), 1),
                of(T.log(T.sum(T.exp(X))), X, v(-INF, 0), 0, 1),
                of(T.sum(T.logsumexp(M, 0)), M, new double[][] {{-INF, 1}, {-INF, INF}}, 0.5, 0, 0.5, 1),
                // parts that are not read
                of(T.sqrt(X).get(0), X, v(4, 0), 0.25, 0),
                of(T.log(X).get(1), X, v(0, 2), 0, 0.5),
                of(T.sqrt(M).get(0, 1), M, new double[][] {{0, 1}, {0, 0}}, 0, 0.5, 0, 0),
                of(
                        T.sqrt(T.constant(v(4, 0)).plus(S.times(T.constant(v(9, 0)))))
                                .get(0),
                        S,
                        1.0,
                        4.5 / Math.sqrt(13)),
                of(T.sum(T.log(M).get(1)), M, new double[][] {{0, 0}, {1, 2}}, 0, 0, 1, 0.5));
    }

    @TestFactory
    Stream<DynamicTest> a_branch_that_is_not_taken_has_no_slope() {
        return cases().stream()
                .flatMap(c -> Stream.of("java", "nd4j")
                        .map(mode -> DynamicTest.dynamicTest(c.cost + " by " + c.by + ", " + mode, () -> {
                            var f = function(
                                    inputs(c.by),
                                    outputs(T.grad(c.cost, c.by)),
                                    onUnusedInput("ignore"),
                                    Arignote.mode(mode));
                            INDArray g = f.apply(new Object[] {c.at}).castTo(DataType.DOUBLE);
                            double[] got = g.reshape(g.length()).toDoubleVector();
                            assertThat(got).hasSameSizeAs(c.gradient);
                            for (int i = 0; i < got.length; i++) {
                                boolean same = got[i] == c.gradient[i] || Math.abs(got[i] - c.gradient[i]) < 1e-15;
                                assertThat(same)
                                        .as("%s, right is %s", got[i], c.gradient[i])
                                        .isTrue();
                            }
                        })));
    }

    @Test
    void an_exponent_that_is_an_input_may_be_0() {
        var f = function(inputs(S, P), outputs(T.grad(S.pow(P), S), T.grad(S.pow(P), P)));
        assertThat(f.applyAll(0.0, 0.0)).allMatch(g -> g.getDouble(0) == 0);
        assertThat(f.applyAll(2.0, 0.0).get(1).getDouble(0)).isEqualTo(Math.log(2));
    }

    @Test
    void second_gradients_have_no_slope_there_either() {
        Expr cost = T.sum(T.where(T.gt(X, 0), X.times(T.log(X)), T.zerosLike(X)));
        Expr second = T.grad(T.sum(T.grad(cost, X)), X);
        assertThat(function(inputs(X), outputs(second)).apply(v(0, 2)).toDoubleVector())
                .containsExactly(0, 0.5);
        Expr norm = T.sqrt(T.sum(T.sqr(X)));
        Expr curvature = T.grad(T.sum(T.grad(norm, X)), X);
        assertThat(function(inputs(X), outputs(curvature)).apply(v(0, 0)).toDoubleVector())
                .containsExactly(0, 0);
    }

    @Test
    void a_part_of_the_cost_is_no_variable_that_a_stable_form_may_lose() {
        Expr p = T.sigmoid(S);
        List<Expr> g = T.grad(T.log(p), List.of(p, S));
        List<INDArray> values = function(inputs(S), outputs(g)).applyAll(-2.0);
        double q = 1 / (1 + Math.exp(2));
        assertThat(values.get(0).getDouble(0)).isCloseTo(1 / q, org.assertj.core.data.Offset.offset(1e-14));
        assertThat(values.get(1).getDouble(0)).isCloseTo(1 - q, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(T.log(p).item(java.util.Map.of(p, 0.25))).isEqualTo(Math.log(0.25));
    }

    /** Theano's own example, with data as its tutorial draws them; NumPy gives the same costs with a stable formula. */
    @Test
    void logistic_regression_as_Theanos_tutorial_writes_it_trains() {
        RandomState rng = new RandomState(0);
        int n = 40;
        int features = 784;
        INDArray data = rng.randn(n, features);
        INDArray labels = rng.randint(0, 2, n);
        Expr x = T.dmatrix("x");
        Expr y = T.dvector("y");
        Shared w = shared(rng.randn(features), "w");
        Shared b = shared(0.0, "b");
        Expr p = T.div(1, T.exp(T.dot(x, w).negate().minus(b)).plus(1));
        Expr entropy = y.negate().times(T.log(p)).minus(T.sub(1, y).times(T.log(T.sub(1, p))));
        Expr cost = T.mean(entropy).plus(T.sum(w.pow(2)).times(0.01));
        List<Expr> g = T.grad(cost, List.of(w, b));
        var train = function(
                inputs(x, y),
                outputs(cost),
                Arignote.update(w, w.minus(g.get(0).times(0.1))),
                Arignote.update(b, b.minus(g.get(1).times(0.1))));
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            costs.add(train.applyAsDouble(data, labels));
        }
        assertThat(costs.get(0)).isCloseTo(18.28204437874066, org.assertj.core.data.Offset.offset(1e-10));
        assertThat(costs.get(199)).isCloseTo(3.494345830380034, org.assertj.core.data.Offset.offset(1e-10));
    }
}
