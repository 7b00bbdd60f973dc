package arignote.notebook.source;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types between which operators get a meaning, and that of functions, which get calls. */
public enum OperandType {
    EXPRESSION("arignote.Expr"),
    SHARED("arignote.Shared"),
    VARIABLE("arignote.eager.Variable"),
    ARRAY("org.nd4j.linalg.api.ndarray.INDArray"),
    WHOLE_NUMBER("int", "long", "short", "byte", "java.lang.Integer", "java.lang.Long"),
    FRACTION("double", "float", "java.lang.Double", "java.lang.Float"),
    FUNCTION("arignote.CompiledFunction"),
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
    public static OperandType of(String name, String source) {
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

    /** The type that a declaration calls so, by its simple or its full name. */
    static OperandType named(String name) {
        for (OperandType type : values()) {
            if (type.names.stream().anyMatch(full -> full.equals(name) || full.endsWith("." + name))) {
                return type;
            }
        }
        return OTHER;
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

    /** How Java calls the type. */
    String javaName() {
        return switch (this) {
            case WHOLE_NUMBER -> "int";
            case FRACTION -> "double";
            default -> names.iterator().next();
        };
    }

    /** The type of arithmetic between two; OTHER where it has none. */
    public OperandType with(OperandType other) {
        boolean variable = this == VARIABLE || other == VARIABLE, expression = isExpression() || other.isExpression();
        if (!hasOperators() || !other.hasOperators() || variable && expression) {
            return OTHER;
        }
        if (expression || variable) {
            return expression ? EXPRESSION : VARIABLE;
        }
        if (this == ARRAY || other == ARRAY) {
            return ARRAY;
        }
        return this == FRACTION ? this : other;
    }

    public boolean hasOperators() {
        return this != OTHER && this != FUNCTION;
    }

    public boolean isNumber() {
        return this == WHOLE_NUMBER || this == FRACTION;
    }

    public boolean isExpression() {
        return this == EXPRESSION || this == SHARED;
    }
}
