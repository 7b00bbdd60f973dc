package arignote.compile.javascript;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.print.FunctionPrinter;
import arignote.compile.print.SourceText;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One program of loops as a function of JavaScript. */
final class JavaScriptFunction extends FunctionPrinter {
    /** What the script around, and the loops, use. */
    private static final Set<String> TAKEN = taken();

    private final String name;
    private final Map<Buffer, Integer> ranks = new HashMap<>(); // as declared; a use may see another shape

    /** @param called takes the operations that are used */
    JavaScriptFunction(String name, Loops loops, Set<ScalarOp> called) {
        super(loops, new JavaScriptText(called), TAKEN, "  ");
        this.name = name;
        List.of(
                        loops.leaves(),
                        loops.program().constants(),
                        loops.results(),
                        loops.program().temporaries())
                .forEach(buffers -> buffers.forEach(b -> ranks.put(b, b.rank())));
    }

    private static Set<String> taken() {
        Set<String> taken = new HashSet<>(FormulaJavaScript.TAKEN);
        for (ScalarOp op : ScalarOp.values()) {
            taken.add(op.label());
        }
        for (ReduceOp op : ReduceOp.values()) {
            if (op.lanes() != null) {
                taken.add(op.lanes());
            }
        }
        taken.addAll(List.of(
                "array",
                "shaped",
                "at",
                "quotient",
                "sliceStart",
                "sliceLength",
                "turns",
                "rowTurns",
                "isGreater",
                "isLess",
                "int32"));
        taken.addAll(List.of(
                "wholeRemainder", "smallRemainder", "wholeQuotient", "wholePower", "multiply", "begin", "end", "step"));
        taken.addAll(List.of("i", "j", "k", "l", "i4", "i5", "i6", "i7", "NaN", "Infinity", "RangeError", "async"));
        return taken;
    }

    /** With all that the loops read as parameters. */
    String print() {
        return print(loops.leaves(), text(), 0);
    }

    /**
     * @param limit the power of two up to which int64 parameters may be
     */
    String print(List<Buffer> parameters, SourceText text, int limit) {
        SourceText all = new SourceText("  ").open("function " + name + "(" + listed(parameters) + ")");
        for (Buffer b : parameters) {
            if (b.dtype() == DType.INT64) {
                all.line("atMost(" + limit + ", " + names.of(b) + ");");
            }
        }
        return all.block(text)
                .line("return [" + listed(loops.results()) + "];")
                .close()
                .toString();
    }

    /** The places of the leaves that the loops do read. */
    List<Integer> reads(SourceText text) {
        List<Integer> reads = new ArrayList<>();
        for (int i = 0; i < loops.leaves().size(); i++) {
            String name = Pattern.quote(names.of(loops.leaves().get(i)));
            if (Pattern.compile("(?<![\\w.'])" + name + "(?!\\w)")
                    .matcher(text.toString())
                    .find()) {
                reads.add(i);
            }
        }
        return reads;
    }

    /** The body, of which nothing is printed anew. */
    SourceText printed() {
        return text();
    }

    private String listed(List<Buffer> buffers) {
        return String.join(", ", buffers.stream().map(names::of).toList());
    }

    @Override
    protected String brought(Dimension.OfMemory axis) {
        return names.of(axis.buffer()) + ".shape[" + axis.axis() + "]";
    }

    @Override
    protected String refusal() {
        return "throw new RangeError(\"the shapes are others than those that " + name + " was printed for\");";
    }

    @Override
    protected void allocate(Buffer b, SourceText to) {
        if (b.role() == Buffer.Role.CONSTANT) {
            to.line("const " + names.of(b) + " = "
                    + JavaScriptPrinter.value(loops.literals().get(b.index())) + ";");
        } else if (b.rank() == 0) {
            to.line("let " + names.of(b) + " = 0;");
        } else {
            List<String> shape = new ArrayList<>(List.of(JavaScriptText.arrayType(b.dtype())));
            b.dims().forEach(d -> shape.add(length(d)));
            to.line("const " + names.of(b) + " = array(" + String.join(", ", shape) + ");");
        }
    }

    @Override
    protected String smaller(String a, String b) {
        return "Math.min(" + a + ", " + b + ")";
    }

    /** An element, row by row; memory of one number is a variable. */
    @Override
    protected String load(Buffer b, List<Nest.Subscript> at) {
        return ranks.getOrDefault(b, b.rank()) == 0 ? names.of(b) : super.load(b, at);
    }

    @Override
    protected String within(Nest.Within w) {
        return "at(" + read(w.index()) + ", " + length(w.length()) + ", " + axis(w.length()) + ")";
    }

    /** What a refusal calls the axis, in quotes. */
    private String axis(Dimension n) {
        if (n.root().source() instanceof Dimension.OfMemory m && m.buffer().name() != null) {
            String of = names.of(m.buffer()); // an identifier, so that nothing in it ends the quotes
            return m.buffer().rank() == 1 ? "'" + of + "'" : "'axis " + m.axis() + " of " + of + "'";
        }
        return "'the axis'";
    }

    @Override
    protected void add(ReduceOp kind, DType dtype, String to, String value) {
        if (kind == ReduceOp.SUM && dtype == DType.FLOAT64) {
            body.line(to + " += " + value + ";");
        } else {
            super.add(kind, dtype, to, value);
        }
    }

    @Override
    protected void fill(Nest.Accumulator a, String neutral) {
        lanes.line("const " + lanes(a) + " = new " + JavaScriptText.arrayType(a.of()) + "(" + LANES + ");");
        body.line(lanes(a) + ".fill(" + neutral + ");");
    }

    @Override
    protected void beginSearch(Nest.Accumulator a) {
        body.line("let " + sum(a) + " = -1;");
        body.line("let " + sum(a) + "Best = 0;");
    }

    @Override
    protected void search(Nest.Accumulator a, String value, String position) {
        String at = sum(a);
        body.open("if (" + at + " < 0 || " + a.kind().order().test() + "(" + value + ", " + at + "Best))");
        body.line(at + " = " + position + ";");
        body.line(at + "Best = " + value + ";");
        body.close();
    }

    @Override
    protected String found(Nest.Accumulator a) {
        return "Math.max(0, " + sum(a) + ")";
    }
}
