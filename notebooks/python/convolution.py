"""What NumPy gives for the steps of 10_convolution, gradients by hand: the entry "convolution" of reference.json.

    python convolution.py            prints that entry; it needs NumPy, which .venv has not
    python convolution.py --torch    prints what PyTorch's layers and scikit-learn's regression give, where they are installed

The same machine and version of NumPy give the same bytes; elsewhere last digits may differ, far below the 1e-9 that the
check allows.
"""

import json
import sys
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parents[1] / "data" / "digits.csv"
CUT, BATCH, EPOCHS, RATE = 1347, 50, 8, 0.005
MOVES = [(0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)]  # by how many rows and columns
UPRIGHT = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def windows(images, filters):
    """All patches that a filter lies on: (images, rows, columns, channels, filter rows, filter columns)."""
    patches = np.lib.stride_tricks.sliding_window_view(images, filters.shape[2:], axis=(2, 3))
    return patches.transpose(0, 2, 3, 1, 4, 5)


def convolve(images, filters):
    """Filters lie on the images as they are, and stay within them."""
    return np.einsum("nrckij,fkij->nfrc", windows(images, filters), filters, optimize=True)


def bordered(images):
    return np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)))


def forward(p, images):
    maps = convolve(bordered(images), p["W1"])
    n, f, rows, columns = maps.shape
    pooled = maps.reshape(n, f, rows // 2, 2, columns // 2, 2).max(axis=(3, 5))
    first = np.maximum(0, pooled + p["b1"][:, None, None])
    second = np.maximum(0, convolve(first, p["W2"]) + p["b2"][:, None, None])
    return maps, pooled, first, second, second.reshape(n, -1) @ p["W3"] + p["b3"]


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cost_and_gradients(p, images, labels):
    maps, pooled, first, second, scores = forward(p, images)
    n = len(images)
    chances = softmax(scores)
    cost = -np.mean(np.log(chances[np.arange(n), labels]))
    error = (chances - np.eye(10)[labels]) / n
    g = {"W3": second.reshape(n, -1).T @ error, "b3": error.sum(axis=0)}
    back = (error @ p["W3"].T).reshape(second.shape) * (second > 0)
    g["W2"] = np.einsum("nrckij,nfrc->fkij", windows(first, p["W2"]), back, optimize=True)
    g["b2"] = back.sum(axis=(0, 2, 3))
    wide = np.pad(back, ((0, 0), (0, 0), (2, 2), (2, 2)))
    back = convolve(wide, p["W2"].transpose(1, 0, 2, 3)[:, :, ::-1, ::-1]) * (first > 0)
    g["b1"] = back.sum(axis=(0, 2, 3))
    spread = (maps == pooled.repeat(2, axis=2).repeat(2, axis=3)) * back.repeat(2, axis=2).repeat(2, axis=3)
    g["W1"] = np.einsum("nrckij,nfrc->fkij", windows(bordered(images), p["W1"]), spread, optimize=True)
    return cost, g


def linear_cost_and_gradients(p, images, labels):
    n = len(images)
    chances = softmax(images.reshape(n, -1) @ p["L"] + p["l"])
    error = (chances - np.eye(10)[labels]) / n
    return -np.mean(np.log(chances[np.arange(n), labels])), {"L": images.reshape(n, -1).T @ error, "l": error.sum(axis=0)}


def linear_right(p, images, labels):
    return float(np.mean((images.reshape(len(images), -1) @ p["L"] + p["l"]).argmax(axis=1) == labels))


def measured(p, images, labels):
    scores = forward(p, images)[-1]
    cost = -np.mean(np.log(softmax(scores)[np.arange(len(labels)), labels]))
    return float(cost), float(np.mean(scores.argmax(axis=1) == labels))


def adam(p, g, memory, step):
    for name in p:
        m, v = memory.setdefault(name, (np.zeros_like(p[name]), np.zeros_like(p[name])))
        m, v = 0.9 * m + 0.1 * g[name], 0.999 * v + 0.001 * g[name] ** 2
        memory[name] = m, v
        p[name] = p[name] - RATE / (1 - 0.9**step) * m / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)


def start(rng):
    return {
        "W1": rng.randn(8, 1, 3, 3) * np.sqrt(2 / 9),
        "b1": np.full(8, 0.1),
        "W2": rng.randn(16, 8, 3, 3) * np.sqrt(2 / 72),
        "b2": np.full(16, 0.1),
        "W3": rng.randn(64, 10) / 8,
        "b3": np.zeros(10),
    }


