package arignote.plot;

import arignote.plot.draw.Drawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is drawn as one picture: a figure, or several side by side. */
public interface Canvas {
    /** The width in pixels. */
    int width();

    /** The height in pixels. */
    int height();

    /** The charts in it, in order. */
    List<Panel> panels();

    /** The words above all charts; empty for none. */
    String heading();

    /** The text under the picture where it has sliders or is a frame of an animation; empty for none. */
    String captionText();

    /** What the picture shows, in words. */
    String altText();

    /** Whether colours stand for numbers in it, so that a dark page must not exchange them. */
    default boolean isColorMapped() {
        return panels().stream()
                .flatMap(panel -> panel.chart().layers().all().stream())
                .anyMatch(layer -> layer.colors() != null);
    }

    /** The picture as a PNG file with two pixels for each of its own, for sharp screens. The same data give the same bytes. */
    default byte[] png() {
        return Composition.of(this).png(Drawing.PNG_SCALE);
    }

    /** The picture as one SVG element, with letters as outlines and without ids. */
    default String svg() {
        return Composition.of(this).svg(altText());
    }

    /**
     * Writes the picture to a file, in the format that its name ends in: {@code .png} or {@code .svg}.
     *
     * @throws IllegalArgumentException if it ends otherwise
     * @throws IOException if writing fails
     */
    default void savefig(String file) throws IOException {
        if (file.endsWith(".svg")) {
            Files.writeString(Path.of(file), svg());
        } else if (file.endsWith(".png")) {
            Files.write(Path.of(file), png());
        } else {
            throw new IllegalArgumentException("\"" + file + "\" ends in neither .png nor .svg");
        }
    }
}
