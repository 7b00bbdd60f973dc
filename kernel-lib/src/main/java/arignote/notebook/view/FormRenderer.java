package arignote.notebook.view;

import java.util.List;
import java.util.function.Function;

/**
 * A look of one rich form beside the text.
 *
 * @param type the type of values
 * @param form the form's MIME type
 * @param text a value as text
 * @param content a value in that form
 */
public record FormRenderer<T>(Class<T> type, String form, Function<T, String> text, Function<T, String> content)
        implements Renderer<T> {

    /** A piece of a page, whole in itself: players, sliders, bars. Its text is {@code toString()}. */
    static <T> FormRenderer<T> page(Class<T> type, Function<T, String> html) {
        return new FormRenderer<>(type, MimeBundle.HTML, Object::toString, html);
    }

    /**
     * Typeset maths.
     *
     * @param latex a value as LaTeX, without dollar signs
     */
    public static <T> FormRenderer<T> math(Class<T> type, Function<T, String> text, Function<T, String> latex) {
        return new FormRenderer<>(type, MimeBundle.LATEX, text, value -> "$$" + latex.apply(value) + "$$");
    }

    /** Java, with its syntax in colours. */
    static <T> FormRenderer<T> code(Class<T> type, Function<T, String> java) {
        return new FormRenderer<>(
                type,
                MimeBundle.MARKDOWN,
                java,
                value -> "```java\n" + java.apply(value).stripTrailing() + "\n```");
    }

    @Override
    public List<String> forms() {
        return List.of(form);
    }

    @Override
    public MimeBundle view(T value) {
        return MimeBundle.text(text.apply(value)).and(form, content.apply(value));
    }
}
