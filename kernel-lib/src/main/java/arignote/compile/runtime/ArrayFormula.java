package arignote.compile.runtime;

import arignote.compile.java.vector.FormulaArray;
import arignote.expr.ScalarOp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An operation with a long formula on arrays, for all generated code of the process.
 *
 * <p>Elements are computed one by one until the vectors are fast ({@link Warming}).
 */
public final class ArrayFormula {
    /**
     * A part of a formula on arrays. The last part gives the result, of {@link ArrayFormula#apply(double[], double[], double[], int,
     * int)}; those before keep what later ones need.
     */
    abstract static class Vectors {
        abstract void apply(double[] a, double[] b, double[] kept, double[] result, int from, int count);
    }

    private static final ThreadLocal<double[]> KEPT = ThreadLocal.withInitial(() -> new double[0]);

    /** An operation in vectors of one width. */
    private record Key(ScalarOp operation, int vectorBits) {}

    private static final Map<Key, ArrayFormula> ALL = new ConcurrentHashMap<>();

    private static final int ELEMENTS = 256; // that it is called with until it is fast

    private final ScalarOp operation;
    private final int vectorBits;
    private final ScalarOp.Value value;
    private volatile Vectors[] vectors; // the parts, or null while they are slow
    private int kept; // numbers that they keep

    private ArrayFormula(Key key) {
        operation = key.operation;
        vectorBits = key.vectorBits;
        value = operation.value();
        if (!Warming.atOnce) {
            Warming.later(this::warmed);
        }
    }

    /** The operation, which has a formula, in vectors of so many bits. */
    static ArrayFormula of(ScalarOp operation, int vectorBits) {
        ArrayFormula formula = ALL.computeIfAbsent(new Key(operation, vectorBits), ArrayFormula::new);
        if (Warming.atOnce && !formula.hasVectors()) {
            formula.vectors = formula.compiled();
        }
        return formula;
    }

    /** Whether some formulas are not fast yet. */
    public static boolean isWarming() {
        return Warming.isBusy();
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
        Vectors[] parts = vectors;
        if (parts != null) {
            inVectors(parts, a, b, result, from, count);
        } else {
            plain(a, b, result, from, count);
        }
    }

    private void inVectors(Vectors[] parts, double[] a, double[] b, double[] result, int from, int count) {
        double[] memory = parts.length == 1 ? null : memory();
        int strip = parts.length == 1 ? count : FormulaArray.STRIP;
        for (int i = from; i < from + count; i += strip) {
            int some = Math.min(strip, from + count - i);
            for (Vectors part : parts) {
                part.apply(a, b, memory, result, i, some);
            }
        }
    }

    private double[] memory() {
        double[] memory = KEPT.get();
        if (memory.length < kept) {
            memory = new double[kept];
            KEPT.set(memory);
        }
        return memory;
    }

    private void plain(double[] a, double[] b, double[] result, int from, int count) {
        for (int i = from; i < from + count; i++) {
            result[i] = value.at(a[i], b[i], 0);
        }
    }

    private Vectors[] compiled() {
        FormulaArray printed = FormulaArray.of(operation, vectorBits);
        kept = printed.kept();
        return printed.types().stream()
                .map(type -> (Vectors) SourceCompiler.instance(
                        SourceCompiler.vectors(type.name(), type.file().toString())))
                .toArray(Vectors[]::new);
    }

    /** Makes the classes anew each time: HotSpot may have made poor code of the last ones. */
    private boolean warmed(long patience) {
        Vectors[] made = compiled();
        if (!getsFast(made, patience)) {
            return false;
        }
        vectors = made;
        return true;
    }

    private boolean getsFast(Vectors[] made, long patience) {
        double[] a = new double[ELEMENTS];
        double[] result = new double[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i++) {
            a[i] = (i + 1) * 4.0 / ELEMENTS;
        }
        return Warming.getsFast(
                () -> inVectors(made, a, a, result, 0, ELEMENTS), () -> plain(a, a, result, 0, ELEMENTS), patience);
    }
}
