package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions beside JAX 0.10.2, pooling beside plain loops: values, gradients, second gradients. The numbers are made by
 * {@code src/test/python/windows.py}; they are whole, so that sums in any order are the same.
 */
class WindowsTest {
    private static final Map<String, Map<String, double[]>> RIGHT = new LinkedHashMap<>();
    private static final Map<String, long[]> SHAPES = new LinkedHashMap<>();

    static {
        try (var in = new BufferedReader(
                new InputStreamReader(WindowsTest.class.getResourceAsStream("/windows.txt"), StandardCharsets.UTF_8))) {
            in.lines().forEach(line -> {
                String[] parts = line.split(" ");
                RIGHT.computeIfAbsent(parts[0], n -> new LinkedHashMap<>())
                        .put(
                                parts[1],
                                Arrays.stream(parts)
                                        .skip(3)
                                        .mapToDouble(Double::parseDouble)
                                        .toArray());
                SHAPES.put(parts[0] + " " + parts[1], shape(parts[2]));
            });
        } catch (java.io.IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static long[] shape(String text) {
        return Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
    }

    /** What windows.py makes, too. */
    private static INDArray pattern(String dtype, int factor, int modulus, long... shape) {
        INDArray made = Nd4j.create(org.nd4j.linalg.api.buffer.DataType.fromNumpy(dtype), shape);
        for (long i = 0; i < made.length(); i++) {
            made.putScalar(i, Math.floorMod(i * factor, modulus) - modulus / 2);
        }
        return made;
    }

    private static void same(String name, String what, INDArray found) {
        assertThat(found.shape()).as(what).isEqualTo(SHAPES.get(name + " " + what));
        double[] numbers = found.castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE)
                .dup('c')
                .reshape(found.length())
                .toDoubleVector();
        assertThat(numbers).as(what).containsExactly(RIGHT.get(name).get(what), offset(1e-6));
    }

    private record Options(Conv2d conv, String images, String filters) {}

    private static final Map<String, Options> CONVOLUTIONS = new LinkedHashMap<>();

    static {
        CONVOLUTIONS.put("valid", new Options(new Conv2d(), "2x2x5x4", "3x2x3x2"));
        CONVOLUTIONS.put("full", new Options(new Conv2d().borderMode("full"), "2x2x3x4", "2x2x2x3"));
        CONVOLUTIONS.put("half", new Options(new Conv2d().borderMode("half"), "1x2x4x5", "2x2x3x3"));
        CONVOLUTIONS.put(
                "half_even", new Options(new Conv2d().borderMode("half").filterFlip(false), "1x1x4x4", "1x1x2x2"));
        CONVOLUTIONS.put(
                "pads_strides", new Options(new Conv2d().borderMode(2, 1).subsample(2, 3), "2x1x6x5", "2x1x3x2"));
        CONVOLUTIONS.put(
                "dilated",
                new Options(
                        new Conv2d()
                                .borderMode(0, 1)
                                .subsample(1, 2)
                                .filterDilation(3, 2)
                                .filterFlip(false),
                        "1x2x7x6",
                        "2x2x2x3"));
        CONVOLUTIONS.put("groups", new Options(new Conv2d().numGroups(2), "2x4x4x3", "6x2x2x2"));
        CONVOLUTIONS.put(
                "uneven", new Options(new Conv2d().borderMode(2, 0, 0, 3).subsample(1, 2), "1x1x3x3", "1x1x2x2"));
    }

    @TestFactory
    Stream<DynamicTest> convolutions_with_two_gradients() {
        return CONVOLUTIONS.entrySet().stream()
                .flatMap(c -> Stream.of("float64", "float32")
                        .flatMap(dtype -> Stream.of("java", "nd4j")
                                .map(mode -> DynamicTest.dynamicTest(c.getKey() + ", " + dtype + ", " + mode, () -> {
                                    convolution(c.getKey(), c.getValue(), dtype, mode);
                                }))));
    }

    private static void convolution(String name, Options o, String dtype, String mode) {
        Expr x = T.cast(T.tensor4("x"), dtype);
        Expr w = T.cast(T.tensor4("w"), dtype);
        Expr y = T.conv2d(x, w, o.conv);
        Expr r = T.constant(pattern(dtype, 3, 5, SHAPES.get(name + " value")));
        List<Expr> by = T.grad(T.sum(y.times(r)), List.of(x, w));
        List<Expr> ofSquares = T.grad(T.sum(y.sqr().times(r)), List.of(x, w));
        Expr along = T.sum(ofSquares.get(0).times(T.constant(pattern(dtype, 2, 3, shape(o.images)))))
                .plus(T.sum(ofSquares.get(1).times(T.constant(pattern(dtype, 4, 9, shape(o.filters))))));
        List<Expr> second = T.grad(along, List.of(x, w));
        assertThat(y.type().dtype().toString()).isEqualTo(dtype);
        var f = function(
                inputs(
                        x.args().isEmpty() ? x : x.args().get(0),
                        w.args().isEmpty() ? w : w.args().get(0)),
                outputs(y, by.get(0), by.get(1), second.get(0), second.get(1)),
                mode(mode));
        List<INDArray> found =
                f.applyAll(pattern("float64", 7, 11, shape(o.images)), pattern("float64", 5, 7, shape(o.filters)));
        same(name, "value", found.get(0));
        same(name, "by_x", found.get(1));
        same(name, "by_w", found.get(2));
        same(name, "second_by_x", found.get(3));
        same(name, "second_by_w", found.get(4));
    }

    @Test
    void many_images_at_a_time_are_as_each_by_itself() {
        RandomState rng = new RandomState(7);
        Expr x = T.tensor4("x");
        Expr w = T.tensor4("w");
        for (Conv2d conv : List.of(
                new Conv2d(), new Conv2d().borderMode("half").subsample(2, 1).numGroups(2))) {
            Expr y = T.conv2d(x, w, conv);
            List<Expr> by = T.grad(T.sum(y.sqr()), List.of(x, w));
            var f = function(inputs(x, w), outputs(y, by.get(0), by.get(1)));
            INDArray images = rng.randn(70, 6, 20, 19);
            INDArray filters = rng.randn(8, 6 / conv.numGroups(), 5, 4);
            List<INDArray> all = f.applyAll(images, filters);
            INDArray sum = Nd4j.zerosLike(filters);
            for (int i = 0; i < 70; i++) {
                List<INDArray> one = f.applyAll(
                        images.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(i, i + 1))
                                .dup('c'),
                        filters);
                near(all.get(0).slice(i).dup('c'), one.get(0).slice(0).dup('c'));
                near(all.get(1).slice(i).dup('c'), one.get(1).slice(0).dup('c'));
                sum.addi(one.get(2));
            }
            near(all.get(2), sum);
        }
    }

