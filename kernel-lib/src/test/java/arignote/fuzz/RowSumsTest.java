package arignote.fuzz;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import arignote.compile.JavaFunction;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is added up along first axes has the bits of plain loops that go block by block, whatever computes it. */
class RowSumsTest {
    private static final List<Setting> SETTINGS = Stream.concat(
                    Setting.WHOLE.stream(), Stream.of(Setting.java(0, 2, false), Setting.java(256, 2, false)))
            .toList();
    private static final int GROUP = 32_768;
    private static final int SMALL_GROUP = 32;
    private static final List<Setting> SMALL_BLOCKS =
            List.of(Setting.java(0, 1, true), Setting.java(128, 2, true), Setting.java(512, 2, true));

    /** Rows, columns, the rows of a block, and the elements of a block where rows are short. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments(0, 50, 655, SETTINGS),
                arguments(1, 50, 655, SETTINGS),
                arguments(654, 50, 655, SETTINGS),
                arguments(655, 50, 655, SETTINGS),
                arguments(656, 50, 655, SETTINGS),
                arguments(5_000, 50, 655, SETTINGS),
                arguments(40_000, 3, 10_922, SETTINGS),
                arguments(32_769, 1, 32_768, SETTINGS),
                arguments(300, 784, 41, SETTINGS),
                arguments(33, 3_001, 32, SETTINGS),
                arguments(7, 40_000, 7, SETTINGS),
                arguments(101, 1_500, 1, SMALL_BLOCKS),
                arguments(101, 5_000, 1, SMALL_BLOCKS),
                arguments(101, 5, 6, SMALL_BLOCKS));
    }

    /** In blocks of so many rows, which begin anew with each group: the blocks of a group are added first, then the groups. */
    private static double[] folded(
            double[] x, int columns, int block, int group, double neutral, boolean single, DoubleBinaryOperator op) {
        double[] total = null;
        int rows = columns == 0 ? 0 : x.length / columns;
        for (int first = 0; first == 0 || first < rows; first += group) {
            int last = Math.min(rows, first + group);
            double[] sums = null;
            for (int from = first; from == first || from < last; from += block) {
                double[] part = new double[columns];
                Arrays.fill(part, neutral);
                for (int i = from; i < Math.min(last, from + block); i++) {
                    for (int j = 0; j < columns; j++) {
                        double v = op.applyAsDouble(part[j], x[i * columns + j]);
                        part[j] = single ? (float) v : v;
                    }
                }
                sums = both(sums, part, single, op);
            }
            total = both(total, sums, single, op);
        }
        return total;
    }

    private static double[] both(double[] a, double[] b, boolean single, DoubleBinaryOperator op) {
        double[] both = b.clone();
        for (int j = 0; a != null && j < b.length; j++) {
            double v = op.applyAsDouble(a[j], b[j]);
            both[j] = single ? (float) v : v;
        }
        return both;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void are_added_block_by_block(int rows, int columns, int block, List<Setting> settings) {
        int group = settings == SMALL_BLOCKS ? SMALL_GROUP : GROUP;
        double[] numbers = new Random(rows).doubles(rows * columns, -2, 2).toArray();
        if (rows > 3) {
            numbers[columns] = Double.NaN;
            numbers[numbers.length - 1] = -0.0;
        }
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            boolean single = dtype == DType.FLOAT32;
            HostArray x = HostArray.ofDoubles(dtype, new long[] {rows, columns}, numbers);
            double[] of = x.doubles();
            Map<String, double[]> expected = new LinkedHashMap<>();
            expected.put("sum", folded(of, columns, block, group, 0, single, Double::sum));
            expected.put("prod", folded(of, columns, block, group, 1, single, (a, b) -> a * b));
            if (rows > 0) {
                expected.put("mean", divided(expected.get("sum"), rows, single));
                expected.put("max", folded(of, columns, block, group, Double.NEGATIVE_INFINITY, single, Math::max));
                expected.put("min", folded(of, columns, block, group, Double.POSITIVE_INFINITY, single, Math::min));
            }
            same(x, expected, settings);
        }
    }

    private static double[] divided(double[] sums, int by, boolean single) {
        return Arrays.stream(sums)
                .map(v -> single ? (float) v / (float) by : v / by)
                .toArray();
    }

    private static final Map<String, Function<Expr, Expr>> REDUCTIONS = Map.of(
            "sum", x -> x.sum(0),
            "prod", x -> x.prod(0),
            "mean", x -> x.mean(0),
            "max", x -> x.max(0),
            "min", x -> x.min(0),
            "any", x -> x.any(0),
            "all", x -> x.all(0),
            "argmax", x -> x.argmax(0),
            "argmin", x -> x.argmin(0));

