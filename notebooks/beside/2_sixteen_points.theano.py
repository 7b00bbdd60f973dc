# %%
import numpy as np
import theano
import theano.tensor as T

X, Y = np.genfromtxt("data/sixteen_points.csv", delimiter=",", skip_header=1).T
n = len(X)
rng = np.random.RandomState(0)

# %% train-and-test
x, y = T.vector("x"), T.vector("y")
m = theano.shared(rng.randn(), "m")
c = theano.shared(rng.randn(), "c")
prediction = T.dot(x, m) + c
cost = T.sum(T.pow(prediction - y, 2)) / (2 * n)
grad_m, grad_c = T.grad(cost, [m, c])

learning_rate = 0.01
train = theano.function([x, y], cost, updates=[
    (m, m - learning_rate * grad_m),
    (c, c - learning_rate * grad_c)])
test = theano.function([x], prediction)

# %%
costs = [float(train(X, Y)) for _ in range(10_000)]
generator = np.random.RandomState(1)
samples = generator.randn(200, 3)
answers = samples @ [1, -2, 0.5] + 3 + 0.1 * generator.randn(200)

# %% weight-vector
A, answer = T.matrix("A"), T.vector("answer")
w = theano.shared(np.zeros(3), "w")
b = theano.shared(0.0, "b")
loss = T.mean(T.sqr(T.dot(A, w) + b - answer))
grad_w, grad_b = T.grad(loss, [w, b])
train_vector = theano.function([A, answer], loss, updates=[
    (w, w - 0.1 * grad_w),
    (b, b - 0.1 * grad_b)])
for step in range(200):
    train_vector(samples, answers)

print(w.get_value(), b.get_value())

# %%
found = {
    "cost_step_0": costs[0],
    "cost_step_1": costs[1],
    "cost_step_9999": costs[9999],
    "m": float(m.get_value()),
    "c": float(c.get_value()),
    "test_linspace_0_10_10": test(np.linspace(0, 10, 10)),
}
shown = {"weight-vector": [*w.get_value(), float(b.get_value())]}
