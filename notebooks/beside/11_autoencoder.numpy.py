# %%
import numpy as np

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
images = table[np.sort(order[:1347])][:, :-1] / 16
mean = images.mean(axis=0)

# %% linear
E = rng.randn(64, 2) * 0.1
D = rng.randn(2, 64) * 0.1

def flat(x):
    pair = (x - mean) @ E
    return pair, pair @ D + mean

# %%
start = E[0].copy()

# %% linear-step
moments = [np.zeros_like(p) for p in (E, D, E, D)]

def linear_step(k):
    pair, again = flat(images)
    by = 2 * (again - images) / images.size  # by hand
    gradients = [(images - mean).T @ (by @ D.T), pair.T @ by]
    for p, g, m, v in zip((E, D), gradients, moments[:2], moments[2:]):
        m += 0.1 * (g - m)  # Adam
        v += 0.001 * (g ** 2 - v)
        size = np.sqrt(v / (1 - 0.999 ** k))
        p -= 0.02 * m / (1 - 0.9 ** k) / (size + 1e-8)
    return np.mean((again - images) ** 2)

costs = [linear_step(k) for k in range(1, 301)]
for i in (0, 1, 10, 100, 299):
    print(f"step {i:3}   {costs[i]:.5f}")

# %%
shown = {"linear-step": [costs[i] for i in (0, 1, 10, 100, 299)]}
found = {"start_first2": start, "linear_costs_0_1_10_100": [costs[i] for i in (0, 1, 10, 100)]}
