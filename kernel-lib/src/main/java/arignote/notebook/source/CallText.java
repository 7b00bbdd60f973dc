package arignote.notebook.source;

/** The arguments of a call, as they are written. */
public final class CallText {
    private CallText() {}

    /** What stands between the parentheses that this text begins with, or nothing. */
    public static String arguments(String text) {
        int open = SourceScan.afterComments(text, 0);
        if (!text.startsWith("(", open)) {
            return "";
        }
        for (int end = open + 1; end < text.length(); end++) {
            if (text.charAt(end) == ')'
                    && SourceScan.of(text.substring(open, end + 1)).lastOpen() < 0) {
                return text.substring(open + 1, end).strip();
            }
        }
        return "";
    }
}
