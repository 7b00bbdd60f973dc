# %%
import torch

torch.set_default_dtype(torch.float64)
pulse = torch.zeros(28)
pulse[0] = 1

# %% scan-code
def sums(x):
    return torch.cumsum(x, dim=0)  # in general: a loop of Python

sums(torch.tensor([1.0, 2, 3, 4, 5]))

# %% memory-code
def remember(w, x):
    h, states = torch.zeros(()), []
    for now in x:
        h = w * h + now
        states.append(h)
    return torch.stack(states)

remember(0.5, torch.tensor([1.0, 0, 0, 0, 0]))

# %% fade-code
def influence(w, x):  # the loop was recorded, turn by turn
    x = x.clone().requires_grad_()
    by_x, = torch.autograd.grad(remember(w, x)[-1], x)
    return by_x[0].item()

for weight in (0.5, 0.9, 1, 1.1, 1.5):
    print(f"w = {weight:.1f}: {influence(weight, pulse):.3g}")

# %%
shown = {
    "scan-code": sums(torch.tensor([1.0, 2, 3, 4, 5])),
    "memory-code": remember(0.5, torch.tensor([1.0, 0, 0, 0, 0])),
    "fade-code": [number for w in (0.5, 0.9, 1, 1.1, 1.5) for number in (w, influence(w, pulse))],
}
found = {}
