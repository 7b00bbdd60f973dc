package arignote.notebook.jjava;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The library's sources, which its jar carries, shown to JShell: Javadoc and the names of parameters are read from them.
 * JShell knows only the JDK's and has no way to be told of others; so its field is set.
 */
final class KernelSources {
    private static final String FOLDER = "/META-INF/sources";

    private KernelSources() {}

    static void show(JShell shell) throws ReflectiveOperationException, IOException, URISyntaxException {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        Method find = analysis.getClass().getDeclaredMethod("findSources");
        find.setAccessible(true);
        List<Path> all = new ArrayList<>();
        for (Object path : (List<?>) find.invoke(analysis)) {
            all.add((Path) path);
        }
        all.add(folder());
        Field sources = analysis.getClass().getDeclaredField("availableSources");
        sources.setAccessible(true);
        sources.set(analysis, List.copyOf(all));
    }

    private static Path folder() throws IOException, URISyntaxException {
        URL found = KernelSources.class.getResource(FOLDER + "/arignote/T.java");
        if (found == null) {
            throw new IOException("the sources are not in the jar");
        }
        URI inside = found.toURI();
        if (!inside.getScheme().equals("jar")) {
            return Path.of(inside).getParent().getParent();
        }
        try {
            FileSystems.newFileSystem(inside, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            // Another part of this JVM has opened the jar, which serves as well.
        }
        return Path.of(inside).getParent().getParent();
    }
}
