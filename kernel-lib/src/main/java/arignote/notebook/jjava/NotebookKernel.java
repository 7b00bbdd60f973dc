package arignote.notebook.jjava;

import arignote.Config;
import arignote.expr.Cancellation;
import arignote.expr.Warnings;
import arignote.notebook.cell.CellLog;
import arignote.notebook.cell.CellStep;
import arignote.notebook.cell.CellVariables;
import arignote.notebook.cell.NotebookVariables;
import arignote.notebook.cell.ShadowedNames;
import arignote.notebook.cell.ShellInside;
import arignote.notebook.display.CellEnd;
import arignote.notebook.errors.CellErrors;
import arignote.notebook.operators.Infix;
import arignote.notebook.operators.PlainCells;
import arignote.notebook.source.NotebookTypes;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.reply.CompleteReply;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.JavaKernelBuilder;
import org.dflib.jjava.kernel.execution.CompilationException;

/**
 * JJava's kernel, in which operators stand between expressions, Stop stops, variables keep their values, all output
 * arrives, errors begin with their sentence, and an editor knows the types of this library.
 */
final class NotebookKernel extends JavaKernel {
    /**
     * Jupyter writes it into each notebook that it opens; so it is the same whatever JDK runs them: the language that they
     * are written in.
     */
    private static final LanguageInfo JAVA = new LanguageInfo.Builder("java")
            .version("17")
            .mimetype("text/x-java-source")
            .fileExtension(".jshell")
            .pygments("java")
            .codemirror("java")
            .build();

    private static final List<HelpLink> HELP = List.of(
            new HelpLink("Java tutorials", "https://docs.oracle.com/javase/tutorial/"),
            new HelpLink("JJava homepage", "https://github.com/dflib/jjava"));

    private final CellEvaluator evaluator;
    private final CellOutput output = new CellOutput();
    private final CellLog log = new CellLog();
    private CellErrors errors;
    private EditorReplies editor;
    private CellInput input;
    private NotebookConnection connection;

    private NotebookKernel(
            String name,
            String version,
            JupyterIO io,
            MagicsResolver resolver,
            MagicsRegistry magics,
            boolean extensions,
            StringStyler styler,
            JShell shell,
            CellEvaluator evaluator) {
        super(
                name,
                version,
                JAVA,
                HELP,
                null,
                io,
                new KernelWidgets.Channels(),
                new Results(),
                resolver,
                magics,
                extensions,
                styler,
                shell,
                evaluator);
        this.evaluator = evaluator;
    }

    static final class Builder extends JavaKernelBuilder<Builder, NotebookKernel> {
        @Override
        public NotebookKernel build() {
            CellEvaluator evaluator = buildCodeEvaluator(buildName());
            return new NotebookKernel(
                    buildName(),
                    buildVersion(),
                    buildJupyterIO(buildJupyterIOEncoding()),
                    buildMagicsResolver(buildMagicTranspiler()),
                    buildMagicsRegistry(),
                    buildExtensionsEnabled(),
                    buildErrorStyler(),
                    buildJShell(evaluator),
                    evaluator);
        }

        @Override
        protected CellEvaluator buildCodeEvaluator(String name) {
            return new CellEvaluator(name, timeoutDuration, timeoutUnit);
        }
    }

    /**
     * Looks of results, without one that nobody asked for: {@code System.out.printf(…)} gives back its stream, and a cell
     * that ends in it would show {@code java.io.PrintStream@} and a number that differs in every run.
     */
    static final class Results extends Renderer {
        @Override
        public DisplayData render(Object value) {
            return value instanceof PrintStream ? null : super.render(value);
        }
    }

