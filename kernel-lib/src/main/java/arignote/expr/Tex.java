package arignote.expr;

import arignote.expr.print.Printer;
import java.util.List;

/**
 * How an operation is written in LaTeX: a template with {@code #1}, {@code #2}, ... for the operands, how tightly the
 * result binds, and how tightly each operand must bind to stand without parentheses.
 */
public record Tex(String template, int level, int first, int second) {
    /** Binding strengths, from loose to tight. */
    static final int RELATION = 0;

    static final int TERM = 1;
    public static final int SIGNED = 2; // a factor with a minus in front
    public static final int FACTOR = 3;
    public static final int POWER_LEVEL = 4;
    public static final int ATOM = 5;

    static final Tex SUM = new Tex("#1 + #2", TERM, TERM, FACTOR);
    static final Tex DIFFERENCE = new Tex("#1 - #2", TERM, TERM, FACTOR);
    static final Tex NEGATION = new Tex("-#1", SIGNED, FACTOR, ATOM);
    public static final Tex PRODUCT = new Tex("#1 \\, #2", FACTOR, SIGNED, FACTOR);
    static final Tex REMAINDER = new Tex("#1 \\bmod #2", FACTOR, FACTOR, POWER_LEVEL);
    static final Tex FRACTION = new Tex("\\frac{#1}{#2}", POWER_LEVEL, RELATION, RELATION);
    static final Tex POWER = new Tex("{#1}^{#2}", POWER_LEVEL, ATOM, RELATION);
    static final Tex SQUARE = new Tex("{#1}^{2}", POWER_LEVEL, ATOM, ATOM);
    static final Tex EXPONENTIAL = new Tex("e^{#1}", POWER_LEVEL, RELATION, ATOM);
    static final Tex CASES = of("\\begin{cases} #2 & \\text{if } #1 \\\\ #3 & \\text{otherwise} \\end{cases}");

    /** A form whose operands are enclosed by its own delimiters. */
    static Tex of(String template) {
        return new Tex(template, ATOM, RELATION, RELATION);
    }

    /** A function of one operand: {@code name(#1)}. */
    static Tex call(String name) {
        return of(name + "\\left(#1\\right)");
    }

    /** What is along axes, {@code #2}: {@code name_{axes}(#1)}. */
    static Tex along(String name) {
        return of(name + "#2\\left(#1\\right)");
    }

    /** A sign for what is along axes: it reaches to the right as far as there are factors. */
    static Tex big(String sign) {
        return new Tex(sign + "#2 #1", FACTOR, ATOM, RELATION);
    }

    static Tex relation(String sign) {
        return new Tex("#1 " + sign + " #2", RELATION, TERM, TERM);
    }

    /** The level that operand {@code i} needs. */
    public int operandLevel(int i) {
        return i == 0 ? first : i == 1 ? second : RELATION;
    }

    /** The template with the operands' texts in it. */
    public String fill(List<String> operands) {
        String form = template;
        if (this == PRODUCT && operands.get(1).matches("\\p{Co}*\\d.*")) { // behind marks of the part
            form = "#1 \\cdot #2"; // two numbers side by side would read as one
        }
        return Printer.fill(form, operands);
    }
}
