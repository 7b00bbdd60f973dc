# %%
import numpy as np
import theano
import theano.tensor as T

table = np.loadtxt("data/diabetes.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
whole = np.delete(table, rng.permutation(442)[:20], axis=0)
order = rng.permutation(len(whole))
train, test = whole[np.sort(order[:316])], whole[np.sort(order[316:])]
train_x, test_x = train[:, :-1], test[:, :-1]
train_y, test_y = train[:, -1], test[:, -1]
X = T.matrix("X")

# %% scales
mean = X.mean(axis=0)
sd = T.sqrt(T.mean(T.sqr(X - mean), axis=0))
measure = theano.function([X], [mean, sd])
scales = measure(train_x)

# %%
train_z, test_z = (train_x - scales[0]) / scales[1], (test_x - scales[0]) / scales[1]

# %% define-model
y = T.vector("y")
w = theano.shared(np.zeros(10), "w")
b = theano.shared(0.0, "b")
prediction = T.dot(X, w) + b
cost = T.mean(T.sqr(prediction - y)) / 2

# %% define-training
rate = 0.4
step = theano.function([X, y], cost, updates=[
    (w, w - rate * T.grad(cost, w)),
    (b, b - rate * T.grad(cost, b))])
predict = theano.function([X], prediction)

# %%
costs = [float(step(train_z, train_y)) for _ in range(10_000)]

# %% r-squared
missed = T.sum(T.sqr(y - prediction))
score = theano.function([X, y], 1 - missed / T.sum(T.sqr(y - y.mean())))

train_score, test_score = score(train_z, train_y), score(test_z, test_y)
print(f"R² on the training part: {train_score:.4f}, "
      f"on the test part: {test_score:.4f}")

# %%
shown = {"r-squared": [train_score, test_score]}
found = {
    "mean": scales[0],
    "sd": scales[1],
    "costs_0_1_100_9999": [costs[i] for i in (0, 1, 100, 9999)],
    "w": w.get_value(),
    "b": float(b.get_value()),
    "r2_train": train_score,
    "r2_test": test_score,
}
