package arignote.random;

/**
 * What random numbers of an expression can be, each with the elements of a draw as 64 bits: the bits of a double, or a
 * whole number. The numbers are those of NumPy's {@code Generator} from the same state.
 */
public enum Distribution {
    UNIFORM(false) {
        @Override
        long[] draw(Draw d) {
            return d.each(i -> Double.doubleToRawLongBits(d.draws().uniform()));
        }
    },
    NORMAL(false) {
        @Override
        long[] draw(Draw d) {
            return d.each(i -> Double.doubleToRawLongBits(d.draws().normal()));
        }
    },
    /** Normal numbers without those that are more than two standard deviations from the mean. */
    TRUNCATED_NORMAL(false) {
        @Override
        long[] draw(Draw d) {
            return d.each(i -> {
                double x;
                do {
                    x = d.draws().normal();
                } while (Math.abs(x) > 2);
                return Double.doubleToRawLongBits(x);
            });
        }
    },
    EXPONENTIAL(false) {
        @Override
        long[] draw(Draw d) {
            return d.each(i -> Double.doubleToRawLongBits(d.draws().exponential()));
        }
    },
    /** Of a number of trials and a probability. */
    BINOMIAL(true) {
        @Override
        long[] draw(Draw d) {
            Draw.Parameter n = d.parameter(0);
            Draw.Parameter p = d.parameter(1);
            return d.each(
                    i -> d.draws().binomial(Probabilities.trials(n.whole(i)), Probabilities.probability(p.real(i))));
        }
    },
    /** Of a mean. */
    POISSON(true) {
        @Override
        long[] draw(Draw d) {
            Draw.Parameter mean = d.parameter(0);
            return d.each(i -> d.draws().poisson(Probabilities.mean(mean.real(i))));
        }
    },
    /** From the first parameter to below the second. */
    INTEGERS(true) {
        @Override
        long[] draw(Draw d) {
            Draw.Parameter low = d.parameter(0);
            Draw.Parameter high = d.parameter(1);
            return d.each(i -> low.whole(i) + d.draws().upTo(Probabilities.last(low.whole(i), high.whole(i))));
        }
    },
    /** All numbers below the parameter in random order, along a last axis. */
    PERMUTATION(true) {
        @Override
        long[] draw(Draw d) {
            int n = d.size(0);
            return d.rows(n, (row, out, at) -> d.write(d.draws().permutation(n), out, at));
        }
    },
    /** Of a number of trials and of the probabilities of outcomes, which are a last axis. */
    MULTINOMIAL(true) {
        @Override
        long[] draw(Draw d) {
            Draw.Parameter n = d.parameter(0);
            Draw.Parameter p = d.rowParameter(1);
            double[] probabilities = d.outcomes(1);
            int size = d.outcomeCount(1);
            return d.rows(
                    size,
                    (row, out, at) -> d.draws()
                            .multinomial(
                                    Probabilities.trials(n.whole(row)),
                                    probabilities,
                                    p.place(row) * size,
                                    size,
                                    out,
                                    at));
        }
    },
    /** Different outcomes, as many as the first parameter says, one after the other by their shares in what is left. */
    DISTINCT_OUTCOMES(true) {
        @Override
        long[] draw(Draw d) {
            int n = d.size(0);
            Draw.Parameter p = d.rowParameter(1);
            return d.rows(n, (row, out, at) -> {
                double[] one = d.row(1, p.place(row));
                d.write(d.draws().distinct(one, Probabilities.sample(n, one)), out, at);
            });
        }
    },
    /** From 0 to below the parameter, the same one maybe several times. */
    CHOICE(true) {
        @Override
        long[] draw(Draw d) {
            long last = Probabilities.last(0, d.size(0));
            return d.each(i -> d.draws().upTo(last));
        }
    },
    /** From 0 to below the parameter, each at most once. */
    DISTINCT_CHOICE(true) {
        @Override
        long[] draw(Draw d) {
            int population = d.size(0);
            int[] chosen = d.draws().distinct(population, Probabilities.sample(d.count(), population));
            return d.each(i -> chosen[i]);
        }
    },
    /** From 0 to below the second parameter by the probabilities of the first, the same one maybe several times. */
    WEIGHTED_CHOICE(true) {
        @Override
        long[] draw(Draw d) {
            double[] cumulated = GeneratorDraws.cumulated(d.weights());
            return d.each(i -> GeneratorDraws.place(cumulated, d.draws().uniform()));
        }
    },
    /** From 0 to below the second parameter by the probabilities of the first, each at most once. */
    DISTINCT_WEIGHTED_CHOICE(true) {
        @Override
        long[] draw(Draw d) {
            double[] p = d.weights();
            int[] chosen = d.draws().distinct(p, Probabilities.sample(d.count(), p));
            return d.each(i -> chosen[i]);
        }
    };

    private final boolean whole;

    Distribution(boolean whole) {
        this.whole = whole;
    }

    /** Whether the numbers are whole ones. */
    boolean isWhole() {
        return whole;
    }

    /** The elements of a draw, row by row, as 64 bits each. */
    abstract long[] draw(Draw d);

    /** Its name in prints: {@code truncated_normal}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
