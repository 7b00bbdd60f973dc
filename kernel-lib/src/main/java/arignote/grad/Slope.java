package arignote.grad;

import static arignote.expr.Build.constant;
import static arignote.expr.Build.scalar;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A gradient on its way through the graph, and where it counts. A branch that was not taken has the gradient 0 whatever
 * lies behind it: so 0 is put in its place at the end, and not multiplied with derivatives that may be infinite there.
 *
 * @param value the gradient where it counts, anything elsewhere
 * @param factor what the value is yet to be multiplied by, or null; see {@link Roots}
 * @param choices it counts where all of these hold
 * @param clean whether the value is 0 wherever it does not count
 */
record Slope(Expr value, Expr factor, List<Choice> choices, boolean clean) {
    /**
     * A branch.
     *
     * @param condition a bool of the value's shape, or one that broadcasts to it
     * @param taken whether the branch is taken where the condition holds, or where it does not
     */
    record Choice(Expr condition, boolean taken) {
        Expr holds() {
            return taken ? condition : scalar(ScalarOp.WHERE, condition, constant(false), constant(true));
        }
    }

    static Slope everywhere(Expr value) {
        return new Slope(value, null, List.of(), true);
    }

    /** What one row of the table of operations gives: {@code where(c, x, 0)} and {@code where(c, 0, x)} say where. */
    static Slope of(Expr e) {
        if (e.op() instanceof Op.Elementwise w && w.op() == ScalarOp.WHERE) {
            Expr condition = e.args().get(0);
            if (isZero(e.args().get(2))) {
                return new Slope(e.args().get(1), null, List.of(new Choice(condition, true)), false);
            }
            if (isZero(e.args().get(1))) {
                return new Slope(e.args().get(2), null, List.of(new Choice(condition, false)), false);
            }
        }
        return everywhere(e);
    }

    /** The value times the factor. */
    Expr product() {
        return factor == null ? value : value.times(factor);
    }

    /** The gradient, 0 where it does not count. */
    Expr whole() {
        Expr whole = product();
        for (int i = clean ? -1 : choices.size() - 1; i >= 0; i--) {
            Choice c = choices.get(i);
            whole = c.taken
                    ? scalar(ScalarOp.WHERE, c.condition, whole, zero(whole))
                    : scalar(ScalarOp.WHERE, c.condition, zero(whole), whole);
        }
        return whole;
    }

    /** A bool that says where it counts, or null: everywhere. */
    Expr live() {
        return choices.stream()
                .map(Choice::holds)
                .reduce((a, b) -> scalar(ScalarOp.WHERE, a, b, constant(false)))
                .orElse(null);
    }

    /** The same, where other choices hold as well. */
    Slope where(List<Choice> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<Choice> all = new ArrayList<>(others);
        all.addAll(choices);
        return new Slope(value, factor, List.copyOf(all), false);
    }

    Slope where(Expr condition) {
        List<Choice> all = new ArrayList<>(choices);
        all.add(new Choice(condition, true));
        return new Slope(value, factor, List.copyOf(all), false);
    }

    /** The same, yet to be multiplied by another factor, or by none. */
    Slope times(Expr other) {
        return new Slope(value, other, choices, clean);
    }

    /** Moved to another shape, with where it counts. */
    Slope moved(UnaryOperator<Expr> move) {
        List<Choice> there = choices.stream()
                .map(c -> new Choice(move.apply(c.condition), c.taken))
                .toList();
        return new Slope(move.apply(value), factor == null ? null : move.apply(factor), there, clean);
    }

    /** Another value that counts at the same places. */
    Slope with(Expr other, boolean isClean) {
        return new Slope(other, factor, choices, isClean || choices.isEmpty());
    }

    /** The sum. Of the two branches of one choice it is the one or the other. */
    Slope plus(Slope other) {
        int last = choices.size() - 1;
        boolean branches = last >= 0
                && other.choices.size() == last + 1
                && choices.get(last).condition == other.choices.get(last).condition
                && choices.get(last).taken != other.choices.get(last).taken
                && choices.subList(0, last).equals(other.choices.subList(0, last));
        if (branches) {
            Choice c = choices.get(last);
            Expr either = scalar(
                    ScalarOp.WHERE,
                    c.condition,
                    (c.taken ? this : other).product(),
                    (c.taken ? other : this).product());
            return new Slope(either, null, choices.subList(0, last), last == 0);
        }
        boolean dead = !choices.isEmpty() && !other.choices.isEmpty();
        Expr live = dead ? scalar(ScalarOp.WHERE, live(), constant(true), other.live()) : null;
        return new Slope(whole().plus(other.whole()), null, dead ? List.of(new Choice(live, true)) : List.of(), true);
    }

    Slope cast(DType dtype) {
        return new Slope(Build.cast(value, dtype), factor == null ? null : Build.cast(factor, dtype), choices, clean);
    }

    private static boolean isZero(Expr e) {
        return e.op() instanceof Op.Constant c && c.value().isScalar(0);
    }

    private static Expr zero(Expr like) {
        return constant(Literal.scalar(like.type().dtype(), 0));
    }
}