    @Test
    void a_large_image_in_bands_is_as_its_parts() {
        // a row of outputs has 64 places, each with 700 elements under it: one row at a time
        RandomState rng = new RandomState(11);
        Expr x = T.tensor4("x");
        Expr w = T.tensor4("w");
        Conv2d conv = new Conv2d().borderMode(2, 0).subsample(2, 1).filterDilation(2, 1);
        Expr y = T.conv2d(x, w, conv);
        List<Expr> by = T.grad(T.sum(y.sqr()), List.of(x, w));
        var f = function(inputs(x, w), outputs(y, by.get(0), by.get(1)));
        INDArray image = rng.randn(1, 28, 40, 68);
        INDArray filters = rng.randn(3, 28, 5, 5);
        List<INDArray> all = f.applyAll(image, filters);
        // the same by its channels, which add up, each small enough to be done at once
        INDArray sum = Nd4j.zerosLike(all.get(0));
        for (int c = 0; c < 28; c++) {
            sum.addi(T.conv2d(x, w, conv).eval(Map.of(x, channel(image, c), w, channel(filters, c))));
        }
        near(all.get(0), sum);
        Expr g = T.constant(sum.mul(2));
        for (int c = 0; c < 28; c += 9) {
            Expr one = T.constant(channel(image, c));
            Expr filter = T.constant(channel(filters, c));
            near(
                    channel(all.get(1), c),
                    T.conv2dGradWrtInputs(g, filter, T.shape(one), conv).eval());
            near(
                    channel(all.get(2), c),
                    T.conv2dGradWrtWeights(one, g, T.shape(filter), conv).eval());
        }
    }

