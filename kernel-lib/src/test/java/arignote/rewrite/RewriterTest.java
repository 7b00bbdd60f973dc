package arignote.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import arignote.expr.Backward;
import arignote.expr.Build;
import arignote.expr.Evaluator;
import arignote.expr.Graphs;
import arignote.expr.print.Printer;
import arignote.function.interpret.Interpreter;
import arignote.value.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.factory.Nd4j;

/** Each equation: the graph that it makes, and the numbers. */
class RewriterTest {
    private static final double[] NUMBERS = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        2,
        -3.7,
        1e-20,
        -1e-20,
        1e300,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private static final Expr X = T.vector("x");
    private static final Expr Y = T.vector("y");
    private static final Expr M = T.matrix("M");
    private static final Expr N = T.matrix("N");
    private static final Expr A = T.scalar("a");
    private static final Expr C = T.bvector("c");
    private static final Expr K = T.ivector("k");
    private static final Expr L = T.imatrix("L");

    private record Case(Expr before, String after) {}

    private static Case of(Expr before, String after) {
        return new Case(before, after);
    }

    /** Equations that change no bit. */
    private static final Map<String, Case> EXACT = new LinkedHashMap<>();

    static {
        EXACT.put("f(constants) = their value", of(X.times(Build.constant(2.0).times(Build.constant(3.0))), "(x * 6)"));
        EXACT.put("cast(cast(x)) = cast(x), the inner one widening", of(T.cast(T.cast(K, "int64"), "int32"), "k"));
        EXACT.put("-(-x) = x", of(X.negate().negate(), "x"));
        EXACT.put("x + -y = x - y", of(X.plus(Y.negate()), "(x - y)"));
        EXACT.put("-x + y = y - x", of(X.negate().plus(Y), "(y - x)"));
        EXACT.put("x - -y = x + y", of(X.minus(Y.negate()), "(x + y)"));
        EXACT.put("-x * -y = x * y", of(X.negate().times(A.negate()), "(x * a)"));
        EXACT.put("-x / -y = x / y", of(X.negate().div(A.negate()), "(x / a)"));
        EXACT.put("-x * y = -(x * y)", of(T.sqr(X).negate().times(X).negate(), "(sqr(x) * x)"));
        EXACT.put("x * -y = -(x * y)", of(X.times(T.sqr(X).negate()).negate(), "(x * sqr(x))"));
        EXACT.put("-x / y = -(x / y)", of(X.negate().div(X.plus(2)).negate(), "(x / (x + 2))"));
        EXACT.put("x / -y = -(x / y)", of(X.plus(2).div(X.negate()).negate(), "((x + 2) / x)"));
        EXACT.put("x * 1 = x", of(X.times(1), "x"));
        EXACT.put("1 * x = x", of(Build.number(1, X).times(X), "x"));
        EXACT.put("x * -1 = -x", of(X.times(-1), "(-x)"));
        EXACT.put("-1 * x = -x", of(Build.number(-1, X).times(X), "(-x)"));
        EXACT.put("x / 1 = x", of(X.div(1), "x"));
        EXACT.put("x - 0 = x", of(X.minus(0), "x"));
        EXACT.put("x ** 0 = 1", of(X.pow(0), "broadcast_like(1, x)"));
        EXACT.put("x ** 1 = x", of(X.pow(1), "x"));
        EXACT.put("x ** 2 = sqr(x)", of(X.plus(1).pow(2), "sqr((x + 1))"));
        EXACT.put("x * x = sqr(x)", of(X.times(X), "sqr(x)"));
        EXACT.put("sqr(-x) = sqr(x)", of(X.negate().sqr(), "sqr(x)"));
        EXACT.put("sqr(abs(x)) = sqr(x)", of(T.abs(X).sqr(), "sqr(x)"));
        EXACT.put("abs(-x) = abs(x)", of(T.abs(X.negate()), "abs(x)"));
        EXACT.put("abs(abs(x)) = abs(x)", of(T.abs(T.abs(X)), "abs(x)"));
        EXACT.put("abs(sqr(x)) = sqr(x)", of(T.abs(X.sqr()), "sqr(x)"));
        EXACT.put("maximum(x, x) = x", of(T.maximum(X, X), "x"));
        EXACT.put("minimum(x, x) = x", of(T.minimum(X, X), "x"));
        EXACT.put("where(true, x, y) = x", of(T.where(T.constant(true), X, A), "x"));
        EXACT.put("where(false, x, y) = y", of(T.where(T.constant(false), A, X), "x"));
        EXACT.put("where(c, x, x) = x", of(T.where(T.gt(X, 0), X.plus(1), X.plus(1)), "(x + 1)"));
        EXACT.put(
                "shape(f(x)) = shape(x), f element by element",
                of(Build.broadcastTo(Build.constant(1.0), X.plus(1)), "broadcast_like(1, x)"));
        EXACT.put("sum_like(x, y) = x, of the same shape", of(Build.sumTo(X.plus(1), X), "(x + 1)"));
        EXACT.put("broadcast_like(x, y) = x, of the same shape", of(Build.broadcastTo(X.plus(1), X), "(x + 1)"));
        EXACT.put("dimshuffle(dimshuffle(x)) = dimshuffle(x)", of(M.T().T(), "M"));
        EXACT.put("dot(x.T, y) = tensordot(x, y), without moving x", of(T.dot(M.T(), N), "tensordot(M, N, [0], [0])"));
        EXACT.put("dot(x, y.T) = tensordot(x, y), without moving y", of(T.dot(M, N.T()), "tensordot(M, N, [1], [1])"));
        EXACT.put("dot(x, y).T = dot(y, x), the axes of y first", of(T.dot(M, N).T(), "tensordot(N, M, [0], [1])"));
        EXACT.put("sum(-x) = 0 - sum(x)", of(T.sum(X.negate()), "(0 - sum(x))"));
        EXACT.put("sum(sum(x)) = sum(x), of whole numbers", of(T.sum(T.sum(L, 0)), "sum(L)"));
        EXACT.put("sum(broadcast_like(1, x)) = size(x)", of(T.sum(T.onesLike(X)), "size(x)"));
    }

