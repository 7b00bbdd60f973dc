package arignote.compile.formula;

import static arignote.compile.formula.FormulaTerm.Kind.BITS;
import static arignote.compile.formula.FormulaTerm.Kind.CONDITION;
import static arignote.compile.formula.FormulaTerm.Kind.NUMBER;

import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations that formulas are made of: how each stands in the Java source, in JavaScript, and as a method of the
 * Vector API. A null says that there is none, or that the printer treats it apart.
 */
public enum FormulaOperation {
    // spotless:off
    //         Java                              rank   JavaScript      Vector API
    OR        (Tree.Kind.CONDITIONAL_OR,         1,     "||",           "or"),
    AND       (Tree.Kind.CONDITIONAL_AND,        2,     "&&",           "and"),
    BITS_OR   (Tree.Kind.OR,                     3,     "|",            "or"),
    BITS_XOR  (Tree.Kind.XOR,                    4,     "^",            "XOR"),
    BITS_AND  (Tree.Kind.AND,                    5,     "&",            "and"),
    EQ        (Tree.Kind.EQUAL_TO,               6,     "===",          "eq"),
    NE        (Tree.Kind.NOT_EQUAL_TO,           6,     "!==",          "NE"),
    LT        (Tree.Kind.LESS_THAN,              7,     "<",            "lt"),
    LE        (Tree.Kind.LESS_THAN_EQUAL,        7,     "<=",           "LE"),
    GT        (Tree.Kind.GREATER_THAN,           7,     ">",            "GT"),
    GE        (Tree.Kind.GREATER_THAN_EQUAL,     7,     ">=",           "GE"),
    LEFT      (Tree.Kind.LEFT_SHIFT,             8,     null,           "LSHL"),
    RIGHT     (Tree.Kind.UNSIGNED_RIGHT_SHIFT,   8,     null,           "LSHR"),
    ADD       (Tree.Kind.PLUS,                   9,     "+",            "add"),
    SUBTRACT  (Tree.Kind.MINUS,                  9,     "-",            "sub"),
    MULTIPLY  (Tree.Kind.MULTIPLY,               10,    "*",            "mul"),
    DIVIDE    (Tree.Kind.DIVIDE,                 10,    "/",            "div"),
    REMAINDER (Tree.Kind.REMAINDER,              10,    "%",            null),
    NEGATE    (Tree.Kind.UNARY_MINUS,            11,    "-",            "neg"),
    NOT       (Tree.Kind.LOGICAL_COMPLEMENT,     11,    "!",            "not"),
    SELECT    (Tree.Kind.CONDITIONAL_EXPRESSION, 0,     null,           "blend"),
    ABS       ("Math.abs",                       12,    "Math.abs",     "abs"),
    SQRT      ("Math.sqrt",                      12,    "Math.sqrt",    "sqrt"),
    FLOOR     ("Math.floor",                     12,    "Math.floor",   null),
    MAX       ("Math.max",                       12,    "Math.max",     "max"),
    MIN       ("Math.min",                       12,    "Math.min",     "min"),
    TO_BITS   ("Double.doubleToRawLongBits",     12,    null,           "reinterpretAsLongs"),
    FROM_BITS ("Double.longBitsToDouble",        12,    null,           "reinterpretAsDoubles"),
    HUGE_ANGLE("HugeAngle.of",                   12,    "hugeAngle",    null);
    // spotless:on

    private final Tree.Kind operator;
    private final String method;
    /** Higher binds closer, as in Java and JavaScript. */
    public final int rank;

    public final String javaScript;
    public final String vector;

    FormulaOperation(Tree.Kind operator, int rank, String javaScript, String vector) {
        this.operator = operator;
        this.method = null;
        this.rank = rank;
        this.javaScript = javaScript;
        this.vector = vector;
    }

    FormulaOperation(String method, int rank, String javaScript, String vector) {
        this.operator = null;
        this.method = method;
        this.rank = rank;
        this.javaScript = javaScript;
        this.vector = vector;
    }

    static Optional<FormulaOperation> ofOperator(Tree.Kind operator) {
        return Stream.of(values()).filter(o -> o.operator == operator).findFirst();
    }

    static Optional<FormulaOperation> ofMethod(String method) {
        return Stream.of(values()).filter(o -> method.equals(o.method)).findFirst();
    }

    public boolean isFunction() {
        return rank == 12;
    }

    public boolean isComparison() {
        return rank == 6 || rank == 7;
    }

    /** What gives the same result with its operands in the other order. */
    public Optional<FormulaOperation> swapped() {
        return switch (this) {
            case ADD, MULTIPLY, EQ, NE -> Optional.of(this);
            case LT -> Optional.of(GT);
            case LE -> Optional.of(GE);
            case GT -> Optional.of(LT);
            case GE -> Optional.of(LE);
            default -> Optional.empty();
        };
    }

    FormulaTerm.Kind kind(List<FormulaTerm> operands) {
        if (isComparison()) {
            return CONDITION;
        }
        return switch (this) {
            case TO_BITS -> BITS;
            case FROM_BITS -> NUMBER;
            case HUGE_ANGLE -> FormulaTerm.Kind.RECORD;
            default -> operands.get(operands.size() - 1).kind();
        };
    }
}
