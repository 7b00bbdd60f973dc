package arignote.notebook.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A rewritten text that knows where each of its characters came from in the text as it was written. */
public final class CellText {
    /**
     * A piece that is replaced.
     *
     * @param from the first character that goes
     * @param to the first that stays
     * @param text what comes instead
     * @param origin the character that this is said to come from
     */
    public record Edit(int from, int to, String text, int origin) {}

    private final String text;
    private final int[] starts;
    private final int[] ends;

    private CellText(String text, List<Integer> starts, List<Integer> ends) {
        this.text = text;
        this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
        this.ends = ends.stream().mapToInt(Integer::intValue).toArray();
    }

    public static CellText written(String source) {
        return new CellText(
                source,
                IntStream.range(0, source.length()).boxed().toList(),
                IntStream.rangeClosed(1, source.length()).boxed().toList());
    }

    /** The text with all edits, which do not overlap; those at the same place come in the order of the list. */
    public CellText with(List<Edit> edits) {
        List<Edit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(Edit::from));
        Copy copy = new Copy();
        int done = 0;
        for (Edit edit : ordered) {
            copy.keep(done, edit.from());
            copy.put(edit);
            done = Math.max(done, edit.to());
        }
        copy.keep(done, text.length());
        return new CellText(copy.out.toString(), copy.from, copy.to);
    }

    /** The text with edits, in the making. */
    private final class Copy {
        private final StringBuilder out = new StringBuilder();
        private final List<Integer> from = new ArrayList<>();
        private final List<Integer> to = new ArrayList<>();
        private int opened = -1;

        void keep(int start, int end) {
            for (int i = start; i < end; i++) {
                add(text.charAt(i), starts[i], ends[i]);
            }
        }

        void put(Edit edit) {
            if (edit.text().isEmpty() && edit.to() == edit.from() + 1) {
                // A parenthesis that goes still belongs to what it enclosed.
                if (text.charAt(edit.from()) == '(') {
                    opened = starts[edit.from()];
                } else if (text.charAt(edit.from()) == ')' && !to.isEmpty()) {
                    to.set(to.size() - 1, ends[edit.from()]);
                }
            }
            edit.text().chars().forEach(c -> add((char) c, starts[edit.origin()], ends[edit.origin()]));
        }

        private void add(char c, int start, int end) {
            out.append(c);
            from.add(opened >= 0 ? opened : start);
            to.add(end);
            opened = -1;
        }
    }

    /** The same diagnostic at its place in the text as it was written. */
    public Diagnostic origin(Diagnostic diagnostic) {
        int start = start(diagnostic.start()), end = start;
        for (int i = Math.max(0, diagnostic.start()); i < diagnostic.end() && diagnostic.end() <= ends.length; i++) {
            start = Math.min(start, starts[i]); // A sign may have moved behind its operand.
            end = Math.max(end, ends[i]);
        }
        return new Diagnostic(
                start, start(diagnostic.position()), Math.max(start, end), diagnostic.code(), diagnostic.message());
    }

    private int start(int index) {
        boolean atEnd = index >= starts.length;
        return atEnd ? (ends.length == 0 ? 0 : ends[ends.length - 1]) : starts[Math.max(0, index)];
    }

    @Override
    public String toString() {
        return text;
    }
}
