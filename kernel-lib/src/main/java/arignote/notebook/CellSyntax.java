package arignote.notebook;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Whether javac can read a statement, whatever its names mean: JShell tells only together with the types. */
final class CellSyntax {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    /** What JShell takes: a statement, an expression, a member of a class, or an import or class. */
    private static final List<String> FRAMES =
            List.of("class A { void f() { %s } }", "class A { Object o = %s; }", "class A { %s }", "%s");

    private CellSyntax() {}

    static boolean isRight(String statement) {
        String bare = statement.strip().replaceFirst(";$", "");
        return FRAMES.stream()
                .anyMatch(frame -> parses(frame.replace("%s", frame.contains("= %s") ? bare : statement + "\n")));
    }

    private static boolean parses(String unit) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return unit;
            }
        };
        try {
            ((JavacTask) JAVAC.getTask(null, null, found, List.of(), null, List.of(file))).parse();
        } catch (IOException e) {
            return true; // A string is read without input or output.
        }
        return found.getDiagnostics().stream().noneMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
    }
}
