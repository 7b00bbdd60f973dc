package arignote;

import arignote.compile.Functions;
import arignote.expr.Evaluator;
import arignote.expr.TensorType;
import arignote.expr.print.DebugPrint;
import arignote.expr.print.Latex;
import arignote.expr.print.Printer;
import arignote.function.FunctionText;
import arignote.function.Profile;
import arignote.notebook.Progress;
import arignote.notebook.display.Display;
import arignote.notebook.display.LiveFigure;
import arignote.notebook.errors.LastTrace;
import arignote.notebook.exercise.Answers;
import arignote.notebook.exercise.Prediction;
import arignote.notebook.operators.PlainCells;
import arignote.plot.Animation;
import arignote.plot.Canvas;
import arignote.plot.Explorer;
import arignote.plot.Graph;
import arignote.plot.Slider;
import arignote.plot.Subplots;
import arignote.plot.VariableSlider;
import arignote.plot.graph.ExpressionGraph;
import arignote.value.Columns;
import arignote.value.OptionalLibrary;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The front door, made to be imported statically: shared variables, functions, and what shows expressions. The
 * vocabulary of expressions is in {@link T}.
 */
public final class Arignote extends ArignoteFunctions {
    static {
        Functions.warmUp();
    }

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
        boolean fraction = value instanceof Double || value instanceof Float;
        return new Shared(
                fraction
                        ? Evaluator.get().host(value, new TensorType(Config.floatX(), 0), what)
                        : Evaluator.get().literal(value, what),
                name);
    }

    /** The slice of an axis from {@code start} up to, but without {@code stop}, for {@link Expr#get}; null means the end. */
    public static Slice slice(Object start, Object stop) {
        return new Slice(start, stop, null);
    }

    /** The same with a step, a whole number other than 0. */
    public static Slice slice(Object start, Object stop, Object step) {
        return new Slice(start, stop, step);
    }

    // Seeing

    /** The formula as text: {@code ((x * m) + c)}. Unnamed variables get letters. */
    public static String pp(Expr expression) {
        return Printer.print(expression);
    }

    /**
     * Expressions as an indented tree, a line for each operation and variable: what it is, a mark, its type, and its name if
     * it has one. What stands in several places is written out at the first; its mark says that it is the same.
     *
     * @param expressions which share their marks
     */
    public static String debugprint(Expr... expressions) {
        return DebugPrint.of(expressions);
    }

    /** A function as such a tree: outputs and new values of shared variables, rewritten as they are computed. */
    public static String debugprint(CompiledFunction function) {
        return FunctionText.of(function);
    }

    /** The formula in LaTeX, which a notebook typesets. */
    public static Latex latex(Expr expression) {
        return Latex.of(expression);
    }

    /** The computational graph of an expression, drawn: inputs, shared variables and operations told apart. */
    public static Graph picture(Expr expression) {
        OptionalLibrary.ELK.need("a picture of a graph");
        return ExpressionGraph.of(expression);
    }

    /**
     * Where the time of a call goes: its last call is computed over and over for some seconds, with a clock between its
     * steps. Shared variables stay as they are. Between the steps of generated code stand the operations that a library
     * computes; what only prints or asserts is left out, but within a step of {@code scan}.
     *
     * @throws IllegalStateException if the function has not been called, or no code is generated for it
     */
    public static Profile profile(CompiledFunction function) {
        OptionalLibrary.TABLESAW.need("a profile");
        return Functions.profile(function);
    }

    // Plots and motion

    /** An empty figure of 640 by 480 pixels. */
    public static Figure figure() {
        return new Figure();
    }

    /** An empty figure, in pixels. */
    public static Figure figure(int width, int height) {
        return new Figure(width, height);
    }

    /** A figure with a blue line through the values, against 0, 1, 2 … */
    public static Figure plot(Object y) {
        return new Figure().plot(y);
    }

    /** A figure with the values against 0, 1, 2 …, in a format such as {@code "r-"}. */
    public static Figure plot(Object y, String format) {
        return new Figure().plot(y, format);
    }

    /** A figure with a blue line through the points. */
    public static Figure plot(Object x, Object y) {
        return new Figure().plot(x, y);
    }

    /**
     * A figure with one series, in the format that {@link Figure#plot(Object, Object, String)} explains.
     *
     * @throws IllegalArgumentException if the format has no meaning, or x and y differ in length
     */
    public static Figure plot(Object x, Object y, String format) {
        return new Figure().plot(x, y, format);
    }

    /** A figure with one series that a legend names. */
    public static Figure plot(Object x, Object y, String format, String label) {
        return new Figure().plot(x, y, format, label);
    }

    /**
     * Figures in rows and columns, as one picture 640 pixels wide, or 960 where there are several columns; {@code at(0)}
     * is the first.
     */
    public static Subplots subplots(int rows, int columns) {
        return new Subplots(rows, columns);
    }

    /** Figures in rows and columns, as one picture of the given size in pixels. */
    public static Subplots subplots(int rows, int columns, int width, int height) {
        return new Subplots(rows, columns, width, height);
    }

    /**
     * A player of figures, which plays without a kernel or a network.
     *
     * @param frames how many
     * @param figure the figure of each, from 0; their axes should have the same limits
     */
    public static Animation animate(int frames, IntFunction<? extends Canvas> figure) {
        return new Animation(frames, figure);
    }

    /** A slider for {@link #live}, from {@code min} to {@code max}. */
    public static Slider slider(String name, double min, double max, double step, double start) {
        return new Slider(name, min, max, step, start);
    }

    /**
     * A slider for {@link #explore}, in round steps.
     *
     * @param variable an input, or a shared variable, of one floating number; a shared one starts at its value
     * @throws IllegalArgumentException if it is none
     */
    public static VariableSlider slider(Expr variable, double min, double max) {
        return new VariableSlider(variable, min, max, null, null);
    }

    /** A slider for {@link #explore}, in steps of the given size. */
    public static VariableSlider slider(Expr variable, double min, double max, double step) {
        return new VariableSlider(variable, min, max, step, null);
    }

    /** A slider for {@link #explore}, for an input that has the value {@code start} at first. */
    public static VariableSlider slider(Expr variable, double min, double max, double step, double start) {
        return new VariableSlider(variable, min, max, step, start);
    }

    /**
     * A number with sliders for what it is made of. What is shown computes by itself: in the notebook, in the exported
     * page and on a slide, without a kernel or a network. {@link Explorer} says what more it can show.
     *
     * @param expression one number, the loss for instance
     * @throws IllegalArgumentException if it is not one number, or there is no slider
     */
    public static Explorer explore(Expr expression, VariableSlider... sliders) {
        OptionalLibrary.XCHART.need("an explorer");
        return new Explorer(expression, List.of(sliders));
    }

    /**
     * Shows a slider, and below it what {@code figure} makes of its value: in a live notebook anew whenever the slider is
     * moved, elsewhere once. For a page that moves without a kernel there is {@link #explore}.
     *
     * @param figure from the slider's value to a figure, or to anything else that can be shown
     */
    public static void live(Slider slider, DoubleFunction<?> figure) {
        LiveFigure.show(List.of(slider), values -> figure.apply(values[0]));
    }

    /** The same with several sliders, whose values come in their order. */
    public static void live(Function<double[], ?> figure, Slider... sliders) {
        LiveFigure.show(List.of(sliders), figure);
    }

    // Notebooks

    /** Prints the whole stack trace of the last error in a cell, of which the notebook shows only the cells' own lines. */
    public static void trace() {
        System.out.println(LastTrace.text());
    }

    /** Shows each value now, as an output of its own; outside a notebook prints it. */
    public static void show(Object... values) {
        // Java passes a lone null, or a lone double[][], as the array of arguments itself
        boolean one = values == null || values.getClass() != Object[].class;
        for (Object value : one ? new Object[] {values} : values) {
            Display.current().show(value);
        }
    }

    /** Shows one array of arrays. */
    public static void show(Serializable[] value) {
        show((Object) value);
    }

    /** Counts a loop from 0 to {@code n - 1} and shows how far it is: {@code for (int i : progress(n))}. */
    public static Progress progress(int n) {
        return Progress.of(n);
    }

    /**
     * The cells of this notebook that have run, with operators written as calls: plain Java, for any Java kernel with this
     * library.
     *
     * @throws IllegalStateException outside of a notebook
     */
    public static String plain() {
        return PlainCells.text();
    }

    // Exercises

    /**
     * Says whether a number is the answer to an exercise, which {@code data/answers.txt} keeps beside the notebook, in a form
     * that cannot be read. Rounded numbers will do.
     *
     * @throws IllegalArgumentException if there is no answer of that name, or {@code value} is not one number
     */
    public static void check(String name, Object value) {
        show(Answers.check(name, value));
    }

    /**
     * For authors: the line by which {@code data/answers.txt} keeps an answer.
     *
     * @param digits how many significant digits count, from 1 to 15; 0 for a whole number
     * @param hint one line for those whose number is another
     */
    public static String answer(String name, Object value, int digits, String hint) {
        return Answers.line(name, value, digits, hint);
    }

    /** A question before an output that will surprise, with choices; {@link Prediction#because} adds the reason, folded. */
    public static Prediction predictFirst(String question, String... choices) {
        return new Prediction(question, List.of(choices), "");
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

    /**
     * The rows of an array or a table in batches, for each of which a loop may train.
     *
     * @param rows a Java array, an INDArray, a column, a table; a batch is of the same kind
     * @param size the most rows of a batch
     * @throws IllegalArgumentException if it has no rows, or a batch would have none
     */
    public static <R> Batches<R> batches(R rows, int size) {
        return Batches.of(rows, size);
    }

    /** The elements of a list in batches, each a list. */
    public static <E> Batches<List<E>> batches(List<E> rows, int size) {
        return Batches.of(rows, size);
    }

    /**
     * Rows of several arrays and tables that belong together, in batches: {@code for (Object[] batch : batches(32, X, Y))
     * train.applyAsDouble(batch);}. Row i of one never comes without row i of the others.
     *
     * @param size the most rows of a batch
     * @param together of the kinds that {@link #batches(Object, int)} takes; a batch has one of each, in this order
     * @throws IllegalArgumentException if they differ in the number of their rows, or as {@link #batches(Object, int)}
     */
    public static Batches<Object[]> batches(int size, Object... together) {
        // Java passes a lone double[][] as the array of arguments itself
        boolean one = together == null || together.getClass() != Object[].class;
        return Batches.together(size, one ? new Object[] {together} : together);
    }

    /**
     * A column for a table, of doubles: {@code people.addColumns(column("prediction", test.apply(X)))}.
     *
     * @param values a vector: what a function has returned, a Java array, a list of numbers
     * @throws IllegalArgumentException if {@code values} is no vector of numbers
     */
    public static DoubleColumn column(String name, Object values) {
        OptionalLibrary.TABLESAW.need("a column");
        return Columns.column(name, values);
    }

    /**
     * A table of columns of doubles from a matrix: {@code table(scale.apply(X), "height", "weight")}.
     *
     * @param matrix what a function has returned, a {@code double[][]}
     * @param names one for each column of the matrix
     * @throws IllegalArgumentException if {@code matrix} is no matrix of numbers, or the names do not fit
     */
    public static Table table(Object matrix, String... names) {
        return table(matrix, Arrays.asList(names));
    }

    /** A table of columns of doubles from a matrix, with the names of another one: {@code X.columnNames()}. */
    public static Table table(Object matrix, List<String> names) {
        OptionalLibrary.TABLESAW.need("a table");
        return Columns.table(matrix, names);
    }
}
