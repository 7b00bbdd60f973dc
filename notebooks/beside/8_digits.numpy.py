# %%
import numpy as np

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
train, test = table[np.sort(order[:1347])], table[np.sort(order[1347:])]
train_x, train_t = train[:, :-1] / 16, train[:, -1].astype(int)
test_x, test_t = test[:, :-1] / 16, test[:, -1].astype(int)

# %% model
W, b = np.zeros((64, 10)), np.zeros(10)

def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)

# %% cost
def cost(x, t, W, b):
    p = softmax(x @ W + b)
    return -np.mean(np.log(p[np.arange(len(t)), t]))

cost(train_x, train_t, W, b)

# %%
at_zero = cost(train_x, train_t, W, b)

# %% step
rate = 0.5

def step(rows, W, b):
    x, t = train_x[rows], train_t[rows]
    cost_before = cost(x, t, W, b)
    by_scores = softmax(x @ W + b)  # the derivative, by hand
    by_scores[np.arange(len(t)), t] -= 1
    by_scores /= len(t)
    W = W - rate * x.T @ by_scores
    b = b - rate * by_scores.sum(axis=0)
    return cost_before, W, b

# %%
costs, right = [], []
for epoch in range(30):
    costs.append(0.0)
    draw = rng.permutation(1347)
    for batch in range(27):
        one, W, b = step(draw[batch * 50:(batch + 1) * 50], W, b)
        costs[-1] += one / 27
    right.append(int(np.sum((test_x @ W + b).argmax(axis=1) == test_t)))
found = {"costs_after_epochs": costs, "right_after_epochs": right, "b": b, "w_middle_row": W[28]}
shown = {"cost": [at_zero]}
