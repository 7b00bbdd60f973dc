# %%
import numpy as np
import torch

data = np.genfromtxt("data/sixteen_points.csv", delimiter=",", skip_header=1).T
rng = np.random.RandomState(0)

# %% train-and-test
torch.set_default_dtype(torch.float64)

m = torch.tensor(rng.randn(), requires_grad=True)
c = torch.tensor(rng.randn(), requires_grad=True)
optimizer = torch.optim.SGD([m, c], lr=0.01)

def test(x):
    return x * m + c

def train(x, y):
    cost = torch.sum((test(x) - y) ** 2) / (2 * len(x))
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()

# %%
X, Y = torch.tensor(data)
costs = [train(X, Y) for _ in range(10_000)]
generator = np.random.RandomState(1)
drawn = generator.randn(200, 3)
answers = torch.tensor(drawn @ [1, -2, 0.5] + 3 + 0.1 * generator.randn(200))
samples = torch.tensor(drawn)

# %% weight-vector
w = torch.zeros(3, requires_grad=True)
b = torch.zeros((), requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=0.1)
for step in range(200):
    loss = torch.mean((samples @ w + b - answers) ** 2)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

print(w.detach(), b.item())

# %%
found = {
    "cost_step_0": costs[0],
    "cost_step_1": costs[1],
    "cost_step_9999": costs[9999],
    "m": m.item(),
    "c": c.item(),
    "test_linspace_0_10_10": test(torch.linspace(0, 10, 10)).tolist(),
}
shown = {"weight-vector": [*w.tolist(), b.item()]}
