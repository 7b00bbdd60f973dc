package arignote.compile;

import arignote.Shared;
import arignote.compile.print.Step;
import arignote.compile.runtime.ArrayFormula;
import arignote.compile.runtime.GeneratedCode;
import arignote.expr.HostArray;
import arignote.function.Profile;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Measures the steps of generated code and of libraries, and leaves every shared variable as it was. */
final class Profiler {
    private static final long WARM_UP = 1_000_000_000L; // nanoseconds
    private static final long LONGEST_WARM_UP = 10_000_000_000L;
    private static final long MEASURED = 500_000_000L;
    private static final long LEAST = 50_000_000L;
    private static final int BATCH = 32;

    private final List<Shared> shared;
    private final long warmUp;
    private final long measured;
    private final List<HostArray> before = new ArrayList<>();

    /** @param among how many stages share the time that a profile takes */
    Profiler(List<Shared> shared, int among) {
        this.shared = shared;
        this.warmUp = Math.max(LEAST, WARM_UP / among);
        this.measured = Math.max(LEAST, MEASURED / among);
        shared.forEach(s -> before.add(s.host(null)));
    }

    /** @param plain the same code without a clock */
    Profile profile(String name, Specialization plain, Specialization timed) {
        List<Profile.Part> parts = parts(timed);
        double whole = Math.max(0, fastest(plain.code(), 0)[0] - clock());
        return whole(name, whole / 1000, parts, "finds the arrays, stores updates");
    }

    /** @param timed code with a clock, whose steps are measured */
    List<Profile.Part> parts(Specialization timed) {
        List<Step> steps = timed.steps();
        double clock = clock();
        double[] parts = fastest(timed.code(), steps.size());
        List<Profile.Part> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step s = steps.get(i);
            double time = Math.max(0, parts[i] - clock);
            all.add(new Profile.Part(s.method(), s.sentence(), timed.by(s), time / 1000));
        }
        return all;
    }

    /**
     * A profile whose last part is what the others leave.
     *
     * @param rest what the last part does
     */
    static Profile whole(String name, double microseconds, List<Profile.Part> parts, String rest) {
        List<Profile.Part> all = new ArrayList<>(parts);
        double sum = parts.stream().mapToDouble(Profile.Part::microseconds).sum();
        all.add(new Profile.Part("call", rest, "", Math.max(0, microseconds - sum)));
        return new Profile(name, microseconds, all);
    }

    /** The shortest time of something that stores nothing, in microseconds; what takes long is run few times. */
    double time(Runnable run) {
        double least = Double.MAX_VALUE, clock = clock();
        long start = System.nanoTime(), end;
        boolean warm;
        do {
            long begin = System.nanoTime();
            warm = begin - start >= warmUp;
            run.run();
            end = System.nanoTime();
            least = warm ? Math.min(least, end - begin) : least;
        } while (!warm || end - start < warmUp + measured);
        return Math.max(0, least - clock) / 1000;
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
        } while (warm - begin < warmUp || (ArrayFormula.isWarming() && warm - begin < LONGEST_WARM_UP));
        do {
            batch(code, steps == 0, nanos);
            for (int s = 0; s < least.length; s++) {
                least[s] = Math.min(least[s], nanos[s] / (double) BATCH);
            }
        } while (System.nanoTime() - warm < measured);
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
            restore(shared.get(i).held(), before.get(i));
        }
    }

    /** Writes to where code reads the value. */
    private static void restore(Object held, HostArray before) {
        if (held instanceof HostArray host) {
            host.put(0, before);
        } else {
            Nd4jArrays.write(before.elements(), (INDArray) held);
        }
    }
}
