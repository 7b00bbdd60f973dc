package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;
import arignote.expr.ShapeOf;
import arignote.expr.Shaping;
import arignote.expr.print.Printer;
import arignote.random.Distribution;
import arignote.random.Probabilities;
import arignote.random.Sampling;
import arignote.random.SeedSequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Random numbers in expressions, as Theano's {@code RandomStreams} has them: each method gives an expression whose value
 * is drawn anew by each call of a function that needs it.
 *
 * <pre>{@code
 * var srng = new RandomStreams(234);
 * Expr noise = srng.normal(x.shape(), 0, 0.1);
 * Expr mask = srng.binomial(x.shape(), 0.5, "floatX");
 * CompiledFunction f = function(inputs(x), outputs(x.plus(noise).times(mask)));
 * }</pre>
 *
 * <p>Two expressions are drawn independently of one another; within one call an expression has one value, wherever it
 * stands. The state of each is a shared variable ({@link #state}), which every function that needs the expression updates
 * by itself. The numbers are those of NumPy: expression k, counted from 0, of {@code new RandomStreams(seed)} has those of
 * {@code default_rng(SeedSequence(seed).spawn(k + 1)[k])}, as in PyTensor. In float32 they are rounded, and uniform ones
 * stay below 1.
 *
 * <p><b>Sizes</b> are a whole number, a symbolic one, a list of these ({@code List.of(n, 3)}), an {@code int[]} or
 * {@code long[]}, or the shape of an expression ({@code x.shape()}); null means the shape that the parameters have.
 * <b>Parameters</b> are expressions, numbers or arrays, repeated to the size as in NumPy. Uniform, normal and exponential
 * numbers are computed from standard ones, so they have gradients by their parameters; the others have none.
 * <b>Types</b> are floatX for real numbers and int64 for whole ones, or what a last argument says ({@code "floatX"}).
 *
 * <p>Parameters that are no such parameters, a negative probability for instance, are refused with an
 * {@code IllegalArgumentException} when the numbers are drawn, or at once where they are no expressions.
 */
public final class RandomStreams {
    private final Map<Shared, Expr> updates = new LinkedHashMap<>();
    private final Map<Expr, Shared> states = new WeakHashMap<>(); // of what the methods gave
    private SeedSequence seeds;

    /** Streams from the seed 12345, which Theano's {@code MRG_RandomStreams()} has. */
    public RandomStreams() {
        this(12345);
    }

    /**
     * @param seed 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public RandomStreams(long seed) {
        seeds = new SeedSequence(BigInteger.valueOf(seed));
    }

    /** Numbers uniform on [0, 1). */
    public Expr uniform(Object size) {
        return uniform(size, 0, 1);
    }

    /** Numbers uniform on [low, high). */
    public Expr uniform(Object size, Object low, Object high) {
        return uniform(size, low, high, null);
    }

    /** Numbers uniform on [low, high), of a floating dtype. */
    public Expr uniform(Object size, Object low, Object high, String dtype) {
        boolean numbers = low instanceof Number && high instanceof Number;
        Object range = numbers
                ? (Object) Probabilities.range(((Number) low).doubleValue(), ((Number) high).doubleValue())
                : Build.elementwise(ScalarOp.SUBTRACT, high, low);
        return affine(Distribution.UNIFORM, size, low, range, dtype);
    }

    /** Normal numbers of mean 0 and standard deviation 1. */
    public Expr normal(Object size) {
        return normal(size, 0, 1);
    }

    /** Normal numbers. */
    public Expr normal(Object size, Object mean, Object sd) {
        return normal(size, mean, sd, null);
    }

    /** Normal numbers, of a floating dtype. */
    public Expr normal(Object size, Object mean, Object sd, String dtype) {
        return affine(Distribution.NORMAL, size, mean, scale(sd, "the standard deviation"), dtype);
    }

    /** Normal numbers without those that are more than two standard deviations from the mean. */
    public Expr truncatedNormal(Object size, Object mean, Object sd) {
        return truncatedNormal(size, mean, sd, null);
    }

    /** Normal numbers without those that are more than two standard deviations from the mean, of a floating dtype. */
    public Expr truncatedNormal(Object size, Object mean, Object sd, String dtype) {
        return affine(Distribution.TRUNCATED_NORMAL, size, mean, scale(sd, "the standard deviation"), dtype);
    }

    /** Exponentially distributed numbers of mean {@code scale}. */
    public Expr exponential(Object size, Object scale) {
        return affine(Distribution.EXPONENTIAL, size, 0, scale(scale, "the scale"), null);
    }

    private static Object scale(Object scale, String what) {
        return scale instanceof Number n ? Probabilities.atLeastZero(n.doubleValue(), what) : scale;
    }

    /** A standard draw times {@code factor} plus {@code start}. */
    private Expr affine(Distribution standard, Object size, Object start, Object factor, String dtype) {
        List<Expr> parameters = new ArrayList<>();
        DType own = dtype == null ? Config.floatX() : dtype(dtype);
        for (Object p : new Object[] {start, factor}) {
            if (!(p instanceof Number)) {
                Expr e = Sampling.parameter("a parameter of " + standard.label(), p);
                parameters.add(e);
                own = dtype == null && e.type().dtype().isFloat()
                        ? DType.promote(own, e.type().dtype())
                        : own;
            }
        }
        if (!own.isFloat()) {
            throw new IllegalArgumentException(
                    "random numbers with fractions are of type floatX, float32 or float64, not " + own);
        }
        Expr drawn = draw(standard, size(standard, size, parameters), 0, parameters, own);
        Expr scaled = isNumber(factor, 1) ? drawn : Build.elementwise(ScalarOp.MULTIPLY, factor, drawn);
        Expr moved = isNumber(start, 0) ? scaled : Build.elementwise(ScalarOp.ADD, start, scaled);
        return known(Build.cast(moved, own), drawn);
    }

    private static boolean isNumber(Object x, double number) {
        return x instanceof Number n && n.doubleValue() == number;
    }

    /** 1 with probability {@code p}, else 0. */
    public Expr binomial(Object size, Object p) {
        return binomial(size, 1, p, null);
    }

    /** 1 with probability {@code p}, else 0, in a dtype: the mask of a dropout in {@code "floatX"}, for instance. */
    public Expr binomial(Object size, Object p, String dtype) {
        return binomial(size, 1, p, dtype);
    }

    /** Numbers of successes in {@code n} trials of probability {@code p}. */
    public Expr binomial(Object size, Object n, Object p) {
        return binomial(size, n, p, null);
    }

    /** Numbers of successes in {@code n} trials of probability {@code p}, in a dtype. */
    public Expr binomial(Object size, Object n, Object p, String dtype) {
        List<Expr> parameters =
                List.of(Sampling.wholeParameter("the number of trials", n), Sampling.parameter("the probability", p));
        return draw(Distribution.BINOMIAL, size(Distribution.BINOMIAL, size, parameters), 0, parameters, whole(dtype));
    }

    /** Numbers of events where {@code mean} are expected. */
    public Expr poisson(Object size, Object mean) {
        return poisson(size, mean, null);
    }

    /** Numbers of events where {@code mean} are expected, in a dtype. */
    public Expr poisson(Object size, Object mean, String dtype) {
        List<Expr> parameters = List.of(Sampling.parameter("the mean", mean));
        return draw(Distribution.POISSON, size(Distribution.POISSON, size, parameters), 0, parameters, whole(dtype));
    }

    /** Integers from {@code low} to {@code high}, both included, as Theano's {@code random_integers}. */
    public Expr randomIntegers(Object size, Object low, Object high) {
        Expr last = Sampling.wholeParameter("the highest integer", high);
        return integers(size, low, Build.elementwise(ScalarOp.ADD, Build.cast(last, DType.INT64), 1));
    }

    /** Integers from {@code low} to {@code high - 1}, as NumPy's {@code integers}. */
    public Expr integers(Object size, Object low, Object high) {
        List<Expr> parameters = List.of(
                Sampling.wholeParameter("the lowest integer", low),
                Sampling.wholeParameter("the bound of the integers", high));
        return draw(Distribution.INTEGERS, size(Distribution.INTEGERS, size, parameters), 0, parameters, DType.INT64);
    }

    /** One trial for each row of probabilities: 1 for the outcome, 0 for the others, in the shape of {@code p}. */
    public Expr multinomial(Object p) {
        return multinomial(1, p);
    }

    /** How often each outcome occurs in {@code n} trials, for each row of probabilities, in the shape of {@code p}. */
    public Expr multinomial(Object n, Object p) {
        return multinomial(null, n, p, null);
    }

    /** How often each outcome occurs in {@code n} trials; behind the axes of the size is one for the outcomes. */
    public Expr multinomial(Object size, Object n, Object p) {
        return multinomial(size, n, p, null);
    }

    /**
     * How often each outcome occurs in {@code n} trials, in a dtype.
     *
     * @param p the outcomes' probabilities along the last axis
     */
    public Expr multinomial(Object size, Object n, Object p, String dtype) {
        Expr rows = rows(p);
        Expr trials = Sampling.wholeParameter("the number of trials", n);
        ShapeOf lengths = size == null ? ShapeOf.rowsOf(rows) : lengths(Distribution.MULTINOMIAL, size);
        return draw(Distribution.MULTINOMIAL, lengths, 1, List.of(trials, rows), whole(dtype));
    }

    /**
     * For each row of probabilities {@code n} different outcomes, drawn one after the other, each by its share in those that
     * are left: int64, in the shape of {@code p} with n in the last place.
     */
    public Expr multinomialWoReplacement(Object n, Object p) {
        Expr rows = rows(p);
        Expr count = Sampling.count("the number of outcomes to draw", n);
        return draw(Distribution.DISTINCT_OUTCOMES, ShapeOf.rowsOf(rows), 1, List.of(count, rows), DType.INT64);
    }

    private static Expr rows(Object p) {
        Expr rows = Sampling.parameter("the outcomes' probabilities", p);
        if (rows.type().rank() == 0) {
            throw new IllegalArgumentException("the outcomes' probabilities are a vector or rows of a matrix, but "
                    + Printer.quoted(rows) + " is " + rows.type().described());
        }
        return rows;
    }

    /**
     * Elements of {@code a}, or from rank 2 on rows, each as likely, the same one maybe several times.
     *
     * @param a an array, or a whole number n, which stands for 0 to n − 1
     */
    public Expr choice(Object size, Object a) {
        return choice(size, a, true);
    }

    /** Elements of {@code a}, or from rank 2 on rows, each as likely, with repetitions or without. */
    public Expr choice(Object size, Object a, boolean replace) {
        return choice(size, a, replace, null);
    }

    /**
     * Elements of {@code a}, or from rank 2 on rows, with repetitions or without.
     *
     * @param a an array, or a whole number n, which stands for 0 to n − 1
     * @param p the probability of each, a vector; null if each is as likely
     */
    public Expr choice(Object size, Object a, boolean replace, Object p) {
        Expr from = Sampling.parameter("what is chosen from", a);
        boolean counted = from.type().rank() == 0;
        Expr population = counted ? Sampling.count("what is chosen from", from) : Build.length(from, 0);
        List<Expr> parameters = List.of(population);
        Distribution kind = replace ? Distribution.CHOICE : Distribution.DISTINCT_CHOICE;
        if (p != null) {
            kind = replace ? Distribution.WEIGHTED_CHOICE : Distribution.DISTINCT_WEIGHTED_CHOICE;
            Expr weights = rows(p);
            if (weights.type().rank() != 1) {
                throw new IllegalArgumentException("the probabilities of a choice are a vector, but "
                        + Printer.quoted(weights) + " is " + weights.type().described());
            }
            parameters = List.of(weights, population);
        }
        Expr indices = draw(kind, lengths(kind, size), 0, parameters, DType.INT64);
        return counted ? indices : known(Shaping.take(from, indices, 0), indices);
    }

    /** The integers from 0 to n − 1 in random order; or, if {@code n} is an array, its elements or rows. */
    public Expr permutation(Object n) {
        Expr of = Sampling.parameter("what is put in random order", n);
        if (of.type().rank() == 0) {
            return permutation(null, of);
        }
        Expr order = permutation(null, Build.length(of, 0));
        return known(Shaping.take(of, order, 0), order);
    }

    /** The integers from 0 to n − 1 in random orders, as many as the size says; the last axis has the integers. */
    public Expr permutation(Object size, Object n) {
        Expr length = Sampling.count("the number of integers to put in random order", n);
        ShapeOf lengths = lengths(Distribution.PERMUTATION, size);
        return draw(Distribution.PERMUTATION, lengths, 1, List.of(length), DType.INT64);
    }

    /** The elements of {@code x} with each row, along the last axis, in a random order of its own. */
    public Expr shuffleRowElements(Expr x) {
        int rank = Operands.there("shuffleRowElements", x).type().rank();
        if (rank == 0) {
            throw new IllegalArgumentException(
                    "shuffleRowElements works along the last axis, but " + Printer.quoted(x) + " is a scalar");
        }
        Expr length = Build.length(x, rank - 1);
        Expr order = draw(Distribution.PERMUTATION, ShapeOf.rowsOf(x), 1, List.of(length), DType.INT64);
        List<Expr> places = new ArrayList<>();
        for (int axis = 0; axis < rank - 1; axis++) {
            Object[] pattern = new Object[rank];
            Arrays.fill(pattern, "x");
            pattern[axis] = 0;
            places.add(Build.dimshuffle(Build.iota(Build.length(x, axis)), pattern));
        }
        places.add(order);
        return known(Build.gather(x, places), order);
    }

    /**
     * Puts the states of all expressions where a new {@code RandomStreams(seed)} would have them.
     *
     * @param seed 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public void seed(long seed) {
        seeds = new SeedSequence(BigInteger.valueOf(seed));
        updates.keySet().forEach(s -> s.store(Sampling.state(seeds.spawn())));
    }

    /** For the state of each expression, in their order, what a function updates it by. */
    public Map<Shared, Expr> updates() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(updates));
    }

    /**
     * The state of an expression that this has made: an int64 vector of six numbers, the state and the step of PCG64 in two
     * halves each and 32 bits that wait, by which an expression can be seeded alone or copied.
     *
     * @throws IllegalArgumentException if it was made by another, or is no such expression
     */
    public Shared state(Expr drawn) {
        Shared state = states.get(Operands.there("state", drawn));
        if (state == null) {
            throw new IllegalArgumentException(
                    Printer.quoted(drawn) + " was not given by a method of these streams; give what one gave");
        }
        return state;
    }

    /** A result that is made of a draw. */
    private Expr known(Expr result, Expr drawn) {
        states.put(result, states.get(drawn));
        return result;
    }

    /** The size as it was written, or the shape that the parameters have together. */
    private static ShapeOf size(Distribution kind, Object written, List<Expr> parameters) {
        List<Expr> arrays = parameters.stream().filter(p -> p.type().rank() > 0).toList();
        return written != null || arrays.isEmpty()
                ? lengths(kind, written)
                : ShapeOf.like(Build.chain(ScalarOp.ADD, arrays.toArray()));
    }

    /** The size as it was written; null is no axes. */
    private static ShapeOf lengths(Distribution kind, Object written) {
        if (written instanceof CharSequence) {
            throw new IllegalArgumentException("the size of " + kind.label() + " is a length, a list of lengths or"
                    + " x.shape(), not \"" + written + "\"; null stands for no axes");
        }
        return written == null ? ShapeOf.read(kind.label()) : ShapeOf.read(kind.label(), new Object[] {written});
    }

    private static DType dtype(String name) {
        return name.equals("floatX") ? Config.floatX() : DType.of(name);
    }

    private static DType whole(String name) {
        return name == null ? DType.INT64 : dtype(name);
    }

    private Expr draw(Distribution kind, ShapeOf size, int more, List<Expr> parameters, DType dtype) {
        Shared state = new Shared(Sampling.state(seeds.spawn()), "rng");
        Expr sample = Sampling.sample(kind, state, size, more, parameters);
        Expr next = Sampling.next(sample);
        updates.put(state.defaultUpdate(next), next);
        Expr numbers = Sampling.numbers(sample, dtype);
        states.put(numbers, state);
        return numbers;
    }
}
