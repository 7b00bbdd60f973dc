package arignote.compile.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** javac's parser, for texts in memory. Nothing is known of the types. */
public final class JavaParser {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES = COMPILER == null ? null : withoutProcessors();

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
        if (COMPILER == null) {
            throw new IllegalStateException("this Java has no compiler; run with a JDK rather than a JRE");
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Text.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) COMPILER.getTask(null, FILES, said, null, null, List.of(file));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            boolean wrong = said.getDiagnostics().stream().anyMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
            return new Parsed(unit, Trees.instance(task).getSourcePositions(), wrong);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    /** javac looks for plugins before it reads a text, by itself in every jar of the class path. */
    private static StandardJavaFileManager withoutProcessors() {
        StandardJavaFileManager files = COMPILER.getStandardFileManager(said -> {}, null, null);
        try {
            files.setLocation(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
