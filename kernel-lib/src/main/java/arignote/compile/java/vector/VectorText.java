package arignote.compile.java.vector;

import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;

/** Scalar operations on vectors, with the bits that their rows give; a bool is a mask. */
final class VectorText {
    private VectorText() {}

    /** Whether vectors have the operation with exactly the row's bits. */
    static boolean has(ScalarOp op, DType of, boolean onMasks) {
        if (onMasks) {
            return switch (op) {
                case ADD, MULTIPLY, MAXIMUM, MINIMUM, EQ, NEQ, AND, OR, XOR, NOT -> true;
                default -> false;
            };
        }
        if (of == DType.FLOAT64) {
            return op.cost() != ScalarOp.Cost.SCALAR && op.cost() != ScalarOp.Cost.LOOPS;
        }
        return of == DType.FLOAT32 && op.cost() == ScalarOp.Cost.BASIC;
    }

    /** A basic operation as one expression. */
    static String basic(ScalarOp op, boolean onMasks, List<String> operands) {
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        if (onMasks) {
            return switch (op) {
                case ADD, MAXIMUM, OR -> a + ".or(" + b + ")";
                case MULTIPLY, MINIMUM, AND -> a + ".and(" + b + ")";
                case NOT -> a + ".not()";
                case EQ -> a + ".eq(" + b + ")";
                case NEQ, XOR -> a + ".eq(" + b + ").not()";
                default -> throw new IllegalStateException(op + " of masks");
            };
        }
        return switch (op) {
            case ADD -> a + ".add(" + b + ")";
            case SUBTRACT -> a + ".sub(" + b + ")";
            case MULTIPLY -> a + ".mul(" + b + ")";
            case DIVIDE -> a + ".div(" + b + ")";
            case NEGATE -> a + ".neg()";
            case SQR -> a + ".mul(" + a + ")";
            case ABS -> a + ".abs()";
            case SQRT -> a + ".sqrt()";
            case MAXIMUM -> a + ".max(" + b + ")";
            case MINIMUM -> a + ".min(" + b + ")";
            case LT, LE, GT, GE, EQ -> a + ".compare(VectorOperators." + op + ", " + b + ")";
            case NEQ -> a + ".compare(VectorOperators.NE, " + b + ")";
            case NOT -> a + ".compare(VectorOperators.EQ, 0)";
            case ISNAN -> a + ".test(VectorOperators.IS_NAN)";
            case ISINF -> a + ".test(VectorOperators.IS_INFINITE)";
            case WHERE -> operands.get(2) + ".blend(" + b + ", " + a + ")";
            default -> throw new IllegalStateException(op + " is no basic operation");
        };
    }
}
