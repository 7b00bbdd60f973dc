package arignote.plot.page;

import arignote.plot.draw.Svg;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A picture, its controls and the script that moves it, as HTML that needs nothing else: no kernel, no network, no font.
 *
 * <p>Without scripts the picture stands there as it is at first. The element is marked with a hash of its content; a
 * script starts every element with its mark, so that elements do not disturb each other, nor does one that stands in a
 * page twice.
 *
 * @param svg the picture; empty for none
 * @param width of the picture in pixels
 * @param controls elements that the script shows and listens to
 * @param caption the text below the picture
 * @param onLight whether a dark page, too, has to leave the picture its colours and a light ground
 */
public record PageElement(String svg, int width, String controls, String caption, boolean onLight) {
    /** @param script in which {@code @MARK@} stands for the mark */
    public String html(String script) {
        String mark = hash(svg + controls + caption + script);
        return "<figure data-arignote=\"" + mark + "\"" + (onLight ? " class=\"needs-light\"" : "")
                + " style=\"margin:0\">\n" + svg
                + "\n<div class=\"arignote-controls\" role=\"group\" data-lm-suppress-shortcuts=\"true\""
                + " style=\"display:none;flex-wrap:wrap;gap:.4em .8em;align-items:center;font:14px sans-serif;"
                + "max-width:" + width + "px\">\n" + controls
                + "</div>\n<figcaption style=\"font:14px sans-serif;margin-top:.4em;text-align:left\"><output aria-live=\"polite\">"
                + Svg.escape(caption) + "</output></figcaption>\n"
                + "<noscript>The controls of this picture need scripts.</noscript>\n</figure>\n<script>\n"
                + script.replace("@MARK@", mark) + "</script>\n";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
