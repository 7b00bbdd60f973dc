package arignote;

import arignote.compile.Functions;
import arignote.expr.Build;
import arignote.expr.Replacement;
import arignote.expr.TestValues;
import arignote.expr.Warnings;
import arignote.function.Signature;
import arignote.plot.Stepper;
import arignote.value.OptionalLibrary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Arignote} says of functions, and of the steps that they take. */
public abstract sealed class ArignoteFunctions permits Arignote {
    ArignoteFunctions() {}

    // Making one

    /**
     * Makes a function.
     *
     * @param arguments {@link #inputs}, {@link #outputs}, {@link #update} and the other arguments here, in any order;
     *     no input, no output or no update is fine
     * @throws IllegalArgumentException if they do not fit together, in a sentence with the variables' names
     */
    public static CompiledFunction function(FunctionArgument... arguments) {
        return TestValues.without(() -> {
            Signature signature =
                    Signature.of(arguments == null ? Collections.singletonList(null) : Arrays.asList(arguments));
            signature.warnings().forEach(w -> Warnings.say("warning: " + w));
            return Functions.of(signature);
        });
    }

    /** The inputs: the variables that a call gives values for, in this order. */
    public static FunctionArgument inputs(Expr... variables) {
        return inputs(list(variables));
    }

    /** The inputs, some of them with a default or a name of their own: {@code inputs(x, in(y).value(1))}. */
    public static FunctionArgument inputs(Object... variables) {
        return inputs(list(variables));
    }

    /** The inputs: variables, or what {@link #in} makes of them. */
    public static FunctionArgument inputs(List<?> variables) {
        return new FunctionArgument.Inputs(variables);
    }

    /**
     * An input that may have a default, an update and a name: {@code in(y).value(1).name("zed")}. A call may leave it out
     * then, and may give it by that name in a map: {@code f.apply(x, Map.of("zed", 2))}.
     */
    public static FunctionArgument.In in(Expr variable) {
        return new FunctionArgument.In(variable, null, null, null);
    }

    /** What a call returns, in this order. */
    public static FunctionArgument outputs(Expr... expressions) {
        return outputs(list(expressions));
    }

    /** What a call returns, in this order. */
    public static FunctionArgument outputs(List<? extends Expr> expressions) {
        return new FunctionArgument.Outputs(expressions == null ? null : new ArrayList<>(expressions));
    }

    /**
     * What a call returns, by name: {@link CompiledFunction#applyMap} gives a map with these names. The order is that of
     * {@code expressions}; {@code Map.of} has none, a LinkedHashMap has one.
     */
    public static FunctionArgument outputs(Map<String, ? extends Expr> expressions) {
        return FunctionArgument.NamedOutputs.of(expressions);
    }

    // Updates

    /** After each call {@code target}, a shared variable, has the value that {@code value} had with the old values. */
    public static Update update(Expr target, Expr value) {
        return new Update(target, value);
    }

    /** After each call {@code target} has this value: a number, which takes the variable's dtype, or an array. */
    public static Update update(Expr target, Object value) {
        return new Update(target, target == null || value == null ? null : Build.beside(target, value));
    }

    /** Several updates; all are computed from the old values. */
    public static FunctionArgument updates(List<Update> updates) {
        return new FunctionArgument.Updates(updates);
    }

    /** Several updates; all are computed from the old values. */
    public static FunctionArgument updates(Update... updates) {
        return updates(list(updates));
    }

    /**
     * Several updates; all are computed from the old values.
     *
     * @param updates for each shared variable an expression, a number or an array
     */
    public static FunctionArgument updates(Map<? extends Expr, ?> updates) {
        List<Update> list = updates == null ? null : new ArrayList<>();
        if (updates != null) {
            updates.forEach(
                    (target, value) -> list.add(value instanceof Expr e ? update(target, e) : update(target, value)));
        }
        return updates(list);
    }

    /**
     * Leaves out the default updates of these shared variables, or of all if none is named.
     *
     * @see Shared#defaultUpdate(Expr)
     */
    public static FunctionArgument noDefaultUpdates(Shared... variables) {
        return new FunctionArgument.NoDefaultUpdates(list(variables));
    }

    // In other places, in other ways

    /** Puts an expression or a value in the place of {@code expression} in this function. */
    public static FunctionArgument given(Expr expression, Object replacement) {
        return new FunctionArgument.Given(expression, replacement);
    }

