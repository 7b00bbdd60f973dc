package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.ScalarOp;
import arignote.expr.array.Rows;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link T} says of layers: normalisation, dropout, embedding, attention. */
public abstract sealed class TLayers extends TLosses permits TWindows {
    /** Added to a variance where nothing else is said, as in Theano. */
    private static final double EPSILON = 1e-4;

    /** Far below every score, and within float32. */
    private static final double MASKED = -1e30;

    TLayers() {}

    // Normalisation

    /** {@link #batchNormalizationTrain(Expr, Expr, Expr, double, int...)} over the first axis, with 1e-4. */
    public static BatchNormalization batchNormalizationTrain(Expr x, Expr gamma, Expr beta) {
        return batchNormalizationTrain(x, gamma, beta, "per-activation", EPSILON);
    }

    /**
     * {@link #batchNormalizationTrain(Expr, Expr, Expr, double, int...)} over the axes that Theano has a name for.
     *
     * @param axes {@code per-activation}, the first axis; or {@code spatial}, all but the second
     */
    public static BatchNormalization batchNormalizationTrain(
            Expr x, Expr gamma, Expr beta, String axes, double epsilon) {
        return batchNormalizationTrain(x, gamma, beta, epsilon, named(axes, x));
    }

    /**
     * {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}, with mean and variance of a batch (Ioffe and Szegedy 2015).
     *
     * @param gamma scales: the axes of {@code x} without {@code axes}, or with these of length 1
     * @param beta shifts, of such a shape
     * @param axes over which means and variances are taken
     * @return the output, and what running means need: {@link BatchNormalization#updates}
     */
    public static BatchNormalization batchNormalizationTrain(
            Expr x, Expr gamma, Expr beta, double epsilon, int... axes) {
        Operands.there("batchNormalizationTrain", x, gamma, beta);
        Expr f = TNetworks.floating(x);
        Expr mean = f.mean(axes).keepDims();
        Expr centered = f.minus(mean);
        Expr variance = centered.sqr().mean(axes).keepDims();
        Expr invStd = TElementwise.div(1, TElementwise.sqrt(variance.plus(epsilon)));
        List<Integer> reduced = counted(f, axes);
        Expr scale = beside("gamma", gamma, f, reduced).times(invStd);
        Expr output = centered.times(scale).plus(beside("beta", beta, f, reduced));
        Expr count = Build.size(f, reduced, f.type().dtype());
        return new BatchNormalization(output, mean, variance, invStd, count, reduced);
    }

    /** {@link #batchNormalizationTest(Expr, Expr, Expr, Expr, Expr, double, int...)} over the first axis, with 1e-4. */
    public static Expr batchNormalizationTest(Expr x, Expr gamma, Expr beta, Expr mean, Expr variance) {
        return batchNormalizationTest(x, gamma, beta, mean, variance, "per-activation", EPSILON);
    }

    /**
     * {@link #batchNormalizationTest(Expr, Expr, Expr, Expr, Expr, double, int...)} over the axes that Theano has a name for.
     *
     * @param axes {@code per-activation}, the first axis; or {@code spatial}, all but the second
     */
    public static Expr batchNormalizationTest(
            Expr x, Expr gamma, Expr beta, Expr mean, Expr variance, String axes, double epsilon) {
        return batchNormalizationTest(x, gamma, beta, mean, variance, epsilon, named(axes, x));
    }

    /**
     * {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}, with means and variances that are given.
     *
     * @param gamma scales: the axes of {@code x} without {@code axes}, or with these of length 1; the others are of such a shape
     */
    public static Expr batchNormalizationTest(
            Expr x, Expr gamma, Expr beta, Expr mean, Expr variance, double epsilon, int... axes) {
        Operands.there("batchNormalizationTest", x, gamma, beta, mean, variance);
        Expr f = TNetworks.floating(x);
        List<Integer> reduced = counted(f, axes);
        Expr std = TElementwise.sqrt(beside("variance", variance, f, reduced).plus(epsilon));
        return batchNormalization(
                f,
                beside("gamma", gamma, f, reduced),
                beside("beta", beta, f, reduced),
                beside("mean", mean, f, reduced),
                std);
    }

