package arignote.bench;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A line's training step by hand, with the Vector API: two vectors at a time, fused multiply-add, one pass over the
 * data.
 *
 * <p>Compiled apart from the rest, as javac warns of an incubating module whatever the flags.
 */
final class VectorLine {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final double RATE = 1e-3; // that of Models, which is compiled later

    double slope;
    double intercept;

    /** One step; gives the cost before it. */
    double step(double[] x, double[] y) {
        int n = x.length;
        int lanes = SPECIES.length();
        DoubleVector m = DoubleVector.broadcast(SPECIES, slope);
        DoubleVector c = DoubleVector.broadcast(SPECIES, intercept);
        DoubleVector cost0 = DoubleVector.zero(SPECIES);
        DoubleVector cost1 = cost0;
        DoubleVector bySlope0 = cost0;
        DoubleVector bySlope1 = cost0;
        DoubleVector byIntercept0 = cost0;
        DoubleVector byIntercept1 = cost0;
        int i = 0;
        for (; i <= n - 2 * lanes; i += 2 * lanes) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, i + lanes);
            DoubleVector rest0 = x0.fma(m, c).sub(DoubleVector.fromArray(SPECIES, y, i));
            DoubleVector rest1 = x1.fma(m, c).sub(DoubleVector.fromArray(SPECIES, y, i + lanes));
            cost0 = rest0.fma(rest0, cost0);
            cost1 = rest1.fma(rest1, cost1);
            bySlope0 = rest0.fma(x0, bySlope0);
            bySlope1 = rest1.fma(x1, bySlope1);
            byIntercept0 = byIntercept0.add(rest0);
            byIntercept1 = byIntercept1.add(rest1);
        }
        double cost = cost0.add(cost1).reduceLanes(VectorOperators.ADD);
        double bySlope = bySlope0.add(bySlope1).reduceLanes(VectorOperators.ADD);
        double byIntercept = byIntercept0.add(byIntercept1).reduceLanes(VectorOperators.ADD);
        for (; i < n; i++) {
            double rest = x[i] * slope + intercept - y[i];
            cost += rest * rest;
            bySlope += rest * x[i];
            byIntercept += rest;
        }
        slope -= RATE * 2 * bySlope / n;
        intercept -= RATE * 2 * byIntercept / n;
        return cost / n;
    }
}
