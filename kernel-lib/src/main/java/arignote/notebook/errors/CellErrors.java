package arignote.notebook.errors;

import arignote.notebook.cell.CellInterrupt;
import arignote.notebook.cell.CellLog;
import arignote.notebook.source.Caret;
import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.NotebookTypes;
import arignote.notebook.source.SourceScan;
import arignote.notebook.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/**
 * The text of an error in a cell: first the sentence after the exception's name, then the lines of the cells, then what to
 * do. The frames of the kernel are left out, those of libraries are kept for {@code trace()}.
 */
public final class CellErrors {

    private static final String RED = "\033[1;31m", PLAIN = "\033[0m", INDENT = "    ";

    /**
     * What Jupyter shows of an error.
     *
     * @param name the exception's simple name
     * @param sentence its message
     * @param lines the text, in lines, of which the first holds both
     */
    public record Report(String name, String sentence, List<String> lines) {}

    private final JShell shell;
    private final NotebookTypes types;
    private final CellLog log;
    private final CellFrames frames;
    private final AtomicReference<Throwable> thrown;
    private final Function<Snippet, List<Diagnostic>> diagnostics;
    private Snippet refused;
    private Report told;
    private Exception failed;

    /**
     * @param thrown what the cells' code threw last
     * @param diagnostics the compiler's diagnostics of a statement, at places in the text as it was written
     */
    public CellErrors(
            JShell shell,
            NotebookTypes types,
            CellLog log,
            AtomicReference<Throwable> thrown,
            Function<Snippet, List<Diagnostic>> diagnostics) {
        this.shell = shell;
        this.types = types;
        this.log = log;
        this.frames = new CellFrames(shell, log);
        this.thrown = thrown;
        this.diagnostics = diagnostics;
    }

    /** A cell starts. */
    public void forget() {
        refused = null;
        told = null;
        failed = null;
        thrown.set(null);
    }

    /** Around a statement. */
    public Object statement(String code, Function<String, Object> next) {
        log.statement(code);
        refused = null;
        told = null;
        DeclaredByMistake mistake = DeclaredByMistake.of(shell, code, this::names);
        if (mistake != null) {
            int blanks = code.length() - code.stripLeading().length();
            told = report(mistake.error(), log.here(), mistake.start() - blanks, mistake.end() - blanks);
            throw new StatementRefused();
        }
        return next.apply(code);
    }

    /** Thrown in the place of evaluating a statement; the report says why. */
    static final class StatementRefused extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Thrown where a statement has returned from the cell. */
    public static final class ReturnedFromCell extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Of an error at a place in what stands from another place on. */
    private static Report report(CompileError error, CellLog.Place from, int start, int end) {
        List<String> lines = new ArrayList<>(List.of(first("CompileError", error.sentence())));
        CellLog.Place at = new CellLog.Place(from.cell(), from.index() + start);
        indented(lines, marked(at, at.index(), from.index() + end));
        if (!error.hint().isEmpty()) {
            lines.add(INDENT + error.hint());
        }
        return new Report("CompileError", error.sentence(), lines);
    }

    private static List<String> marked(CellLog.Place at, int start, int end) {
        Caret caret = Caret.at(at.cell().source(), start, at.index(), end);
        return List.of("cell [" + at.cell().number() + "], line " + at.line() + ":", caret.line(), caret.mark());
    }

    /** A form of the statement has been evaluated. */
    public void evaluated(SnippetEvent event) {
        log.evaluated(event.snippet());
        failed = event.exception();
        if (failed != null) {
            return; // It was understood; or a magic has run a statement that was not.
        }
        boolean defined = event.status().isDefined() || event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED;
        if (defined) {
            refused = null;
        } else if (refused == null) {
            refused = event.snippet(); // Of a statement's forms the first, which was written.
        }
    }

    /**
     * What to show in the place of the kernel's own report.
     *
     * @param kind simple name of the exception that the evaluation ended with
     * @param message its message
     */
    public Report report(String kind, String message) {
        Report report = english(kind, message);
        String sentence = Words.sentence(report.sentence());
        String both = sentence.equals(report.sentence()) ? sentence : sentence + "\n(" + report.sentence() + ")";
        return new Report(report.name(), both, Words.lines(report.lines()));
    }

