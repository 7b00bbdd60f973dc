"""Programs of the kind of the deep learning tutorials, run by PyTensor on synthetic data: python deep_learning.py"""

import numpy as np
from keep import keep, write
from windows import conv2d, max_pool_2d

import pytensor as theano
import pytensor.tensor as T


def scan(*args, **kwargs):
    return theano.scan(*args, return_updates=False, **kwargs)


def softmax(x):
    return T.special.softmax(x, axis=-1)


def data(n, features, classes, seed):
    rng = np.random.RandomState(seed)
    patterns = rng.rand(classes, features)
    labels = rng.randint(0, classes, size=n)
    return 0.7 * patterns[labels] + 0.3 * rng.rand(n, features), labels


def shared_dataset(data_xy):
    data_x, data_y = data_xy
    return theano.shared(data_x), T.cast(theano.shared(np.asarray(data_y, dtype="float64")), "int32")


# 20 softmax regression
class LogisticRegression:
    def __init__(self, input, n_in, n_out):
        self.W = theano.shared(value=np.zeros((n_in, n_out)), name="W")
        self.b = theano.shared(value=np.zeros((n_out,)), name="b")
        self.p_y_given_x = softmax(T.dot(input, self.W) + self.b)
        self.y_pred = T.argmax(self.p_y_given_x, axis=1)
        self.params = [self.W, self.b]

    def negative_log_likelihood(self, y):
        return -T.mean(T.log(self.p_y_given_x)[T.arange(y.shape[0]), y])

    def errors(self, y):
        return T.mean(T.neq(self.y_pred, y))


train_set_x, train_set_y = shared_dataset(data(120, 12, 5, 11))
valid_set_x, valid_set_y = shared_dataset(data(40, 12, 5, 12))
batch_size = 20
n_train_batches = 6
index = T.lscalar()
x = T.matrix("x")
y = T.ivector("y")
classifier = LogisticRegression(input=x, n_in=12, n_out=5)
cost = classifier.negative_log_likelihood(y)
validate_model = theano.function(
    inputs=[index],
    outputs=classifier.errors(y),
    givens={
        x: valid_set_x[index * batch_size : (index + 1) * batch_size],
        y: valid_set_y[index * batch_size : (index + 1) * batch_size],
    },
)
g_W = T.grad(cost=cost, wrt=classifier.W)
g_b = T.grad(cost=cost, wrt=classifier.b)
updates = [(classifier.W, classifier.W - 0.13 * g_W), (classifier.b, classifier.b - 0.13 * g_b)]
train_model = theano.function(
    inputs=[index],
    outputs=cost,
    updates=updates,
    givens={
        x: train_set_x[index * batch_size : (index + 1) * batch_size],
        y: train_set_y[index * batch_size : (index + 1) * batch_size],
    },
)
costs = []
for epoch in range(10):
    for minibatch_index in range(n_train_batches):
        costs.append(train_model(minibatch_index))
keep("softmax.costs", costs)
keep("softmax.params", *[p.get_value() for p in classifier.params])
keep("softmax.errors", [validate_model(i) for i in range(2)])


# 21 MLP
class HiddenLayer:
    def __init__(self, rng, input, n_in, n_out, activation=T.tanh):
        bound = np.sqrt(6.0 / (n_in + n_out))
        self.W = theano.shared(rng.uniform(low=-bound, high=bound, size=(n_in, n_out)), name="W")
        self.b = theano.shared(np.zeros((n_out,)), name="b")
        lin_output = T.dot(input, self.W) + self.b
        self.output = lin_output if activation is None else activation(lin_output)
        self.params = [self.W, self.b]


class MLP:
    def __init__(self, rng, input, n_in, n_hidden, n_out):
        self.hiddenLayer = HiddenLayer(rng, input, n_in, n_hidden)
        self.logRegressionLayer = LogisticRegression(self.hiddenLayer.output, n_hidden, n_out)
        self.L1 = abs(self.hiddenLayer.W).sum() + abs(self.logRegressionLayer.W).sum()
        self.L2_sqr = (self.hiddenLayer.W**2).sum() + (self.logRegressionLayer.W**2).sum()
        self.params = self.hiddenLayer.params + self.logRegressionLayer.params


