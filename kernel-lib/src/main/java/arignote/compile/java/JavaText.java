package arignote.compile.java;

import arignote.compile.formula.Formula;
import arignote.compile.java.vector.FormulaVector;
import arignote.compile.print.TargetText;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;

/** Scalar operations as expressions of Java, with the bits that their rows give. */
public final class JavaText implements TargetText {
    public static final JavaText JAVA = new JavaText();

    private JavaText() {}

    @Override
    public String variable(DType dtype) {
        return type(dtype);
    }

    /** The Java type of an element. */
    public static String type(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> "double";
            case FLOAT32 -> "float";
            case INT64 -> "long";
            case INT32 -> "int";
            case BOOL -> "boolean";
        };
    }

    @Override
    public String number(DType dtype, double real, long whole) {
        return switch (dtype) {
            case FLOAT64 -> real(real, "Double", "");
            case FLOAT32 -> real(real, "Float", "f");
            case INT64 -> extreme(whole, Long.MIN_VALUE, Long.MAX_VALUE, "Long", "L");
            case INT32 -> extreme(whole, Integer.MIN_VALUE, Integer.MAX_VALUE, "Integer", "");
            case BOOL -> whole != 0 ? "true" : "false";
        };
    }

    private static String extreme(long whole, long least, long greatest, String type, String suffix) {
        return whole == least ? type + ".MIN_VALUE" : whole == greatest ? type + ".MAX_VALUE" : whole + suffix;
    }

    private static String real(double v, String type, String suffix) {
        if (Double.isNaN(v)) {
            return type + ".NaN";
        }
        if (Double.isInfinite(v)) {
            return type + (v > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        String digits = suffix.isEmpty() ? Double.toString(v) : Float.toString((float) v);
        return v < 0 || 1 / v < 0 ? "(" + digits + suffix + ")" : digits + suffix;
    }

    @Override
    public String apply(ScalarOp op, DType out, DType of, List<String> operands) {
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        if (of == DType.BOOL && op != ScalarOp.WHERE) {
            return onBools(op, a, b);
        }
        boolean real = of.isFloat();
        return switch (op) {
            case ADD -> a + " + " + b;
            case SUBTRACT -> a + " - " + b;
            case MULTIPLY -> a + " * " + b;
            case DIVIDE -> a + " / " + b;
            case NEGATE -> "-" + a;
            case SQR -> a + " * " + a;
            case LT -> a + " < " + b;
            case LE -> a + " <= " + b;
            case GT -> a + " > " + b;
            case GE -> a + " >= " + b;
            case EQ -> a + " == " + b;
            case NEQ -> a + " != " + b;
            case WHERE -> a + " ? " + b + " : " + operands.get(2);
            case ABS -> "Math.abs(" + a + ")";
            case MAXIMUM -> "Math.max(" + a + ", " + b + ")";
            case MINIMUM -> "Math.min(" + a + ", " + b + ")";
            case SIGN ->
                real
                        ? in(out, "Numbers.sign(" + a + ")")
                        : type(of).equals("int") ? "Integer.signum(" + a + ")" : "(long) Long.signum(" + a + ")";
            case REMAINDER ->
                real
                        ? in(out, "Numbers.remainder(" + a + ", " + b + ")")
                        : b + " == 0 ? 0 : Math.floorMod(" + a + ", " + b + ")";
            case POWER ->
                real
                        ? in(out, "Power.power(" + a + ", " + b + ")")
                        : (out == DType.INT32 ? "(int) " : "") + "Numbers.power(" + a + ", " + b + ")";
            case INT_DIV ->
                real
                        ? in(out, "Numbers.quotient(" + a + ", " + b + ")")
                        : b + " == 0 ? 0 : Math.floorDiv(" + a + ", " + b + ")";
            case ISNAN -> a + " != " + a;
            case ISINF -> real ? "Math.abs(" + a + ") == Double.POSITIVE_INFINITY" : a + " != " + a;
            case AND -> a + " & " + b;
            case OR -> a + " | " + b;
            case XOR -> a + " ^ " + b;
            case NOT -> a + " == 0";
            case INVERT -> "~" + a;
            case LEFT_SHIFT, RIGHT_SHIFT ->
                (out == DType.INT32 ? "(int) " : "") + "Numbers." + op.label() + "(" + a + ", " + b + ")";
            case FLOOR, CEIL -> in(out, "Math." + op.label() + "(" + a + ")");
            case ROUND -> in(out, "Math.rint(" + a + ")");
            case SQRT -> in(out, "Math.sqrt(" + a + ")");
            default -> in(out, FormulaVector.scalar(Formula.of(op), operands));
        };
    }

    private static String in(DType out, String doubles) {
        return out == DType.FLOAT32 ? "(float) " + doubles : doubles;
    }

    private static String onBools(ScalarOp op, String a, String b) {
        return switch (op) {
            case ADD, MAXIMUM, OR -> a + " | " + b;
            case MULTIPLY, MINIMUM, AND -> a + " & " + b;
            case ABS, SQR -> a;
            case NOT -> "!" + a;
            case ISNAN, ISINF -> a + " != " + a;
            case EQ -> a + " == " + b;
            case NEQ, SUBTRACT, XOR -> a + " != " + b;
            case LT -> "!" + a + " & " + b;
            case LE -> "!" + a + " | " + b;
            case GT -> a + " & !" + b;
            case GE -> a + " | !" + b;
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
        return from == DType.BOOL ? a + " ? " + number(to, 1, 1) + " : " + number(to, 0, 0) : "(" + type(to) + ") " + a;
    }
}