    /** Several of {@link #given}: for each expression what stands in for it. */
    public static FunctionArgument givens(Map<? extends Expr, ?> replacements) {
        List<FunctionArgument.Given> list = replacements == null ? null : new ArrayList<>();
        if (replacements != null) {
            replacements.forEach((of, by) -> list.add(new FunctionArgument.Given(of, by)));
        }
        return new FunctionArgument.Givens(list);
    }

    /**
     * How the function is run. Theano's names mean the same.
     *
     * @param name {@code java} or {@code FAST_RUN}: by generated loops; {@code plain}: by these loops without vectors, in one
     *     thread, on the processor: the same bits, from a source that is easy to read; {@code nd4j} or
     *     {@code FAST_COMPILE}: operation by operation; {@code debug} or {@code DebugMode}: by both, comparing every result; {@code nanGuard} or
     *     {@code NanGuardMode}: operation by operation, stopping at the first that makes a NaN or an infinity
     */
    public static FunctionArgument mode(String name) {
        return new FunctionArgument.Mode(name);
    }

    /**
     * Shows every operation of each call to {@code after}, operation by operation as {@code mode("nd4j")} computes them.
     * What it throws ends the call, and nothing is stored.
     *
     * @param after {@code (operation, arguments, value) -> …}
     */
    public static FunctionArgument monitor(FunctionArgument.Monitor after) {
        return new FunctionArgument.Monitored(null, after);
    }

    /** The same, with somebody who is told before an operation is computed, too: {@code (operation, arguments) -> …}. */
    public static FunctionArgument monitor(BiConsumer<Expr, List<INDArray>> before, FunctionArgument.Monitor after) {
        return new FunctionArgument.Monitored(before, after);
    }

    /**
     * What becomes of an input that nothing needs.
     *
     * @param policy {@code raise} (the default), {@code warn} or {@code ignore}
     */
    public static FunctionArgument onUnusedInput(String policy) {
        return new FunctionArgument.OnUnusedInput(policy);
    }

    /** Takes values that lose precision in the input's type, for instance float64 arrays for a float32 input. */
    public static FunctionArgument allowInputDowncast() {
        return new FunctionArgument.AllowInputDowncast();
    }

    /** The function's name in messages. */
    public static FunctionArgument named(String name) {
        return new FunctionArgument.Named(name);
    }

    // Copies

    /** For {@link CompiledFunction#copy(FunctionArgument...)}: the copy has {@code to} wherever this one has {@code from}. */
    public static FunctionArgument swap(Shared from, Shared to) {
        return new FunctionArgument.Swap(from, to);
    }

    /** For {@link CompiledFunction#copy(FunctionArgument...)}: the copy changes no shared variable. */
    public static FunctionArgument withoutUpdates() {
        return new FunctionArgument.WithoutUpdates();
    }

    /**
     * The same expression with others in the place of some of its parts: Theano's {@code clone}, whose name every class of
     * Java has already.
     *
     * @param replace for a part the expression, number or array that takes its place, of the same type
     * @throws IllegalArgumentException if a type is another
     */
    public static Expr cloneReplace(Expr expression, Map<? extends Expr, ?> replace) {
        return cloneReplace(expression, replace, true);
    }

    /**
     * The same.
     *
     * @param strict whether what takes a part's place has its dtype, too; else the types are found anew, and the result may
     *     have another
     */
    public static Expr cloneReplace(Expr expression, Map<? extends Expr, ?> replace, boolean strict) {
        return Replacement.of(list(new Expr[] {expression}), replace, strict).get(0);
    }

    /** The same of several expressions, which go on sharing their parts. */
    public static List<Expr> cloneReplace(List<? extends Expr> expressions, Map<? extends Expr, ?> replace) {
        return Replacement.of(expressions, replace, true);
    }

    private static <E> List<E> list(E[] elements) {
        return elements == null ? null : Arrays.asList(elements);
    }

    // Steps

    /**
     * The graph of a cost with example values, to click through: forward, an operation a click, then back with the
     * gradients. Formula and graph are marked together. It works in the notebook, in the exported page and on a slide,
     * without a kernel; {@code stepper(cost, m, c).with(x, 2.0).with(y, 5.0)}.
     *
     * @param cost one floating number
     * @param by where the way back ends: parts of the cost; if none, all its shared variables of floating numbers, or its
     *     inputs where it has none
     * @throws IllegalArgumentException if the cost is not one number, does not depend on one of {@code by}, or has more than
     *     60 nodes
     */
    public static Stepper stepper(Expr cost, Expr... by) {
        OptionalLibrary.ELK.need("a picture of a graph");
        return new Stepper(cost, list(by));
    }
}
