package arignote;

import arignote.expr.Build;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@link T#batchNormalizationTrain(Expr, Expr, Expr, double, int...) T.batchNormalizationTrain} gives.
 *
 * @param output the normalised batch
 * @param mean of the batch; the axes over which it was taken have length 1
 * @param variance of the batch, of the same shape
 * @param invStd {@code 1 / sqrt(variance + epsilon)}, of the same shape
 * @param count how many elements there are for each mean
 * @param axes over which means were taken
 */
public record BatchNormalization(Expr output, Expr mean, Expr variance, Expr invStd, Expr count, List<Integer> axes) {
    /** {@link #updates(Shared, Shared, double)} with 0.1. */
    public List<Update> updates(Shared runningMean, Shared runningVariance) {
        return updates(runningMean, runningVariance, 0.1);
    }

    /**
     * Running means, for {@link T#batchNormalizationTest(Expr, Expr, Expr, Expr, Expr, double, int...)
     * T.batchNormalizationTest}: {@code running (1 - factor) + batch factor}. The variance of a batch of n elements counts n / (n - 1)
     * times, as in Theano.
     *
     * @param runningMean in the shape of {@link #mean}, or without the axes of length 1
     * @param runningVariance in such a shape
     */
    public List<Update> updates(Shared runningMean, Shared runningVariance, double factor) {
        Operands.there("updates", runningMean, runningVariance);
        Expr unbiased = variance.times(count.div(count.minus(1)));
        return List.of(
                mixed(runningMean, mean, factor, "runningMean"),
                mixed(runningVariance, unbiased, factor, "runningVariance"));
    }

    private Update mixed(Shared running, Expr batch, double factor, String what) {
        int rank = batch.type().rank();
        Expr fitting = batch;
        if (running.type().rank() == rank - axes.size()) {
            fitting = Build.dimshuffle(
                    batch,
                    IntStream.range(0, rank)
                            .filter(i -> !axes.contains(i))
                            .boxed()
                            .toList());
        } else if (running.type().rank() != rank) {
            throw new IllegalArgumentException(what + " has " + (rank - axes.size()) + " or " + rank + " axes, but "
                    + Printer.quoted(running) + " is " + running.type().described());
        }
        Expr part = Build.cast(fitting, running.type().dtype()).times(factor);
        return new Update(running, running.times(1 - factor).plus(part));
    }
}
