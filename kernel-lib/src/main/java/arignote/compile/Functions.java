package arignote.compile;

import arignote.CompiledFunction;
import arignote.compile.java.Target;
import arignote.compile.javac.Javac;
import arignote.compile.runtime.SourceCompiler;
import arignote.compile.runtime.Workers;
import arignote.expr.Warnings;
import arignote.function.InterpretedFunction;
import arignote.function.Profile;
import arignote.function.Signature;
import arignote.value.OffHeap;

/** Makes functions in the way that their mode says. */
public final class Functions {
    /** What the Java that runs understands. */
    static final Target TARGET = target();

    private Functions() {}

    /** Loads the compiler beside whatever the program does first. */
    public static void warmUp() {
        SourceCompiler.warmUp();
    }

    /** The function that a signature describes. */
    public static CompiledFunction of(Signature signature) {
        boolean generated = Javac.isThere() && signature.monitor() == null;
        if (generated && signature.mode().equals("debug")) {
            return new DebugFunction(signature);
        }
        if (generated && signature.mode().equals("plain")) {
            return generated(signature, new Target(0, TARGET.segments()), 1);
        }
        return generated && signature.mode().equals("java") ? generated(signature) : new InterpretedFunction(signature);
    }

    /** The function as generated code. */
    static CompiledFunction generated(Signature signature) {
        return generated(signature, TARGET, Workers.THREADS, Devices.wanted());
    }

    /**
     * The function as generated Java, in stages where a library has a part in it.
     *
     * @param target what this Java understands
     * @param threads how many threads share a large sweep
     */
    public static CompiledFunction generated(Signature signature, Target target, int threads) {
        return generated(signature, target, threads, null);
    }

    /** @param place where it is computed if it can be, null for the processor */
    static CompiledFunction generated(Signature signature, Target target, int threads, Devices.Place place) {
        return Stages.areNeeded(signature.roots())
                ? new StagedFunction(signature, target, threads, place)
                : new JavaFunction(signature, target, Workers.of(threads), place);
    }

    /** Why the interpreter had to compute the last call of a function, or null if generated code and libraries did. */
    public static String interpretedBecause(CompiledFunction function) {
        if (function instanceof StagedFunction staged) {
            return staged.interpretedBecause();
        }
        return function instanceof JavaFunction java ? java.interpretedBecause() : "it is interpreted";
    }

    /** Measures the steps of a function. */
    public static Profile profile(CompiledFunction function) {
        if (function instanceof JavaFunction generated) {
            return generated.profile();
        }
        if (function instanceof StagedFunction staged) {
            return staged.profile();
        }
        throw new IllegalStateException(
                function.name() + " is computed operation by operation; profile(…) measures generated code");
    }

    /** Vectors read ND4J's memory through buffers up to Java 17 and through segments from 22 on, in between not at all. */
    private static Target target() {
        int java = Runtime.version().feature();
        boolean readable = java < 18 || OffHeap.hasSegments();
        if (System.getProperty("arignote.vectors") == null && (!readable || !hasModule())) {
            Warnings.say("arignote: functions compute without vectors, some ten times slower on large arrays; "
                    + (readable
                            ? "start Java with --add-modules=jdk.incubator.vector -XX:PerMethodTrapLimit=10000"
                            : "Java " + java + " has none for ND4J's memory: take Java 17, or 22 or newer"));
        }
        return new Target(readable ? vectorBits() : 0, OffHeap.hasSegments());
    }

    private static boolean hasModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** The width that the processor prefers, or 0 if this Java was started without its vector module. */
    private static int vectorBits() {
        String wanted = System.getProperty("arignote.vectors", "preferred");
        if (wanted.equals("none") || !hasModule()) {
            return 0;
        }
        if (!wanted.equals("preferred")) {
            return Integer.parseInt(wanted);
        }
        try {
            Class<?> shape = Class.forName("jdk.incubator.vector.VectorShape");
            Object preferred = shape.getMethod("preferredShape").invoke(null);
            return (int) shape.getMethod("vectorBitSize").invoke(preferred);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
