package arignote.eager;

import arignote.Config;
import arignote.Expr;
import arignote.Shared;
import arignote.Slice;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;
import arignote.expr.TestValues;
import arignote.expr.print.Printer;
import arignote.function.interpret.Interpreter;
import arignote.function.interpret.NewValues;
import arignote.function.interpret.TensorOps;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts on the tape what makes expressions: variables among its operands are handed over as inputs, and the expressions that
 * it makes of these are recorded operation by operation.
 *
 * <p>Shapes are known at once. Whole numbers that decide about them are computed for that, and so is what a library
 * computes. Fixed numbers are values as those of variables are, so that the next expression with other ones needs no other
 * code; but for exponents, and a few numbers that equations look for.
 */
final class Application {
    /** Up to so many whole numbers are computed at once if all arguments are there: as many as a shape may have. */
    private static final int FEW = 16;

    /** Makes expressions of operands, in which variables have become expressions. */
    interface Maker extends Function<Object[], List<Expr>> {}

    /** That something symbolic is among the operands. */
    private static final class WithoutValue extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        WithoutValue(Expr e) {
            super("apply found " + Printer.quoted(e)
                    + ", which has no value; what is computed at once is made of variables, numbers and arrays");
        }
    }

    private final Map<TapeNode, Expr> inputs = new IdentityHashMap<>();
    private final Map<Variable, Expr> variables = new IdentityHashMap<>();
    private final Map<Expr, TapeNode> nodes = new IdentityHashMap<>();

    private Application() {}

    /** What {@code make} says of the operands: variables, numbers, arrays; also in lists and slices. */
    static Variable one(Function<Object[], Expr> make, Object... operands) {
        return all(given -> Collections.singletonList(make.apply(given)), operands)
                .get(0);
    }

    /**
     * The same of what makes several expressions.
     *
     * @throws IllegalArgumentException if something does not fit, in words that say how the variables were computed
     * @throws ArithmeticException as functions do
     */
    static List<Variable> all(Maker make, Object... operands) {
        return TestValues.without(() -> {
            Map<Variable, TapeNode> now = new IdentityHashMap<>();
            for (Object operand : operands) {
                mapped(operand, v -> now.computeIfAbsent(v, Variable::node));
            }
            List<Variable> given = List.copyOf(now.keySet());
            List<TapeNode> values = given.stream().map(now::get).toList();
            try {
                return new Application().recorded(make, operands, given, values, null);
            } catch (WithoutValue wrong) {
                throw wrong;
            } catch (IllegalArgumentException | ArithmeticException wrong) {
                if (!values.isEmpty()) {
                    tell(make, operands, given, values);
                }
                throw wrong;
            }
        });
    }

    /** Once more, with all that the variables were computed from, for the sentence. */
    private static void tell(Maker make, Object[] operands, List<Variable> given, List<TapeNode> values) {
        try {
            new Application().recorded(make, operands, given, values, Tape.exprs(values));
        } catch (WithoutValue inside) {
            // it took an operand to pieces, and the sentence without names is right
        }
    }

    private List<Variable> recorded(
            Maker make, Object[] operands, List<Variable> given, List<TapeNode> values, List<Expr> whole) {
        for (int i = 0; i < given.size(); i++) {
            TapeNode n = values.get(i);
            Expr input = whole != null ? whole.get(i) : inputs.computeIfAbsent(n, k -> Build.input(null, k.type()));
            variables.put(given.get(i), input);
            nodes.put(input, n);
        }
        Object[] called =
                Arrays.stream(operands).map(o -> mapped(o, variables::get)).toArray();
        List<Expr> made = make.apply(called);
        Operands.check("apply", made == null ? Collections.singletonList(null) : made);
        List<Expr> roots = new ArrayList<>(made);
        int count = roots.size();
        List<Shared> targets = new ArrayList<>();
        NewValues.addDefaults(targets, roots, s -> false, e -> e);
        record(roots);
        List<HostArray> updates = roots.subList(count, roots.size()).stream()
                .map(e -> copy(nodes.get(e).known()))
                .toList();
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).store(updates.get(i)); // all together, after all were computed
        }
        return roots.subList(0, count).stream()
                .map(e -> new Variable(result(nodes.get(e))))
                .toList();
    }

    /** {@code operand} with the variables in it replaced. */
    private static Object mapped(Object operand, Function<Variable, ?> by) {
        if (operand instanceof Variable v) {
            return by.apply(v);
        }
        if (operand instanceof Slice s) {
            return new Slice(mapped(s.start(), by), mapped(s.stop(), by), mapped(s.step(), by));
        }
        if (operand instanceof List<?> l && l.stream().anyMatch(Variable.class::isInstance)) {
            return l.stream().map(o -> mapped(o, by)).toList();
        }
        if (operand instanceof Object[] a && (a.getClass() == Object[].class || a instanceof Variable[])) {
            return Arrays.stream(a).map(o -> mapped(o, by)).toArray();
        }
        return operand;
    }

    /** A value that several variables may have, and none of them changes. */
    private static TapeNode result(TapeNode n) {
        n.read = true;
        return n.op instanceof Op.Constant c ? TapeNode.given(copy(c.value()), null) : n;
    }

    private static HostArray copy(HostArray value) {
        return HostArray.copyOf(value.dtype(), value.shape(), value.elements());
    }

    private void record(List<Expr> roots) {
        for (Expr e : Graphs.topological(roots, nodes.keySet())) {
            nodes.put(e, record(e));
        }
    }

    private TapeNode record(Expr e) {
        List<TapeNode> args = e.args().stream().map(nodes::get).toList();
        return switch (e.op().tag()) {
            case INPUT -> throw new WithoutValue(e);
            case STATE -> TapeNode.given(((Shared) e).host(null), null);
            case CONSTANT -> TapeNode.constant(((Op.Constant) e.op()).value());
            case SHAPE -> TapeNode.constant(HostArray.vector(args.get(0).shape));
            case SIZE ->
                TapeNode.constant(HostArray.ofLongs(
                        e.type().dtype(), new long[0], new long[] {size((Op.Size) e.op(), args.get(0).shape)}));
            case ARRAY -> TapeNode.computed(e.op(), args, library(e, args));
            default -> isFixed(e, args) ? fixed(e, args) : later(e, args);
        };
    }

    private static HostArray library(Expr e, List<TapeNode> args) {
        if (!Config.nanGuard()) {
            return ((Op.Array) e.op())
                    .op()
                    .compute(e, args.stream().map(TapeNode::known).toList());
        }
        Map<Expr, Tensor> known = new IdentityHashMap<>();
        for (int i = 0; i < args.size(); i++) {
            known.put(e.args().get(i), new Tensor(args.get(i).known()));
        }
        List<Expr> inputs = List.copyOf(known.keySet());
        return new Interpreter(inputs, List.of(e))
                .run(inputs.stream().map(known::get).toList())
                .get(0)
                .host();
    }

    private static long size(Op.Size op, long[] shape) {
        return op.axes().stream().mapToLong(axis -> shape[axis]).reduce(1, (a, b) -> a * b);
    }

    /** Whether this follows from a few numbers that are there: what decides about a shape, mostly. */
    private static boolean isFixed(Expr e, List<TapeNode> args) {
        boolean few = switch (e.op().tag()) {
            case ELEMENTWISE, CAST, REDUCE, DIMSHUFFLE, RESHAPE, PART, JOIN -> true;
            default -> false;
        };
        boolean whole = e.type().dtype().isInteger() && args.stream().allMatch(a -> a.dtype.isInteger() && !a.tracked);
        boolean fixed = args.stream().allMatch(a -> a.op instanceof Op.Constant);
        return few && (whole || fixed) && args.stream().allMatch(a -> a.value != null && a.size() <= FEW);
    }

    private static TapeNode fixed(Expr e, List<TapeNode> args) {
        HostArray value = TensorOps.compute(
                        e, args.stream().map(a -> new Tensor(a.value)).toList())
                .host();
        return TapeNode.constant(value);
    }

    private static TapeNode later(Expr e, List<TapeNode> given) {
        List<TapeNode> args = new ArrayList<>(given);
        long[] shape = TensorOps.shape(
                e, args.stream().map(a -> a.shape).toList(), k -> args.get(k).known());
        if (e.op() instanceof Op.Reshape) {
            args.set(1, TapeNode.constant(HostArray.vector(shape))); // what is left is known now
        }
        boolean power = e.op() instanceof Op.Elementwise w && w.op() == ScalarOp.POWER;
        for (int i = 0; i < args.size(); i++) {
            TapeNode n = args.get(i);
            if (n.op instanceof Op.Constant c && n.shape.length == 0 && (power && i == 1 || isSought(c.value()))) {
                args.set(i, TapeNode.structure(c.value()));
            }
        }
        return TapeNode.recorded(e, args, shape);
    }

    /** Whether equations look for such a number. */
    private static boolean isSought(HostArray number) {
        double v = number.doubleAt(0);
        return number.dtype().isFloat() && (v == 0 || Math.abs(v) == 1 || v == 2 || v == 0.5);
    }
}
