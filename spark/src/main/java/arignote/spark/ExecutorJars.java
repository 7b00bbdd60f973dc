package arignote.spark;

import arignote.Expr;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The jars that executors need beside Spark's own. */
final class ExecutorJars {
    private ExecutorJars() {}

    static String text() {
        Set<String> jars = new LinkedHashSet<>();
        add(jars, Distributed.class);
        add(jars, Expr.class);
        String home = System.getenv("SPARK_HOME");
        Path own = home == null ? null : Path.of(home, "jars").toAbsolutePath();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            String name = jar.getFileName() == null ? "" : jar.getFileName().toString();
            boolean kernel = name.startsWith("jjava") || name.startsWith("slf4j-");
            if (name.endsWith(".jar") && !kernel && !jar.getParent().equals(own)) {
                jars.add(jar.toString());
            }
        }
        return String.join(",", jars);
    }

    private static void add(Set<String> jars, Class<?> type) {
        try {
            Path from = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (from.toString().endsWith(".jar")) {
                jars.add(from.toString());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type + " is not known", e);
        }
    }
}