    /** What JJava evaluates at its start has been; all else is a cell's or as good as one. */
    @Override
    public void onStartup() {
        super.onStartup();
        JShell shell = getJShell();
        CellVariables variables = evaluator.variables();
        NotebookVariables notebook = new NotebookVariables(variables, () -> executionCount.get() - 1);
        NotebookTypes types = new NotebookTypes(shell, variables::value);
        Infix infix = new Infix(shell, NotebookKernel::refused, output::tell, log::again, types);
        errors = new CellErrors(shell, types, log, evaluator.thrown(), infix::diagnostics);
        editor = new EditorReplies(shell, types);

        CellStep cell = CellResult::cell;
        evaluator.around(
                cell.around(notebook::cell).around(PlainCells::cell),
                KernelLibraries.step(shell, evaluator.libraries(), output::tell)
                        .around(notebook::statement)
                        .around(errors::statement)
                        .around((code, next) -> Config.infix() ? infix.evaluate(code, next) : next.apply(code)));
        ShadowedNames hidden = new ShadowedNames(shell, output::tell);
        shell.onSnippetEvent(event -> {
            if (event.causeSnippet() != null) {
                dependent(event, notebook);
                return;
            }
            CellEnd.reached();
            output.flush();
            hidden.defined(event);
            errors.evaluated(event);
        });
        ShellInside.leftOut().forEach(Warnings::say);
        showSources(shell);
        quietThreads();
    }

    /** The statement that does not compile, if it is that what an evaluation has ended with. */
    private static Snippet refused(RuntimeException error) {
        return error instanceof CompilationException c
                ? c.getBadSnippetCompilation().snippet()
                : null;
    }

    private static void dependent(SnippetEvent event, NotebookVariables notebook) {
        if (event.snippet() instanceof VarSnippet variable
                && event.previousStatus() == Status.VALID
                && event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            notebook.invalid(variable.name());
        }
    }

    /** Help and the names of parameters are read from the sources, which our jar carries. */
    private static void showSources(JShell shell) {
        try {
            Path ours = Path.of(NotebookKernel.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path root = Files.isDirectory(ours)
                    ? ours
                    : FileSystems.newFileSystem(ours).getPath("/");
            ShellInside.addSources(shell, root.resolve("META-INF/sources"));
        } catch (IOException | URISyntaxException e) {
            Warnings.say("Arignote works without help from Javadoc: " + e);
        }
    }

    /** A thread that a cell has started ends at its check, which is no error to report. */
    private static void quietThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (!(error instanceof Cancellation.Stopped)) {
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                error.printStackTrace();
            }
        });
    }

    @Override
    public void becomeHandlerForConnection(JupyterConnection jupyter) {
        super.becomeHandlerForConnection(jupyter);
        connection = (NotebookConnection) jupyter;
        input = new CellInput(output, connection.stdin());
    }

    @Override
    protected void handleExecuteRequest(ShellReplyEnvironment env, Message<ExecuteRequest> message) {
        CellEnvironment cell = new CellEnvironment(env, connection, output, log, errors);
        output.begin(cell);
        input.begin(message.getContent().isStdinEnabled() ? cell.getContext() : null);
        try {
            super.handleExecuteRequest(cell, message);
        } catch (Error e) {
            cell.fail(e); // JJava expects exceptions only.
        } finally {
            input.begin(null);
            cell.end(message.getContent());
        }
    }

    @Override
    protected void replaceOutputStreams(ShellReplyEnvironment env) {
        super.replaceOutputStreams(env);
        System.setIn(input);
    }

    @Override
    protected void handleCompleteRequest(ShellReplyEnvironment env, Message<CompleteRequest> message) {
        CompleteRequest asked = message.getContent();
        CompleteReply reply = orNull(a -> editor.completion(a.getCode(), a.getCursorPos()), asked);
        if (reply == null) {
            super.handleCompleteRequest(env, message);
        } else {
            env.setBusyDeferIdle();
            env.reply(reply);
        }
    }

    @Override
    public DisplayData inspect(String code, int at, boolean detail) {
        return orNull(c -> editor.help(c, at), code);
    }

    @Override
    public String isComplete(String code) {
        String reply = orNull(editor::completeness, code);
        return reply == null ? super.isComplete(code) : reply;
    }

    /** JShell does not understand every text, and a later JShell may answer otherwise. */
    private static <Q, R> R orNull(Function<Q, R> answer, Q asked) {
        try {
            return answer.apply(asked);
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
        env.setBusyDeferIdle();
        env.reply(new CellHistory(log, message.getContent()));
    }

    @Override
    protected void handleShutdownRequest(ShellReplyEnvironment env, Message<ShutdownRequest> message) {
        KernelEnd.atLast();
        super.handleShutdownRequest(env, message);
        KernelEnd.soon();
    }
}
