package arignote.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A cluster on this machine: a process for each of two executors, which have nothing of this one but what is sent to them. */
final class Cluster {
    private Cluster() {}

    /** @param master as Spark has it, {@code local-cluster[2,1,1024]} */
    static SparkSession start(String master) throws IOException {
        List<String> jars = new ArrayList<>();
        List<String> folders = new ArrayList<>(List.of(
                Path.of("target", "classes").toAbsolutePath().toString(),
                Path.of("target", "test-classes").toAbsolutePath().toString()));
        for (String path : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            (path.endsWith(".jar") ? jars : folders).add(path);
        }
        Path home = Path.of(System.getenv("SPARK_HOME"));
        Path there = Files.createDirectories(home.resolve("jars"));
        for (String jar : jars) {
            Path link = there.resolve(Path.of(jar).getFileName());
            if (!Files.exists(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of(jar));
            }
        }
        SparkSession spark = SparkSession.builder()
                .master(master)
                .appName("arignote")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "1024m")
                .config("spark.executor.extraClassPath", String.join(java.io.File.pathSeparator, folders))
                .config("spark.executor.extraJavaOptions", "-Djava.awt.headless=true")
                .config(
                        "spark.local.dir",
                        Path.of("target", "spark").toAbsolutePath().toString())
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of("target", "warehouse").toAbsolutePath().toString())
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
        return spark;
    }

    /** The processes of the executors. */
    static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().arguments().stream()
                        .flatMap(java.util.Arrays::stream)
                        .anyMatch(a -> a.endsWith("CoarseGrainedExecutorBackend")))
                .toList();
    }
}
