# %%
import numpy as np
import torch

rng = np.random.RandomState(0)


def fake_data(n, a, b):
    x = rng.uniform(0, 1, n)
    return torch.tensor(x), torch.tensor(a * x + b + 0.1 * rng.normal(0, 3, n))


fake_data(50, 3, 8)
x, y = fake_data(10_000, 3, 8)

# %% one-step
torch.set_default_dtype(torch.float64)  # it would be float32
a = torch.tensor(rng.randn(), requires_grad=True)
b = torch.tensor(rng.randn(), requires_grad=True)
start = a.item(), b.item()

def mse(a, b):
    return torch.mean((y - (a * x + b)) ** 2)

loss = mse(a, b)                        # forward
loss.backward()                         # backward
print(f"loss {loss.item():.4f}")
print(f"slopes {a.grad.item():.4f} and {b.grad.item():.4f}")

with torch.no_grad():
    loss_then = mse(a - 0.1 * a.grad, b - 0.1 * b.grad)
print(f"loss afterwards {loss_then.item():.4f}")

# %%
shown = {"one-step": [loss.item(), a.grad.item(), b.grad.item(), loss_then.item()]}
found = {"a_start": start[0], "b_start": start[1]}
losses = []
a.grad.zero_()
b.grad.zero_()

# %% loop
learning_rate = 1e-3
for t in range(10_000):
    # Forward: the loss, which also remembers its way.
    loss = mse(a, b)
    if t % 1000 == 0:
        losses.append(loss.item())
        print(f"{t}: {loss.item():.4f}")
    # Gradients add up: set them to zero by hand.
    a.grad.zero_()
    b.grad.zero_()
    # Backward: fills a.grad and b.grad.
    loss.backward()
    # Update the data, outside of what is remembered.
    with torch.no_grad():
        a -= learning_rate * a.grad
        b -= learning_rate * b.grad

# %%
shown["loop"] = losses
found |= {"loss_every_1000": losses, "a": a.item(), "b": b.item()}
