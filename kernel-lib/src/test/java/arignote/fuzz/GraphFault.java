package arignote.fuzz;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarOp.*;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.T;
import arignote.Update;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mistake that a backend could make, put into the graph before the interpreter runs it: the differential test has to
 * find it.
 *
 * @param mistake what becomes of a node, or null for those that it leaves alone
 */
record GraphFault(String name, UnaryOperator<Expr> mistake) {
    private static final List<GraphFault> VALUES = List.of(
            of("a sum as a difference", e -> is(e, ADD) && arithmetic(e) ? scalar(SUBTRACT, a(e), b(e)) : null),
            of("operands of a difference swapped", e -> is(e, SUBTRACT) ? scalar(SUBTRACT, b(e), a(e)) : null),
            of("operands of a quotient swapped", e -> is(e, DIVIDE) ? scalar(DIVIDE, b(e), a(e)) : null),
            of("operands of a remainder swapped", e -> is(e, REMAINDER) ? scalar(REMAINDER, b(e), a(e)) : null),
            of("a product as a sum", e -> is(e, MULTIPLY) ? scalar(ADD, a(e), b(e)) : null),
            of("< as <=", e -> is(e, LT) ? scalar(LE, a(e), b(e)) : null),
            of(">= as >", e -> is(e, GE) ? scalar(GT, a(e), b(e)) : null),
            of("a sign lost", e -> is(e, NEGATE) ? a(e) : null),
            of(
                    "the branches of where swapped",
                    e -> is(e, WHERE) ? scalar(WHERE, a(e), e.args().get(2), b(e)) : null),
            of("maximum as minimum", e -> is(e, MAXIMUM) ? scalar(MINIMUM, a(e), b(e)) : null),
            of(
                    "NaN lost in maximum",
                    e -> is(e, MAXIMUM) && arithmetic(e) ? scalar(WHERE, T.gt(a(e), b(e)), a(e), b(e)) : null),
            of("a mean as a sum", e -> reduced(e, ReduceOp.MEAN, ReduceOp.SUM)),
            of("max as min", e -> reduced(e, ReduceOp.MAX, ReduceOp.MIN)),
            of("argmax as argmin", e -> reduced(e, ReduceOp.ARGMAX, ReduceOp.ARGMIN)),
            of("another axis", GraphFault::anotherAxis),
            of(
                    "a sum in single precision",
                    e -> reduced(e, ReduceOp.SUM) && e.type().dtype() == DType.FLOAT64
                            ? Build.cast(Expr.of(e.op(), List.of(Build.cast(a(e), DType.FLOAT32))), DType.FLOAT64)
                            : null),
            of(
                    "an exponential that is off by 2^-40",
                    e -> is(e, EXP) && e.type().dtype() == DType.FLOAT64 ? e.times(1 + 0x1p-40) : null),
            of(
                    "log1p that cancels",
                    e -> is(e, LOG1P) ? T.log(Build.cast(a(e), e.type().dtype()).plus(1)) : null),
            of(
                    "a rounding to float32 left out",
                    e -> is(e, MULTIPLY) && e.type().dtype() == DType.FLOAT32
                            ? Build.cast(
                                    Build.cast(a(e), DType.FLOAT64).times(b(e)).times(1 + 0x1p-25), DType.FLOAT32)
                            : null),
            of(
                    "the first element instead of the one asked for",
                    e -> isIndex(e)
                            ? Build.index(
                                    a(e),
                                    e.args().subList(1, e.args().size()).stream()
                                            .map(i -> Build.whole(0))
                                            .toList())
                            : null),
            of(
                    "a matrix not transposed",
                    e -> e.op() instanceof Op.DimShuffle d && d.pattern().equals(List.of(1, 0))
                            ? Build.reshape(a(e), Build.shape(e), 2)
                            : null),
            of(
                    "a softmax not divided",
                    e -> e.op() instanceof Op.Softmax
                            ? T.exp(Build.cast(a(e), e.type().dtype()))
                            : null),
            of("a sum over broadcast axes as a mean", e -> e.op() instanceof Op.SumTo ? e.div(2) : null),
            of(
                    "a whole number cut to 32 bits",
                    e -> e.type().dtype() == DType.INT64 && is(e, MULTIPLY)
                            ? Build.cast(Build.cast(e, DType.INT32), DType.INT64)
                            : null));

    /** Those that make no difference where everything fits. */
    private static final List<GraphFault> REFUSALS = List.of(
            of("an axis of any length left out", GraphFault::leftOut),
            of("an index out of range as the last or the first one", GraphFault::clamped),
            of(
                    "a negative power of a whole number as 1",
                    e -> is(e, POWER) && e.type().dtype().isInteger()
                            ? scalar(POWER, a(e), scalar(MAXIMUM, b(e), Build.number(0, b(e))))
                            : null));

