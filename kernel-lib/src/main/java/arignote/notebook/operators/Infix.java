package arignote.notebook.operators;

import arignote.notebook.source.CellText;
import arignote.notebook.source.Declarations;
import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.NotebookTypes;
import arignote.notebook.source.TreeTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;

/**
 * Arithmetic with operators between expressions, variables and arrays. A statement is evaluated as it is; where the
 * compiler refuses it for an operator, it is evaluated again with that operator written as a call, until it compiles or no
 * operator is left that we know. So nothing that compiles is touched, and nothing runs twice.
 */
public final class Infix {
    private final JShell shell;
    private final Function<RuntimeException, Snippet> refused;
    private final Consumer<String> tell;
    private final Consumer<Snippet> again;
    private final NotebookTypes notebook;
    private final Map<Snippet, List<Diagnostic>> diagnostics = new WeakHashMap<>();
    private final Set<String> hopeless = new HashSet<>();
    private final Set<String> warned = new HashSet<>(); // of the statement that is evaluated

    /**
     * Operators for the statements of a shell.
     *
     * @param refused the snippet that an exception from an evaluation says does not compile, or null if it says
     *     something else
     * @param tell shows a line below the cell
     * @param again called with a snippet of an earlier statement before it is evaluated again
     * @param notebook the types of the notebook's variables
     */
    public Infix(
            JShell shell,
            Function<RuntimeException, Snippet> refused,
            Consumer<String> tell,
            Consumer<Snippet> again,
            NotebookTypes notebook) {
        this.shell = shell;
        this.refused = refused;
        this.tell = tell;
        this.again = again;
        this.notebook = notebook;
    }

    /** Evaluates a statement; {@code next} evaluates plain Java. */
    public Object evaluate(String statement, Function<String, Object> next) {
        warned.clear();
        Declarations declarations = Declarations.of(statement);
        List<String> forms = new ArrayList<>(declarations.parts());
        Object value = null;
        try {
            for (int i = 0; i < forms.size(); i++) {
                int part = i;
                value = single(forms.get(i), next, (written, plain) -> {
                    forms.set(part, plain);
                    PlainCells.add(written, plain);
                });
            }
        } finally {
            if (forms.size() > 1 && !forms.equals(declarations.parts())) {
                PlainCells.add(statement, declarations.joined(forms));
            }
        }
        Suspicions.of(statement, notebook).forEach(this::warn);
        evaluateWaiting(next);
        return value;
    }

    /**
     * The compiler's diagnostics of a statement that was refused, at their places in the written text: without the
     * operators that we know, and with what only shows once these are rewritten.
     */
    public List<Diagnostic> diagnostics(Snippet snippet) {
        List<Diagnostic> known = diagnostics.get(snippet);
        return known == null ? Diagnostic.of(shell, snippet) : known;
    }

    private void warn(String warning) {
        if (warned.add(warning)) {
            tell.accept("warning: " + warning);
        }
    }

    private Object single(String statement, Function<String, Object> next, Accepted accepted) {
        try {
            return next.apply(statement);
        } catch (RuntimeException e) {
            Snippet snippet = refused.apply(e);
            if (snippet == null) {
                throw e;
            }
            Attempt attempt = new Attempt(statement, snippet, next, accepted);
            if (attempt.succeeds()) {
                return attempt.value;
            }
            diagnostics.put(snippet, attempt.diagnostics);
            throw e;
        }
    }

    /** Called before a rewritten statement's own exception, too: the compiler has accepted it. */
    private interface Accepted {
        void accepted(String written, String plain);
    }

    /** The evaluations of one statement. */
    private final class Attempt {
        private final String statement;
        private final Snippet first;
        private final Function<String, Object> next;
        private final Accepted accepted;
        private Object value;
        private boolean imports;
        private List<Diagnostic> diagnostics;

        Attempt(String statement, Snippet first, Function<String, Object> next, Accepted accepted) {
            this.statement = statement;
            this.first = first;
            this.next = next;
            this.accepted = accepted;
        }

        boolean succeeds() {
            return succeeds(notebook::imported) || imports && succeeds(full -> full);
        }

        /** Whether the statement compiles when classes are called so. */
        private boolean succeeds(UnaryOperator<String> names) {
            FunctionCalls calls = new FunctionCalls();
            CellText text = CellText.written(statement);
            Snippet snippet = first;
            Set<String> warnings = new LinkedHashSet<>();
            while (true) {
                InfixRewriter.Pass pass = InfixRewriter.pass(text, refusals(snippet), names, notebook, calls);
                imports |= pass.imports();
                warnings.addAll(pass.warnings());
                if (!pass.changed()) {
                    diagnostics = diagnostics == null ? pass.diagnostics() : diagnostics;
                    if (!calls.ask(pass.diagnostics())) {
                        return false;
                    }
                    text = CellText.written(statement);
                    snippet = first;
                    warnings.clear();
                    continue;
                }
                text = pass.text();
                boolean compiles = true;
                try {
                    value = next.apply(text.toString());
                    return true;
                } catch (RuntimeException e) {
                    snippet = refused.apply(e);
                    compiles = snippet == null;
                    if (compiles) {
                        throw e;
                    }
                } finally {
                    if (compiles) {
                        accepted.accepted(statement, text.toString());
                        warnings.forEach(Infix.this::warn);
                    }
                }
            }
        }
    }

    /** Methods and classes that could not be compiled before, as they refer to something that came only now. */
    private void evaluateWaiting(Function<String, Object> next) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Snippet snippet : waiting()) {
                String before = snippet.source();
                again.accept(snippet);
                Attempt attempt =
                        new Attempt(before, snippet, next, (written, plain) -> PlainCells.replace(before, plain));
                if (attempt.succeeds()) {
                    changed = true;
                } else {
                    hopeless.add(snippet.id() + before);
                }
            }
        }
    }

    private List<Snippet> waiting() {
        return shell.snippets()
                .filter(s -> s instanceof MethodSnippet || s instanceof TypeDeclSnippet)
                .filter(s -> shell.status(s) == Snippet.Status.RECOVERABLE_DEFINED
                        || shell.status(s) == Snippet.Status.RECOVERABLE_NOT_DEFINED)
                .filter(s -> !hopeless.contains(s.id() + s.source()))
                .filter(s ->
                        refusals(s).stream().anyMatch(diagnostic -> diagnostic.isOperator() || isCall(s, diagnostic)))
                .collect(Collectors.toList());
    }

    private boolean isCall(Snippet snippet, Diagnostic diagnostic) {
        JavaSyntax statement = diagnostic.isMethod() ? JavaSyntax.statement(snippet.source()) : null;
        return statement != null
                && FunctionCalls.at(statement, new TreeTypes(statement, Map.of(), notebook), diagnostic) != null;
    }

    /** What the compiler says, and what it would say if JShell did not wait for methods that may come later. */
    private List<Diagnostic> refusals(Snippet snippet) {
        List<Diagnostic> said = Diagnostic.of(shell, snippet);
        List<String> methods = snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration)
                        .filter(needed -> needed.startsWith("method "))
                        .map(needed -> needed.substring(7, needed.indexOf('(')))
                        .toList()
                : List.of();
        JavaSyntax statement = methods.isEmpty() ? null : JavaSyntax.statement(snippet.source());
        if (statement == null) {
            return said;
        }
        TreeTypes types = new TreeTypes(statement, Map.of(), notebook);
        return Stream.concat(said.stream(), FunctionCalls.unresolved(statement, types, methods::contains).stream())
                .toList();
    }
}
