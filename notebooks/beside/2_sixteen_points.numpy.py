# %%
import numpy as np

X, Y = np.genfromtxt("data/sixteen_points.csv", delimiter=",", skip_header=1).T
rng = np.random.RandomState(0)

# %% train-and-test
m, c = rng.randn(), rng.randn()
learning_rate = 0.01

def test(x, m, c):
    return x * m + c

def train(x, y, m, c):
    error = test(x, m, c) - y
    n = len(x)
    cost = np.sum(error ** 2) / (2 * n)
    grad_m = np.dot(error, x) / n  # by hand
    grad_c = np.sum(error) / n
    return cost, m - learning_rate * grad_m, c - learning_rate * grad_c

# %%
costs = []
for _ in range(10_000):
    cost, m, c = train(X, Y, m, c)
    costs.append(cost)
generator = np.random.RandomState(1)
samples = generator.randn(200, 3)
answers = samples @ [1, -2, 0.5] + 3 + 0.1 * generator.randn(200)

# %% weight-vector
w, b = np.zeros(3), 0.0
for step in range(200):
    error = samples @ w + b - answers
    w -= 0.1 * 2 * samples.T @ error / len(error)
    b -= 0.1 * 2 * np.mean(error)

print(w, b)

# %%
found = {
    "cost_step_0": costs[0],
    "cost_step_1": costs[1],
    "cost_step_9999": costs[9999],
    "m": m,
    "c": c,
    "test_linspace_0_10_10": test(np.linspace(0, 10, 10), m, c),
}
shown = {"weight-vector": [*w, b]}
