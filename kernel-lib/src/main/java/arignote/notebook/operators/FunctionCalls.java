package arignote.notebook.operators;

import arignote.CompiledFunction;
import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.OperandType;
import arignote.notebook.source.Span;
import arignote.notebook.source.TreeTypes;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Calls of functions as Theano writes them: {@code train(x, y)}, where {@code train} is a variable. Each becomes
 * {@code train.apply(x, y)}; {@code applyAll} if it has several outputs or its value is not used, and
 * {@code applyAsDouble} where the compiler then asks for a number.
 */
final class FunctionCalls {
    /** What a call gives. */
    private enum Form {
        ARRAY("apply", OperandType.ARRAY),
        NUMBER("applyAsDouble", OperandType.FRACTION),
        ALL("applyAll", OperandType.OTHER);

        private final String method;
        private final OperandType type;

        Form(String method, OperandType type) {
            this.method = method;
            this.type = type;
        }
    }

    private final Map<Integer, Form> asked = new HashMap<>(); // by where the call begins in the written text
    private final Map<Integer, Span> arrays = new HashMap<>(); // the whole calls of those written as such in this try

    /**
     * The call that the compiler does not understand.
     *
     * @return null if the diagnostic is about something else, or a method has that name
     */
    static MethodInvocationTree at(JavaSyntax statement, TreeTypes types, Diagnostic diagnostic) {
        MethodInvocationTree[] found = new MethodInvocationTree[1];
        if (statement != null && diagnostic.isMethod()) {
            statement.innermostFirst(tree -> {
                if (tree instanceof MethodInvocationTree call
                        && statement.span(call.getMethodSelect()).equals(diagnostic.span())
                        && types.isFunction(call.getMethodSelect())) {
                    found[0] = call;
                }
            });
        }
        return found[0];
    }

    /**
     * What the compiler would say of such calls in a method or class that JShell has accepted, as the name may come later.
     *
     * @param unknown whether a method of that name is not known
     */
    static List<Diagnostic> unresolved(JavaSyntax statement, TreeTypes types, Predicate<String> unknown) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        statement.innermostFirst(tree -> {
            if (tree instanceof MethodInvocationTree call
                    && call.getMethodSelect() instanceof IdentifierTree name
                    && unknown.test(name.toString())
                    && types.isFunction(name)) {
                Span span = statement.span(name);
                diagnostics.add(new Diagnostic(span.start(), span.start(), span.end(), Diagnostic.UNRESOLVED, ""));
            }
        });
        return diagnostics;
    }

    /**
     * Writes the call with a method of the function.
     *
     * @param written where the whole call is in the written text
     * @return the type of its value
     */
    OperandType write(JavaSyntax statement, TreeTypes types, MethodInvocationTree call, Span written, CallEdits edits) {
        Form form = asked.getOrDefault(written.start(), form(statement, types, call));
        if (form == Form.ARRAY) {
            arrays.put(written.start(), written);
        }
        int end = statement.end(call.getMethodSelect());
        edits.insert(end, "." + form.method, end - 1);
        return form.type;
    }

    private static Form form(JavaSyntax statement, TreeTypes types, MethodInvocationTree call) {
        if (types.value(call.getMethodSelect()) instanceof CompiledFunction known) {
            boolean one = known.outputs().size() == 1;
            boolean number = one && known.outputs().get(0).type().rank() == 0 && isFormatted(statement, call);
            return number ? Form.NUMBER : one ? Form.ARRAY : Form.ALL;
        }
        boolean[] unused = new boolean[1];
        statement.innermostFirst(
                tree -> unused[0] |= tree instanceof ExpressionStatementTree alone && alone.getExpression() == call);
        return unused[0] ? Form.ALL : Form.ARRAY;
    }

    /** What a format such as %.2f stands for is a number, and the compiler does not ask for it. */
    private static boolean isFormatted(JavaSyntax statement, MethodInvocationTree call) {
        boolean[] formatted = new boolean[1];
        statement.innermostFirst(tree -> formatted[0] |= tree instanceof MethodInvocationTree around
                && around.getArguments().contains(call)
                && around.getMethodSelect().toString().matches(".*\\.(?:format|printf|formatted)"));
        return formatted[0];
    }

    /**
     * Whether calls that gave arrays could give what the compiler asks for. Then the statement has to be rewritten from its
     * beginning, as what stands around them was written for arrays.
     *
     * @param diagnostics at places in the written text
     */
    boolean ask(List<Diagnostic> diagnostics) {
        boolean more = false;
        for (Diagnostic diagnostic : diagnostics) {
            boolean list =
                    diagnostic.message().contains("List<") || diagnostic.code().contains("foreach");
            List<Span> meant = arrays.values().stream()
                    .filter(call -> diagnostic.start() <= call.start() && call.start() < diagnostic.end()
                            || diagnostic.isMethod() && call.start() >= diagnostic.end())
                    .toList();
            for (Span call : meant) {
                if (meant.stream().noneMatch(other -> other.encloses(call))) {
                    more |= asked.put(call.start(), list ? Form.ALL : Form.NUMBER) == null;
                }
            }
        }
        arrays.clear();
        return more;
    }
}
