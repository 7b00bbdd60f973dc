# %%
import numpy as np
import theano
import theano.tensor as T

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
train = table[np.sort(rng.permutation(1797)[:1347])]
still = np.pad(train[:, :-1].reshape(-1, 1, 8, 8) / 16, ((0, 0), (0, 0), (1, 1), (1, 1)))
moves = [(1, 1), (1, 0), (1, 2), (0, 1), (2, 1)]
train_x = np.concatenate([still[:, :, row:row + 8, column:column + 8] for row, column in moves])
train_t = np.tile(train[:, -1].astype("int32"), 5)
W1 = theano.shared(rng.randn(8, 1, 3, 3) * np.sqrt(2 / 9), "W1")
b1 = theano.shared(np.full(8, 0.1), "b1")
W2 = theano.shared(rng.randn(16, 8, 3, 3) * np.sqrt(2 / 72), "W2")
b2 = theano.shared(np.full(16, 0.1), "b2")
W3 = theano.shared(rng.randn(64, 10) / 8, "W3")
b3 = theano.shared(np.zeros(10), "b3")
weights = [W1, b1, W2, b2, W3, b3]
first_filter = W1.get_value().ravel()[:3]

# %% layers-code
from theano.tensor.nnet import conv2d, relu
from theano.tensor.signal.pool import pool_2d

x = T.tensor4("x")
maps = conv2d(x, W1, filter_shape=(8, 1, 3, 3),
              border_mode="half", filter_flip=False)
pooled = pool_2d(maps, (2, 2), ignore_border=True)
first = relu(pooled + b1.dimshuffle("x", 0, "x", "x"))
second = relu(
    conv2d(first, W2, filter_shape=(16, 8, 3, 3), filter_flip=False)
    + b2.dimshuffle("x", 0, "x", "x"))
scores = T.dot(second.flatten(2), W3) + b3

# %%
t = T.ivector("t")
cost = T.mean(T.nnet.categorical_crossentropy(T.nnet.softmax(scores), t))


def adam(cost, parameters, rate):
    k = theano.shared(1.0)
    updates = [(k, k + 1)]
    for p, g in zip(parameters, T.grad(cost, parameters)):
        m, v = (theano.shared(0 * p.get_value()) for _ in range(2))
        m_now, v_now = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * T.sqr(g)
        size = T.sqrt(v_now / (1 - 0.999 ** k))
        updates += [(m, m_now), (v, v_now), (p, p - rate * m_now / (1 - 0.9 ** k) / (size + 1e-8))]
    return updates


# %% step
pictures = theano.shared(train_x, "pictures")
truth = theano.shared(train_t, "truth")
at = T.lvector("at")
step = theano.function([at], cost,
    updates=adam(cost, weights, rate=0.005),
    givens=[(x, pictures[at]), (t, truth[at])])

# %%
shuffled = rng.permutation(6735)
costs = [float(step(shuffled[50 * k:50 * k + 50])) for k in range(101)]
found = {"filter_first3": first_filter, "costs_0_1_10_100": [costs[k] for k in (0, 1, 10, 100)]}
