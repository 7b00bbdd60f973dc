package arignote.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A film, its controls and the script that moves it, as HTML that needs nothing else: no kernel, no network, no font.
 *
 * <p>Without scripts the first frame stands there. The element is marked with a hash of its content; a script starts
 * every element with its mark, so that players do not disturb each other, nor does one that stands in a page twice.
 */
final class Player {
    private static final String SCRIPT = resource("player.js");

    private Player() {}

    /**
     * @param controls elements that the script shows and listens to
     * @param caption the text below the first frame
     * @param settings members of the script's film object besides its frames, each followed by a comma
     */
    static String html(Film film, String controls, String caption, String settings) {
        String data = "{" + settings + "\"frames\":" + film.json() + "}";
        String svg = film.svg();
        String mark = hash(svg + controls + caption + data);
        return "<figure data-arignote=\"" + mark + "\" style=\"margin:0\">\n" + svg
                + "\n<div class=\"arignote-controls\" role=\"group\" data-lm-suppress-shortcuts=\"true\""
                + " style=\"display:none;flex-wrap:wrap;gap:.4em .8em;align-items:center;font:14px sans-serif;"
                + "max-width:" + film.still().width() + "px\">\n" + controls
                + "</div>\n<figcaption style=\"font:14px sans-serif\"><output aria-live=\"polite\">"
                + Svg.escape(caption) + "</output></figcaption>\n"
                + "<noscript>The controls of this picture need scripts.</noscript>\n</figure>\n<script>\n"
                + SCRIPT.replace("@MARK@", mark).replace("@FILM@", data) + "</script>\n";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Player.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