x = T.matrix("x")
y = T.ivector("y")
classifier = MLP(np.random.RandomState(1234), x, 12, 8, 5)
cost = (
    classifier.logRegressionLayer.negative_log_likelihood(y) + 0.001 * classifier.L1 + 0.0001 * classifier.L2_sqr
)
gparams = [T.grad(cost, param) for param in classifier.params]
updates = [(param, param - 0.1 * gparam) for param, gparam in zip(classifier.params, gparams)]
train_model = theano.function(
    inputs=[index],
    outputs=cost,
    updates=updates,
    givens={
        x: train_set_x[index * batch_size : (index + 1) * batch_size],
        y: train_set_y[index * batch_size : (index + 1) * batch_size],
    },
)
costs = []
for epoch in range(5):
    for minibatch_index in range(n_train_batches):
        costs.append(train_model(minibatch_index))
keep("mlp.costs", costs)
keep("mlp.params", *[p.get_value() for p in classifier.params])


# 22 LeNet
class LeNetConvPoolLayer:
    def __init__(self, rng, input, filter_shape, image_shape, poolsize=(2, 2)):
        fan_in = np.prod(filter_shape[1:])
        fan_out = filter_shape[0] * np.prod(filter_shape[2:]) // np.prod(poolsize)
        W_bound = np.sqrt(6.0 / (fan_in + fan_out))
        self.W = theano.shared(rng.uniform(low=-W_bound, high=W_bound, size=filter_shape))
        self.b = theano.shared(np.zeros((filter_shape[0],)))
        conv_out = conv2d(input, self.W, image_shape[0], filter_shape[0], filter_shape[1])
        pooled_out = max_pool_2d(conv_out, poolsize)
        self.output = T.tanh(pooled_out + self.b.dimshuffle("x", 0, "x", "x"))
        self.params = [self.W, self.b]


rng = np.random.RandomState(23455)
n = 4
images_x, images_y = data(8, 144, 5, 13)
set_x = theano.shared(images_x)
set_y = T.cast(theano.shared(images_y.astype("float64")), "int32")
x = T.matrix("x")
y = T.ivector("y")
layer0_input = x.reshape((n, 1, 12, 12))
layer0 = LeNetConvPoolLayer(rng, layer0_input, (2, 1, 3, 3), (n, 1, 12, 12))
layer1 = LeNetConvPoolLayer(rng, layer0.output, (3, 2, 2, 2), (n, 2, 5, 5))
layer2_input = layer1.output.flatten(2)
layer2 = HiddenLayer(rng, layer2_input, 3 * 2 * 2, 6)
layer3 = LogisticRegression(layer2.output, 6, 5)
cost = layer3.negative_log_likelihood(y)
params = layer3.params + layer2.params + layer1.params + layer0.params
grads = T.grad(cost, params)
updates = [(param_i, param_i - 0.1 * grad_i) for param_i, grad_i in zip(params, grads)]
train_model = theano.function(
    [index],
    cost,
    updates=updates,
    givens={x: set_x[index * n : (index + 1) * n], y: set_y[index * n : (index + 1) * n]},
)
costs = []
for epoch in range(4):
    for minibatch_index in range(2):
        costs.append(train_model(minibatch_index))
keep("lenet.costs", costs)
keep("lenet.params", *[p.get_value() for p in params])


# 23 denoising autoencoder: the mask that the original draws is given
class dA:
    def __init__(self, numpy_rng, input, mask, n_visible, n_hidden):
        bound = 4 * np.sqrt(6.0 / (n_hidden + n_visible))
        self.W = theano.shared(numpy_rng.uniform(low=-bound, high=bound, size=(n_visible, n_hidden)), name="W")
        self.b = theano.shared(np.zeros(n_hidden), name="b")
        self.b_prime = theano.shared(np.zeros(n_visible), name="bvis")
        self.W_prime = self.W.T
        self.x = input
        self.mask = mask
        self.params = [self.W, self.b, self.b_prime]

    def get_corrupted_input(self, input, corruption_level):
        return self.mask * input

    def get_hidden_values(self, input):
        return T.sigmoid(T.dot(input, self.W) + self.b)

    def get_reconstructed_input(self, hidden):
        return T.sigmoid(T.dot(hidden, self.W_prime) + self.b_prime)

    def get_cost_updates(self, corruption_level, learning_rate):
        tilde_x = self.get_corrupted_input(self.x, corruption_level)
        y = self.get_hidden_values(tilde_x)
        z = self.get_reconstructed_input(y)
        L = -T.sum(self.x * T.log(z) + (1 - self.x) * T.log(1 - z), axis=1)
        cost = T.mean(L)
        gparams = T.grad(cost, self.params)
        updates = [(param, param - learning_rate * gparam) for param, gparam in zip(self.params, gparams)]
        return cost, updates


