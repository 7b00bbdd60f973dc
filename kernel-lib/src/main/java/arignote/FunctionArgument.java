package arignote;

import arignote.expr.HostArray;
import arignote.expr.Operands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One of the things that {@link Arignote#function} is told, in any order. */
public sealed interface FunctionArgument permits Update, FunctionArgument.Part {
    /** The arguments other than an update; made by the methods of {@link Arignote} of the same names. */
    sealed interface Part extends FunctionArgument {}

    /** The inputs, in this order: each an {@link Expr} or an {@link In}. */
    record Inputs(List<?> variables) implements Part {
        /** Refuses null, and what is no expression. */
        public Inputs {
            List<In> inputs = new ArrayList<>();
            for (Object x : complete(variables, List.of(Expr.class, In.class), "inputs", VARIABLES)) {
                inputs.add(x instanceof In in ? in : new In((Expr) x, null, null, null));
            }
            variables = List.copyOf(inputs);
        }

        /** Each with its name, its default and its update. */
        public List<In> all() {
            return variables.stream().map(In.class::cast).toList();
        }
    }

    /** What a message asks for where an input is missing. */
    String VARIABLES = "variables such as T.vector(\"x\")";

    /**
     * An input with more than a variable, made by {@link Arignote#in}: {@code in(y).value(1).name("zed")}.
     *
     * @param variable what stands for it in expressions
     * @param name what a call by name and messages call it, or null for the variable's own
     * @param value what it is where a call leaves it out, or null
     * @param update what takes the place of {@code value} after each call, or null
     */
    record In(Expr variable, String name, Object value, Expr update) {
        /** Refuses null for the variable. */
        public In {
            if (variable == null) {
                throw new IllegalArgumentException("in(…) got null; give a variable such as T.vector(\"x\")");
            }
        }

        /** The same input under this name. */
        public In name(String name) {
            return new In(variable, name, value, update);
        }

        /** The same input with a default: the value that it has in a call that leaves it out. */
        public In value(Object value) {
            if (value == null) {
                throw new IllegalArgumentException("value(…) got null; give a number or an array");
            }
            return new In(variable, name, value, update);
        }

        /**
         * The same input with a default that each call replaces by what {@code update} is in that call. It is state of the
         * function and of its copies, as a shared variable that nobody else sees.
         *
         * @param update of the variable's type, made of inputs and shared variables
         */
        public In update(Expr update) {
            if (update == null) {
                throw new IllegalArgumentException("update(…) got null; give an expression");
            }
            return new In(variable, name, value, update);
        }

        /** A variable for the state that starts with {@code value}, for the library's own use. */
        public Shared state(HostArray value) {
            return new Shared(value, name == null ? variable.name() : name);
        }
    }

    /** What a call returns, in this order. */
    record Outputs(List<Expr> expressions) implements Part {
        /** Refuses null, and what is no expression. */
        public Outputs {
            expressions = complete(expressions, List.of(Expr.class), "outputs", "expressions");
        }
    }

    /** What a call returns, by name. */
    record NamedOutputs(List<String> names, List<Expr> expressions) implements Part {
        /** Refuses null. */
        public NamedOutputs {
            expressions = complete(expressions, List.of(Expr.class), "outputs", "expressions");
            names = complete(names, List.of(String.class), "outputs", "a name for each expression");
        }

        /** The names and the expressions of a map, in its order. */
        static NamedOutputs of(Map<String, ? extends Expr> outputs) {
            if (outputs == null) {
                throw new IllegalArgumentException("outputs(…) got null; give expressions");
            }
            return new NamedOutputs(new ArrayList<>(outputs.keySet()), new ArrayList<>(outputs.values()));
        }
    }

    /** Several updates. */
    record Updates(List<Update> updates) implements Part {
        /** Refuses null, and what is no update. */
        public Updates {
            updates = complete(updates, List.of(Update.class), "updates", "update(…, …)");
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

    /** Several of these. */
    record Givens(List<Given> givens) implements Part {
        /** Refuses null. */
        public Givens {
            givens = complete(givens, List.of(Given.class), "givens", "expressions with what stands in for them");
        }
    }

    /** Default updates of shared variables that are left out; of all of them if none is named. */
    record NoDefaultUpdates(List<Shared> variables) implements Part {
        /** Refuses null. */
        public NoDefaultUpdates {
            variables = complete(variables, List.of(Shared.class), "noDefaultUpdates", "shared variables, or none");
        }
    }

    /** In a copy, one shared variable in the place of another. */
    record Swap(Shared from, Shared to) implements Part {
        /** Refuses null. */
        public Swap {
            if (from == null || to == null) {
                throw new IllegalArgumentException("swap(…, …) got null in place " + (from == null ? 1 : 2)
                        + "; give a shared variable of the function, and the one that takes its place in the copy");
            }
        }
    }

    /** A copy that changes no shared variable. */
    record WithoutUpdates() implements Part {}

    /**
     * Whoever looks on while a function is computed.
     *
     * @param before is told each operation and its arguments' values before it is computed, or null
     * @param after is told the operation, its arguments' values and its value, or null
     */
    record Monitored(BiConsumer<Expr, List<INDArray>> before, Monitor after) implements Part {
        /** Refuses two nulls. */
        public Monitored {
            if (before == null && after == null) {
                throw new IllegalArgumentException(
                        "monitor(…) got null; give (operation, arguments, value) -> …, which sees every operation");
            }
        }
    }

    /** Sees each operation of a call, after it was computed. */
    @FunctionalInterface
    interface Monitor {
        /**
         * @param operation what was computed, after rewriting
         * @param arguments the values of its arguments, as copies
         * @param value what it is, as a copy
         */
        void see(Expr operation, List<INDArray> arguments, INDArray value);
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

    private static <E> List<E> complete(List<E> list, List<Class<?>> kinds, String what, String wanted) {
        if (list == null) {
            throw new IllegalArgumentException(what + "(…) got null; give " + wanted);
        }
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (kinds.stream().noneMatch(kind -> kind.isInstance(element))) {
                throw new IllegalArgumentException(
                        what + "(…) got " + Operands.kind(element) + " in place " + (i + 1) + "; give " + wanted);
            }
        }
        return List.copyOf(list);
    }
}
