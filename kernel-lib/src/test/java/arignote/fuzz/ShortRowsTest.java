package arignote.fuzz;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import arignote.value.Nd4jArrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas that are computed on several short rows at once have the bits of plain loops, row by row and one by one. */
class ShortRowsTest {
    private static final List<Setting> SETTINGS = Stream.concat(
                    Setting.WHOLE.stream(), Stream.of(Setting.java(512, 2, false), Setting.java(256, 2, false)))
            .toList();
    private static final List<Setting> SMALL_BLOCKS =
            List.of(Setting.java(0, 1, true), Setting.java(128, 2, true), Setting.java(512, 2, true));

    /** Of a matrix and a row; each has formulas in a loop over rows with something else. */
    private static final Map<String, BiFunction<Expr, Expr, List<Expr>>> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("softmax", (x, b) -> List.of(T.softmax(x.plus(b))));
        PROGRAMS.put("log of softmax and its gradient", (x, b) -> {
            Expr cost = T.sum(T.logSoftmax(x.plus(b)).times(x));
            return List.of(cost, T.grad(cost, x), T.grad(cost, b));
        });
        PROGRAMS.put("rows of tanh and their sums", (x, b) -> {
            Expr h = T.tanh(x.plus(b));
            return List.of(h, h.sum(1), h.sum(0), h.mean(1).max(), T.sqr(h).sum());
        });
        PROGRAMS.put("a formula of a formula", (x, b) -> {
            Expr h = T.exp(T.tanh(x.times(b)).minus(x.max(1).dimshuffle(0, "x")));
            return List.of(h.sum(1), T.log(h).sum(0), h.max(1));
        });
        PROGRAMS.put("a number of each row", (x, b) -> {
            Expr scale = T.sqrt(T.sqr(x).sum(1)).plus(1).dimshuffle(0, "x");
            return List.of(
                    T.sigmoid(x.div(scale)).times(scale),
                    T.sin(x.plus(b).div(scale)).sum(0));
        });
        PROGRAMS.put(
                "places", (x, b) -> List.of(T.exp(x.plus(b)).argmax(1), T.exp(x).max(0)));
        PROGRAMS.put("bools", (x, b) -> {
            Expr isLarge = x.sum(1).gt(0).dimshuffle(0, "x");
            return List.of(T.where(isLarge, T.exp(x), T.tanh(x.plus(b))).sum(1));
        });
    }

    static Stream<String> programs() {
        return PROGRAMS.keySet().stream();
    }

    private static CompiledFunction made(Setting s, String program, DType dtype) {
        Expr x = Build.input("x", new TensorType(dtype, 2));
        Expr b = Build.input("b", new TensorType(dtype, 1));
        return s.compile()
                .apply(List.of(inputs(x, b), outputs(PROGRAMS.get(program).apply(x, b))));
    }

    private static HostArray random(DType dtype, Random rng, long... shape) {
        int length = (int) (shape.length == 1 ? shape[0] : shape[0] * shape[1]);
        double[] numbers = rng.doubles(length, -3, 3).toArray();
        for (int i = 5; i < length; i += 97) {
            numbers[i] = i % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
        }
        return HostArray.ofDoubles(dtype, shape, numbers);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void have_the_bits_of_one_row_after_the_other(String program) {
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            for (List<Setting> settings : List.of(SETTINGS, SMALL_BLOCKS)) {
                same(
                        settings,
                        settings.stream().map(s -> made(s, program, dtype)).toList(),
                        dtype);
            }
        }
    }

    private static void same(List<Setting> settings, List<CompiledFunction> functions, DType dtype) {
        Random rng = new Random(7);
        for (int columns : new int[] {1, 5, 8, 30, 33, 100, 128, 129, 300}) {
            for (int rows : new int[] {1, 2, 51, 257}) {
                HostArray x = random(dtype, rng, rows, columns);
                HostArray b = random(dtype, rng, columns);
                List<HostArray> expected = null;
                for (CompiledFunction f : functions) {
                    List<HostArray> results = f.applyAll(Nd4jArrays.of(x), Nd4jArrays.of(b)).stream()
                            .map(Nd4jArrays::host)
                            .toList();
                    expected = expected == null ? results : expected;
                    assertThat(results)
                            .as(
                                    "%d rows of %d by %s",
                                    rows,
                                    columns,
                                    settings.get(functions.indexOf(f)).name())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void are_taken_together_where_no_row_overwrites_what_another_needs(Way way) {
        Expr x = T.dmatrix("x");
        Expr b = T.dvector("b");
        CompiledFunction f = Setting.java(256, 1, false).compile().apply(List.of(inputs(x, b), outputs(way.of(x, b))));
        boolean together = f.source().text().contains("ShortRows");
        assertThat(together).isEqualTo(way.together);
    }

    /** Programs whose formulas are computed on several rows at once, or are not. */
    enum Way {
        SOFTMAX(true) {
            @Override
            List<Expr> of(Expr x, Expr b) {
                return List.of(T.softmax(x.plus(b)));
            }
        },
        TANH_WITH_SUMS(true) {
            @Override
            List<Expr> of(Expr x, Expr b) {
                Expr h = T.tanh(x.plus(b));
                return List.of(h, h.sum(1), h.sum(0));
            }
        },
        ONE_LOOP_OVER_ALL(false) {
            @Override
            List<Expr> of(Expr x, Expr b) {
                return List.of(T.tanh(x), T.tanh(b));
            }
        },
        A_WHOLE_NUMBER_OF_EACH_ROW(false) {
            @Override
            List<Expr> of(Expr x, Expr b) {
                Expr place = x.argmax(1).dimshuffle(0, "x");
                return List.of(T.exp(x.minus(x.max(1).dimshuffle(0, "x")))
                        .times(place)
                        .plus(b)
                        .sum(1));
            }
        };

        private final boolean together;

        Way(boolean together) {
            this.together = together;
        }

        abstract List<Expr> of(Expr x, Expr b);
    }
}
