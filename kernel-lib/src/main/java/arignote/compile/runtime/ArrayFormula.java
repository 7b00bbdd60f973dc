package arignote.compile.runtime;

import arignote.compile.java.vector.FormulaArray;
import arignote.expr.ScalarOp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An operation with a long formula on arrays, for all generated code of the process.
 *
 * <p>Code with the Vector API is slow until the virtual machine has compiled it: some hundred times slower than plain code
 * is then. So a thread of its own compiles the formula and calls it on numbers of no interest until it is fast; elements are
 * computed one by one until then. The bits are the same.
 */
public final class ArrayFormula {
    /** A formula on arrays, as {@link ArrayFormula#apply(double[], double[], double[], int, int)}. */
    abstract static class Vectors {
        abstract void apply(double[] a, double[] b, double[] result, int from, int count);
    }

    /** An operation in vectors of one width. */
    private record Key(ScalarOp operation, int vectorBits) {}

    private static final Map<Key, ArrayFormula> ALL = new ConcurrentHashMap<>();

    private static final ThreadPoolExecutor WARMING =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ArrayFormula::daemon);

    static {
        WARMING.allowCoreThreadTimeOut(true);
    }

    /** Whether formulas are computed in vectors from their first call on, as tests want it. */
    static volatile boolean atOnce;

    // how a formula is called until it is fast
    private static final int ELEMENTS = 256;
    private static final int CALLS = 8;
    private static final int EAGER = 150; // rounds without a pause: enough for the virtual machine to begin compiling
    private static final int ROUNDS = 250;
    private static final long PAUSE = 10; // milliseconds
    private static final int FAST = 3; // rounds, one after the other
    private static final int TRIES = 2; // a class that HotSpot has made poor code of is replaced once

    private final ScalarOp operation;
    private final int vectorBits;
    private final ScalarOp.Value value;
    private volatile Vectors vectors; // or null while they are slow

    private ArrayFormula(Key key) {
        operation = key.operation;
        vectorBits = key.vectorBits;
        value = operation.value();
        if (!atOnce) {
            WARMING.execute(this::warm);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "arignote formulas");
        thread.setDaemon(true);
        return thread;
    }

    /** The operation, which has a formula, in vectors of so many bits. */
    static ArrayFormula of(ScalarOp operation, int vectorBits) {
        ArrayFormula formula = ALL.computeIfAbsent(new Key(operation, vectorBits), ArrayFormula::new);
        if (atOnce && !formula.hasVectors()) {
            formula.vectors = formula.compiled();
        }
        return formula;
    }

    /** Whether some formulas are not fast yet. */
    public static boolean isWarming() {
        return WARMING.getActiveCount() > 0 || !WARMING.getQueue().isEmpty();
    }

    /** Whether vectors compute it. */
    boolean hasVectors() {
        return vectors != null;
    }

    /** {@link #apply(double[], double[], double[], int, int)} for one operand. */
    void apply(double[] a, double[] result, int from, int count) {
        apply(a, a, result, from, count);
    }

    /**
     * Computes elements {@code from} to {@code from + count}, and maybe some more that fill the last vector.
     *
     * @param a the first operand
     * @param b the second operand
     */
    void apply(double[] a, double[] b, double[] result, int from, int count) {
        Vectors fast = vectors;
        if (fast != null) {
            fast.apply(a, b, result, from, count);
        } else {
            plain(a, b, result, from, count);
        }
    }

    private void plain(double[] a, double[] b, double[] result, int from, int count) {
        for (int i = from; i < from + count; i++) {
            result[i] = value.at(a[i], b[i], 0);
        }
    }

    private Vectors compiled() {
        return (Vectors) SourceCompiler.instance(SourceCompiler.vectors(
                FormulaArray.name(operation, vectorBits),
                FormulaArray.file(operation, vectorBits).toString()));
    }

    private void warm() {
        for (int i = 0; i < TRIES && vectors == null && HotSpot.hasLastCompiler(); i++) {
            Vectors made = compiled();
            if (getsFast(made)) {
                vectors = made;
            }
        }
    }

    /** Calls it until it takes less time than plain code and puts no vectors on the heap. */
    private boolean getsFast(Vectors made) {
        double[] a = new double[ELEMENTS];
        double[] result = new double[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
            a[i] = (i + 1) * 4.0 / ELEMENTS;
        }
        int fast = 0;
        for (int round = 0; round < ROUNDS && fast < FAST; round++) {
            long before = HotSpot.allocatedBytes();
            long begin = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                made.apply(a, a, result, 0, ELEMENTS);
            }
            long between = System.nanoTime();
            long allocated = HotSpot.allocatedBytes() - before;
            for (int call = 0; call < CALLS; call++) {
                plain(a, a, result, 0, ELEMENTS);
            }
            boolean isFast = allocated == 0 && between - begin < System.nanoTime() - between;
            fast = isFast ? fast + 1 : 0;
            if (round > EAGER && !isFast) {
                pause();
            }
        }
        return fast == FAST;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