    /** {@code (x - mean) (gamma / std) + beta}, of shapes that broadcast. */
    public static Expr batchNormalization(Expr x, Expr gamma, Expr beta, Expr mean, Expr std) {
        Operands.there("batchNormalization", x, gamma, beta, mean, std);
        return TNetworks.floating(x).minus(mean).times(gamma.div(std)).plus(beta);
    }

    private static int[] named(String axes, Expr x) {
        int rank = Operands.there("batch normalisation", x).type().rank();
        return switch (axes == null ? "null" : axes) {
            case "per-activation" -> new int[] {0};
            case "spatial" -> IntStream.range(0, rank).filter(i -> i != 1).toArray();
            default ->
                throw new IllegalArgumentException(
                        "axes of batch normalisation are \"per-activation\", \"spatial\", or numbers"
                                + " behind epsilon, not " + (axes == null ? "null" : "\"" + axes + "\""));
        };
    }

    private static List<Integer> counted(Expr x, int... axes) {
        if (axes.length == 0) {
            throw new IllegalArgumentException(
                    "batch normalisation of " + Printer.quoted(x) + " got no axes; give for instance 0");
        }
        return IntStream.of(axes)
                .map(a -> Build.axis("batch normalisation", x, a))
                .sorted()
                .boxed()
                .toList();
    }

