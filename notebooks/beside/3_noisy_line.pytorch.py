# %%
import numpy as np

x_numbers = np.linspace(-1, 1, 101)
noise = np.random.RandomState(0)
y_numbers = 2 * x_numbers + 1 + 0.33 * noise.randn(101)

# %% shared
import torch

torch.set_default_dtype(torch.float64)  # it would be float32
w = torch.zeros((), requires_grad=True)
b = torch.zeros((), requires_grad=True)

# %% cost
def cost_and_gradients(x, y):
    cost = (w * x + b - y) ** 2
    return cost, torch.autograd.grad(cost, [w, b])

# %% train
learning_rate = 0.01

def train(x, y):
    cost, (by_w, by_b) = cost_and_gradients(x, y)
    with torch.no_grad():
        w.sub_(learning_rate * by_w)
        b.sub_(learning_rate * by_b)
    return cost.item()

# %%
x_data, y_data = torch.tensor(x_numbers), torch.tensor(y_numbers)

# %% first-epoch
for x, y in zip(x_data, y_data):
    last_cost = train(x, y)

print(f"w = {w.item():.4f}, b = {b.item():.4f}")

# %%
shown = {"first-epoch": [w.item(), b.item()]}
found = {"after_epoch_1": [w.item(), b.item()]}
for epoch in range(1, 100):
    for x, y in zip(x_data, y_data):
        last_cost = train(x, y)
found |= {"w": w.item(), "b": b.item(), "last_cost": last_cost}
