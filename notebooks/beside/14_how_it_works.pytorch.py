# %%
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
data = torch.tensor(np.random.RandomState(0).uniform(-3, 3, 100_000))

# %% mine-code
def mine(x, a):
    return torch.log(1 + torch.exp(a * x))

# %% slope-function
def value(x, a):
    a = torch.tensor(a, requires_grad=True)
    cost = torch.mean(mine(x, a))
    cost.backward()
    return cost.item(), a.grad.item()

now = value(data, 0.7)

# %% rescue-code
far = torch.tensor([-800.0, -40.0, 0.0, 40.0, 800.0], requires_grad=True)

written = mine(far, 1.0)                            # inf at 800
print(written, torch.autograd.grad(written.sum(), far))  # and nan

stable = torch.nn.functional.softplus(far)  # who knows it writes this
slopes, = torch.autograd.grad(stable.sum(), far)
print(stable, slopes)

# %%
found = {"data_first3": data[:3], "mean_slope": now, "far": stable, "far_slopes": slopes}
