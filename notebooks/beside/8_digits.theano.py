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

# %% model
x = T.matrix("x")
t = T.ivector("t")
W = theano.shared(np.zeros((64, 10)), "W")
b = theano.shared(np.zeros(10), "b")
p = T.nnet.softmax(T.dot(x, W) + b)

# %% cost
cost = T.mean(T.nnet.categorical_crossentropy(p, t))
cost_of = theano.function([x, t], cost)
cost_of(train_x, train_t)

# %%
at_zero = float(cost_of(train_x, train_t))
images = theano.shared(train_x, "images")
labels = theano.shared(train_t, "labels")
shuffled = T.lvector("shuffled")
k = T.iscalar("k")
rows = shuffled[k * 50:(k + 1) * 50]

# %% step
rate = 0.5
step = theano.function([shuffled, k], cost,
    givens=[(x, images[rows]), (t, labels[rows])],
    updates=[(W, W - rate * T.grad(cost, W)),
             (b, b - rate * T.grad(cost, b))])

# %%
right_of = theano.function([x, t], T.sum(T.eq(T.argmax(p, axis=1), t)))
costs, right = [], []
for epoch in range(30):
    draw = rng.permutation(1347)
    costs.append(sum(float(step(draw, batch)) for batch in range(27)) / 27)
    right.append(int(right_of(test_x, test_t)))
found = {"costs_after_epochs": costs, "right_after_epochs": right, "b": b.get_value(), "w_middle_row": W.get_value()[28]}
shown = {"cost": [at_zero]}
