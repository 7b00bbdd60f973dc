package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import arignote.eager.Variable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A call is refused for what any operation of the function refuses, as it was written: by compiled functions, by
 * interpreted ones and by eval, in the same sentence, whether or not the result needs the value.
 */
class RefusalsTest {
    private final Expr x = T.dvector("x");
    private final Expr y = T.dvector("y");
    private final Expr a = T.dmatrix("A");
    private final Expr b = T.dmatrix("B");
    private final Expr cube = T.dtensor3("C");
    private final Expr i = T.iscalar("i");
    private final Expr j = T.lscalar("j");
    private final Expr base = T.lvector("base");
    private final Expr exponent = T.lvector("e");
    private final Expr up = T.gt(T.sum(x), 0);

    private static final double[][] COLUMN = {{1}, {3}, {5}};
    private static final double[][] TABLE = {{1, 2}, {3, 4}, {5, 6}};
    private static final String DROPPED =
            "dimshuffle(A, 0) leaves out axis 1, which must have length 1, but 'A' has the shape [3, 2]";
    private static final String FAR = "index 3 is out of range in x[i]: 'x' has the shape [3]";
    private static final String NEGATIVE =
            "whole numbers to a negative power (2 ** -1) are no whole numbers; use a floating type";

    private record Row(String name, Expr root, Object[] fit, Object[] misfit, String sentence) {}

    private static Row row(String name, Expr root, Object[] fit, Object[] misfit, String sentence) {
        return new Row(name, root, fit, misfit, sentence);
    }

    private static Object[] call(Object... args) {
        return args;
    }

    private static double[] v(double... numbers) {
        return numbers;
    }

    private static long[] w(long... numbers) {
        return numbers;
    }

    private Row dropped(String name, Expr root) {
        return row(name, root, call((Object) COLUMN), call((Object) TABLE), DROPPED);
    }

    private Row far(String name, Expr root) {
        return row(name, root, call(v(1, 2, 3), 2), call(v(1, 2, 3), 3), FAR);
    }

    private List<Row> axes() {
        return List.of(
                dropped("an axis left out", a.dimshuffle(0)),
                dropped("left out, then summed", T.sum(a.dimshuffle(0))),
                dropped("left out of a sum of rows", a.dimshuffle(0).times(2).plus(T.mean(a))),
                dropped("the shape of what is left", T.shape(a.dimshuffle(0))),
                dropped("a gradient through it", T.grad(T.sum(T.exp(a.dimshuffle(0))), a)),
                row(
                        "the first axis",
                        a.dimshuffle(1),
                        call((Object) new double[][] {{1, 2}}),
                        call((Object) TABLE),
                        "dimshuffle(A, 1) leaves out axis 0, which must have length 1, but 'A' has the shape [3, 2]"),
                row(
                        "the only axis",
                        x.dimshuffle(),
                        call(v(7)),
                        call(v(7, 8)),
                        "dimshuffle(x, ) leaves out axis 0, which must have length 1, but 'x' has the shape [2]"),
                row(
                        "the middle one of three, the others exchanged",
                        cube.dimshuffle(2, 0),
                        call((Object) new double[2][1][3]),
                        call((Object) new double[2][4][3]),
                        "dimshuffle(C, 2, 0) leaves out axis 1, which must have length 1, but 'C' has the shape"
                                + " [2, 4, 3]"),
                row(
                        "of an empty array",
                        a.dimshuffle(1, "x"),
                        call((Object) new double[1][4]),
                        call((Object) new double[3][0]),
                        "dimshuffle(A, 1, 'x') leaves out axis 0, which must have length 1, but 'A' has the shape"
                                + " [3, 0]"),
                row(
                        "the column of a sum",
                        a.plus(b).dimshuffle(0),
                        call(COLUMN, COLUMN),
                        call(COLUMN, TABLE),
                        "dimshuffle((A + B), 0) leaves out axis 1, which must have length 1, but (A + B) has the shape"
                                + " [3, 2]"));
    }

