package arignote.notebook.exercise;

import arignote.notebook.exercise.Answers.Answer;
import arignote.notebook.words.Words;
import arignote.plot.draw.Svg;
import arignote.plot.page.Json;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a check. In a notebook it says right or not yet; in an exported page, which has no kernel, its reader
 * writes the answer into a field, and the page compares it itself.
 */
public record Check(Answer answer, Verdict verdict) {
    enum Verdict {
        RIGHT("✓", "right"),
        WRONG("…", "not yet"),
        NONE("…", "no number yet");

        private final String sign;
        private final String words;

        Verdict(String sign, String words) {
            this.sign = sign;
            this.words = words;
        }
    }

    @Override
    public String toString() {
        String hint = verdict == Verdict.RIGHT || answer.hint().isEmpty() ? "" : ". " + answer.hint();
        return Words.said(answer.name() + ": " + verdict.words + hint);
    }

    /** What a page needs stands in the attributes of the element. */
    public String html() {
        String name = Svg.escape(answer.name());
        return "<div class=\"arignote-exercise\" data-verdict=\""
                + verdict.name().toLowerCase(Locale.ROOT) + "\" data-name=\"" + name + "\" data-digits=\""
                + answer.digits()
                + "\" data-sum=\"" + answer.sum() + "\" data-hints=\"" + Svg.escape(json(answer.hints()))
                + "\" style=\"border-left:3px solid;padding:.3em .8em;margin:.4em 0\">\n<p style=\"margin:0\">"
                + verdict.sign + " <strong>" + name + "</strong>"
                + Svg.text(toString().substring(answer.name().length())) + "</p>\n</div>\n";
    }

    private static String json(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(e -> Json.string(e.getKey()) + ": " + Json.string(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