    private static INDArray channel(INDArray images, int c) {
        return images.get(
                        org.nd4j.linalg.indexing.NDArrayIndex.all(),
                        org.nd4j.linalg.indexing.NDArrayIndex.interval(c, c + 1))
                .dup('c');
    }

    private static void near(INDArray found, INDArray right) {
        double scale = right.norm2Number().doubleValue();
        assertThat(found.sub(right).norm2Number().doubleValue()).isLessThan(1e-14 * scale);
    }

    @Test
    void a_transpose_and_gradients_by_name() {
        // jax.vjp of the convolution: the same as by_x for the output's pattern
        Options o = CONVOLUTIONS.get("full");
        Expr w = T.constant(pattern("float64", 5, 7, shape(o.filters)));
        Expr r = T.constant(pattern("float64", 3, 5, SHAPES.get("full value")));
        same("full", "by_x", T.conv2dTranspose(r, w, o.conv).eval());
        same("full", "by_x", T.conv2dTranspose(r, w, 3, 4, o.conv).eval());
        Expr x = T.constant(pattern("float64", 7, 11, shape(o.images)));
        same("full", "by_x", T.conv2dGradWrtInputs(r, w, T.shape(x), o.conv).eval());
        same("full", "by_w", T.conv2dGradWrtWeights(x, r, T.shape(w), o.conv).eval());
        Expr v = T.tensor4("v");
        Expr grown = T.conv2dTranspose(v, w, new Conv2d().subsample(2, 2));
        INDArray at = pattern("float64", 3, 5, 1, 2, 3, 3);
        assertThat(grown.eval(Map.of(v, at)).shape()).containsExactly(1, 2, 6, 7);
        Expr larger = T.conv2dTranspose(v, w, 7, 8, new Conv2d().subsample(2, 2));
        assertThat(larger.eval(Map.of(v, at)).shape()).containsExactly(1, 2, 7, 8);
        T.verifyGrad(
                p -> T.conv2dTranspose(p.get(0), p.get(1), new Conv2d().subsample(2, 1)),
                List.of(at, pattern("float64", 5, 7, 2, 2, 2, 3)),
                new RandomState(1));
        assertThatThrownBy(() -> T.conv2dTranspose(v, w, 9, 9, new Conv2d().subsample(2, 2))
                        .eval(Map.of(v, at)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not come from images of the shape [1, 2, 9, 9]");
    }

    @Test
    void over_one_axis() {
        // numpy.convolve([1, 2, 3, 4, 5], [1, 10, 100]) is [1, 12, 123, 234, 345, 450, 500]
        Expr x = T.tensor3("x");
        Expr w = T.constant(new double[][][] {{{1, 10, 100}}});
        double[][][] at = {{{1, 2, 3, 4, 5}}};
        assertThat(value(T.conv1d(x, w), x, at)).containsExactly(123, 234, 345);
        assertThat(value(T.conv1d(x, w, new Conv2d().borderMode("full")), x, at))
                .containsExactly(1, 12, 123, 234, 345, 450, 500);
        assertThat(value(T.causalConv1d(x, w, 1, 1), x, at)).containsExactly(1, 12, 123, 234, 345);
        assertThat(value(T.causalConv1d(x, w, 1, 2), x, at)).containsExactly(1, 2, 13, 24, 135);
        assertThat(value(T.causalConv1d(x, w, 2, 1), x, at)).containsExactly(1, 123, 345);
        T.verifyGrad(p -> T.causalConv1d(p.get(0), p.get(1), 1, 2), List.of(at, w.eval()), new RandomState(1));
    }

    private static double[] value(Expr e, Expr x, Object at) {
        INDArray found = e.eval(Map.of(x, at));
        return found.reshape(found.length()).toDoubleVector();
    }

    @Test
    void each_channel_by_itself_and_then_joined() {
        Expr x = T.tensor4("x");
        double[][][][] at = {{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}};
        Expr each = T.constant(new double[][][][] {{{{1, 1}, {1, 1}}}, {{{0, 0}, {0, 1}}}});
        Expr join = T.constant(new double[][][][] {{{{1}}, {{10}}}, {{{1}}, {{-1}}}});
        // turned around, the second filter takes the corner above on the left
        assertThat(value(T.separableConv2d(x, each, join, 2, new Conv2d()), x, at))
                .containsExactly(60, 5);
    }

    private static final Map<String, Pool2d> POOLS = Map.of(
            "", new Pool2d(2, 3),
            "_overlap", new Pool2d(3, 2).stride(1, 2),
            "_padded", new Pool2d(3, 3).stride(2, 2).pad(1, 2),
            "_border", new Pool2d(2, 3).ignoreBorder(false),
            "_border_overlap", new Pool2d(3, 3).stride(2, 1).ignoreBorder(false));

    @TestFactory
    Stream<DynamicTest> pooling_with_two_gradients() {
        return RIGHT.keySet().stream()
                .filter(name -> name.matches("(max|sum|average).*"))
                .map(name -> {
                    String mode = name.replaceAll("(max|sum|average_inc_pad|average_exc_pad).*", "$1");
                    Pool2d pool = POOLS.get(name.substring(mode.length())).mode(mode);
                    return DynamicTest.dynamicTest(name, () -> {
                        long[] shape = SHAPES.get(name + " by_x");
                        Expr x = shape.length == 3 ? T.tensor3("x") : T.tensor4("x");
                        for (String dtype : List.of("float64", "float32")) {
                            Expr y = T.pool2d(T.cast(x, dtype), pool);
                            Expr r = T.constant(pattern(dtype, 3, 5, SHAPES.get(name + " value")));
                            var f = function(inputs(x), outputs(y, T.grad(T.sum(y.times(r)), x)));
                            List<INDArray> found = f.applyAll(pattern("float64", 7, 5, shape));
                            same(name, "value", found.get(0));
                            same(name, "by_x", found.get(1));
                        }
                        INDArray apart = new RandomState(2)
                                .permutation(Nd4j.linspace(org.nd4j.linalg.api.buffer.DataType.DOUBLE, -1, 0.07, (int)
                                        Arrays.stream(shape).reduce(1, (a, b) -> a * b)));
                        T.verifyGrad(
                                p -> {
                                    Expr in = p.get(0);
                                    return T.grad(T.sum(T.pool2d(in, pool).pow(3)), in);
                                },
                                List.of(apart.reshape(shape)),
                                new RandomState(3));
                    });
                });
    }

    @Test
    void the_greatest_in_their_places() {
        Expr x = T.matrix("x");
        double[][] at = {{1, 2, 5, 0}, {3, 3, -1, 4}};
        assertThat(value(T.maxPool2dSameSize(x, 2, 2), x, at)).containsExactly(0, 0, 5, 0, 3, 3, 0, 0);
        assertThat(value(T.pool2d(x, 2, 2), x, new double[][] {{1, Double.NaN}, {3, 3}}))
                .containsExactly(Double.NaN);
        assertThat(value(T.pool2d(T.cast(x, "int32"), 1, 2), x, at)).containsExactly(2, 5, 3, 4);
    }

    @Test
    void what_lies_under_windows() {
        Expr x = T.tensor4("x");
        INDArray at = Nd4j.arange(2 * 1 * 4 * 5).reshape(2, 1, 4, 5).castTo(org.nd4j.linalg.api.buffer.DataType.DOUBLE);
        Expr neibs = T.images2neibs(x, 2, 2);
        INDArray found = neibs.eval(Map.of(x, at));
        assertThat(found.shape()).containsExactly(8, 4);
        assertThat(found.getRow(1).toDoubleVector()).containsExactly(2, 3, 7, 8);
        assertThat(found.getRow(7).toDoubleVector()).containsExactly(32, 33, 37, 38);
        INDArray steps = T.images2neibs(x, 3, 2, 1, 3).eval(Map.of(x, at));
        assertThat(steps.shape()).containsExactly(8, 6);
        assertThat(steps.getRow(3).toDoubleVector()).containsExactly(8, 9, 13, 14, 18, 19);
        T.verifyGrad(p -> T.images2neibs(p.get(0), 2, 3, 1, 1).sqr(), List.of(at), new RandomState(1), 1e-5, 1e-6);
    }

    @Test
    void images_grow_by_straight_lines() {
        Expr x = T.matrix("x");
        // numpy.interp((numpy.arange(8) - 0) / 2, range(4), [0, 1, 2, 4]), and of 3: (numpy.arange(6) - 1) / 3
        double[][] one = {{0, 1, 2, 4}};
        assertThat(value(T.bilinearUpsampling(x, 2), x, one))
                .startsWith(0, 0.5, 1, 1.5, 2, 3, 4, 4)
                .endsWith(0, 0.5, 1, 1.5, 2, 3, 4, 4)
                .hasSize(16);
        assertThat(value(T.bilinearUpsampling(x, 3), x, new double[][] {{0, 3}, {6, 9}}))
                .containsExactly(
                        new double[] {
                            0, 0, 1, 2, 3, 3, 0, 0, 1, 2, 3, 3, 2, 2, 3, 4, 5, 5, 4, 4, 5, 6, 7, 7, 6, 6, 7, 8, 9, 9, 6,
                            6, 7, 8, 9, 9
                        },
                        offset(1e-14));
        T.verifyGrad(
                p -> T.grad(T.sum(T.bilinearUpsampling(p.get(0), 3).pow(3)), p.get(0)),
                Collections.singletonList(new double[][] {{0.5, 3, -1}, {2, 9, 1}}),
                new RandomState(1),
                1e-5,
                1e-6);
        assertThat(T.bilinearUpsampling(T.fmatrix("f"), 2).type().toString()).isEqualTo("float32 matrix");
    }

    @Test
    void empty_batches_stay_empty() {
        Expr x = T.tensor4("x");
        Expr w = T.tensor4("w");
        Expr y = T.conv2d(x, w);
        List<Expr> by = T.grad(T.sum(y), List.of(x, w));
        var f = function(inputs(x, w), outputs(y, by.get(0), by.get(1)));
        List<INDArray> found = f.applyAll(Nd4j.create(0, 1, 3, 3), new double[2][1][2][2]);
        assertThat(found.get(0).shape()).containsExactly(0, 2, 2, 2);
        assertThat(found.get(1).shape()).containsExactly(0, 1, 3, 3);
        assertThat(found.get(2)).isEqualTo(Nd4j.zeros(2, 1, 2, 2));
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        Expr x = T.tensor4("x");
        Expr w = T.tensor4("w");
        assertThatThrownBy(() -> T.conv2d(T.matrix("m"), w))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "conv2d takes floating tensors of four axes, (images, channels, rows, columns) and (filters,"
                                + " channels, rows, columns), but 'm' is a float64 matrix");
        assertThatThrownBy(() -> T.conv2d(x, w, "same"))
                .hasMessage("borderMode is \"valid\", \"full\", \"half\", or numbers of zeros, not \"same\"");
        assertThatThrownBy(() -> new Conv2d().subsample(0, 1))
                .hasMessage("subsample takes numbers from 1 on, not 0, 1");
        assertThatThrownBy(() -> new Conv2d().borderMode(-1, 0))
                .hasMessage("borderMode takes numbers of zeros, 0 or more, not -1 and 0");
        assertThatThrownBy(() -> new Pool2d(2, 2).pad(2, 0))
                .hasMessage("pad takes numbers from 0 on that are less than the window's 2, not 2");
        assertThatThrownBy(() -> new Pool2d(2, 2).mode("mean")).hasMessageEndingWith("not \"mean\"");
        var f = function(inputs(x, w), outputs(T.conv2d(x, w).name("features")));
        assertThatThrownBy(() -> f.apply(new double[1][2][3][3], new double[1][1][2][2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'features': images of the shape [1, 2, 3, 3] have 2 channels, and filters of the shape"
                        + " [1, 1, 2, 2] are for 1");
        assertThatThrownBy(() -> f.apply(new double[1][1][3][3], new double[1][1][2][5]))
                .hasMessage("the filters of 'features' cover 5 columns, but the images have 3; give larger images,"
                        + " smaller filters or another borderMode");
        Expr pooled = T.pool2d(x, 4, 4);
        assertThatThrownBy(() -> pooled.eval(Map.of(x, new double[1][1][3][3])))
                .hasMessageContaining("have 4 rows, but the images have 3");
    }
}
