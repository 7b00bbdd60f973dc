package arignote.compile.formula;

import java.util.List;

/** What stands in a {@link Formula}: literals, variables, and operations on them. */
public sealed interface FormulaTerm {
    /** The types that a formula computes with. */
    enum Kind {
        /** a double */
        NUMBER,
        /** a long that holds the bits of a double */
        BITS,
        CONDITION,
        /** several values at once, of which a {@link Part} is taken */
        RECORD
    }

    Kind kind();

    /** Whether it costs nothing to write it down twice. */
    default boolean isAtom() {
        return !(this instanceof Apply);
    }

    record Number(double value) implements FormulaTerm {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }
    }

    record Bits(long value) implements FormulaTerm {
        @Override
        public Kind kind() {
            return Kind.BITS;
        }
    }

    /** One variable of the formula, equal to itself alone; methods that are inlined twice have two of each. */
    final class Variable implements FormulaTerm {
        private final String name;
        private final Kind kind;

        public Variable(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
        }

        /** The name in the source, which another variable may have too. */
        public String name() {
            return name;
        }

        @Override
        public Kind kind() {
            return kind;
        }
    }

    /** A component of a variable that holds a record. */
    record Part(Variable of, String name, Kind kind) implements FormulaTerm {}

    record Apply(FormulaOperation operation, Kind kind, List<FormulaTerm> operands) implements FormulaTerm {
        public FormulaTerm operand(int i) {
            return operands.get(i);
        }
    }
}
