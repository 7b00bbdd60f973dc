package arignote.plot.draw;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** matplotlib's colours: the cycle "tab10", the eight letters, a few names. */
public final class Palette {
    private static final List<Color> TAB10 = List.of(
            new Color(0x1f77b4),
            new Color(0xff7f0e),
            new Color(0x2ca02c),
            new Color(0xd62728),
            new Color(0x9467bd),
            new Color(0x8c564b),
            new Color(0xe377c2),
            new Color(0x7f7f7f),
            new Color(0xbcbd22),
            new Color(0x17becf));

    private static final List<String> TAB10_NAMES =
            List.of("blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan");

    private static final Map<Character, Color> LETTERS = Map.of(
            'b', new Color(0x0000ff),
            'g', new Color(0x008000),
            'r', new Color(0xff0000),
            'c', new Color(0x00bfbf),
            'm', new Color(0xbf00bf),
            'y', new Color(0xbfbf00),
            'k', new Color(0x000000),
            'w', new Color(0xffffff));

    private static final Map<String, Color> NAMES = names();

    private Palette() {}

    /** Colour {@code n} of the cycle, which starts again after ten. */
    public static Color cycle(int n) {
        return TAB10.get(Math.floorMod(n, TAB10.size()));
    }

    /** The colour of a letter of a format, or null. */
    public static Color letter(char c) {
        return LETTERS.get(c);
    }

    /** A colour by letter, "C0" to "C9", name, "tab:" name or "#rrggbb"; null where it is none of these. */
    public static Color named(String text) {
        if (text.length() == 1) {
            return letter(text.charAt(0));
        }
        if (text.matches("C\\d")) {
            return cycle(text.charAt(1) - '0');
        }
        if (text.matches("#[0-9a-fA-F]{6}")) {
            return new Color(Integer.parseInt(text.substring(1), 16));
        }
        return NAMES.get(text.toLowerCase(Locale.ROOT));
    }

    /** What to call a colour in a sentence. */
    public static String describe(Color shown) {
        Color color = new Color(shown.getRGB());
        if (TAB10.contains(color)) {
            return TAB10_NAMES.get(TAB10.indexOf(color));
        }
        return NAMES.entrySet().stream()
                .filter(e -> e.getValue().equals(color))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(String.format("#%06x", color.getRGB() & 0xffffff));
    }

    private static Map<String, Color> names() {
        Map<String, Color> names = new LinkedHashMap<>();
        names.put("blue", LETTERS.get('b'));
        names.put("green", LETTERS.get('g'));
        names.put("red", LETTERS.get('r'));
        names.put("cyan", LETTERS.get('c'));
        names.put("magenta", LETTERS.get('m'));
        names.put("yellow", LETTERS.get('y'));
        names.put("black", LETTERS.get('k'));
        names.put("white", LETTERS.get('w'));
        names.put("gray", new Color(0x808080));
        names.put("orange", new Color(0xffa500));
        names.put("purple", new Color(0x800080));
        for (int i = 0; i < TAB10.size(); i++) {
            names.put("tab:" + TAB10_NAMES.get(i), TAB10.get(i));
        }
        return names;
    }
}
