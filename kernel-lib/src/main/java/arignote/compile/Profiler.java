package arignote.compile;

import arignote.Shared;
import arignote.compile.print.Step;
import arignote.compile.runtime.ArrayFormula;
import arignote.compile.runtime.GeneratedCode;
import arignote.function.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Measures the steps of generated code, and leaves every shared variable as it was. */
final class Profiler {
    private static final long WARM_UP = 1_000_000_000L; // nanoseconds
    private static final long LONGEST_WARM_UP = 10_000_000_000L;
    private static final long MEASURED = 500_000_000L;
    private static final int BATCH = 32;

    private final List<Shared> shared;
    private final List<INDArray> before = new ArrayList<>();

    Profiler(List<Shared> shared) {
        this.shared = shared;
        shared.forEach(s -> before.add(s.getValue()));
    }

    /** @param plain the same code without a clock */
    Profile profile(String name, Specialization plain, Specialization timed) {
        List<Step> steps = plain.printed().steps();
        double clock = clock();
        double[] parts = fastest(timed.code(), steps.size());
        double whole = Math.max(0, fastest(plain.code(), 0)[0] - clock);
        List<Profile.Part> all = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step s = steps.get(i);
            double time = Math.max(0, parts[i] - clock);
            sum += time;
            all.add(new Profile.Part(s.method(), s.sentence(), Explanation.by(s, timed.target()), time / 1000));
        }
        double rest = Math.max(0, whole - sum);
        all.add(new Profile.Part("call", "finds the arrays, stores updates", "", rest / 1000));
        return new Profile(name, whole / 1000, all);
    }

    /** What it costs to read the clock, in nanoseconds. */
    private static double clock() {
        double least = Double.MAX_VALUE;
        for (int batch = 0; batch < 200; batch++) {
            long begin = System.nanoTime();
            for (int i = 0; i < BATCH; i++) {
                System.nanoTime();
            }
            least = Math.min(least, (System.nanoTime() - begin) / (BATCH + 1.0));
        }
        return least;
    }

    /** For each step, or if there is none for the whole, the shortest mean time of a batch of runs, in nanoseconds. */
    private double[] fastest(GeneratedCode code, int steps) {
        double[] least = new double[Math.max(1, steps)];
        Arrays.fill(least, Double.MAX_VALUE);
        long[] nanos = new long[least.length];
        long begin = System.nanoTime();
        long warm;
        do {
            batch(code, steps == 0, nanos);
            warm = System.nanoTime();
        } while (warm - begin < WARM_UP || (ArrayFormula.isWarming() && warm - begin < LONGEST_WARM_UP));
        do {
            batch(code, steps == 0, nanos);
            for (int s = 0; s < least.length; s++) {
                least[s] = Math.min(least[s], nanos[s] / (double) BATCH);
            }
        } while (System.nanoTime() - warm < MEASURED);
        return least;
    }

    private void batch(GeneratedCode code, boolean whole, long[] nanos) {
        Arrays.fill(nanos, 0);
        for (int i = 0; i < BATCH; i++) {
            run(code, whole, nanos);
        }
    }

    /** The result is stored each time, as in a call, and taken back. */
    private void run(GeneratedCode code, boolean whole, long[] nanos) {
        long begin = System.nanoTime();
        if (!whole) {
            code.startClock(nanos);
        }
        if (!code.run()) {
            throw new IllegalStateException("the arrays of the last call have changed; call it once more");
        }
        code.commit();
        if (whole) {
            nanos[0] += System.nanoTime() - begin;
        }
        for (int i = 0; i < before.size(); i++) {
            shared.get(i).read().assign(before.get(i));
        }
    }
}
