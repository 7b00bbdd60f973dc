package arignote.notebook;

import java.util.List;
import java.util.function.Function;

/**
 * Symbolic expressions: as text, and typeset where the viewer can.
 *
 * @param type the type of expressions
 * @param text an expression as text
 * @param latex an expression as LaTeX, without dollar signs
 */
record MathRenderer<T>(Class<T> type, Function<T, String> text, Function<T, String> latex) implements Renderer<T> {
    @Override
    public List<String> forms() {
        return List.of(View.LATEX);
    }

    @Override
    public View view(T expression) {
        return View.text(text.apply(expression)).and(View.LATEX, "$$" + latex.apply(expression) + "$$");
    }
}
