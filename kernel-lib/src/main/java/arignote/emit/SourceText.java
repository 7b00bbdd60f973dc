package arignote.emit;

/** Lines of source, indented by their depth. */
final class SourceText {
    private final StringBuilder text = new StringBuilder();
    private final String indent;
    private int depth;

    SourceText() {
        this("    ");
    }

    /** @param indent what a block's lines begin with */
    SourceText(String indent) {
        this.indent = indent;
    }

    /** One line. */
    SourceText line(String line) {
        text.append(indent.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** A line that begins a block; {@link #close} ends it. */
    SourceText open(String line) {
        line(line + " {");
        depth++;
        return this;
    }

    /** A block for names of its own. */
    SourceText open() {
        line("{");
        depth++;
        return this;
    }

    SourceText close() {
        depth--;
        return line("}");
    }

    /** Ends a block, and begins the one for otherwise. */
    SourceText otherwise() {
        return otherwise("");
    }

    /** Ends a block, and begins the one for otherwise, if some condition holds. */
    SourceText otherwise(String condition) {
        depth--;
        line("} else " + (condition.isEmpty() ? "" : condition + " ") + "{");
        depth++;
        return this;
    }

    SourceText blank() {
        text.append('\n');
        return this;
    }

    /** Lines that have an indentation of their own. */
    SourceText block(SourceText other) {
        other.text
                .toString()
                .lines()
                .forEach(l ->
                        text.append(l.isEmpty() ? "" : indent.repeat(depth) + l).append('\n'));
        return this;
    }

    long lines() {
        return text.chars().filter(c -> c == '\n').count();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
