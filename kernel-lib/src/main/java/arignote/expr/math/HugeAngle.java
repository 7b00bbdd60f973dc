package arignote.expr.math;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * What is left of a huge angle after whole quarter turns: angle = quarters·π/2 + high + low, by the method of Payne and
 * Hanek (1983) in whole numbers. 1216 bits of 2/π leave 190 behind the point for the largest double, and no double is
 * nearer than 2⁻⁶² to a multiple of π/2 (Muller, Elementary Functions, 11.3).
 *
 * @param quarters modulo 4
 * @param high the angle rounded to a double, at most π/4
 * @param low what rounding has left
 */
record HugeAngle(long quarters, double high, double low) {
    private static final int BITS = 1216;

    /** 2/π·2¹²¹⁶ and π/2·2¹⁹⁰, both rounded down. */
    private static final BigInteger TWO_OVER_PI = new BigInteger(
            "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424d"
                    + "d2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639"
                    + "835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f46"
                    + "3f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7b6bab",
            16);

    private static final int ANGLE_BITS = 190;
    private static final BigInteger PI_HALF = new BigInteger("6487ed5110b4611a62633145c06e0e68948127044533e63a", 16);

    /** @param x finite, at least 1 */
    static HugeAngle of(double x) {
        int exponent = Math.getExponent(x) - 52;
        BigInteger whole = BigInteger.valueOf((long) Math.scalb(x, -exponent));
        int point = BITS - exponent;
        BigInteger turns = whole.multiply(TWO_OVER_PI);
        BigInteger nearest = turns.add(BigInteger.ONE.shiftLeft(point - 1)).shiftRight(point);
        BigInteger left = turns.subtract(nearest.shiftLeft(point)).shiftRight(point - ANGLE_BITS);
        BigInteger angle = left.multiply(PI_HALF);
        double high = angle.doubleValue();
        double low = angle.subtract(new BigDecimal(high).toBigInteger()).doubleValue();
        return new HugeAngle(
                nearest.intValue() & 3, Math.scalb(high, -2 * ANGLE_BITS), Math.scalb(low, -2 * ANGLE_BITS));
    }
}
