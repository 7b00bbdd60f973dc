package arignote.bench;

import arignote.compile.runtime.ArrayFormula;

/** Calls a step until its vectors are fast: plain code computes until then, which is not what is to be measured. */
final class Warm {
    private static final long LONGEST = 10_000_000_000L; // nanoseconds

    private Warm() {}

    static void up(Runnable step) {
        long begin = System.nanoTime();
        do {
            step.run();
        } while (ArrayFormula.isWarming() && System.nanoTime() - begin < LONGEST);
    }
}
