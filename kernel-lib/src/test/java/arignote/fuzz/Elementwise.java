package arignote.fuzz;

import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;
import java.util.Set;

/** Scalar operations on bounded elements: the bound comes from the ends of the operands' intervals. */
final class Elementwise {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private Elementwise() {}

    static Bounded compute(ScalarOp op, DType out, List<Bounded> args, Reference.Beside beside) {
        long[] shape = Shapes.broadcast(args.stream().map(a -> a.shape).toList());
        Bounded z = new Bounded(out, shape);
        int[][] at = args.stream().map(a -> Shapes.repeated(a.shape, shape)).toArray(int[][]::new);
        DType in = out.isFloat()
                ? out
                : args.stream().map(a -> a.dtype).reduce(DType::promote).orElseThrow();
        double[] x = new double[3];
        double[] e = new double[3];
        for (int i = 0; i < z.size(); i++) {
            if (op == ScalarOp.WHERE && args.get(0).error[at[0][i]] == 0) {
                chosen(
                        z,
                        i,
                        args.get(args.get(0).wholes[at[0][i]] != 0 ? 1 : 2),
                        at[args.get(0).wholes[at[0][i]] != 0 ? 1 : 2][i]);
            } else if (in.isFloat()) {
                for (int k = 0; k < args.size(); k++) {
                    x[k] = args.get(k).number(at[k][i]);
                    e[k] = args.get(k).error[at[k][i]];
                }
                floating(op, z, i, x, e, args.size(), beside);
            } else {
                whole(op, z, i, args, at);
            }
        }
        return z;
    }

    /** The operand that a decided condition takes. */
    private static void chosen(Bounded z, int i, Bounded from, int k) {
        if (z.floats != null) {
            z.set(i, from.number(k), from.error[k] == 0 ? 0 : from.error[k] + z.ulp(from.number(k)));
        } else {
            z.wholes[i] = z.dtype == DType.INT32 ? (int) from.wholes[k] : from.wholes[k];
            z.error[i] = from.error[k];
        }
    }

    private static void whole(ScalarOp op, Bounded z, int i, List<Bounded> args, int[][] at) {
        long[] w = new long[3];
        boolean decided = true;
        for (int k = 0; k < args.size(); k++) {
            w[k] = args.get(k).wholes[at[k][i]];
            decided &= args.get(k).error[at[k][i]] == 0;
        }
        long v = op.whole().at(w[0], w[1], w[2]);
        z.wholes[i] = z.dtype == DType.INT32 ? (int) v : z.dtype == DType.BOOL ? (v != 0 ? 1 : 0) : v;
        z.error[i] = decided ? 0 : INFINITY;
    }

    private static void floating(
            ScalarOp op, Bounded z, int i, double[] x, double[] e, int arity, Reference.Beside beside) {
        double value = op.value().at(x[0], x[1], x[2]);
        boolean exact = true;
        for (int k = 0; k < arity; k++) {
            exact &= e[k] == 0;
        }
        double spread = exact ? 0 : spread(op, value, x, e, arity, z);
        if (z.floats == null) {
            z.wholes[i] = (long) value;
            z.error[i] = spread == 0 ? 0 : INFINITY;
            return;
        }
        double rounded = z.dtype == DType.FLOAT32 ? (float) value : value;
        boolean signOfZero = !exact && rounded == 0;
        double own = spread > 0 || signOfZero ? z.ulp(rounded) : 0;
        if (!exact && op.rounds() && op.cost() != ScalarOp.Cost.BASIC) {
            own = 2 * z.ulp(rounded); // it need not be monotone to its last bits, as its ends suggest
        }
        if (beside == Reference.Beside.REWRITTEN && op.rounds()) {
            own = 4 * z.ulp(rounded) + (hasLogarithm(op) ? z.unit() * logarithmic(Math.abs(rounded)) : 0);
        }
        z.set(i, rounded, Double.isFinite(rounded) ? 2 * spread + own : spread == 0 ? 0 : INFINITY);
    }

    /** Whether a rewritten graph may compute with the logarithm: it rounds that, and so what the exponential of it is. */
    private static boolean hasLogarithm(ScalarOp op) {
        return Set.of(ScalarOp.EXP, ScalarOp.SIGMOID, ScalarOp.SOFTPLUS, ScalarOp.POWER)
                .contains(op);
    }

    private static double logarithmic(double value) {
        return value > 0 && value < INFINITY ? value * Math.abs(Math.log(value)) : 0;
    }

