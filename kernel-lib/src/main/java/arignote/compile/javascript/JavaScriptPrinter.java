package arignote.compile.javascript;

import arignote.compile.formula.Formula;
import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaPrinter;
import arignote.compile.nest.NoNest;
import arignote.compile.print.FreshNames;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
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
    /** The only formula that functions beside the printed ones call. */
    private static final Pattern LOGARITHM = Pattern.compile("(?<![\\w.])log\\(");

    private final List<String> functions = new ArrayList<>();
    private final Set<ScalarOp> called = new LinkedHashSet<>();
    private final FreshNames fresh = new FreshNames(Set.of(), 1);

    /**
     * Adds a function.
     *
     * @throws NoNest if a page's numbers cannot be exact
     */
    public void function(String name, Loops loops) {
        IntegerRanges.check(loops.program(), loops.leaves(), loops.literals());
        functions.add(new JavaScriptFunction(name, loops, called).print());
    }

    /**
     * Adds the function of a stage, whose int64 numbers are looked at when it is called.
     *
     * @return the places of the leaves that it takes
     * @throws NoNest if a page's numbers cannot be exact
     */
    List<Integer> stage(String name, Loops loops) {
        JavaScriptFunction f = new JavaScriptFunction(name, loops, called);
        SourceText text = f.printed();
        List<Integer> reads = f.reads(text);
        functions.add(f.print(reads.stream().map(loops.leaves()::get).toList(), text, limit(loops)));
        return reads;
    }

    /** The same of a function that takes all leaves. */
    public void body(String name, Loops loops) {
        JavaScriptFunction f = new JavaScriptFunction(name, loops, called);
        functions.add(f.print(loops.leaves(), f.printed(), limit(loops)));
    }

    private static int limit(Loops loops) {
        return IntegerRanges.limit(loops.program(), loops.leaves(), loops.literals());
    }

    /** Adds a function that refuses to be called. */
    public void refusal(String name, String sentence) {
        functions.add("function " + name + "() {\n  throw new RangeError(" + quoted(sentence) + ");\n}\n");
    }

    /** Adds a function that is printed. */
    void add(String function) {
        functions.add(function);
    }

    /** What no variable of a script may be called. */
    static Set<String> taken() {
        Set<String> taken = new HashSet<>(FormulaJavaScript.TAKEN);
        taken.addAll(Helpers.names());
        taken.addAll(Set.of("NaN", "Infinity", "RangeError", "async", "all"));
        return taken;
    }

    /** The name of a function that another one calls. */
    String fresh(String caller) {
        return fresh.apply(caller.replaceFirst("_\\d+$", "") + "_");
    }

    /** A text as a literal; in a page nothing in it ends the script. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || c == '<' || c == '\u2028' || c == '\u2029') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
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

    /** The value of an input or shared variable; an int64 is the state of random numbers, words of 64 bits. */
    public static String leaf(HostArray value) {
        if (value.dtype() != DType.INT64) {
            return value(value);
        }
        StringJoiner words = new StringJoiner("n, ", "shaped(BigInt64Array.of(", "n), [" + value.size() + "])");
        for (long word : value.longs()) {
            words.add(Long.toString(word));
        }
        return words.toString();
    }

    /** The script: what the functions call, then the functions. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String own = String.join("\n", functions);
        String helpers = Helpers.calledBy(own);
        Set<ScalarOp> called = new LinkedHashSet<>(this.called);
        if (LOGARITHM.matcher(helpers).find()) {
            called.add(ScalarOp.LOG);
        }
        Set<String> needed = new LinkedHashSet<>();
        called.forEach(op -> needed.addAll(FormulaJavaScript.functions(Formula.of(op))));
        StringBuilder formulas = new StringBuilder();
        needed.forEach(f -> formulas.append(f).append('\n'));
        if (!formulas.isEmpty() || FormulaJavaScript.isNeeded(helpers)) {
            text.append(FormulaJavaScript.prelude()).append('\n').append(formulas);
        }
        return text.append(helpers).append(own).toString();
    }
}
