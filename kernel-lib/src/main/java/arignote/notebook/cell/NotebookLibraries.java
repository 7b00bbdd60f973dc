package arignote.notebook.cell;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The kernel's libraries, and those that a notebook adds with {@code %maven} or {@code %classpath}. Of two versions, cells
 * get the added one; where that is not possible, {@link #takeNotes} says so.
 *
 * <p>The kernel appends each added jar to the property {@code java.class.path}, from which it is read.
 */
public final class NotebookLibraries {
    private static final String CLASS_PATH = "java.class.path";

    /** The libraries whose types Arignote takes and returns: these are always of the kernel's version. */
    private static final Pattern SHARED = Pattern.compile("arignote|nd4j-.*|xchart|tablesaw-core");

    /** It finds a logger only in its own class loader, so the kernel's jar cannot replace even the same version. */
    private static final String LOGGING = "slf4j-api";

    /** Java's message where a class and its caller see two classes of one name. */
    private static final Pattern TWO_VERSIONS =
            Pattern.compile("loader constraint violation.*different Class objects for the type (\\S+) used");

    /** Why cells do not get an added version. */
    private enum Reason {
        SHARED("Arignote's own arrays, tables and charts are of the kernel's version", ""),
        USED("cells have already used the kernel's version", AGAIN),
        LATER("this notebook has brought another version before", AGAIN);

        private final String text;
        private final String remedy;

        Reason(String text, String remedy) {
            this.text = text;
            this.remedy = remedy;
        }

        String note(List<String> versions) {
            return "Not taken, because " + text + ": " + String.join(", ", versions) + "." + remedy;
        }
    }

    private static final String AGAIN = " Restart the kernel and put it into the first cell.";

    /**
     * A jar's name and version, by the name of its file; anything else has its path for a name, and no version.
     *
     * @param group the last part of its group, or empty where it does not lie in a Maven repository
     */
    private record Artifact(String group, String name, String version) {
        private static final Pattern FILE = Pattern.compile("(.+?)-(\\d.*)\\.jar");

        static Artifact of(String entry) {
            Path path = Path.of(entry);
            Matcher file = FILE.matcher(String.valueOf(path.getFileName()));
            if (!file.matches()) {
                return new Artifact("", entry, "");
            }
            String name = file.group(1), version = file.group(2);
            int depth = path.getNameCount();
            boolean isInRepository =
                    depth > 3 && path.subpath(depth - 3, depth - 1).equals(Path.of(name, version));
            return new Artifact(isInRepository ? path.getName(depth - 4).toString() : "", name, version);
        }

        boolean isAlso(Artifact other) {
            return name.equals(other.name) && (group.equals(other.group) || group.isEmpty() || other.group.isEmpty());
        }
    }

    private final List<String> kernel;
    private final List<String> brought = new ArrayList<>(); // These come before the kernel's,
    private final List<String> others = new ArrayList<>(); // and these after them.
    private final Map<Reason, List<String>> notes = new EnumMap<>(Reason.class);
    /** Classes of the kernel's libraries that cells have got, as paths. Java keeps to them. */
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    private volatile String seen;
    /** Only finds what was added; nothing is loaded with it. */
    private volatile URLClassLoader finder;

    /** All that is on the class path now is the kernel's. */
    public NotebookLibraries() {
        seen = System.getProperty(CLASS_PATH, "");
        kernel = entries(seen).toList();
    }

    /** Whether a class or resource of that path was added, and is the one to take. */
    public boolean isBrought(String path) {
        look();
        URLClassLoader current = finder;
        return current != null && current.findResource(path) != null;
    }

    /** A cell has got this class of the kernel's. */
    public void given(String path) {
        given.add(path);
    }

    /** What the compiler has to read, in this order. */
    public synchronized List<String> classPath() {
        look();
        return Stream.of(brought, kernel, others).flatMap(List::stream).toList();
    }

    /** A sentence on each jar added since the last call that cells do not get. */
    public synchronized List<String> takeNotes() {
        look();
        List<String> sentences = notes.entrySet().stream()
                .map(e -> e.getKey().note(e.getValue()))
                .toList();
        notes.clear();
        return sentences;
    }

    /** The sentence on a class that is there in two versions; else the message itself. */
    public static String sentence(Throwable error) {
        Matcher type = TWO_VERSIONS.matcher(String.valueOf(error.getMessage()));
        return type.find()
                ? "this takes or gives " + type.group(1).replace('/', '.')
                        + " in the kernel's version, and the notebook has brought another one"
                : error.getMessage();
    }

    private void look() {
        if (!System.getProperty(CLASS_PATH, "").equals(seen)) {
            lookAgain();
        }
    }

    private synchronized void lookAgain() {
        String now = System.getProperty(CLASS_PATH, "");
        if (now.startsWith(seen)) {
            entries(now.substring(seen.length())).forEach(this::add);
            URL[] urls = brought.stream()
                    .map(NotebookLibraries::url)
                    .filter(Objects::nonNull)
                    .toArray(URL[]::new);
            finder = urls.length == 0 ? null : new URLClassLoader(urls, null);
        }
        seen = now;
    }

    private void add(String entry) {
        Artifact asked = Artifact.of(entry), before = find(brought, asked), kernels = find(kernel, asked);
        boolean same = kernels != null && kernels.version().equals(asked.version());
        if (brought.contains(entry) || same && !asked.name().equals(LOGGING)) {
            others.add(entry); // Objects that the kernel and cells exchange are of one class then.
        } else if (kernels != null && SHARED.matcher(asked.name()).matches()) {
            leave(entry, Reason.SHARED, asked, kernels);
        } else if (before != null) {
            leave(entry, Reason.LATER, asked, before);
        } else if (holdsGiven(entry)) {
            leave(entry, Reason.USED, asked, kernels);
        } else {
            brought.add(entry);
        }
    }

    private void leave(String entry, Reason reason, Artifact asked, Artifact stays) {
        others.add(entry);
        if (stays == null || !asked.version().equals(stays.version())) {
            String instead = stays == null ? "" : " (" + stays.version() + " stays)";
            notes.computeIfAbsent(reason, r -> new ArrayList<>())
                    .add((asked.name() + " " + asked.version()).strip() + instead);
        }
    }

    private boolean holdsGiven(String entry) {
        try (JarFile jar = new JarFile(entry)) {
            return jar.stream().map(ZipEntry::getName).anyMatch(given::contains);
        } catch (IOException e) {
            return false; // a folder, or nothing that could be read
        }
    }

    /** The same artifact, in the same version if there is that, or null. */
    private static Artifact find(List<String> entries, Artifact asked) {
        return entries.stream()
                .map(Artifact::of)
                .filter(asked::isAlso)
                .min(Comparator.comparing(each -> !each.version().equals(asked.version())))
                .orElse(null);
    }

    private static Stream<String> entries(String classPath) {
        return Stream.of(classPath.split(Pattern.quote(File.pathSeparator))).filter(each -> !each.isBlank());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            return null;
        }
    }
}
