package arignote.compile.java.vector;

import arignote.compile.formula.Formula;
import arignote.compile.print.SourceNames;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;
import java.util.Set;

/** A {@link Formula} as a Java class that computes it on arrays, a vector at a time. */
public final class FormulaArray {
    private static final Set<String> TAKEN = Set.of("S", "from", "count", "i", "result", "a", "b");

    private FormulaArray() {}

    /** What the class is called: {@code Tanh512}. */
    public static String name(ScalarOp op, int vectorBits) {
        String label = op.label();
        return Character.toUpperCase(label.charAt(0)) + label.substring(1) + vectorBits;
    }

    /** The whole source. */
    public static SourceText file(ScalarOp op, int vectorBits) {
        SourceText out = new SourceText();
        out.line("package arignote.compile.runtime;").blank();
        out.line("import arignote.expr.*;");
        out.line("import arignote.expr.math.*;");
        out.line("import jdk.incubator.vector.*;").blank();
        return out.block(type(op, vectorBits));
    }

    /** The class alone. */
    public static SourceText type(ScalarOp op, int vectorBits) {
        Lanes lanes = new Lanes(DType.FLOAT64, vectorBits / 64, "S");
        List<String> operands = List.of("x", "y").subList(0, op.arity());
        List<String> arrays = List.of("a", "b");
        SourceNames names = new SourceNames(TAKEN, true, b -> null);
        operands.forEach(names::fresh);
        SourceText out = new SourceText();
        out.open("final class " + name(op, vectorBits) + " extends ArrayFormula.Vectors");
        out.line(lanes.declaration()).blank();
        out.line("@Override");
        out.open("void apply(double[] a, double[] b, double[] result, int from, int count)");
        out.open("for (int i = from; i < from + count; i += " + lanes.width() + ")");
        for (int k = 0; k < operands.size(); k++) {
            out.line("DoubleVector " + operands.get(k) + " = DoubleVector.fromArray(S, " + arrays.get(k) + ", i);");
        }
        FormulaVector.Printed printed = FormulaVector.print(Formula.of(op), names::fresh, operands);
        printed.lines().forEach(out::line);
        out.line(printed.result() + ".intoArray(result, i);");
        return out.close().close().close();
    }
}
