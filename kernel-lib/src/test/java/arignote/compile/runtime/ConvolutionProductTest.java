package arignote.compile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.array.Convolution;
import arignote.expr.array.ConvolutionSizes;
import arignote.expr.array.ConvolutionSizes.Moves;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions and their gradients beside plain loops, to the last bit. */
class ConvolutionProductTest {
    private static final int ROUNDS = 30;

    @BeforeAll
    static void vectors() {
        Compilations.formulasInVectors();
    }

    /** What a loop does with an output, the element of an image that lies there, and the element of a filter. */
    private interface Product {
        void at(int output, int image, int filter);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 256, 512})
    void has_the_bits_of_loops(int vectorBits) {
        Random random = new Random(vectorBits);
        for (int round = 0; round < ROUNDS; round++) {
            check(vectorBits, sizes(random, round), random);
        }
        // more than one block of rows, band, chunk, part of sums and panel
        check(vectorBits, new ConvolutionSizes(3, 1, 70, 9, axes(2, 3, 3, 19, 0, 1, 1), false), random);
        check(vectorBits, new ConvolutionSizes(2, 1, 3, 40, axes(2, 3, 2, 60, 1, 1, 2), true), random);
        check(vectorBits, new ConvolutionSizes(90, 2, 12, 2, axes(2, 3, 3, 30, 1, 1, 1), false), random);
    }

    private static ConvolutionSizes sizes(Random random, int round) {
        int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        List<Moves> axes = new ArrayList<>();
        for (int axis = 0; axis < 2 + round % 2; axis++) {
            axes.addAll(axes(
                    1,
                    1 + random.nextInt(4),
                    1 + random.nextInt(9),
                    random.nextInt(3),
                    random.nextBoolean() ? 0 : random.nextInt(4),
                    1 + random.nextInt(3),
                    1 + random.nextInt(2)));
        }
        int filters = groups * (1 + random.nextInt(random.nextBoolean() ? 6 : 30));
        int channels = groups * (1 + random.nextInt(random.nextBoolean() ? 4 : 30));
        return new ConvolutionSizes(1 + random.nextInt(3), groups, filters, channels, axes, random.nextBoolean());
    }

    /** @param more elements of the image that no window covers, or with the border that windows lack */
    private static List<Moves> axes(int n, int filter, int out, int more, int before, int stride, int dilation) {
        int covered = (out - 1) * stride + (filter - 1) * dilation + 1;
        int in = Math.max(1, covered - before - more + random(more));
        return Collections.nCopies(n, new Moves(in, filter, out, before, stride, dilation));
    }

    private static int random(int more) {
        return more % 3 == 0 ? 0 : 2 * more;
    }

    private static void check(int bits, ConvolutionSizes s, Random random) {
        double[] images = random.doubles((long) s.images() * s.channels() * s.plane(), -1, 1)
                .toArray();
        double[] filters =
                random.doubles((long) s.filters() * s.window(), -1, 1).toArray();
        double[] outputs = random.doubles((long) s.images() * s.filters() * s.places(), -1, 1)
                .toArray();
        check(bits, s, Convolution.Of.OUTPUT, images, filters, outputs.length);
        check(bits, s, Convolution.Of.IMAGES, outputs, filters, images.length);
        check(bits, s, Convolution.Of.FILTERS, images, outputs, filters.length);
    }

    private static void check(int bits, ConvolutionSizes s, Convolution.Of of, double[] a, double[] b, int n) {
        double[] expected = new double[n];
        float[] expectedSingle = new float[n];
        float[] aSingle = single(a);
        float[] bSingle = single(b);
        loops(s, of, (output, image, filter) -> {
            int i = of == Convolution.Of.OUTPUT ? output : of == Convolution.Of.IMAGES ? image : filter;
            int x = of == Convolution.Of.IMAGES ? output : image;
            int y = of == Convolution.Of.FILTERS ? output : filter;
            expected[i] += a[x] * b[y];
            expectedSingle[i] += aSingle[x] * bSingle[y];
        });
        for (int threads : new int[] {1, 2, 3}) {
            String what = bits + " bits, " + threads + " threads, " + of + " of " + s;
            double[] found = new double[n];
            ConvolutionProduct.run(Workers.of(threads), bits, of, s, a, b, found);
            assertThat(found).as(what).isEqualTo(expected);
            float[] foundSingle = new float[n];
            ConvolutionProduct.run(Workers.of(threads), bits, of, s, aSingle, bSingle, foundSingle);
            assertThat(foundSingle).as(what).isEqualTo(expectedSingle);
        }
    }

    private static float[] single(double[] x) {
        float[] all = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            all[i] = (float) x[i];
        }
        return all;
    }

    /** All products in an order in which each result meets its own as it is said: filters inside the elements of a channel's filter. */
    private static void loops(ConvolutionSizes s, Convolution.Of of, Product product) {
        int filters = s.filters() / s.groups();
        int channels = s.channels() / s.groups();
        boolean tapsFirst = of == Convolution.Of.IMAGES;
        for (int image = 0; image < s.images(); image++) {
            for (int group = 0; group < s.groups(); group++) {
                for (int outer = 0; outer < (tapsFirst ? s.filter() : filters); outer++) {
                    for (int place = 0; place < s.places(); place++) {
                        for (int inner = 0; inner < (tapsFirst ? filters : 1); inner++) {
                            int f = group * filters + (tapsFirst ? inner : outer);
                            for (int c = 0; c < channels; c++) {
                                int plane = (image * s.channels() + group * channels + c) * s.plane();
                                for (int t = tapsFirst ? outer : 0; t < (tapsFirst ? outer + 1 : s.filter()); t++) {
                                    int at = source(s, place, t);
                                    if (at >= 0) {
                                        product.at(
                                                (image * s.filters() + f) * s.places() + place,
                                                plane + at,
                                                (f * channels + c) * s.filter() + t);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** Where element t of a channel's filter lies in the image, at a place of the filter; -1 in the border. */
    private static int source(ConvolutionSizes s, int place, int t) {
        int element = s.flip() ? s.filter() - 1 - t : t;
        int at = 0;
        int step = 1;
        for (int axis = s.axes().size() - 1; axis >= 0; axis--) {
            Moves m = s.axes().get(axis);
            int i = place % m.out() * m.stride() + element % m.filter() * m.dilation() - m.before();
            if (i < 0 || i >= m.in()) {
                return -1;
            }
            at += i * step;
            step *= m.in();
            place /= m.out();
            element /= m.filter();
        }
        return at;
    }
}