x = T.matrix("x")
mask = T.matrix("mask")
rng = np.random.RandomState(123)
da = dA(rng, x, mask, 12, 7)
cost, updates = da.get_cost_updates(corruption_level=0.3, learning_rate=0.1)
train_da = theano.function(
    [index, mask],
    cost,
    updates=updates,
    givens={x: train_set_x[index * batch_size : (index + 1) * batch_size]},
)
costs = []
for epoch in range(5):
    for batch_index in range(n_train_batches):
        costs.append(train_da(batch_index, (rng.rand(batch_size, 12) < 0.7).astype("float64")))
keep("autoencoder.costs", costs)
keep("autoencoder.params", *[p.get_value() for p in da.params])


# 24 RBM, CD-1; the uniform numbers that the original's binomial draws are given for each step
class RBM:
    def __init__(self, input, n_visible, n_hidden, numpy_rng, chances_h, chances_v):
        bound = 4 * np.sqrt(6.0 / (n_hidden + n_visible))
        self.W = theano.shared(numpy_rng.uniform(low=-bound, high=bound, size=(n_visible, n_hidden)), name="W")
        self.hbias = theano.shared(np.zeros(n_hidden), name="hbias")
        self.vbias = theano.shared(np.zeros(n_visible), name="vbias")
        self.input = input
        self.chances_h = chances_h
        self.chances_v = chances_v
        self.params = [self.W, self.hbias, self.vbias]

    def free_energy(self, v_sample):
        wx_b = T.dot(v_sample, self.W) + self.hbias
        vbias_term = T.dot(v_sample, self.vbias)
        hidden_term = T.sum(T.log(1 + T.exp(wx_b)), axis=1)
        return -hidden_term - vbias_term

    def propup(self, vis):
        pre_sigmoid_activation = T.dot(vis, self.W) + self.hbias
        return [pre_sigmoid_activation, T.sigmoid(pre_sigmoid_activation)]

    def sample_h_given_v(self, v0_sample, chances):
        pre_sigmoid_h1, h1_mean = self.propup(v0_sample)
        return [pre_sigmoid_h1, h1_mean, T.cast(chances < h1_mean, "float64")]

    def propdown(self, hid):
        pre_sigmoid_activation = T.dot(hid, self.W.T) + self.vbias
        return [pre_sigmoid_activation, T.sigmoid(pre_sigmoid_activation)]

    def sample_v_given_h(self, h0_sample, chances):
        pre_sigmoid_v1, v1_mean = self.propdown(h0_sample)
        return [pre_sigmoid_v1, v1_mean, T.cast(chances < v1_mean, "float64")]

    def gibbs_hvh(self, chances_v, chances_h, h0_sample):
        pre_sigmoid_v1, v1_mean, v1_sample = self.sample_v_given_h(h0_sample, chances_v)
        pre_sigmoid_h1, h1_mean, h1_sample = self.sample_h_given_v(v1_sample, chances_h)
        return [pre_sigmoid_v1, v1_mean, v1_sample, pre_sigmoid_h1, h1_mean, h1_sample]

    def get_cost_updates(self, lr, k):
        pre_sigmoid_ph, ph_mean, ph_sample = self.sample_h_given_v(self.input, self.chances_h[0])
        chain_start = ph_sample
        pre_sigmoid_nvs, nv_means, nv_samples, pre_sigmoid_nhs, nh_means, nh_samples = scan(
            self.gibbs_hvh,
            sequences=[self.chances_v, self.chances_h[1:]],
            outputs_info=[None, None, None, None, None, chain_start],
            n_steps=k,
        )
        chain_end = nv_samples[-1]
        cost = T.mean(self.free_energy(self.input)) - T.mean(self.free_energy(chain_end))
        gparams = T.grad(cost, self.params, consider_constant=[chain_end])
        updates = [(param, param - gparam * lr) for gparam, param in zip(gparams, self.params)]
        pre_sigmoid_nv = pre_sigmoid_nvs[-1]
        cross_entropy = T.mean(
            T.sum(
                self.input * T.log(T.sigmoid(pre_sigmoid_nv))
                + (1 - self.input) * T.log(1 - T.sigmoid(pre_sigmoid_nv)),
                axis=1,
            )
        )
        return cross_entropy, updates


