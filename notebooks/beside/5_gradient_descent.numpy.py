# %%
import numpy as np

rng = np.random.RandomState(0)


def fake_data(n, a, b):
    x = rng.uniform(0, 1, n)
    return x, a * x + b + 0.1 * rng.normal(0, 3, n)


fake_data(50, 3, 8)
x, y = fake_data(10_000, 3, 8)

# %% one-step
a, b = rng.randn(), rng.randn()

def mse_and_slopes(a, b):
    error = a * x + b - y                              # forward
    slopes = 2 * np.mean(error * x), 2 * np.mean(error)  # by hand
    return np.mean(error ** 2), slopes

loss, (by_a, by_b) = mse_and_slopes(a, b)
print(f"loss {loss:.4f}\nslopes {by_a:.4f} and {by_b:.4f}")

loss, _ = mse_and_slopes(a - 0.1 * by_a, b - 0.1 * by_b)
print(f"loss afterwards {loss:.4f}")

# %%
start = mse_and_slopes(a, b)
shown = {"one-step": [start[0], *start[1], loss]}
found = {"a_start": a, "b_start": b}
losses = []

# %% loop
learning_rate = 1e-3
for t in range(10_000):
    loss, (by_a, by_b) = mse_and_slopes(a, b)
    if t % 1000 == 0:
        losses.append(loss)
        print(f"{t}: {loss:.4f}")
    a -= learning_rate * by_a
    b -= learning_rate * by_b

# %%
shown["loop"] = losses
found |= {"loss_every_1000": losses, "a": a, "b": b}
