package arignote.fuzz;

import static arignote.Arignote.mode;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.FunctionArgument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A way to run functions. Settings of one family give the same bits.
 *
 * @param family {@code "nd4j"} is the interpreter, which may differ from the others by rounding
 */
record Setting(String name, String family, Function<List<FunctionArgument>, CompiledFunction> compile) {
    static final Setting INTERPRETER = new Setting(
            "nd4j", "nd4j", a -> Arignote.function(with(a, mode("nd4j")).toArray(FunctionArgument[]::new)));

    /** All settings that are compared. */
    static List<Setting> all() {
        return List.of(INTERPRETER);
    }

    static List<FunctionArgument> with(List<FunctionArgument> arguments, FunctionArgument more) {
        List<FunctionArgument> all = new ArrayList<>(arguments);
        all.add(more);
        return all;
    }
}
