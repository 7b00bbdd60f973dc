package arignote.programs;

import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.givens;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;
import static arignote.Arignote.update;
import static arignote.Arignote.updates;
import static arignote.programs.Program.generated;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.RandomStreams;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Programs of the kind of the deep learning tutorials, on synthetic data; in Python in {@code deep_learning.py}. */
class DeepLearningTest {
    private static final Program PYTENSOR = new Program("deep_learning");
    private static final int BATCH_SIZE = 20;
    private static final int N_TRAIN_BATCHES = 6;

    private record Dataset(Shared x, Expr y) {}

    /** Rows of a class share a pattern, beside noise; labels are kept as floating numbers and cast, as the tutorials do. */
    private static Dataset dataset(int n, int features, int classes, int seed) {
        RandomState rng = new RandomState(seed);
        INDArray patterns = rng.rand(classes, features);
        INDArray labels = rng.randint(0, classes, n);
        INDArray x = rng.rand(n, features).mul(0.3);
        for (int i = 0; i < n; i++) {
            x.putRow(i, x.getRow(i).add(patterns.getRow(labels.getInt(i)).mul(0.7)));
        }
        return new Dataset(shared(x), T.cast(shared(labels.castTo(DataType.DOUBLE)), "int32"));
    }

    private static Object[] values(List<Shared> params) {
        return params.stream().map(Shared::getValue).toArray();
    }