    /** Equations whose right side is computed better. */
    private static final Map<String, Case> STABLE = new LinkedHashMap<>();

    static {
        Expr e = T.exp(X);
        Expr p = T.sigmoid(X);
        STABLE.put("1 - sigmoid(x) = sigmoid(-x)", of(T.sub(1, p), "sigmoid((-x))"));
        STABLE.put("sigmoid(x) - 1 = -sigmoid(-x)", of(p.minus(1), "(-sigmoid((-x)))"));
        STABLE.put("exp(x) - 1 = expm1(x)", of(e.minus(1), "expm1(x)"));
        STABLE.put("1 - exp(x) = -expm1(x)", of(T.sub(1, e), "(-expm1(x))"));
        STABLE.put("1 + expm1(x) = exp(x)", of(T.expm1(X).plus(1), "exp(x)"));
        STABLE.put("1 - (1 - x) = x", of(T.sub(1, T.sub(1, X)), "x"));
        STABLE.put("c + c * tanh(x) = sigmoid(x * 2) * (c * 2)", of(T.tanh(X).plus(1), "(sigmoid((x * 2)) * 2)"));
        STABLE.put("2c * sigmoid(x) - c = tanh(x / 2) * c", of(p.times(6).minus(3), "(tanh((x / 2)) * 3)"));
        STABLE.put("a / (a + b) = sigmoid(log(a) - log(b))", of(e.div(e.plus(T.exp(Y))), "sigmoid((x - y))"));
        STABLE.put(
                "(a - b) / (a + b) = tanh((log(a) - log(b)) / 2)",
                of(e.minus(T.exp(Y)).div(e.plus(T.exp(Y))), "tanh(((x - y) / 2))"));
        STABLE.put(
                "exp(x) / sum(exp(x)) = softmax(x), over the last axis",
                of(e.div(T.sum(e).keepDims()), "softmax(x)"));
        STABLE.put(
                "sum(u * a) / sum(a) = sum(u * (a / sum(a)))",
                of(T.sum(X.times(e)).div(T.sum(e)), "sum((x * softmax(x)))"));
        STABLE.put("a / b = exp(log(a) - log(b))", of(e.div(T.exp(Y)), "exp((x - y))"));
        STABLE.put("u / b = u * (1 / b)", of(X.div(e), "(x * exp((-x)))"));
        STABLE.put("a * b = exp(log(a) + log(b))", of(X.times(e).times(T.exp(Y)), "(x * exp((x + y)))"));
        STABLE.put(
                "where(c, u, v) * a = where(c, u * a, v * a)",
                of(T.where(T.gt(X, 0), X, Y).times(e), "where((x > 0), (x * exp(x)), (y * exp(x)))"));
        STABLE.put(
                "(u * a + v * b) * c = u * a * c + v * b * c",
                of(A.times(e).plus(X.times(T.exp(Y))).times(T.exp(A)), "((a * exp((x + a))) + (x * exp((y + a))))"));
        STABLE.put(
                "a ** c = exp(c * log(a))",
                of(e.pow(Y), "exp(where((isnan((y * x)) & ((y == 0) | (x == 0))), 0, (y * x)))"));
        STABLE.put("sqrt(sqr(x)) = abs(x)", of(T.sqrt(X.sqr()), "abs(x)"));
        STABLE.put("x ** 0.5 = sqrt(x), of a sum of squares", of(T.sum(X.pow(2)).pow(0.5), norm()));
        STABLE.put("log(a) without a", of(T.log(p), "(-softplus((-x)))"));
        STABLE.put("log1p(a) = softplus(log(a))", of(T.log1p(e), "softplus(x)"));
        STABLE.put("log1p(-sigmoid(x)) = -softplus(x)", of(T.log1p(p.negate()), "(-softplus(x))"));
        STABLE.put("log(u * a) = log(u) + log(a)", of(T.log(A.times(e)), "(log(a) + x)"));
        STABLE.put(
                "log(1 - exp(x)) by expm1 near 0, by log1p far below",
                of(
                        T.log1p(T.exp(T.sqr(X).negate()).negate()),
                        "where(((-sqr(x)) > -0.6931471805599453), log((0 - expm1((-sqr(x))))), "
                                + "log1p((0 - exp((-sqr(x))))))"));
        STABLE.put(
                "log(1 - sqr(tanh(x))) = log(4) - softplus(x * 2) - softplus(-(x * 2))",
                of(
                        T.log(T.sub(1, T.sqr(T.tanh(X)))),
                        "((1.3862943611198906 - softplus((x * 2))) - softplus((-(x * 2))))"));
        String likely = "(softmax(x) > 0.5)";
        STABLE.put(
                "log1p(-softmax(x)), of a nearly certain class by what the others have",
                of(
                        T.log1p(T.softmax(X).negate()),
                        "where(" + likely + ", (logsumexp(where(" + likely + ", -Infinity, x), keepdims) - "
                                + "logsumexp(x, keepdims)), log1p((0 - softmax(x))))"));
        STABLE.put(
                "log(sigmoid(a) - sigmoid(b)) = log(1 - exp(b - a)) - (softplus(-a) + softplus(b))",
                of(
                        T.log(T.sigmoid(X.plus(1)).minus(T.sigmoid(X))),
                        "(where(((x - (x + 1)) > -0.6931471805599453), log((0 - expm1((x - (x + 1))))), "
                                + "log1p((0 - exp((x - (x + 1)))))) - (softplus((-(x + 1))) + softplus(x)))"));
        STABLE.put(
                "log(mean(u * a)) = log(sum(u * a)) - log(size(a))",
                of(T.log(T.mean(T.sqr(X).times(e))), weighted("sqr(x)") + " - log(size(x)))"));
        STABLE.put(
                "log(dot(u, a)) = log(sum(u * a))",
                of(T.log(T.dot(T.sqr(X), e)), weighted("sqr(x)").substring(1)));
        STABLE.put(
                "log(sum(u * a)) = s + log(sum(u * exp(log(a) - s)))",
                of(T.log(T.sum(T.sqr(X).times(e))), weighted("sqr(x)").substring(1)));
        STABLE.put("log(1 + x) = log1p(x)", of(T.log(X.plus(1)), "log1p(x)"));
        STABLE.put("log(1 - x) = log1p(-x)", of(T.log(T.sub(1, X.div(2))), "log1p((-(x / 2)))"));
        STABLE.put("x + softplus(-x) = softplus(x)", of(X.plus(T.softplus(X.negate())), "softplus(x)"));
        STABLE.put(
                "sqrt(sum(sqr(x))) = sqrt(sum(sqr(x * c))) / c, c = 1 or a power of two that keeps squares in range",
                of(T.sqrt(T.sum(X.times(X))), norm()));
        STABLE.put("sum(c * x) = c * sum(x), c = 2, 4, 8 …", of(T.sum(T.mul(T.constant(2.0), X)), "(2 * sum(x))"));
        STABLE.put("sum(x * c) = sum(x) * c, c = 2, 4, 8 …", of(T.sum(X.times(8)), "(sum(x) * 8)"));
    }

