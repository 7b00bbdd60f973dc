package arignote.compile;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.device.Device;
import arignote.compile.device.Racing;
import arignote.compile.java.Target;
import arignote.expr.HostArray;
import arignote.function.Signature;
import arignote.value.Nd4jArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kernels of each kind under Oclgrind, which watches every access of every thread: two that race, a barrier that not all come
 * to, memory out of bounds, a wrong call of OpenCL. It is skipped where Oclgrind is not installed; the environment variable {@code
 * ARIGNOTE_OCLGRIND} tells the path of its {@code liboclgrind-rt-icd.so} where that lies elsewhere.
 */
class OclgrindTest {
    private static final String NAME = "liboclgrind-rt-icd.so";
    private static final long MINUTES = 8;

    @TempDir
    Path folder;

    @Test
    void no_kernel_races_or_leaves_its_memory() throws IOException, InterruptedException {
        Optional<Path> driver = driver();
        assumeTrue(driver.isPresent(), "Oclgrind is not installed here: " + NAME + " is not found");
        String said = under(driver.orElseThrow(), Kernels.class);
        assertThat(said).contains("on Oclgrind Simulator: the bits of Java").doesNotContain("other bits");
        assertThat(Files.readString(folder.resolve("log"))).as(said).isEmpty();
    }

    /** It would say so. */
    @Test
    void a_race_is_found() throws IOException, InterruptedException {
        Optional<Path> driver = driver();
        assumeTrue(driver.isPresent(), "Oclgrind is not installed here: " + NAME + " is not found");
        String said = under(driver.orElseThrow(), Race.class);
        assertThat(Files.readString(folder.resolve("log"))).as(said).contains("data race");
    }

    private static Optional<Path> driver() {
        String told = System.getenv("ARIGNOTE_OCLGRIND");
        return told != null
                ? Optional.of(Path.of(told))
                : Stream.of("/usr/lib/oclgrind", "/usr/lib/x86_64-linux-gnu/oclgrind", "/usr/lib", "/usr/local/lib")
                        .map(at -> Path.of(at, NAME))
                        .filter(Files::exists)
                        .findFirst();
    }

    /** What a program says whose only OpenCL is Oclgrind. */
    private String under(Path driver, Class<?> program) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("oclgrind.icd"), driver + "\n");
        Path said = folder.resolve("said");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        java.environment().put("OCL_ICD_VENDORS", folder + "/");
        java.environment().put("OCLGRIND_DATA_RACES", "1");
        java.environment().put("OCLGRIND_CHECK_API", "1");
        java.environment().put("OCLGRIND_LOG", folder.resolve("log").toString());
        Process process =
                java.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        if (!Files.exists(folder.resolve("log"))) {
            Files.createFile(folder.resolve("log"));
        }
        return Files.readString(said);
    }

    /** Sums in groups of 32, rows in blocks, products, softmax, loops: on the device that is here, and by Java. */
    static final class Kernels {
        private Kernels() {}

        public static void main(String[] args) {
            Expr x = T.dvector("x");
            Expr rows = T.dmatrix("rows");
            Shared m = shared(0.5, "m");
            Expr line = T.mean(T.sqr(x.times(m).minus(1)));
            check(List.of(inputs(x), outputs(line), new Update(m, m.minus(T.grad(line, m)))), m, numbers(70_000));
            Shared w = shared(Nd4j.create(numbers(12), new long[] {3, 4}, 'c'), "w");
            Expr soft = T.softmax(T.dot(rows, w));
            Object table = Nd4j.create(numbers(3 * 700), new long[] {700, 3}, 'c');
            check(
                    List.of(
                            inputs(rows),
                            outputs(T.sum(soft), T.sum(rows, 0), T.max(rows, 1)),
                            new Update(w, w.plus(T.grad(T.mean(T.sqr(soft)), w)))),
                    w,
                    table);
            Shared u = shared(Nd4j.create(numbers(9), new long[] {3, 3}, 'c'), "u");
            Expr loop = T.sum(T.scan()
                    .sequence(rows.get(slice(0, 5)))
                    .state(T.zeros(3))
                    .step((in, h) -> T.tanh(T.dot(h, u).plus(in)))
                    .output());
            check(List.of(inputs(rows), outputs(loop), new Update(u, u.minus(T.grad(loop, u)))), u, table);
        }

        private static double[] numbers(int n) {
            return new Random(n).doubles(n, -1, 1).toArray();
        }

        private static void check(List<FunctionArgument> arguments, Shared updated, Object arg) {
            CompiledFunction java =
                    Functions.generated(Signature.of(arguments), new Target(0, JavaFunction.readsSegments()), 1);
            boolean same =
                    results(DeviceSettings.function(arguments), updated, arg).equals(results(java, updated, arg));
            System.out.println("on " + DeviceSettings.device().name().replace("opencl device ", "") + ": "
                    + (same ? "the bits of Java" : "other bits"));
        }

        private static List<HostArray> results(CompiledFunction f, Shared updated, Object arg) {
            var before = updated.getValue();
            List<HostArray> all = new ArrayList<>();
            f.applyAll(arg).forEach(a -> all.add(Nd4jArrays.host(a)));
            all.add(Nd4jArrays.host(updated.getValue()));
            updated.setValue(before);
            return all;
        }
    }

    /** A kernel whose threads all write to one place. */
    static final class Race {
        private Race() {}

        public static void main(String[] args) {
            Expr x = T.dvector("x");
            Device device = DeviceSettings.device();
            CompiledFunction f = DeviceSettings.function(List.of(inputs(x), outputs(x.plus(1))), new Racing(device));
            f.apply(new double[] {1, 2, 3});
        }
    }
}
