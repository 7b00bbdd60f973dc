package arignote.expr.math;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ScalarOp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Errors, special numbers, order and bits of the functions that the rows of {@link ScalarOp} compute with. */
class ElementaryTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double TINIEST = Double.MIN_VALUE;
    private static final double LARGEST = Double.MAX_VALUE;

    /** The argument, and what comes out of it to the bit. */
    private record Case(double x, double value) {}

    /**
     * @param ulps how far results are from the correctly rounded ones at most
     * @param low from here to {@code high} the function grows
     * @param hash SHA-256 of the bits of a million results
     */
    private record Function(ScalarOp row, int ulps, double low, double high, String hash, List<Case> special) {
        double at(double x) {
            return row.value().at(x, 0, 0);
        }

        DynamicTest test(Executable check) {
            return DynamicTest.dynamicTest(row.label(), check);
        }
    }

    // spotless:off
    private static final List<Function> FUNCTIONS = List.of(
            new Function(ScalarOp.EXP, 1, -746, 709,
                    "f737618b9c64a769e4f9f374572b233ab41653091df2fb4cc627acb2cd795000",
                    List.of(new Case(0, 1), new Case(-0.0, 1), new Case(1, Math.E), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, 0), new Case(LARGEST, INFINITY),
                            new Case(-LARGEST, 0), new Case(0x1.62e42fefa39efp9, 0x1.fffffffffff2ap1023),
                            new Case(0x1.62e42fefa39f0p9, INFINITY), new Case(-0x1.74910d52d3051p9, TINIEST),
                            new Case(-0x1.74910d52d3053p9, 0), new Case(TINIEST, 1))),
            new Function(ScalarOp.EXPM1, 1, -40, 709,
                    "98055e4d532ae1985142c88b0433cafa62fc88ed9bcfb2c9175b04b347938847",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(INFINITY, INFINITY),
                            new Case(-INFINITY, -1), new Case(-LARGEST, -1), new Case(LARGEST, INFINITY),
                            new Case(TINIEST, TINIEST), new Case(-TINIEST, -TINIEST), new Case(1e-300, 1e-300),
                            new Case(0x1.62e42fefa39efp9, 0x1.fffffffffff2ap1023),
                            new Case(0x1.62e42fefa39f0p9, INFINITY))),
            new Function(ScalarOp.LOG, 1, 0, 4,
                    "2e7dfb0d0fb68bb7b65e97623bfd0745d2a4592fc0ef9c23abf28a1cfc7c827a",
                    List.of(new Case(0, -INFINITY), new Case(-0.0, -INFINITY), new Case(1, 0), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, NAN), new Case(-TINIEST, NAN),
                            new Case(-1, NAN), new Case(TINIEST, -0x1.74385446d71c3p9),
                            new Case(LARGEST, 0x1.62e42fefa39efp9), new Case(2, 0x1.62e42fefa39efp-1),
                            new Case(0x1p-1022, -0x1.6232bdd7abcd2p9))),
            new Function(ScalarOp.LOG1P, 1, -1, 4,
                    "7e95b1d39976769c63d12792d9233b753ed6fe6fd53bd5f4dcbb96482a3de88a",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(-1, -INFINITY), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, NAN), new Case(-1.5, NAN),
                            new Case(TINIEST, TINIEST), new Case(-TINIEST, -TINIEST), new Case(1e-18, 1e-18),
                            new Case(LARGEST, 0x1.62e42fefa39efp9), new Case(1, 0x1.62e42fefa39efp-1))),
            new Function(ScalarOp.TANH, 2, -20, 20,
                    "c8979e12bee0dd46b260f73f7d84e704fbf48e06ae5239d3e3165f620a750faf",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(INFINITY, 1),
                            new Case(-INFINITY, -1), new Case(LARGEST, 1), new Case(-LARGEST, -1), new Case(22, 1),
                            new Case(TINIEST, TINIEST), new Case(-TINIEST, -TINIEST), new Case(1e-200, 1e-200))),
            new Function(ScalarOp.SIGMOID, 1, -746, 40,
                    "5607324643385290affa20bc36793d4094c0eec52dc73971c6f0e79617905c02",
                    List.of(new Case(0, 0.5), new Case(-0.0, 0.5), new Case(NAN, NAN), new Case(INFINITY, 1),
                            new Case(-INFINITY, 0), new Case(LARGEST, 1), new Case(-LARGEST, 0), new Case(40, 1),
                            new Case(-745, TINIEST), new Case(TINIEST, 0.5))),
            new Function(ScalarOp.SOFTPLUS, 2, -746, 40,
                    "e362f01457278ec119948517fda472947fa00ba88f3afad7d0645c130c64f08a",
                    List.of(new Case(0, 0x1.62e42fefa39efp-1), new Case(-0.0, 0x1.62e42fefa39efp-1),
                            new Case(NAN, NAN), new Case(INFINITY, INFINITY), new Case(-INFINITY, 0),
                            new Case(LARGEST, LARGEST), new Case(-LARGEST, 0), new Case(800, 800),
                            new Case(-745, TINIEST))),
            new Function(ScalarOp.SIN, 1, -1.57, 1.57,
                    "3a965d689775a5a59198e207d23704e2e6842b6315818a0cdc380152fa24b3eb",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(INFINITY, NAN),
                            new Case(-INFINITY, NAN), new Case(TINIEST, TINIEST), new Case(-TINIEST, -TINIEST),
                            new Case(Math.PI / 2, 1), new Case(Math.PI, 0x1.1a62633145c07p-53))),
            new Function(ScalarOp.COS, 1, -3.14, 0,
                    "915bb3a0799875e80ec3e7dba0f7d507c89a9fc32d9a8200a4f8621c08b2a397",
                    List.of(new Case(0, 1), new Case(-0.0, 1), new Case(NAN, NAN), new Case(INFINITY, NAN),
                            new Case(-INFINITY, NAN), new Case(TINIEST, 1), new Case(Math.PI, -1),
                            new Case(Math.PI / 2, 0x1.1a62633145c07p-54))),
            new Function(ScalarOp.XLOGX, 1, 0.4, 4,
                    "7f9d37ea6fbd14d09c151b3499edf418af296966fd849c373dbeed85ed04d354",
                    List.of(new Case(0, 0), new Case(-0.0, 0), new Case(1, 0), new Case(NAN, NAN), new Case(INFINITY, INFINITY),
                            new Case(-1, NAN), new Case(2, 0x1.62e42fefa39efp0))),
            new Function(ScalarOp.TAN, 2, -1.57, 1.57,
                    "bdeeaef261c9ba0d49beaf82344a46b1e2514b3a83548054042fa03bf30e1739",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(TINIEST, TINIEST),
                            new Case(-TINIEST, -TINIEST), new Case(INFINITY, NAN), new Case(-INFINITY, NAN),
                            new Case(Math.PI, -0x1.1a62633145c07p-53))),
            new Function(ScalarOp.ARCSIN, 1, -1, 1,
                    "189834e51c677d1af027dcc9c001b5ae576cb3a58232dca803ee9e64de879584",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(TINIEST, TINIEST),
                            new Case(-TINIEST, -TINIEST), new Case(1, Math.PI / 2), new Case(-1, -Math.PI / 2),
                            new Case(1.5, NAN), new Case(INFINITY, NAN), new Case(-INFINITY, NAN),
                            new Case(0x1.0000000000001p0, NAN))),
            new Function(ScalarOp.ARCCOS, 1, 1, -1,
                    "82b945cae58b3830107c6a3bca0593248f0f7abd1a1ff197c4d15e062a94464b",
                    List.of(new Case(1, 0), new Case(-1, Math.PI), new Case(0, Math.PI / 2), new Case(-0.0, Math.PI / 2),
                            new Case(NAN, NAN), new Case(1.5, NAN), new Case(-1.5, NAN), new Case(INFINITY, NAN))),
            new Function(ScalarOp.ARCTAN, 1, -40, 40,
                    "ae409275326b75e9087febd79f39e7ec572c5b8470f1ea849219bdb0a506e248",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(TINIEST, TINIEST),
                            new Case(-TINIEST, -TINIEST), new Case(1, Math.PI / 4), new Case(-1, -Math.PI / 4),
                            new Case(INFINITY, Math.PI / 2), new Case(-INFINITY, -Math.PI / 2), new Case(LARGEST, Math.PI / 2))),
            new Function(ScalarOp.SINH, 1, -710, 710,
                    "b3ae71defcbd5de02964814b7bdf21607bb821d1999047fba34474840fc54a98",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(TINIEST, TINIEST),
                            new Case(-TINIEST, -TINIEST), new Case(INFINITY, INFINITY), new Case(-INFINITY, -INFINITY),
                            new Case(LARGEST, INFINITY), new Case(711, INFINITY))),
            new Function(ScalarOp.COSH, 1, 0, 710,
                    "07471740610fa1caed1e001fa75c97ec1b418d9f99b34e8b30c3ceac76619612",
                    List.of(new Case(0, 1), new Case(-0.0, 1), new Case(TINIEST, 1), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, INFINITY), new Case(-711, INFINITY))),
            new Function(ScalarOp.ARCSINH, 1, -40, 40,
                    "bffc76ff277edad183a7e0dea07a2799f31313c538d9ed61ef4490d5e8dd926d",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(TINIEST, TINIEST),
                            new Case(-TINIEST, -TINIEST), new Case(INFINITY, INFINITY), new Case(-INFINITY, -INFINITY),
                            new Case(LARGEST, 710.4758600739439))),
            new Function(ScalarOp.ARCCOSH, 2, 1, 40,
                    "921202183742050b07a043dcd398d727bdbf585dc41c5dd2b7874d7a8051644c",
                    List.of(new Case(1, 0), new Case(0.5, NAN), new Case(-3, NAN), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, NAN), new Case(LARGEST, 710.4758600739439))),
            new Function(ScalarOp.ARCTANH, 1, -1, 1,
                    "c2b40c48c8b25ad03c8bccb071e637e5dd0afb62d127eff48dde783d74907828",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(TINIEST, TINIEST),
                            new Case(-TINIEST, -TINIEST), new Case(1, INFINITY), new Case(-1, -INFINITY), new Case(1.5, NAN),
                            new Case(INFINITY, NAN), new Case(-1e300, NAN))),
            new Function(ScalarOp.EXP2, 1, -1075, 1023.9,
                    "d42fb14d9c3932315491373d65bcf67bbb1d73e3c2f6c78840bd466d1d5d2f09",
                    List.of(new Case(0, 1), new Case(-0.0, 1), new Case(1, 2), new Case(0.5, 0x1.6a09e667f3bcdp0),
                            new Case(-1074, TINIEST), new Case(1023, 0x1p1023), new Case(1024, INFINITY), new Case(-1080, 0),
                            new Case(NAN, NAN), new Case(INFINITY, INFINITY), new Case(-INFINITY, 0))),
            new Function(ScalarOp.LOG2, 1, 0, 4,
                    "e6ac10eb9ad7a06a2c451f75af64c37c08034bdf0384d3606db306b9333bbc28",
                    List.of(new Case(0, -INFINITY), new Case(-0.0, -INFINITY), new Case(1, 0), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, NAN), new Case(-TINIEST, NAN), new Case(-1, NAN),
                            new Case(8, 3), new Case(TINIEST, -1074), new Case(0x1p1023, 1023), new Case(0.5, -1))),
            new Function(ScalarOp.LOG10, 1, 0, 4,
                    "d349dcb3789bb673ffe4d31f40787df4e4717c83c1bd1b8676006a0f5a589b15",
                    List.of(new Case(0, -INFINITY), new Case(-0.0, -INFINITY), new Case(1, 0), new Case(NAN, NAN),
                            new Case(INFINITY, INFINITY), new Case(-INFINITY, NAN), new Case(-TINIEST, NAN), new Case(-1, NAN),
                            new Case(1000, 3), new Case(1e22, 22), new Case(0.001, -3))),
            new Function(ScalarOp.CBRT, 1, -40, 40,
                    "894009bab8a9e7d4cb6e4ea3198916ca32a30dc84659516b20de6e193560243a",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(27, 3), new Case(-8, -2),
                            new Case(1e-300, 1e-100), new Case(INFINITY, INFINITY), new Case(-INFINITY, -INFINITY))),
            new Function(ScalarOp.ERF, 1, -6, 6,
                    "d52cb269d686c07b83a7f8d0ded48a7badf21e87285f1fc046f089a82dea8cc1",
                    List.of(new Case(0, 0), new Case(-0.0, -0.0), new Case(NAN, NAN), new Case(INFINITY, 1),
                            new Case(-INFINITY, -1), new Case(LARGEST, 1), new Case(TINIEST, TINIEST))),
            new Function(ScalarOp.ERFC, 3, 28, -6,
                    "b2e56e59a068327df9e06ec66c9d893ed3ae4fb8743b96e2fec00b78aa17c57c",
                    List.of(new Case(0, 1), new Case(-0.0, 1), new Case(NAN, NAN), new Case(INFINITY, 0),
                            new Case(-INFINITY, 2), new Case(LARGEST, 0), new Case(-LARGEST, 2), new Case(28, 0))),
            new Function(ScalarOp.ERFCX, 4, 1000, -26,
                    "933ffa6b78f9fdc3d56c259a53fe86a1b733712fc977ee5ce0870e340207acc4",
                    List.of(new Case(NAN, NAN), new Case(INFINITY, 0), new Case(-INFINITY, INFINITY),
                            new Case(-LARGEST, INFINITY), new Case(-27, INFINITY))));
    // spotless:on

    /** Those of two operands have {@link PowerTest} and {@link TwoOperandsTest}. */
    @Test
    void no_formula_is_forgotten() {
        assertThat(ScalarOp.values())
                .filteredOn(op -> op.cost() == ScalarOp.Cost.FORMULA && op.arity() == 1)
                .containsExactlyInAnyOrderElementsOf(
                        FUNCTIONS.stream().map(Function::row).toList());
    }

    @TestFactory
    Stream<DynamicTest> results_are_within_the_promised_ulps() throws Exception {
        Map<String, List<Case>> reference = reference();
        return FUNCTIONS.stream()
                .map(f -> f.test(() -> {
                    assertThat(reference.get(f.row().label())).hasSizeGreaterThan(1000);
                    for (Case c : reference.get(f.row().label())) {
                        double found = f.at(c.x());
                        assertThat(ulps(found, c.value()))
                                .as("%s(%s) = %s, not %s", f.row().label(), Double.toHexString(c.x()), found, c.value())
                                .isLessThanOrEqualTo(f.ulps());
                    }
                }));
    }

    /** How many doubles lie between a and b, and one more; infinity is the neighbour of the greatest. */
    static long ulps(double a, double b) {
        return Double.isNaN(a) ? Long.MAX_VALUE : Math.abs(place(a) - place(b));
    }

    private static long place(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    /** The lines of elementary.txt: a function, an argument, the correctly rounded value; those of powers are no use here. */
    private static Map<String, List<Case>> reference() throws Exception {
        var in = ElementaryTest.class.getResourceAsStream("/elementary.txt");
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.groupingBy(
                            word -> word[0],
                            Collectors.mapping(
                                    word -> new Case(number(word[1]), number(word[2])), Collectors.toList())));
        }
    }

    static double number(String bits) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    }

    @TestFactory
    Stream<DynamicTest> special_numbers() {
        return FUNCTIONS.stream()
                .map(f -> f.test(() -> {
                    for (Case c : f.special()) {
                        // compares as Double.equals does: −0 is not 0, NaN is NaN
                        assertThat(Double.valueOf(f.at(c.x())))
                                .as("%s(%s)", f.row().label(), c.x())
                                .isEqualTo(Double.valueOf(c.value()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> they_grow_but_for_the_last_bits() {
        return FUNCTIONS.stream()
                .map(f -> f.test(() -> {
                    int steps = 200_000;
                    double before = f.at(f.low());
                    for (int i = 1; i <= steps; i++) {
                        double next = f.at(f.low() + (f.high() - f.low()) * i / steps);
                        assertThat(next).isGreaterThanOrEqualTo(before - f.ulps() * Math.ulp(before));
                        before = next;
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> odd_and_even_functions_are() {
        return FUNCTIONS.stream()
                .filter(f -> List.of("tanh", "sin", "cos", "tan", "arctan", "sinh", "cosh", "arcsinh", "cbrt", "erf")
                        .contains(f.row().label()))
                .map(f -> f.test(() -> {
                    SplittableRandom random = new SplittableRandom(1);
                    for (int i = 0; i < 100_000; i++) {
                        double x = Math.scalb(random.nextDouble(), random.nextInt(-40, 40));
                        double y = f.at(x);
                        assertThat(f.at(-x)).isEqualTo(f.row().label().startsWith("cos") ? y : -y);
                    }
                }));
    }

    /** The hashes hold for every Java, every processor, before and after compilation. */
    @TestFactory
    Stream<DynamicTest> a_million_results_have_these_bits() {
        return FUNCTIONS.stream().map(f -> f.test(() -> assertThat(hash(f)).isEqualTo(f.hash())));
    }

    private static String hash(Function f) throws Exception {
        int n = 1_000_000;
        SplittableRandom random = new SplittableRandom(17);
        ByteBuffer bytes = ByteBuffer.allocate(8 * n);
        for (int i = 0; i < n; i++) {
            // in turn around 0, as far as exponentials go, and the bits of any number
            double x = switch (i % 4) {
                case 0 -> 4 * random.nextDouble() - 2;
                case 1 -> 40 * random.nextDouble() - 20;
                case 2 -> 1500 * random.nextDouble() - 750;
                default -> Double.longBitsToDouble(random.nextLong());
            };
            bytes.putLong(Double.doubleToLongBits(f.at(x)));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
