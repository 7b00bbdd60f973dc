package arignote.notebook.view;

import static arignote.Arignote.animate;
import static arignote.Arignote.explore;
import static arignote.Arignote.figure;
import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.named;
import static arignote.Arignote.outputs;
import static arignote.Arignote.picture;
import static arignote.Arignote.plot;
import static arignote.Arignote.shared;
import static arignote.Arignote.slider;
import static arignote.Arignote.subplots;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Figure;
import arignote.Shared;
import arignote.T;
import arignote.expr.print.Latex;
import arignote.function.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** Whatever a reader's data may bring into a name, a label or a cell is shown as text. */
class HostileNamesTest {
    /** Ends a tag, an attribute in either quotes, a script, a style and a comment, and begins an element of its own. */
    private static final String HOSTILE =
            "-->]]></title></style></script>\"'><img src=x onerror=hacked()>\\href{javascript:hacked()}{x}";

    private static final double[] X = {1, 2, 3};

    private static Figure labelled() {
        return plot(X, X, "r-", HOSTILE)
                .title(HOSTILE)
                .xlabel(HOSTILE)
                .ylabel(HOSTILE)
                .caption(HOSTILE)
                .alt(HOSTILE)
                .legend();
    }

    private static Map<String, Object> values() {
        Expr x = T.vector(HOSTILE), y = T.scalar(HOSTILE);
        Shared w = shared(1.0, HOSTILE);
        Expr cost = T.sum(x.times(w)).plus(y).name(HOSTILE);
        CompiledFunction step =
                function(inputs(x), outputs(T.sum(x.times(w))), update(w, w.minus(0.1)), named(HOSTILE));
        step.applyAsDouble(X);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("expression", cost);
        all.put("latex", Latex.of(T.sum(x.times(w))));
        all.put("figure", labelled());
        all.put("bars", figure().bar(new String[] {HOSTILE, "b", "c"}, X));
        all.put("subplots", subplots(1, 2).title(HOSTILE));
        all.put("animation", animate(2, i -> labelled()).labels(List.of(HOSTILE, HOSTILE)));
        all.put("picture", picture(cost));
        all.put("gradient", picture(T.grad(T.sum(T.sqr(x.times(w))), w)));
        all.put(
                "explorer",
                explore(T.sum(x.times(w)), slider(w, -1, 1))
                        .with(x, X)
                        .label(HOSTILE)
                        .on(labelled())
                        .plot(X, x.times(w), "-", HOSTILE)
                        .train(step));
        all.put("source", step.source());
        all.put("explanation", step.explain());
        all.put("profile", new Profile(HOSTILE, 1, List.of(new Profile.Part(HOSTILE, HOSTILE, HOSTILE, 1))));
        all.put(
                "table",
                Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE), DoubleColumn.create("b" + HOSTILE, 1.0)));
        all.put("column", StringColumn.create(HOSTILE, HOSTILE));
        all.put("strings", new String[] {HOSTILE});
        String csv = "\"" + HOSTILE.replace("\"", "\"\"") + "\",n\n\"" + HOSTILE.replace("\"", "\"\"") + "\",1\n";
        all.put(
                "csv",
                Table.read().usingOptions(CsvReadOptions.builderFromString(csv).tableName(HOSTILE)));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> a_hostile_name_is_text_in_every_form() {
        return values().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    MimeBundle view = Renderers.view(e.getValue());
                    assertThat(view.forms()).isNotEmpty();
                    view.forms().forEach((form, content) -> {
                        if (form.equals(MimeBundle.HTML) || form.equals(MimeBundle.SVG)) {
                            assertThat(content)
                                    .as(form)
                                    .doesNotContain("<img src=x")
                                    .doesNotContain("</script>\"'>");
                        }
                        if (form.equals(MimeBundle.LATEX)) {
                            assertThat(content).doesNotContain("\\href");
                        }
                    });
                }));
    }
}
