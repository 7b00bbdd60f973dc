package arignote.compile.formula;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ScalarOp;
import java.util.SplittableRandom;

/** Where printed formulas are compared with the rows of the table: all sorts of operands, the special ones first. */
public final class FormulaArguments {
    private static final double[] SPECIAL = {
        0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.MIN_VALUE,
        0x1p-1022,
        0x0.fffffffffffffp-1022,
        1e-310,
        Double.MAX_VALUE,
        0x1p-54,
        0x1p-27,
        0x1.62e42fefa39efp9,
        0x1.62e42fefa39f0p9,
        0x1.74910d52d3051p9,
        0x1.74910d52d3053p9,
        50,
        710,
        745,
        746,
        0.55,
        0x1.6a09e667f3bcdp-1,
        0x1.6a09e667f3bcdp0,
        0.5,
        1,
        1.5,
        2,
        2.5,
        3,
        22,
        40,
        0x1p20 * 1.5707963267948966,
        0x1p51 + 0.5,
        0x1p52 - 0.5,
        0x1p52,
        0x1p52 + 1,
        0x1p53 - 1,
        0x1p53,
        0x1p70,
        1e22,
        1e300,
        Math.PI,
        Math.PI / 2
    };

    private FormulaArguments() {}

    /**
     * Fails where a result has other bits than the row's own; all NaN count as one.
     *
     * @param found the results of the operands, which are a column each
     */
    public static void compare(ScalarOp op, double[][] operands, double[] found) {
        assertThat(found).hasSameSizeAs(operands[0]);
        double[] x = new double[3];
        for (int i = 0; i < found.length; i++) {
            for (int k = 0; k < operands.length; k++) {
                x[k] = operands[k][i];
            }
            double wanted = op.value().at(x[0], x[1], x[2]);
            if (Double.doubleToLongBits(wanted) != Double.doubleToLongBits(found[i])) {
                throw new AssertionError(
                        "%s of %a, %a, %a is %a, not %a".formatted(op.label(), x[0], x[1], x[2], wanted, found[i]));
            }
        }
    }

    /** Every special number beside every other, then numbers of all sizes; n in all, a power of 2. */
    public static double[][] operands(int arity, int n) {
        double[] special = new double[6 * SPECIAL.length];
        for (int i = 0; i < SPECIAL.length; i++) {
            double s = SPECIAL[i];
            double[] around = {s, -s, Math.nextUp(s), -Math.nextUp(s), Math.nextDown(s), -Math.nextDown(s)};
            System.arraycopy(around, 0, special, 6 * i, 6);
        }
        int pairs = arity == 1 ? special.length : special.length * special.length;
        SplittableRandom random = new SplittableRandom(17);
        double[][] operands = new double[arity][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0, rest = i; k < arity; k++, rest /= special.length) {
                operands[k][i] = i < pairs ? special[rest % special.length] : random(random);
            }
        }
        return operands;
    }

    /** Around 0, as far as exponentials go, small whole numbers, or the bits of any number. */
    private static double random(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> 4 * random.nextDouble() - 2;
            case 1 -> 40 * random.nextDouble() - 20;
            case 2 -> 1500 * random.nextDouble() - 750;
            case 3 -> random.nextInt(-20, 20) * 0.5;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }
}
