package arignote;

import arignote.control.ScanBuilder;
import arignote.expr.Build;
import java.util.List;

/**
 * A loop in an expression. It is told what it goes over, what it carries from step to step and what a step does:
 *
 * <pre>{@code
 * Scan power = T.scan().state(T.onesLike(A)).steps(k).step(prior -> prior.times(A));
 * Expr result = power.last();
 * }</pre>
 *
 * A step is a function of the elements of the sequences, then of the states' values before, each tap by itself, in the order
 * in which they were named. It returns the new value of each state, then other results; {@link #until} ends the loop.
 * Whatever else the step uses may be used as it is. Outputs hold the results of all steps along their first axis.
 */
public final class Scan {
    private final List<Expr> outputs;
    private final List<Update> updates;

    private Scan(List<Expr> outputs, List<Update> updates) {
        this.outputs = outputs;
        this.updates = updates;
    }

    /** The results of all steps: of each state, then the others. */
    public List<Expr> outputs() {
        return outputs;
    }

    /** The results of all steps, of the only state or result. */
    public Expr output() {
        if (outputs.size() != 1) {
            throw new IllegalArgumentException(
                    "output() is for a scan with one result, and this one has " + outputs.size() + "; use output(0)");
        }
        return outputs.get(0);
    }

    /** The results of all steps. */
    public Expr output(int k) {
        if (k < 0 || k >= outputs.size()) {
            throw new IllegalArgumentException("output(" + k + ") of a scan that has " + outputs.size());
        }
        return outputs.get(k);
    }

    /** The result of the last step, of the only state or result. */
    public Expr last() {
        return Build.index(output(), List.of(Build.whole(-1)));
    }

    /** The result of the last step. */
    public Expr last(int k) {
        return Build.index(output(k), List.of(Build.whole(-1)));
    }

    /**
     * The new values of shared variables that a step changes, as the states of random streams are: for
     * {@link Arignote#updates}.
     */
    public List<Update> updates() {
        return updates;
    }

    /** The results of a step after which the loop ends if the condition holds. */
    public static Until until(Object condition, Object... results) {
        return new Until(condition, List.of(results));
    }

    /** What {@link Scan#until} has made. */
    public record Until(Object condition, List<Object> results) {}

    /** A step that reads nothing of a sequence or a state. */
    @FunctionalInterface
    public interface Step0 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of();
    }

    /** A step that reads one value. */
    @FunctionalInterface
    public interface Step1 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(Expr a);
    }

    /** A step that reads two values. */
    @FunctionalInterface
    public interface Step2 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(Expr a, Expr b);
    }

    /** A step that reads three values. */
    @FunctionalInterface
    public interface Step3 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(Expr a, Expr b, Expr c);
    }

    /** A step that reads four values. */
    @FunctionalInterface
    public interface Step4 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(Expr a, Expr b, Expr c, Expr d);
    }

    /** A step that reads five values. */
    @FunctionalInterface
    public interface Step5 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(Expr a, Expr b, Expr c, Expr d, Expr e);
    }

    /** A step that reads six values. */
    @FunctionalInterface
    public interface Step6 {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(Expr a, Expr b, Expr c, Expr d, Expr e, Expr f);
    }

    /** A step that reads any number of values. */
    @FunctionalInterface
    public interface Steps {
        /** An expression, a list of them, or {@link Scan#until}. */
        Object of(List<Expr> values);
    }

    /** A scan that is being described. */
    public static final class Builder {
        private final ScanBuilder builder = new ScanBuilder();

        Builder() {}

        /** Goes over the first axis of a sequence. */
        public Builder sequence(Expr sequence) {
            builder.sequence(sequence, 0);
            return this;
        }

        /** Goes over a sequence and reads, at step t, its elements t + tap for each of the taps. */
        public Builder sequence(Expr sequence, int... taps) {
            builder.sequence(sequence, taps);
            return this;
        }

        /** Goes over several sequences together. */
        public Builder sequences(Expr... sequences) {
            for (Expr s : sequences) {
                builder.sequence(s, 0);
            }
            return this;
        }

        /** Carries a value from step to step, which is {@code first} before the first one. */
        public Builder state(Object first) {
            builder.state(first, -1);
            return this;
        }

        /**
         * Carries the values of several steps: at step t those of the steps t + tap for each of the taps, which are
         * negative. {@code first} has along its first axis what was there before the first step, the oldest first.
         */
        public Builder state(Object first, int... taps) {
            builder.state(first, taps);
            return this;
        }

        /** Takes so many steps: a whole number or an expression of one; else as many as the shortest sequence has. */
        public Builder steps(Object n) {
            builder.steps(n);
            return this;
        }

        /** Goes over the sequences from their ends. */
        public Builder backwards() {
            builder.backwards();
            return this;
        }

        /** Lets gradients go back through so many steps at most. */
        public Builder truncateGradient(int steps) {
            builder.truncateGradient(steps);
            return this;
        }

        private Scan made(Steps step) {
            ScanBuilder.Made made = builder.step(step::of);
            return new Scan(made.outputs(), made.updates());
        }

        /** The loop, by a step that reads nothing of a sequence or a state, such as random numbers. */
        public Scan step(Step0 step) {
            builder.needs(0);
            return made(v -> step.of());
        }

        /** The loop, by a step that reads one value. */
        public Scan step(Step1 step) {
            builder.needs(1);
            return made(v -> step.of(v.get(0)));
        }

        /** The loop, by a step that reads two values. */
        public Scan step(Step2 step) {
            builder.needs(2);
            return made(v -> step.of(v.get(0), v.get(1)));
        }

        /** The loop, by a step that reads three values. */
        public Scan step(Step3 step) {
            builder.needs(3);
            return made(v -> step.of(v.get(0), v.get(1), v.get(2)));
        }

        /** The loop, by a step that reads four values. */
        public Scan step(Step4 step) {
            builder.needs(4);
            return made(v -> step.of(v.get(0), v.get(1), v.get(2), v.get(3)));
        }

        /** The loop, by a step that reads five values. */
        public Scan step(Step5 step) {
            builder.needs(5);
            return made(v -> step.of(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4)));
        }

        /** The loop, by a step that reads six values. */
        public Scan step(Step6 step) {
            builder.needs(6);
            return made(v -> step.of(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
        }

        /** The loop, by a step that reads any number of values. */
        public Scan steps(Steps step) {
            return made(step);
        }
    }
}
