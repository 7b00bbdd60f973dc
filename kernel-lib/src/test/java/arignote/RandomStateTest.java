package arignote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every draw has the bits of NumPy's; the numbers come from NumPy itself (numpy_random_edges.py beside them). */
class RandomStateTest {
    @TestFactory
    Stream<DynamicTest> draws_are_num_pys() {
        JsonObject seeds = resource("numpy_random.json").getAsJsonObject("seeds");
        return seeds.entrySet().stream()
                .map(e -> dynamicTest("seed " + e.getKey(), () -> {
                    int seed = Integer.parseInt(e.getKey());
                    JsonObject want = e.getValue().getAsJsonObject();
                    var rng = new RandomState(seed);
                    same(rng.rand(3), want.get("rand3"));
                    same(rng.randn(5), want.get("randn5"));
                    same(rng.uniform(-5, 5, 3), want.get("uniform_m5_5_3"));
                    same(rng.normal(0, 3, 3), want.get("normal_0_3_3"));
                    sameIntegers(rng.randint(0, 10, 8), want.get("randint_0_10_8"));
                    sameIntegers(rng.randint(0, 1_000_000_007, 3), want.get("randint_0_1000000007_3"));
                    sameIntegers(rng.permutation(10), want.get("permutation10"));
                    assertThat(rng.randn()).isEqualTo(number(want.get("randn_after")));
                    sameHash(new RandomState(seed).randn(100_000), want.get("sha256_le_f8_of_first_100000_randn"));
                    sameHash(new RandomState(seed).rand(100_000), want.get("sha256_le_f8_of_first_100000_rand"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> integers_are_num_pys_for_every_width_of_range() {
        return edges("randint").map(want -> {
            long low = want.get("low").getAsLong();
            String high = want.get("high").getAsString();
            int seed = want.get("seed").getAsInt();
            return dynamicTest("seed " + seed + ", " + low + " to " + high, () -> {
                var rng = new RandomState(seed);
                long last = Long.parseLong(high);
                assertThat(rng.randint(low, last)).isEqualTo(want.get("one").getAsLong());
                sameIntegers(rng.randint(low, last, 6), want.get("six"));
                assertThat(rng.rand()).isEqualTo(number(want.get("rand_after")));
            });
        });
    }

    @Test
    void several_sizes_are_filled_row_by_row() {
        JsonObject want = resource("numpy_random_edges.json").getAsJsonObject("shapes");
        var rng = new RandomState(want.get("seed").getAsInt());
        INDArray normals = rng.randn(2, 3);
        assertThat(normals.shape()).containsExactly(2, 3);
        same(normals, want.get("randn_2_3"));
        assertThat(normals.getDouble(1, 0))
                .isEqualTo(number(want.getAsJsonArray("randn_2_3").get(3)));
        same(rng.rand(2, 1, 2), want.get("rand_2_1_2"));
        same(rng.uniform(-1, 1, 3, 2), want.get("uniform_m1_1_3_2"));
        same(rng.normal(5, 2, 2, 2), want.get("normal_5_2_2_2"));
        sameIntegers(rng.randint(0, 100, 2, 4), want.get("randint_0_100_2_4"));
        assertThat(rng.randn(0).shape()).containsExactly(0);
        assertThat(rng.randn()).isEqualTo(number(want.get("randn_after")));
    }

    @Test
    void the_second_normal_of_a_pair_waits_through_other_calls() {
        JsonObject want = resource("numpy_random_edges.json").getAsJsonObject("mixed");
        var rng = new RandomState(want.get("seed").getAsInt());
        assertThat(rng.randn()).isEqualTo(number(want.get("randn_1")));
        assertThat(rng.uniform(10, 20)).isEqualTo(number(want.get("uniform_2")));
        assertThat(rng.randn()).isEqualTo(number(want.get("randn_3")));
        assertThat(rng.randint(1, 7)).isEqualTo(want.get("randint_4").getAsInt());
        same(rng.randn(3), want.get("randn_5"));
        sameIntegers(rng.permutation(5), want.get("permutation_6"));
        assertThat(rng.normal(-1, 0.5)).isEqualTo(number(want.get("normal_7")));
        same(rng.rand(2), want.get("rand_8"));
        same(rng.normal(100, 0, 2), want.get("normal_9"));
        assertThat(rng.uniform(3, -3)).isEqualTo(number(want.get("uniform_10")));
        assertThat(rng.randn()).isEqualTo(number(want.get("randn_11")));
    }

    @TestFactory
    Stream<DynamicTest> permutations_are_num_pys() {
        return edges("permutation")
                .map(want -> dynamicTest("seed " + want.get("seed"), () -> {
                    var rng = new RandomState(want.get("seed").getAsInt());
                    sameHash(rng.permutation(1000), want.get("sha256_le_i8_of_1000"));
                    sameIntegers(rng.permutation(1), want.get("of_1"));
                    assertThat(rng.permutation(0).shape()).containsExactly(0);
                    double[] halves = new double[12];
                    double[] counts = new double[12];
                    for (int i = 0; i < 12; i++) {
                        halves[i] = i / 2.0;
                        counts[i] = i;
                    }
                    assertThat(rng.permutation(halves)).containsExactly(numbers(want.get("of_halves")));
                    INDArray rows = rng.permutation(Nd4j.createFromArray(counts).reshape(4, 3));
                    assertThat(rows.shape()).containsExactly(4, 3);
                    same(rows, want.get("rows_of_arange_4_3"));
                    sameHash(rng.permutation(100_000), want.get("sha256_le_i8_of_100000"));
                    assertThat(rng.rand()).isEqualTo(number(want.get("rand_after")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> long_series_are_num_pys() {
        return edges("long")
                .map(want -> dynamicTest("seed " + want.get("seed"), () -> {
                    int seed = want.get("seed").getAsInt();
                    sameHash(new RandomState(seed).randn(2_000_000), want.get("sha256_le_f8_of_2000000_randn"));
                    sameHash(
                            new RandomState(seed).normal(-3, 7, 100_000),
                            want.get("sha256_le_f8_of_100000_normal_m3_7"));
                    sameHash(
                            new RandomState(seed).uniform(-5, 5, 100_000),
                            want.get("sha256_le_f8_of_100000_uniform_m5_5"));
                    sameHash(
                            new RandomState(seed).randint(0, 1000, 100_000),
                            want.get("sha256_le_i8_of_100000_randint_0_1000"));
                    sameHash(
                            new RandomState(seed).randint(0, 1L << 40, 100_000),
                            want.get("sha256_le_i8_of_100000_randint_0_2p40"));
                }));
    }

    @Test
    void one_by_one_or_all_at_once_the_draws_are_the_same() {
        var one = new RandomState(5);
        var all = new RandomState(5);
        double[] normals = all.randn(7).toDoubleVector();
        for (double normal : normals) {
            assertThat(one.randn()).isEqualTo(normal);
        }
        assertThat(one.rand()).isEqualTo(all.rand(1).getDouble(0));
        assertThat((long) one.randint(-3, 300)).isEqualTo(all.randint(-3L, 300L));
    }

    @Test
    void types_and_ranks_are_kept() {
        var rng = new RandomState(0);
        assertThat(rng.rand(2).dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(rng.randn(2, 2).dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(rng.randint(0, 5, 2).dataType()).isEqualTo(DataType.INT64);
        assertThat(rng.permutation(3).dataType()).isEqualTo(DataType.INT64);
        assertThat(rng.randn(new long[0]).rank()).isZero();
        assertThat(rng.randint(0, 5, 2, 0).shape()).containsExactly(2, 0);
        assertThat(rng.rand(1).shape()).containsExactly(1);
    }

    @Test
    void every_kind_of_array_is_shuffled_by_rows() {
        long big = (1L << 53) + 1;
        INDArray integers = new RandomState(1).permutation(Nd4j.createFromArray(big, big + 2, big + 4));
        assertThat(integers.toLongVector()).containsExactlyInAnyOrder(big, big + 2, big + 4);
        assertThat(integers.getLong(0))
                .isEqualTo(big + 2 * new RandomState(1).permutation(3).getLong(0));

        INDArray truths = new RandomState(1).permutation(Nd4j.createFromArray(true, false, false));
        assertThat(truths.dataType()).isEqualTo(DataType.BOOL);
        assertThat(truths.castTo(DataType.INT64).sumNumber().intValue()).isEqualTo(1);

        INDArray columns = Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4).transpose();
        INDArray before = columns.dup();
        INDArray shuffled = new RandomState(0).permutation(columns);
        assertThat(shuffled.shape()).containsExactly(4, 3);
        assertThat(columns).isEqualTo(before);
        long[] order = new RandomState(0).permutation(4).toLongVector();
        for (int i = 0; i < 4; i++) {
            assertThat(shuffled.getRow(i).toFloatVector())
                    .containsExactly(columns.getRow(order[i]).toFloatVector());
        }

        INDArray part = Nd4j.createFromArray(1.0, 2, 3, 4, 5, 6).get(NDArrayIndex.interval(2, 5));
        assertThat(new RandomState(0).permutation(part).toDoubleVector())
                .containsExactly(new RandomState(0).permutation(new double[] {3, 4, 5}));

        INDArray none = new RandomState(0).permutation(Nd4j.create(DataType.FLOAT, 0, 3));
        assertThat(none.shape()).containsExactly(0, 3);
    }

    @TestFactory
    Stream<DynamicTest> bad_arguments_are_named() {
        var rng = new RandomState(0);
        return Stream.of(
                refused(() -> new RandomState(-1), "the seed is -1; a seed is 0 or more"),
                refused(() -> rng.rand(-1), "a size is -1; sizes are 0 or more"),
                refused(
                        () -> rng.randn(70_000, 70_000),
                        "an array of 70000 x 70000 numbers is too large; at most 2147483647 fit"),
                refused(
                        () -> rng.uniform(0, Double.POSITIVE_INFINITY),
                        "uniform numbers from 0.0 to Infinity: the range must be finite"),
                refused(
                        () -> rng.uniform(-1e308, 1e308, 3),
                        "uniform numbers from -1.0E308 to 1.0E308: the range must be finite"),
                refused(() -> rng.normal(0, -1), "the standard deviation is -1.0; it must be 0 or more"),
                refused(() -> rng.normal(0, Double.NaN, 2), "the standard deviation is NaN; it must be 0 or more"),
                refused(
                        () -> rng.randint(3, 3),
                        "integers from 3 to below 3: there are none; the low bound must be below the high one"),
                refused(
                        () -> rng.randint(0, -5L, 2),
                        "integers from 0 to below -5: there are none; the low bound must be below the high one"),
                refused(() -> rng.permutation(-1), "a size is -1; sizes are 0 or more"),
                refused(() -> rng.permutation((double[]) null), "null cannot be shuffled; give an array with rows"),
                refused(() -> rng.permutation((INDArray) null), "null cannot be shuffled; give an array with rows"),
                refused(
                        () -> rng.permutation(Nd4j.scalar(1.0)),
                        "an array of rank 0 cannot be shuffled; give an array with rows"));
    }

    @Test
    void a_refused_call_takes_no_draw() {
        var rng = new RandomState(0);
        assertThatThrownBy(() -> rng.randn(3, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rng.normal(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(rng.randn()).isEqualTo(new RandomState(0).randn());
    }

    private static DynamicTest refused(Runnable call, String sentence) {
        return dynamicTest(
                sentence,
                () -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(sentence));
    }

    private static Stream<JsonObject> edges(String key) {
        return elements(resource("numpy_random_edges.json").get(key)).map(JsonElement::getAsJsonObject);
    }

    private static JsonObject resource(String name) {
        try (var in = RandomStateTest.class.getResourceAsStream("/" + name)) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<JsonElement> elements(JsonElement array) {
        JsonArray all = array.getAsJsonArray();
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static double number(JsonElement e) {
        return Double.parseDouble(e.getAsString());
    }

    private static double[] numbers(JsonElement array) {
        return elements(array).mapToDouble(RandomStateTest::number).toArray();
    }

    private static void same(INDArray array, JsonElement want) {
        assertThat(array.dataType()).isEqualTo(DataType.DOUBLE);
        assertThat(array.reshape(array.length()).toDoubleVector()).containsExactly(numbers(want));
    }

    private static void sameIntegers(INDArray array, JsonElement want) {
        List<Long> expected = elements(want).map(JsonElement::getAsLong).toList();
        assertThat(array.dataType()).isEqualTo(DataType.INT64);
        assertThat(array.reshape(array.length()).toLongVector()).containsExactly(expected.toArray(Long[]::new));
    }

    /** By the SHA-256 of the elements' bytes, the lowest first. */
    private static void sameHash(INDArray array, JsonElement want) throws NoSuchAlgorithmException {
        ByteBuffer bytes = ByteBuffer.allocate((int) array.length() * 8).order(ByteOrder.LITTLE_ENDIAN);
        if (array.dataType() == DataType.DOUBLE) {
            bytes.asDoubleBuffer().put(array.toDoubleVector());
        } else {
            bytes.asLongBuffer().put(array.toLongVector());
        }
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        assertThat(hash).isEqualTo(want.getAsString());
    }
}