    /** The root of sum(sqr(x)), of the sum as it stands or of what is squared times 2 ** -540 or 2 ** 537. */
    private static String norm() {
        String sum = "sum(sqr(x))";
        String down = "sum(sqr((maximum(abs(x), 1099511627776) * 2.778448436856347E-163)))";
        String up = "sum(sqr((x * 4.4989137945431964E161)))";
        String infinite = "where((" + sum + " == Infinity), ";
        String tiny = "where((" + sum + " < 1.1830521861667747E-271), ";
        return "(sqrt(" + infinite + down + ", " + tiny + up + ", " + sum + "))) * " + infinite
                + "3.599131035634557E162, " + tiny + "2.2227587494850775E-162, 1)))";
    }

    /** The logarithm of a sum of exp(x) with these weights, after the first bracket. */
    private static String weighted(String u) {
        String floor = "floor(logsumexp(where((" + u + " != 0), x, -Infinity)))";
        String s = "where((abs(" + floor + ") == Infinity), 0, " + floor + ")";
        return "((" + s + " + log(sum((" + u + " * exp(minimum((x - " + s + "), 300))))))";
    }

    /** Equations whose right side is cheaper and as good. */
    private static final Map<String, Case> CHEAP = new LinkedHashMap<>();

    static {
        CHEAP.put("x ** -1 = 1 / x", of(X.pow(-1), "(1 / x)"));
        CHEAP.put("x ** 3 = x * sqr(x)", of(X.pow(3), "(x * sqr(x))"));
        CHEAP.put("x ** 4 = sqr(sqr(x))", of(X.pow(4), "sqr(sqr(x))"));
        String root = "where((x == -Infinity), Infinity, sqrt((x + 0)))";
        CHEAP.put("x ** 0.5 = sqrt(x)", of(X.pow(0.5), root));
        CHEAP.put("x ** -0.5 = 1 / sqrt(x)", of(X.pow(-0.5), "(1 / " + root + ")"));
        CHEAP.put("grad_scale(x, k) = x", of(Backward.GRAD_SCALE.of(X, Build.number(2, X)), "x"));
    }

