package arignote.plot.layer;

import java.awt.Color;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Colours for numbers, from the least to the greatest.
 *
 * <p>Both rise evenly in lightness, so that they can be read in grey and with any kind of colour blindness.
 */
public enum ColorMap {
    /** Van der Walt and Smith's viridis (in the public domain): each 15th of its 256 colours, lines between them. */
    VIRIDIS(
            0x440154, 0x481769, 0x472a7a, 0x433d84, 0x3d4e8a, 0x355e8d, 0x2e6d8e, 0x297b8e, 0x23898e, 0x1f978b,
            0x21a585, 0x2eb37c, 0x46c06f, 0x65cb5e, 0x89d548, 0xb0dd2f, 0xd8e219, 0xfde725),
    GRAY(0x000000, 0xffffff),
    VIRIDIS_R(VIRIDIS),
    GRAY_R(GRAY);

    private final int[] anchors;

    ColorMap(int... anchors) {
        this.anchors = anchors;
    }

    /** The same colours from the greatest to the least. */
    ColorMap(ColorMap reversed) {
        int count = reversed.anchors.length;
        anchors = new int[count];
        for (int i = 0; i < count; i++) {
            anchors[i] = reversed.anchors[count - 1 - i];
        }
    }

    /** The map with matplotlib's name, such as {@code "gray_r"}. */
    public static ColorMap of(String name) {
        return Arrays.stream(values())
                .filter(map -> map.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no colour map: "
                        + Arrays.stream(values())
                                .map(m -> "\"" + m.text() + "\"")
                                .collect(Collectors.joining(", "))));
    }

    String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The colour at {@code part} of the way from the least (0) to the greatest (1); beyond them, theirs. */
    Color at(double part) {
        double place = Math.max(0, Math.min(1, part)) * (anchors.length - 1);
        int below = Math.min(anchors.length - 2, (int) place);
        double rest = place - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = anchors[below] >> shift & 0xff;
            int to = anchors[below + 1] >> shift & 0xff;
            rgb |= (int) Math.round(from + rest * (to - from)) << shift;
        }
        return new Color(rgb);
    }
}
