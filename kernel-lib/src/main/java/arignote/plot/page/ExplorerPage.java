package arignote.plot.page;

import arignote.Expr;
import arignote.Figure;
import arignote.Shared;
import arignote.compile.ScriptedFunction;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Resources;
import arignote.expr.print.Printer;
import arignote.plot.Explorer;
import arignote.plot.Plotted;
import arignote.plot.Slider;
import arignote.plot.VariableSlider;
import arignote.plot.axes.Projection;
import arignote.plot.axes.Scale;
import arignote.plot.axes.SpokenNumber;
import arignote.plot.draw.Mark;
import arignote.plot.draw.PathData;
import arignote.plot.draw.Svg;
import arignote.value.Tensor;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.knowm.xchart.XYSeries;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An explorer as it stands in a page: the values at first, the functions as JavaScript, the picture and the controls. */
public final class ExplorerPage {
    /** The digits that are shown of a number; its tooltip has all. */
    private static final int DIGITS = 5;

    private final Explorer explorer;
    private final ScriptedFunction explored;
    private final ScriptedFunction step;
    private final List<Expr> slots = new ArrayList<>(); // what the page has values of: the sliders' variables first
    private final List<HostArray> values = new ArrayList<>();
    private final List<INDArray> results;
    private final List<XYSeries> series = new ArrayList<>();
    private final int firstMark; // among the results

    public ExplorerPage(Explorer explorer) {
        this.explorer = explorer;
        explored = explorer.explored();
        step = explorer.step();
        explorer.sliders().forEach(s -> slots.add(s.variable()));
        add(explored.leaves());
        if (step != null) {
            add(step.leaves());
        }
        explorer.checkNeeded(slots.subList(0, explorer.sliders().size()), leaves());
        results = explored.applyAll(arguments(explored));
        for (Expr slot : slots) {
            INDArray value = slot instanceof Shared shared ? shared.read() : explorer.value(slot, explored.outputs());
            values.add(new Tensor(value).host());
        }
        int next = 1;
        for (Explorer.Curve c : explorer.curves()) {
            double[] xs = c.x() instanceof Expr ? Values.vector(results.get(next++), "x") : Values.vector(c.x(), "x");
            double[] ys = c.y() instanceof Expr ? Values.vector(results.get(next++), "y") : Values.vector(c.y(), "y");
            if (xs.length != ys.length) {
                throw new IllegalArgumentException("x has " + xs.length + " values and y has " + ys.length
                        + " in plot(…, \"" + c.format() + "\") of an explorer; a point needs one of each");
            }
            series.add(explorer.series(c, xs, ys));
        }
        firstMark = next;
    }

    private List<Expr> leaves() {
        List<Expr> all = new ArrayList<>(explored.leaves());
        if (step != null) {
            all.addAll(step.leaves());
        }
        return all;
    }

    private void add(List<Expr> leaves) {
        for (Expr leaf : leaves) {
            if (slot(leaf) < 0) {
                slots.add(leaf);
            }
        }
    }

