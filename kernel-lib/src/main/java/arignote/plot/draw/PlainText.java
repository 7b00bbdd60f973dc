package arignote.plot.draw;

/** Text with nothing in it that a picture or a page cannot hold. */
final class PlainText {
    /** What stands for a character that cannot be shown. */
    private static final int REPLACEMENT = 0xFFFD;

    private PlainText() {}

    /** {@code text} with U+FFFD for each character that XML 1.0 excludes (its production 2, Char), as halves of pairs. */
    static String wellFormed(String text) {
        return text.codePoints()
                .map(c -> isXml(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= ' ' && c < 0xD800
                || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF;
    }

    /** One line: a space for each break and each tab, U+FFFD for each character that has no look. */
    static String line(String text) {
        return text.replaceAll("\\R", " ")
                .codePoints()
                .map(c -> c == '\t' ? ' ' : isXml(c) && !Character.isISOControl(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
