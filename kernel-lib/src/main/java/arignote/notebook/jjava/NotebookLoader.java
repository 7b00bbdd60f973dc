package arignote.notebook.jjava;

import arignote.notebook.cell.NotebookLibraries;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * What a cell finds on the kernel's own class path. It stands between the loader of the cells and that of the kernel, and
 * hides of the kernel's libraries those of which the reader has brought a version. The kernel goes on with its own.
 */
public final class NotebookLoader extends ClassLoader {
    /** Of these packages there is one version, the kernel's: their objects go to and fro between cells and Arignote. */
    private static final List<String> SHARED =
            List.of("arignote/", "org/nd4j/", "org/knowm/xchart/", "tech/tablesaw/", "org/dflib/jjava/");

    private static final String SERVICES = "META-INF/services/";

    static {
        registerAsParallelCapable();
    }

    private final NotebookLibraries libraries = new NotebookLibraries();

    /**
     * Hides nothing yet.
     *
     * @param kernel the loader of the kernel's class path
     */
    public NotebookLoader(ClassLoader kernel) {
        super("notebook", kernel);
    }

    /** The libraries that decide what is hidden. */
    NotebookLibraries libraries() {
        return libraries;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        if (isHidden(path)) {
            throw new ClassNotFoundException(name); // The loader of the cells then takes the reader's.
        }
        Class<?> found = super.loadClass(name, resolve);
        if (found.getClassLoader() == getParent() && !isShared(path)) {
            libraries.given(path);
        }
        return found;
    }

    @Override
    public URL getResource(String name) {
        return isHidden(name) ? null : super.getResource(name);
    }

    /** Resources of all libraries. Only the kernel's providers of an interface are no providers of the reader's version. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        boolean service = name.startsWith(SERVICES);
        String path = service ? name.substring(SERVICES.length()).replace('.', '/') + ".class" : name;
        boolean hidden = (service || name.endsWith(".class")) && isHidden(path);
        return hidden ? Collections.emptyEnumeration() : super.getResources(name);
    }

    private boolean isHidden(String path) {
        return libraries.isBrought(path) && !(isShared(path) && getParent().getResource(path) != null);
    }

    private static boolean isShared(String path) {
        return SHARED.stream().anyMatch(path::startsWith);
    }
}
