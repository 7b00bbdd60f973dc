# %%
import numpy as np

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
train, test = table[np.sort(order[:1347])], table[np.sort(order[1347:])]
train_x, train_t = train[:, :-1] / 16, train[:, -1].astype(int)
test_x, test_t = test[:, :-1] / 16, test[:, -1].astype(int)


def weights(below, above):
    return rng.randn(below, above) * np.sqrt(2 / below)


# %% small
W1, b1 = weights(64, 64), np.zeros(64)
W2, b2 = weights(64, 10), np.zeros(10)

def forward(x):
    hidden = np.maximum(x @ W1 + b1, 0)
    return hidden, hidden @ W2 + b2

def cross_entropy(scores, t):
    top = scores.max(axis=1, keepdims=True)
    logs = np.log(np.exp(scores - top).sum(axis=1)) + top[:, 0]
    return np.mean(logs - scores[np.arange(len(t)), t])

# %%
start = W1[0, :3].copy()

# %% small-step
def step(x, t):
    hidden, scores = forward(x)
    cost = cross_entropy(scores, t)
    # Backwards by hand: softmax, second layer, relu, first layer.
    by_scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    by_scores /= by_scores.sum(axis=1, keepdims=True)
    by_scores[np.arange(len(t)), t] -= 1
    by_scores /= len(t)
    by_hidden = by_scores @ W2.T * (hidden > 0)
    W2[:] -= 0.5 * hidden.T @ by_scores
    b2[:] -= 0.5 * by_scores.sum(axis=0)
    W1[:] -= 0.5 * x.T @ by_hidden
    b1[:] -= 0.5 * by_hidden.sum(axis=0)
    return cost

def epoch():
    draw = rng.permutation(1347)
    for batch in range(27):
        rows = draw[batch * 50:(batch + 1) * 50]
        step(train_x[rows], train_t[rows])

# %%
right = []
for _ in range(30):
    epoch()
    right.append(int(np.sum(forward(test_x)[1].argmax(axis=1) == test_t)))
found = {"start_first3": start, "small_right_after": right}
