# %%
import numpy as np
import torch

table = np.loadtxt("data/diabetes.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
whole = np.delete(table, rng.permutation(442)[:20], axis=0)
order = rng.permutation(len(whole))
train, test = torch.tensor(whole[np.sort(order[:316])]), torch.tensor(whole[np.sort(order[316:])])

# %% scales
mean = train[:, :-1].mean(dim=0)
sd = train[:, :-1].std(dim=0, correction=0)  # else it divides by n - 1

# %%
train_z, test_z = (train[:, :-1] - mean) / sd, (test[:, :-1] - mean) / sd
train_y, test_y = train[:, -1], test[:, -1]

# %% define-model
torch.set_default_dtype(torch.float64)

model = torch.nn.Linear(10, 1)
torch.nn.init.zeros_(model.weight)
torch.nn.init.zeros_(model.bias)

def predict(X):
    return model(X).squeeze(1)

# %% define-training
optimizer = torch.optim.SGD(model.parameters(), lr=0.4)

def step(X, y):
    cost = torch.nn.functional.mse_loss(predict(X), y) / 2
    optimizer.zero_grad()
    cost.backward()
    optimizer.step()
    return cost.item()

# %%
costs = [step(train_z, train_y) for _ in range(10_000)]

# %% r-squared
@torch.no_grad()
def score(X, y):
    missed = torch.sum((y - predict(X)) ** 2)
    return (1 - missed / torch.sum((y - y.mean()) ** 2)).item()

train_score, test_score = score(train_z, train_y), score(test_z, test_y)
print(f"R² on the training part: {train_score:.4f}, "
      f"on the test part: {test_score:.4f}")

# %%
shown = {"r-squared": [train_score, test_score]}
found = {
    "mean": mean.tolist(),
    "sd": sd.tolist(),
    "costs_0_1_100_9999": [costs[i] for i in (0, 1, 100, 9999)],
    "w": model.weight[0].tolist(),
    "b": model.bias.item(),
    "r2_train": train_score,
    "r2_test": test_score,
}
