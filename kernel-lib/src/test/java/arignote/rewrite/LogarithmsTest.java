package arignote.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.print.Printer;
import arignote.function.interpret.TensorOps;
import arignote.value.Tensor;
import arignote.value.Values;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each law of the logarithms of exponentials: what a logarithm becomes. */
class LogarithmsTest {
    private static final Expr X = T.vector("x");
    private static final Expr Y = T.vector("y");
    private static final Expr A = T.exp(X);
    private static final Expr B = T.exp(Y);

    private record Case(Expr argument, String logarithm) {}

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    private static void put(String law, Expr argument, String logarithm) {
        CASES.put(law, new Case(argument, logarithm));
    }

    static {
        put("log(exp(x)) = x", A, "x");
        put("log(sigmoid(x)) = -softplus(-x)", T.sigmoid(X), "(-softplus((-x)))");
        put(
                "log(softplus(x)) = x, far below 0",
                T.softplus(X),
                "where((x < -40), x, log(maximum(softplus(x), 1.0E-20)))");
        String rest = "where(((-exp(x)) > -0.6931471805599453), log((0 - expm1((-exp(x))))), "
                + "log1p((0 - exp((-exp(x))))))";
        put("log(-expm1(-a)) = log(a), far below 0", T.expm1(A.negate()).negate(), "where((x < -40), x, " + rest + ")");
        put("log(softmax(x)) = log_softmax(x)", T.softmax(X), "log_softmax(x)");
        put("log(a * b) = log(a) + log(b)", T.sigmoid(X).times(T.sigmoid(Y)), "((-softplus((-x))) - softplus((-y)))");
        put("log(a / b) = log(a) - log(b)", A.div(B), "(x - y)");
        put("log(sqr(a)) = log(a) * 2", A.sqr(), "(x * 2)");
        put("log(sqrt(a)) = log(a) * 0.5", T.sqrt(A), "(x * 0.5)");
        put("log(a ** c) = c * log(a)", A.pow(2.5), "(2.5 * x)");
        put("log(1 + a) = softplus(log(a))", A.plus(1), "softplus(x)");
        put(
                "log(a + b) = s + log(exp(log(a) - s) + exp(log(b) - s)), s the greater",
                A.plus(B),
                "(where((abs(floor(maximum(x, y))) == Infinity), 0, floor(maximum(x, y))) + log((exp((x - "
                        + "where((abs(floor(maximum(x, y))) == Infinity), 0, floor(maximum(x, y))))) + exp((y - "
                        + "where((abs(floor(maximum(x, y))) == Infinity), 0, floor(maximum(x, y))))))))");
        put("log(sum(a)) = logsumexp(log(a))", T.sum(A), "logsumexp(x)");
        put("log(mean(a)) = logsumexp(log(a)) - log(size(a))", T.mean(A), "(logsumexp(x) - log(size(x)))");
        put("log(max(a)) = max(log(a))", T.max(A), "max(x)");
        put("log(maximum(a, b)) = maximum(log(a), log(b))", T.maximum(A, B), "maximum(x, y)");
        put("log(where(c, a, b)) = where(c, log(a), log(b))", T.where(T.gt(X, Y), A, B), "where((x > y), x, y)");
        put("log(abs(a)) = log(a)", T.abs(A), "x");
        put("log(part of a) = part of log(a)", A.get(1), "x[1]");
    }

    @Test
    void every_law_has_its_case() {
        assertThat(Logarithms.LAWS)
                .extracting(Logarithms.Law::equation)
                .containsExactlyInAnyOrderElementsOf(CASES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> the_logarithm() {
        return CASES.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    Expr log = T.log(e.getValue().argument());
                    Expr after = Rewriter.rewrite(List.of(log)).get(0);
                    assertThat(Printer.print(after)).isEqualTo(e.getValue().logarithm());
                    assertThat(after.type()).isEqualTo(log.type());
                }));
    }

    @Test
    void what_cannot_overflow_is_left_beside_a_number() {
        Expr safe = T.log(T.sigmoid(X).plus(1e-8));
        assertThat(Rewriter.rewrite(List.of(safe)).get(0)).isSameAs(safe);
        Expr mixed = T.log(T.softmax(X).times(Y).plus(0.5));
        assertThat(Rewriter.rewrite(List.of(mixed)).get(0)).isSameAs(mixed);
    }

    @Test
    void a_thousand_exponentials_are_no_limit() {
        Expr sum = A;
        for (int i = 1; i < 1000; i++) {
            sum = sum.plus(T.exp(X.times(i)));
        }
        Expr log = Rewriter.rewrite(List.of(T.log(sum))).get(0);
        assertThat(log.eval(Map.of(X, new double[] {800})).getDouble(0)).isEqualTo(799_200.0);
    }

    /** A label that is a bool has no negative, and whole numbers overflow in their own products. */
    @TestFactory
    Stream<DynamicTest> weights_of_any_dtype() {
        Expr b = T.bvector("b");
        Expr i = T.ivector("i");
        Map<Expr, Object> weights = Map.of(b, new boolean[] {true}, i, new int[] {100_000});
        return weights.keySet().stream()
                .flatMap(u -> Stream.of(
                        T.log(u.times(A).plus(2.5).minus(u.times(T.softmax(X)))),
                        T.log(u.times(A).minus(u)),
                        T.log(T.sub(2, u.times(T.exp(X.minus(20))))),
                        T.log(u.times(A).times(u).plus(u.div(A))),
                        T.log(u.times(u).times(A).plus(T.exp(X.times(20)))),
                        T.log(A.times(1e10).plus(u.times(u).plus(u))),
                        T.log(T.sum(u.times(A).times(u).times(u)))))
                .map(e -> DynamicTest.dynamicTest(e.toString(), () -> {
                    Expr after = Rewriter.rewrite(List.of(e)).get(0);
                    assertThat(Printer.print(after)).isNotEqualTo(Printer.print(e));
                    assertThat(after.type()).isEqualTo(e.type());
                    assertThat(asWritten(after, weights)).isCloseTo(asWritten(e, weights), Offset.offset(1e-12));
                }));
    }

    /** The value without a law, x is 1.5. */
    private static double asWritten(Expr e, Map<Expr, Object> weights) {
        Map<Expr, Tensor> values = new HashMap<>();
        for (Expr part : Graphs.topological(List.of(e))) {
            List<Tensor> args = part.args().stream().map(values::get).toList();
            values.put(
                    part,
                    part == X
                            ? new Tensor(Values.host(new double[] {1.5}, "x"))
                            : weights.containsKey(part)
                                    ? new Tensor(Values.host(weights.get(part), "u"))
                                    : part.op() instanceof Op.Constant c
                                            ? new Tensor(c.value())
                                            : TensorOps.compute(part, args));
        }
        return values.get(e).host().doubleAt(0);
    }
}
