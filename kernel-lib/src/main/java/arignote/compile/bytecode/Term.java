package arignote.compile.bytecode;

import java.util.List;

/** An expression whose types are known, and what stands in it of statements that are expressions. */
sealed interface Term {
    Class<?> type();

    /** A number or a bool, as Java's compiler computes it itself. */
    record Constant(Class<?> type, Object value) implements Term {}

    record Local(Class<?> type, int slot) implements Term {}

    /** @param of the object, null for a static field */
    record Field(Class<?> type, String owner, String name, Term of) implements Term {}

    record This(Class<?> type) implements Term {}

    record Element(Class<?> type, Term array, Term index) implements Term {}

    record Length(Class<?> type, Term array) implements Term {}

    /** @param of the object, null for a static method and a constructor */
    record Call(Class<?> type, int opcode, String owner, String name, String descriptor, Term of, List<Term> arguments)
            implements Term {}

    record NewArray(Class<?> type, Term length) implements Term {}

    /** A conversion of a number, or of a reference whose class is checked. */
    record Cast(Class<?> type, Term of) implements Term {}

    record Negative(Class<?> type, Term of) implements Term {}

    record Not(Class<?> type, Term of) implements Term {}

    /** Operands of the type of the result; the right one of a shift is an int. */
    record Binary(Class<?> type, String operator, Term left, Term right) implements Term {}

    /** Operands of one type; {@code &&} and {@code ||} stand here too. */
    record Test(Class<?> type, String operator, Term left, Term right) implements Term {}

    record Choice(Class<?> type, Term condition, Term yes, Term no) implements Term {}

    /** @param slot where the value is, if it is of that class */
    record IsA(Class<?> type, Term of, Class<?> kind, int slot) implements Term {}

    record Assign(Class<?> type, Term to, Term value) implements Term {}

    record Increment(Class<?> type, int slot, int by) implements Term {}
}
