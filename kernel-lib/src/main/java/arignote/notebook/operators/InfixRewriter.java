package arignote.notebook.operators;

import arignote.notebook.source.CellText;
import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.NotebookTypes;
import arignote.notebook.source.OperandType;
import arignote.notebook.source.SourceScan;
import arignote.notebook.source.Span;
import arignote.notebook.source.TreeTypes;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.UnaryTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes arithmetic between expressions, variables and arrays as calls, which Java knows: {@code x * w + b} becomes
 * {@code x.times(w).plus(b)}. Only operators that the compiler has refused are touched, the innermost first; the operands
 * keep their order, and lines stay lines.
 */
final class InfixRewriter {
    /**
     * What one pass over a statement gives.
     *
     * @param text the statement, with some operators less
     * @param changed whether there were any
     * @param imports whether the text now names a class by what the cell has imported
     * @param warnings about the operators that were rewritten
     * @param diagnostics what the compiler said, in better words where we have them
     */
    record Pass(CellText text, boolean changed, boolean imports, List<String> warnings, List<Diagnostic> diagnostics) {}

    /** The types in the compiler's message, each on a line of its own; the words before them may be translated. */
    private static final Pattern TYPES =
            Pattern.compile("[^\\n]*\\n[^\\n:：]*[:：]\\s*(.+?)\\s*\\n[^\\n:：]*[:：]\\s*(.+?)\\s*");

    private final CellText cell;
    private final String text;
    private final UnaryOperator<String> imported;
    private final NotebookTypes notebook;
    private final Map<Span, OperandType> rewritten = new HashMap<>();
    private final FunctionCalls calls;
    private final CallEdits edits;
    private final List<String> warnings = new ArrayList<>();
    private boolean imports;

    private InfixRewriter(CellText cell, UnaryOperator<String> imported, NotebookTypes notebook, FunctionCalls calls) {
        this.cell = cell;
        this.text = cell.toString();
        this.imported = imported;
        this.notebook = notebook;
        this.calls = calls;
        this.edits = new CallEdits(text, rewritten.keySet());
    }

    /**
     * One pass.
     *
     * @param diagnostics what the compiler says of the text
     * @param imported the name by which the cell knows a class, from its full name
     * @param notebook the types of its variables
     * @param calls of functions in the statement, with what was learnt of them so far
     */
    static Pass pass(
            CellText cell,
            List<Diagnostic> diagnostics,
            UnaryOperator<String> imported,
            NotebookTypes notebook,
            FunctionCalls calls) {
        InfixRewriter rewriter = new InfixRewriter(cell, imported, notebook, calls);
        List<Diagnostic> inWords = rewriter.rewrite(diagnostics);
        CellText text = cell.with(rewriter.edits.edits());
        boolean changed = !rewriter.edits.edits().isEmpty();
        return new Pass(text, changed, rewriter.imports, rewriter.warnings, inWords);
    }

    /** A text with all operators as calls whose sides have types that are plain to see; the compiler is not asked. */
    static String plain(String text, NotebookTypes notebook) {
        CellText cell = CellText.written(text);
        InfixRewriter rewriter = new InfixRewriter(cell, notebook::imported, notebook, new FunctionCalls());
        JavaSyntax statement = JavaSyntax.statement(text);
        if (statement != null) {
            TreeTypes types = new TreeTypes(statement, Map.of(), notebook);
            rewriter.functions(FunctionCalls.unresolved(statement, types, name -> true));
            rewriter.around(span -> true);
        }
        return cell.with(rewriter.edits.edits()).toString();
    }

    private List<Diagnostic> rewrite(List<Diagnostic> diagnostics) {
        functions(diagnostics);
        List<Diagnostic> innermostFirst = diagnostics.stream()
                .filter(f -> f.isOperator() && f.start() >= 0 && f.end() <= text.length())
                .sorted(Comparator.comparingInt(f -> f.end() - f.start()))
                .toList();
        for (Diagnostic diagnostic : innermostFirst) {
            Span span = diagnostic.span();
            if (rewritten.keySet().stream().noneMatch(span::overlaps)) {
                rewrite(diagnostic, types(diagnostic));
            }
        }
        if (!rewritten.isEmpty()) {
            around(span -> rewritten.keySet().stream().anyMatch(span::encloses));
        }
        return diagnostics.stream().map(this::inWords).toList();
    }

    private void functions(List<Diagnostic> diagnostics) {
        if (diagnostics.stream().noneMatch(Diagnostic::isMethod)) {
            return;
        }
        JavaSyntax statement = JavaSyntax.statement(text);
        TreeTypes types = statement == null ? null : new TreeTypes(statement, rewritten, notebook);
        for (Diagnostic diagnostic : diagnostics) {
            MethodInvocationTree call = FunctionCalls.at(statement, types, diagnostic);
            if (call != null) {
                Span span = statement.span(call);
                Diagnostic whole = cell.origin(new Diagnostic(span.start(), span.start(), span.end(), "", ""));
                Span written = whole.span();
                rewritten.put(span, calls.write(statement, types, call, written, edits));
            }
        }
    }

