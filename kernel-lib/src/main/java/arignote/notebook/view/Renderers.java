package arignote.notebook.view;

import arignote.Expr;
import arignote.JavaSource;
import arignote.expr.print.Latex;
import arignote.expr.print.Printer;
import arignote.function.Profile;
import arignote.notebook.exercise.Check;
import arignote.notebook.exercise.Prediction;
import arignote.notebook.words.Words;
import arignote.plot.Animation;
import arignote.plot.Canvas;
import arignote.plot.Explorer;
import arignote.plot.Graph;
import arignote.plot.ProfileBar;
import arignote.plot.Stepper;
import arignote.value.OptionalLibrary;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Every type that has a look of its own: one row each, of the libraries that are there. */
public final class Renderers {
    /** Pixels of a picture for each of a chart's own, for sharp screens. */
    private static final int SCALE = 2;

    /** Java's own arrays, which otherwise print as a type and a hash code: {@code [D@1b2c6ec2}. */
    private static final List<Class<?>> JAVA_ARRAYS = List.of(
            double[].class,
            double[][].class,
            double[][][].class,
            float[].class,
            float[][].class,
            int[].class,
            int[][].class,
            long[].class,
            long[][].class,
            boolean[].class,
            boolean[][].class,
            String[].class);

    public static final List<Renderer<?>> ALL = all();

    private Renderers() {}

    private static List<Renderer<?>> all() {
        List<String> html = List.of(MimeBundle.HTML), png = List.of(MimeBundle.PNG);
        List<Renderer<?>> all = new ArrayList<>();
        all.add(Renderer.math(Expr.class, Printer::print, e -> Latex.of(e).formula()));
        all.add(Renderer.math(Latex.class, Latex::formula, Latex::formula));
        all.add(new Renderer<>(Canvas.class, png, Renderers::figure));
        if (OptionalLibrary.XCHART.isPresent()) {
            all.add(new Renderer<>(Chart.class, png, Renderers::chart));
        }
        all.add(Renderer.moving(Animation.class, Animation::html));
        all.add(Renderer.moving(Explorer.class, Explorer::html));
        all.add(Renderer.page(Stepper.class, Stepper::html));
        all.add(new Renderer<>(Graph.class, List.of(MimeBundle.SVG, MimeBundle.HTML), Renderers::graph));
        all.add(Renderer.page(ProgressState.class, ProgressState::html));
        all.add(new Renderer<>(Profile.class, html, Renderers::profile));
        all.add(Renderer.code(JavaSource.class, JavaSource::text));
        all.add(Renderer.page(Note.class, Note::html));
        all.add(Renderer.page(Check.class, Check::html));
        all.add(Renderer.page(Prediction.class, Prediction::html));
        all.add(new Renderer<>(INDArray.class, html, array -> ArrayRenderer.view(ArrayElements.of(array))));
        if (OptionalLibrary.TABLESAW.isPresent()) {
            all.add(new Renderer<>(Table.class, html, TableRenderer::view));
            all.add(new Renderer<>(Column.class, html, Renderers::column));
        }
        for (Class<?> type : JAVA_ARRAYS) {
            all.add(new Renderer<>(type, html, array -> ArrayRenderer.view(ArrayElements.ofJava(array))));
        }
        return List.copyOf(all);
    }

    /** The forms of any value: those of its type, else its text. */
    public static MimeBundle view(Object value) {
        for (Renderer<?> renderer : ALL) {
            if (renderer.type().isInstance(value)) {
                return renderer.viewOf(value);
            }
        }
        return MimeBundle.text(String.valueOf(value));
    }

    private static MimeBundle figure(Canvas figure) {
        return MimeBundle.text(Words.picture(figure.toString()))
                .andPicture(figure.png(), figure.width(), figure.height(), figure.altText())
                .onLight(figure.isColorMapped());
    }

    /** One of XChart's own. */
    private static MimeBundle chart(Chart<?, ?> chart) {
        int width = chart.getWidth(), height = chart.getHeight();
        String alt = chart.getTitle().isBlank() ? "chart" : chart.getTitle();
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.scale(SCALE, SCALE);
        try {
            chart.paint(pen, width, height);
        } finally {
            pen.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MimeBundle.text(alt).andPicture(png.toByteArray(), chart.getWidth(), chart.getHeight(), alt);
    }

    /** A graph with a part to fold is a piece of a page. */
    private static MimeBundle graph(Graph graph) {
        MimeBundle words = MimeBundle.text(Words.picture(graph.altText()));
        return graph.folds() ? words.and(MimeBundle.HTML, graph.html()) : words.and(MimeBundle.SVG, graph.svg());
    }

    /** Bars, and the table below them. */
    private static MimeBundle profile(Profile profile) {
        Table table = profile.table();
        MimeBundle rows = TableRenderer.view(profile.title(), table.columns(), table.rowCount());
        String html = ProfileBar.svg(profile) + "\n" + rows.forms().get(MimeBundle.HTML);
        return MimeBundle.text(rows.text()).and(MimeBundle.HTML, html);
    }

    private static MimeBundle column(Column<?> column) {
        String caption = TableRenderer.count(column.size(), column.type().name().toLowerCase(Locale.ROOT) + " value");
        return TableRenderer.view(caption, List.of(column), column.size());
    }
}
