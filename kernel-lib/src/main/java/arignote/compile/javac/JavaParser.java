package arignote.compile.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** javac's parser, for texts in memory. Nothing is known of the types. */
public final class JavaParser {
    private static StandardJavaFileManager files;

    private JavaParser() {}

    /**
     * A compilation unit.
     *
     * @param positions in the text, of its trees
     * @param wrong whether javac found an error
     */
    public record Parsed(CompilationUnitTree unit, SourcePositions positions, boolean wrong) {}

    /**
     * Reads a compilation unit.
     *
     * @throws IllegalStateException if this Java has no compiler
     */
    public static Parsed parse(String text) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask task = Javac.task("Text", text, files(), List.of(), null, said);
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            boolean wrong = said.getDiagnostics().stream().anyMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
            return new Parsed(unit, Trees.instance(task).getSourcePositions(), wrong);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    private static synchronized StandardJavaFileManager files() {
        files = files == null ? Javac.files() : files;
        return files;
    }
}
