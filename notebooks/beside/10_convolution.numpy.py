# %%
import numpy as np

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
train = table[np.sort(rng.permutation(1797)[:1347])]
still = np.pad(train[:, :-1].reshape(-1, 1, 8, 8) / 16, ((0, 0), (0, 0), (1, 1), (1, 1)))
moves = [(1, 1), (1, 0), (1, 2), (0, 1), (2, 1)]
train_x = np.concatenate([still[:, :, row:row + 8, column:column + 8] for row, column in moves])
train_t = np.tile(train[:, -1].astype(int), 5)
W1, b1 = rng.randn(8, 1, 3, 3) * np.sqrt(2 / 9), np.full(8, 0.1)
W2, b2 = rng.randn(16, 8, 3, 3) * np.sqrt(2 / 72), np.full(16, 0.1)
W3, b3 = rng.randn(64, 10) / 8, np.zeros(10)
first_filter = W1.ravel()[:3].copy()

# %% layers-code
def patches(x):  # (images, rows, columns, channels, 3, 3)
    windows = np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(2, 3))
    return windows.transpose(0, 2, 3, 1, 4, 5)

def conv2d(x, W):
    return np.einsum("nrckij,fkij->nfrc", patches(x), W, optimize=True)

def pad(x, by):
    return np.pad(x, ((0, 0), (0, 0), (by, by), (by, by)))

def layers(x):
    maps = conv2d(pad(x, 1), W1)
    pooled = maps.reshape(len(x), 8, 4, 2, 4, 2).max(axis=(3, 5))
    first = np.maximum(pooled + b1[:, None, None], 0)
    second = np.maximum(conv2d(first, W2) + b2[:, None, None], 0)
    return maps, pooled, first, second, second.reshape(len(x), 64) @ W3 + b3

# %%
parameters = [W1, b1, W2, b2, W3, b3]
moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
turn = 0


def adam(gradients):
    global turn
    turn += 1
    for p, g, (m, v) in zip(parameters, gradients, moments):
        m += 0.1 * (g - m)
        v += 0.001 * (g ** 2 - v)
        p -= 0.005 * m / (1 - 0.9 ** turn) / (np.sqrt(v / (1 - 0.999 ** turn)) + 1e-8)


# %% step
def step(at):
    x, t, n = train_x[at], train_t[at], len(at)
    maps, pooled, first, second, scores = layers(x)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    cost = -np.mean(np.log(chances[np.arange(n), t]))

    # By hand, from the last layer to the first.
    by = (chances - np.eye(10)[t]) / n
    by_W3, by_b3 = second.reshape(n, 64).T @ by, by.sum(axis=0)
    by = (by @ W3.T).reshape(second.shape) * (second > 0)
    by_W2 = np.einsum("nrckij,nfrc->fkij", patches(first), by)
    by_b2 = by.sum(axis=(0, 2, 3))
    turned = W2.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1]
    by = conv2d(pad(by, 2), turned) * (first > 0)
    by_b1 = by.sum(axis=(0, 2, 3))
    by, most = (v.repeat(2, axis=2).repeat(2, axis=3) for v in (by, pooled))
    by = by * (maps == most)
    by_W1 = np.einsum("nrckij,nfrc->fkij", patches(pad(x, 1)), by)

    adam([by_W1, by_b1, by_W2, by_b2, by_W3, by_b3])
    return cost

# %%
shuffled = rng.permutation(6735)
costs = [step(shuffled[50 * k:50 * k + 50]) for k in range(101)]
found = {"filter_first3": first_filter, "costs_0_1_10_100": [costs[k] for k in (0, 1, 10, 100)]}
