package arignote.notebook.view;

import arignote.notebook.words.Words;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one value looks: as plain text, and in richer forms by MIME type.
 *
 * @param text the plain form, for terminals and for viewers that know no other
 * @param forms MIME type to content: text, or base64 for pictures
 * @param metadata MIME type to what a viewer should know about that form, for instance a picture's width
 * @param needsLight whether a dark page, too, has to leave it its colours and a light ground
 */
public record MimeBundle(
        String text, Map<String, String> forms, Map<String, Map<String, Object>> metadata, boolean needsLight) {
    static final String HTML = "text/html";
    public static final String LATEX = "text/latex";
    static final String MARKDOWN = "text/markdown";
    static final String PNG = "image/png";
    static final String SVG = "image/svg+xml";

    static MimeBundle text(String text) {
        return new MimeBundle(text, Map.of(), Map.of(), false);
    }

    /** This view, which keeps its colours on a dark page if {@code needed}. */
    MimeBundle onLight(boolean needed) {
        return new MimeBundle(text, forms, metadata, needed);
    }

    /** This view with one more form. */
    MimeBundle and(String mimeType, String content) {
        return and(mimeType, content, Map.of());
    }

    /** This view with a picture: a PNG file of twice the width and height given, and its words. */
    MimeBundle andPicture(byte[] png, int width, int height, String alt) {
        // In a fixed order, as everything that goes into a file.
        Map<String, Object> about = new TreeMap<>(Map.of("alt", Words.picture(alt), "height", height, "width", width));
        return and(PNG, Base64.getEncoder().encodeToString(png), about);
    }

    private MimeBundle and(String mimeType, String content, Map<String, Object> about) {
        Map<String, String> moreForms = new LinkedHashMap<>(forms);
        moreForms.put(
                mimeType,
                mimeType.equals(HTML) ? Words.page(content) : mimeType.equals(SVG) ? Words.drawn(content) : content);
        Map<String, Map<String, Object>> moreMetadata = new LinkedHashMap<>(metadata);
        if (!about.isEmpty()) {
            moreMetadata.put(mimeType, about);
        }
        return new MimeBundle(text, moreForms, moreMetadata, needsLight);
    }
}
