package arignote.grad;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The spellings that readers have for the same mathematics: value, gradient and second gradient are the mathematics',
 * also where exponentials overflow or vanish. {@code src/test/python/stable.py} computes the right values with mpmath.
 */
class StableFormsTest {
    private static final double[] LABEL = {0, 1, 0};
    private static final List<String> NORMS = List.of("norm", "smooth", "unit");

    /** What the spellings of one function are compared with; x is a scalar, or a vector of three elements. */
    private static final Map<String, Map<String, Function<Expr, Expr>>> FORMS = new LinkedHashMap<>();

    private static void form(String function, String spelling, Function<Expr, Expr> form) {
        FORMS.computeIfAbsent(function, f -> new LinkedHashMap<>()).put(spelling, form);
    }

    private static Expr exp(Expr x) {
        return T.exp(x);
    }

    private static Expr less(Expr x) {
        return T.exp(x.negate());
    }

    private static Expr byHand(Expr x) {
        return T.div(1, less(x).plus(1));
    }

    static {
        form("sigmoid", "sigmoid(x)", T::sigmoid);
        form("sigmoid", "1 / (1 + exp(-x))", StableFormsTest::byHand);
        form("sigmoid", "1 / (1 + exp(-1 * x))", x -> T.div(1, exp(x.times(-1)).plus(1)));
        form("sigmoid", "1 / (1 + exp(0 - x))", x -> T.div(1, exp(T.sub(0, x)).plus(1)));
        form(
                "sigmoid",
                "1 / (1 + exp(-x / 2 - x / 2))",
                x -> T.div(1, exp(x.div(-2).minus(x.div(2))).plus(1)));
        form("sigmoid", "1 / (1 + 1 / exp(x))", x -> T.div(1, T.div(1, exp(x)).plus(1)));
        form("sigmoid", "exp(x) / (1 + exp(x))", x -> exp(x).div(exp(x).plus(1)));
        form("sigmoid", "1 - 1 / (1 + exp(x))", x -> T.sub(1, T.div(1, exp(x).plus(1))));
        form("sigmoid", "(1 + tanh(x / 2)) / 2", x -> T.tanh(x.div(2)).plus(1).div(2));
        form(
                "sigmoid",
                "0.5 * tanh(0.5 x) + 0.5",
                x -> T.tanh(x.times(0.5)).times(0.5).plus(0.5));
        form("sigmoid", "in two pieces", x -> T.where(T.ge(x, 0), byHand(x), exp(x).div(exp(x).plus(1))));
        form("sigmoid", "exp(-softplus(-x))", x -> exp(T.softplus(x.negate()).negate()));
        form(
                "sigmoid",
                "exp(-log(1 + exp(-x)))",
                x -> exp(T.log(less(x).plus(1)).negate()));
        form("sigmoid", "(1 + exp(-x)) ** -1", x -> less(x).plus(1).pow(-1));
        form("sigmoid", "exp(x/2) / (exp(x/2) + exp(-x/2))", x -> {
            Expr up = exp(x.div(2));
            return up.div(up.plus(exp(x.div(-2))));
        });
        form("sigmoid", "the first of a softmax of two", x -> exp(x).div(exp(x).plus(exp(T.zerosLike(x)))));

        form("softplus", "softplus(x)", T::softplus);
        form("softplus", "log(1 + exp(x))", x -> T.log(exp(x).plus(1)));
        form("softplus", "log1p(exp(x))", x -> T.log1p(exp(x)));
        form(
                "softplus",
                "-log(1 - sigmoid(x))",
                x -> T.log(T.sub(1, T.sigmoid(x))).negate());
        form("softplus", "-log(sigmoid(-x))", x -> T.log(T.sigmoid(x.negate())).negate());
        form(
                "softplus",
                "-log1p(-sigmoid(x))",
                x -> T.log1p(T.sigmoid(x).negate()).negate());
        form(
                "softplus",
                "-log(1 / (1 + exp(x)))",
                x -> T.log(T.div(1, exp(x).plus(1))).negate());
        form(
                "softplus",
                "maximum(x, 0) + log(1 + exp(-abs(x)))",
                x -> T.maximum(x, 0).plus(T.log(less(T.abs(x)).plus(1))));
        form(
                "softplus",
                "log1p(exp(-abs(x))) + maximum(x, 0)",
                x -> T.log1p(less(T.abs(x))).plus(T.maximum(x, 0)));
        form("softplus", "x + log(1 + exp(-x))", x -> x.plus(T.log(less(x).plus(1))));
        form("softplus", "the cross-entropy of sigmoid, label 0", x -> crossEntropy(x, T.zerosLike(x)));
        form("softplus", "the cross-entropy of sigmoid, label 1", x -> crossEntropy(x.negate(), T.onesLike(x)));
        form("softplus", "the same with a whole-numbered label", x -> T.cast(crossEntropy(x, T.constant(0)), dtype(x)));
        form("softplus", "-log(y q + (1 - y) (1 - q))", x -> {
            Expr y = T.zerosLike(x);
            Expr q = byHand(x);
            return T.log(y.times(q).plus(T.sub(1, y).times(T.sub(1, q)))).negate();
        });
        form("softplus", "-log(q ** y (1 - q) ** (1 - y))", x -> {
            Expr y = T.zerosLike(x);
            Expr q = T.sigmoid(x);
            return T.log(q.pow(y).times(T.sub(1, q).pow(T.sub(1, y)))).negate();
        });
        form(
                "softplus",
                "-log(where(y, q, 1 - q))",
                x -> T.log(T.where(T.gt(x, 1e9), T.sigmoid(x), T.sub(1, T.sigmoid(x))))
                        .negate());
        form(
                "softplus",
                "the logistic loss, label -1",
                x -> T.log(
                        exp(T.cast(T.constant(-1), dtype(x)).times(x).negate()).plus(1)));
        form(
                "softplus",
                "maximum(x, 0) - x y + log1p(exp(-abs(x)))",
                x -> T.maximum(x, 0).minus(x.times(T.zerosLike(x))).plus(T.log1p(less(T.abs(x)))));

        form("tanh", "tanh(x)", T::tanh);
        form(
                "tanh",
                "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
                x -> exp(x).minus(less(x)).div(exp(x).plus(less(x))));
        form(
                "tanh",
                "(exp(2x) - 1) / (exp(2x) + 1)",
                x -> exp(x.times(2)).minus(1).div(exp(x.times(2)).plus(1)));
        form(
                "tanh",
                "(1 - exp(-2x)) / (1 + exp(-2x))",
                x -> T.sub(1, exp(x.times(-2))).div(exp(x.times(-2)).plus(1)));
        form("tanh", "2 sigmoid(2x) - 1", x -> T.sigmoid(x.times(2)).times(2).minus(1));

        form("exp", "exp(x)", T::exp);
        form("exp", "sigmoid(x) / (1 - sigmoid(x))", x -> T.sigmoid(x).div(T.sub(1, T.sigmoid(x))));
        form("expm1", "exp(x) - 1", x -> exp(x).minus(1));
        form("abs", "abs(log(exp(x)))", x -> T.abs(T.log(exp(x))));
        form("abs", "sqrt(sqr(x))", x -> T.sqrt(x.sqr()));
        form("abs", "sqrt(x * x)", x -> T.sqrt(x.times(x)));
        form("abs", "(x ** 2) ** 0.5", x -> x.pow(2).pow(0.5));
        form("log_cosh", "log(exp(x) + exp(-x))", x -> T.log(exp(x).plus(less(x))));
        form(
                "log_tanh_slope",
                "log(1 - tanh(x) ** 2)",
                x -> T.log(T.sub(1, T.tanh(x).pow(2))));
        form("log_softplus", "log(softplus(x))", x -> T.log(T.softplus(x)));
        form("log_softplus", "log(log(1 + exp(x)))", x -> T.log(T.log(exp(x).plus(1))));
        form("root_of_sigmoid", "sqrt(sigmoid(x))", x -> T.sqrt(T.sigmoid(x)));
        form("root_of_sigmoid", "sigmoid(x) ** 0.5", x -> T.sigmoid(x).pow(0.5));
        form("entropy", "-p log(p) - (1 - p) log(1 - p)", x -> {
            Expr p = T.sigmoid(x);
            return p.times(T.log(p)).plus(T.sub(1, p).times(T.log(T.sub(1, p)))).negate();
        });
        form(
                "focal",
                "-(1 - p) ** 2 log(p)",
                x -> T.sub(1, T.sigmoid(x)).pow(2).times(T.log(T.sigmoid(x))).negate());
        form(
                "root_focal",
                "-(1 - p) ** 0.5 log(p)",
                x -> T.sub(1, T.sigmoid(x)).pow(0.5).times(T.log(T.sigmoid(x))).negate());
        form("cloglog", "log(1 - exp(-exp(x)))", x -> T.log(T.sub(1, less(exp(x)))));

        form("logsumexp", "logsumexp(x)", T::logsumexp);
        form("logsumexp", "log(sum(exp(x)))", x -> T.log(T.sum(exp(x))));
        form(
                "logsumexp",
                "of three elements",
                x -> T.log(exp(x.get(0)).plus(exp(x.get(1))).plus(exp(x.get(2)))));
        form("logsumexp", "with the greatest taken off", x -> T.max(x).plus(T.log(T.sum(exp(x.minus(T.max(x)))))));
        form(
                "logsumexp",
                "log(mean(exp(x))) + log(3)",
                x -> T.log(T.mean(exp(x))).plus(Math.log(3)));
        form("nll", "-log(softmax(x))[1]", x -> T.log(T.softmax(x)).get(1).negate());
        form("nll", "-log(softmax(x)[1])", x -> T.log(T.softmax(x).get(1)).negate());
        form(
                "nll",
                "-log(exp(x) / sum(exp(x)))[1]",
                x -> T.log(exp(x).div(T.sum(exp(x)))).get(1).negate());
        form(
                "nll",
                "-sum(y log(softmax(x)))",
                x -> T.sum(label(x).times(T.log(T.softmax(x)))).negate());
        form(
                "nll",
                "-log(sum(y softmax(x)))",
                x -> T.log(T.sum(label(x).times(T.softmax(x)))).negate());
        form(
                "nll",
                "-log(dot(y, softmax(x)))",
                x -> T.log(T.dot(label(x), T.softmax(x))).negate());
        form(
                "nll",
                "-sum(log(softmax(x) ** y))",
                x -> T.sum(T.log(T.softmax(x).pow(label(x)))).negate());
        form(
                "nll",
                "-log of a part of a reshaped softmax",
                x -> T.log(T.softmax(x.reshape(1, 3)).reshape(3).get(1)).negate());
        form(
                "nll",
                "-log of a part of a transposed softmax",
                x -> T.log(T.softmax(x.reshape(1, 3)).T().get(1).get(0)).negate());
        form("nll", "-log of a softmax by hand, the greatest taken off", x -> {
            Expr e = exp(x.minus(T.max(x)));
            return T.log(e.div(T.sum(e))).get(1).negate();
        });
        form("two", "-log(p[0]) - 2 log(p[2])", x -> {
            Expr p = T.softmax(x);
            return T.log(p.get(0)).plus(T.log(p.get(2)).times(2)).negate();
        });
        form(
                "others",
                "log(1 - softmax(x)[0])",
                x -> T.log(T.sub(1, T.softmax(x).get(0))));
        form(
                "others",
                "log1p(-softmax(x))[0]",
                x -> T.log1p(T.softmax(x).negate()).get(0));
        form(
                "between",
                "log(sigmoid(x + 1) - sigmoid(x))",
                x -> T.log(T.sigmoid(x.plus(1)).minus(T.sigmoid(x))));
        form("first", "softmax(x)[0]", x -> T.softmax(x).get(0));
        form("norm", "sqrt(sum(sqr(x)))", x -> T.sqrt(T.sum(T.sqr(x))));
        form("norm", "sum(x ** 2) ** 0.5", x -> T.sum(x.pow(2)).pow(0.5));
        form("norm", "sqrt(dot(x, x))", x -> T.sqrt(T.dot(x, x)));
        form("norm", "sqrt(sum(x * x))", x -> T.sqrt(T.sum(x.times(x))));
        form("norm", "sqrt(a * a + b * b + c * c)", StableFormsTest::hypot);
        form("norm", "sqrt(mean(sqr(x)) * 3)", x -> T.sqrt(T.mean(T.sqr(x)).times(3)));
        form(
                "norm",
                "sqrt(sum(sqr(x)) / 4) * 2",
                x -> T.sqrt(T.sum(T.sqr(x)).div(4)).times(2));
        form("norm", "sqrt(maximum(sum(sqr(x)), 0))", x -> T.sqrt(T.maximum(T.sum(T.sqr(x)), 0)));
        form(
                "norm",
                "the norm of a row",
                x -> T.sqrt(T.sum(T.sqr(x.reshape(1, 3)), 1)).get(0));
        form("norm", "the norm of a row in a column", x -> {
            Expr norm = T.sqrt(T.sum(T.sqr(x.reshape(1, 3)), 1).keepDims());
            return T.sum(norm);
        });
        form(
                "norm",
                "the norm of a column of a transpose",
                x -> T.sum(T.sqrt(T.sum(T.sqr(x.reshape(1, 3).T()), 0))));
        form("norm", "the norm of norms", x -> T.sqrt(T.sum(T.sqr(T.sqrt(T.sum(T.sqr(x.reshape(1, 3)), 1))))));
        form("smooth", "sqrt(sum(sqr(x)) + 1)", x -> T.sqrt(T.sum(T.sqr(x)).plus(1)));
        form("smooth", "(1 + dot(x, x)) ** 0.5", x -> T.add(1, T.dot(x, x)).pow(0.5));
        form("unit", "dot(v, x / norm(x))", x -> T.dot(v(x), x.div(T.sqrt(T.sum(T.sqr(x))))));
        form("unit", "dot(v, x) / norm(x)", x -> T.dot(v(x), x).div(T.sqrt(T.dot(x, x))));
    }

