package arignote.notebook;

import arignote.Expr;
import arignote.JavaSource;
import arignote.expr.Latex;
import arignote.expr.Printer;
import arignote.plot.Animation;
import arignote.plot.Explorer;
import java.util.ArrayList;
import java.util.List;

/** Every type that has a look of its own: one row each. */
final class Renderers {
    private Renderers() {}

    static final List<Renderer<?>> ALL = all();

    private static List<Renderer<?>> all() {
        List<Renderer<?>> all = new ArrayList<>();
        all.add(FormRenderer.math(Expr.class, Printer::print, e -> Latex.of(e).formula()));
        all.add(FormRenderer.math(Latex.class, Latex::formula, Latex::formula));
        all.add(new FigureRenderer());
        all.add(new ChartRenderer());
        all.add(FormRenderer.page(Animation.class, Animation::html));
        all.add(FormRenderer.page(Explorer.class, Explorer::html));
        all.add(new GraphRenderer());
        all.add(FormRenderer.page(ProgressState.class, ProgressState::html));
        all.add(new ProfileRenderer());
        all.add(FormRenderer.code(JavaSource.class, JavaSource::text));
        all.add(FormRenderer.page(Note.class, Note::html));
        all.add(new ArrayRenderer());
        all.add(new TableRenderer());
        all.add(new ColumnRenderer());
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