    private int slot(Expr leaf) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i) == leaf) {
                return i;
            }
        }
        return -1;
    }

    private Object[] arguments(ScriptedFunction f) {
        return f.inputs().stream().map(i -> explorer.value(i, f.outputs())).toArray();
    }

    /** The number and the trained variables that no slider shows, as the page has them at first. */
    public String caption() {
        StringJoiner text = new StringJoiner(", ");
        text.add(explorer.label() + " = "
                + SpokenNumber.number(new Tensor(results.get(0)).host().doubleAt(0), DIGITS));
        for (int slot : said()) {
            text.add(Printer.print(slots.get(slot)) + " = "
                    + SpokenNumber.number(values.get(slot).doubleAt(0), DIGITS));
        }
        for (int i = 0; i < explorer.marks().size(); i++) {
            text.add(explorer.marks().get(i).label() + " = " + SpokenNumber.number(place(i), DIGITS));
        }
        return text.toString();
    }

    /** Where a mark stands at first. */
    private double place(int mark) {
        return new Tensor(results.get(firstMark + mark)).host().doubleAt(0);
    }

    /** The picture in words; empty where there is none. */
    public String alt() {
        return explorer.figure() == null ? "" : explorer.figure().altText();
    }

    /** Trained single numbers without a slider. */
    private List<Integer> said() {
        List<Integer> said = new ArrayList<>();
        for (int target : step == null ? List.<Integer>of() : step.targets()) {
            int slot = slot(step.leaves().get(target));
            if (slot >= explorer.sliders().size() && slots.get(slot).type().rank() == 0) {
                said.add(slot);
            }
        }
        return said;
    }

    public String html() {
        Figure figure = explorer.figure();
        Plotted plotted = figure == null ? null : figure.chart().plotted();
        String svg = plotted == null ? "" : plotted.drawing().svg(figure.altText());
        String script = Resources.text(ExplorerPage.class, "explorer.js")
                .replace("@FUNCTIONS@", indented(functions()))
                .replace("@PAGE@", page(plotted));
        boolean onLight = figure != null && figure.isColorMapped();
        return new PageElement(svg, figure == null ? 640 : figure.width(), controls(), caption(), onLight).html(script);
    }

    private static String indented(String source) {
        return source.strip().replaceAll("(?m)^(?=.)", "  ").strip();
    }

    private String functions() {
        JavaScriptPrinter printer = new JavaScriptPrinter();
        print(printer, "explored", explored);
        if (step != null) {
            print(printer, "step", step);
        }
        return printer.toString();
    }

    private void print(JavaScriptPrinter printer, String name, ScriptedFunction f) {
        try {
            f.print(printer, name, arguments(f));
        } catch (NoNest e) {
            throw new IllegalArgumentException(
                    "explore cannot compute " + f.name() + " in a page: " + e.getMessage(), e);
        }
    }

    private String controls() {
        StringBuilder controls = new StringBuilder();
        for (int i = 0; i < explorer.sliders().size(); i++) {
            Slider s = explorer.sliders().get(i).slider();
            String text = SpokenNumber.number(values.get(i).doubleAt(0), DIGITS);
            String marks = marks(explorer.sliders().get(i));
            controls.append("""
                    <label style="display:flex;align-items:center;gap:.5em%s"><span>%s</span><span style="position:relative">\
                    <input type="range" min="0" max="%d" step="1" value="%d" aria-valuetext="%s" style="width:12em%s">%s</span>\
                    <output style="min-width:4.5em;text-align:left;font-variant-numeric:tabular-nums">%5$s</output></label>
                    """.formatted(
                            marks.isEmpty() ? "" : ";padding-bottom:1.6em",
                            Svg.escape(s.name()),
                            s.count() - 1,
                            s.indexOf(values.get(i).doubleAt(0)),
                            text,
                            marks.isEmpty() ? "" : ";margin:0", // marks are placed along the slider alone
                            marks));
        }
        if (step != null) {
            controls.append("""
                    <span style="flex-basis:100%"></span>
                    <button type="button" name="train" style="font:inherit;min-width:5em">Train</button>
                    <button type="button" name="step" style="font:inherit">Step</button>
                    <button type="button" name="reset" style="font:inherit">Reset</button>
                    <select name="many" aria-label="Steps at once" style="font:inherit">\
                    <option value="1" selected>1 step</option><option value="10">10 steps</option>\
                    <option value="100">100 steps</option></select>
                    <span>steps: <output name="count" aria-live="off">0</output></span>
                    """);
        }
        return controls.toString();
    }

    /** What stands under a slider; the caption says it to who does not see it. */
    private String marks(VariableSlider slider) {
        return explorer.marks().stream()
                .filter(m -> m.slider() == slider)
                .map(m -> "<span class=\"arignote-mark\" aria-hidden=\"true\" hidden style=\"position:absolute;top:85%;"
                        + "transform:translateX(-50%);font-size:.8em;line-height:1;text-align:center;white-space:nowrap;pointer-events:none\">▲<br>"
                        + Svg.escape(m.label()) + "</span>")
                .collect(Collectors.joining());
    }

    // The page's data

    private String page(Plotted plotted) {
        StringJoiner page = new StringJoiner(",\n    ", "{\n    ", "\n  }");
        page.add("label: " + Json.string(explorer.label()));
        page.add("values: " + list(values.stream().map(JavaScriptPrinter::leaf).toList()));
        List<String> sliders = new ArrayList<>();
        for (VariableSlider v : explorer.sliders()) {
            Slider s = v.slider();
            boolean rounded = v.variable().type().dtype() == DType.FLOAT32;
            sliders.add("{min: " + s.min() + ", step: " + s.step() + ", count: " + s.count() + ", decimals: "
                    + s.decimals() + (rounded ? ", float32: true" : "") + "}");
        }
        page.add("sliders: " + list(sliders));
        List<String> marks = new ArrayList<>();
        for (Explorer.Mark m : explorer.marks()) {
            marks.add("{slider: " + explorer.sliders().indexOf(m.slider()) + ", result: " + (firstMark + marks.size())
                    + ", name: " + Json.string(m.label()) + "}");
        }
        if (!marks.isEmpty()) {
            page.add("marks: " + list(marks));
        }
        page.add("explored: " + call("explored", explored));
        if (step != null) {
            page.add("step: " + call("step", step));
            List<String> said = new ArrayList<>();
            said().forEach(i -> said.add("{slot: " + i + ", name: " + Json.string(Printer.print(slots.get(i))) + "}"));
            page.add("said: " + list(said));
        }
        if (plotted != null) {
            page.add("across: " + axis(plotted.x()));
            page.add("up: " + axis(plotted.y()));
            page.add("curves: " + list(curves(plotted)));
        }
        return page.toString();
    }

    private static String list(List<String> items) {
        return "[" + String.join(", ", items) + "]";
    }

    private String call(String name, ScriptedFunction f) {
        List<String> reads = f.leaves().stream().map(l -> "" + slot(l)).toList();
        List<String> writes =
                f.targets().stream().map(t -> "" + slot(f.leaves().get(t))).toList();
        return "{call: " + name + ", reads: " + list(reads) + ", outputs: "
                + f.outputs().size() + ", writes: " + list(writes) + "}";
    }

    private static String axis(Projection p) {
        if (Double.isInfinite(p.limits().hi() - p.limits().lo())) {
            throw new IllegalStateException(
                    "An axis from " + p.limits().lo() + " to " + p.limits().hi()
                            + " is longer than a page can reckon with; give the figure of the explorer limits with xlim and ylim");
        }
        return "{log: " + (p.scale() == Scale.LOG) + ", lo: "
                + p.scale().forward(p.limits().lo()) + ", hi: "
                + p.scale().forward(p.limits().hi()) + ", from: " + p.from() + ", to: " + p.to() + "}";
    }

    private List<String> curves(Plotted plotted) {
        List<String> curves = new ArrayList<>();
        int next = 1;
        for (int i = 0; i < series.size(); i++) {
            Explorer.Curve c = explorer.curves().get(i);
            String x = c.x() instanceof Expr ? "{result: " + next++ + "}" : fixed(c.x());
            String y = c.y() instanceof Expr ? "{result: " + next++ + "}" : fixed(c.y());
            List<String> marks = new ArrayList<>();
            for (int at : plotted.places().get(series.get(i))) {
                Mark mark = plotted.drawing().marks().get(at);
                marks.add("{at: " + at + (mark instanceof Mark.Stamped s ? ", stamp: " + Json.string(stamp(s)) : "")
                        + "}");
            }
            curves.add("{x: " + x + ", y: " + y + ", marks: " + list(marks) + "}");
        }
        return curves;
    }

    private static String fixed(Object data) {
        double[] numbers = Values.doubles(data, "data");
        return "{fixed: "
                + JavaScriptPrinter.value(HostArray.ofDoubles(DType.FLOAT64, new long[] {numbers.length}, numbers))
                + "}";
    }

    private static String stamp(Mark.Stamped mark) {
        return mark.marker().dot() > 0
                ? "h0"
                : new PathData(PathData.FINE).addRelative(mark.marker().outline());
    }
}