    private static List<Update> descent(Expr cost, List<Shared> params, double learningRate) {
        List<Expr> gparams = T.grad(cost, params);
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            updates.add(update(params.get(i), params.get(i).minus(gparams.get(i).times(learningRate))));
        }
        return updates;
    }

    private static Expr batch(Expr set, Expr index, int size) {
        return set.get(slice(index.times(size), index.plus(1).times(size)));
    }

    private static final class LogisticRegression {
        final Shared W;
        final Shared b;
        final Expr pYGivenX;
        final Expr yPred;
        final List<Shared> params;

        LogisticRegression(Expr input, int nIn, int nOut) {
            W = shared(new double[nIn][nOut], "W");
            b = shared(new double[nOut], "b");
            pYGivenX = T.softmax(T.dot(input, W).plus(b));
            yPred = T.argmax(pYGivenX, 1);
            params = List.of(W, b);
        }

        Expr negativeLogLikelihood(Expr y) {
            return T.mean(T.log(pYGivenX).get(T.arange(y.shape(0)), y)).negate();
        }

        Expr errors(Expr y) {
            return T.mean(T.neq(yPred, y));
        }
    }

    @Test
    void softmax_regression_by_slices_of_shared_data() {
        Dataset trainSet = dataset(120, 12, 5, 11);
        Dataset validSet = dataset(40, 12, 5, 12);
        Expr index = T.lscalar();
        Expr x = T.matrix("x");
        Expr y = T.ivector("y");
        LogisticRegression classifier = new LogisticRegression(x, 12, 5);
        Expr cost = classifier.negativeLogLikelihood(y);
        CompiledFunction validateModel = function(
                inputs(index),
                outputs(classifier.errors(y)),
                givens(Map.of(
                        x, batch(validSet.x, index, BATCH_SIZE),
                        y, batch(validSet.y, index, BATCH_SIZE))));
        Expr gW = T.grad(cost, classifier.W);
        Expr gb = T.grad(cost, classifier.b);
        CompiledFunction trainModel = function(
                inputs(index),
                outputs(cost),
                update(classifier.W, classifier.W.minus(gW.times(0.13))),
                update(classifier.b, classifier.b.minus(gb.times(0.13))),
                givens(Map.of(
                        x, batch(trainSet.x, index, BATCH_SIZE),
                        y, batch(trainSet.y, index, BATCH_SIZE))));
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 10; epoch++) {
            for (int minibatchIndex = 0; minibatchIndex < N_TRAIN_BATCHES; minibatchIndex++) {
                costs.add(trainModel.applyAsDouble(minibatchIndex));
            }
        }
        PYTENSOR.check("softmax.costs", costs);
        PYTENSOR.check("softmax.params", values(classifier.params));
        PYTENSOR.check("softmax.errors", List.of(validateModel.applyAsDouble(0), validateModel.applyAsDouble(1)));
        generated(validateModel, trainModel);
    }

    private static final class HiddenLayer {
        final Shared W;
        final Shared b;
        final Expr output;

        HiddenLayer(RandomState rng, Expr input, int nIn, int nOut, UnaryOperator<Expr> activation) {
            double bound = Math.sqrt(6.0 / (nIn + nOut));
            W = shared(rng.uniform(-bound, bound, nIn, nOut), "W");
            b = shared(new double[nOut], "b");
            Expr linOutput = T.dot(input, W).plus(b);
            output = activation == null ? linOutput : activation.apply(linOutput);
        }
    }

    @Test
    void a_multilayer_perceptron() {
        Dataset trainSet = dataset(120, 12, 5, 11);
        Expr index = T.lscalar();
        Expr x = T.matrix("x");
        Expr y = T.ivector("y");
        HiddenLayer hidden = new HiddenLayer(new RandomState(1234), x, 12, 8, T::tanh);
        LogisticRegression top = new LogisticRegression(hidden.output, 8, 5);
        Expr L1 = T.abs(hidden.W).sum().plus(T.abs(top.W).sum());
        Expr L2Sqr = hidden.W.pow(2).sum().plus(top.W.pow(2).sum());
        List<Shared> params = List.of(hidden.W, hidden.b, top.W, top.b);
        Expr cost = top.negativeLogLikelihood(y).plus(L1.times(0.001)).plus(L2Sqr.times(0.0001));
        CompiledFunction trainModel = function(
                inputs(index),
                outputs(cost),
                updates(descent(cost, params, 0.1)),
                given(x, batch(trainSet.x, index, BATCH_SIZE)),
                given(y, batch(trainSet.y, index, BATCH_SIZE)));
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            for (int minibatchIndex = 0; minibatchIndex < N_TRAIN_BATCHES; minibatchIndex++) {
                costs.add(trainModel.applyAsDouble(minibatchIndex));
            }
        }
        PYTENSOR.check("mlp.costs", costs);
        PYTENSOR.check("mlp.params", values(params));
        generated(trainModel);
    }

    private static final class LeNetConvPoolLayer {
        final Shared W;
        final Shared b;
        final Expr output;

        LeNetConvPoolLayer(RandomState rng, Expr input, long... filterShape) {
            long fanIn = filterShape[1] * filterShape[2] * filterShape[3];
            long fanOut = filterShape[0] * filterShape[2] * filterShape[3] / 4;
            double bound = Math.sqrt(6.0 / (fanIn + fanOut));
            W = shared(rng.uniform(-bound, bound, filterShape));
            b = shared(new double[(int) filterShape[0]]);
            Expr convOut = T.conv2d(input, W);
            Expr pooledOut = T.pool2d(convOut, 2, 2);
            output = T.tanh(pooledOut.plus(b.dimshuffle("x", 0, "x", "x")));
        }
    }

    @Test
    void lenet() {
        RandomState rng = new RandomState(23455);
        int n = 4;
        Dataset set = dataset(8, 144, 5, 13);
        Expr index = T.lscalar();
        Expr x = T.matrix("x");
        Expr y = T.ivector("y");
        Expr layer0Input = x.reshape(n, 1, 12, 12);
        LeNetConvPoolLayer layer0 = new LeNetConvPoolLayer(rng, layer0Input, 2, 1, 3, 3);
        LeNetConvPoolLayer layer1 = new LeNetConvPoolLayer(rng, layer0.output, 3, 2, 2, 2);
        Expr layer2Input = layer1.output.flatten(2);
        HiddenLayer layer2 = new HiddenLayer(rng, layer2Input, 3 * 2 * 2, 6, T::tanh);
        LogisticRegression layer3 = new LogisticRegression(layer2.output, 6, 5);
        Expr cost = layer3.negativeLogLikelihood(y);
        List<Shared> params = List.of(layer3.W, layer3.b, layer2.W, layer2.b, layer1.W, layer1.b, layer0.W, layer0.b);
        CompiledFunction trainModel = function(
                inputs(index),
                outputs(cost),
                updates(descent(cost, params, 0.1)),
                givens(Map.of(x, batch(set.x, index, n), y, batch(set.y, index, n))));
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 4; epoch++) {
            for (int minibatchIndex = 0; minibatchIndex < 2; minibatchIndex++) {
                costs.add(trainModel.applyAsDouble(minibatchIndex));
            }
        }
        PYTENSOR.check("lenet.costs", costs);
        PYTENSOR.check("lenet.params", values(params));
        generated(trainModel);
    }

    /** What is drawn with a probability: by random streams as in the original, or of numbers that are given. */
    private interface Sampler {
        Expr sample(Expr p, Expr chances);
    }

    private static final Sampler GIVEN = (p, chances) -> T.cast(T.lt(chances, p), "float64");

    private static Sampler streams(int seed) {
        RandomStreams theanoRng = new RandomStreams(seed);
        return (p, chances) -> theanoRng.binomial(p.shape(), 1, p, "floatX");
    }

    private static final class DenoisingAutoencoder {
        final Shared W;
        final Shared b;
        final Shared bPrime;
        final Expr WPrime;
        final Expr x;
        final List<Shared> params;
        final Sampler rng;
        final Expr chances;

        DenoisingAutoencoder(RandomState numpyRng, Sampler rng, Expr input, Expr chances, int nVisible, int nHidden) {
            double bound = 4 * Math.sqrt(6.0 / (nHidden + nVisible));
            W = shared(numpyRng.uniform(-bound, bound, nVisible, nHidden), "W");
            b = shared(new double[nHidden], "b");
            bPrime = shared(new double[nVisible], "bvis");
            WPrime = W.T();
            x = input;
            this.rng = rng;
            this.chances = chances;
            params = List.of(W, b, bPrime);
        }

        Expr getCorruptedInput(Expr input, double corruptionLevel) {
            return rng.sample(T.fullLike(input, 1 - corruptionLevel), chances).times(input);
        }

        Expr getHiddenValues(Expr input) {
            return T.sigmoid(T.dot(input, W).plus(b));
        }

        Expr getReconstructedInput(Expr hidden) {
            return T.sigmoid(T.dot(hidden, WPrime).plus(bPrime));
        }

        Expr getCost(double corruptionLevel) {
            Expr tildeX = getCorruptedInput(x, corruptionLevel);
            Expr y = getHiddenValues(tildeX);
            Expr z = getReconstructedInput(y);
            Expr L = T.sum(x.times(T.log(z)).plus(T.sub(1, x).times(T.log(T.sub(1, z)))), 1)
                    .negate();
            return T.mean(L);
        }
    }

    @Test
    void a_denoising_autoencoder() {
        Dataset trainSet = dataset(120, 12, 5, 11);
        Expr index = T.lscalar();
        Expr x = T.matrix("x");
        Expr chances = T.matrix("chances");
        RandomState rng = new RandomState(123);
        DenoisingAutoencoder da = new DenoisingAutoencoder(rng, GIVEN, x, chances, 12, 7);
        Expr cost = da.getCost(0.3);
        CompiledFunction trainDa = function(
                inputs(index, chances),
                outputs(cost),
                updates(descent(cost, da.params, 0.1)),
                given(x, batch(trainSet.x, index, BATCH_SIZE)));
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            for (int batchIndex = 0; batchIndex < N_TRAIN_BATCHES; batchIndex++) {
                costs.add(trainDa.applyAsDouble(batchIndex, rng.rand(BATCH_SIZE, 12)));
            }
        }
        PYTENSOR.check("autoencoder.costs", costs);
        PYTENSOR.check("autoencoder.params", values(da.params));

        DenoisingAutoencoder drawn = new DenoisingAutoencoder(new RandomState(123), streams(1 << 20), x, null, 12, 7);
        Expr drawnCost = drawn.getCost(0.3);
        CompiledFunction train = function(
                inputs(index),
                outputs(drawnCost),
                updates(descent(drawnCost, drawn.params, 0.1)),
                given(x, batch(trainSet.x, index, BATCH_SIZE)));
        double first = train.applyAsDouble(0);
        for (int i = 1; i < 60; i++) {
            train.applyAsDouble(i % N_TRAIN_BATCHES);
        }
        assertThat(train.applyAsDouble(0)).isLessThan(0.8 * first);
        generated(trainDa, train);
    }

    private static final class RestrictedBoltzmannMachine {
        final Shared W;
        final Shared hbias;
        final Shared vbias;
        final Expr input;
        final List<Shared> params;
        final Sampler rng;

        RestrictedBoltzmannMachine(Expr input, int nVisible, int nHidden, RandomState numpyRng, Sampler rng) {
            double bound = 4 * Math.sqrt(6.0 / (nHidden + nVisible));
            W = shared(numpyRng.uniform(-bound, bound, nVisible, nHidden), "W");
            hbias = shared(new double[nHidden], "hbias");
            vbias = shared(new double[nVisible], "vbias");
            this.input = input;
            this.rng = rng;
            params = List.of(W, hbias, vbias);
        }

        Expr freeEnergy(Expr vSample) {
            Expr wxB = T.dot(vSample, W).plus(hbias);
            Expr vbiasTerm = T.dot(vSample, vbias);
            Expr hiddenTerm = T.sum(T.log(T.exp(wxB).plus(1)), 1);
            return hiddenTerm.negate().minus(vbiasTerm);
        }

        Expr[] sampleHGivenV(Expr v0Sample, Expr chances) {
            Expr preSigmoid = T.dot(v0Sample, W).plus(hbias);
            Expr h1Mean = T.sigmoid(preSigmoid);
            return new Expr[] {preSigmoid, h1Mean, rng.sample(h1Mean, chances)};
        }

        Expr[] sampleVGivenH(Expr h0Sample, Expr chances) {
            Expr preSigmoid = T.dot(h0Sample, W.T()).plus(vbias);
            Expr v1Mean = T.sigmoid(preSigmoid);
            return new Expr[] {preSigmoid, v1Mean, rng.sample(v1Mean, chances)};
        }

        /** What a scan carries comes first, and then its other results. */
        List<Expr> gibbsHvh(Expr chancesV, Expr chancesH, Expr h0Sample) {
            Expr[] v1 = sampleVGivenH(h0Sample, chancesV);
            Expr[] h1 = sampleHGivenV(v1[2], chancesH);
            return List.of(h1[2], v1[0], v1[1], v1[2], h1[0], h1[1]);
        }

        record CostAndUpdates(Expr cost, List<Update> updates) {}

        CostAndUpdates getCostUpdates(double lr, Object k, Expr chancesV, Expr chancesH) {
            Expr[] ph = sampleHGivenV(input, chancesH == null ? null : chancesH.get(0));
            Expr chainStart = ph[2];
            Scan chain = chancesH == null
                    ? T.scan().state(chainStart).steps(k).step(h0Sample -> gibbsHvh(null, null, h0Sample))
                    : T.scan()
                            .sequences(chancesV, chancesH.get("1:"))
                            .state(chainStart)
                            .steps(k)
                            .step(this::gibbsHvh);
            Expr chainEnd = chain.last(3);
            Expr cost = T.mean(freeEnergy(input)).minus(T.mean(freeEnergy(chainEnd)));
            List<Expr> gparams = T.grad(cost, params, T.considerConstant(List.of(chainEnd)));
            List<Update> updates = new ArrayList<>(chain.updates());
            for (int i = 0; i < params.size(); i++) {
                updates.add(
                        update(params.get(i), params.get(i).minus(gparams.get(i).times(lr))));
            }
            Expr preSigmoidNv = chain.last(1);
            Expr crossEntropy = T.mean(T.sum(
                    input.times(T.log(T.sigmoid(preSigmoidNv)))
                            .plus(T.sub(1, input).times(T.log(T.sub(1, T.sigmoid(preSigmoidNv))))),
                    1));
            return new CostAndUpdates(crossEntropy, updates);
        }
    }

    @Test
    void a_restricted_boltzmann_machine() {
        Dataset trainSet = dataset(120, 12, 5, 11);
        Expr index = T.lscalar();
        Expr x = T.matrix("x");
        Expr chancesH = T.tensor3("chances_h");
        Expr chancesV = T.tensor3("chances_v");
        RandomState rng = new RandomState(124);
        RestrictedBoltzmannMachine rbm = new RestrictedBoltzmannMachine(x, 12, 6, rng, GIVEN);
        var made = rbm.getCostUpdates(0.1, 1, chancesV, chancesH);
        CompiledFunction trainRbm = function(
                inputs(index, chancesV, chancesH),
                outputs(made.cost),
                updates(made.updates),
                given(x, batch(trainSet.x, index, BATCH_SIZE)));
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 3; epoch++) {
            for (int batchIndex = 0; batchIndex < N_TRAIN_BATCHES; batchIndex++) {
                INDArray ofV = rng.rand(1, BATCH_SIZE, 12);
                costs.add(trainRbm.applyAsDouble(batchIndex, ofV, rng.rand(2, BATCH_SIZE, 6)));
            }
        }
        PYTENSOR.check("rbm.costs", costs);
        PYTENSOR.check("rbm.params", values(rbm.params));

        RestrictedBoltzmannMachine drawn =
                new RestrictedBoltzmannMachine(x, 12, 6, new RandomState(124), streams(1 << 20));
        var drawnMade = drawn.getCostUpdates(0.1, 5, null, null);
        CompiledFunction train = function(
                inputs(index),
                outputs(drawnMade.cost),
                updates(drawnMade.updates),
                given(x, batch(trainSet.x, index, BATCH_SIZE)));
        double first = train.applyAsDouble(0);
        for (int i = 1; i < 60; i++) {
            train.applyAsDouble(i % N_TRAIN_BATCHES);
        }
        assertThat(train.applyAsDouble(0)).isGreaterThan(first);
        generated(trainRbm, train);
    }

    private static int[][] contextwin(int[] sentence, int win) {
        int[][] windows = new int[sentence.length][win];
        for (int i = 0; i < sentence.length; i++) {
            for (int j = 0; j < win; j++) {
                int at = i + j - win / 2;
                windows[i][j] = at < 0 || at >= sentence.length ? -1 : sentence[at];
            }
        }
        return windows;
    }

    @Test
    void an_elman_net_for_slot_filling() {
        RandomState rng = new RandomState(42);
        int nh = 6;
        int nc = 4;
        int ne = 20;
        int de = 5;
        int cs = 3;
        Shared emb = shared(rng.uniform(-1.0, 1.0, ne + 1, de).mul(0.2), "embeddings");
        Shared wx = shared(rng.uniform(-1.0, 1.0, de * cs, nh).mul(0.2), "wx");
        Shared wh = shared(rng.uniform(-1.0, 1.0, nh, nh).mul(0.2), "wh");
        Shared w = shared(rng.uniform(-1.0, 1.0, nh, nc).mul(0.2), "w");
        Shared bh = shared(new double[nh], "bh");
        Shared b = shared(new double[nc], "b");
        Shared h0 = shared(new double[nh], "h0");
        List<Shared> params = List.of(emb, wx, wh, w, bh, b, h0);
        Expr idxs = T.imatrix();
        Expr x = emb.get(idxs).reshape(idxs.shape(0), de * cs);
        Expr ySentence = T.ivector("y_sentence");
        Scan hs = T.scan().sequence(x).state(h0).steps(x.shape(0)).step((xT, hTm1) -> {
            Expr hT = T.sigmoid(T.dot(xT, wx).plus(T.dot(hTm1, wh)).plus(bh));
            Expr sT = T.softmax(T.dot(hT, w).plus(b));
            return List.of(hT, sT);
        });
        Expr pYGivenXSentence = hs.output(1);
        Expr yPred = T.argmax(pYGivenXSentence, 1);
        Expr lr = T.scalar("lr");
        Expr sentenceNll = T.mean(T.log(pYGivenXSentence).get(T.arange(x.shape(0)), ySentence))
                .negate();
        List<Expr> sentenceGradients = T.grad(sentenceNll, params);
        List<Update> sentenceUpdates = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            Shared p = params.get(i);
            sentenceUpdates.add(update(p, p.minus(lr.times(sentenceGradients.get(i)))));
        }
        CompiledFunction classify = function(inputs(idxs), outputs(yPred));
        CompiledFunction sentenceTrain =
                function(inputs(idxs, ySentence, lr), outputs(sentenceNll), updates(sentenceUpdates));
        CompiledFunction normalize =
                function(update(emb, emb.div(T.sqrt(emb.pow(2).sum(1)).dimshuffle(0, "x"))));
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 4; epoch++) {
            for (int length : new int[] {7, 4, 9}) {
                int[] sentence = new int[length];
                int[] labels = new int[length];
                for (int i = 0; i < length; i++) {
                    sentence[i] = (3 * length + 5 * i) % ne;
                    labels[i] = sentence[i] % nc;
                }
                costs.add(sentenceTrain.applyAsDouble(contextwin(sentence, cs), labels, 0.5));
                normalize.apply();
            }
        }
        PYTENSOR.check("elman.costs", costs);
        PYTENSOR.check("elman.params", values(params));
        PYTENSOR.check("elman.classes", classify.apply((Object) contextwin(new int[] {1, 8, 15, 2, 9}, cs)));
        generated(classify, sentenceTrain, normalize);
    }

    private static final int DIM_PROJ = 6;

    private static Expr slicePart(Expr x, int n) {
        return x.get(":", slice(n * DIM_PROJ, (n + 1) * DIM_PROJ));
    }

    private static INDArray fourOrtho(RandomState rng) {
        INDArray[] four = new INDArray[4];
        for (int i = 0; i < 4; i++) {
            four[i] = rng.randn(DIM_PROJ, DIM_PROJ).mul(0.5);
        }
        return Nd4j.concat(1, four);
    }

    @Test
    void an_lstm_classifier_of_sentiments() {
        RandomState rng = new RandomState(123);
        int nWords = 15;
        int ydim = 2;
        Shared Wemb = shared(rng.rand(nWords, DIM_PROJ).mul(0.3), "Wemb");
        Shared lstmW = shared(fourOrtho(rng), "lstm_W");
        Shared lstmU = shared(fourOrtho(rng), "lstm_U");
        Shared lstmB = shared(new double[4 * DIM_PROJ], "lstm_b");
        Shared U = shared(rng.randn(DIM_PROJ, ydim).mul(0.3), "U");
        Shared b = shared(new double[ydim], "b");
        List<Shared> tparams = List.of(Wemb, lstmW, lstmU, lstmB, U, b);
        Shared useNoise = shared(0.0);
        Expr kept = T.matrix("kept");
        Expr x = T.lmatrix("x");
        Expr mask = T.matrix("mask");
        Expr y = T.lvector("y");
        Expr nTimesteps = x.shape(0);
        Expr nSamples = x.shape(1);
        Expr emb = Wemb.get(x.flatten()).reshape(nTimesteps, nSamples, DIM_PROJ);

        Expr stateBelow = T.dot(emb, lstmW).plus(lstmB);
        Scan rval = T.scan()
                .sequences(mask, stateBelow)
                .state(T.alloc(0.0, nSamples, DIM_PROJ))
                .state(T.alloc(0.0, nSamples, DIM_PROJ))
                .steps(nTimesteps)
                .step((m, xt, h_, c_) -> {
                    Expr preact = T.dot(h_, lstmU);
                    preact = preact.plus(xt);
                    Expr i = T.sigmoid(slicePart(preact, 0));
                    Expr f = T.sigmoid(slicePart(preact, 1));
                    Expr o = T.sigmoid(slicePart(preact, 2));
                    Expr c = T.tanh(slicePart(preact, 3));
                    c = f.times(c_).plus(i.times(c));
                    Expr there = m.get(":, None");
                    Expr over = T.sub(1.0, m).get(":, None");
                    c = there.times(c).plus(over.times(c_));
                    Expr h = o.times(T.tanh(c));
                    h = there.times(h).plus(over.times(h_));
                    return List.of(h, c);
                });
        Expr proj = rval.output(0);
        proj = proj.times(mask.get(":, :, None")).sum(0);
        proj = proj.div(mask.sum(0).get(":, None"));
        proj = T.where(useNoise, proj.times(kept), proj.times(0.5));
        Expr pred = T.softmax(T.dot(proj, U).plus(b));
        double off = 1e-8;
        Expr cost = T.log(pred.get(T.arange(nSamples), y).plus(off)).mean().negate();
        List<Expr> grads = T.grad(cost, tparams);
        CompiledFunction fPredProb = function(inputs(x, mask, kept), outputs(pred));
        CompiledFunction fGrad = function(inputs(x, mask, y, kept), outputs(grads));
        Expr lr = T.scalar("lr");
        List<Update> sgd = new ArrayList<>();
        for (int i = 0; i < tparams.size(); i++) {
            sgd.add(update(tparams.get(i), tparams.get(i).minus(lr.times(grads.get(i)))));
        }
        CompiledFunction fTrain = function(inputs(x, mask, y, kept, lr), outputs(cost), updates(sgd));

        long[][] words = new long[7][4];
        double[][] there = new double[7][4];
        int[] lengths = {7, 3, 5, 6};
        for (int t = 0; t < 7; t++) {
            for (int i = 0; i < 4; i++) {
                words[t][i] = (2 * t + 5 * i) % nWords;
                there[t][i] = t < lengths[i] ? 1 : 0;
            }
        }
        long[] yThere = {0, 1, 1, 0};
        INDArray ones = rng.rand(4, DIM_PROJ).lt(0.5).castTo(DataType.DOUBLE);
        PYTENSOR.check("lstm.predictions", fPredProb.apply(words, there, ones));
        useNoise.setValue(1.0);
        PYTENSOR.check(
                "lstm.gradients", fGrad.applyAll(words, there, yThere, ones).toArray());
        List<Double> costs = new ArrayList<>();
        for (int epoch = 0; epoch < 8; epoch++) {
            INDArray drawn = rng.rand(4, DIM_PROJ).lt(0.5).castTo(DataType.DOUBLE);
            costs.add(fTrain.applyAsDouble(words, there, yThere, drawn, 0.5));
        }
        PYTENSOR.check("lstm.costs", costs);
        useNoise.setValue(0.0);
        PYTENSOR.check("lstm.last", fPredProb.apply(words, there, ones));
        generated(fPredProb, fGrad, fTrain);
    }
}
