package arignote.compile.device;

import arignote.compile.print.TargetText;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;
import java.util.Set;

/**
 * Scalar operations as expressions of kernels, by what {@code prelude.h} defines, with the bits that their rows give. A
 * quotient or a root of float32 is computed as a double and rounded, which is right to the last bit; OpenCL's own need not
 * be.
 */
final class KernelText implements TargetText {
    private final Set<ScalarOp> called;

    /** @param called takes the operations whose functions are called */
    KernelText(Set<ScalarOp> called) {
        this.called = called;
    }

    @Override
    public String variable(DType dtype) {
        return type(dtype);
    }

    static String type(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> "double";
            case FLOAT32 -> "float";
            case INT64 -> "whole";
            case INT32 -> "int";
            case BOOL -> "truth";
        };
    }

    @Override
    public String constant(DType dtype) {
        return "const " + variable(dtype);
    }

    @Override
    public String number(DType dtype, double real, long whole) {
        return switch (dtype) {
            case FLOAT64 -> literal(real);
            case FLOAT32 -> "((float) " + literal((float) real) + ")";
            case INT64 -> literal(whole);
            case INT32 -> "((int) " + whole + ")";
            case BOOL -> whole != 0 ? "1" : "0";
        };
    }

    /** All bits of a double. */
    static String literal(double value) {
        if (Double.isNaN(value)) {
            return "REAL_NAN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "REAL_INFINITY" : "(-REAL_INFINITY)";
        }
        String digits = Double.toHexString(value);
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    static String literal(long whole) {
        return "((whole) 0x" + Long.toHexString(whole) + ")";
    }

    @Override
    public String apply(ScalarOp op, DType out, DType of, List<String> operands) {
        if (op == ScalarOp.WHERE) {
            return operands.get(0) + " ? " + operands.get(1) + " : " + operands.get(2);
        }
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        return of == DType.BOOL
                ? onBools(op, a, b)
                : of.isFloat() ? onReals(op, out, operands) : onWholes(op, of, a, b);
    }

    private String onReals(ScalarOp op, DType out, List<String> operands) {
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        return switch (op) {
            case ADD -> a + " + " + b;
            case SUBTRACT -> a + " - " + b;
            case MULTIPLY -> a + " * " + b;
            case DIVIDE -> in(out, "(double) " + a + " / (double) " + b);
            case NEGATE -> "-" + a;
            case SQR -> a + " * " + a;
            case MAXIMUM -> "greater(" + a + ", " + b + ")";
            case MINIMUM -> "smaller(" + a + ", " + b + ")";
            case ABS -> in(out, "fabs((double) " + a + ")");
            case FLOOR, CEIL, SQRT -> in(out, op.label() + "((double) " + a + ")");
            case ROUND -> in(out, "rint((double) " + a + ")");
            case ISNAN -> a + " != " + a;
            case ISINF -> "fabs((double) " + a + ") == REAL_INFINITY";
            case LT, LE, GT, GE, EQ, NEQ, NOT -> compared(op, a, b);
            default -> {
                called.add(op);
                yield in(
                        out,
                        KernelFunctions.name(op) + "("
                                + String.join(
                                        ", ",
                                        operands.stream()
                                                .map(o -> "(double) " + o)
                                                .toList())
                                + ")");
            }
        };
    }

    private static String in(DType out, String doubles) {
        return out == DType.FLOAT32 ? "(float) (" + doubles + ")" : doubles;
    }

    private static String compared(ScalarOp op, String a, String b) {
        return switch (op) {
            case LT -> a + " < " + b;
            case LE -> a + " <= " + b;
            case GT -> a + " > " + b;
            case GE -> a + " >= " + b;
            case EQ -> a + " == " + b;
            case NEQ -> a + " != " + b;
            case NOT -> a + " == 0";
            default -> throw new IllegalStateException(op + " compares nothing");
        };
    }

    private static String onWholes(ScalarOp op, DType of, String a, String b) {
        String type = type(of);
        String two = "_" + type + "(" + a + ", " + b + ")";
        return switch (op) {
            case ADD -> "add" + two;
            case SUBTRACT -> "subtract" + two;
            case MULTIPLY -> "multiply" + two;
            case SQR -> "multiply_" + type + "(" + a + ", " + a + ")";
            case NEGATE -> "subtract_" + type + "(0, " + a + ")";
            case ABS -> a + " < 0 ? subtract_" + type + "(0, " + a + ") : " + a;
            case SIGN -> "(" + a + " > 0) - (" + a + " < 0)";
            case MAXIMUM -> "greater_whole(" + a + ", " + b + ")";
            case MINIMUM -> "smaller_whole(" + a + ", " + b + ")";
            case REMAINDER -> "(" + type + ") floor_remainder(" + a + ", " + b + ")";
            case INT_DIV -> "(" + type + ") floor_quotient(" + a + ", " + b + ")";
            case POWER -> "(" + type + ") power_whole(" + a + ", " + b + ", refused)";
            case LEFT_SHIFT -> "(" + type + ") left_shift(" + a + ", " + b + ")";
            case RIGHT_SHIFT -> "(" + type + ") right_shift(" + a + ", " + b + ")";
            case AND -> a + " & " + b;
            case OR -> a + " | " + b;
            case XOR -> a + " ^ " + b;
            case INVERT -> "~" + a;
            case ISNAN, ISINF -> a + " != " + a;
            case LT, LE, GT, GE, EQ, NEQ, NOT -> compared(op, a, b);
            default -> throw new IllegalStateException(op + " of whole numbers");
        };
    }

    private static String onBools(ScalarOp op, String a, String b) {
        return switch (op) {
            case ADD, MAXIMUM, OR -> a + " | " + b;
            case MULTIPLY, MINIMUM, AND -> a + " & " + b;
            case SUBTRACT, XOR -> a + " ^ " + b;
            case ABS, SQR -> a;
            case ISNAN, ISINF -> a + " != " + a;
            case LT, LE, GT, GE, EQ, NEQ, NOT -> compared(op, a, b);
            default -> throw new IllegalStateException(op + " of bools");
        };
    }

    @Override
    public String convert(DType from, DType to, String a) {
        if (from == to) {
            return a;
        }
        if (to == DType.BOOL) {
            return a + " != 0";
        }
        return from.isFloat() && !to.isFloat() ? "to_" + type(to) + "(" + a + ")" : "(" + type(to) + ") " + a;
    }
}
