package arignote.notebook.editor;

/** A Javadoc comment as plain text. */
final class JavadocText {
    private JavadocText() {}

    /** Up to the first blank line, {@code <p>}, list or block tag; empty for none. */
    static String firstParagraph(String javadoc) {
        if (javadoc == null) {
            return "";
        }
        return javadoc.strip()
                .split("\\R\\s*@|^@|\\R\\s*\\R|<p>|</p>|<ul>|<ol>|<pre>|<table", 2)[0]
                .replaceAll("\\{@(?:code|literal|systemProperty) ?([^}]*)}", "$1")
                .replaceAll("\\{@link(?:plain)? [^ }]+ ([^}]+)}", "$1")
                .replaceAll("\\{@link(?:plain)? (?:[\\w.]*#)?([^}]+)}", "$1")
                .replaceAll("\\{@\\w+ ?([^}]*)}", "$1")
                .replaceAll("</?[a-zA-Z]\\w*[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