    private List<Row> places() {
        Expr unused = i.plus(0);
        return List.of(
                far("a place too far", x.get(i)),
                far("in a larger formula", T.sum(T.sqr(x.minus(x.get(i))))),
                row(
                        "the gradient, which only puts a number there",
                        T.grad(x.get(i), x),
                        call(v(1, 2, 3), 2),
                        call(v(1, 2, 3), 3),
                        "index 3 is out of range in place(1, shape(x), [i]): 'x' has the shape [3]"),
                far("times nothing", T.sum(x).plus(x.get(i).times(0))),
                far("to the power of nothing", T.sum(x).plus(x.get(i).pow(0))),
                far("in the branch that is not taken", T.where(T.gt(T.sum(x), 1e9), x.get(i), T.sum(x))),
                far("in both branches", T.where(up, x.get(i), x.get(i))),
                row(
                        "too far from the end",
                        x.get(i),
                        call(v(1, 2, 3), -3),
                        call(v(1, 2, 3), -4),
                        "index -4 is out of range in x[i]: 'x' has the shape [3]"),
                row(
                        "a fixed place in a shorter array",
                        x.get(2),
                        call((Object) v(1, 2, 3)),
                        call((Object) v(1, 2)),
                        "index 2 is out of range in x[2]: 'x' has the shape [2]"),
                row(
                        "a fixed place from the end",
                        x.get(-2),
                        call((Object) v(1, 2)),
                        call((Object) v(1)),
                        "index -2 is out of range in x[-2]: 'x' has the shape [1]"),
                row(
                        "any place in nothing",
                        x.get(0),
                        call((Object) v(1)),
                        call((Object) v()),
                        "index 0 is out of range in x[0]: 'x' has the shape [0]"),
                row(
                        "the gradient at a fixed place",
                        T.grad(a.get(2).sum(), a),
                        call((Object) TABLE),
                        call((Object) new double[][] {{1, 2}, {3, 4}}),
                        "index 2 is out of range in A[2]: 'A' has the shape [2, 2]"),
                row(
                        "a row of which only the length is asked for",
                        T.shape(a.get(j)),
                        call(TABLE, 1L),
                        call(TABLE, 5L),
                        "index 5 is out of range in A[j]: 'A' has the shape [3, 2]"),
                row(
                        "the second of two places",
                        a.get(i, j),
                        call(TABLE, 2, 1L),
                        call(TABLE, 1, 2L),
                        "index 2 is out of range in A[i, j]: 'A' has the shape [3, 2]"),
                row(
                        "a place that is searched in a longer array",
                        x.get(T.argmax(y)),
                        call(v(1, 2), v(0, 9)),
                        call(v(1, 2), v(0, 1, 9)),
                        "index 2 is out of range in x[argmax(y)]: 'x' has the shape [2]"),
                row(
                        "a place that is searched in what was reshaped, to the power of nothing",
                        T.sum(T.exp(y))
                                .plus(x.get(T.argmax(T.exp(y).reshape(1, -1))).pow(0)),
                        call(v(0, 9), v(1, 2)),
                        call(v(0, 1, 9), v(1, 2)),
                        "index 2 is out of range in x[argmax(reshape(exp(y), [1, -1]))]: 'x' has the shape [2]"),
                row(
                        "a place counted in floating numbers",
                        x.get(T.cast(T.sum(y), "int64")),
                        call(v(1, 2), v(0.5, 0.6)),
                        call(v(1, 2), v(1, 1.5)),
                        "index 2 is out of range in x[int64(sum(y))]: 'x' has the shape [2]"),
                row(
                        "a place beyond all whole numbers of 32 bits",
                        x.get(j),
                        call(v(1, 2), 1L),
                        call(v(1, 2), Long.MIN_VALUE),
                        "index -9223372036854775808 is out of range in x[j]: 'x' has the shape [2]"),
                row(
                        "a number beside nothing",
                        x.get(unused).plus(y),
                        call(v(1, 2), 1, v(1)),
                        call(v(1, 2), 2, v()),
                        "index 2 is out of range in x[(i + 0)]: 'x' has the shape [2]"));
    }

