package arignote.compile.print;

import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;

/** Scalar operations as expressions of C, with the bits of Java; formulas are refused. */
public final class CText implements TargetText {
    @Override
    public String variable(DType dtype) {
        return switch (dtype) {
            case FLOAT64 -> "double";
            case FLOAT32 -> "float";
            case INT64 -> "int64_t";
            case INT32 -> "int32_t";
            case BOOL -> "bool";
        };
    }

    @Override
    public String constant(DType dtype) {
        return "const " + variable(dtype);
    }

    @Override
    public String number(DType dtype, double real, long whole) {
        if (!dtype.isFloat()) {
            boolean least = whole == Long.MIN_VALUE;
            return dtype != DType.INT64 ? "(" + whole + ")" : least ? "INT64_MIN" : "INT64_C(" + whole + ")";
        }
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            return Double.isNaN(real) ? "NAN" : real > 0 ? "INFINITY" : "(-INFINITY)";
        }
        return "(" + (dtype == DType.FLOAT64 ? Double.toHexString(real) : Float.toHexString((float) real) + "f") + ")";
    }

    @Override
    public String apply(ScalarOp op, DType out, DType of, List<String> operands) {
        String a = operands.get(0);
        String b = operands.size() > 1 ? operands.get(1) : null;
        boolean bool = of == DType.BOOL;
        return switch (op) {
            case ADD -> a + (bool ? " | " : " + ") + b;
            case SUBTRACT -> a + (bool ? " != " : " - ") + b;
            case MULTIPLY -> a + (bool ? " & " : " * ") + b;
            case DIVIDE -> a + " / " + b;
            case NEGATE -> "-" + a;
            case SQR -> bool ? a : a + " * " + a;
            case ABS -> of.isFloat() ? "fabs(" + a + ")" : "whole_abs(" + a + ")";
            case SIGN -> "sign(" + a + ")";
            case MAXIMUM -> "greater(" + a + ", " + b + ")";
            case MINIMUM -> "smaller(" + a + ", " + b + ")";
            case LT -> a + " < " + b;
            case LE -> a + " <= " + b;
            case GT -> a + " > " + b;
            case GE -> a + " >= " + b;
            case EQ -> a + " == " + b;
            case NEQ -> a + " != " + b;
            case WHERE -> a + " ? " + b + " : " + operands.get(2);
            case ISNAN -> a + " != " + a;
            case ISINF -> of.isFloat() ? "fabs(" + a + ") == INFINITY" : a + " != " + a;
            case AND -> a + " & " + b;
            case OR -> a + " | " + b;
            case XOR -> a + " ^ " + b;
            case NOT -> a + " == 0";
            case INVERT -> "~" + a;
            case ROUND -> "(" + variable(out) + ") rint(" + a + ")";
            case FLOOR, CEIL, TRUNC, SQRT -> "(" + variable(out) + ") " + op.label() + "(" + a + ")";
            default -> throw new NoNest("no C for " + op.label());
        };
    }

    @Override
    public String least(List<String> of) {
        return "(" + of.get(0) + " < " + of.get(1) + " ? " + of.get(0) + " : " + of.get(1) + ")";
    }

    @Override
    public String greatest(List<String> of) {
        return "(" + of.get(0) + " > " + of.get(1) + " ? " + of.get(0) + " : " + of.get(1) + ")";
    }

    @Override
    public String convert(DType from, DType to, String a) {
        return to == DType.BOOL
                ? a + " != 0"
                : from.isFloat() && !to.isFloat()
                        ? "to_" + variable(to) + "(" + a + ")"
                        : "(" + variable(to) + ") " + a;
    }
}