    private static Expr hypot(Expr x) {
        Expr a = x.get(0);
        Expr b = x.get(1);
        Expr c = x.get(2);
        return T.sqrt(a.times(a).plus(b.times(b)).plus(c.times(c)));
    }

    private static Expr v(Expr like) {
        return T.cast(T.constant(new double[] {1, -2, 3}), dtype(like));
    }

    private static Expr crossEntropy(Expr x, Expr y) {
        Expr q = byHand(x);
        return y.times(T.log(q)).plus(T.sub(1, y).times(T.log(T.sub(1, q)))).negate();
    }

    private static String dtype(Expr x) {
        return x.type().dtype().toString();
    }

    private static Expr label(Expr like) {
        return T.cast(T.constant(LABEL), dtype(like));
    }

    /** One line of the right values. */
    private record Right(String function, double[] at, double[] values) {
        static Right of(String line) {
            String[] words = line.split(" ");
            return new Right(
                    words[0], numbers(words[1].split(",")), numbers(Arrays.copyOfRange(words, 2, words.length)));
        }

        /** Whether the arguments are normal numbers there. */
        boolean isInFloat32() {
            return Arrays.stream(at)
                    .allMatch(x -> x == 0 || Math.abs(x) <= Float.MAX_VALUE && Math.abs(x) >= Float.MIN_NORMAL);
        }

