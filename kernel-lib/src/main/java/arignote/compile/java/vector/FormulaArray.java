package arignote.compile.java.vector;

import arignote.compile.formula.Formula;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A {@link Formula} as Java classes that compute it on arrays, a vector at a time, one after the other.
 *
 * @param types the classes
 * @param kept how many numbers they hand on to each other
 */
public record FormulaArray(List<Type> types, int kept) {
    /** So many elements a class computes before the next one does. */
    public static final int STRIP = FormulaParts.STRIP;

    private static final Set<String> TAKEN = Set.of("S", "from", "count", "i", "result", "kept", "a", "b");

    /**
     * A class.
     *
     * @param name what it is called: {@code Tanh512}, or if it is one of several, {@code Tanh512Part1}
     * @param text the class alone
     */
    public record Type(String name, SourceText text) {
        /** The whole source. */
        public SourceText file() {
            SourceText out = new SourceText();
            out.line("package arignote.compile.runtime;").blank();
            out.line("import arignote.expr.*;");
            out.line("import arignote.expr.math.*;");
            out.line("import jdk.incubator.vector.*;").blank();
            return out.block(text);
        }
    }

    /** An operation that has a formula, in vectors of so many bits. */
    public static FormulaArray of(ScalarOp op, int vectorBits) {
        Lanes lanes = new Lanes(DType.FLOAT64, vectorBits / 64, "S");
        List<String> operands = List.of("x", "y").subList(0, op.arity());
        SourceNames names = new SourceNames(TAKEN, true, b -> null);
        operands.forEach(names::fresh);
        FormulaVector.Printed printed = FormulaVector.print(Formula.of(op), names::fresh, operands);
        FormulaParts parts = new FormulaParts(printed);
        String label = op.label();
        String name = Character.toUpperCase(label.charAt(0)) + label.substring(1) + vectorBits;
        List<Type> types = new ArrayList<>();
        int count = parts.parts().size();
        for (int k = 0; k < count; k++) {
            SourceText body = new SourceText();
            for (int o = 0; o < operands.size(); o++) {
                if (parts.reads(k, operands.get(o))) {
                    String array = List.of("a", "b").get(o);
                    body.line("DoubleVector " + operands.get(o) + " = DoubleVector.fromArray(S, " + array + ", i);");
                }
            }
            parts.parts().get(k).forEach(body::line);
            if (k == count - 1) {
                body.line(printed.result() + ".intoArray(result, i);");
            }
            String own = count == 1 ? name : name + "Part" + (k + 1);
            types.add(new Type(own, type(own, lanes, body)));
        }
        return new FormulaArray(List.copyOf(types), parts.strips() * STRIP);
    }

    private static SourceText type(String name, Lanes lanes, SourceText body) {
        SourceText out = new SourceText();
        out.open("final class " + name + " extends ArrayFormula.Vectors");
        out.line(lanes.declaration()).blank();
        out.line("@Override");
        out.open("void apply(double[] a, double[] b, double[] kept, double[] result, int from, int count)");
        out.open("for (int i = from; i < from + count; i += " + lanes.width() + ")");
        return out.block(body).close().close().close();
    }
}
