package arignote.compile.javascript;

import arignote.compile.formula.Formula;
import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaPrinter;
import arignote.compile.nest.NoNest;
import arignote.compile.print.LoopPrinter;
import arignote.expr.HostArray;
import arignote.expr.Resources;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Prints loops as functions of JavaScript, one script for several of them. They compute with the bits of the Java that
 * {@link JavaPrinter} prints: the same lanes, the same blocks, every operation rounded as there, the same order in
 * products of matrices.
 *
 * <p>A function takes the values of inputs and shared variables, in the order of {@link Loops#leaves}: numbers, and for
 * more than one number typed arrays, row by row, with their lengths in a property {@code shape}. It returns an array of
 * the results. Nothing is stored.
 */
public final class JavaScriptPrinter {
    private final List<String> functions = new ArrayList<>();
    private final Set<ScalarOp> called = new LinkedHashSet<>();

    /**
     * Adds a function.
     *
     * @throws NoNest if a page's numbers cannot be exact
     */
    public void function(String name, Loops loops) {
        IntegerRanges.check(loops.program(), loops.leaves(), loops.literals());
        functions.add(new JavaScriptFunction(name, loops, called).print());
    }

    /** A value as an expression, of the form that the functions take. */
    public static String value(HostArray value) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String number = JavaScriptText.literal(
                    value.type().dtype(),
                    value.doubleAt(i),
                    value.type().dtype().isFloat() ? 0 : value.longAt(i));
            boolean one = value.type().rank() == 0;
            numbers.add(one ? number : number.replaceAll("[()]", ""));
        }
        if (value.type().rank() == 0) {
            return numbers.get(0);
        }
        List<String> shape = new ArrayList<>();
        for (long n : value.shape()) {
            shape.add(Long.toString(n));
        }
        return "shaped(" + JavaScriptText.arrayType(value.type().dtype()) + ".of(" + String.join(", ", numbers) + "), ["
                + String.join(", ", shape) + "])";
    }

    /** The script: what the functions call, then the functions. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Set<String> needed = new LinkedHashSet<>();
        called.forEach(op -> needed.addAll(FormulaJavaScript.functions(Formula.of(op))));
        StringBuilder formulas = new StringBuilder();
        needed.forEach(f -> formulas.append(f).append('\n'));
        if (!formulas.isEmpty()) {
            text.append(FormulaJavaScript.prelude()).append('\n').append(formulas);
        }
        String own = String.join("\n", functions);
        for (String helper : Resources.text(JavaScriptPrinter.class, "loops.js").split("\n\n")) {
            String name = helper.replaceFirst("(?s).*?\\bfunction (\\w+).*", "$1");
            boolean isCalled = name.matches("array|shaped")
                    || Pattern.compile("\\b" + name + "\\(").matcher(own).find();
            if (isCalled) {
                text.append(helper.strip().replace("BLOCK", Integer.toString(LoopPrinter.BLOCK)))
                        .append("\n\n");
            }
        }
        return text.append(own).toString();
    }
}
