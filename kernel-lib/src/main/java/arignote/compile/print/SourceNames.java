package arignote.compile.print;

import arignote.compile.nest.Buffer;
import arignote.expr.ScalarOp;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.SourceVersion;

/** Names for generated source: a reader's own where they can be, each once. */
public final class SourceNames {
    /** What a class that extends {@code Kernel}, and the source around, use. */
    public static final Set<String> JAVA = Set.of(
            "S",
            "F",
            "ORDER",
            "DOUBLE",
            "FLOAT",
            "LONG",
            "INT",
            "memory",
            "lengths",
            "reals",
            "wholes",
            "constants",
            "results",
            "shapes",
            "run",
            "commit",
            "block",
            "pass",
            "blocks",
            "sized",
            "tick",
            "quotient",
            "begin",
            "end",
            "lane",
            "from",
            "to",
            "rest",
            "first",
            "shift",
            "i",
            "j",
            "k",
            "l",
            "i4",
            "i5",
            "i6",
            "i7");

    private final Map<Buffer, String> buffers = new HashMap<>();
    private final FreshNames fresh;
    private final boolean own;
    private final Function<Buffer, String> given;

    /**
     * @param taken what nothing may be called, beside the keywords of Java
     * @param own whether a reader's names are used; else the source is the same whatever things are called
     * @param given the name that a reader has given to memory, or null
     */
    public SourceNames(Set<String> taken, boolean own, Function<Buffer, String> given) {
        Set<String> all = new HashSet<>(taken);
        for (ScalarOp op : ScalarOp.values()) {
            all.add(op.name());
        }
        fresh = new FreshNames(all, 1);
        this.own = own;
        this.given = given;
    }

    public String of(Buffer b) {
        return buffers.computeIfAbsent(b, k -> {
            String role = switch (k.role()) {
                case INPUT -> "input";
                case SHARED -> "shared";
                case CONSTANT -> "constant";
                case UPDATE -> "next";
                case OUTPUT -> "output";
                case TEMPORARY -> "temporary";
                case PART -> "part";
            };
            String name = given.apply(k);
            String result = k.role() == Buffer.Role.UPDATE ? "Next" : k.role() == Buffer.Role.OUTPUT ? "Out" : "";
            return fresh(name == null ? role : name + result);
        });
    }

    /** {@code hint}, or that with a number. */
    public String fresh(String hint) {
        StringBuilder plain = new StringBuilder();
        hint.codePoints().forEach(c -> plain.appendCodePoint(isPart(c) ? c : '_'));
        if (!own) {
            plain.setLength(0);
            plain.append('v');
        }
        if (plain.isEmpty() || !Character.isJavaIdentifierStart(plain.codePointAt(0))) {
            plain.insert(0, '_');
        }
        String base = plain.toString();
        return fresh.apply(base.equals("_") || SourceVersion.isKeyword(base) ? base + "_" : base);
    }

    /** Whether a name may have the character in it, in every language that is printed. */
    private static boolean isPart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }
}