    static final List<GraphFault> ALL =
            Stream.of(VALUES, REFUSALS).flatMap(List::stream).toList();

    /** A function of many, in the form that shows such mistakes. */
    Case graph(long seed) {
        Case c = Generator.of(seed);
        return REFUSALS.contains(this) ? Misfit.withIndicesBrought(c) : c;
    }

    /** What the differential test finds. */
    Optional<Check.Failure> failure(Case c) {
        Check check = new Check(List.of(setting()));
        return REFUSALS.contains(this) ? check.failure(c) : check.failure(c, List.of());
    }

    private static GraphFault of(String name, UnaryOperator<Expr> mistake) {
        return new GraphFault(name, mistake);
    }

    private static boolean is(Expr e, ScalarOp op) {
        return e.op() instanceof Op.Elementwise w && w.op() == op;
    }

    private static boolean arithmetic(Expr e) {
        return e.type().dtype() != DType.BOOL;
    }

    private static Expr a(Expr e) {
        return e.args().get(0);
    }

    private static Expr b(Expr e) {
        return e.args().get(1);
    }

    private static boolean reduced(Expr e, ReduceOp kind) {
        return e.op() instanceof Op.Reduce r && r.kind() == kind;
    }

    private static Expr reduced(Expr e, ReduceOp kind, ReduceOp by) {
        return e.op() instanceof Op.Reduce r && r.kind() == kind
                ? Build.cast(
                        Expr.of(new Op.Reduce(by, r.axes(), r.keepDims()), e.args()),
                        e.type().dtype())
                : null;
    }

    /** A sum over one axis of a matrix as a sum over the other: a wrong stride. */
    private static Expr anotherAxis(Expr e) {
        return e.op() instanceof Op.Reduce r
                        && r.axes().size() == 1
                        && a(e).type().rank() == 2
                ? Expr.of(new Op.Reduce(r.kind(), List.of(1 - r.axes().get(0)), r.keepDims()), e.args())
                : null;
    }

    /** An axis that is left out is not looked at: of several elements the greatest stays. */
    private static Expr leftOut(Expr e) {
        if (!(e.op() instanceof Op.DimShuffle d)
                || d.dropped(a(e).type().rank()).isEmpty()) {
            return null;
        }
        List<Integer> dropped = d.dropped(a(e).type().rank());
        Expr rest = Expr.of(new Op.Reduce(ReduceOp.MAX, dropped, false), List.of(a(e)));
        return Build.dimshuffle(
                rest,
                d.pattern().stream()
                        .map(i -> i - (int) dropped.stream().filter(k -> k < i).count())
                        .toList());
    }

    /** Whether whole numbers alone tell which part is taken. */
    private static boolean isIndex(Expr e) {
        return e.op() instanceof Op.Part p && p.along().stream().allMatch(Along.At.class::isInstance);
    }

    private static Expr clamped(Expr e) {
        if (!(isIndex(e))) {
            return null;
        }
        List<Expr> at = new ArrayList<>();
        for (int axis = 0; axis < e.args().size() - 1; axis++) {
            Expr n = Build.size(a(e), List.of(axis), DType.INT64);
            at.add(scalar(MINIMUM, scalar(MAXIMUM, e.args().get(axis + 1), n.negate()), n.minus(1)));
        }
        return Build.index(a(e), at);
    }

    /** The interpreter with this mistake. */
    Setting setting() {
        return new Setting(
                name, name, arguments -> Setting.INTERPRETER.compile().apply(faulty(arguments)));
    }

    private List<FunctionArgument> faulty(List<FunctionArgument> arguments) {
        Map<Expr, Expr> by = new IdentityHashMap<>();
        List<FunctionArgument> result = new ArrayList<>();
        for (FunctionArgument f : arguments) {
            if (f instanceof FunctionArgument.Outputs o) {
                result.add(new FunctionArgument.Outputs(
                        o.expressions().stream().<Expr>map(e -> faulty(e, by)).toList()));
            } else if (f instanceof Update u) {
                result.add(new Update(u.target(), faulty(u.value(), by)));
            } else {
                result.add(f);
            }
        }
        result.add(new FunctionArgument.OnUnusedInput("ignore"));
        return result;
    }

    private Expr faulty(Expr root, Map<Expr, Expr> by) {
        for (Expr e : Graphs.topological(List.of(root))) {
            by.computeIfAbsent(e, x -> {
                List<Expr> args = x.args().stream().map(by::get).toList();
                Expr now = args.equals(x.args()) ? x : Expr.of(x.op(), args);
                Expr wrong = x.op().isLeaf() ? null : mistake.apply(now);
                return wrong == null ? now : wrong;
            });
        }
        return by.get(root);
    }
}
