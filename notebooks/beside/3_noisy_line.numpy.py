# %%
import numpy as np

x_data = np.linspace(-1, 1, 101)
noise = np.random.RandomState(0)
y_data = 2 * x_data + 1 + 0.33 * noise.randn(101)

# %% shared
w = b = 0.0

# %% cost
def cost_and_gradients(x, y, w, b):
    error = w * x + b - y
    return error ** 2, 2 * error * x, 2 * error  # by hand

# %% train
learning_rate = 0.01

def train(x, y, w, b):
    cost, by_w, by_b = cost_and_gradients(x, y, w, b)
    return cost, w - learning_rate * by_w, b - learning_rate * by_b

# %% first-epoch
for x, y in zip(x_data, y_data):
    last_cost, w, b = train(x, y, w, b)

print(f"w = {w:.4f}, b = {b:.4f}")

# %%
shown = {"first-epoch": [w, b]}
found = {"after_epoch_1": [w, b]}
for epoch in range(1, 100):
    for x, y in zip(x_data, y_data):
        last_cost, w, b = train(x, y, w, b)
found |= {"w": w, "b": b, "last_cost": last_cost}