    /** How many whole quotients two operands have within their errors: a remainder jumps from one to the next. */
    private static long quotients(double[] x, double[] e) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double quotient =
                    Math.floor((x[0] + (corner < 2 ? e[0] : -e[0])) / (x[1] + (corner % 2 == 0 ? e[1] : -e[1])));
            least = Math.min(least, quotient);
            greatest = Math.max(greatest, quotient);
        }
        return greatest - least < Long.MAX_VALUE ? (long) (greatest - least) + 1 : Long.MAX_VALUE;
    }

    /** How far the result can be off by the operands' errors. */
    private static double spread(ScalarOp op, double value, double[] x, double[] e, int arity, Bounded z) {
        for (int k = 0; k < arity; k++) {
            if (e[k] == INFINITY) {
                return INFINITY;
            }
        }
        boolean undecided = switch (op) {
            case EQ, NEQ -> Math.abs(x[0] - x[1]) <= e[0] + e[1];
            case NOT -> e[0] > 0 && Math.abs(x[0]) <= e[0]; // false on both sides of zero
            case DIVIDE, INT_DIV -> Math.abs(x[1]) <= e[1];
            case REMAINDER -> Math.abs(x[1]) <= e[1] || quotients(x, e) > 1;
            case POWER -> Math.abs(x[0]) <= e[0];
            // not monotone: the ends say nothing of a wide interval
            case SIN, COS, TAN, XLOGX, COSH -> e[0] > 0.01;
            // jumps from π to −π
            // orders decide by their last bit, and poles are met
            case POLYGAMMA, IV, JV -> e[0] > 0 || e[1] > 0.001 || Math.floor(x[1] - e[1]) != Math.floor(x[1] + e[1]);
            case GAMMA, GAMMALN, PSI -> e[0] > 0.001 || Math.floor(x[0] - e[0]) != Math.floor(x[0] + e[0]);
            case GAMMAINC, GAMMAINCC, GAMMAINC_GRAD -> e[0] > 0.001 || x[0] > 1e8;
            case ARCTAN2 -> Math.abs(x[0]) <= e[0] && x[1] - e[1] <= 0;
            case HYPOT -> Math.abs(x[0]) <= e[0] || Math.abs(x[1]) <= e[1];
            case XLOGY0 -> Math.abs(x[0]) <= e[0] && e[0] > 0;
            case ADD, SUBTRACT, MULTIPLY, NEGATE, ABS, SIGN, FLOOR, EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID -> false;
            case CEIL, TRUNC, ROUND, ISNAN, ISINF, AND, OR, XOR, INVERT, LEFT_SHIFT, RIGHT_SHIFT -> false;
            case ARCSIN, ARCCOS, ARCTAN, SINH, ARCSINH, ARCCOSH, ARCTANH, EXP2, LOG2, LOG10, CBRT, LOGADDEXP -> false;
            case ERF, ERFC, ERFCX, ERFINV, ERFCINV -> false;
            case SOFTPLUS, SQR, SQRT, MAXIMUM, MINIMUM, LT, LE, GT, GE, WHERE -> false;
        };
        if (undecided) {
            return INFINITY;
        }
        double spread = 0;
        for (int corner = 0; corner < 1 << arity; corner++) {
            double[] c = new double[3];
            for (int k = 0; k < arity; k++) {
                c[k] = (corner >> k & 1) == 0 ? x[k] - e[k] : x[k] + e[k];
            }
            double there = op.value().at(c[0], c[1], c[2]);
            there = z.dtype == DType.FLOAT32 ? (float) there : there;
            if (Double.isNaN(there) != Double.isNaN(value)) {
                return INFINITY;
            }
            double distance = there == value || Double.isNaN(there) ? 0 : Math.abs(there - value);
            spread = Math.max(spread, distance);
        }
        return spread;
    }

    static Bounded cast(Bounded x, DType to) {
        Bounded z = new Bounded(to, x.shape);
        for (int i = 0; i < x.size(); i++) {
            double error = x.error[i];
            if (to.isFloat()) {
                boolean bool = x.dtype == DType.BOOL && error > 0;
                double value = x.number(i);
                z.set(i, value, bool ? 1 : error == 0 ? 0 : error + z.ulp(value));
                continue;
            }
            z.wholes[i] = whole(x, i, to);
            if (x.floats == null) {
                z.error[i] = error;
            } else if (error > 0) {
                boolean decided = error < INFINITY
                        && whole(x.floats[i] - error, to) == whole(x.floats[i] + error, to)
                        && (to != DType.BOOL || Math.abs(x.floats[i]) > error);
                z.error[i] = decided ? 0 : INFINITY;
            }
        }
        return z;
    }

    private static long whole(Bounded x, int i, DType to) {
        if (x.floats != null) {
            return whole(x.floats[i], to);
        }
        return switch (to) {
            case BOOL -> x.wholes[i] != 0 ? 1 : 0;
            case INT32 -> (int) x.wholes[i];
            default -> x.wholes[i];
        };
    }

    private static long whole(double value, DType to) {
        return switch (to) {
            case BOOL -> value != 0 ? 1 : 0;
            case INT32 -> (int) value;
            default -> (long) value;
        };
    }
}
