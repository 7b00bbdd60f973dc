# %%
import numpy as np

rng = np.random.RandomState(0)
x_data = rng.uniform(-5, 5, 100)
t_data = 2 * x_data + 1.5 + rng.randn(100)

# %% parameters
import torch

torch.set_default_dtype(torch.float64)  # it would be float32

p0 = torch.tensor(0.0, requires_grad=True)  # intercept
p1 = torch.tensor(0.0, requires_grad=True)  # slope

def linear_model(x):
    return p0 + x * p1

# %% take-gradients
def gradients(cost):  # numbers, for the cost of this moment
    return torch.autograd.grad(cost, [p0, p1])

# %% compile
alpha = 0.0005

def train(x, t):
    cost = torch.mean((t - linear_model(x)) ** 2)
    grad_p0, grad_p1 = gradients(cost)
    with torch.no_grad():
        p0.sub_(alpha * grad_p0)
        p1.sub_(alpha * grad_p1)
    return cost.item()

# %%
x, t = torch.tensor(x_data), torch.tensor(t_data)
costs = [train(x, t) for _ in range(500)]
found = {"cost_epoch_0": costs[0], "cost_epoch_1": costs[1], "cost_epoch_499": costs[499], "p0": p0.item(), "p1": p1.item()}
