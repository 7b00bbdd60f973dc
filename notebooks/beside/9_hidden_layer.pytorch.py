# %%
import numpy as np
import torch

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
train, test = torch.tensor(table[np.sort(order[:1347])]), torch.tensor(table[np.sort(order[1347:])])
train_x, train_t = train[:, :-1] / 16, train[:, -1].long()
test_x, test_t = test[:, :-1] / 16, test[:, -1].long()


def weights(below, above):
    return torch.tensor(rng.randn(below, above) * np.sqrt(2 / below))


# %% small
from torch import nn

torch.set_default_dtype(torch.float64)
network = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
for layer in network[::2]:
    below, above = layer.in_features, layer.out_features
    layer.weight.data = weights(below, above).T
    nn.init.zeros_(layer.bias)

cross_entropy = nn.CrossEntropyLoss()

# %%
start = network[0].weight[:3, 0].tolist()

# %% small-step
optimizer = torch.optim.SGD(network.parameters(), lr=0.5)

def step(x, t):
    cost = cross_entropy(network(x), t)
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()

def epoch():
    draw = torch.tensor(rng.permutation(1347))
    for rows in draw.split(50):
        step(train_x[rows], train_t[rows])

# %%
right = []
for _ in range(30):
    epoch()
    right.append((network(test_x).argmax(dim=1) == test_t).sum().item())
found = {"start_first3": start, "small_right_after": right}