    /**
     * Operators around those that are rewritten, from the inside out. Of these the compiler says nothing until it knows
     * the types of their sides; where we know them already, it need not be asked again.
     */
    private void around(Predicate<Span> wanted) {
        JavaSyntax statement = JavaSyntax.statement(text);
        if (statement == null) {
            return;
        }
        TreeTypes types = new TreeTypes(statement, rewritten, notebook);
        statement.innermostFirst(tree -> {
            Span span = statement.span(tree);
            if (!wanted.test(span)) {
                return;
            }
            if (tree instanceof UnaryTree unary && TreeTypes.isArithmetic(unary)) {
                enclosing(span, span.start(), List.of(types.of(unary.getExpression())));
            } else if (tree instanceof BinaryTree both) {
                sides(
                        span,
                        statement.span(both.getLeftOperand()),
                        types.of(both.getLeftOperand()),
                        types.of(both.getRightOperand()));
            } else if (tree instanceof CompoundAssignmentTree assign) {
                sides(
                        span,
                        statement.span(assign.getVariable()),
                        types.of(assign.getVariable()),
                        types.of(assign.getExpression()));
            }
        });
    }

    private void sides(Span span, Span left, OperandType leftType, OperandType rightType) {
        enclosing(span, SourceScan.afterComments(text, left.end()), List.of(leftType, rightType));
    }

    private void enclosing(Span span, int position, List<OperandType> types) {
        if (!rewritten.containsKey(span) && types.stream().allMatch(OperandType::hasOperators)) {
            rewrite(new Diagnostic(span.start(), position, span.end(), "", ""), types);
        }
    }

    /** Writes the operator as a call, if these types have it, and remembers the type of the result. */
    private void rewrite(Diagnostic diagnostic, List<OperandType> types) {
        if (write(diagnostic, types)) {
            OperandType result = types.stream().reduce(OperandType.WHOLE_NUMBER, OperandType::with);
            rewritten.put(diagnostic.span(), result);
        }
    }

    private boolean write(Diagnostic diagnostic, List<OperandType> types) {
        int at = diagnostic.position();
        if (at == diagnostic.start()) {
            return switch (text.charAt(at)) {
                case '-' -> prefix(diagnostic, types, "negate", "neg");
                case '~' -> prefix(diagnostic, types, "invert", null);
                default -> false;
            };
        }
        if (OperatorCall.sign(text, at) == null) {
            return false;
        }
        List<String> told = OperatorCall.write(text, edits, this::name, diagnostic, types);
        if (told != null) {
            warnings.addAll(told);
        }
        return told != null;
    }

    private List<OperandType> types(Diagnostic diagnostic) {
        Matcher two = TYPES.matcher(diagnostic.message());
        return two.matches()
                ? List.of(OperandType.of(two.group(1), text), OperandType.of(two.group(2), text))
                : Stream.of(diagnostic.message().split("[\\s']+"))
                        .map(word -> OperandType.of(word, text))
                        .filter(OperandType::hasOperators)
                        .limit(1)
                        .toList();
    }

    /**
     * An operator before its operand as a method of that.
     *
     * @param array the method of arrays; null if they have none
     */
    private boolean prefix(Diagnostic diagnostic, List<OperandType> types, String method, String array) {
        Operand operand = Operand.in(text, diagnostic.start() + 1, diagnostic.end());
        if (operand == null || types.isEmpty() || types.get(0).isNumber()) {
            return false;
        }
        String called = types.get(0) == OperandType.ARRAY ? array : method;
        if (called == null) {
            return false;
        }
        edits.replace(
                diagnostic.start(),
                operand.start(),
                edits.separated(diagnostic.start(), edits.comments(diagnostic.start() + 1, operand.start())));
        edits.receiver(operand, "", diagnostic.start());
        edits.insert(operand.end(), "." + called + "()", diagnostic.start());
        edits.withoutOuterParentheses(diagnostic.span());
        return true;
    }

    private String name(String full) {
        String known = imported.apply(full);
        imports |= !known.equals(full);
        return known;
    }

    /** The compiler's sentence, or a better one. */
    private Diagnostic inWords(Diagnostic diagnostic) {
        boolean here = diagnostic.isOperator() && diagnostic.start() >= 0 && diagnostic.position() < text.length() - 1;
        String sentence = here ? OperatorDiagnostic.sentence(text, diagnostic, types(diagnostic)) : null;
        return cell.origin(sentence == null ? diagnostic : diagnostic.said(sentence));
    }
}
