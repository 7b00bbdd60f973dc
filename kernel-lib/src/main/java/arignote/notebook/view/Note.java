package arignote.notebook.view;

import arignote.plot.draw.Svg;

/** A quiet line about the notebook itself, beside what its cells show. */
public record Note(String text) {
    @Override
    public String toString() {
        return text;
    }

    String html() {
        return "<small style=\"opacity: 0.75\">" + Svg.text(text) + "</small>";
    }
}