x = T.matrix("x")
chances_h = T.tensor3("chances_h")
chances_v = T.tensor3("chances_v")
rng = np.random.RandomState(124)
rbm = RBM(x, 12, 6, rng, chances_h, chances_v)
cost, updates = rbm.get_cost_updates(lr=0.1, k=1)
train_rbm = theano.function(
    [index, chances_v, chances_h],
    cost,
    updates=updates,
    givens={x: train_set_x[index * batch_size : (index + 1) * batch_size]},
)
costs = []
for epoch in range(3):
    for batch_index in range(n_train_batches):
        costs.append(train_rbm(batch_index, rng.rand(1, batch_size, 12), rng.rand(2, batch_size, 6)))
keep("rbm.costs", costs)
keep("rbm.params", *[p.get_value() for p in rbm.params])

# 25 Elman net for slot filling
rng = np.random.RandomState(42)
nh, nc, ne, de, cs = 6, 4, 20, 5, 3
emb = theano.shared(0.2 * rng.uniform(-1.0, 1.0, (ne + 1, de)), name="embeddings")
wx = theano.shared(0.2 * rng.uniform(-1.0, 1.0, (de * cs, nh)), name="wx")
wh = theano.shared(0.2 * rng.uniform(-1.0, 1.0, (nh, nh)), name="wh")
w = theano.shared(0.2 * rng.uniform(-1.0, 1.0, (nh, nc)), name="w")
bh = theano.shared(np.zeros(nh), name="bh")
b = theano.shared(np.zeros(nc), name="b")
h0 = theano.shared(np.zeros(nh), name="h0")
params = [emb, wx, wh, w, bh, b, h0]
idxs = T.imatrix()
x = emb[idxs].reshape((idxs.shape[0], de * cs))
y_sentence = T.ivector("y_sentence")


def recurrence(x_t, h_tm1):
    h_t = T.sigmoid(T.dot(x_t, wx) + T.dot(h_tm1, wh) + bh)
    s_t = softmax(T.dot(h_t, w) + b)
    return [h_t, s_t]


h, s = scan(fn=recurrence, sequences=x, outputs_info=[h0, None], n_steps=x.shape[0])
p_y_given_x_sentence = s
y_pred = T.argmax(p_y_given_x_sentence, axis=1)
lr = T.scalar("lr")
sentence_nll = -T.mean(T.log(p_y_given_x_sentence)[T.arange(x.shape[0]), y_sentence])
sentence_gradients = T.grad(sentence_nll, params)
sentence_updates = [(p, p - lr * g) for p, g in zip(params, sentence_gradients)]
classify = theano.function(inputs=[idxs], outputs=y_pred)
sentence_train = theano.function(inputs=[idxs, y_sentence, lr], outputs=sentence_nll, updates=sentence_updates)
normalize = theano.function(
    inputs=[], updates=[(emb, emb / T.sqrt((emb**2).sum(axis=1)).dimshuffle(0, "x"))]
)


def contextwin(sentence, win):
    padded = win // 2 * [-1] + list(sentence) + win // 2 * [-1]
    return [padded[i : (i + win)] for i in range(len(sentence))]


costs = []
for epoch in range(4):
    for length in [7, 4, 9]:
        sentence = [(3 * length + 5 * i) % ne for i in range(length)]
        labels = [word % nc for word in sentence]
        costs.append(
            sentence_train(np.asarray(contextwin(sentence, cs), "int32"), np.asarray(labels, "int32"), 0.5)
        )
        normalize()
keep("elman.costs", costs)
keep("elman.params", *[p.get_value() for p in params])
keep("elman.classes", classify(np.asarray(contextwin([1, 8, 15, 2, 9], cs), "int32")))

