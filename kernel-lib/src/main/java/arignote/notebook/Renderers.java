package arignote.notebook;

import arignote.Expr;
import arignote.expr.Latex;
import arignote.expr.Printer;
import arignote.plot.Animation;
import arignote.plot.Explorer;
import arignote.plot.Picture;
import java.util.ArrayList;
import java.util.List;

/** Every type that has a look of its own: one row each. */
final class Renderers {
    private Renderers() {}

    static final List<Renderer<?>> ALL = all();

    private static List<Renderer<?>> all() {
        List<Renderer<?>> all = new ArrayList<>();
        all.add(new ArrayRenderer());
        all.add(new TableRenderer());
        all.add(new ColumnRenderer());
        all.add(new ChartRenderer());
        all.add(new FigureRenderer());
        all.add(new MathRenderer<>(Expr.class, Printer::print, e -> Latex.of(e).formula()));
        all.add(new MathRenderer<>(Latex.class, Latex::formula, Latex::formula));
        all.add(new PageRenderer<>(Picture.class, Picture::altText, Picture::svg));
        all.add(new PageRenderer<>(Animation.class, Animation::toString, Animation::html));
        all.add(new PageRenderer<>(Explorer.class, Explorer::toString, Explorer::html));
        all.add(new ProgressRenderer());
        all.addAll(JavaArrayRenderer.EVERY_KIND);
        return List.copyOf(all);
    }

    /** The view of any value: its type's own, else its text. */
    static View view(Object value) {
        for (Renderer<?> renderer : ALL) {
            if (renderer.type().isInstance(value)) {
                return renderer.viewOf(value);
            }
        }
        return View.text(String.valueOf(value));
    }
}
