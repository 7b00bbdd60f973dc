# %%
import numpy as np

rng = np.random.RandomState(0)
x_data = rng.uniform(-5, 5, 100)
t_data = 2 * x_data + 1.5 + rng.randn(100)

# %% parameters
import theano
import theano.tensor as T

x = T.vector("x")
t = T.vector("t")
p0 = theano.shared(0.0, "p0")  # intercept
p1 = theano.shared(0.0, "p1")  # slope
prediction = p0 + x * p1

# %% take-gradients
cost = T.mean(T.sqr(t - prediction))
grad_p0 = T.grad(cost, p0)
grad_p1 = T.grad(cost, p1)

# %% compile
alpha = 0.0005
train = theano.function(
    [x, t], cost,
    updates=[(p0, p0 - alpha * grad_p0),
             (p1, p1 - alpha * grad_p1)],
    allow_input_downcast=True)

# %%
costs = [float(train(x_data, t_data)) for _ in range(500)]
found = {
    "cost_epoch_0": costs[0],
    "cost_epoch_1": costs[1],
    "cost_epoch_499": costs[499],
    "p0": float(p0.get_value()),
    "p1": float(p1.get_value()),
}
