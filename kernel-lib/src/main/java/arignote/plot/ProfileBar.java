package arignote.plot;

import arignote.function.Profile;
import arignote.plot.draw.Lettering;
import arignote.plot.draw.Svg;
import java.util.List;

/** A profile as two bars, the whole call above its parts, each as wide as its time is long. */
public final class ProfileBar {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 26;
    private static final double GAP = 2;
    private static final int LETTERS = 12;
    private static final double MARGIN = 6;

    /** Light enough for black letters; the lines between the parts tell them apart without colours, too. */
    private static final List<String> COLOURS =
            List.of("#fdd49e", "#c6dbef", "#d9f0a3", "#fcc5c0", "#dadaeb", "#ccece6");

    private ProfileBar() {}

    /** The picture as one SVG element. */
    public static String svg(Profile profile) {
        double height = 2 * HEIGHT + GAP;
        String size = "width=\"" + Svg.number(WIDTH) + "\" height=\"" + Svg.number(height) + "\"";
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 "
                + Svg.number(WIDTH) + " " + Svg.number(height) + "\" role=\"img\" aria-label=\""
                + Svg.escape(words(profile)) + "\" style=\"max-width:100%;height:auto\" font-family=\""
                + Lettering.FAMILY
                + "\" font-size=\"" + LETTERS + "\">");
        svg.append("<rect " + size + " fill=\"#ffffff\"/>");
        bar(svg, 0, 0, WIDTH, "#e0e0e0", profile.title(), profile.title());
        double x = 0;
        for (int i = 0; i < profile.parts().size(); i++) {
            Profile.Part part = profile.parts().get(i);
            double width = WIDTH * profile.share(part);
            String time = Profile.text(part.microseconds()) + " µs";
            bar(
                    svg,
                    x,
                    HEIGHT + GAP,
                    width,
                    COLOURS.get(i % COLOURS.size()),
                    part.step() + ", " + time,
                    part.step() + ", " + time + ": " + part.what());
            x += width;
        }
        return svg.append("</svg>").toString();
    }

    /** The picture in words. */
    static String words(Profile profile) {
        StringBuilder words = new StringBuilder("Time of " + profile.title() + ".");
        for (Profile.Part part : profile.parts()) {
            words.append(" " + part.step() + ": " + Math.round(100 * profile.share(part)) + " %.");
        }
        return words.toString();
    }

    private static void bar(
            StringBuilder svg, double x, double y, double width, String colour, String label, String title) {
        svg.append("<g><title>" + Svg.escape(title) + "</title><rect x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y)
                + "\" width=\"" + Svg.number(width) + "\" height=\"" + Svg.number(HEIGHT) + "\" fill=\"" + colour
                + "\" stroke=\"#ffffff\"/>");
        if (Lettering.width(label, Lettering.font(LETTERS)) + 2 * MARGIN <= width) {
            svg.append("<text x=\"" + Svg.number(x + MARGIN) + "\" y=\"" + Svg.number(y + 0.5 * HEIGHT + 4) + "\">"
                    + Svg.escape(label) + "</text>");
        }
        svg.append("</g>");
    }
}
