package arignote.compile.java;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.print.DimensionText;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lengths in a generated class: those of arrays and those that follow from others have fields, which a run fills first. */
final class JavaLengths {
    private final SourceNames names;
    private final JavaMemory memory;
    private final SourceText declarations;
    private final Map<Buffer, Integer> offsets = new HashMap<>(); // of each leaf's lengths among those of all
    private final Set<Buffer> valued = new HashSet<>();
    private final SourceText computed = new SourceText(); // lengths and places that follow from others
    private final DimensionText text = new DimensionText(
            JavaText.JAVA, true, m -> "lengths[" + (offsets.get(m.buffer()) + m.axis()) + "]", this::value);

    /** @param declarations where fields are declared */
    JavaLengths(List<Buffer> leaves, SourceNames names, JavaMemory memory, SourceText declarations) {
        this.names = names;
        this.memory = memory;
        this.declarations = declarations;
        int offset = 0;
        for (Buffer b : leaves) {
            offsets.put(b, offset);
            offset += b.rank();
        }
    }

    /** Lengths and guards as expressions. */
    DimensionText text() {
        return text;
    }

    /** What fills the fields of lengths that follow from others. */
    SourceText computed() {
        return computed;
    }

    /** The leaves of which elements are lengths or decide about lengths, as far as they have been printed. */
    Set<Buffer> valued() {
        return valued;
    }

    /** Gives the length of an array a field, unless it has one. */
    void bring(Dimension root, SourceText out) {
        if (root.source() instanceof Dimension.OfMemory && !text.isNamed(root)) {
            String n = names.fresh("n");
            text.name(root, n);
            declarations.line("private int " + n + ";");
            out.line(n + " = " + text.raw(root) + ";");
        }
    }

    /** A length, of which a computed one gets a field. */
    String of(Dimension n) {
        name(n.root());
        return text.length(n);
    }

    private void name(Dimension root) {
        root.parts().forEach(part -> name(part.root()));
        boolean found = root.source() instanceof Dimension.Computed || root.source() instanceof Dimension.OfValue;
        if (found && !text.isNamed(root)) {
            String n = names.fresh("n");
            declarations.line("private int " + n + ";");
            computed.line(n + " = counted(" + text.raw(root) + ");");
            text.name(root, n);
        }
    }

    /** A whole number that a call brings. */
    private String value(Dimension.OfValue v) {
        Buffer b = v.buffer();
        valued.add(b);
        return memory.isNumber(b) ? names.of(b) : memory.load(b, Integer.toString(v.element()));
    }
}
