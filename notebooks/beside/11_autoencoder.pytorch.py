# %%
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
images = torch.tensor(table[np.sort(order[:1347])][:, :-1] / 16)
mean = images.mean(dim=0)

# %% linear
E = torch.tensor(rng.randn(64, 2) * 0.1, requires_grad=True)
D = torch.tensor(rng.randn(2, 64) * 0.1, requires_grad=True)

def flat(x):
    return (x - mean) @ E @ D + mean

# %%
start = E[0].tolist()

# %% linear-step
optimizer = torch.optim.Adam([E, D], lr=0.02)

def linear_step():
    miss = torch.nn.functional.mse_loss(flat(images), images)
    optimizer.zero_grad()
    miss.backward()
    optimizer.step()
    return miss.item()

costs = [linear_step() for _ in range(300)]
for i in (0, 1, 10, 100, 299):
    print(f"step {i:3}   {costs[i]:.5f}")

# %%
shown = {"linear-step": [costs[i] for i in (0, 1, 10, 100, 299)]}
found = {"start_first2": start, "linear_costs_0_1_10_100": [costs[i] for i in (0, 1, 10, 100)]}
