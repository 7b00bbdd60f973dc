package arignote.compile.javac;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** javac, for texts in memory. */
public final class Javac {
    private Javac() {}

    /** Loaded when first used. */
    private static final class Compiler {
        private static final JavaCompiler FOUND = ToolProvider.getSystemJavaCompiler();
    }

    /** Whether this Java has a compiler: a JDK has, a JRE has not. */
    public static boolean isThere() {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent();
    }

    /**
     * What javac reads classes from, to be opened once: reading a class path takes most of the time of a small compilation.
     * javac looks for no plugins there, which by itself it does before it reads a text, in every jar of the class path.
     *
     * @param classPath empty for that of this Java
     * @throws IllegalStateException if this Java has no compiler
     */
    public static StandardJavaFileManager files(Path... classPath) {
        if (!isThere()) {
            throw new IllegalStateException("this Java has no compiler; run with a JDK rather than a JRE");
        }
        StandardJavaFileManager files = Compiler.FOUND.getStandardFileManager(said -> {}, null, null);
        try {
            if (classPath.length > 0) {
                files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classPath));
            }
            files.setLocation(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * A task for one text.
     *
     * @param messages gets what javac says, if nobody listens
     * @param listener or null
     */
    public static JavacTask task(
            String name,
            String text,
            JavaFileManager files,
            List<String> options,
            Writer messages,
            DiagnosticListener<JavaFileObject> listener) {
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        return (JavacTask) Compiler.FOUND.getTask(messages, files, listener, options, null, List.of(unit));
    }
}
