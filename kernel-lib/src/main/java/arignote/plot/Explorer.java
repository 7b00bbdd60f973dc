package arignote.plot;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Figure;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.compile.Functions;
import arignote.compile.ScriptedFunction;
import arignote.expr.Build;
import arignote.expr.Evaluator;
import arignote.expr.Graphs;
import arignote.expr.print.Printer;
import arignote.function.Signature;
import arignote.plot.page.ExplorerPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.knowm.xchart.XYSeries;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A number that a formula gives, with sliders for what it is made of, a picture that follows, and a button that trains.
 * The page computes by itself, with the formula printed as JavaScript: it needs no kernel and no network, and gives the
 * bits that Java gives.
 *
 * <pre>{@code
 * explore(cost, slider(m, -5, 5), slider(c, -5, 5))
 *         .with(x, X).with(y, Y)
 *         .on(plot(X, Y, "ro").xlabel("x").ylabel("y"))
 *         .plot(X, prediction, "-", "model")
 *         .train(train)
 * }</pre>
 *
 * <p>Every method returns the explorer itself. Shared variables have, in a page, the values that they have here when the
 * explorer is shown; what is moved or trained there changes nothing here.
 */
public final class Explorer {
    /** A series of the picture. */
    public record Curve(Object x, Object y, String format, String label) {}

    /** A place on a slider. */
    public record Mark(VariableSlider slider, Expr place, String label) {}

    private final Expr expression;
    private final List<VariableSlider> sliders;
    private final List<Mark> marks = new ArrayList<>();
    private final Map<Expr, INDArray> given = new IdentityHashMap<>();
    private final List<Curve> curves = new ArrayList<>();
    private Figure figure;
    private final Map<Curve, XYSeries> series = new IdentityHashMap<>();
    private ScriptedFunction explored; // of the expression and the curves, made when it is needed
    private ScriptedFunction step;
    private String label;

    /**
     * @param expression one number, made of the sliders' variables
     * @throws IllegalArgumentException if it is not one number, there is no slider, or one moves what nothing is made of
     */
    public Explorer(Expr expression, List<VariableSlider> sliders) {
        if (sliders.isEmpty()) {
            throw new IllegalArgumentException("Without a slider there is nothing to explore; give one or more");
        }
        if (expression.type().rank() != 0) {
            throw new IllegalArgumentException("explore shows one number, but " + Printer.quoted(expression) + " is a "
                    + expression.type() + "; its mean or its sum is a number, and plot(…) draws it");
        }
        this.expression = expression;
        this.sliders = List.copyOf(sliders);
        String text = Printer.print(expression);
        label = expression.name() != null ? expression.name() : text.length() <= 30 ? text : "value";
    }

    /**
     * Gives an input its value.
     *
     * @param value of the kinds that a function takes
     * @throws IllegalArgumentException if it does not fit the input's type, or there is no such input
     */
    public Explorer with(Expr input, Object value) {
        if (!input.op().isLeaf() || input instanceof Shared) {
            throw new IllegalArgumentException("with gives an input its value, and " + Printer.quoted(input)
                    + " is none" + (input instanceof Shared ? "; use setValue for a shared variable" : ""));
        }
        given.put(input, Evaluator.get().array(value, input.type(), "the value of " + Printer.quoted(input)));
        return this;
    }

    /** What the number is called; without it the expression's own name or formula. */
    public Explorer label(String name) {
        label = name;
        return this;
    }

    /**
     * The figure below what follows the sliders: axes, words, and data that stay. Its axes do not move, so limits should
     * leave room.
     */
    public Explorer on(Figure figure) {
        this.figure = figure;
        series.clear();
        return this;
    }

    /** Points or a line that follow the sliders. */
    public Explorer plot(Object x, Object y, String format) {
        return plot(x, y, format, null);
    }

    /**
     * Points or a line that follow the sliders.
     *
     * @param x expressions or data, of the kinds that a figure takes
     * @param y the same
     * @param format as {@link Figure#plot(Object, Object, String)} has it
     * @param label the name in a legend; null for none
     */
    public Explorer plot(Object x, Object y, String format, String label) {
        SeriesFormat.parse(format);
        curves.add(new Curve(x, y, format, label));
        explored = null;
        return this;
    }

