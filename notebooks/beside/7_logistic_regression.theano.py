# %%
import numpy as np
import theano
import theano.tensor as T

rng = np.random.RandomState(0)
study, sleep = rng.uniform(0, 10, 200), rng.uniform(4, 9, 200)
chance = 1 / (1 + np.exp(-(1.2 * (study - 5) + (sleep - 6.5))))
passed = (rng.rand(200) < chance).astype(float)
hours, results = study[:140], passed[:140]
h, y = T.vector("h"), T.vector("y")
w, b = theano.shared(0.0, "w"), theano.shared(0.0, "b")
p = T.nnet.sigmoid(w * h + b)

# %% define-cost
cost = T.mean(T.nnet.binary_crossentropy(p, y))
cost_of = theano.function([h, y], cost)
cost_of(hours, results)

# %%
at_zero = float(cost_of(hours, results))

# %% descend
rate = 0.2
by_w, by_b = T.grad(cost, [w, b])
slope = T.maximum(abs(by_w), abs(by_b))
descend = theano.function([h, y], slope, updates=[
    (w, w - rate * by_w), (b, b - rate * by_b)])

descent_steps = 0
while descend(hours, results) > 1e-6:
    descent_steps += 1

# %% newton-step
from theano.tensor.slinalg import solve

A = T.matrix("A")
theta = theano.shared(np.zeros(2), "theta")
entropy = T.mean(
    T.nnet.binary_crossentropy(T.nnet.sigmoid(T.dot(A, theta)), y))
gradient = T.grad(entropy, theta)
hessian = theano.gradient.hessian(entropy, theta)
newton = theano.function([A, y], T.max(abs(gradient)), updates=[
    (theta, theta - solve(hessian, gradient))])

# %%
alone, places = np.column_stack([hours, np.ones(140)]), []
largest = np.inf
while largest > 1e-6:
    places.append(theta.get_value())
    largest = newton(alone, results)
found = {
    "passed": int(passed.sum()),
    "descent_steps": descent_steps,
    "w": float(w.get_value()),
    "b": float(b.get_value()),
    "cost": float(cost_of(hours, results)),
    "newton_steps": len(places) - 1,
    "newton_1": places[1],
    "newton_3": places[3],
}
shown = {"define-cost": [at_zero]}
