package arignote.plot;

import arignote.expr.Resources;
import arignote.plot.page.FrameDifferences;
import arignote.plot.page.Json;
import arignote.plot.page.PageElement;
import com.madgag.gif.fmsware.AnimatedGifEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Figures shown one after another.
 *
 * <p>Axes whose limits a figure does not give have room for the data of all frames. In a page it is a player without
 * a kernel; {@link #gif()} is a file for everywhere else.
 */
public final class Animation {
    private static final int DEFAULT_INTERVAL = 200;

    /** How many pixels apart the GIF encoder looks for the colours of a frame; 1 sees all and is slow. */
    private static final int SAMPLING = 3;

    private final FrameDifferences differences;
    private int interval = DEFAULT_INTERVAL;
    private boolean autoplay;
    private List<String> labels;

    /**
     * Makes all frames at once, in order.
     *
     * @param frames how many
     * @param figure the figure of frame 0, 1, … {@code frames - 1}, a new one each time
     * @throws IllegalArgumentException if there is no frame, if two are the same Figure or differ in size
     */
    public Animation(int frames, IntFunction<? extends Canvas> figure) {
        if (frames < 1) {
            throw new IllegalArgumentException("An animation of " + frames + " frames shows nothing; give at least 1");
        }
        List<Canvas> figures = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            figures.add(figure.apply(i));
        }
        differences = new FrameDifferences(figures);
    }

    /** Milliseconds from one frame to the next, 200 by default. */
    public Animation interval(int milliseconds) {
        if (milliseconds < 1) {
            throw new IllegalArgumentException("An interval of " + milliseconds + " ms is too short; give 1 or more");
        }
        interval = milliseconds;
        return this;
    }

    /** Whether the player starts by itself, unless the browser asks for reduced motion; not by default. */
    public Animation autoplay(boolean on) {
        autoplay = on;
        return this;
    }

    /**
     * A text for each frame, shown below it; by default its figure's caption, or its number.
     *
     * @throws IllegalArgumentException if there are more or fewer texts than frames
     */
    public Animation labels(List<String> texts) {
        if (texts.size() != differences.length()) {
            throw new IllegalArgumentException(
                    texts.size() + " labels for " + differences.length() + " frames; give one for each");
        }
        labels = List.copyOf(texts);
        return this;
    }

    /** The first frame. */
    public Canvas still() {
        return differences.still();
    }

    /** How many frames there are. */
    public int frames() {
        return differences.length();
    }

    /** A player as HTML, whole in itself. The same frames give the same text. */
    public String html() {
        String controls = """
                <button type="button" name="back" aria-label="One frame back">&#8249;</button>
                <button type="button" name="play" style="min-width:5em">Play</button>
                <button type="button" name="forward" aria-label="One frame forward">&#8250;</button>
                <input type="range" name="frame" min="0" max="%d" value="0" step="1" aria-label="Frame" style="flex:1">
                <label>Speed <select name="speed"><option value="0.5">&#189;&#215;</option>\
                <option value="1" selected>1&#215;</option><option value="2">2&#215;</option>\
                <option value="4">4&#215;</option></select></label>
                <label><input type="checkbox" name="repeat"> Repeat</label>
                """.formatted(differences.length() - 1);
        List<String> captions = captions();
        String data = "{\"interval\":" + interval + ",\"autoplay\":" + autoplay + ",\"captions\":"
                + Json.strings(captions) + ",\n\"frames\":" + differences.json() + "}";
        return new PageElement(differences.svg(), still().width(), controls, captions.get(0), still().isColorMapped())
                .html(Resources.text(PageElement.class, "player.js").replace("@FRAMES@", data));
    }

    private List<String> captions() {
        if (labels != null) {
            return labels;
        }
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < differences.length(); i++) {
            String own = differences.figure(i).captionText();
            captions.add(own.isEmpty() ? "Frame " + (i + 1) + " of " + differences.length() : own);
        }
        return captions;
    }

    /** A GIF file that repeats for ever, one pixel for each of the figure's. */
    public byte[] gif() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AnimatedGifEncoder encoder = new AnimatedGifEncoder();
        encoder.setRepeat(0);
        encoder.setQuality(SAMPLING);
        encoder.start(bytes);
        encoder.setDelay(interval);
        for (int i = 0; i < differences.length(); i++) {
            encoder.addFrame(differences.drawing(i).image(1));
        }
        encoder.finish();
        return bytes.toByteArray();
    }

    /**
     * Writes {@link #gif()} to a file.
     *
     * @throws IOException if that fails
     */
    public void saveGif(Path file) throws IOException {
        Files.write(file, gif());
    }

    /** The words for the first frame, and how many there are. */
    @Override
    public String toString() {
        return "Animation of " + differences.length() + " frames; the first: " + still().altText();
    }
}