    /**
     * Marks a place on a slider, for instance where something changes its kind. It follows the other sliders, and is not there where the
     * slider does not reach.
     *
     * @param variable what the slider moves
     * @param place one number: data, or an expression of what is explored
     * @param label what is said beside it and in the caption
     * @throws IllegalArgumentException if no slider moves the variable, or the place is not one number
     */
    public Explorer mark(Expr variable, Object place, String label) {
        VariableSlider slider = sliders.stream()
                .filter(s -> s.variable() == variable)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mark puts a place on a slider, and none moves "
                        + Printer.quoted(variable) + "; give explore a slider(" + Printer.print(variable) + ", …)"));
        Expr number = place instanceof Expr e ? e : Build.constant(place);
        if (number.type().rank() != 0) {
            throw new IllegalArgumentException("a mark on a slider stands at one number, but " + Printer.quoted(number)
                    + " is a " + number.type());
        }
        marks.add(new Mark(slider, number, label));
        explored = null;
        return this;
    }

    /**
     * Buttons that train: a step is a call of the function, whose updates change the shared variables of the page.
     *
     * @param step its inputs have values by {@link #with} or by sliders
     * @throws IllegalArgumentException if it has no updates, or is not run by generated code
     */
    public Explorer train(CompiledFunction step) {
        if (!(step instanceof ScriptedFunction made)) {
            throw new IllegalArgumentException("train prints the loops of a function, and " + step
                    + " has none; make it without mode(\"nd4j\"), on a JDK");
        }
        if (made.targets().isEmpty()) {
            throw new IllegalArgumentException(
                    step + " has no updates, so that a step changes nothing; make it with" + " update(…, …)");
        }
        this.step = made;
        return this;
    }

    /** The element of a page, whole in itself. The same values give the same text. */
    public String html() {
        return new ExplorerPage(this).html();
    }

    /** The number at first, and the picture in words. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(", ");
        sliders.forEach(s -> names.add(s.name()));
        ExplorerPage page = new ExplorerPage(this);
        return "Sliders for " + names + ": " + page.caption() + (page.alt().isEmpty() ? "" : ". " + page.alt());
    }

    Expr expression() {
        return expression;
    }

    public String label() {
        return label;
    }

    public List<VariableSlider> sliders() {
        return sliders;
    }

    public List<Curve> curves() {
        return curves;
    }

    /** In the order of their sliders. */
    public List<Mark> marks() {
        return marks.stream()
                .sorted(Comparator.comparingInt(m -> sliders.indexOf(m.slider)))
                .toList();
    }

    /** The expression, then the curves' coordinates that are expressions, then the places of the marks. */
    public ScriptedFunction explored() {
        if (explored == null) {
            List<Expr> roots = new ArrayList<>(List.of(expression));
            for (Curve c : curves) {
                for (Object coordinate : List.of(c.x, c.y)) {
                    if (coordinate instanceof Expr e) {
                        roots.add(e);
                    }
                }
            }
            marks().forEach(m -> roots.add(m.place));
            CompiledFunction made = Functions.of(Signature.of(List.of(
                    new FunctionArgument.Inputs(Graphs.inputs(roots)),
                    new FunctionArgument.Outputs(roots),
                    new FunctionArgument.NoDefaultUpdates(List.of()),
                    new FunctionArgument.Mode("java"),
                    new FunctionArgument.Named(label))));
            if (!(made instanceof ScriptedFunction printable)) {
                throw new IllegalStateException(
                        "explore prints formulas with the help of the compiler, and this Java has"
                                + " none; run on a JDK");
            }
            explored = printable;
        }
        return explored;
    }

    public ScriptedFunction step() {
        return step;
    }

    /** The figure, or null where there is nothing to draw. */
    public Figure figure() {
        if (figure == null && !curves.isEmpty()) {
            figure = new Figure();
        }
        return figure;
    }

    /** The series of a curve in the figure, with these points. */
    public XYSeries series(Curve curve, double[] xs, double[] ys) {
        PlotChart chart = figure().chart();
        XYSeries known = series.computeIfAbsent(curve, c -> {
            chart.plot(xs, ys, c.format, c.label);
            return chart.lastSeries();
        });
        PlotChart.replace(known, xs, ys);
        return known;
    }

    /** @throws IllegalArgumentException if there is a value or a slider for what is not among the leaves */
    public void checkNeeded(List<Expr> moved, List<Expr> leaves) {
        List<Expr> known = new ArrayList<>(moved);
        known.addAll(given.keySet());
        for (Expr e : known) {
            if (leaves.stream().noneMatch(l -> l == e)) {
                throw new IllegalArgumentException(
                        "nothing that is explored is made of " + Printer.quoted(e) + "; leave it out");
            }
        }
    }

    /**
     * What an input has at first.
     *
     * @throws IllegalArgumentException if neither a slider nor {@link #with} gives one
     */
    public INDArray value(Expr input, List<? extends Expr> roots) {
        for (VariableSlider s : sliders) {
            if (s.variable() == input) {
                return Evaluator.get().array(s.value(), input.type(), "the slider " + s.name());
            }
        }
        if (!given.containsKey(input)) {
            Expr user = Graphs.user(roots, input);
            List<String> both = Printer.quoted(user == null ? List.of(input) : List.of(input, user));
            throw new IllegalArgumentException("explore needs a value for " + both.get(0)
                    + (user == null ? "" : ", which " + both.get(1) + " is made of")
                    + "; give it by .with(" + Printer.print(input) + ", …) or by a slider");
        }
        return given.get(input);
    }
}