    /** A parameter with the axes of {@code x}; {@code axes} have length 1. */
    private static Expr beside(String what, Expr parameter, Expr x, List<Integer> axes) {
        int rank = x.type().rank();
        if (parameter.type().rank() == rank) {
            return parameter;
        }
        if (parameter.type().rank() != rank - axes.size()) {
            throw new IllegalArgumentException(
                    what + " of batch normalisation has the " + (rank - axes.size()) + " axes of "
                            + Printer.quoted(x) + " that are left, or all " + rank + ", but "
                            + Printer.quoted(parameter) + " is "
                            + parameter.type().described());
        }
        List<Integer> pattern = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rank; i++) {
            pattern.add(axes.contains(i) ? Op.DimShuffle.NEW : Integer.valueOf(next++));
        }
        return Build.dimshuffle(parameter, pattern);
    }

    /** {@link #layerNormalization(Expr, Expr, Expr, double)} with 1e-5. */
    public static Expr layerNormalization(Expr x, Expr gamma, Expr beta) {
        return layerNormalization(x, gamma, beta, 1e-5);
    }

    /**
     * {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}, with mean and variance along the last axis (Ba et al. 2016).
     *
     * @param gamma scales along the last axis
     * @param beta shifts along the last axis
     */
    public static Expr layerNormalization(Expr x, Expr gamma, Expr beta, double epsilon) {
        Operands.there("layerNormalization", x, gamma, beta);
        Expr f = TNetworks.floating(x);
        Expr centered = f.minus(f.mean(-1).keepDims());
        Expr std = TElementwise.sqrt(centered.sqr().mean(-1).keepDims().plus(epsilon));
        return centered.div(std).times(gamma).plus(beta);
    }

    // Dropout, embedding

    /**
     * {@code x} where the mask is 1, divided by the probability of that, and 0 where it is 0 (Srivastava et al. 2014).
     *
     * @param p the probability that an element is dropped, from 0 to less than 1; or a scalar
     * @param mask zeros and ones, or bools, in the shape of {@code x}; 1 with the probability {@code 1 - p}
     */
    public static Expr dropout(Expr x, Object p, Expr mask) {
        Operands.there("dropout", x, mask);
        Expr f = TNetworks.floating(x);
        if (p instanceof Number n && !(n.doubleValue() >= 0 && n.doubleValue() < 1)) {
            throw new IllegalArgumentException(
                    "dropout of " + Printer.quoted(x) + " drops with a probability from 0 to less than 1, not " + n);
        }
        Expr kept = TElementwise.sub(1, OptimizerRules.scalar("dropout", p, f));
        return f.times(Build.cast(mask, f.type().dtype())).div(kept);
    }

    /**
     * {@code x} with elements dropped at random, others at each call, and the rest divided by the probability of staying.
     *
     * @param p the probability that an element is dropped, from 0 to less than 1; or a scalar
     * @param srng draws what is dropped
     */
    public static Expr dropout(Expr x, Object p, RandomStreams srng) {
        Operands.there("dropout", x);
        if (srng == null) {
            throw new IllegalArgumentException("dropout of " + Printer.quoted(x)
                    + " got null for the random streams; give new RandomStreams(seed)");
        }
        return dropout(x, p, srng.binomial(x.shape(), TElementwise.sub(1, p)));
    }

    /**
     * Rows of a table: for each whole number the row that it counts, from 0; negative ones from the end.
     *
     * @param table of any rank from 1 on
     * @param ids whole numbers of any rank
     * @return the axes of {@code ids}, then those of a row; the gradient by the table adds up rows that are taken several times
     */
    public static Expr embedding(Expr table, Expr ids) {
        Operands.there("embedding", table, ids);
        return Rows.of(table, ids);
    }

    // Attention

    /** {@link #attention(Expr, Expr, Expr, Expr)} of everything to everything. */
    public static Expr attention(Expr query, Expr key, Expr value) {
        return attention(query, key, value, null);
    }

    /**
     * Scaled dot products (Vaswani et al. 2017): {@code softmax(query keyᵀ / sqrt(d)) value}.
     *
     * @param query (…, n, d): matrices, or batches of matrices of any rank
     * @param key (…, m, d)
     * @param value (…, m, e)
     * @param mask bools that broadcast to (…, n, m), whether a query may look at a key; or floating numbers, which are added to
     *     the products; or null. A query that may look at nothing looks at everything alike
     * @return (…, n, e)
     */
    public static Expr attention(Expr query, Expr key, Expr value, Expr mask) {
        Operands.there("attention", query, key, value);
        int rank = query.type().rank();
        for (Expr e : List.of(query, key, value)) {
            if (e.type().rank() != rank || rank < 2) {
                throw new IllegalArgumentException(
                        "attention takes three matrices, or three batches of matrices of one rank, but "
                                + Printer.quoted(e) + " is " + e.type().described());
            }
        }
        Expr q = TNetworks.floating(query);
        DType dtype = q.type().dtype();
        Expr root = TElementwise.sqrt(Build.size(q, List.of(rank - 1), dtype));
        Expr scores = product(q, turned(key)).div(root);
        if (mask != null) {
            scores = mask.type().dtype() == DType.BOOL
                    ? Build.where(mask, scores, MASKED)
                    : Build.scalar(ScalarOp.ADD, scores, mask);
        }
        return product(Build.softmax(scores), value);
    }

    private static Expr turned(Expr x) {
        int rank = x.type().rank();
        int[] axes = IntStream.range(0, rank).toArray();
        axes[rank - 2] = rank - 1;
        axes[rank - 1] = rank - 2;
        return Build.transpose(x, axes);
    }

    /** The product of matrices along the last two axes, for each of a batch. */
    private static Expr product(Expr a, Expr b) {
        int rank = a.type().rank();
        if (rank == 2) {
            return Build.dot(a, b);
        }
        List<Integer> left = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        List<Integer> right = new ArrayList<>(left);
        left.add(rank - 1, Op.DimShuffle.NEW); // (…, n, 1, k)
        right.add(rank - 2, Op.DimShuffle.NEW); // (…, 1, m, k)
        return Build.dimshuffle(a, left)
                .times(Build.dimshuffle(turned(b), right))
                .sum(-1);
    }
}
