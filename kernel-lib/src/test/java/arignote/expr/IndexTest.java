package arignote.expr;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Indices of every kind, compared with NumPy, in functions of both modes; values in parts; gradients. */
class IndexTest {
    private static final INDArray NUMBERS = Nd4j.create(count(60), new long[] {3, 4, 5}, 'c');
    private static final INDArray MATRIX = Nd4j.create(count(12), new long[] {3, 4}, 'c');

    private static double[] count(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> i);
        return x;
    }

    private static long[] longs(String text) {
        return text.isBlank()
                ? new long[0]
                : Arrays.stream(text.trim().split(" +"))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    /** The function after a call, if no interpreter had a part in what was asked to be generated. */
    private static CompiledFunction generated(String mode, CompiledFunction f) {
        f.apply();
        if (mode.equals("java")) {
            assertThat(Functions.interpretedBecause(f)).isNull();
        }
        return f;
    }

    /** The same in both modes, of an input and of a shared variable. */
    private static void both(INDArray value, UnaryOperator<Expr> of, long[] shape, double... elements) {
        Expr x = Build.input("x", new TensorType(DType.FLOAT64, value.rank()));
        Shared s = shared(value, "s");
        for (String mode : List.of("java", "nd4j")) {
            for (INDArray result : List.of(
                    function(inputs(x), outputs(of.apply(x)), mode(mode)).apply(value),
                    generated(mode, function(outputs(of.apply(s)), mode(mode))).apply())) {
                assertThat(result.shape()).as(mode).isEqualTo(shape);
                assertThat(result.dup('c').reshape(-1).toDoubleVector())
                        .as(mode)
                        .isEqualTo(elements);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> texts_mean_what_they_mean_in_numpy() throws IOException {
        try (InputStream in = IndexTest.class.getResourceAsStream("indices.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            return lines.stream().map(line -> {
                String[] part = line.split("\\|", -1);
                return DynamicTest.dynamicTest(part[0], () -> {
                    double[] elements =
                            Arrays.stream(longs(part[2])).asDoubleStream().toArray();
                    if (elements.length > 0) {
                        both(NUMBERS, x -> x.get(part[0].trim()), longs(part[1]), elements);
                    } else {
                        Expr x = T.tensor3("x");
                        assertThat(function(inputs(x), outputs(T.shape(x.get(part[0].trim()))))
                                        .apply(NUMBERS)
                                        .toLongVector())
                                .isEqualTo(longs(part[1]));
                    }
                });
            });
        }
    }

    @Test
    void arrays_of_indices_follow_numpys_rules() {
        int[] rows = {2, 0, 2};
        both(MATRIX, x -> x.get(rows), new long[] {3, 4}, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11);
        both(MATRIX, x -> x.get((Object) new Integer[] {2, 0}), new long[] {2, 4}, 8, 9, 10, 11, 0, 1, 2, 3);
        both(MATRIX, x -> x.get(List.of(-1, 0)), new long[] {2, 4}, 8, 9, 10, 11, 0, 1, 2, 3);
        both(MATRIX, x -> x.get(":", new int[] {3, -4}), new long[] {3, 2}, 3, 0, 7, 4, 11, 8);
        both(MATRIX, x -> x.get(rows, new int[] {1, 2, 3}), new long[] {3}, 9, 2, 11);
        both(MATRIX, x -> x.get(new int[][] {{0}, {2}}, new int[] {1, 3}), new long[] {2, 2}, 1, 3, 9, 11);
        both(MATRIX, x -> x.get(new int[][] {{0, 1}, {2, 0}}, 1), new long[] {2, 2}, 1, 5, 9, 1);
        both(MATRIX, x -> x.get("::-1", new int[] {0, 1}), new long[] {3, 2}, 8, 9, 4, 5, 0, 1);
        both(MATRIX, x -> x.get(rows, "None, 1"), new long[] {3, 1}, 9, 1, 9);
        // x[0, :, [1, 2]] has the arrays' axis in front, x[:, 0, [1, 2]] behind the slice
        both(NUMBERS, x -> x.get(0, "1:3", new int[] {1, 2}), new long[] {2, 2}, 6, 11, 7, 12);
        both(NUMBERS, x -> x.get("1:3", 0, new int[] {1, 2}), new long[] {2, 2}, 21, 22, 41, 42);
        both(NUMBERS, x -> x.get("...", new int[] {4}).get("0, 0"), new long[] {1}, 4);
        assertThat(function(outputs(T.shape(T.constant(new double[] {1, 2}).get(new int[0]))))
                        .apply()
                        .toLongVector())
                .containsExactly(0);
    }

    @Test
    void masks_take_where_they_hold() {
        both(MATRIX, x -> x.get(T.gt(x, 9)), new long[] {2}, 10, 11);
        both(MATRIX, x -> x.get(new boolean[] {true, false, true}), new long[] {2, 4}, 0, 1, 2, 3, 8, 9, 10, 11);
        both(MATRIX, x -> x.get(new boolean[] {true, false, true}, 1), new long[] {2}, 1, 9);
        both(MATRIX, x -> x.get(":", T.lt(x.get(0), 2)), new long[] {3, 2}, 0, 1, 4, 5, 8, 9);
        both(MATRIX, x -> T.sum(x.get(T.gt(x, 9))).times(2), new long[0], 42);
        both(MATRIX, x -> T.nonzeroValues(x).get("-2:"), new long[] {2}, 10, 11);
        both(MATRIX, x -> T.flatnonzero(T.gt(x, 9)).times(1.0), new long[] {2}, 10, 11);
    }

    @Test
    void bounds_may_be_symbolic() {
        Expr x = T.matrix("x");
        Expr i = T.iscalar("i");
        Expr b = T.lscalar("b");
        for (String mode : List.of("java", "nd4j")) {
            CompiledFunction f = function(
                    inputs(x, i, b), outputs(x.get(slice(i.times(b), i.plus(1).times(b)))), mode(mode));
            assertThat(f.apply(MATRIX, 0, 2).toDoubleMatrix()).isEqualTo(new double[][] {{0, 1, 2, 3}, {4, 5, 6, 7}});
            assertThat(f.apply(MATRIX, 1, 2).toDoubleMatrix()).isEqualTo(new double[][] {{8, 9, 10, 11}});
            assertThat(f.apply(MATRIX, 0, 1).toDoubleMatrix()).isEqualTo(new double[][] {{0, 1, 2, 3}});
            CompiledFunction g = function(inputs(x, i), outputs(x.get(slice(null, i, 2), slice(i, null))), mode(mode));
            assertThat(g.apply(MATRIX, 3).toDoubleMatrix()).isEqualTo(new double[][] {{3}, {11}});
            assertThat(g.apply(MATRIX, -1).toDoubleMatrix()).isEqualTo(new double[][] {{3}});
            CompiledFunction minus =
                    function(inputs(x, i), outputs(x.get(slice(i, i.plus(1))).minus(x)), mode(mode));
            assertThat(minus.apply(MATRIX, 2).getRow(0).toDoubleVector()).containsExactly(8, 8, 8, 8);
        }
    }

    @Test
    void a_part_from_the_first_element_on_is_shorter_than_the_axis() {
        both(
                MATRIX,
                x -> {
                    Expr sine = T.sin(x); // has a place of its own, as two read it
                    return T.sum(sine.get(":-1, :3"), 0)
                            .times(0)
                            .plus(sine.get(":1").times(0).sum());
                },
                new long[] {3},
                0,
                0,
                0);
        both(MATRIX, x -> T.maximum(x.get(":, :3").times(2), 0), new long[] {3, 3}, 0, 2, 4, 8, 10, 12, 16, 18, 20);
        both(
                MATRIX,
                x -> T.exp(x.times(0)).get(":2, :2").plus(T.exp(x.times(0)).sum()),
                new long[] {2, 2},
                13,
                13,
                13,
                13);
    }

    @Test
    void what_is_joined_or_placed_may_be_empty() {
        Expr x = T.vector("x");
        Expr y = T.vector("y");
        Expr cost = T.sum(T.concatenate(List.of(x, y)).sqr()).plus(T.sum(x.get("2:")));
        CompiledFunction f = function(inputs(x, y), outputs(T.concatenate(List.of(x, y, x)), T.grad(cost, x)));
        for (double[][] call : new double[][][] {{{1, 2}, {3}}, {{}, {3}}, {{1, 2, 4}, {}}, {{}, {}}}) {
            List<INDArray> results = f.applyAll(call[0], call[1]);
            assertThat(Functions.interpretedBecause(f)).isNull();
            assertThat(results.get(0).length()).isEqualTo(2L * call[0].length + call[1].length);
            assertThat(results.get(1).length()).isEqualTo(call[0].length);
        }
        assertThat(f.applyAll(new double[] {1, 2, 4}, new double[0]).get(1).toDoubleVector())
                .containsExactly(2, 4, 9);
    }

    @Test
    void bounds_and_lengths_may_be_very_large() {
        both(MATRIX, x -> x.get("1:999999999999999999, :2"), new long[] {2, 2}, 4, 5, 8, 9);
        Expr n = T.lscalar("n");
        for (String mode : List.of("java", "nd4j")) {
            CompiledFunction f = function(inputs(n), outputs(T.zeros(n, n)), mode(mode));
            assertThat(f.apply(2).length()).isEqualTo(4);
            sentence(
                    () -> f.apply(100_000), "an array of 100000 x 100000 numbers is too large; at most 2147483647 fit");
        }
    }

    @Test
    void a_bound_may_be_computed_from_data() {
        Expr x = T.vector("x");
        Expr first = T.argmax(x);
        for (String mode : List.of("java", "nd4j")) {
            CompiledFunction f = function(inputs(x), outputs(x.get(slice(first, null)), T.zeros(first)), mode(mode));
            List<INDArray> results = f.applyAll((Object) new double[] {1, 7, 3});
            assertThat(results.get(0).toDoubleVector()).as(mode).containsExactly(7, 3);
            assertThat(results.get(1).toDoubleVector()).as(mode).containsExactly(0);
        }
    }

    @Test
    void parts_get_other_values() {
        both(MATRIX, x -> T.setSubtensor(x.get(0), 5).get(":2, :2"), new long[] {2, 2}, 5, 5, 4, 5);
        both(
                MATRIX,
                x -> T.incSubtensor(x.get("1:, ::2"), new double[] {10, 20}).get(1),
                new long[] {4},
                14,
                5,
                26,
                7);
        both(
                MATRIX,
                x -> T.setSubtensor(x.get("::-1, 1"), new double[] {7, 8, 9}).get(":, 1"),
                new long[] {3},
                9,
                8,
                7);
        both(MATRIX, x -> T.incSubtensor(x.get(new int[] {1, 1}), 1).get(":, 0"), new long[] {3}, 0, 6, 8);
        both(
                MATRIX,
                x -> T.setSubtensor(x.get(new int[] {1, 2}, new int[] {0, 3}), -1)
                        .get("1:"),
                new long[] {2, 4},
                -1,
                5,
                6,
                7,
                8,
                9,
                10,
                -1);
        both(MATRIX, x -> T.setSubtensor(x.get(T.gt(x, 9)), 0).get(2), new long[] {4}, 8, 9, 0, 0);
        both(MATRIX, x -> T.incSubtensor(x.get(":", new int[] {3, 0}), 100).get(0), new long[] {4}, 100, 1, 2, 103);
        both(MATRIX, x -> T.setSubtensor(x.T().get(0), 1).get(":, 0"), new long[] {4}, 1, 1, 2, 3);
        assertThatThrownBy(() -> T.setSubtensor(T.vector("v").times(2), 1))
                .hasMessage(
                        "setSubtensor changes a part of an array, as T.setSubtensor(x.get(0), 1), and (v * 2) is none");
    }

    @Test
    void elements_are_chosen() {
        Expr which = T.constant(new int[][] {{0, 1, 0, 1}, {1, 1, 0, 0}, {0, 0, 1, 1}});
        both(
                MATRIX,
                x -> T.choose(which, List.of(x, x.times(-1))),
                new long[] {3, 4},
                0,
                -1,
                2,
                -3,
                -4,
                -5,
                6,
                7,
                8,
                9,
                -10,
                -11);
        both(
                MATRIX,
                x -> T.compress(T.constant(new boolean[] {true, false, true}), x, 0)
                        .get(":, 0"),
                new long[] {2},
                0,
                8);
        both(MATRIX, x -> T.fillDiagonal(x, 7).get(":2, :2"), new long[] {2, 2}, 7, 1, 4, 7);
        both(MATRIX, x -> T.fillDiagonalOffset(x, -1, 1).get(0), new long[] {4}, 0, -1, 2, 3);
        both(
                MATRIX,
                x -> T.permuteRowElements(x, T.constant(new int[][] {{3, 2, 1, 0}, {0, 1, 2, 3}, {1, 0, 3, 2}}))
                        .get("::2"),
                new long[] {2, 4},
                3,
                2,
                1,
                0,
                9,
                8,
                11,
                10);
        Expr p = T.constant(new int[] {2, 0, 1});
        assertThat(T.inversePermutation(p).eval().toLongVector()).containsExactly(1, 2, 0);
        List<Expr> at = T.unravelIndex(T.constant(new int[] {22, 41, 37}), 7, 6);
        assertThat(at.get(0).eval().toLongVector()).containsExactly(3, 6, 6);
        assertThat(at.get(1).eval().toLongVector()).containsExactly(4, 5, 1);
        assertThat(T.ravelMultiIndex(at, 7, 6).eval().toLongVector()).containsExactly(22, 41, 37);
        assertThatThrownBy(() -> T.choose(T.ivector("w"), List.of(T.matrix("A"))))
                .hasMessage(
                        "choose takes whole numbers in the shape of the choices, but 'w' is an int32 vector and a choice"
                                + " has 2 axes");
    }

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @Test
    void what_is_no_index_gets_a_sentence() {
        Expr A = T.matrix("A");
        sentence(() -> A.get("1;3"), "\"1;3\" is no index of 'A': an index ends here, or a comma follows\n1;3\n ^");
        sentence(() -> A.get("1:x"), "\"1:x\" is no index of 'A': an index ends here, or a comma follows\n1:x\n  ^");
        sentence(() -> A.get("::0"), "\"::0\" is no index of 'A': a step is not 0\n::0\n  ^");
        sentence(
                () -> A.get("a"),
                "\"a\" is no index of 'A': a whole number, a slice such as 1:3, \"...\" or None is expected here\na\n^");
        sentence(() -> A.get("0, 1, 2"), "get has 3 indices, but 'A' is a float64 matrix with 2 axes");
        sentence(() -> A.get("..., ..."), "get of 'A' has two ellipses; one stands for all axes that are left");
        sentence(
                () -> A.get(new double[] {0.5}),
                "an array of indices holds whole numbers, but [0.5] is a float64 vector");
    }

    @Test
    void an_index_out_of_range_is_told_with_the_users_names() {
        Expr A = T.matrix("A");
        Expr v = T.ivector("v");
        for (String mode : List.of("java", "nd4j")) {
            CompiledFunction f = function(inputs(A, v), outputs(A.get(v).times(2)), mode(mode));
            sentence(
                    () -> f.apply(MATRIX, new int[] {0, 3}),
                    "index 3 is out of range in A[v]: 'A' has the shape [3, 4]");
        }
    }

    @Test
    void gradients_go_to_the_parts() {
        Expr x = T.matrix("x");
        Expr cost = T.sum(x.get("1:, ::2").times(2))
                .plus(T.sum(x.get(new int[] {0, 0}, new int[] {1, 1}).sqr()))
                .plus(T.sum(x.get(T.gt(x, 10))));
        for (String mode : List.of("java", "nd4j")) {
            CompiledFunction g = function(inputs(x), outputs(T.grad(cost, x)), mode(mode));
            assertThat(g.apply(MATRIX).toDoubleMatrix())
                    .isEqualTo(new double[][] {{0, 4, 0, 0}, {2, 0, 2, 0}, {2, 0, 2, 1}});
        }
    }
}
