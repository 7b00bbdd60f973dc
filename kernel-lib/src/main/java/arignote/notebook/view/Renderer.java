package arignote.notebook.view;

import arignote.notebook.words.Words;
import java.util.List;
import java.util.function.Function;

/**
 * Shows the values of one type.
 *
 * @param forms the MIME types that it may give beside plain text
 * @param bundle a value in all its forms
 */
public record Renderer<T>(Class<T> type, List<String> forms, Function<T, MimeBundle> bundle) {
    /** One rich form beside the text. */
    private static <T> Renderer<T> form(
            Class<T> type, String form, Function<T, String> text, Function<T, String> content) {
        return new Renderer<>(
                type, List.of(form), value -> MimeBundle.text(text.apply(value)).and(form, content.apply(value)));
    }

    /** A piece of a page, whole in itself: players, sliders, bars. Its text is {@code toString()}. */
    static <T> Renderer<T> page(Class<T> type, Function<T, String> html) {
        return form(type, MimeBundle.HTML, Object::toString, html);
    }

    /** A picture that moves: its text is what it shows, in words. */
    static <T> Renderer<T> moving(Class<T> type, Function<T, String> html) {
        return form(type, MimeBundle.HTML, picture -> Words.picture(picture.toString()), html);
    }

    /**
     * Typeset maths.
     *
     * @param latex a value as LaTeX, without dollar signs
     */
    public static <T> Renderer<T> math(Class<T> type, Function<T, String> text, Function<T, String> latex) {
        return form(type, MimeBundle.LATEX, text, value -> "$$" + latex.apply(value) + "$$");
    }

    /** Java, with its syntax in colours. */
    static <T> Renderer<T> code(Class<T> type, Function<T, String> java) {
        return form(
                type,
                MimeBundle.MARKDOWN,
                java,
                value -> "```java\n" + java.apply(value).stripTrailing() + "\n```");
    }

    /** The forms of an object that is known to be of this type. */
    public MimeBundle viewOf(Object value) {
        return bundle.apply(type.cast(value));
    }
}
