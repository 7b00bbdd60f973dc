package arignote.notebook;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types between which operators get a meaning. */
enum OperandType {
    EXPRESSION("arignote.Expr"),
    SHARED("arignote.Shared"),
    VARIABLE("arignote.eager.Variable"),
    ARRAY("org.nd4j.linalg.api.ndarray.INDArray"),
    WHOLE_NUMBER("int", "long", "short", "byte", "java.lang.Integer", "java.lang.Long"),
    FRACTION("double", "float", "java.lang.Double", "java.lang.Float"),
    OTHER;

    private static final Pattern BOUND = Pattern.compile(".* (?:extends|super) (.+)");

    private final Set<String> names;

    OperandType(String... names) {
        this.names = Set.of(names);
    }

    /**
     * The type that the compiler calls so.
     *
     * @param name qualified, or {@code capture#1 of ? extends} another, or a type variable of the source
     */
    static OperandType of(String name, String source) {
        Matcher bound = BOUND.matcher(name);
        if (bound.matches()) {
            return of(bound.group(1), source);
        }
        for (OperandType type : values()) {
            if (type.names.contains(name)) {
                return type;
            }
        }
        return name.matches("\\w+") ? ofVariable(name, source) : OTHER;
    }

    /** The compiler names only the variable, not its bound, which stands in the source: {@code <E extends Expr>}. */
    private static OperandType ofVariable(String name, String source) {
        Matcher bound = Pattern.compile("\\b" + name + "\\s+extends\\s+(?:\\w+\\.)*(\\w+)")
                .matcher(source);
        if (bound.find()) {
            for (OperandType type : values()) {
                if (type.names.stream().anyMatch(full -> full.endsWith("." + bound.group(1)))) {
                    return type;
                }
            }
        }
        return OTHER;
    }

    boolean isNumber() {
        return this == WHOLE_NUMBER || this == FRACTION;
    }

    boolean isExpression() {
        return this == EXPRESSION || this == SHARED;
    }
}
