package arignote.notebook.jjava;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The library's sources, which its jar carries. */
final class KernelSources {
    private static final String FOLDER = "/META-INF/sources";

    private KernelSources() {}

    /** @throws IOException if they are not there */
    static Path folder() throws IOException, URISyntaxException {
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
