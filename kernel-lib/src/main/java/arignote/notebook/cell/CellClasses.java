package arignote.notebook.cell;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** The classes of cells. Each gets its checks for Stop on the way in. */
public final class CellClasses implements LoaderDelegate {
    private final Map<String, byte[]> bytecodes = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> loaded = new ConcurrentHashMap<>();
    private final Loader loader;
    private final CellVariables variables;

    /**
     * Without classes, for now.
     *
     * @param kernel the loader of what cells find beside their own
     */
    public CellClasses(ClassLoader kernel) {
        loader = new Loader(kernel);
        variables = new CellVariables(loader);
        Thread.currentThread().setContextClassLoader(loader); // which all threads of cells inherit
    }

    /** What cells are loaded by. */
    public ClassLoader loader() {
        return loader;
    }

    /** What these classes hold. */
    public CellVariables variables() {
        return variables;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        classesRedefined(classes); // all of them first, as one may need another
        boolean[] installed = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i].name();
            try {
                loaded.put(name, loader.findClass(name));
            } catch (ClassNotFoundException e) {
                throw new ClassInstallException("Unable to load class " + name + ": " + e.getMessage(), installed);
            }
            installed[i] = true;
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (ClassBytecodes each : classes) {
            variables.loaded(each.name());
            bytecodes.put(each.name(), CellChecks.addedTo(each.bytecodes()));
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        for (String entry : path.split(File.pathSeparator)) {
            try {
                loader.addURL(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new InternalException("Unable to resolve classpath " + entry + ": " + e.getMessage());
            }
            // Where NotebookLibraries looks.
            System.setProperty("java.class.path", System.getProperty("java.class.path") + File.pathSeparator + entry);
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> found = loaded.get(name);
        if (found == null && !bytecodes.containsKey(name)) {
            throw new ClassNotFoundException(name + " not found");
        }
        return found == null ? loader.loadClass(name) : found;
    }

    /** Its snippet was replaced. */
    public void unload(String name) {
        loaded.remove(name);
        bytecodes.remove(name);
    }

    private final class Loader extends URLClassLoader {
        Loader(ClassLoader kernel) {
            super(new URL[0], kernel);
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytecode = bytecodes.get(name);
            if (bytecode == null) {
                return super.findClass(name);
            }
            try {
                return defineClass(name, bytecode, 0, bytecode.length);
            } catch (LinkageError e) { // JShell tries another name then.
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
