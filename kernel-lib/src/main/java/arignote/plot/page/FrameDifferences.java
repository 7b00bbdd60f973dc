package arignote.plot.page;

import arignote.plot.Canvas;
import arignote.plot.Composition;
import arignote.plot.PlotChart;
import arignote.plot.axes.Range;
import arignote.plot.draw.Drawing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Figures that share their axes, one of them kept whole and the others as what differs from it.
 *
 * <p>Nearly always that is the {@code d} of a path or two. A frame that has other marks than the first (a series more,
 * another colour) is kept whole.
 */
public final class FrameDifferences {
    private record Path(String element, String attributes, String data, Object clip) {}

    private final List<Canvas> figures;
    private final List<List<Path>> frames = new ArrayList<>();
    private final List<Drawing> drawings = new ArrayList<>();

    /** The first figure is kept whole, and shown until a script asks for another. */
    public FrameDifferences(List<? extends Canvas> figures) {
        this.figures = List.copyOf(figures);
        requireDistinct();
        shareAxes();
        for (Canvas figure : figures) {
            Drawing drawing = Composition.of(figure);
            drawings.add(drawing);
            frames.add(drawing.marks().stream()
                    .map(m -> new Path(m.element(), m.attributes(), m.data(), m.clip()))
                    .toList());
        }
    }

    public Canvas figure(int frame) {
        return figures.get(frame);
    }

    public Canvas still() {
        return figures.get(0);
    }

    public Drawing drawing(int frame) {
        return drawings.get(frame);
    }

    public int length() {
        return frames.size();
    }

    public String svg() {
        return drawings.get(0).svg(still().altText());
    }

    /** An array with an object of path number to {@code d} for each frame, or a string of all its marks. */
    public String json() {
        StringJoiner json = new StringJoiner(",\n", "[", "]");
        for (int i = 0; i < frames.size(); i++) {
            json.add(
                    alike(frames.get(0), frames.get(i))
                            ? changes(frames.get(0), frames.get(i))
                            : Json.string(drawings.get(i).content()));
        }
        return json.toString();
    }

    private static boolean alike(List<Path> a, List<Path> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            boolean same = a.get(i).element.equals(b.get(i).element)
                    && a.get(i).attributes.equals(b.get(i).attributes)
                    && Objects.equals(a.get(i).clip, b.get(i).clip);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static String changes(List<Path> base, List<Path> frame) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (int i = 0; i < base.size(); i++) {
            if (!base.get(i).data.equals(frame.get(i).data)) {
                json.add("\"" + i + "\":" + Json.string(frame.get(i).data));
            }
        }
        return json.toString();
    }

    private void requireDistinct() {
        Map<Canvas, Integer> seen = new IdentityHashMap<>();
        for (int i = 0; i < figures.size(); i++) {
            Integer earlier = seen.put(figures.get(i), i);
            if (earlier != null) {
                throw new IllegalArgumentException("Frame " + i + " is the same Figure as frame " + earlier
                        + "; make a new Figure for each frame");
            }
        }
        String sizes = figures.stream()
                .map(f -> f.width() + " by " + f.height())
                .distinct()
                .collect(Collectors.joining(", "));
        if (sizes.contains(",")) {
            throw new IllegalArgumentException(
                    "The frames have different sizes (" + sizes + " pixels); give all the same");
        }
    }

    /** Axes without given limits get room for the data of all frames, so that they stand still. */
    private void shareAxes() {
        int panels = still().panels().size();
        for (int i = 0; i < panels; i++) {
            Range x = Range.EMPTY;
            Range y = Range.EMPTY;
            for (PlotChart chart : charts(i)) {
                x = x.with(chart.data(true));
                y = y.with(chart.data(false));
            }
            for (PlotChart chart : charts(i)) {
                chart.x().share(x);
                chart.y().share(y);
            }
        }
    }

    /** The charts that stand at one place, frame after frame. */
    private List<PlotChart> charts(int panel) {
        return figures.stream()
                .filter(f -> panel < f.panels().size())
                .map(f -> f.panels().get(panel).chart())
                .toList();
    }
}