def split(rng):
    table = np.loadtxt(TABLE, delimiter=",", skiprows=1)
    order = rng.permutation(len(table))
    parts = table[np.sort(order[:CUT])], table[np.sort(order[CUT:])]  # rows of a table keep their order
    images, labels = zip(*((part[:, :-1].reshape(-1, 1, 8, 8) / 16, part[:, -1].astype(int)) for part in parts))
    return order, images[0], labels[0], images[1], labels[1]


def batches(rng):
    shuffled = rng.permutation(len(MOVES) * CUT)
    return [shuffled[k : k + BATCH] for k in range(0, len(shuffled), BATCH)]


def moved(images, labels):
    """A copy for each move, one below the other; what leaves an image is lost."""
    wide = bordered(images)
    copies = [wide[..., 1 - down : 9 - down, 1 - right : 9 - right] for down, right in MOVES]
    return np.concatenate(copies), np.concatenate([labels] * len(MOVES))


def convolution(seed):
    rng = np.random.RandomState(seed)
    order, *still = split(rng)
    images, labels = moved(*still[:2])
    test_images, test_labels = moved(*still[2:])
    p, linear = start(rng), {"L": np.zeros((64, 10)), "l": np.zeros(10)}
    first_filter = p["W1"][0].ravel()[:3].tolist()
    memory, linear_memory, costs, step, curve = {}, {}, [], 0, []
    for _ in range(EPOCHS):
        for at in batches(rng):
            step += 1
            cost, g = cost_and_gradients(p, images[at], labels[at])
            costs.append(float(cost))
            adam(p, g, memory, step)
            adam(linear, linear_cost_and_gradients(linear, images[at], labels[at])[1], linear_memory, step)
        curve.append([measured(p, images, labels)[1], measured(p, test_images, test_labels)[1]])
    edges = convolve(images[:1], UPRIGHT[None, None])[0, 0]
    return {
        "seed": seed,
        "order_first5": order[:5].tolist(),
        "filter_first3": first_filter,
        "edges": edges.ravel().tolist(),
        "blurred": np.convolve(images[0, 0, 3], [1 / 3] * 3, "valid").tolist(),
        "costs_0_1_10_100": [costs[k] for k in (0, 1, 10, 100)],
        "train_right": [pair[0] for pair in curve],
        "test_right": [pair[1] for pair in curve],
        "right_still": measured(p, *still[2:])[1],
        "linear_right": linear_right(linear, test_images, test_labels),
        "linear_right_still": linear_right(linear, *still[2:]),
        "filters": p["W1"].ravel().tolist(),
        "first_map_sums": forward(p, still[2][:1])[2].sum(axis=(0, 2, 3)).tolist(),
    }


def by_others(seed):
    """The same steps with torch.nn's layers and torch.optim's Adam; scikit-learn's linear softmax."""
    import torch
    from sklearn.linear_model import LogisticRegression

    torch.set_default_dtype(torch.float64)
    rng = np.random.RandomState(seed)
    _, *still = split(rng)
    images, labels = moved(*still[:2])
    test_images, test_labels = moved(*still[2:])
    p = start(rng)
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 8, 3, padding=1), torch.nn.MaxPool2d(2), torch.nn.ReLU(),
        torch.nn.Conv2d(8, 16, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(64, 10),
    )  # fmt: skip
    with torch.no_grad():
        for k, layer in ((1, net[0]), (2, net[3]), (3, net[6])):
            layer.weight.copy_(torch.from_numpy(p[f"W{k}"].T if k == 3 else p[f"W{k}"]))
            layer.bias.copy_(torch.from_numpy(p[f"b{k}"]))
    optimizer = torch.optim.Adam(net.parameters(), RATE)
    for _ in range(EPOCHS):
        for at in batches(rng):
            optimizer.zero_grad()
            scores = net(torch.from_numpy(images[at]))
            torch.nn.functional.cross_entropy(scores, torch.from_numpy(labels[at])).backward()
            optimizer.step()

    def right(some, truth):
        return float(np.mean(net(torch.from_numpy(some)).argmax(dim=1).numpy() == truth))

    linear = LogisticRegression(max_iter=5000).fit(images.reshape(len(images), -1), labels)
    once = LogisticRegression(max_iter=5000).fit(still[0].reshape(CUT, -1), still[1])
    return {
        "torch_right": right(test_images, test_labels),
        "torch_right_still": right(*still[2:]),
        "linear_right": float(linear.score(test_images.reshape(len(test_images), -1), test_labels)),
        "linear_of_still_right_still": float(once.score(still[2].reshape(-1, 64), still[3])),
        "linear_of_still_right": float(once.score(test_images.reshape(len(test_images), -1), test_labels)),
    }


if __name__ == "__main__":
    if "--torch" in sys.argv:
        print(json.dumps({"others": by_others(0)}, indent=1))
    else:
        print(json.dumps({"convolution": [convolution(0), convolution(1)]}, indent=1))
