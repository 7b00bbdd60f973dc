package arignote.expr;

import arignote.Config;
import arignote.Expr;
import arignote.Shared;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Values that variables have for a try. While the setting computeTestValue is on, each expression that a reader makes is
 * computed from them at once, so that shapes that do not match are told at the line that brings them together.
 */
public final class TestValues {
    private static final Map<Expr, INDArray> VALUES = Collections.synchronizedMap(new WeakHashMap<>());
    private static final ThreadLocal<Boolean> OFF = ThreadLocal.withInitial(() -> false);

    private TestValues() {}

    /**
     * Gives an expression a test value.
     *
     * @param value of the kinds that a function takes
     * @throws IllegalArgumentException if the value does not fit its type, or it has one of its own
     */
    public static void put(Expr e, Object value) {
        if (e instanceof Shared || e.op() instanceof Op.Constant) {
            throw new IllegalArgumentException(Printer.quoted(e)
                    + (e instanceof Shared ? " is a shared variable" : " is a constant")
                    + ", whose own value is its test value");
        }
        VALUES.put(e, Evaluator.get().array(value, e.type(), "the test value of " + called(e)));
    }

    /** A copy of the test value, or null if there is none. */
    public static INDArray get(Expr e) {
        INDArray value = value(e);
        return value == null ? null : value.dup();
    }

    private static INDArray value(Expr e) {
        return e instanceof Shared || e.op() instanceof Op.Constant
                ? Evaluator.get().operation(e, List.of())
                : VALUES.get(e);
    }

    /**
     * An expression that was just made; its test value is computed if the setting says so.
     *
     * @throws IllegalArgumentException if an operation refuses its arguments, or if a variable has no test value and the
     *     setting is {@code raise}
     */
    public static Expr made(Expr e) {
        if (Config.computesTestValues() && !e.op().isLeaf() && !OFF.get()) {
            compute(e);
        }
        return e;
    }

    /** Runs something that makes expressions of its own, for which nobody has test values. */
    public static <R> R without(Supplier<R> action) {
        boolean before = OFF.get();
        OFF.set(true);
        try {
            return action.get();
        } finally {
            OFF.set(before);
        }
    }

    private static void compute(Expr root) {
        Map<Expr, INDArray> known = new IdentityHashMap<>();
        List<Expr> order = Graphs.topological(
                List.of(root), Collections.<Expr>emptySet(), e -> VALUES.containsKey(e) ? List.of() : e.args());
        for (Expr e : order) {
            INDArray value = value(e);
            if (value == null && e.op() instanceof Op.Input) {
                tellMissing(root, e);
                return;
            }
            if (value == null) {
                List<INDArray> args = new ArrayList<>();
                e.args().forEach(a -> args.add(known.get(a)));
                value = Evaluator.get().operation(e, args);
                VALUES.put(e, value);
            }
            known.put(e, value);
        }
    }

    /** Variables without a name are the library's own, or nobody could be told which one it is. */
    private static void tellMissing(Expr root, Expr variable) {
        String policy = Config.get("computeTestValue");
        if (variable.name() == null || policy.equals("ignore")) {
            return;
        }
        List<String> both = Printer.quoted(List.of(variable, root));
        String sentence = both.get(0) + " has no test value, and " + both.get(1) + " is made of it; give it one by "
                + variable.name() + ".testValue(…), or set computeTestValue to ignore";
        if (policy.equals("raise")) {
            throw new IllegalArgumentException(sentence);
        }
        Warnings.say("warning: " + sentence);
    }

    private static String called(Expr e) {
        return e.name() == null && e.op().isLeaf() ? "an unnamed " + e.type() : Printer.quoted(e);
    }
}
