package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.CompiledFunction;
import arignote.compile.DeviceSettings;
import arignote.compile.Functions;
import arignote.compile.device.ManyAtOnce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The random graphs of {@link FuzzTest} on an OpenCL device: they have the bits of generated Java, and refuse what it
 * refuses. The number of graphs is the system property {@code arignote.fuzz.device}, the first seed {@code
 * arignote.fuzz.seed}. With PoCL nearly all of the time is its compiler's: the environment variables {@code
 * POCL_EXTRA_BUILD_FLAGS=-cl-opt-disable} and {@code POCL_KERNEL_CACHE=0} make a long run shorter, and change no bit. It
 * keeps all kernels mapped, so that a process comes to an end after some 3 300 graphs: let each have 3 000.
 */
class DeviceFuzzTest {
    private static final int USUAL = 40;
    private static final int MOST_FAILURES = 5;
    private static final int MISFITS = 2;

    /** So many graphs' kernels are one program. */
    private static final int TOGETHER = 25;

    @Test
    void random_graphs_give_the_bits_of_java_on_a_device() {
        assumeTrue(DeviceSettings.isThere(), DeviceSettings.why());
        int graphs = Integer.getInteger("arignote.fuzz.device", USUAL);
        long first = Long.getLong("arignote.fuzz.seed", 0);
        List<CompiledFunction> made = new ArrayList<>();
        ManyAtOnce device = new ManyAtOnce(DeviceSettings.device());
        List<Setting> settings = List.of(Setting.WHOLE.get(0), Setting.opencl(device, made::add));
        Map<String, Integer> elsewhere = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        int onDevice = 0;
        for (long seed = first; seed < first + graphs && failures.size() < MOST_FAILURES; seed++) {
            if ((seed - first) % TOGETHER == 0) {
                long from = seed;
                long to = Math.min(seed + TOGETHER, first + graphs);
                device.together(() -> LongStream.range(from, to).forEach(n -> make(graph(n), settings.get(1))));
            }
            made.clear();
            Case graph = graph(seed);
            Optional<Check.Failure> failure = failure(settings, graph);
            if (failure.isPresent()) {
                failures.add("seed " + seed + ": " + failure.get());
                System.out.println(failures.get(failures.size() - 1)); // a long run may be ended before it tells
            }
            String why = made.isEmpty() ? "it was refused before" : elsewhereBecause(graph, made.get(0));
            onDevice += why == null ? 1 : 0;
            if (seed % 100 == 99) {
                System.out.println(
                        "up to seed " + seed + ": " + onDevice + " on the device, " + failures.size() + " wrong");
            }
            if (why != null) {
                elsewhere.merge(why, 1, Integer::sum);
            }
        }
        System.out.println(onDevice + " of " + graphs + " graphs from " + first + " on " + DeviceSettings.device()
                + ", others: " + elsewhere);
        assertThat(failures).isEmpty();
        assertThat(onDevice).isGreaterThan(graphs * 9 / 10);
    }

    private static Case graph(long seed) {
        Case c = Generator.of(seed);
        return seed % 2 == 0 ? c : Misfit.withIndicesBrought(c); // inputs choose the places then
    }

    private static void make(Case graph, Setting setting) {
        try {
            setting.compile().apply(graph.arguments());
        } catch (RuntimeException e) {
            // the check itself will tell
        }
    }

    private static Optional<Check.Failure> failure(List<Setting> settings, Case graph) {
        List<Misfit> misfits = Misfit.of(graph, MISFITS);
        try {
            return new Check(settings).failure(graph, misfits);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(new Check.Failure(
                    e.getClass().getSimpleName(),
                    e + (e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0])));
        }
    }

    /** Why the processor computes a graph, after calls that had to be refused; null if the device does. */
    private static String elsewhereBecause(Case graph, CompiledFunction f) {
        try {
            Check.results(graph, f);
        } catch (RuntimeException | AssertionError e) {
            return "it is refused";
        }
        String why = DeviceSettings.elsewhereBecause(f);
        return why == null ? Functions.interpretedBecause(f) : why;
    }
}