    private Report english(String kind, String message) {
        if (kind.equals(CellInterrupt.Stopped.class.getSimpleName())) {
            return new Report(kind, "", List.of("stopped"));
        }
        if (told != null) {
            return told;
        }
        if (kind.equals(ReturnedFromCell.class.getSimpleName())) {
            CompileError error = new CompileError(
                    "return stands in a method only.", "Write the value alone: a cell shows that of its last line.");
            return report(error, log.here(), 0, "return".length());
        }
        if (kind.equals("IncompleteSourceException")) {
            return unfinished(message);
        }
        Throwable last = thrown.get();
        if (refused != null
                && (kind.equals("CompilationException") || ThrownText.causedBy(last, "CompilationException") != null)) {
            return refused(refused);
        }
        if (failed instanceof UnresolvedReferenceException unresolved) {
            return unresolved(unresolved);
        }
        if (failed instanceof EvalException error && error.getExceptionClassName() != null) {
            if (ThrownText.causedBy(last, "EvalException") instanceof EvalException inMagic) {
                return thrown(inMagic);
            }
            boolean same = last != null && last.getClass().getName().equals(error.getExceptionClassName());
            return same ? thrown(last) : thrown(error);
        }
        List<String> lines = new ArrayList<>();
        lines.add(first(kind, message));
        return new Report(kind, message, lines);
    }

    private Report thrown(Throwable error) {
        List<String> lines = ThrownText.chain(error, frames::lines);
        LastTrace.set(String.join("\n", ThrownText.chain(error, frames::all)));
        if (ThrownText.causes(error).stream().anyMatch(cause -> CellFrames.beginsInLibrary(cause.getStackTrace()))) {
            lines.add(INDENT + "(trace() shows the lines of the libraries, too)");
        }
        lines.set(0, RED + lines.get(0) + PLAIN);
        return new Report(ThrownText.name(error.getClass().getName()), ThrownText.sentence(error), lines);
    }

    /**
     * Where the exception itself is out of reach: JShell's form of it, without causes. So it is with a cell that a magic
     * such as {@code %%time} runs.
     */
    private Report thrown(EvalException error) {
        String name = ThrownText.name(error.getExceptionClassName());
        String sentence = ThrownText.sentence(error.getMessage());
        List<String> lines = new ArrayList<>(List.of(first(name, sentence)));
        if (thrown.get() != null) {
            indented(lines, frames.lines(thrown.get().getStackTrace()));
        }
        return new Report(name, sentence, lines);
    }

    private Report refused(Snippet snippet) {
        Report foreign = foreign(snippet);
        if (foreign != null) {
            return foreign;
        }
        List<String> lines = new ArrayList<>();
        String sentence = describe(snippet, lines);
        if (sentence.isEmpty() && snippet instanceof DeclarationSnippet declaration) {
            sentence = needs(declaration);
        }
        lines.add(0, first("CompileError", sentence));
        return new Report("CompileError", sentence, lines);
    }

    private Report unresolved(UnresolvedReferenceException error) {
        DeclarationSnippet snippet = error.getSnippet();
        if (shell.unresolvedDependencies(snippet).findAny().isEmpty()) {
            return refused(snippet); // Nothing is missing; it does not compile.
        }
        String name = snippet instanceof MethodSnippet method
                ? method.name() + "(" + method.parameterTypes() + ")"
                : snippet.name();
        String sentence = name + " cannot be used yet: " + needs(snippet);
        List<String> lines = new ArrayList<>();
        lines.add(first("UnresolvedReference", sentence));
        if (thrown.get() != null) {
            indented(lines, frames.lines(thrown.get().getStackTrace()));
        }
        KnownNames names = names();
        shell.unresolvedDependencies(snippet)
                .map(needed -> needed.split("[ (]"))
                .map(words -> names.hint(words[1], words[0].equals("method")))
                .distinct()
                .forEach(hint -> lines.add(INDENT + hint));
        return new Report("UnresolvedReference", sentence, lines);
    }