    private static void same(HostArray x, Map<String, double[]> expected, List<Setting> settings) {
        Expr m = Build.input("m", x.type());
        expected.forEach((name, numbers) -> {
            for (Setting s : settings) {
                CompiledFunction f = s.compile()
                        .apply(List.of(inputs(m), outputs(REDUCTIONS.get(name).apply(m))));
                double[] actual = Nd4jArrays.host(f.apply(Nd4jArrays.of(x))).doubles();
                assertThat(((JavaFunction) f).interpretedBecause()).isNull();
                assertThat(bits(actual))
                        .as(name + " of " + x.type() + " by " + s.name())
                        .isEqualTo(bits(numbers));
            }
        });
    }

    /** All NaN alike. */
    private static long[] bits(double[] numbers) {
        return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
    }

    @Test
    void of_whole_numbers_have_no_order() {
        int rows = 2_000;
        int columns = 50;
        long[] numbers = new Random(1).longs(rows * columns, -3, 4).toArray();
        for (DType dtype : List.of(DType.INT64, DType.INT32, DType.BOOL)) {
            HostArray x = HostArray.ofLongs(
                    dtype,
                    new long[] {rows, columns},
                    dtype == DType.BOOL
                            ? Arrays.stream(numbers).map(v -> v == 0 ? 0 : 1).toArray()
                            : numbers);
            double[] of = Arrays.stream(x.longs()).asDoubleStream().toArray();
            Map<String, double[]> expected = new LinkedHashMap<>();
            expected.put("sum", folded(of, columns, rows, GROUP, 0, false, Double::sum));
            expected.put("max", folded(of, columns, rows, GROUP, -9, false, Math::max));
            expected.put("min", folded(of, columns, rows, GROUP, 9, false, Math::min));
            expected.put("any", folded(of, columns, rows, GROUP, 0, false, (a, b) -> a != 0 || b != 0 ? 1 : 0));
            expected.put("all", folded(of, columns, rows, GROUP, 1, false, (a, b) -> a != 0 && b != 0 ? 1 : 0));
            same(x, expected, SETTINGS);
        }
    }

    @Test
    void the_first_of_equal_elements_and_the_first_nan_are_found() {
        int rows = 3_000;
        int columns = 30;
        double[] numbers =
                new Random(2).ints(rows * columns, 0, 5).asDoubleStream().toArray();
        for (int j = 0; j < columns; j += 3) {
            numbers[(rows - 1 - 7 * j) * columns + j] = Double.NaN;
            numbers[(rows - 1) * columns + j] = Double.NaN;
        }
        HostArray x = HostArray.ofDoubles(DType.FLOAT64, new long[] {rows, columns}, numbers);
        double[] greatest = new double[columns];
        double[] least = new double[columns];
        for (int j = 0; j < columns; j++) {
            for (int i = 1; i < rows; i++) {
                double v = numbers[i * columns + j];
                double max = numbers[(int) greatest[j] * columns + j];
                double min = numbers[(int) least[j] * columns + j];
                greatest[j] = v > max || (v != v && max == max) ? i : greatest[j];
                least[j] = v < min || (v != v && min == min) ? i : least[j];
            }
        }
        same(x, Map.of("argmax", greatest, "argmin", least), SETTINGS);
    }

    @Test
    void beside_other_sums_have_the_same_bits_everywhere() {
        int rows = 3_000;
        int columns = 40;
        Expr x = T.dmatrix("x");
        Expr w = T.dvector("w");
        Expr all = T.dtensor3("all");
        Expr error = T.sub(T.dot(x, w), 1);
        List<Expr> roots = List.of(
                T.sum(T.sqr(error)),
                T.grad(T.sum(T.sqr(error)), w),
                x.max(0),
                error,
                all.sum(0),
                T.exp(all).sum(0, 1),
                T.dot(T.transpose(x), x.get(":, :2")));
        Random rng = new Random(3);
        HostArray cube = HostArray.ofDoubles(
                DType.FLOAT64,
                new long[] {rows, 2, 20},
                rng.doubles(rows * columns).toArray());
        HostArray table = HostArray.ofDoubles(
                DType.FLOAT64,
                new long[] {rows, columns},
                rng.doubles(rows * columns).toArray());
        double[] weights = rng.doubles(columns).toArray();
        List<List<HostArray>> results = new ArrayList<>();
        for (Setting s : SETTINGS) {
            CompiledFunction f = s.compile().apply(List.of(inputs(x, w, all), outputs(roots)));
            results.add(f.applyAll(Nd4jArrays.of(table), weights, Nd4jArrays.of(cube)).stream()
                    .map(Nd4jArrays::host)
                    .toList());
        }
        for (int i = 1; i < results.size(); i++) {
            assertThat(results.get(i)).as(SETTINGS.get(i).name()).isEqualTo(results.get(0));
        }
    }
}
