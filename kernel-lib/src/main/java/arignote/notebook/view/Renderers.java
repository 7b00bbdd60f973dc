package arignote.notebook.view;

import arignote.Expr;
import arignote.JavaSource;
import arignote.expr.print.Latex;
import arignote.expr.print.Printer;
import arignote.plot.page.Animation;
import arignote.plot.page.Explorer;
import java.util.ArrayList;
import java.util.List;

/** Every type that has a look of its own: one row each. */
public final class Renderers {
    private Renderers() {}

    public static final List<Renderer<?>> ALL = all();

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
    public static MimeBundle view(Object value) {
        for (Renderer<?> renderer : ALL) {
            if (renderer.type().isInstance(value)) {
                return renderer.viewOf(value);
            }
        }
        return MimeBundle.text(String.valueOf(value));
    }
}