    /** What another language has where javac could not read on, or null. */
    private Report foreign(Snippet snippet) {
        List<Diagnostic> syntax =
                diagnostics.apply(snippet).stream().filter(Diagnostic::isSyntax).toList();
        CellLog.Place from = log.place(snippet, 0);
        if (syntax.isEmpty() || from == null) {
            return null;
        }
        String cell = from.cell().source();
        int last = log.place(snippet, syntax.get(0).position()).index();
        int end = cell.indexOf(
                '\n', Math.max(last, from.index() + snippet.source().strip().length()) - 1);
        return foreign(from, cell.substring(from.index(), end < 0 ? cell.length() : end));
    }

    private Report foreign(CellLog.Place from, String text) {
        ForeignSyntax found = ForeignSyntax.of(text, types::declaration);
        return found == null
                ? null
                : report(
                        found.error(),
                        from,
                        found.diagnostic().start(),
                        found.diagnostic().end());
    }

    private String needs(DeclarationSnippet snippet) {
        return "it needs " + shell.unresolvedDependencies(snippet).collect(Collectors.joining(" and "))
                + ", which no cell has defined.";
    }

    /** Adds place and hint of each of the statement's errors; gives back the first one's sentence. */
    private String describe(Snippet snippet, List<String> lines) {
        String first = "";
        Set<String> told = new LinkedHashSet<>();
        for (Diagnostic diagnostic : withoutEnd(diagnostics.apply(snippet))) {
            CompileError error = DiagnosticText.of(snippet.source(), diagnostic, names());
            if (!told.add(error.sentence() + diagnostic.position())) {
                continue;
            }
            if (first.isEmpty()) {
                first = error.sentence();
            } else {
                lines.add("and: " + error.sentence());
            }
            indented(lines, place(snippet, diagnostic));
            if (!error.hint().isEmpty()) {
                lines.add(INDENT + error.hint());
            }
        }
        return first;
    }

    /** Where something else is wrong, javac's remark that the text ends is only a consequence. */
    private static List<Diagnostic> withoutEnd(List<Diagnostic> diagnostics) {
        List<Diagnostic> others = diagnostics.stream()
                .filter(diagnostic -> !diagnostic.code().startsWith("compiler.err.premature"))
                .toList();
        return others.isEmpty() ? diagnostics : others;
    }

    private List<String> place(Snippet snippet, Diagnostic diagnostic) {
        int at = diagnostic.position();
        CellLog.Place place = log.place(snippet, at);
        if (place == null) {
            return List.of();
        }
        int before = place.index() - at; // The statement begins there.
        return marked(place, before + diagnostic.start(), before + diagnostic.end());
    }

    private Report unfinished(String source) {
        CellLog.Cell cell = log.current();
        int begin = cell.source().lastIndexOf(source.strip());
        Report foreign = begin < 0 ? null : foreign(new CellLog.Place(cell, begin), source.strip());
        if (foreign != null) {
            return foreign;
        }
        int open = SourceScan.of(cell.source()).lastOpen();
        String sentence = "The cell ends too early.";
        List<String> lines = new ArrayList<>();
        if (open >= 0) {
            sentence = "The cell ends, but this " + SourceScan.opening(cell.source(), open) + " is not closed.";
            Caret caret = Caret.at(cell.source(), open, open, open + 1);
            int line = new CellLog.Place(cell, open).line();
            indented(lines, List.of("cell [" + cell.number() + "], line " + line + ":", caret.line(), caret.mark()));
        } else {
            indented(lines, source.lines().toList());
        }
        lines.add(0, first("CompileError", sentence));
        return new Report("CompileError", sentence, lines);
    }

    private KnownNames names() {
        return KnownNames.of(shell);
    }

    static void indented(List<String> lines, List<String> more) {
        more.forEach(line -> lines.add(INDENT + line));
    }

    private static String first(String name, String sentence) {
        return RED + ThrownText.joined(name, sentence) + PLAIN;
    }
}