        private static double[] numbers(String[] words) {
            return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
        }
    }

    private static List<Right> right() {
        return new BufferedReader(new InputStreamReader(
                        StableFormsTest.class.getResourceAsStream("/stable.txt"), StandardCharsets.UTF_8))
                .lines()
                .map(Right::of)
                .toList();
    }

    @Test
    void every_function_has_a_spelling_and_every_spelling_values() {
        assertThat(right().stream().map(Right::function).distinct()).containsAll(FORMS.keySet());
        assertThat(FORMS.values().stream().mapToInt(Map::size).sum()).isGreaterThan(70);
    }

    @TestFactory
    Stream<DynamicTest> value_gradient_and_second_gradient_are_right() {
        List<Right> right = right();
        List<DynamicTest> tests = new ArrayList<>();
        for (boolean single : new boolean[] {false, true}) {
            FORMS.forEach((function, spellings) -> spellings.forEach((spelling, form) -> {
                String name = spelling + (single ? " in float32" : "");
                List<Right> cases =
                        right.stream().filter(r -> r.function.equals(function)).toList();
                tests.add(DynamicTest.dynamicTest(name, () -> check(name, form, cases, single)));
            }));
        }
        return tests.stream();
    }

    private static void check(String name, Function<Expr, Expr> form, List<Right> cases, boolean single) {
        boolean vector = cases.get(0).at.length > 1;
        Expr x = vector ? (single ? T.fvector("x") : T.dvector("x")) : (single ? T.fscalar("x") : T.dscalar("x"));
        Expr cost = form.apply(x);
        assertThat(cost.type().dtype()).isEqualTo(x.type().dtype());
        Expr gradient = T.grad(cost, x);
        Expr again = vector ? T.sum(gradient.times(v(x))) : gradient;
        List<Expr> all = List.of(cost, gradient, dependsOn(again, x) ? T.grad(again, x) : T.zerosLike(x));
        CompiledFunction f = function(inputs(x), outputs(all));
        for (Right r : cases) {
            if (single && !r.isInFloat32()) {
                continue;
            }
            Object at = vector ? (single ? floats(r.at) : r.at) : (single ? (Object) (float) r.at[0] : r.at[0]);
            double[] values = f.applyAll(new Object[] {at}).stream()
                    .flatMapToDouble(v -> Arrays.stream(
                            v.castTo(DataType.DOUBLE).reshape(v.length()).toDoubleVector()))
                    .toArray();
            assertThat(values).hasSizeGreaterThanOrEqualTo(r.values.length);
            for (int i = 0; i < r.values.length; i++) {
                double expected = single ? (float) r.values[i] : r.values[i];
                assertThat(isClose(values[i], expected, i, r, single))
                        .as("%s at %s, number %d: %s, right is %s", name, Arrays.toString(r.at), i, values[i], expected)
                        .isTrue();
            }
            if (!vector) { // eval and item use the same equations
                double item = gradient.item(Map.of(x, at));
                assertThat(item).isEqualTo(values[1]);
            }
        }
    }

