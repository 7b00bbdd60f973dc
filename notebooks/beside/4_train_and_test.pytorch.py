# %%
import numpy as np
import torch

random = np.random.RandomState(0)
points = [np.linspace(0, 1, 100), np.linspace(1, 2, 100)]
train_x, test_x = map(torch.tensor, points)
train_y, test_y = (torch.tensor(5 + (2 * d + 0.33 * random.randn(100))) for d in points)

# %% train
torch.set_default_dtype(torch.float64)

W0 = torch.zeros((), requires_grad=True)  # slope
W1 = torch.zeros((), requires_grad=True)  # intercept
optimizer = torch.optim.SGD([W0, W1], lr=0.01)

def train(x, y):
    cost = (x * W0 + W1 - y) ** 2
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()

# %%
found = {}
for epoch in range(100):
    for x, y in zip(train_x, train_y):
        last_cost = train(x, y)
    if epoch == 0:
        found["after_epoch_1"] = [W0.item(), W1.item()]

# %% fit
all_x = torch.cat([train_x, test_x])
with torch.no_grad():
    fit = all_x * W0 + W1

# %% error-function
@torch.no_grad()
def mean_error(x, y):
    return torch.mean((x * W0 + W1 - y) ** 2).item()

# %%
found |= {
    "W0": W0.item(),
    "W1": W1.item(),
    "last_cost": last_cost,
    "fit_at_first_middle_last": fit[[0, 99, 199]].tolist(),
    "train_mse": mean_error(train_x, train_y),
    "test_mse": mean_error(test_x, test_y),
}