# 26 LSTM, a classifier of sentiments; the mask of dropout is given
rng = np.random.RandomState(123)
dim_proj, n_words, ydim = 6, 15, 2


def ortho(scale):
    return scale * rng.randn(dim_proj, dim_proj)


tparams = {
    "Wemb": theano.shared(0.3 * rng.rand(n_words, dim_proj), name="Wemb"),
    "lstm_W": theano.shared(np.concatenate([ortho(0.5) for _ in range(4)], axis=1), name="lstm_W"),
    "lstm_U": theano.shared(np.concatenate([ortho(0.5) for _ in range(4)], axis=1), name="lstm_U"),
    "lstm_b": theano.shared(np.zeros(4 * dim_proj), name="lstm_b"),
    "U": theano.shared(0.3 * rng.randn(dim_proj, ydim), name="U"),
    "b": theano.shared(np.zeros(ydim), name="b"),
}


def lstm_layer(tparams, state_below, mask):
    nsteps = state_below.shape[0]
    n_samples = state_below.shape[1]

    def _slice(_x, n, dim):
        return _x[:, n * dim : (n + 1) * dim]

    def _step(m_, x_, h_, c_):
        preact = T.dot(h_, tparams["lstm_U"])
        preact += x_
        i = T.sigmoid(_slice(preact, 0, dim_proj))
        f = T.sigmoid(_slice(preact, 1, dim_proj))
        o = T.sigmoid(_slice(preact, 2, dim_proj))
        c = T.tanh(_slice(preact, 3, dim_proj))
        c = f * c_ + i * c
        c = m_[:, None] * c + (1.0 - m_)[:, None] * c_
        h = o * T.tanh(c)
        h = m_[:, None] * h + (1.0 - m_)[:, None] * h_
        return h, c

    state_below = T.dot(state_below, tparams["lstm_W"]) + tparams["lstm_b"]
    rval = scan(
        _step,
        sequences=[mask, state_below],
        outputs_info=[
            T.alloc(np.asarray(0.0), n_samples, dim_proj),
            T.alloc(np.asarray(0.0), n_samples, dim_proj),
        ],
        n_steps=nsteps,
    )
    return rval[0]


use_noise = theano.shared(np.asarray(0.0))
kept = T.matrix("kept")


def dropout_layer(state_before, use_noise):
    return T.switch(use_noise, state_before * kept, state_before * 0.5)


x = T.matrix("x", dtype="int64")
mask = T.matrix("mask")
y = T.vector("y", dtype="int64")
n_timesteps = x.shape[0]
n_samples = x.shape[1]
emb = tparams["Wemb"][x.flatten()].reshape([n_timesteps, n_samples, dim_proj])
proj = lstm_layer(tparams, emb, mask)
proj = (proj * mask[:, :, None]).sum(axis=0)
proj = proj / mask.sum(axis=0)[:, None]
proj = dropout_layer(proj, use_noise)
pred = softmax(T.dot(proj, tparams["U"]) + tparams["b"])
off = 1e-8
cost = -T.log(pred[T.arange(n_samples), y] + off).mean()
grads = T.grad(cost, wrt=list(tparams.values()))
f_pred_prob = theano.function([x, mask, kept], pred, on_unused_input="ignore")
f_grad = theano.function([x, mask, y, kept], grads)
lr = T.scalar("lr")
f_train = theano.function(
    [x, mask, y, kept, lr], cost, updates=[(p, p - lr * g) for p, g in zip(tparams.values(), grads)]
)
words = np.array([[(2 * t + 5 * i) % n_words for i in range(4)] for t in range(7)])
lengths = [7, 3, 5, 6]
there = np.array([[1.0 if t < n else 0.0 for n in lengths] for t in range(7)])
y_there = np.array([0, 1, 1, 0])
ones = (rng.rand(4, dim_proj) < 0.5).astype("float64")
keep("lstm.predictions", f_pred_prob(words, there, ones))
use_noise.set_value(1.0)
keep("lstm.gradients", *f_grad(words, there, y_there, ones))
costs = []
for epoch in range(8):
    costs.append(f_train(words, there, y_there, (rng.rand(4, dim_proj) < 0.5).astype("float64"), 0.5))
keep("lstm.costs", costs)
use_noise.set_value(0.0)
keep("lstm.last", f_pred_prob(words, there, ones))

write()
