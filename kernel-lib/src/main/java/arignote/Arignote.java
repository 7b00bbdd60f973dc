package arignote;

import arignote.expr.DType;
import arignote.expr.Evaluator;
import arignote.expr.Latex;
import arignote.expr.Printer;
import arignote.expr.TensorType;
import arignote.run.InterpretedFunction;
import arignote.run.Signature;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The front door, made to be imported statically: shared variables, functions, and what shows expressions. The
 * vocabulary of expressions is in {@link T}.
 */
public final class Arignote {
    private Arignote() {}

    // State

    /**
     * A shared variable: a value that outlives calls. A fraction such as 0.0 gives floatX, a whole number int32 or
     * int64, arrays keep their type.
     *
     * @throws IllegalArgumentException if {@code value} holds no numbers
     */
    public static Shared shared(Object value) {
        return shared(value, null);
    }

    /** A shared variable with a name, which prints, pictures and messages use. */
    public static Shared shared(Object value, String name) {
        String what = name == null ? "the value of a shared variable" : "the value of '" + name + "'";
        INDArray array = value instanceof Double || value instanceof Float
                ? Evaluator.get().array(value, new TensorType(Config.floatX(), 0), what)
                : Evaluator.get().array(value, what);
        return new Shared(array, new TensorType(DType.of(array.dataType()), array.rank()), name);
    }

    // Functions

    /**
     * Makes a function.
     *
     * @param arguments {@link #inputs}, {@link #outputs}, {@link #update} and the other arguments here, in any order;
     *     no input, no output or no update is fine
     * @throws IllegalArgumentException if they do not fit together, in a sentence with the variables' names
     */
    public static CompiledFunction function(FunctionArgument... arguments) {
        Signature signature = Signature.of(Arrays.asList(arguments));
        signature.warnings().forEach(w -> System.err.println("warning: " + w));
        return new InterpretedFunction(signature);
    }

    /** The variables that a call brings values for, in this order. */
    public static FunctionArgument inputs(Expr... variables) {
        return inputs(Arrays.asList(variables));
    }

    /** The variables that a call brings values for, in this order. */
    public static FunctionArgument inputs(List<? extends Expr> variables) {
        return new FunctionArgument.Inputs(List.copyOf(variables));
    }

    /** What a call returns, in this order. */
    public static FunctionArgument outputs(Expr... expressions) {
        return outputs(Arrays.asList(expressions));
    }

    /** What a call returns, in this order. */
    public static FunctionArgument outputs(List<? extends Expr> expressions) {
        return new FunctionArgument.Outputs(List.copyOf(expressions));
    }

    /** After each call {@code target}, a shared variable, has the value that {@code value} had with the old values. */
    public static Update update(Expr target, Expr value) {
        return new Update(target, value);
    }

    /** Several updates; all are computed from the old values. */
    public static FunctionArgument updates(List<Update> updates) {
        return new FunctionArgument.Updates(updates);
    }

    /** Several updates; all are computed from the old values. */
    public static FunctionArgument updates(Update... updates) {
        return updates(List.of(updates));
    }

    /** Puts an expression or a value in the place of {@code expression} in this function. */
    public static FunctionArgument given(Expr expression, Object replacement) {
        return new FunctionArgument.Given(expression, replacement);
    }

    /** How the function is run: {@code nd4j}. */
    public static FunctionArgument mode(String backend) {
        return new FunctionArgument.Mode(backend);
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

    // Seeing

    /** The formula as text: {@code ((x * m) + c)}. Unnamed variables get letters. */
    public static String pp(Expr expression) {
        return Printer.print(expression);
    }

    /** The formula in LaTeX, which a notebook typesets. */
    public static Latex latex(Expr expression) {
        return Latex.of(expression);
    }

    // Data

    /**
     * {@code n} numbers at equal distances from {@code start} to {@code stop}, both included, the same bits as NumPy's.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public static double[] linspace(double start, double stop, int n) {
        if (n < 0) {
            throw new IllegalArgumentException("linspace makes 0 or more numbers, not " + n);
        }
        double[] x = new double[n];
        double step = (stop - start) / (n - 1);
        for (int i = 0; i < n; i++) {
            x[i] = i * step + start;
        }
        if (n > 1) {
            x[n - 1] = stop;
        }
        if (n == 1) {
            x[0] = start;
        }
        return x;
    }
}
