package arignote.notebook.source;

/**
 * A line of a source and marks under a place in it: {@code ~~^~~}.
 *
 * @param line the line as it stands there
 * @param mark blanks, and the marks under the place
 */
public record Caret(String line, String mark) {
    /**
     * @param start of the part that is marked
     * @param at where the caret stands
     * @param end of the part, exclusive; what lies on other lines than the caret is not marked
     */
    public static Caret at(String source, int start, int at, int end) {
        int place = Math.max(0, Math.min(at, source.length()));
        int first = source.lastIndexOf('\n', place - 1) + 1;
        int next = source.indexOf('\n', place);
        int last = next < 0 ? source.length() : next;
        String line = source.substring(first, last).stripTrailing();
        StringBuilder mark = new StringBuilder();
        for (int i = first; i < Math.max(place + 1, Math.min(end, first + line.length())); i++) {
            boolean tab = i < last && source.charAt(i) == '\t';
            mark.append(i == place ? '^' : i >= start && i < end ? '~' : tab ? '\t' : ' ');
        }
        return new Caret(line, mark.toString());
    }
}
