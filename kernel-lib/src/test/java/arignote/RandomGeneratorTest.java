package arignote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every draw has the bits of NumPy's; the numbers come from NumPy itself (numpy_generator.py). */
class RandomGeneratorTest {
    private static final JsonObject WANT = want();

    private static JsonObject want() {
        var in = RandomGeneratorTest.class.getResourceAsStream("/numpy_generator.json");
        return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static RandomGenerator seeded(long seed) {
        return RandomGenerator.of(seed);
    }

    @TestFactory
    Stream<DynamicTest> seeds_of_any_length_are_mixed_as_num_py_does() {
        return WANT.getAsJsonObject("seeds").entrySet().stream()
                .map(e -> dynamicTest(e.getKey(), () -> {
                    var rng = RandomGenerator.of(new BigInteger(e.getKey()));
                    assertThat(rng.random(3).toDoubleVector()).containsExactly(reals(e.getValue()));
                }));
    }

    @Test
    void children_are_num_pys() {
        List<RandomGenerator> children = seeded(7).spawn(3);
        for (int i = 0; i < 3; i++) {
            JsonArray want = WANT.getAsJsonArray("children").get(i).getAsJsonArray();
            assertThat(children.get(i).random(2).toDoubleVector()).containsExactly(reals(want.get(0)));
            assertThat(children.get(i).spawn(2).get(1).random(2).toDoubleVector())
                    .containsExactly(reals(want.get(1)));
        }
    }

    @Test
    void one_generator_gives_everything_in_turn() {
        var rng = seeded(12345);
        INDArray rows = Nd4j.createFromArray(
                        IntStream.range(0, 12).asDoubleStream().toArray())
                .reshape(4, 3);
        List<Object> got = List.of(
                rng.random(),
                rng.random(3),
                rng.uniform(-5, 5),
                rng.uniform(10, 20, 2, 2),
                rng.integers(0, 10),
                rng.standardNormal(),
                rng.integers(-3, 4, 5),
                rng.normal(2, 0.5, 4),
                rng.exponential(3.0),
                rng.exponential(0.25, 3),
                rng.integers(-(1L << 60), 1L << 62),
                rng.integers(5, 6),
                rng.integers(0, 1L << 32, 3),
                rng.integers(Long.MIN_VALUE, Long.MAX_VALUE, 2),
                rng.binomial(10, 0.3),
                rng.binomial(100, 0.9, 5),
                rng.poisson(4.5),
                rng.poisson(100, 5),
                rng.multinomial(20, new double[] {0.2, 0.3, 0.5}),
                rng.multinomial(7, new double[] {0.1, 0.0, 0.6, 0.3}, 2),
                rng.permutation(9),
                rng.permutation(rows),
                rng.choice(100, 4),
                rng.choice(10, new long[] {6}, false),
                rng.choice(new double[] {0.1, 0.2, 0.3, 0.4}, new long[] {5}, true),
                rng.choice(new double[] {0.1, 0.2, 0.3, 0.4}, new long[] {3}, false),
                rng.choice(rows, 2),
                Arrays.copyOf(rng.choice(20000, new long[] {1000}, false).toLongVector(), 5),
                shuffled(rng),
                shuffledRows(rng),
                rng.choice(5, 2, 3),
                rng.random());
        JsonArray sequence = WANT.getAsJsonArray("sequence");
        assertThat(got).hasSize(sequence.size());
        for (int i = 0; i < got.size(); i++) {
            JsonArray step = sequence.get(i).getAsJsonArray();
            same(step.get(0).getAsString(), got.get(i), step.get(1));
        }
    }

    private static double[] shuffled(RandomGenerator rng) {
        double[] x = {0, 0.5, 1, 1.5, 2, 2.5};
        rng.shuffle(x);
        return x;
    }

    private static INDArray shuffledRows(RandomGenerator rng) {
        INDArray m = Nd4j.createFromArray(0.0, 1, 2, 3, 4, 5, 6, 7).reshape(4, 2);
        rng.shuffle(m);
        return m;
    }

    @TestFactory
    Stream<DynamicTest> a_million_draws_are_num_pys() {
        JsonObject want = WANT.getAsJsonObject("hashes");
        int n = 1_000_000;
        return Stream.of(
                hashed("random", () -> seeded(3).random(n), want.get("random")),
                hashed("normal", () -> seeded(4).standardNormal(n), want.get("standard_normal")),
                hashed("exponential", () -> seeded(5).exponential(1, n), want.get("exponential")));
    }

    @Test
    void the_tails_have_the_bits_of_glibcs_logarithm() {
        var normal = seeded(6);
        tail(
                IntStream.range(0, 40_000_000)
                        .mapToDouble(i -> normal.standardNormal())
                        .filter(x -> Math.abs(x) > 3.6541528853610088)
                        .toArray(),
                "normal_tails");
        var exponential = seeded(8);
        tail(
                IntStream.range(0, 40_000_000)
                        .mapToDouble(i -> exponential.exponential(1))
                        .filter(x -> x > 7.69711747013105)
                        .toArray(),
                "exponential_tails");
    }

    private static void tail(double[] numbers, String name) {
        JsonArray want = WANT.getAsJsonObject("hashes").getAsJsonArray(name);
        assertThat(numbers).hasSize(want.get(0).getAsInt());
        assertThat(hash(Nd4j.createFromArray(numbers))).isEqualTo(want.get(1).getAsString());
    }

    @TestFactory
    Stream<DynamicTest> integers_of_every_width_are_num_pys() {
        long[][] ranges = {
            {0, 10}, {0, 1L << 31}, {0, 3L << 30}, {-5, (1L << 32) - 5}, {0, (1L << 32) + 1}, {0, 3L << 61}
        };
        return IntStream.range(0, ranges.length)
                .mapToObj(k -> hashed(
                        Arrays.toString(ranges[k]),
                        () -> seeded(100 + k).integers(ranges[k][0], ranges[k][1], 100_000),
                        WANT.getAsJsonObject("hashes").get("integers_" + ranges[k][0] + "_" + ranges[k][1])));
    }

    @TestFactory
    Stream<DynamicTest> counts_of_every_kind_are_num_pys() {
        Stream<DynamicTest> binomial = cases("binomial")
                .map(c -> hashed(
                        "binomial " + c,
                        () -> seeded(c.get(2).getAsLong())
                                .binomial(c.get(0).getAsLong(), c.get(1).getAsDouble(), 50_000),
                        c.get(3)));
        Stream<DynamicTest> poisson = cases("poisson")
                .map(c -> hashed(
                        "poisson " + c,
                        () -> seeded(c.get(1).getAsLong()).poisson(c.get(0).getAsDouble(), 50_000),
                        c.get(2)));
        Stream<DynamicTest> multinomial = cases("multinomial")
                .map(c -> hashed(
                        "multinomial " + c,
                        () -> seeded(c.get(0).getAsLong()).multinomial(c.get(0).getAsLong(), weights(), 500),
                        c.get(1)));
        return Stream.of(binomial, poisson, multinomial).flatMap(s -> s);
    }

    @TestFactory
    Stream<DynamicTest> samples_without_repetition_are_num_pys() {
        Stream<DynamicTest> permutations = cases("permutations")
                .map(c -> hashed(
                        "permutation " + c,
                        () -> seeded(c.get(0).getAsLong()).permutation(c.get(0).getAsInt()),
                        c.get(1)));
        Stream<DynamicTest> distinct = cases("distinct").map(c -> {
            int population = c.get(0).getAsInt();
            int size = c.get(1).getAsInt();
            return hashed(
                    "distinct " + c,
                    () -> seeded(population + size).choice(population, new long[] {size}, false),
                    c.get(2));
        });
        Stream<DynamicTest> weighted = cases("weighted")
                .map(c -> hashed(
                        "weighted " + c,
                        () -> seeded(c.get(0).getAsLong())
                                .choice(weights(), new long[] {c.get(0).getAsLong()}, false),
                        c.get(1)));
        return Stream.of(permutations, distinct, weighted).flatMap(s -> s);
    }

    @TestFactory
    Stream<DynamicTest> what_cannot_be_drawn_is_told() {
        var rng = seeded(0);
        double[] p = {0.5, 0.5};
        return Stream.of(
                refused(() -> seeded(-1), "the seed is -1; a seed is 0 or more"),
                refused(() -> rng.spawn(-1), "a size is -1; sizes are 0 or more"),
                refused(
                        () -> rng.uniform(0, Double.POSITIVE_INFINITY),
                        "uniform numbers from 0.0 to Infinity: the range must be finite"),
                refused(() -> rng.normal(0, -1), "the standard deviation is -1.0; it must be 0 or more"),
                refused(() -> rng.exponential(Double.NaN, 2), "the scale is NaN; it must be 0 or more"),
                refused(
                        () -> rng.integers(3, 3),
                        "integers from 3 to below 3: there are none; the low bound must be below the high one"),
                refused(() -> rng.binomial(-1, 0.5), "the number of trials is -1; it must be 0 or more"),
                refused(() -> rng.binomial(1, 1.5), "a probability is 1.5; probabilities are from 0 to 1"),
                refused(() -> rng.poisson(-1), "the mean of Poisson numbers is -1.0; it must be from 0 to 9.2E18"),
                refused(
                        () -> rng.multinomial(1, new double[] {0.9, 0.9, 0}),
                        "the probabilities of all outcomes but the last are 1.8 in all; they must be at most 1"),
                refused(
                        () -> rng.multinomial(1, new double[0]),
                        "multinomial numbers need the probability of one outcome or more"),
                refused(() -> rng.multinomial(1, null), "null is no array; give an array of numbers"),
                refused(
                        () -> rng.choice(new double[] {0.5, 0.4}, new long[] {1}, true),
                        "the probabilities are 0.9 in all; they must be 1"),
                refused(
                        () -> rng.choice(2, new long[] {3}, false),
                        "3 different ones cannot be drawn from 2; draw fewer, or let them repeat"),
                refused(
                        () -> rng.choice(new double[] {1, 0}, new long[] {2}, false),
                        "2 different ones cannot be drawn from 1; draw fewer, or let them repeat"),
                refused(
                        () -> rng.shuffle(Nd4j.scalar(1.0)),
                        "an array of rank 0 has no rows to draw from; give an array of rank 1 or more"),
                refused(
                        () -> rng.choice((INDArray) null, 1),
                        "null has no rows to draw from; give an array of rank 1 or more"));
    }

    private static DynamicTest refused(Runnable call, String sentence) {
        return dynamicTest(
                sentence,
                () -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(sentence));
    }

    private static double[] weights() {
        return IntStream.rangeClosed(1, 200).mapToDouble(i -> i / 20100.0).toArray();
    }

    private static Stream<JsonArray> cases(String name) {
        return StreamSupport.stream(WANT.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsJsonArray);
    }

    private static DynamicTest hashed(String name, Supplier<INDArray> draws, JsonElement want) {
        return dynamicTest(name, () -> assertThat(hash(draws.get())).isEqualTo(want.getAsString()));
    }

    private static void same(String step, Object got, JsonElement want) {
        INDArray array = got instanceof INDArray a
                ? a
                : got instanceof double[] d
                        ? Nd4j.createFromArray(d)
                        : got instanceof long[] l
                                ? Nd4j.createFromArray(l)
                                : got instanceof Long l ? Nd4j.createFromArray(l) : Nd4j.createFromArray((double) got);
        if (array.dataType().isFPType()) {
            assertThat(array.dup('c').reshape(array.length()).toDoubleVector())
                    .as(step)
                    .containsExactly(reals(want));
        } else {
            long[] wholes = elements(want).mapToLong(Long::parseLong).toArray();
            assertThat(array.dup('c').reshape(array.length()).toLongVector())
                    .as(step)
                    .containsExactly(wholes);
        }
    }

    private static Stream<String> elements(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsString);
    }

    private static double[] reals(JsonElement array) {
        return elements(array).mapToDouble(Double::parseDouble).toArray();
    }

    private static String hash(INDArray array) {
        ByteBuffer bytes = ByteBuffer.allocate((int) array.length() * 8).order(ByteOrder.LITTLE_ENDIAN);
        if (array.isEmpty()) {
            assertThat(array.length()).isZero();
        } else if (array.dataType().isFPType()) {
            bytes.asDoubleBuffer().put(array.reshape(array.length()).toDoubleVector());
        } else {
            bytes.asLongBuffer().put(array.reshape(array.length()).toLongVector());
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
