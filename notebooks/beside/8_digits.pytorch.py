# %%
import numpy as np
import torch

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
train, test = torch.tensor(table[np.sort(order[:1347])]), torch.tensor(table[np.sort(order[1347:])])
train_x, train_t = train[:, :-1] / 16, train[:, -1].long()
test_x, test_t = test[:, :-1] / 16, test[:, -1].long()

# %% model
torch.set_default_dtype(torch.float64)

W = torch.zeros(64, 10, requires_grad=True)
b = torch.zeros(10, requires_grad=True)

def scores(x):  # the softmax is a part of the cost
    return x @ W + b

# %% cost
cross_entropy = torch.nn.CrossEntropyLoss()
cross_entropy(scores(train_x), train_t)

# %%
at_zero = cross_entropy(scores(train_x), train_t).item()

# %% step
optimizer = torch.optim.SGD([W, b], lr=0.5)

def step(rows):
    cost = cross_entropy(scores(train_x[rows]), train_t[rows])
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()

# %%
costs, right = [], []
for epoch in range(30):
    draw = torch.tensor(rng.permutation(1347))
    costs.append(sum(step(rows) for rows in draw.split(50)) / 27)
    right.append((scores(test_x).argmax(dim=1) == test_t).sum().item())
found = {"costs_after_epochs": costs, "right_after_epochs": right, "b": b.tolist(), "w_middle_row": W[28].tolist()}
shown = {"cost": [at_zero]}
