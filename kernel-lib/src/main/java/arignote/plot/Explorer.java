package arignote.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * A figure with sliders. It is drawn for every combination of their values beforehand, so that it moves in a page
 * without a kernel.
 */
public final class Explorer {
    private static final long MOST = 1000;

    private final List<Slider> sliders;
    private final List<String> captions = new ArrayList<>();
    private final Film film;
    private final int start;

    /**
     * Draws all the figures.
     *
     * @param figure from the sliders' values, in their order, to a new figure; its caption is shown below it
     * @throws IllegalArgumentException if there is no slider, or there are more than 1000 combinations
     */
    public Explorer(List<Slider> sliders, Function<double[], ? extends Canvas> figure) {
        this.sliders = List.copyOf(sliders);
        if (sliders.isEmpty()) {
            throw new IllegalArgumentException("Without a slider there is nothing to explore; give one or more");
        }
        double combinations = 1;
        int first = 0;
        for (Slider s : sliders) {
            combinations *= s.count();
            first = first * s.count() + s.startIndex();
        }
        if (combinations > MOST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The sliders have %.0f combinations, and each is drawn beforehand, at most %d: take larger steps",
                    combinations,
                    MOST));
        }
        start = first;
        List<Canvas> figures = new ArrayList<>();
        for (int i = 0; i < combinations; i++) {
            figures.add(draw(indices(i), figure));
        }
        film = new Film(figures, start);
    }

    /** The indices of the sliders' values in combination {@code at}: the last slider moves first. */
    private int[] indices(int at) {
        int[] indices = new int[sliders.size()];
        int rest = at;
        for (int i = sliders.size() - 1; i >= 0; i--) {
            indices[i] = rest % sliders.get(i).count();
            rest /= sliders.get(i).count();
        }
        return indices;
    }

    private Canvas draw(int[] indices, Function<double[], ? extends Canvas> figure) {
        double[] values = new double[indices.length];
        StringJoiner names = new StringJoiner(", ");
        for (int i = 0; i < indices.length; i++) {
            Slider s = sliders.get(i);
            values[i] = s.value(indices[i]);
            names.add(s.name() + " = " + s.text(indices[i]));
        }
        Canvas drawn = figure.apply(values);
        captions.add(drawn.captionText().isEmpty() ? names.toString() : drawn.captionText());
        return drawn;
    }

    /** The figure at the sliders' first values. */
    public Canvas still() {
        return film.still();
    }

    /** The figure with its sliders as HTML, whole in itself. The same figures give the same text. */
    public String html() {
        StringBuilder controls = new StringBuilder();
        StringJoiner axes = new StringJoiner(",", "[", "]");
        for (Slider s : sliders) {
            controls.append("""
                    <label>%s <input type="range" min="0" max="%d" step="1" value="%d" aria-valuetext="%s"> \
                    <span style="display:inline-block;min-width:3em">%4$s</span></label>
                    """.formatted(Svg.escape(s.name()), s.count() - 1, s.startIndex(), s.text(s.startIndex())));
            axes.add("{\"min\":" + s.min() + ",\"step\":" + s.step() + ",\"count\":" + s.count() + ",\"decimals\":"
                    + s.decimals() + "}");
        }
        String settings = "\"sliders\":" + axes + ",\"captions\":" + Json.strings(captions) + ",\n";
        return Player.html(film, controls.toString(), captions.get(start), settings);
    }

    /** The words for the figure at the sliders' first values, and the sliders' names. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(", ");
        sliders.forEach(s -> names.add(s.name()));
        return "Figure with sliders for " + names + ": " + still().altText();
    }
}
