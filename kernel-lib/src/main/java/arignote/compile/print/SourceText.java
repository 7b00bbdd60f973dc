package arignote.compile.print;

/** Lines of source, indented by their depth. */
public final class SourceText {
    private final StringBuilder text = new StringBuilder();
    private final String indent;
    private int depth;

    public SourceText() {
        this("    ");
    }

    /** @param indent what a block's lines begin with */
    public SourceText(String indent) {
        this.indent = indent;
    }

    /** An empty one with the same indentation of blocks. */
    SourceText another() {
        return new SourceText(indent);
    }

    /** One line. */
    public SourceText line(String line) {
        text.append(indent.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** A line that begins a block; {@link #close} ends it. */
    public SourceText open(String line) {
        line(line + " {");
        depth++;
        return this;
    }

    /** A block for names of its own. */
    public SourceText open() {
        line("{");
        depth++;
        return this;
    }

    public SourceText close() {
        depth--;
        return line("}");
    }

    /** Ends a block, and begins the one for otherwise. */
    public SourceText otherwise() {
        return otherwise("");
    }

    /** Ends a block, and begins the one for otherwise, if some condition holds. */
    public SourceText otherwise(String condition) {
        depth--;
        line("} else " + (condition.isEmpty() ? "" : condition + " ") + "{");
        depth++;
        return this;
    }

    public SourceText blank() {
        text.append('\n');
        return this;
    }

    /** Lines that have an indentation of their own. */
    public SourceText block(SourceText other) {
        other.text
                .toString()
                .lines()
                .forEach(l ->
                        text.append(l.isEmpty() ? "" : indent.repeat(depth) + l).append('\n'));
        return this;
    }

    public long lines() {
        return text.chars().filter(c -> c == '\n').count();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
