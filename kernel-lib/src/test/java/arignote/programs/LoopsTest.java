package arignote.programs;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.linspace;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.updates;
import static arignote.programs.Program.generated;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Theano's tutorial and its page on scan do with loops, line by line; in Python in {@code loops.py}. */
class LoopsTest {
    private static final Program PYTENSOR = new Program("loops");

    private static double[] arange(int n) {
        return linspace(0, n - 1, n);
    }

    @Test
    void a_power() {
        Expr k = T.iscalar("k");
        Expr A = T.vector("A");
        Scan result = T.scan().state(T.onesLike(A)).steps(k).step(priorResult -> priorResult.times(A));
        Expr finalResult = result.last();
        CompiledFunction power = function(inputs(A, k), outputs(finalResult));
        PYTENSOR.check("power", power.apply(arange(10), 2), power.apply(arange(10), 4));
        CompiledFunction slope = function(inputs(A, k), outputs(T.grad(finalResult.sum(), A)));
        PYTENSOR.check("power.gradient", slope.apply(arange(10), 4));
        generated(power, slope);
    }

    @Test
    void a_polynomial() {
        Expr coefficients = T.vector("coefficients");
        Expr x = T.scalar("x");
        int maxCoefficientsSupported = 10000;
        Scan components = T.scan()
                .sequences(coefficients, T.arange(maxCoefficientsSupported))
                .step((coefficient, power) -> coefficient.times(x.pow(power)));
        Expr polynomial = components.output().sum();
        CompiledFunction calculatePolynomial = function(inputs(coefficients, x), outputs(polynomial));
        PYTENSOR.check("polynomial", calculatePolynomial.apply(new double[] {1, 0, 2}, 3));
        CompiledFunction slope = function(inputs(coefficients, x), outputs(T.grad(polynomial, x)));
        PYTENSOR.check("polynomial.gradient", slope.apply(new double[] {1, 0.5, 2, -1}, 3));
        generated(calculatePolynomial, slope);
    }

    @Test
    void elements_set_in_a_loop() {
        Expr location = T.imatrix("location");
        Expr values = T.vector("values");
        Expr outputModel = T.matrix("output_model");
        Expr result = T.map(
                (aLocation, aValue) -> {
                    Expr zeros = T.zerosLike(outputModel);
                    Expr zerosSubtensor = zeros.get(aLocation.get(0), aLocation.get(1));
                    return T.setSubtensor(zerosSubtensor, aValue);
                },
                location,
                values);
        CompiledFunction assignValuesAtPositions = function(inputs(location, values, outputModel), outputs(result));
        int[][] testLocations = {{1, 1}, {2, 3}};
        PYTENSOR.check(
                "positions", assignValuesAtPositions.apply(testLocations, new double[] {42, 50}, new double[5][5]));

        Expr upTo = T.iscalar("up_to");
        Expr seq = T.arange(upTo);
        Scan sums = T.scan().sequence(seq).state(0L).step((arangeVal, sumToDate) -> sumToDate.plus(arangeVal));
        CompiledFunction triangular = function(inputs(upTo), outputs(sums.output()));
        PYTENSOR.check("positions.triangular", triangular.apply(15));
        generated(assignValuesAtPositions, triangular);
    }

    @Test
    void recurrences_elementwise_and_backwards() {
        Expr X = T.matrix("X");
        Expr W = T.matrix("W");
        Expr bSym = T.vector("b_sym");
        Expr results = T.map(v -> T.tanh(T.dot(v, W).plus(bSym)), X);
        CompiledFunction computeElementwise = function(inputs(X, W, bSym), outputs(results));
        double[][] x = {{1, 0}, {0, 1}};
        double[][] w = {{1, 0.5}, {-0.25, 1}};
        PYTENSOR.check("recurrences.elementwise", computeElementwise.apply(x, w, new double[] {2, 1}));

        Expr first = T.vector("X");
        Expr U = T.matrix("U");
        Expr Y = T.matrix("Y");
        Expr V = T.matrix("V");
        Expr P = T.matrix("P");
        Scan both = T.scan()
                .sequences(Y, P.get("::-1"))
                .state(first)
                .step((y, p, xTm1) -> T.tanh(T.dot(xTm1, W).plus(T.dot(y, U)).plus(T.dot(p, V))));
        CompiledFunction computeSeq = function(inputs(first, W, Y, U, P, V), outputs(both.output()));
        RandomState rng = new RandomState(7);
        PYTENSOR.check(
                "recurrences.backwards",
                computeSeq.apply(
                        rng.randn(2),
                        rng.randn(2, 2),
                        rng.randn(5, 2),
                        rng.randn(2, 2),
                        rng.randn(5, 2),
                        rng.randn(2, 2)));

        Expr norms = T.map(xI -> T.sqrt(xI.pow(2).sum()), X);
        CompiledFunction computeNormLines = function(inputs(X), outputs(norms));
        double[][] above = new double[6][6];
        double[][] counted = new double[5][5];
        for (int i = 0; i < 5; i++) {
            above[i][i + 1] = i + 1;
            for (int j = 0; j < 5; j++) {
                counted[i][j] = 5 * i + j;
            }
        }
        PYTENSOR.check("recurrences.norms", computeNormLines.apply((Object) above));
        Scan traces = T.scan()
                .sequences(T.arange(X.shape(0)), T.arange(X.shape(1)))
                .state(0.0)
                .step((i, j, tF) -> T.cast(X.get(i, j).plus(tF), "float64"));
        CompiledFunction computeTrace = function(inputs(X), outputs(traces.last()));
        PYTENSOR.check("recurrences.trace", computeTrace.apply((Object) counted));

        Expr v = T.vector("v");
        Expr A = T.matrix("A");
        Expr y = T.tanh(T.dot(v, A));
        Expr jacobian = T.map(i -> T.grad(y.get(i), v), T.arange(y.shape(0)));
        CompiledFunction computeJac = function(inputs(v, A), outputs(jacobian));
        PYTENSOR.check("recurrences.jacobian", computeJac.apply(rng.randn(5), rng.randn(5, 5)));
        generated(computeElementwise, computeSeq, computeNormLines, computeTrace, computeJac);
    }

