package arignote.notebook.jjava;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.JarsMagic;
import org.dflib.jjava.kernel.magics.LoadCodeMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.AddMavenDependencyMagic;
import org.dflib.jjava.maven.magics.LoadFromPomCellMagic;
import org.dflib.jjava.maven.magics.LoadFromPomLineMagic;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;

/** The kernel's program, which Jupyter starts. It knows JJava's magics and JJava's variables of the environment. */
public final class KernelMain {
    private static final Pattern TIMEOUT = Pattern.compile("(-?\\d+)\\W*([A-Za-z]+)?");
    private static final Pattern OPTION = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");
    private static final String VERSION = "/META-INF/maven/org.dflib.jjava/jjava-distro/pom.properties";

    private KernelMain() {}

    /**
     * Runs a kernel until Jupyter ends it.
     *
     * @param arguments the file with Jupyter's sockets
     * @throws Exception if they cannot be opened
     */
    public static void main(String[] arguments) throws Exception {
        String jupyter = Files.readString(Path.of(arguments[0]));
        NotebookConnection connection = new NotebookConnection(KernelConnectionProperties.parse(jupyter));
        NotebookKernel kernel = kernel();
        kernel.onStartup();
        kernel.addToClasspath(System.getenv("JJAVA_CLASSPATH"));
        for (Path script : PathsHandler.splitAndResolveGlobs(environment("JJAVA_STARTUP_SCRIPTS_PATH", ""))) {
            if (Files.isRegularFile(script) && Files.isReadable(script)) {
                run(kernel, Files.readString(script));
            }
        }
        run(kernel, environment("JJAVA_STARTUP_SCRIPT", ""));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        KernelEnd.withParent();
    }

    private static void run(NotebookKernel kernel, String script) {
        if (!script.isBlank()) {
            kernel.evalBuilder(script).resolveMagics().eval();
        }
    }

    @SuppressWarnings("removal") // %jars and %addMavenDependency: notebooks have them as long as JJava does
    private static NotebookKernel kernel() throws IOException {
        NotebookKernel.Builder builder = new NotebookKernel.Builder();
        MavenDependencyResolver maven = new MavenDependencyResolver();
        TimeMagic time = new TimeMagic();
        builder.name("JJava")
                .version(version())
                .extensionsEnabled(
                        !environment("JJAVA_LOAD_EXTENSIONS", "true").trim().matches("(?i)0|false|"))
                .compilerOpts(OPTION.matcher(environment("JJAVA_COMPILER_OPTS", ""))
                        .results()
                        .map(KernelMain::option)
                        .toList())
                .lineMagic("load", new LoadCodeMagic("", ".jsh", ".jshell", ".java", ".jjava"))
                .lineMagic("classpath", new ClasspathMagic())
                .lineMagic("time", time)
                .lineMagic("maven", new MavenMagic(maven))
                .lineMagic("mavenRepo", new MavenRepoMagic(maven))
                .lineMagic("loadFromPOM", new LoadFromPomLineMagic(maven))
                .lineMagic("jars", new JarsMagic())
                .lineMagic("addMavenDependency", new AddMavenDependencyMagic(maven))
                .cellMagic("loadFromPOM", new LoadFromPomCellMagic(maven))
                .cellMagic("time", time);
        Matcher timeout = TIMEOUT.matcher(environment("JJAVA_TIMEOUT", "-1"));
        if (!timeout.matches()) {
            throw new IllegalArgumentException("JJAVA_TIMEOUT is a number and a unit, such as 30 SECONDS");
        }
        String unit =
                timeout.group(2) == null ? "MILLISECONDS" : timeout.group(2).toUpperCase(Locale.ROOT);
        return builder.timeout(Long.parseLong(timeout.group(1)), TimeUnit.valueOf(unit))
                .build();
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    private static String option(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1);
    }

    /** JJava's, as the kernel calls itself so. */
    private static String version() throws IOException {
        Properties about = new Properties();
        try (InputStream in = MavenDependencyResolver.class.getResourceAsStream(VERSION)) {
            if (in != null) {
                about.load(in);
            }
        }
        return about.getProperty("version", "");
    }
}
