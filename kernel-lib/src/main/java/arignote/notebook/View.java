package arignote.notebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one value looks: as plain text, and in richer forms by MIME type.
 *
 * @param text the plain form, for terminals and for viewers that know no other
 * @param forms MIME type to content: text, or base64 for pictures
 * @param metadata MIME type to what a viewer should know about that form, for instance a picture's width
 */
record View(String text, Map<String, String> forms, Map<String, Map<String, Object>> metadata) {
    static final String HTML = "text/html";
    static final String LATEX = "text/latex";
    static final String PNG = "image/png";

    static View text(String text) {
        return new View(text, Map.of(), Map.of());
    }

    /** This view with one more form. */
    View and(String mimeType, String content) {
        return and(mimeType, content, Map.of());
    }

    View and(String mimeType, String content, Map<String, Object> about) {
        Map<String, String> moreForms = new LinkedHashMap<>(forms);
        moreForms.put(mimeType, content);
        Map<String, Map<String, Object>> moreMetadata = new LinkedHashMap<>(metadata);
        if (!about.isEmpty()) {
            moreMetadata.put(mimeType, about);
        }
        return new View(text, moreForms, moreMetadata);
    }
}