    @Test
    void recurrences_with_taps() {
        Expr X = T.matrix("X");
        Expr W = T.matrix("W");
        Expr U = T.matrix("U");
        Expr bSym = T.vector("b_sym");
        Expr nSym = T.iscalar("n_sym");
        Scan results = T.scan()
                .state(X, -2, -1)
                .steps(nSym)
                .step((xTm2, xTm1) -> T.dot(xTm2, U).plus(T.dot(xTm1, W)).plus(T.tanh(bSym)));
        CompiledFunction computeSeq2 = function(inputs(X, U, W, bSym, nSym), outputs(results.output()));
        PYTENSOR.check(
                "recurrences.two",
                computeSeq2.apply(
                        new double[2][2],
                        new double[][] {{0, 0.5}, {0.5, 0}},
                        new double[][] {{0.5, 0.5}, {0.5, 0.5}},
                        new double[] {1, 1},
                        10));

        Expr u = T.matrix("u");
        Expr x0 = T.vector("x0");
        Expr y0 = T.matrix("y0");
        Expr WIn1 = T.matrix("W_in_1");
        Expr WIn2 = T.matrix("W_in_2");
        Expr WFeedback = T.matrix("W_feedback");
        Expr WOut = T.matrix("W_out");
        Scan reservoir = T.scan().sequence(u, -4, 0).state(x0).state(y0, -3, -1).step((uTm4, uT, xTm1, yTm3, yTm1) -> {
            Expr xT = T.tanh(
                    T.dot(xTm1, W).plus(T.dot(uT, WIn1)).plus(T.dot(uTm4, WIn2)).plus(T.dot(yTm1, WFeedback)));
            Expr yT = T.dot(yTm3, WOut).plus(T.dot(xTm1, WFeedback.T()));
            return List.of(xT, yT);
        });
        Expr xVals = reservoir.output(0);
        Expr yVals = reservoir.output(1);
        List<Expr> args = List.of(u, x0, y0, W, WIn1, WIn2, WFeedback, WOut);
        RandomState rng = new RandomState(7);
        Object[] given = given(rng);
        CompiledFunction values = function(inputs(args), outputs(xVals, yVals));
        PYTENSOR.check("recurrences.reservoir", values.applyAll(given).toArray());
        Expr cost = xVals.pow(2).sum().plus(yVals.pow(3).sum());
        CompiledFunction slopes = function(inputs(args), outputs(T.grad(cost, args)));
        PYTENSOR.check("recurrences.reservoirGradient", slopes.applyAll(given).toArray());
        generated(computeSeq2, values, slopes);
    }

    private static Object[] given(RandomState rng) {
        rng.randn(2 + 4 + 10 + 4 + 10 + 4 + 5 + 25); // what was drawn in Python before
        List<Object> given = new ArrayList<>(List.of(rng.randn(9, 3), rng.randn(4), rng.randn(3, 2)));
        long[][] shapes = {{4, 4}, {3, 4}, {3, 4}, {2, 4}, {2, 2}};
        for (long[] shape : shapes) {
            given.add(rng.randn(shape).mul(0.3));
        }
        return given.toArray();
    }

    @Test
    void an_accumulator_in_a_loop() {
        Shared k = shared(0);
        Expr nSym = T.iscalar("n_sym");
        k.defaultUpdate(k.plus(1));
        Scan loop = T.scan().steps(nSym).step(() -> k);
        CompiledFunction accumulator = function(inputs(nSym), updates(loop.updates()));
        accumulator.apply(5);
        PYTENSOR.check("recurrences.accumulator", k.item());
        generated(accumulator);
        accumulator.apply(0);
        PYTENSOR.check("recurrences.accumulator", k.item());
    }

    @Test
    void powers_of_two_until() {
        Expr maxValue = T.scalar("max_value");
        Scan values = T.scan()
                .state(1.0)
                .steps(1024)
                .step(previousPower -> Scan.until(previousPower.times(2).gt(maxValue), previousPower.times(2)));
        CompiledFunction f = function(inputs(maxValue), outputs(values.output()));
        PYTENSOR.check("until", f.apply(45), f.apply(1000));
        generated(f);
    }
}
