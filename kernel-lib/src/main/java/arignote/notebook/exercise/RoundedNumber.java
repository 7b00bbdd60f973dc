package arignote.notebook.exercise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A number as far as an answer asks for it: so many significant digits, half away from zero, or a whole number.
 *
 * <p>An answer is kept as the sum of its rounded number, salted with its name. Whoever rounds on the way, or adds in
 * another order, comes to a number whose last digit is one more or less; so a number is compared with its neighbours as
 * well. The script of a page, {@code exercises.js}, does the same with the same numbers.
 *
 * @param digits from 1 to 15; 0 for a whole number, which has to be met
 */
record RoundedNumber(double value, int digits) {
    /** How far from a whole number a computed count may be. */
    private static final double NEARLY = 1e-6;

    private static final int SUM_BYTES = 8;

    RoundedNumber {
        if (digits < 0 || digits > 15) {
            throw new IllegalArgumentException(
                    "an answer has 1 to 15 digits, or 0 for a whole number, but not " + digits);
        }
    }

    /** The number itself; empty where it is none, as NaN, or a fraction in the place of a whole number. */
    List<String> text() {
        return texts().limit(1).toList();
    }

    /** The number and its neighbours. */
    private Stream<String> texts() {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Stream.empty();
        }
        if (digits == 0) {
            double whole = Math.rint(value);
            return Math.abs(value - whole) > NEARLY
                    ? Stream.empty()
                    : Stream.of(new BigDecimal(whole).toBigInteger().toString());
        }
        if (value == 0) {
            return Stream.of("0");
        }
        BigDecimal rounded = new BigDecimal(value).abs().round(new MathContext(digits, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigInteger number = rounded.scaleByPowerOfTen(digits - 1 - exponent).toBigIntegerExact();
        return Stream.of(number, number.add(BigInteger.ONE), number.subtract(BigInteger.ONE))
                .map(n -> text(n, exponent));
    }

    private String text(BigInteger number, int exponent) {
        BigInteger end = BigInteger.TEN.pow(digits), begin = BigInteger.TEN.pow(digits - 1);
        String sign = value < 0 ? "-" : "";
        if (number.equals(end)) {
            return sign + begin + "e" + (exponent + 1);
        }
        // below 1.00 comes 0.999
        return number.compareTo(begin) < 0
                ? sign + end.subtract(BigInteger.ONE) + "e" + (exponent - 1)
                : sign + number + "e" + exponent;
    }

    /** Whether the sum is that of this number, or of a neighbour. */
    boolean has(String name, String sum) {
        return texts().anyMatch(text -> sum(name, text).equals(sum));
    }

    /** The first bytes of SHA-256, in hexadecimal digits. */
    static String sum(String name, String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256")
                    .digest(("arignote " + name + " " + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, SUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
