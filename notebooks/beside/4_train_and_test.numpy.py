# %%
import numpy as np

random = np.random.RandomState(0)
train_x, test_x = np.linspace(0, 1, 100), np.linspace(1, 2, 100)
train_y, test_y = (5 + (2 * d + 0.33 * random.randn(100)) for d in (train_x, test_x))

# %% train
W0 = W1 = 0.0  # slope, intercept
learning_rate = 0.01

def train(x, y, W0, W1):
    error = x * W0 + W1 - y
    grad_W0, grad_W1 = 2 * error * x, 2 * error  # by hand
    W0 -= learning_rate * grad_W0
    W1 -= learning_rate * grad_W1
    return error ** 2, W0, W1

# %%
found = {}
for epoch in range(100):
    for x, y in zip(train_x, train_y):
        last_cost, W0, W1 = train(x, y, W0, W1)
    if epoch == 0:
        found["after_epoch_1"] = [W0, W1]

# %% fit
all_x = np.concatenate([train_x, test_x])
fit = all_x * W0 + W1

# %% error-function
def mean_error(x, y):
    return np.mean((x * W0 + W1 - y) ** 2)

# %%
found |= {
    "W0": W0,
    "W1": W1,
    "last_cost": last_cost,
    "fit_at_first_middle_last": fit[[0, 99, 199]],
    "train_mse": mean_error(train_x, train_y),
    "test_mse": mean_error(test_x, test_y),
}
