package arignote.fuzz;

import static arignote.Arignote.mode;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.FunctionArgument;
import arignote.compile.DeviceSettings;
import arignote.compile.Functions;
import arignote.compile.JavaFunction;
import arignote.compile.device.Device;
import arignote.compile.java.Target;
import arignote.compile.runtime.Compilations;
import arignote.function.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A way to run functions. Settings of one family give the same bits.
 *
 * @param family {@code "nd4j"} is the interpreter, which may differ from the others by rounding
 * @param change what is done to each generated source before it is compiled: nothing, or a mistake
 */
record Setting(
        String name,
        String family,
        Function<List<FunctionArgument>, CompiledFunction> compile,
        UnaryOperator<String> change) {
    Setting(String name, String family, Function<List<FunctionArgument>, CompiledFunction> compile) {
        this(name, family, compile, UnaryOperator.identity());
    }

    /** The same with mistakes in its sources. */
    Setting with(UnaryOperator<String> mistakes) {
        return new Setting(name + " with a mistake", family, compile, mistakes);
    }

    static final Setting INTERPRETER = new Setting(
            "nd4j", "nd4j", a -> Arignote.function(with(a, mode("nd4j")).toArray(FunctionArgument[]::new)));

    /** Generated code whose small arrays are one block, as functions have it. */
    static final List<Setting> WHOLE =
            List.of(java(0, 1, false), java(128, 1, false), java(256, 1, false), java(512, 1, false));

    /** Generated code that is cut into blocks where arrays are small already, so that threads have something to do. */
    private static final List<Setting> BLOCKS =
            List.of(java(0, 1, true), java(0, 2, true), java(128, 2, true), java(256, 2, true), java(512, 2, true));

    private static final int SMALL_BLOCK = 32;

    static {
        Compilations.formulasInVectors();
    }

    /** All settings that are compared. */
    static List<Setting> all() {
        List<Setting> all = new ArrayList<>(List.of(INTERPRETER));
        all.addAll(WHOLE);
        all.addAll(BLOCKS);
        return all;
    }

    /** The settings for one graph of many: the scalar code of a family, and a changing one beside it. */
    static List<Setting> turn(long seed) {
        List<Setting> family = seed % 2 == 0 ? WHOLE : BLOCKS;
        int other = 1 + (int) Math.floorMod(seed / 2, family.size() - 1L);
        return seed % 10 == 0
                ? List.of(INTERPRETER, family.get(0), family.get(other))
                : List.of(family.get(0), family.get(other));
    }

    static Setting java(int vectorBits, int threads, boolean blocks) {
        String name = (vectorBits == 0 ? "scalar" : "simd " + vectorBits)
                + (blocks ? ", blocks, " + threads + (threads == 1 ? " thread" : " threads") : "");
        return new Setting(
                name, blocks ? "java, blocks" : "java", a -> function(a, dialect(vectorBits, blocks), threads));
    }

    /**
     * Kernels on an OpenCL device, which have the bits of Java.
     *
     * @param made takes each function
     */
    static Setting opencl(Device device, Consumer<CompiledFunction> made) {
        return new Setting("opencl", "java", a -> {
            CompiledFunction f = DeviceSettings.function(a, device);
            made.accept(f);
            return f;
        });
    }

    private static Target dialect(int vectorBits, boolean blocks) {
        boolean segments = JavaFunction.readsSegments();
        return blocks ? new Target(vectorBits, segments, SMALL_BLOCK) : new Target(vectorBits, segments);
    }

    static CompiledFunction function(List<FunctionArgument> arguments, Target dialect, int threads) {
        return Functions.generated(Signature.of(arguments), dialect, threads);
    }

    static List<FunctionArgument> with(List<FunctionArgument> arguments, FunctionArgument more) {
        List<FunctionArgument> all = new ArrayList<>(arguments);
        all.add(more);
        return all;
    }
}
