package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Convolutions and pooling over three axes beside plain loops over all places and all elements; their gradients, too. */
class Windows3dTest {
    private final Expr x = T.tensor5("x");
    private final Expr w = T.tensor5("w");

    private record Options(Conv3d conv, long[] images, long[] filters) {}

    private static final Map<String, Options> CONVOLUTIONS = new LinkedHashMap<>();

    private static long[] shape(long... lengths) {
        return lengths;
    }

    static {
        CONVOLUTIONS.put("valid", new Options(new Conv3d(), shape(2, 2, 4, 5, 4), shape(3, 2, 2, 3, 2)));
        CONVOLUTIONS.put(
                "full", new Options(new Conv3d().borderMode("full"), shape(1, 2, 2, 3, 4), shape(2, 2, 2, 2, 3)));
        CONVOLUTIONS.put(
                "half", new Options(new Conv3d().borderMode("half"), shape(2, 1, 3, 4, 5), shape(2, 1, 3, 1, 3)));
        CONVOLUTIONS.put(
                "pads, strides",
                new Options(
                        new Conv3d().borderMode(2, 0, 1).subsample(2, 1, 3),
                        shape(2, 1, 5, 3, 6),
                        shape(2, 1, 3, 2, 2)));
        CONVOLUTIONS.put(
                "dilated, as it is",
                new Options(
                        new Conv3d()
                                .borderMode(1, 2, 0)
                                .subsample(1, 2, 2)
                                .filterDilation(2, 3, 2)
                                .filterFlip(false),
                        shape(1, 2, 4, 5, 6),
                        shape(2, 2, 2, 2, 3)));
        CONVOLUTIONS.put(
                "groups",
                new Options(new Conv3d().numGroups(2).subsample(2, 2, 1), shape(2, 4, 3, 4, 3), shape(6, 2, 2, 2, 2)));
    }

