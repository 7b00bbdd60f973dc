package arignote.notebook.jjava;

import arignote.notebook.cell.CellStep;
import arignote.notebook.cell.NotebookLibraries;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import jdk.jshell.JShell;

/**
 * JShell's compiler reads the libraries of a notebook in the order in which cells get their classes. By itself JShell adds
 * each at the end; so its class path is set.
 */
final class KernelLibraries {
    private final NotebookLibraries libraries;
    private final Consumer<String> tell;
    private final Object compiler;
    private final Field classPath;
    private final Method addToClassPath;
    private final Object analysis;
    private final Method changed;
    private List<String> known;

    private KernelLibraries(JShell shell, NotebookLibraries libraries, Consumer<String> tell)
            throws ReflectiveOperationException {
        this.libraries = libraries;
        this.tell = tell;
        Field factory = JShell.class.getDeclaredField("taskFactory");
        factory.setAccessible(true);
        compiler = factory.get(shell);
        classPath = compiler.getClass().getDeclaredField("classpath");
        classPath.setAccessible(true);
        addToClassPath = compiler.getClass().getDeclaredMethod("addToClasspath", String.class);
        addToClassPath.setAccessible(true);
        analysis = shell.sourceCodeAnalysis();
        changed = analysis.getClass().getDeclaredMethod("classpathChanged");
        changed.setAccessible(true);
        known = libraries.classPath();
    }

    /**
     * The step around each statement, one of which may be a {@code %maven}. In a kernel that was not started with
     * {@link NotebookLoader} the libraries stay in the order in which they came.
     *
     * @param tell told what a reader has to know, a sentence each
     * @throws ReflectiveOperationException if this JShell is made in another way
     */
    static CellStep step(JShell shell, Consumer<String> tell) throws ReflectiveOperationException {
        if (ClassLoader.getSystemClassLoader() instanceof NotebookLoader loader) {
            return new KernelLibraries(shell, loader.libraries(), tell)::statement;
        }
        return (code, next) -> next.apply(code);
    }

    private Object statement(String code, Function<String, Object> next) {
        look();
        Object value = next.apply(code);
        look();
        return value;
    }

    private void look() {
        List<String> now = libraries.classPath();
        if (now.equals(known)) {
            return;
        }
        known = now;
        int last = now.size() - 1;
        try {
            classPath.set(compiler, String.join(File.pathSeparator, now.subList(0, last)));
            addToClassPath.invoke(compiler, now.get(last));
            changed.invoke(analysis);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JShell does not take the libraries of this notebook", e);
        }
        libraries.takeNotes().forEach(tell);
    }
}
