package arignote.expr;

import arignote.Expr;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which expressions are nowhere negative and have slope 0 where they are 0, as sums of squares are. Roots of these have
 * an infinite slope there beside a slope of 0: by convention a norm's gradient at 0 is 0.
 */
public final class Squares {
    /** Larger expressions count as others. */
    private static final int LARGEST = 64;

    private Squares() {}

    /** Whether {@code e} is seen to be so: a sum of squares, of their means, roots or positive multiples. */
    public static boolean isSum(Expr e) {
        return isSum(e, false);
    }

    /** Whether {@code e} is seen to be so, but for numbers that are added or bound it from below. */
    public static boolean isSumWithNumbers(Expr e) {
        return isSum(e, true);
    }

    /** Whether a number keeps {@code e}, a sum with numbers, from being less than {@code limit}. */
    public static boolean isAtLeast(Expr e, double limit) {
        return (is(e, ScalarOp.ADD) || is(e, ScalarOp.MAXIMUM))
                && e.args().stream().anyMatch(a -> isNumber(a) && number(a) >= limit);
    }

    private static boolean isSum(Expr e, boolean numbers) {
        Deque<Expr> open = new ArrayDeque<>();
        open.push(e);
        for (int i = 0; !open.isEmpty(); i++) {
            Expr x = open.pop();
            boolean fits = numbers && isNumber(x) ? number(x) >= 0 : isSquareOfParts(x, open);
            if (i > LARGEST || !fits) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code x} is so if all that is added to {@code open} is. */
    private static boolean isSquareOfParts(Expr x, Deque<Expr> open) {
        Op op = x.op();
        return switch (op.tag()) {
            case DIMSHUFFLE, RESHAPE, PART, GATHER, BROADCAST_TO, SUM_TO, IDENTITY ->
                isSquare(x.args().get(0), open);
            case REDUCE ->
                ((Op.Reduce) op).kind().isOfSquares() && isSquare(x.args().get(0), open);
            case CAST -> ((Op.Cast) op).to().isFloat() && isSquare(x.args().get(0), open);
            case DOT -> {
                Op.Dot d = (Op.Dot) op;
                boolean itself = x.args().get(0) == x.args().get(1);
                yield itself && x.type().rank() == 0 && d.left().equals(d.right());
            }
            case ELEMENTWISE -> isSquareOfOperands(((Op.Elementwise) op).op(), x, open);
            case INPUT, STATE, CONSTANT, SIZE, SHAPE, SOFTMAX, LOG_SOFTMAX, PLACE, JOIN, IOTA, ARRAY -> false;
        };
    }

    private static boolean isSquare(Expr part, Deque<Expr> open) {
        open.push(part);
        return part.type().dtype().isFloat();
    }

    private static boolean isSquareOfOperands(ScalarOp op, Expr x, Deque<Expr> open) {
        Expr a = x.args().get(0);
        Expr b = x.args().size() > 1 ? x.args().get(1) : null;
        switch (op) {
            case SQR:
                return true;
            case ADD:
                open.push(a);
                open.push(b);
                return true;
            case MAXIMUM:
                open.push(isZero(a) ? b : a);
                open.push(isZero(b) ? a : b);
                return true;
            case MULTIPLY:
                if (a == b) {
                    return true;
                }
                open.push(isPositive(a) ? b : a);
                return isPositive(a) || isPositive(b);
            case DIVIDE:
                open.push(a);
                return isPositive(b);
            case POWER:
                return isEven(b) || is(a, ScalarOp.ABS) && isNumber(b) && number(b) > 1;
            default:
                return false;
        }
    }

    private static boolean is(Expr e, ScalarOp op) {
        return e.op() instanceof Op.Elementwise w && w.op() == op;
    }

    private static boolean isNumber(Expr e) {
        return e.op() instanceof Op.Constant c && c.value().shape().length == 0;
    }

    private static double number(Expr e) {
        return ((Op.Constant) e.op()).value().doubleAt(0);
    }

    private static boolean isZero(Expr e) {
        return isNumber(e) && number(e) == 0;
    }

    private static boolean isEven(Expr e) {
        return isNumber(e) && number(e) >= 2 && number(e) % 2 == 0;
    }

    /** A positive number, or how many elements there are. */
    public static boolean isPositive(Expr e) {
        Expr inner = e.op() instanceof Op.Cast ? e.args().get(0) : e;
        return inner.op() instanceof Op.Size || isNumber(inner) && number(inner) > 0;
    }
}