    /** Whole numbers without an order, so that sums in any order are the same. */
    private static INDArray pattern(int factor, int modulus, long... shape) {
        INDArray made = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < made.length(); i++) {
            made.putScalar(i, Math.floorMod(i * factor, modulus) - modulus / 2);
        }
        return made;
    }

    /** Adds at one place of the output the product of one element of the image and one of the filter. */
    private interface Product {
        void at(int[] output, int[] image, int[] filter);
    }

    /** All products that a convolution adds up, from its definition. */
    private static void products(Options o, long[] out, Product product) {
        Conv3d c = o.conv;
        int filters = (int) (o.filters[0] / c.numGroups());
        for (int[] y : places(out)) {
            for (int[] f : places(shape(o.filters[1], o.filters[2], o.filters[3], o.filters[4]))) {
                int[] image = {y[0], y[1] / filters * (int) o.filters[1] + f[0], 0, 0, 0};
                int[] filter = {y[1], f[0], 0, 0, 0};
                boolean inside = true;
                for (int a = 0; a < 3; a++) {
                    int length = (int) o.filters[2 + a];
                    int covers = (length - 1) * c.filterDilation().get(a) + 1;
                    int before = c.border().get(a).before(covers);
                    image[2 + a] = y[2 + a] * c.subsample().get(a)
                            + f[1 + a] * c.filterDilation().get(a)
                            - before;
                    filter[2 + a] = c.filterFlip() ? length - 1 - f[1 + a] : f[1 + a];
                    inside &= image[2 + a] >= 0 && image[2 + a] < o.images[2 + a];
                }
                if (inside) {
                    product.at(y, image, filter);
                }
            }
        }
    }

    /** All indices of an array of such a shape, row by row. */
    private static List<int[]> places(long[] shape) {
        List<int[]> all = List.of(new int[0]);
        for (long n : shape) {
            List<int[]> longer = new ArrayList<>();
            for (int[] before : all) {
                for (int i = 0; i < n; i++) {
                    int[] place = Arrays.copyOf(before, before.length + 1);
                    place[before.length] = i;
                    longer.add(place);
                }
            }
            all = longer;
        }
        return all;
    }

    private static void add(INDArray to, int[] at, double value) {
        to.putScalar(at, to.getDouble(at) + value);
    }

    @TestFactory
    Stream<DynamicTest> convolutions_and_their_gradients() {
        return CONVOLUTIONS.entrySet().stream()
                .flatMap(c -> Stream.of("float64", "float32")
                        .flatMap(dtype -> Stream.of("java", "nd4j")
                                .map(mode -> DynamicTest.dynamicTest(
                                        c.getKey() + ", " + dtype + ", " + mode,
                                        () -> convolution(c.getValue(), dtype, mode)))));
    }

    private void convolution(Options o, String dtype, String mode) {
        Expr y = T.conv3d(T.cast(x, dtype), T.cast(w, dtype), o.conv);
        Expr r = T.tensor5("r");
        List<Expr> by = T.grad(T.sum(y.times(r)), List.of(x, w));
        INDArray images = pattern(7, 11, o.images);
        INDArray filters = pattern(5, 7, o.filters);
        var values = function(inputs(x, w), outputs(y), mode(mode));
        INDArray found = values.apply(images, filters);
        assertThat(y.type().dtype().toString()).isEqualTo(dtype);
        INDArray weights = pattern(3, 5, found.shape());
        INDArray value = Nd4j.zeros(DataType.DOUBLE, found.shape());
        INDArray byImages = Nd4j.zeros(DataType.DOUBLE, o.images);
        INDArray byFilters = Nd4j.zeros(DataType.DOUBLE, o.filters);
        products(o, found.shape(), (at, image, filter) -> {
            add(value, at, images.getDouble(image) * filters.getDouble(filter));
            add(byImages, image, weights.getDouble(at) * filters.getDouble(filter));
            add(byFilters, filter, weights.getDouble(at) * images.getDouble(image));
        });
        assertThat(found.castTo(DataType.DOUBLE)).isEqualTo(value);
        List<INDArray> slopes =
                function(inputs(x, w, r), outputs(by), mode(mode)).applyAll(images, filters, weights);
        assertThat(slopes.get(0).castTo(DataType.DOUBLE)).isEqualTo(byImages);
        assertThat(slopes.get(1).castTo(DataType.DOUBLE)).isEqualTo(byFilters);
    }

    @Test
    void second_gradients_are_those_of_differences() {
        for (Options o : CONVOLUTIONS.values()) {
            T.verifyGrad(
                    p -> {
                        List<Expr> by = T.grad(
                                T.sum(T.conv3d(p.get(0), p.get(1), o.conv).sqr()), p);
                        return T.sum(by.get(0).sqr()).plus(T.sum(by.get(1)));
                    },
                    List.of(
                            pattern(7, 11, o.images).mul(0.1),
                            pattern(5, 7, o.filters).mul(0.1)),
                    new RandomState(1),
                    1e-5,
                    1e-4);
        }
    }

    @Test
    void large_images_in_blocks_are_as_two_axes_have_them() {
        // one plane of the filters at a time is a convolution over two axes
        RandomState rng = new RandomState(5);
        INDArray images = rng.randn(3, 9, 6, 21, 40);
        INDArray filters = rng.randn(4, 9, 2, 5, 4);
        INDArray all = T.conv3d(x, w).eval(Map.of(x, images, w, filters));
        assertThat(all.shape()).containsExactly(3, 4, 5, 17, 37);
        Expr plane = T.conv2d(x.get(":, :, 3"), w.get(":, :, 1")).plus(T.conv2d(x.get(":, :, 4"), w.get(":, :, 0")));
        INDArray third = plane.eval(Map.of(x, images, w, filters));
        INDArray found = T.constant(all).get(":, :, 3").eval();
        assertThat(found.sub(third).norm2Number().doubleValue())
                .isLessThan(1e-14 * third.norm2Number().doubleValue());
    }

    @Test
    void a_transpose_gradients_by_name_and_separate_channels() {
        Options o = CONVOLUTIONS.get("full");
        Expr images = T.constant(pattern(7, 11, o.images)), filters = T.constant(pattern(5, 7, o.filters));
        Expr y = T.conv3d(images, filters, "full");
        Expr r = T.constant(pattern(3, 5, y.eval().shape()));
        List<Expr> by = T.grad(T.sum(T.conv3d(x, w, o.conv).times(r)), List.of(x, w));
        Map<Expr, Object> at = Map.of(x, images.eval(), w, filters.eval());
        INDArray byImages = by.get(0).eval(at);
        assertThat(T.conv3dTranspose(r, filters, o.conv).eval()).isEqualTo(byImages);
        long[] size = byImages.shape();
        assertThat(T.conv3dTranspose(r, filters, (int) size[2], (int) size[3], (int) size[4], o.conv)
                        .eval())
                .isEqualTo(byImages);
        assertThat(T.conv3dGradWrtInputs(r, filters, T.shape(images), o.conv).eval())
                .isEqualTo(byImages);
        assertThat(T.conv3dGradWrtWeights(images, r, T.shape(filters), o.conv).eval())
                .isEqualTo(by.get(1).eval(at));
        Expr each = T.constant(pattern(5, 7, 4, 1, 2, 2, 2)), join = T.constant(pattern(4, 5, 3, 4, 1, 1, 1));
        assertThat(T.separableConv3d(images, each, join, 2, new Conv3d()).eval())
                .isEqualTo(T.conv3d(T.conv3d(images, each, new Conv3d().numGroups(2)), join)
                        .eval());
    }

    private static final Map<String, Pool3d> POOLS = Map.of(
            "side by side", new Pool3d(2, 1, 3),
            "overlapping", new Pool3d(2, 3, 2).stride(1, 1, 2),
            "padded", new Pool3d(3, 2, 3).stride(2, 2, 2).pad(1, 1, 2),
            "parts at the border", new Pool3d(2, 3, 2).ignoreBorder(false),
            "overlapping parts", new Pool3d(3, 2, 3).stride(2, 1, 2).ignoreBorder(false));

    @TestFactory
    Stream<DynamicTest> pooling_and_its_gradients() {
        return POOLS.entrySet().stream()
                .flatMap(p -> Stream.of("max", "sum", "average_inc_pad", "average_exc_pad")
                        .map(mode -> DynamicTest.dynamicTest(
                                p.getKey() + ", " + mode,
                                () -> pooling(p.getValue().mode(mode)))));
    }

    private void pooling(Pool3d pool) {
        long[] shape = {2, 5, 4, 7};
        Expr v = T.tensor4("v");
        INDArray images = new RandomState(2)
                .permutation(Nd4j.linspace(DataType.DOUBLE, -1, 0.01, 2 * 5 * 4 * 7))
                .reshape(shape);
        for (String dtype : List.of("float64", "float32")) {
            Expr y = T.pool3d(T.cast(v, dtype), pool);
            INDArray found = y.eval(Map.of(v, images)).castTo(DataType.DOUBLE);
            INDArray value = Nd4j.zeros(DataType.DOUBLE, found.shape());
            places(found.shape()).forEach(at -> value.putScalar(at, window(pool, images, at)));
            double[] numbers = value.reshape(value.length()).toDoubleVector();
            assertThat(found.reshape(found.length()).toDoubleVector()).containsExactly(numbers, offset(1e-5));
        }
        T.verifyGrad(
                p -> T.grad(T.sum(T.pool3d(p.get(0), pool).pow(3)), p.get(0)),
                List.of(images),
                new RandomState(3),
                1e-5,
                1e-6);
    }

    /** One window from its definition. */
    private static double window(Pool3d pool, INDArray images, int[] at) {
        double sum = 0, most = Double.NEGATIVE_INFINITY;
        int there = 0, all = 0;
        for (int[] k : places(pool.ws().stream().mapToLong(n -> n).toArray())) {
            int[] place = {at[0], 0, 0, 0};
            boolean inside = true, counts = true;
            for (int a = 0; a < 3; a++) {
                int n = (int) images.size(1 + a), pad = pool.pad().get(a);
                place[1 + a] = at[1 + a] * pool.stride().get(a) + k[a] - pad;
                inside &= place[1 + a] >= 0 && place[1 + a] < n;
                counts &= place[1 + a] < n + pad;
            }
            all += counts ? 1 : 0;
            if (inside) {
                there++;
                sum += images.getDouble(place);
                most = Math.max(most, images.getDouble(place));
            }
        }
        return switch (pool.mode()) {
            case MAX -> most;
            case SUM -> sum;
            case AVERAGE_INC_PAD -> sum / all;
            case AVERAGE_EXC_PAD -> sum / there;
        };
    }

    @Test
    void what_does_not_fit_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> T.conv3d(T.tensor4("m"), w))
                .hasMessage("conv3d takes floating tensors of five axes, (images, channels, planes, rows, columns) and"
                        + " (filters, channels, planes, rows, columns), but 'm' is a float64 tensor4");
        assertThatThrownBy(() -> new Conv3d().borderMode("same"))
                .hasMessage("borderMode is \"valid\", \"full\", \"half\", or numbers of zeros, not \"same\"");
        assertThatThrownBy(() -> new Conv3d().borderMode(-1, 0, 2))
                .hasMessage("borderMode takes numbers of zeros, 0 or more, not -1 and 0 and 2");
        assertThatThrownBy(() -> new Conv3d().subsample(1, 0, 1))
                .hasMessage("subsample takes numbers from 1 on, not 1, 0, 1");
        var f = function(inputs(x, w), outputs(T.conv3d(x, w).name("features")));
        assertThatThrownBy(() ->
                        f.apply(Nd4j.zeros(DataType.DOUBLE, 1, 1, 2, 3, 3), Nd4j.zeros(DataType.DOUBLE, 1, 1, 4, 2, 2)))
                .hasMessage("the filters of 'features' cover 4 planes, but the images have 2; give larger images,"
                        + " smaller filters or another borderMode");
        assertThatThrownBy(() -> T.pool3d(T.matrix("m"), 2, 2, 2))
                .hasMessage("pool3d takes a floating tensor whose last three axes are planes, rows and columns, but 'm'"
                        + " is a float64 matrix");
        assertThatThrownBy(() -> new Pool3d(2, 2, 2).pad(0, 2, 0))
                .hasMessage("pad takes numbers from 0 on that are less than the window's 2, not 2");
        assertThatThrownBy(() -> new Pool3d(2, 2, 2).mode("mean")).hasMessageStartingWith("the mode of pool3d is");
        Expr pooled = T.pool3d(x, 4, 1, 1);
        assertThatThrownBy(() -> pooled.eval(Map.of(x, Nd4j.zeros(DataType.DOUBLE, 1, 1, 3, 3, 3))))
                .hasMessageContaining("have 4 planes, but the images have 3");
    }
}