    private List<Row> shapes() {
        String xy = "shapes do not match in (x + y): 'x' has the shape [2] and 'y' has the shape [3]";
        return List.of(
                row("a sum", x.plus(y), call(v(1, 2), v(3, 4)), call(v(1, 2), v(3, 4, 5)), xy),
                row("the shape of a sum", T.shape(x.plus(y)), call(v(1, 2), v(3, 4)), call(v(1, 2), v(3, 4, 5)), xy),
                row("ones in its shape", x.plus(y).pow(0), call(v(1, 2), v(3, 4)), call(v(1, 2), v(3, 4, 5)), xy),
                row("times nothing", T.sum(x.plus(y)).times(0), call(v(1, 2), v(3)), call(v(1, 2), v(3, 4, 5)), xy),
                row(
                        "a choice of which one branch is too long",
                        T.where(T.gt(x, 0), x, y),
                        call(v(1, 2), v(3, 4)),
                        call(v(1, 2), v(3, 4, 5)),
                        "shapes do not match in where((x > 0), x, y): (x > 0) has the shape [2] and 'y' has the shape"
                                + " [3]"),
                row(
                        "a product of matrices",
                        T.dot(a, b),
                        call(TABLE, new double[2][4]),
                        call(TABLE, new double[3][4]),
                        "shapes do not match in dot(A, B): 'A' has the shape [3, 2] and 'B' has the shape [3, 4]; axis 1"
                                + " of the first and axis 0 of the second must have the same length"),
                row(
                        "the number of elements of a product",
                        T.shape(T.dot(a, b)),
                        call(TABLE, new double[2][4]),
                        call(TABLE, new double[1][4]),
                        "shapes do not match in dot(A, B): 'A' has the shape [3, 2] and 'B' has the shape [1, 4]; axis 1"
                                + " of the first and axis 0 of the second must have the same length"),
                row(
                        "a product with a transposed matrix, as it was written",
                        T.dot(a.T(), b),
                        call(TABLE, new double[3][4]),
                        call(TABLE, new double[2][4]),
                        "shapes do not match in dot(A.T, B): A.T has the shape [2, 3] and 'B' has the shape [2, 4];"
                                + " axis 1 of the first and axis 0 of the second must have the same length"),
                row(
                        "rows that do not come out even",
                        a.reshape(4, -1),
                        call((Object) new double[2][4]),
                        call((Object) TABLE),
                        "cannot reshape: 'A' has the shape [3, 2], which is 6 elements, and [4, -1] is asked for"),
                row(
                        "too many elements, of which only the number of axes is asked for",
                        T.shape(x.reshape(2, 2)),
                        call((Object) v(1, 2, 3, 4)),
                        call((Object) v(1, 2, 3, 4, 5)),
                        "cannot reshape: 'x' has the shape [5], which is 5 elements, and [2, 2] is asked for"),
                row(
                        "the greatest of nothing",
                        T.max(x),
                        call((Object) v(1, 2)),
                        call((Object) v()),
                        "there is no max of no elements: 'x' has the shape [0], in max(x)"),
                row(
                        "the place of the least of each empty row",
                        T.argmin(a, 1),
                        call((Object) TABLE),
                        call((Object) new double[2][0]),
                        "there is no argmin of no elements: 'A' has the shape [2, 0], in argmin(A, 1)"),
                row(
                        "the length of the greatest of each empty row",
                        T.shape(T.max(a, 1)),
                        call((Object) TABLE),
                        call((Object) new double[2][0]),
                        "there is no max of no elements: 'A' has the shape [2, 0], in max(A, 1)"));
    }

    private List<Row> powers() {
        Object[] fit = call(w(2, 3), w(0, 5));
        Object[] misfit = call(w(3, 2), w(1, -1));
        Expr power = base.pow(exponent);
        return List.of(
                row("a negative power", power, fit, misfit, NEGATIVE),
                row("its shape", T.shape(power), fit, misfit, NEGATIVE),
                row("times nothing", T.sum(power.times(0)), fit, misfit, NEGATIVE),
                row("not chosen", T.where(T.gt(base, 100), power, base), fit, misfit, NEGATIVE),
                row("to the power of nothing", power.pow(0), fit, misfit, NEGATIVE),
                row("a fixed negative power", base.pow(-1), call((Object) w()), call((Object) w(2)), NEGATIVE));
    }

    @TestFactory
    Stream<DynamicTest> every_way_refuses_in_the_same_sentence() {
        return Stream.of(axes(), places(), shapes(), powers())
                .flatMap(List::stream)
                .map(r -> DynamicTest.dynamicTest(r.name, () -> refuses(r)));
    }

    private static void refuses(Row r) {
        List<Expr> leaves = arignote.expr.Graphs.inputs(List.of(r.root));
        Map<Expr, Object> brought = new IdentityHashMap<>();
        for (int k = 0; k < leaves.size(); k++) {
            brought.put(leaves.get(k), r.misfit[k]);
        }
        assertThat(catchThrowable(() -> r.root.eval(brought))).hasMessage(r.sentence);
        Shared count = shared(0, "count");
        for (String mode : List.of("java", "nd4j")) {
            CompiledFunction f = function(
                    inputs(leaves.toArray(Expr[]::new)), outputs(r.root), update(count, count.plus(1)), mode(mode));
            Object before = f.apply(r.fit);
            count.setValue(0);
            for (int again = 0; again < 2; again++) {
                assertThat(catchThrowable(() -> f.apply(r.misfit))).as(mode).hasMessage(r.sentence);
            }
            assertThat(count.item()).as(mode).isZero();
            assertThat(f.apply(r.fit)).as(mode).isEqualTo(before);
            // a function that meets the misfit first
            assertThat(catchThrowable(() -> f.copy().apply(r.misfit))).as(mode).hasMessage(r.sentence);
        }
    }

