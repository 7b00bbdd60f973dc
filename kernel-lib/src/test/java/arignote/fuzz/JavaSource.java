package arignote.fuzz;

import arignote.Expr;
import arignote.T;
import arignote.Update;
import arignote.expr.Along;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A case as the source of a test, to be kept in this folder until it passes. */
final class JavaSource {
    private final Map<Expr, String> names = new IdentityHashMap<>();

    private JavaSource() {}

    static String of(Case c, String className, String why) {
        return new JavaSource().text(c, className, why);
    }

    private String text(Case c, String className, String why) {
        StringBuilder body = new StringBuilder();
        c.variables().forEach(v -> names.put(v.expr(), "v" + names.size()));
        c.inputs()
                .forEach(v -> body.append(
                        line("Expr", v.expr(), "Build.input(\"" + v.expr().name() + "\", " + type(v) + ")")));
        c.shared()
                .forEach(v -> body.append(line(
                        "Shared",
                        v.expr(),
                        "Arignote.shared(new Tensor(" + literal(v.value()) + ").copy(), \""
                                + v.expr().name() + "\")")));
        for (Expr e : Graphs.topological(c.roots())) {
            if (!names.containsKey(e)) {
                names.put(e, "e" + names.size());
                body.append(line("Expr", e, node(e)));
            }
        }
        return """
                package arignote.fuzz;

                import static org.assertj.core.api.Assertions.assertThat;

                import arignote.*;
                import arignote.expr.*;
                import arignote.value.Tensor;
                import java.util.List;
                import org.junit.jupiter.api.Test;

                /** %s */
                class %s {
                    static Case graph() {
                %s        return new Case(
                                List.of(%s),
                                List.of(%s),
                                List.of(%s),
                                List.of(%s));
                    }

                    @Test
                    void all_settings_agree() {
                        assertThat(new Check(Setting.all()).failure(graph())).isEmpty();
                    }
                }
                """.formatted(
                        why.replace("*/", "* /").replace("\n", " "),
                        className,
                        body,
                        variables(c.inputs()),
                        variables(c.shared()),
                        all(c.outputs()),
                        c.updates().stream().map(this::update).collect(Collectors.joining(", ")));
    }

    private String line(String type, Expr e, String value) {
        return "        " + type + " " + names.get(e) + " = " + value + ";\n";
    }

    private String update(Update u) {
        return "Arignote.update(" + names.get(u.target()) + ", " + names.get(u.value()) + ")";
    }

    private String variables(List<Variable> variables) {
        return variables.stream()
                .map(v -> "new Variable(" + names.get(v.expr()) + ", " + literal(v.value()) + ", Memory." + v.memory()
                        + ")")
                .collect(Collectors.joining(", "));
    }

    private String all(List<Expr> expressions) {
        return expressions.stream().map(names::get).collect(Collectors.joining(", "));
    }

    private static String type(Variable v) {
        DType dtype = v.expr().type().dtype();
        return "new TensorType(DType." + dtype.name() + ", " + v.expr().type().rank() + ")";
    }

    private static String literal(HostArray l) {
        boolean floats = l.type().dtype().isFloat();
        String numbers = IntStream.range(0, l.size())
                .mapToObj(i -> floats ? number(l.doubleAt(i)) : l.longAt(i) + "L")
                .collect(Collectors.joining(", "));
        return "HostArray." + (floats ? "ofDoubles" : "ofLongs") + "(DType."
                + l.type().dtype().name() + ", new long[] {"
                + Arrays.stream(l.shape()).mapToObj(String::valueOf).collect(Collectors.joining(", ")) + "}, new "
                + (floats ? "double" : "long") + "[] {" + numbers + "})";
    }

    private static String number(double x) {
        return Double.isNaN(x)
                ? "Double.NaN"
                : Double.isInfinite(x)
                        ? "Double." + (x > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
                        : Double.toString(x);
    }

    private static String list(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "List.of(", ")"));
    }

    private String node(Expr e) {
        String args = all(e.args());
        Op op = e.op();
        return switch (op.tag()) {
            case CONSTANT -> "Build.constant(" + literal(((Op.Constant) op).value()) + ")";
            case ELEMENTWISE -> elementwise(((Op.Elementwise) op).op(), args);
            case CAST -> "T.cast(" + args + ", \"" + e.type().dtype() + "\")";
            case SOFTMAX, SHAPE -> "T." + op.label() + "(" + args + ")";
            case LOG_SOFTMAX -> "T.logSoftmax(" + args + ")";
            case DOT -> {
                Op.Dot d = (Op.Dot) op;
                yield "Build.dot(" + args + ", " + list(d.left()) + ", " + list(d.right()) + ")";
            }
            case DIMSHUFFLE -> "Build.dimshuffle(" + args + ", " + list(((Op.DimShuffle) op).pattern()) + ")";
            case REDUCE -> {
                Op.Reduce r = (Op.Reduce) op;
                yield made(op, args, "ReduceOp." + r.kind() + ", " + list(r.axes()) + ", " + r.keepDims());
            }
            case SIZE -> made(op, args, list(((Op.Size) op).axes()));
            case RESHAPE, BROADCAST_TO, SUM_TO ->
                made(op, args, Integer.toString(e.type().rank()));
            case PART -> made(op, args, along(((Op.Part) op).along()));
            case PLACE -> made(op, args, e.type().rank() + ", " + along(((Op.Place) op).along()));
            case GATHER, IOTA -> made(op, args, "");
            case JOIN -> made(op, args, Integer.toString(((Op.Join) op).axis()));
            case IDENTITY -> made(op, args, "Backward." + ((Op.Identity) op).backward());
            case ARRAY -> "Expr.of(new Op.Array(" + ((Op.Array) op).op() + "), List.of(" + args + "))";
            case INPUT, STATE -> throw new AssertionError("no source for " + op);
        };
    }

    private static String along(List<Along> along) {
        return along.stream()
                .map(a -> a instanceof Along.Slice s
                        ? "new Along.Slice(" + s.hasStart() + ", " + s.hasStop() + ", " + s.step() + ")"
                        : "new Along.At()")
                .collect(Collectors.joining(", ", "List.of(", ")"));
    }

    private static String elementwise(ScalarOp op, String args) {
        Class<?>[] operands = new Class<?>[op.arity()];
        Arrays.fill(operands, Expr.class);
        try {
            return "T." + T.class.getMethod(op.label(), operands).getName() + "(" + args + ")";
        } catch (NoSuchMethodException byAnotherName) {
            return "Build.scalar(ScalarOp." + op.name() + ", " + args + ")";
        }
    }

    private static String made(Op op, String args, String components) {
        return "Expr.of(new Op." + op.getClass().getSimpleName() + "(" + components + "), List.of(" + args + "))";
    }
}
