# %%
import numpy as np
import torch

torch.set_default_dtype(torch.float64)

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
train = table[np.sort(rng.permutation(1797)[:1347])]
still = np.pad(train[:, :-1].reshape(-1, 1, 8, 8) / 16, ((0, 0), (0, 0), (1, 1), (1, 1)))
moves = [(1, 1), (1, 0), (1, 2), (0, 1), (2, 1)]
train_x = torch.tensor(np.concatenate([still[:, :, row:row + 8, column:column + 8] for row, column in moves]))
train_t = torch.tensor(np.tile(train[:, -1].astype(int), 5))
start = [torch.tensor(rng.randn(8, 1, 3, 3) * np.sqrt(2 / 9)), torch.tensor(rng.randn(16, 8, 3, 3) * np.sqrt(2 / 72))]
start.append(torch.tensor(rng.randn(64, 10) / 8).T)

# %% layers-code
from torch import nn

# Of equal numbers in a block MaxPool2d's gradient goes to one,
# Arignote's and Theano's to each: the costs are not quite the same.
network = nn.Sequential(
    nn.Conv2d(1, 8, 3, padding=1), nn.MaxPool2d(2), nn.ReLU(),
    nn.Conv2d(8, 16, 3), nn.ReLU(),
    nn.Flatten(), nn.Linear(64, 10))

one, shapes = train_x[:1], []
for layer in network:
    one = layer(one)
    shapes.append(list(one.shape))

# %%
assert [1, 8, 8, 8] in shapes and [1, 8, 4, 4] in shapes and [1, 16, 2, 2] in shapes and shapes[-1] == [1, 10]
for layer, weights, bias in zip((network[0], network[3], network[6]), start, (0.1, 0.1, 0.0)):
    layer.weight.data = weights
    nn.init.constant_(layer.bias, bias)
first_filter = network[0].weight.flatten()[:3].tolist()

# %% step
cross_entropy = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(network.parameters(), lr=0.005)

def step(at):
    cost = cross_entropy(network(train_x[at]), train_t[at])
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()

# %%
shuffled = torch.tensor(rng.permutation(6735))
costs = [step(at) for at in shuffled.split(50)[:101]]
found = {"filter_first3": first_filter, "costs_0_1_10_100": [costs[k] for k in (0, 1, 10, 100)]}
tolerances = {"costs_0_1_10_100": 1e-3}  # which of equal maxima the gradient goes to