    private static Stream<Map.Entry<String, Case>> all() {
        return Stream.of(EXACT, STABLE, CHEAP).flatMap(m -> m.entrySet().stream());
    }

    @Test
    void every_rule_has_its_case() {
        assertThat(Rules.ALL)
                .extracting(Rule::equation)
                .containsExactlyElementsOf(all().map(Map.Entry::getKey).toList());
    }

    @TestFactory
    Stream<DynamicTest> the_graph() {
        return all().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            Expr before = e.getValue().before();
            Expr after = Rewriter.rewrite(List.of(before)).get(0);
            assertThat(Printer.print(after)).isEqualTo(e.getValue().after());
            assertThat(after.type()).isEqualTo(before.type());
            List<Rule> others = Rules.ALL.stream()
                    .filter(r -> !r.equation().equals(e.getKey()))
                    .toList();
            assertThat(Printer.print(Rewriter.rewrite(List.of(before), others).get(0)))
                    .as("without the rule")
                    .isNotEqualTo(e.getValue().after());
        }));
    }

    @TestFactory
    Stream<DynamicTest> the_same_bits() {
        return EXACT.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Expr before = e.getValue().before();
                    Expr after = Rewriter.rewrite(List.of(before)).get(0);
                    for (int shift = 0; shift < NUMBERS.length; shift++) {
                        double[] b = value(before, shift);
                        double[] a = value(after, shift);
                        assertThat(a).hasSameSizeAs(b);
                        for (int i = 0; i < a.length; i++) {
                            assertThat(Double.doubleToLongBits(a[i]))
                                    .as("%s beside %s", a[i], b[i])
                                    .isEqualTo(Double.doubleToLongBits(b[i]));
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_same_at_ordinary_points() {
        return STABLE.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Expr before = e.getValue().before();
                    Expr after = Rewriter.rewrite(List.of(before)).get(0);
                    Map<Expr, Object> at = new LinkedHashMap<>();
                    at.put(X, new double[] {-0.9, -0.3, 0.2, 0.8, 1.7});
                    at.put(Y, new double[] {0.4, -1.1, 0.3, 2.1, -0.6});
                    at.put(A, 0.7);
                    double[] b = asWritten(before, at);
                    double[] a = asWritten(after, at);
                    assertThat(a).hasSameSizeAs(b);
                    for (int i = 0; i < a.length; i++) {
                        assertThat(Math.abs(a[i] - b[i]))
                                .as("%s beside %s", a[i], b[i])
                                .isLessThanOrEqualTo(1e-14);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> within_2_ulp_and_with_the_same_special_numbers() {
        double[] numbers = DoubleStream.concat(
                        DoubleStream.of(NUMBERS),
                        DoubleStream.of(
                                1e-77, 1e77, 1e-81, -1e-81, 1e-103, 1e102, -1e103, 1e-308, -3e-310, 4.9e-324, 3))
                .toArray();
        return CHEAP.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Expr before = e.getValue().before();
                    Map<Expr, Object> at = Map.of(X, numbers);
                    double[] b = asWritten(before, at);
                    double[] a = asWritten(Rewriter.rewrite(List.of(before)).get(0), at);
                    for (int i = 0; i < a.length; i++) {
                        boolean close = Math.abs(a[i] - b[i]) <= 2 * Math.ulp(b[i]);
                        boolean same = Double.doubleToLongBits(a[i]) == Double.doubleToLongBits(b[i]);
                        assertThat(same || close && b[i] != 0)
                                .as("of %s: %s beside %s", numbers[i], a[i], b[i])
                                .isTrue();
                    }
                }));
    }

    @Test
    void stable_forms_are_right_where_the_others_overflow_or_cancel() {
        double[] far = {-800, 800, 1e-18};
        assertThat(rewritten("log1p(a) = softplus(log(a))", far)).containsExactly(0.0, 800.0, Math.log(2));
        assertThat(rewritten("log(a) without a", far)).containsExactly(-800.0, -0.0, -Math.log(2));
        assertThat(rewritten("1 - sigmoid(x) = sigmoid(-x)", new double[] {-800, 40, 1e-18}))
                .containsExactly(1, 1 / (1 + Math.exp(40)), 0.5);
        assertThat(rewritten("log(1 + x) = log1p(x)", new double[] {1e-18})).containsExactly(1e-18);
        assertThat(rewritten("exp(x) - 1 = expm1(x)", new double[] {1e-18})).containsExactly(1e-18);
        assertThat(rewritten("log1p(-sigmoid(x)) = -softplus(x)", far)).containsExactly(-0.0, -800.0, -Math.log(2));
        assertThat(rewritten(T.log(T.sum(T.exp(X))), new double[] {1000, 0})).containsExactly(1000.0);
        assertThat(rewritten(T.log(T.sum(T.exp(X))), new double[0])).containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(rewritten("exp(x) / sum(exp(x)) = softmax(x), over the last axis", new double[] {1000, 0}))
                .containsExactly(1.0, 0.0);
        assertThat(rewritten("log(sum(u * a)) = s + log(sum(u * exp(log(a) - s)))", new double[0]))
                .containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(rewritten("sqrt(sqr(x)) = abs(x)", new double[] {-1e200, 1e-200}))
                .containsExactly(1e200, 1e-200);
        Expr inverse = T.div(1, T.softplus(X));
        assertThat(rewritten(inverse, new double[] {-700, 1e300})).containsExactly(Math.exp(700), 1e-300);
        assertThat(rewritten(T.grad(T.sum(inverse), X), new double[] {-700, 1e100, 1e300}))
                .containsExactly(-Math.exp(700), -1e-200, 0.0);
        assertThat(rewritten("sum(x * c) = sum(x) * c, c = 2, 4, 8 …", new double[] {1e308, -1e308, 1}))
                .containsExactly(8.0);
    }

    @Test
    void gradients_of_cost_functions_written_by_hand_do_not_overflow() {
        double[] far = {-800, 800, 0};
        Expr byHand = T.div(1, T.exp(X.negate()).plus(1));
        Expr likelihood = T.sum(T.log(byHand));
        assertThat(rewritten(T.grad(likelihood, X))).hasToString("sigmoid((-x))");
        Expr other = T.sum(T.log(T.sub(1, byHand)));
        assertThat(rewritten(T.grad(other, X))).hasToString("(-sigmoid(x))");
        assertThat(rewritten(T.grad(T.sum(byHand), X)).eval(Map.of(X, far)).toDoubleVector())
                .containsExactly(0, 0, 0.25);
        for (int axis = 0; axis < 2; axis++) {
            Expr cost = T.sum(T.log(T.sum(T.exp(M), axis)));
            double[][] one = {{800, 0}, {0, -800}};
            double[] g =
                    rewritten(T.grad(cost, M)).eval(Map.of(M, one)).reshape(4).toDoubleVector();
            assertThat(g).containsExactly(1, axis == 0 ? 1 : 0, axis == 0 ? 0 : 1, 0);
        }
    }

    private static Expr rewritten(Expr e) {
        return Rewriter.rewrite(List.of(e)).get(0);
    }

    private static double[] rewritten(String rule, double[] x) {
        return rewritten(STABLE.get(rule).before(), x);
    }

    private static double[] rewritten(Expr e, double[] x) {
        return asWritten(Rewriter.rewrite(List.of(e)).get(0), Map.of(X, x));
    }

    /** The value, interpreted as the expression stands. */
    private static double[] asWritten(Expr e, Map<Expr, Object> at) {
        List<Expr> inputs = List.copyOf(at.keySet());
        List<Tensor> values = inputs.stream()
                .map(i -> new Tensor(Evaluator.get().array(at.get(i), i.type(), "the value")))
                .toList();
        var result = new Interpreter(inputs, List.of(e)).run(values).get(0).copy();
        return result.reshape(result.length()).toDoubleVector();
    }

    @Test
    void the_gradient_of_the_cross_entropy_of_a_softmax_does_not_overflow() {
        Expr cost = T.sum(T.log(T.softmax(M)).times(N)).negate();
        Expr gradient = T.grad(cost, M);
        double[][] scores = {{1000, 0, -1000}};
        double[][] target = {{0, 1, 0}};
        double[] g = Rewriter.rewrite(List.of(gradient))
                .get(0)
                .eval(Map.of(M, scores, N, target))
                .reshape(3)
                .toDoubleVector();
        assertThat(g).containsExactly(1.0, -1.0, 0.0);
    }

    @Test
    void rules_follow_one_another() {
        Expr byHand = T.log(T.exp(X).plus(1)); // log1p(exp(x)) in between
        assertThat(Rewriter.rewrite(List.of(byHand)).get(0)).hasToString("softplus(x)");
        Expr likelihood = T.log(Build.number(1, X).div(T.exp(X.negate()).plus(1)));
        assertThat(Rewriter.rewrite(List.of(likelihood)).get(0)).hasToString("(-softplus((-x)))");
    }

    @Test
    void equal_expressions_become_one() {
        Expr e = X.times(Y).plus(1).div(X.times(Y).plus(1));
        List<Expr> after = Rewriter.rewrite(List.of(e));
        assertThat(Graphs.topological(after)).hasSize(6); // x, y, the product, 1, the sum, the quotient
        assertThat(Graphs.topological(List.of(e))).hasSize(9);
    }

    @Test
    void constants_are_equal_only_by_their_bits() {
        Expr e = X.times(0.0).plus(X.times(-0.0));
        assertThat(Rewriter.rewrite(List.of(e)).get(0)).hasToString("((x * 0) + (x * -0.0))");
    }

    @Test
    void roots_that_nothing_changes_are_the_same_objects() {
        Expr e = X.times(Y).sum();
        assertThat(Rewriter.rewrite(List.of(e, X))).containsExactly(e, X);
    }

    @Test
    void equations_hold_for_bools_and_whole_numbers() {
        boolean[] c = {true, false};
        assertThat(rewritten(T.log(T.sigmoid(C))).eval(Map.of(C, c)).toDoubleVector())
                .containsExactly(-Math.log1p(Math.exp(-1)), -Math.log(2));
        for (int power = 0; power <= 4; power++) {
            Expr e = rewritten(C.pow(power));
            assertThat(e.type()).isEqualTo(C.pow(power).type());
            assertThat(e.eval(Map.of(C, c)).toLongVector()).containsExactly(1, power == 0 ? 1 : 0);
            int[] k = {Integer.MAX_VALUE, -3};
            assertThat(rewritten(K.pow(power)).eval(Map.of(K, k)))
                    .isEqualTo(K.pow(power).eval(Map.of(K, k)));
        }
        int[] least = {Integer.MIN_VALUE};
        assertThat(rewritten(T.sum(K.negate())).eval(Map.of(K, least)))
                .isEqualTo(T.sum(K.negate()).eval(Map.of(K, least)));
    }

    @Test
    void a_deep_graph_is_no_limit() {
        Expr e = T.scalar("s");
        for (int i = 0; i < 5_000; i++) {
            e = e.plus(1).negate();
        }
        assertThat(Rewriter.rewrite(List.of(e))).hasSize(1);
    }

    /** The value on special numbers, in another order for each shift, interpreted as it stands. */
    private static double[] value(Expr e, int shift) {
        double[] x = new double[NUMBERS.length];
        double[] y = new double[NUMBERS.length];
        int[] k = new int[NUMBERS.length];
        boolean[] c = new boolean[NUMBERS.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = NUMBERS[i];
            y[i] = NUMBERS[(i + shift) % x.length];
            k[i] = i - 5;
            c[i] = i % 2 == 0;
        }
        List<Expr> inputs = List.of(X, Y, M, N, A, C, K, L);
        List<Tensor> values = Stream.of(
                        Nd4j.createFromArray(x),
                        Nd4j.createFromArray(y),
                        Nd4j.createFromArray(new double[][] {{1, 2 + shift}, {3, 4}}),
                        Nd4j.createFromArray(new double[][] {{0.5, -1}, {2, shift}}),
                        Nd4j.scalar(y[3]),
                        Nd4j.createFromArray(c),
                        Nd4j.createFromArray(k),
                        Nd4j.createFromArray(new int[][] {{1, 2 + shift}, {Integer.MAX_VALUE, -4}}))
                .map(Tensor::new)
                .toList();
        var result = new Interpreter(inputs, List.of(e)).run(values).get(0).copy();
        return result.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                .reshape(result.length())
                .toDoubleVector();
    }
}
