package arignote.compile.print;

import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.List;

/** How a language like C writes variables, numbers and operations. All languages give the bits that the operations' rows give. */
public interface TargetText {
    /** What the declaration of a variable begins with. */
    String variable(DType dtype);

    /** What the declaration of a variable begins with that does not change. */
    default String constant(DType dtype) {
        return variable(dtype);
    }

    /** The operator that says whether two numbers are equal. */
    default String equal() {
        return "==";
    }

    /** A literal that is the number to the last bit. */
    String number(DType dtype, double real, long whole);

    /**
     * The value of {@code op}.
     *
     * @param out the dtype of the result
     * @param of the dtype of the operands (of the last one, for a choice)
     */
    String apply(ScalarOp op, DType out, DType of, List<String> operands);

    /** The number in another type, as Java's casts give it; a bool is whether a number is not 0. */
    String convert(DType from, DType to, String a);

    /** The old value with another one added. */
    default String added(ReduceOp kind, DType dtype, String old, String value) {
        return apply(kind.combine(), dtype, dtype, List.of(old, value));
    }

    /** The smallest of whole numbers. */
    default String least(List<String> of) {
        return "Math.min(" + String.join(", ", of) + ")";
    }

    /** The greatest of whole numbers. */
    default String greatest(List<String> of) {
        return "Math.max(" + String.join(", ", of) + ")";
    }

    /** What changes nothing when something is added to it. */
    default String neutral(ReduceOp kind, DType dtype) {
        return number(dtype, kind.neutral(), kind.neutral(dtype));
    }

    /** Whether an expression is a name, a number or something in parentheses. */
    default boolean isOne(String expression) {
        boolean inParentheses = expression.charAt(0) == '(' && expression.indexOf(')') == expression.length() - 1;
        return inParentheses || expression.chars().allMatch(Character::isJavaIdentifierPart);
    }
}
