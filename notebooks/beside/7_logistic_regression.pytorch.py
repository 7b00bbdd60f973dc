# %%
import numpy as np
import torch

rng = np.random.RandomState(0)
study, sleep = rng.uniform(0, 10, 200), rng.uniform(4, 9, 200)
chance = 1 / (1 + np.exp(-(1.2 * (study - 5) + (sleep - 6.5))))
passed = (rng.rand(200) < chance).astype(float)
hours, results = torch.tensor(study[:140]), torch.tensor(passed[:140])
torch.set_default_dtype(torch.float64)
w = torch.zeros((), requires_grad=True)
b = torch.zeros((), requires_grad=True)

# %% define-cost
from torch.nn.functional import binary_cross_entropy_with_logits

def cost(h, y):  # of z: that of sigmoid(z) would not be stable
    return binary_cross_entropy_with_logits(w * h + b, y)

cost(hours, results)

# %%
at_zero = cost(hours, results).item()

# %% descend
optimizer = torch.optim.SGD([w, b], lr=0.2)

descent_steps = -1
slope = torch.inf
while slope > 1e-6:
    descent_steps += 1
    optimizer.zero_grad()
    cost(hours, results).backward()
    optimizer.step()
    slope = max(abs(w.grad), abs(b.grad))

# %% newton-step
def newton(A, y, theta):
    def entropy(theta):
        return binary_cross_entropy_with_logits(A @ theta, y)

    gradient = torch.func.grad(entropy)(theta)
    hessian = torch.func.hessian(entropy)(theta)
    return gradient.abs().max(), theta - torch.linalg.solve(hessian, gradient)

# %%
A, theta, places = torch.stack([hours, torch.ones(140)], dim=1), torch.zeros(2), []
largest = torch.inf
while largest > 1e-6:
    places.append(theta.tolist())
    largest, theta = newton(A, results, theta)
found = {
    "passed": int(passed.sum()),
    "descent_steps": descent_steps,
    "w": w.item(),
    "b": b.item(),
    "cost": cost(hours, results).item(),
    "newton_steps": len(places) - 1,
    "newton_1": places[1],
    "newton_3": places[3],
}
shown = {"define-cost": [at_zero]}
