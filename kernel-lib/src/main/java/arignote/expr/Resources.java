package arignote.expr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files in the jar. */
public final class Resources {
    private Resources() {}

    /**
     * The content of a file.
     *
     * @param name beside the class, or from the top of the jar with a slash before it
     * @throws IllegalStateException if there is no such file
     */
    public static byte[] bytes(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar of Arignote");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the files beside a class. */
    public static List<String> names(Class<?> beside) {
        String folder = beside.getPackageName().replace('.', '/');
        try {
            Path jar = Path.of(
                    beside.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(jar)) {
                return names(jar.resolve(folder));
            }
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                return names(inside.getPath(folder));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the jar of Arignote cannot be read", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The content of a file in UTF-8. */
    public static String text(Class<?> beside, String name) {
        return new String(bytes(beside, name), StandardCharsets.UTF_8);
    }
}
