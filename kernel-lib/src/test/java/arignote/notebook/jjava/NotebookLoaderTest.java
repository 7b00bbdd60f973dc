package arignote.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Libraries that the kernel has, and that a reader brings in a version of his own. */
class NotebookLoaderTest {
    private static final String CLASS_PATH = "java.class.path";

    @TempDir
    private Path folder;

    private final String before = System.getProperty(CLASS_PATH);
    private NotebookLoader notebook;
    private Cells cells;

    /** As the kernel makes the loader of cells: it asks the system's first, then itself. */
    private static final class Cells extends URLClassLoader {
        Cells(ClassLoader system) {
            super(new URL[0], system);
        }

        void bring(Path jar) throws IOException {
            addURL(jar.toUri().toURL());
            System.setProperty(CLASS_PATH, System.getProperty(CLASS_PATH) + File.pathSeparator + jar);
        }

        String origin(String name) throws ReflectiveOperationException {
            return loadClass(name).getField("ORIGIN").get(null).toString();
        }
    }

    @BeforeEach
    void kernel() throws IOException {
        Path library = jar("kernel", "words-1.0.jar", "words.Count", "words.Old");
        Path other = jar("kernel", "other-1.0.jar", "other.Thing");
        Path table = jar("kernel", "tablesaw-core-0.44.4.jar", "tech.tablesaw.Grid");
        System.setProperty(CLASS_PATH, String.join(File.pathSeparator, "" + library, "" + other, "" + table));
        URL[] urls = {
            library.toUri().toURL(), other.toUri().toURL(), table.toUri().toURL()
        };
        notebook = new NotebookLoader(new URLClassLoader(urls, null));
        cells = new Cells(notebook);
    }

    @AfterEach
    void restore() {
        System.setProperty(CLASS_PATH, before);
    }

    @Test
    void without_a_version_of_the_readers_cells_get_the_kernels() throws Exception {
        assertThat(cells.origin("words.Count")).isEqualTo("kernel");
    }

    @Test
    void the_readers_version_wins_and_the_rest_stays_the_kernels() throws Exception {
        Path mine = jar("mine", "words-2.0.jar", "words.Count");
        cells.bring(mine);
        assertThat(cells.origin("words.Count")).isEqualTo("mine");
        assertThat(cells.origin("other.Thing")).isEqualTo("kernel");
        assertThat(cells.getResource("words/Count.class").toString()).contains("words-2.0.jar");
        assertThat(notebook.libraries().classPath()).first().isEqualTo(mine.toString());
        assertThat(notebook.libraries().takeNotes()).isEmpty();
        assertThat(notebook.getParent()
                        .loadClass("words.Count")
                        .getField("ORIGIN")
                        .get(null))
                .isEqualTo("kernel");
    }

    @Test
    void a_folder_of_classes_wins_too() throws Exception {
        Path classes = folder.resolve("classes/words");
        Files.createDirectories(classes);
        Files.write(classes.resolve("Count.class"), type("words.Count", "folder"));
        cells.bring(folder.resolve("classes"));
        assertThat(cells.origin("words.Count")).isEqualTo("folder");
    }

    @Test
    void the_very_same_version_is_the_kernels_so_that_objects_fit() throws Exception {
        cells.bring(jar("mine", "words-1.0.jar", "words.Count"));
        assertThat(cells.origin("words.Count")).isEqualTo("kernel");
        assertThat(notebook.libraries().takeNotes()).isEmpty();
    }

    @Test
    void what_arignote_takes_and_gives_stays_the_kernels_and_the_reader_is_told() throws Exception {
        cells.bring(jar("mine", "tablesaw-core-0.43.1.jar", "tech.tablesaw.Grid"));
        cells.bring(jar("mine", "tablesaw-excel-0.43.1.jar", "tech.tablesaw.Sheet"));
        assertThat(cells.origin("tech.tablesaw.Grid")).isEqualTo("kernel");
        assertThat(cells.origin("tech.tablesaw.Sheet")).isEqualTo("mine");
        assertThat(notebook.libraries().takeNotes())
                .containsExactly(
                        "Not taken, because Arignote's own arrays, tables and charts are of the kernel's version:"
                                + " tablesaw-core 0.43.1 (0.44.4 stays).");
    }

    @Test
    void what_cells_have_used_stays_and_the_reader_is_told() throws Exception {
        assertThat(cells.origin("words.Old")).isEqualTo("kernel");
        cells.bring(jar("mine", "words-2.0.jar", "words.Count", "words.Old"));
        assertThat(cells.origin("words.Count")).isEqualTo("kernel");
        assertThat(notebook.libraries().takeNotes())
                .containsExactly(
                        "Not taken, because cells have already used the kernel's version: words 2.0 (1.0 stays)."
                                + " Restart the kernel and put it into the first cell.");
        assertThat(notebook.libraries().takeNotes()).isEmpty();
    }

    @Test
    void of_two_versions_of_the_readers_the_first_stays_and_the_reader_is_told() throws Exception {
        cells.bring(jar("mine", "words-2.0.jar", "words.Count"));
        cells.bring(jar("later", "words-3.0.jar", "words.Count"));
        assertThat(cells.origin("words.Count")).isEqualTo("mine");
        assertThat(notebook.libraries().takeNotes()).singleElement().asString().contains("words 3.0 (2.0 stays)");
    }

    @Test
    void libraries_of_one_name_and_two_groups_are_two() throws Exception {
        cells.bring(jar("mine", "org/first/words/2.0/words-2.0.jar", "first.Words"));
        cells.bring(jar("mine", "org/second/words/3.0/words-3.0.jar", "second.Words"));
        assertThat(notebook.libraries().takeNotes()).isEmpty();
        assertThat(cells.origin("second.Words")).isEqualTo("mine");
    }

    @Test
    void the_kernels_providers_are_hidden_with_their_interface() throws Exception {
        String services = "META-INF/services/";
        Path kernels = jar("kernel", "provider-1.0.jar", services + "words.Count", services + "java.sql.Driver");
        URLClassLoader kernel = new URLClassLoader(new URL[] {kernels.toUri().toURL()}, notebook.getParent());
        NotebookLoader loader = new NotebookLoader(kernel);
        Cells own = new Cells(loader);
        assertThat(Collections.list(own.getResources(services + "words.Count"))).hasSize(1);
        own.bring(jar("mine", "words-2.0.jar", "words.Count", services + "words.Count", services + "java.sql.Driver"));
        assertThat(Collections.list(own.getResources(services + "words.Count")))
                .singleElement()
                .asString()
                .contains("words-2.0.jar");
        assertThat(Collections.list(own.getResources(services + "java.sql.Driver")))
                .hasSize(2);
    }

    /** A jar with classes that say where they come from; a name with a slash is an empty resource. */
    private Path jar(String origin, String file, String... names) throws IOException {
        Path path = folder.resolve(origin).resolve(file);
        Files.createDirectories(path.getParent());
        try (OutputStream out = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String name : List.of(names)) {
                boolean resource = name.contains("/");
                jar.putNextEntry(new ZipEntry(resource ? name : name.replace('.', '/') + ".class"));
                jar.write(resource ? new byte[0] : type(name, origin));
                jar.closeEntry();
            }
        }
        return path;
    }

    private static byte[] type(String name, String origin) {
        ClassWriter out = new ClassWriter(0);
        out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
        int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        out.visitField(constant, "ORIGIN", "Ljava/lang/String;", null, origin).visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }
}
