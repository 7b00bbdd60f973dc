package arignote.function.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.RandomState;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.value.Shapes;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Large arrays, some of which ND4J computes, have the very bits that the operation's row says; special numbers too. */
class ElementwiseOpsTest {
    private static final int LARGE = Tensor.SMALL + 10;
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        2,
        0.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1e300,
        -1e300,
        1e-310,
        710,
        -746,
        1000,
        -1000
    };

    @TestFactory
    Stream<DynamicTest> large_arrays_have_the_rows_values() {
        return Arrays.stream(ScalarOp.values())
                .filter(op -> op.result() != ScalarOp.Result.CHOSEN && op.value() != null)
                .flatMap(op -> Stream.of(DType.FLOAT64, DType.FLOAT32)
                        .flatMap(dtype -> operands(op).stream()
                                .map(shapes -> DynamicTest.dynamicTest(
                                        op.label() + " " + dtype + " " + Arrays.deepToString(shapes),
                                        () -> check(op, dtype, shapes)))));
    }

    private static List<long[][]> operands(ScalarOp op) {
        long[] full = {LARGE};
        return op.arity() == 1
                ? List.of(new long[][] {full}, new long[][] {{2, LARGE}})
                : List.of(
                        new long[][] {full, full},
                        new long[][] {full, {}},
                        new long[][] {{}, full},
                        new long[][] {{2, LARGE}, {LARGE}},
                        new long[][] {{2, 1}, {1, LARGE}},
                        new long[][] {{1}, full});
    }

    private static void check(ScalarOp op, DType dtype, long[][] shapes) {
        RandomState rng = new RandomState(3);
        List<Expr> variables = new ArrayList<>();
        List<Tensor> values = new ArrayList<>();
        for (long[] shape : shapes) {
            int n = (int) Shapes.size(shape);
            double[] v = rng.normal(0, 2, n).reshape(n).toDoubleVector();
            if (n > SPECIAL.length) {
                System.arraycopy(SPECIAL, 0, v, values.size() * 7, SPECIAL.length);
            }
            values.add(new Tensor(HostArray.ofDoubles(dtype, shape, v)));
            variables.add(Build.input("x" + values.size(), new TensorType(dtype, shape.length)));
        }
        Expr e = Build.scalar(op, variables.toArray(Expr[]::new));
        long[] shape = TensorOps.shape(e, values.stream().map(Tensor::shape).toList());
        Tensor result = ElementwiseOps.compute(e, op, shape, values);
        assertThat(result.shape()).isEqualTo(shape);
        int[] first = Shapes.sources(shapes[0], shape);
        int[] second = shapes.length == 1 ? first : Shapes.sources(shapes[1], shape);
        for (int i = 0; i < result.size(); i++) {
            double a = values.get(0).host().doubleAt(first[i]);
            double b = shapes.length == 1 ? 0 : values.get(1).host().doubleAt(second[i]);
            double expected = op.value().at(a, b, 0);
            double found = result.host().doubleAt(i);
            if (dtype == DType.FLOAT32) {
                expected = (float) expected;
            }
            // the bits, but for those of a NaN
            assertThat(Double.doubleToLongBits(found) == Double.doubleToLongBits(expected))
                    .as("%s(%s, %s) = %s, the row says %s", op, a, b, found, expected)
                    .isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> whole_numbers_wrap_around_as_NumPys_do() {
        return Stream.of(DType.INT32, DType.INT64)
                .map(dtype -> DynamicTest.dynamicTest(dtype.toString(), () -> {
                    long max = dtype == DType.INT32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
                    Expr x = Build.input("x", new TensorType(dtype, 1));
                    Tensor one = new Tensor(HostArray.ofLongs(dtype, new long[] {2}, new long[] {max, 3}));
                    Tensor sum = TensorOps.compute(x.plus(x), List.of(one, one));
                    assertThat(sum.host().longs()).containsExactly(-2, 6);
                    assertThat(TensorOps.compute(x.div(x), List.of(one, one))
                                    .host()
                                    .doubles())
                            .containsExactly(1, 1);
                    Tensor negative = new Tensor(HostArray.ofLongs(dtype, new long[] {2}, new long[] {-7, 7}));
                    Tensor three = new Tensor(HostArray.ofLongs(dtype, new long[] {1}, new long[] {3}));
                    assertThat(TensorOps.compute(x.rem(x), List.of(negative, three))
                                    .host()
                                    .longs())
                            .as("the divisor's sign")
                            .containsExactly(2, 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> powers_are_Cs() {
        return Stream.of(new double[] {1, Double.NaN, 1}, new double[] {-1, Double.POSITIVE_INFINITY, 1})
                .map(c -> DynamicTest.dynamicTest(
                        Arrays.toString(c),
                        () -> assertThat(ScalarOp.POWER.value().at(c[0], c[1], 0))
                                .isCloseTo(c[2], Offset.offset(0.0))));
    }
}
