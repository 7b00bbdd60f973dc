package arignote.expr.print;

import arignote.Expr;
import arignote.expr.Along;
import arignote.expr.Op;
import arignote.expr.Operands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Expressions as an indented tree, in the manner of Theano's {@code debugprint}: a line for each operation, variable and
 * constant, with a mark, the type, and the name. What stands in several places is written out at the first one.
 */
public final class DebugPrint {
    /** Deeper lines begin with the number of their level: indented, the text of a long chain grows with its square. */
    private static final int INDENTED = 60;

    private final Names names;
    private final Map<Expr, String> marks = new IdentityHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** A line that is still to be written: what stands before it, and before the lines of its arguments. */
    private record Line(Expr e, int level, String before, String below) {}

    /** @param roots whose variables get letters together, if they have no names */
    public DebugPrint(List<Expr> roots) {
        names = new Names(roots);
    }

    /**
     * The trees of several expressions, one below the other.
     *
     * @throws IllegalArgumentException if one is null
     */
    public static String of(Expr... expressions) {
        List<Expr> roots = expressions == null ? Arrays.asList((Expr) null) : Arrays.asList(expressions);
        Operands.check("debugprint", roots);
        DebugPrint print = new DebugPrint(roots);
        roots.forEach(print::add);
        return print.toString();
    }

    /** Adds a line of words. */
    public void add(String words) {
        text.append(words).append('\n');
    }

    /** Adds the tree of an expression. */
    public void add(Expr root) {
        Deque<Line> open = new ArrayDeque<>();
        open.push(new Line(root, 0, "", ""));
        while (!open.isEmpty()) {
            Line line = open.pop();
            Expr e = line.e;
            boolean again = marks.containsKey(e);
            if (!again) {
                marks.put(e, mark(marks.size()));
            }
            boolean unnamed = e.name() == null || e.op() instanceof Op.Input || e.op() instanceof Op.State;
            text.append(line.before)
                    .append(label(e))
                    .append(" [id ")
                    .append(marks.get(e))
                    .append("] <")
                    .append(e.type())
                    .append(unnamed ? ">" : "> '" + e.name() + "'")
                    .append('\n');
            List<Expr> args = e.args();
            if (again && !args.isEmpty()) {
                text.append(line.below).append(" |...\n");
                continue;
            }
            for (int i = args.size() - 1; i >= 0; i--) {
                int level = line.level + 1;
                String below =
                        level < INDENTED ? line.below + (i == args.size() - 1 ? "  " : " |") : "(" + (level + 1) + ")";
                open.push(new Line(args.get(i), level, line.below + " |", below));
            }
        }
    }

    /** A, B, …, Z, BA, BB, … as Theano counts. */
    private static String mark(int i) {
        return i < 26 ? String.valueOf((char) ('A' + i)) : mark(i / 26) + mark(i % 26);
    }

    /** The operation with what it says besides its arguments. */
    private String label(Expr e) {
        Op op = e.op();
        return switch (op.tag()) {
            case INPUT, STATE -> names.of(e);
            case CONSTANT -> ((Op.Constant) op).value().toString();
            case CAST -> "cast{" + op.label() + "}";
            case REDUCE -> {
                Op.Reduce r = (Op.Reduce) op;
                List<String> words = new ArrayList<>(texts(r.axes()));
                if (r.keepDims()) {
                    words.add("keepdims");
                }
                yield op.label() + braces(words);
            }
            case SIZE -> op.label() + braces(texts(((Op.Size) op).axes()));
            case DOT -> {
                Op.Dot d = (Op.Dot) op;
                yield op.label() + "{" + braces(texts(d.left())) + braces(texts(d.right())) + "}";
            }
            case DIMSHUFFLE ->
                op.label()
                        + braces(((Op.DimShuffle) op)
                                .pattern().stream()
                                        .map(i -> i == Op.DimShuffle.NEW ? "x" : String.valueOf(i))
                                        .toList());
            case PART -> op.label() + along(((Op.Part) op).along());
            case PLACE -> op.label() + along(((Op.Place) op).along());
            case JOIN -> op.label() + braces(texts(List.of(((Op.Join) op).axis())));
            case ELEMENTWISE,
                    SHAPE,
                    SOFTMAX,
                    LOG_SOFTMAX,
                    RESHAPE,
                    BROADCAST_TO,
                    SUM_TO,
                    GATHER,
                    IOTA,
                    ARRAY,
                    IDENTITY -> op.label();
        };
    }

    /** Indices and slices, with an i for what an argument tells. */
    private static String along(List<Along> along) {
        return braces(List.of(Printer.along(along, Collections.nCopies(Along.numbers(along), "i"))));
    }

    private static List<String> texts(List<Integer> axes) {
        return axes.stream().map(String::valueOf).toList();
    }

    private static String braces(List<String> words) {
        return words.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
