# %%
import numpy as np

rng = np.random.RandomState(0)
x = rng.uniform(-5, 5, 100)
t = 2 * x + 1.5 + rng.randn(100)

# %% parameters
p = np.zeros(2)  # intercept, slope

def linear_model(x):
    return p[0] + x * p[1]

# %% take-gradients
def gradient(x, t):  # derived by hand
    error = linear_model(x) - t
    return 2 * np.array([np.mean(error), np.mean(error * x)])

# %% compile
alpha = 0.0005

def train(x, t):
    cost = np.mean((t - linear_model(x)) ** 2)
    p[:] -= alpha * gradient(x, t)
    return cost

# %%
costs = [train(x, t) for _ in range(500)]
found = {"cost_epoch_0": costs[0], "cost_epoch_1": costs[1], "cost_epoch_499": costs[499], "p0": p[0], "p1": p[1]}