    private static boolean dependsOn(Expr e, Expr x) {
        return arignote.expr.Graphs.contains(e, x);
    }

    /**
     * Within rounding of the numbers that make up the value: a difference of probabilities has their digits, and a
     * logarithm of a quotient those of its logarithms. What is made of norms has those of the greatest number of its kind,
     * of any size.
     */
    private static boolean isClose(double value, double expected, int number, Right r, boolean single) {
        double least = 0;
        double scale = Math.max(1e-3 * Arrays.stream(r.at).map(Math::abs).max().orElse(0), 1);
        double greatest = Math.max(Math.abs(expected), 1);
        if (NORMS.contains(r.function)) {
            int first = number == 0 ? 0 : number < 4 ? 1 : 4;
            double[] kind = Arrays.copyOfRange(r.values, first, number == 0 ? 1 : first + 3);
            greatest = Arrays.stream(kind).map(Math::abs).max().getAsDouble();
            least = 16 * (single ? Float.MIN_VALUE : Double.MIN_VALUE); // sums of subnormal numbers
            scale = 1;
        }
        double error = (single ? 0x1p-24 : 0x1p-53) * 32 * scale * greatest + least;
        boolean overflow = Double.isInfinite(expected); // no floating number is right
        return value == expected || Math.abs(value - expected) <= error || overflow;
    }

    private static float[] floats(double[] x) {
        float[] f = new float[x.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) x[i];
        }
        return f;
    }
}
