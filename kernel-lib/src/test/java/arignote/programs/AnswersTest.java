package arignote.programs;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.linspace;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static arignote.Arignote.updates;
import static arignote.programs.Program.generated;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Programs of the kind that answer questions; in Python in {@code answers.py}. */
class AnswersTest {
    private static final Program PYTENSOR = new Program("answers");

    @Test
    void rows_of_a_shared_matrix_with_negative_samples() {
        RandomState rng = new RandomState(5);
        int vocabulary = 12;
        int dim = 4;
        Shared WIn = shared(rng.uniform(-0.5, 0.5, vocabulary, dim), "W_in");
        Shared WOut = shared(rng.uniform(-0.5, 0.5, vocabulary, dim), "W_out");
        Expr center = T.ivector("center");
        Expr context = T.ivector("context");
        Expr negative = T.imatrix("negative");
        Expr lr = T.scalar("lr");
        Expr v = WIn.get(center);
        Expr u = WOut.get(context);
        Expr n = WOut.get(negative);
        Expr score = v.times(u).sum(1);
        Expr negativeScore = n.times(v.get(":, None, :")).sum(2);
        Expr cost = T.log(T.sigmoid(score))
                .plus(T.log(T.sigmoid(negativeScore.negate())).sum(1))
                .mean()
                .negate();
        List<Expr> g = T.grad(cost, List.of(v, u, n));
        Expr newOut = T.incSubtensor(u, lr.negate().times(g.get(1)));
        CompiledFunction step = function(
                inputs(center, context, negative, lr),
                outputs(cost),
                update(WIn, T.incSubtensor(v, lr.negate().times(g.get(0)))),
                update(WOut, T.incSubtensor(newOut.get(negative), lr.negate().times(g.get(2)))));
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int[] c = {i, (i + 1) % 12, i};
            int[] next = {(c[0] + 1) % 12, (c[1] + 1) % 12, (c[2] + 1) % 12};
            int[][] sampled = new int[3][3];
            for (int k = 0; k < 3; k++) {
                for (int j = 0; j < 3; j++) {
                    sampled[k][j] = (7 * i + j + k) % 12;
                }
            }
            costs.add(step.applyAsDouble(c, next, sampled, 0.5));
        }
        PYTENSOR.check("rows.costs", costs);
        PYTENSOR.check("rows.weights", WIn.getValue(), WOut.getValue());
        generated(step);
    }

    @Test
    void elements_of_a_shared_matrix() {
        Shared counts = shared(new double[3][3]);
        Expr i = T.iscalar("i");
        Expr j = T.iscalar("j");
        CompiledFunction count = function(inputs(i, j), update(counts, T.incSubtensor(counts.get(i, j), 1)));
        count.apply(0, 1);
        count.apply(0, 1);
        count.apply(2, 2);
        count.apply(1, 0);
        CompiledFunction zeroRow = function(inputs(i), update(counts, T.setSubtensor(counts.get(i), 0.0)));
        zeroRow.apply(2);
        CompiledFunction firstColumn = function(update(counts, T.setSubtensor(counts.get(":", 0), T.arange(3.0))));
        firstColumn.apply();
        PYTENSOR.check("rows.counts", counts.getValue());
        generated(count, zeroRow, firstColumn);
    }

    @Test
    void attention() {
        Expr query = T.tensor3("query");
        Expr key = T.tensor3("key");
        Expr value = T.tensor3("value");
        Expr mask = T.matrix("mask");
        Expr energy = T.batchedDot(query, key.dimshuffle(0, 2, 1)).div(Math.sqrt(5.0));
        energy = T.where(mask.get(":, None, :").gt(0), energy, -1e9);
        Expr alpha = T.softmax(energy);
        Expr attended = T.batchedDot(alpha, value);
        Expr Wa = T.matrix("Wa");
        Expr va = T.vector("va");
        int[][] lastWithFirst = {{2}, {0}};
        Expr additive = T.tensordot(T.tanh(T.tensordot(key, Wa, lastWithFirst)), va, lastWithFirst);
        Expr beta = T.softmax(additive);
        Expr glimpse = beta.get(":, :, None").times(value).sum(1);
        Expr cost = attended.pow(2).sum().plus(glimpse.pow(3).sum());
        List<Expr> inputs = List.of(query, key, value, mask, Wa, va);
        RandomState rng = new RandomState(6);
        Object[] given = {
            rng.randn(2, 3, 5),
            rng.randn(2, 4, 5),
            rng.randn(2, 4, 3),
            new double[][] {{1, 1, 1, 0}, {1, 1, 0, 0}},
            rng.randn(5, 6),
            rng.randn(6)
        };
        CompiledFunction values = function(inputs(inputs), outputs(alpha, attended, glimpse));
        PYTENSOR.check("attention.values", values.applyAll(given).toArray());
        CompiledFunction gradients =
                function(inputs(inputs), outputs(T.grad(cost, List.of(query, key, value, Wa, va))));
        PYTENSOR.check("attention.gradients", gradients.applyAll(given).toArray());
        generated(values, gradients);
    }

    @Test
    void a_step_of_k_means() {
        Expr X = T.matrix("X");
        RandomState rng = new RandomState(8);
        INDArray points = Nd4j.concat(
                0,
                rng.randn(10, 2).addRowVector(Nd4j.createFromArray(4.0, 0.0)),
                rng.randn(10, 2).subRowVector(Nd4j.createFromArray(4.0, 0.0)),
                rng.randn(10, 2).addRowVector(Nd4j.createFromArray(0.0, 5.0)));
        Shared centers = shared(points.getRows(0, 1, 25), "centers");
        Expr distances =
                X.get(":, None, :").minus(centers.get("None, :, :")).pow(2).sum(2);
        Expr assigned = T.argmin(distances, 1);
        Expr sums = T.incSubtensor(T.zerosLike(centers).get(assigned), X);
        Expr sizes = T.bincount(assigned, null, 3);
        Expr newCenters = T.where(
                T.eq(sizes, 0).get(":, None"),
                centers,
                sums.div(T.maximum(sizes, 1).get(":, None")));
        Expr inertia = T.min(distances, 1).sum();
        CompiledFunction step = function(inputs(X), outputs(inertia, assigned, sizes), update(centers, newCenters));
        List<Object> inertias = new ArrayList<>();
        List<INDArray> last = List.of();
        for (int k = 0; k < 6; k++) {
            last = step.applyAll(points);
            inertias.add(last.get(0));
        }
        PYTENSOR.check("kmeans.inertias", inertias);
        PYTENSOR.check("kmeans.last", last.get(1), last.get(2), centers.getValue());
        List<Expr> means = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            means.add(X.get(T.eq(assigned, k).nonzero()).mean(0));
        }
        CompiledFunction meanOf = function(inputs(X), outputs(T.stack(means, 0)));
        PYTENSOR.check("kmeans.means", meanOf.apply(points));
        generated(step, meanOf);
    }

    @Test
    void a_gaussian_process_and_least_squares() {
        Expr X = T.matrix("X");
        Expr y = T.vector("y");
        Shared logLength = shared(0.1, "log_length");
        Shared logNoise = shared(-1.0, "log_noise");
        Expr squared = X.get(":, None, :").minus(X.get("None, :, :")).pow(2).sum(2);
        Expr K = T.exp(squared.times(-0.5).div(T.exp(logLength.times(2))))
                .plus(T.exp(logNoise.times(2)).times(T.eye(X.shape(0))));
        Expr L = T.cholesky(K);
        Expr z = T.solveTriangular(L, y, true);
        Expr logdet = T.log(T.diag(L)).sum().times(2);
        Expr constant = X.shape(0).times(0.5).times(Math.log(2 * Math.PI));
        Expr nll = T.dot(z, z).times(0.5).plus(logdet.times(0.5)).plus(constant);
        Expr alpha = T.solve(K, y);
        Expr logabs = T.slogdet(K).logDet();
        Expr nll2 = T.dot(y, alpha).times(0.5).plus(logabs.times(0.5)).plus(constant);
        List<Shared> params = List.of(logLength, logNoise);
        INDArray inputsX = Nd4j.createFromArray(linspace(0, 3, 8)).reshape(8, 1);
        double[] targets = new double[8];
        for (int i = 0; i < 8; i++) {
            targets[i] = Math.sin(2 * inputsX.getDouble(i));
        }
        for (boolean byCholesky : new boolean[] {true, false}) {
            Expr cost = byCholesky ? nll : nll2;
            List<Expr> g = T.grad(cost, params);
            CompiledFunction f = function(inputs(X, y), outputs(cost, g.get(0), g.get(1)));
            PYTENSOR.check(
                    byCholesky ? "gaussian.cholesky" : "gaussian.solve",
                    f.applyAll(inputsX, targets).toArray());
            generated(f);
        }
        List<Expr> g = T.grad(nll, params);
        List<Update> descent = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            descent.add(update(params.get(i), params.get(i).minus(g.get(i).times(0.05))));
        }
        CompiledFunction train = function(inputs(X, y), outputs(nll), updates(descent));
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            costs.add(train.applyAsDouble(inputsX, targets));
        }
        PYTENSOR.check("gaussian.costs", costs);
        Expr Xs = T.matrix("Xs");
        Expr Ks = T.exp(Xs.get(":, None, :")
                .minus(X.get("None, :, :"))
                .pow(2)
                .sum(2)
                .times(-0.5)
                .div(T.exp(logLength.times(2))));
        Expr mean = T.dot(Ks, alpha);
        Expr half = T.solveTriangular(L, Ks.T(), true);
        Expr variance = T.sub(1, half.pow(2).sum(0));
        CompiledFunction predict = function(inputs(X, y, Xs), outputs(mean, variance));
        PYTENSOR.check(
                "gaussian.predictions",
                predict.applyAll(inputsX, targets, new double[][] {{0.2}, {1.7}, {3.5}})
                        .toArray());

        Expr A = T.matrix("A");
        Expr b = T.vector("b");
        Expr AtA = T.dot(A.T(), A);
        Expr ridge = T.solve(AtA.plus(T.eye(A.shape(1)).times(0.1)), T.dot(A.T(), b));
        Expr inverse = T.dot(T.matrixInverse(AtA), T.dot(A.T(), b));
        CompiledFunction fit = function(inputs(A, b), outputs(ridge, inverse));
        RandomState rng = new RandomState(9);
        PYTENSOR.check(
                "gaussian.leastSquares",
                fit.applyAll(rng.randn(10, 3), rng.randn(10)).toArray());
        generated(train, predict, fit);
    }
}
