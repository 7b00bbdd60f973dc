# %%
import numpy as np

table = np.loadtxt("data/diabetes.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
whole = np.delete(table, rng.permutation(442)[:20], axis=0)
order = rng.permutation(len(whole))
train, test = whole[np.sort(order[:316])], whole[np.sort(order[316:])]

# %% scales
mean = train[:, :-1].mean(axis=0)
sd = train[:, :-1].std(axis=0)

# %%
train_z, test_z = (train[:, :-1] - mean) / sd, (test[:, :-1] - mean) / sd
train_y, test_y = train[:, -1], test[:, -1]

# %% define-model
w, b = np.zeros(10), 0.0

def predict(X, w, b):
    return X @ w + b

# %% define-training
rate = 0.4

def step(X, y, w, b):
    error = predict(X, w, b) - y
    cost = np.mean(error ** 2) / 2
    grad_w, grad_b = X.T @ error / len(y), np.mean(error)  # by hand
    return cost, w - rate * grad_w, b - rate * grad_b

# %%
costs = []
for _ in range(10_000):
    cost, w, b = step(train_z, train_y, w, b)
    costs.append(cost)

# %% r-squared
def score(X, y):
    missed = np.sum((y - predict(X, w, b)) ** 2)
    return 1 - missed / np.sum((y - y.mean()) ** 2)

train_score, test_score = score(train_z, train_y), score(test_z, test_y)
print(f"R² on the training part: {train_score:.4f}, "
      f"on the test part: {test_score:.4f}")

# %%
shown = {"r-squared": [train_score, test_score]}
found = {
    "mean": mean,
    "sd": sd,
    "costs_0_1_100_9999": [costs[i] for i in (0, 1, 100, 9999)],
    "w": w,
    "b": b,
    "r2_train": train_score,
    "r2_test": test_score,
}
