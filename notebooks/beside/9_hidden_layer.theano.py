# %%
import numpy as np
import theano
import theano.tensor as T

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
train, test = table[np.sort(order[:1347])], table[np.sort(order[1347:])]
train_x, train_t = train[:, :-1] / 16, train[:, -1].astype("int32")
test_x, test_t = test[:, :-1] / 16, test[:, -1].astype("int32")
x, t = T.matrix("x"), T.ivector("t")
images, labels = theano.shared(train_x, "images"), theano.shared(train_t, "labels")
shuffled, k = T.lvector("shuffled"), T.iscalar("k")
rows = shuffled[k * 50:(k + 1) * 50]


def weights(below, above, name):
    return theano.shared(rng.randn(below, above) * np.sqrt(2 / below), name)


def biases(size, name):
    return theano.shared(np.zeros(size), name)


# %% small
W1, b1 = weights(64, 64, "W1"), biases(64, "b1")
W2, b2 = weights(64, 10, "W2"), biases(10, "b2")
hidden = T.nnet.relu(T.dot(x, W1) + b1)
scores = T.dot(hidden, W2) + b2
cost = T.mean(
    T.nnet.categorical_crossentropy(T.nnet.softmax(scores), t))

# %%
start = W1.get_value()[0, :3]

# %% small-step
parameters = [W1, b1, W2, b2]
step = theano.function([shuffled, k], cost,
    givens=[(x, images[rows]), (t, labels[rows])],
    updates=[(p, p - 0.5 * by)
             for p, by in zip(parameters, T.grad(cost, parameters))])

def epoch(training):
    draw = rng.permutation(1347)
    for batch in range(27):
        training(draw, batch)

# %%
right_of = theano.function([x, t], T.sum(T.eq(T.argmax(scores, axis=1), t)))
right = []
for _ in range(30):
    epoch(step)
    right.append(int(right_of(test_x, test_t)))
found = {"start_first3": start, "small_right_after": right}
