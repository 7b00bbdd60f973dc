package arignote.compile.javascript;

import arignote.compile.formula.Formula;
import arignote.compile.print.TargetText;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.List;
import java.util.Set;

/**
 * Scalar operations as expressions of JavaScript, with the bits that their rows give. A bool is 0 or 1, an int64 a
 * number that {@link IntegerRanges} has found small enough.
 */
final class JavaScriptText implements TargetText {
    private final Set<ScalarOp> called;

    /** @param called takes the operations that are used */
    JavaScriptText(Set<ScalarOp> called) {
        this.called = called;
    }

    @Override
    public String variable(DType dtype) {
        return "let";
    }

    @Override
    public String constant(DType dtype) {
        return "const";
    }

    @Override
    public String equal() {
        return "===";
    }

    @Override
    public boolean isOne(String expression) {
        return expression.matches("\\w+");
    }

    /** The typed array that holds elements. */
    static String arrayType(DType dtype) {
        return switch (dtype) {
            case FLOAT64, INT64 -> "Float64Array";
            case FLOAT32 -> "Float32Array";
            case INT32 -> "Int32Array";
            case BOOL -> "Uint8Array";
        };
    }

    @Override
    public String number(DType dtype, double real, long whole) {
        return literal(dtype, real, whole);
    }

    static String literal(DType dtype, double real, long whole) {
        if (!dtype.isFloat()) {
            return dtype == DType.BOOL ? (whole != 0 ? "1" : "0") : inParentheses(Long.toString(whole));
        }
        return inParentheses(FormulaJavaScript.literal(dtype == DType.FLOAT32 ? (float) real : real));
    }

    private static String inParentheses(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }

    @Override
    public String apply(ScalarOp op, DType out, DType of, List<String> operands) {
        if (op.value() != null) {
            called.add(op);
        }
        return text(op, out, of, operands);
    }

    private static String text(ScalarOp op, DType out, DType of, List<String> operands) {
        if (of == DType.BOOL && op != ScalarOp.WHERE) {
            return onBools(op, operands);
        }
        if (of == DType.INT32) {
            return onInts(op, operands);
        }
        if (of == DType.INT64) {
            return onSmall(op, operands);
        }
        String doubles = row(op, operands);
        return out == DType.FLOAT32 && op.rounds() ? "Math.fround(" + doubles + ")" : doubles;
    }

    /** What the row says, on doubles. */
    private static String row(ScalarOp op, List<String> operands) {
        return FormulaJavaScript.call(Formula.of(op), operands);
    }

    private static String onInts(ScalarOp op, List<String> operands) {
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        return switch (op) {
            case ADD -> "(" + a + " + " + b + ") | 0";
            case SUBTRACT -> "(" + a + " - " + b + ") | 0";
            case MULTIPLY -> "Math.imul(" + a + ", " + b + ")";
            case SQR -> "Math.imul(" + a + ", " + a + ")";
            case NEGATE -> "-" + a + " | 0";
            case ABS -> "Math.abs(" + a + ") | 0";
            case REMAINDER -> "wholeRemainder(" + a + ", " + b + ")";
            case POWER -> "wholePower(" + a + ", " + b + ")";
            case INT_DIV -> "wholeQuotient(" + a + ", " + b + ")";
            case AND -> a + " & " + b;
            case OR -> a + " | " + b;
            case XOR -> a + " ^ " + b;
            case INVERT -> "~" + a;
            case LEFT_SHIFT, RIGHT_SHIFT -> op.label() + "(" + a + ", " + b + ")";
            case SIGN, MAXIMUM, MINIMUM, WHERE, LT, LE, GT, GE, EQ, NEQ, NOT, ISNAN, ISINF -> row(op, operands);
            default -> throw new IllegalStateException(op + " of whole numbers");
        };
    }

    /** Whole numbers that stay exact; none is -0. */
    private static String onSmall(ScalarOp op, List<String> operands) {
        String a = operands.get(0);
        return switch (op) {
            case NEGATE -> "0 - " + a;
            case SQR -> a + " * " + a;
            case MULTIPLY -> a + " * " + operands.get(1) + " + 0";
            case REMAINDER -> "smallRemainder(" + a + ", " + operands.get(1) + ")";
            default -> row(op, operands);
        };
    }

    private static String onBools(ScalarOp op, List<String> operands) {
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        return switch (op) {
            case ADD, MAXIMUM, OR -> a + " | " + b;
            case MULTIPLY, MINIMUM, AND -> a + " & " + b;
            case SUBTRACT, XOR -> a + " ^ " + b;
            case NOT -> "1 - " + a;
            case ABS, SQR -> a;
            case EQ, NEQ, LT, LE, GT, GE, ISNAN, ISINF -> row(op, operands);
            default -> throw new IllegalStateException(op + " of bools");
        };
    }

    @Override
    public String convert(DType from, DType to, String a) {
        if (from == to || from == DType.BOOL) {
            return a;
        }
        return switch (to) {
            case BOOL -> a + " !== 0 ? 1 : 0";
            case FLOAT32 -> "Math.fround(" + a + ")";
            case INT32 -> from.isFloat() ? "int32(" + a + ")" : a + " | 0";
            case INT64 -> from.isFloat() ? "Math.trunc(" + a + ") + 0" : a;
            case FLOAT64 -> a;
        };
    }

    /** An int64 is among the doubles, where plus and minus infinity lie beyond all numbers. */
    @Override
    public String neutral(ReduceOp kind, DType dtype) {
        return dtype.isFloat() || dtype == DType.INT64
                ? FormulaJavaScript.literal(kind.neutral())
                : literal(dtype, kind.neutral(), kind.neutral(dtype));
    }
}
