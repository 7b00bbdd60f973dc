package arignote;

import arignote.expr.Operands;
import java.util.List;

/** One of the things that {@link Arignote#function} is told, in any order. */
public sealed interface FunctionArgument permits Update, FunctionArgument.Part {
    /** The arguments other than an update; made by the methods of {@link Arignote} of the same names. */
    sealed interface Part extends FunctionArgument {}

    /** The inputs, in this order. */
    record Inputs(List<Expr> variables) implements Part {
        /** Refuses null, and what is no expression. */
        public Inputs {
            variables = complete(variables, Expr.class, "inputs", "variables such as T.vector(\"x\")");
        }
    }

    /** What a call returns, in this order. */
    record Outputs(List<Expr> expressions) implements Part {
        /** Refuses null, and what is no expression. */
        public Outputs {
            expressions = complete(expressions, Expr.class, "outputs", "expressions");
        }
    }

    /** Several updates. */
    record Updates(List<Update> updates) implements Part {
        /** Refuses null, and what is no update. */
        public Updates {
            updates = complete(updates, Update.class, "updates", "update(…, …)");
        }
    }

    /** Something that stands in for an expression in this function. */
    record Given(Expr expression, Object replacement) implements Part {
        /** Refuses null. */
        public Given {
            if (expression == null || replacement == null) {
                throw new IllegalArgumentException("given(…, …) got null in place " + (expression == null ? 1 : 2)
                        + "; give an expression, and an expression or a value that stands in for it");
            }
        }
    }

    /** How the function is run: the name of a backend. */
    record Mode(String name) implements Part {}

    /** What becomes of an input that nothing needs: raise, warn or ignore. */
    record OnUnusedInput(String policy) implements Part {}

    /** Values that lose precision in the input's type are taken. */
    record AllowInputDowncast() implements Part {}

    /** The function's name in messages. */
    record Named(String name) implements Part {
        /** Refuses null. */
        public Named {
            if (name == null) {
                throw new IllegalArgumentException("named(…) got null; give a name such as \"train\"");
            }
        }
    }

    private static <E> List<E> complete(List<E> list, Class<E> kind, String what, String wanted) {
        if (list == null) {
            throw new IllegalArgumentException(what + "(…) got null; give " + wanted);
        }
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (!kind.isInstance(element)) {
                throw new IllegalArgumentException(
                        what + "(…) got " + Operands.kind(element) + " in place " + (i + 1) + "; give " + wanted);
            }
        }
        return List.copyOf(list);
    }
}
