package arignote.compile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.value.OffHeap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products in tiles beside three plain loops, to the last bit. */
class MatrixProductTest {
    /** Rows, columns, sums: smaller than a tile, just as large, a little larger, several parts of sums and blocks of rows. */
    private static final int[][] SIZES = {
        {1, 1, 1},
        {1, 50, 300},
        {3, 2, 5},
        {8, 24, 4},
        {7, 23, 192},
        {9, 25, 193},
        {16, 8, 7},
        {20, 10, 784},
        {47, 40, 10},
        {64, 48, 200},
        {65, 49, 385},
        {130, 10, 31},
        {131, 100, 64},
        {48, 512, 3},
        {2, 1100, 9},
        {200, 7, 400},
        {5, 3, 1100},
        {12, 20, 2100}
    };

    private static final List<INDArray> HELD = new ArrayList<>();

    @BeforeAll
    static void vectors() {
        Compilations.formulasInVectors();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 256, 512})
    void has_the_bits_of_loops(int vectorBits) {
        Random random = new Random(vectorBits);
        for (int[] size : SIZES) {
            HELD.clear();
            for (int way = 0; way < 4; way++) {
                boolean aTransposed = way % 2 == 1;
                boolean bTransposed = way >= 2;
                check(vectorBits, size[0], size[1], size[2], aTransposed, bTransposed, random);
            }
        }
    }

    private static void check(int bits, int m, int n, int k, boolean aTransposed, boolean bTransposed, Random random) {
        double[] a = random.doubles(m * k, -1, 1).toArray();
        double[] b = random.doubles(k * n, -1, 1).toArray();
        a[random.nextInt(a.length)] = Double.NaN;
        b[random.nextInt(b.length)] = Double.NEGATIVE_INFINITY;
        double[] expected = new double[m * n];
        float[] expectedSingle = new float[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                float single = 0;
                for (int p = 0; p < k; p++) {
                    double x = a[aTransposed ? p * m + i : i * k + p];
                    double y = b[bTransposed ? j * k + p : p * n + j];
                    sum += x * y;
                    single += (float) x * (float) y;
                }
                expected[i * n + j] = sum;
                expectedSingle[i * n + j] = single;
            }
        }
        for (int threads : new int[] {1, 2, 3}) {
            for (boolean offHeap : new boolean[] {false, true}) {
                String what = "%d bits, %d x %d x %d, %s %s, %d threads, off heap %s"
                        .formatted(bits, m, n, k, aTransposed, bTransposed, threads, offHeap);
                double[] c = random.doubles(m * n + 2).toArray();
                MatrixProduct.multiply(
                        Workers.of(threads),
                        bits,
                        memory(a, false, offHeap),
                        aTransposed,
                        memory(b, false, offHeap),
                        bTransposed,
                        c,
                        m,
                        n,
                        k,
                        null);
                assertThat(Arrays.equals(Arrays.copyOf(c, m * n), expected))
                        .as(what)
                        .isTrue();
                float[] f = new float[m * n];
                MatrixProduct.multiply(
                        Workers.of(threads),
                        bits,
                        memory(a, true, offHeap),
                        aTransposed,
                        memory(b, true, offHeap),
                        bTransposed,
                        f,
                        m,
                        n,
                        k,
                        null);
                assertThat(Arrays.equals(f, expectedSingle)).as(what).isTrue();
            }
        }
    }

    @Test
    void a_matrix_that_stays_is_put_in_order_once() {
        Random random = new Random(7);
        for (int bits : new int[] {0, 128, 256, 512}) {
            for (int threads : new int[] {1, 2}) {
                PackedMatrix kept = new PackedMatrix();
                for (boolean transposed : new boolean[] {false, true}) {
                    for (int n : new int[] {5, 40, 130}) {
                        kept.forget();
                        stays(Workers.of(threads), bits, transposed, n, kept, random);
                        stays(Workers.of(threads), bits, transposed, n, new PackedMatrix(), random);
                    }
                }
            }
        }
    }

    /** Products of three left matrices with one that stays; then seen in another shape, and another one in its place. */
    private static void stays(Workers workers, int bits, boolean transposed, int n, PackedMatrix kept, Random random) {
        int k = 2 * 60;
        double[] b = random.doubles((long) k * n).toArray();
        for (int m : new int[] {4, 32, 70}) {
            double[] a = random.doubles((long) m * k).toArray();
            assertThat(product(workers, bits, a, b, transposed, m, n, k, kept))
                    .isEqualTo(product(workers, bits, a, b, transposed, m, n, k, null));
        }
        double[] half = random.doubles(6L * (k / 2)).toArray();
        assertThat(product(workers, bits, half, b, transposed, 6, 2 * n, k / 2, kept))
                .isEqualTo(product(workers, bits, half, b, transposed, 6, 2 * n, k / 2, null));
        double[] a = random.doubles(6L * k).toArray();
        assertThat(product(workers, bits, a, b, !transposed, 6, n, k, kept))
                .isEqualTo(product(workers, bits, a, b, !transposed, 6, n, k, null));
        kept.forget();
        double[] other = random.doubles((long) k * n).toArray();
        assertThat(product(workers, bits, a, other, !transposed, 6, n, k, kept))
                .isEqualTo(product(workers, bits, a, other, !transposed, 6, n, k, null));
    }

    private static double[] product(
            Workers workers,
            int bits,
            double[] a,
            double[] b,
            boolean transposed,
            int m,
            int n,
            int k,
            PackedMatrix kept) {
        double[] c = new double[m * n];
        MatrixProduct.multiply(workers, bits, a, false, b, transposed, c, m, n, k, kept);
        return c;
    }

    private static Object memory(double[] x, boolean single, boolean offHeap) {
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
        }
        if (!offHeap) {
            return single ? floats : x;
        }
        INDArray array = single ? Nd4j.createFromArray(floats) : Nd4j.createFromArray(x);
        HELD.add(array); // its memory is free when it is gone
        return OffHeap.of(array);
    }
}
