package arignote.notebook.exercise;

import arignote.expr.Resources;
import arignote.notebook.words.Words;
import arignote.plot.draw.Svg;
import java.util.List;

/**
 * A question with choices before an output that will surprise; the reason is folded. The choice is kept in the browser.
 *
 * @param reason why it is so; empty for none
 */
public record Prediction(String question, List<String> choices, String reason) {
    private static final String SCRIPT = Resources.text(Prediction.class, "predict.js");

    /** @throws IllegalArgumentException if there is no question, or nothing to choose from */
    public Prediction {
        choices = List.copyOf(choices);
        if (question.isBlank() || choices.size() < 2) {
            throw new IllegalArgumentException(
                    "predictFirst needs a question and two choices or more, but not " + choices.size() + " of these");
        }
    }

    /**
     * The same with a reason, which a reader unfolds after having seen what comes. Like the question and the choices, it may
     * have formulas between $ signs and code between backticks.
     */
    public Prediction because(String reason) {
        return new Prediction(question, choices, reason);
    }

    /** The reason is left out: who reads the text may still predict. */
    @Override
    public String toString() {
        return Words.said(english());
    }

    private String english() {
        StringBuilder text = new StringBuilder("Predict first: " + question);
        for (int i = 0; i < choices.size(); i++) {
            text.append("\n  ").append((char) ('a' + i)).append(") ").append(choices.get(i));
        }
        return text.toString();
    }

    /** In HTML; what stands between backticks is code. */
    private static String marked(String text) {
        return Svg.text(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    public String html() {
        String mark = RoundedNumber.sum(english(), reason + SCRIPT);
        StringBuilder html = new StringBuilder("<div data-arignote=\"" + mark
                + "\" class=\"arignote-predict\" data-lm-suppress-shortcuts=\"true\""
                + " style=\"border-left:3px solid;padding:.3em .8em;margin:.4em 0\">\n"
                + "<fieldset style=\"border:0;margin:0;padding:0;min-width:0\">\n"
                + "<legend style=\"padding:0;margin:0 0 .3em\"><strong>Predict first</strong>: " + marked(question)
                + "</legend>\n");
        for (int i = 0; i < choices.size(); i++) {
            html.append("<label style=\"display:flex;gap:.6em;align-items:center;min-height:28px\">"
                    + "<input type=\"radio\" style=\"width:24px;height:24px;flex:none;margin:0\" name=\"" + mark
                    + "\" value=\"" + i + "\"><span>" + marked(choices.get(i)) + "</span></label>\n");
        }
        html.append("</fieldset>\n");
        if (!reason.isEmpty()) {
            html.append(
                    "<details><summary style=\"min-height:24px;cursor:pointer\">Why, after you have seen it</summary>"
                            + "<p style=\"margin:.3em 0\">" + marked(reason) + "</p></details>\n");
        }
        return html + "</div>\n<script>\n" + SCRIPT.replace("@MARK@", mark) + "</script>\n";
    }
}
