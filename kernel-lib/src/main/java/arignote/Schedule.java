package arignote;

import arignote.expr.Build;
import java.util.function.UnaryOperator;

/**
 * A learning rate that changes from step to step, for {@link Optimizer}: an expression of a counter, which the optimizer's
 * updates count on.
 *
 * <p>{@code Optimizer.sgd(Schedule.cosine(0.1, 10_000).warmUp(500))}
 */
public final class Schedule {
    private final UnaryOperator<Expr> rate;
    private final Shared counter = Arignote.shared(0L, "step");

    private Schedule(UnaryOperator<Expr> rate) {
        this.rate = rate;
    }

    /**
     * Any function of the number of steps taken so far.
     *
     * @param rate from a floatX scalar, 0 in the first step, to a floating scalar
     */
    public static Schedule of(UnaryOperator<Expr> rate) {
        return new Schedule(rate);
    }

    /** {@code start} times {@code factor} to the number of whole stretches of {@code every} steps behind. */
    public static Schedule step(double start, int every, double factor) {
        positive("step", every);
        return new Schedule(t -> T.pow(factor, T.floor(t.div(every))).times(start));
    }

    /** {@code start} times {@code factor} to the power of {@code t / steps}. */
    public static Schedule exponential(double start, double factor, int steps) {
        positive("exponential", steps);
        return new Schedule(t -> T.pow(factor, t.div(steps)).times(start));
    }

    /** {@code start / (1 + decay t)}. */
    public static Schedule inverseTime(double start, double decay) {
        return new Schedule(t -> T.div(start, t.times(decay).plus(1)));
    }

    /** From {@code start} down to 0 in that many steps, then 0: {@link #cosine(double, int, double)}. */
    public static Schedule cosine(double start, int steps) {
        return cosine(start, steps, 0);
    }

    /** Half a wave of the cosine from {@code start} down to {@code end} in that many steps, then {@code end}. */
    public static Schedule cosine(double start, int steps, double end) {
        positive("cosine", steps);
        return new Schedule(t -> T.cos(T.minimum(t, steps).times(Math.PI / steps))
                .plus(1)
                .times((start - end) / 2)
                .plus(end));
    }

    /** In a straight line from {@code start} to {@code end} in that many steps, then {@code end}. */
    public static Schedule linear(double start, double end, int steps) {
        positive("linear", steps);
        return new Schedule(t -> T.minimum(t.div(steps), 1).times(end - start).plus(start));
    }

    /**
     * This schedule behind that many steps in which the rate grows in a straight line, from {@code 1 / steps} of what this one
     * starts with; its own steps are counted from there.
     */
    public Schedule warmUp(int steps) {
        positive("warmUp", steps);
        return new Schedule(t -> rate.apply(T.maximum(t.minus(steps), 0))
                .times(T.minimum(t.plus(1).div(steps), 1)));
    }

    private static void positive(String what, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(what + " takes at least 1 step, not " + steps);
        }
    }

    /** The learning rate of the next step. */
    public Expr rate() {
        return rate.apply(Build.cast(counter, Config.floatX()));
    }

    /** The number of steps taken, an int64 scalar; set it to go on where an earlier training ended. */
    public Shared counter() {
        return counter;
    }

    /** What counts a step; {@link Optimizer#updates} have it among them. */
    public Update update() {
        return Arignote.update(counter, counter.plus(1));
    }
}