    @Test
    void whichever_way_arguments_come() {
        CompiledFunction product = function(inputs(x, y), outputs(T.sum(x.times(y))));
        String sentence = "shapes do not match in (x * y): 'x' has the shape [2] and 'y' has the shape [3]";
        assertThatThrownBy(() -> product.applyAsDouble(v(1, 2), v(1, 2, 3))).hasMessage(sentence);
        assertThatThrownBy(() ->
                        product.applyAsDouble(Nd4j.createFromArray(1.0, 2.0), Nd4j.createFromArray(1.0, 2.0, 3.0)))
                .hasMessage(sentence);
        assertThatThrownBy(() -> product.applyAll(v(1, 2), List.of(1, 2, 3))).hasMessage(sentence);
        assertThat(product.applyAsDouble(v(1, 2), v(3, 4))).isEqualTo(11);
    }

    @Test
    void a_shared_variable_that_no_longer_fits() {
        Shared weights = shared(new double[] {1, 2}, "weights");
        CompiledFunction step = function(
                inputs(x),
                outputs(T.dot(x, weights)),
                update(weights, weights.minus(T.grad(T.dot(x, weights), weights))));
        assertThat(step.applyAsDouble((Object) v(3, 4))).isEqualTo(11);
        weights.setValue(v(1, 2, 3));
        assertThatThrownBy(() -> step.apply((Object) v(3, 4)))
                .hasMessageStartingWith(
                        "shapes do not match in dot(x, weights): 'x' has the shape [2] and 'weights' has");
        assertThat(weights.getValue().toDoubleVector()).containsExactly(1, 2, 3);
        Shared column = shared(COLUMN, "column");
        CompiledFunction flat = function(outputs(column.dimshuffle(0)));
        assertThat(flat.apply().toDoubleVector()).containsExactly(1, 3, 5);
        column.setValue(TABLE);
        assertThatThrownBy(flat::apply).hasMessageStartingWith("dimshuffle(column, 0) leaves out axis 1");
    }

    @Test
    void what_a_function_tells_of_itself_after_a_refusal() {
        CompiledFunction f = function(inputs(x, i), outputs(T.sum(x).times(x.get(i))));
        assertThat(f.applyAsDouble(v(1, 2), 1)).isEqualTo(6);
        String source = f.source().text();
        assertThatThrownBy(() -> f.apply(v(1, 2), 2)).hasMessageContaining("out of range");
        assertThat(f.source().text()).isEqualTo(source);
        assertThat(f.explain().stringColumn("by").asList()).allMatch(by -> by.startsWith("Java"));
        assertThatThrownBy(() -> Arignote.profile(f)).hasMessageContaining("call it once first");
        assertThatThrownBy(() -> f.apply("no numbers", 1)).hasMessageContaining("'x'");
        assertThat(f.applyAsDouble(v(1, 2), -1)).isEqualTo(6);
    }

    @Test
    void eager_variables_refuse_in_the_same_sentence() {
        Variable whole = Variable.of(w(2, 2));
        Variable power = whole.pow(Variable.of(w(1, -1)));
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(power::data)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage(NEGATIVE);
        }
        assertThat(whole.pow(Variable.of(w(3, 0))).data().toLongVector()).containsExactly(8, 1);
    }

    @Test
    void what_nobody_refuses() {
        Expr k = T.lvector("k");
        double[][] none = new double[2][0];
        for (String mode : List.of("java", "nd4j")) {
            assertThat(function(inputs(k), outputs(k.rem(T.constant(0))), mode(mode))
                            .apply((Object) w(5, -5))
                            .toLongVector())
                    .containsExactly(0, 0);
            var rows = function(inputs(a), outputs(T.mean(a, 1), T.logsumexp(a, 1)), mode(mode))
                    .applyAll((Object) none);
            assertThat(rows.get(0).toDoubleVector()).containsExactly(Double.NaN, Double.NaN);
            assertThat(rows.get(1).toDoubleVector())
                    .containsExactly(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
            assertThat(function(inputs(a), outputs(T.softmax(a)), mode(mode))
                            .apply((Object) none)
                            .shape())
                    .containsExactly(2, 0);
            assertThat(function(inputs(a), outputs(T.max(a, 0)), mode(mode))
                            .apply((Object) none)
                            .shape())
                    .containsExactly(0);
            assertThat(function(inputs(k), outputs(k.pow(0)), mode(mode))
                            .apply((Object) w(5, -5))
                            .toLongVector())
                    .containsExactly(1, 1);
        }
    }
}
