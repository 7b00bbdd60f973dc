"""What NumPy and scikit-learn give for the steps of 8_digits and 9_hidden_layer: the entries "digits" and
"hidden_layer" of reference.json.

    python digits.py

prints these entries; it needs NumPy and scikit-learn, which .venv has not.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

TABLE = Path(__file__).parents[1] / "data" / "digits.csv"
TRAINING, BATCH = 1347, 50


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(scores, labels):
    top = scores.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(scores - top).sum(axis=1)) + top[:, 0]
    return np.mean(log_sum - scores[np.arange(len(labels)), labels])


def by_scores(scores, labels):
    """The gradient of the mean cross-entropy."""
    by = softmax(scores)
    by[np.arange(len(labels)), labels] -= 1
    return by / len(labels)


def split(rng):
    """Images from 0 to 1 and their labels: training part, test part."""
    table = np.loadtxt(TABLE, delimiter=",", skiprows=1)
    order = rng.permutation(len(table))
    parts = table[np.sort(order[:TRAINING])], table[np.sort(order[TRAINING:])]  # as the rows of a table come
    return order, [(part[:, :-1] / 16, part[:, -1].astype(int)) for part in parts]


def batches(rng):
    order = rng.permutation(TRAINING)
    return [order[i : i + BATCH] for i in range(0, TRAINING, BATCH)]


def digits(seed):
    rng = np.random.RandomState(seed)
    order, ((x, t), (test_x, test_t)) = split(rng)
    w, b, costs, right_after = np.zeros((64, 10)), np.zeros(10), [], []
    for _ in range(30):
        cost = 0.0
        for rows in batches(rng):
            scores = x[rows] @ w + b
            cost += cross_entropy(scores, t[rows]) / 27
            by = by_scores(scores, t[rows])
            w, b = w - 0.5 * x[rows].T @ by, b - 0.5 * by.sum(axis=0)
        costs.append(cost)
        right_after.append(int(np.sum((test_x @ w + b).argmax(axis=1) == test_t)))
    said = (test_x @ w + b).argmax(axis=1)
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (test_t, said), 1)
    other = LogisticRegression(max_iter=1000).fit(x, t)
    return {
        "seed": seed,
        "order_first5": order[:5].tolist(),
        "costs_after_epochs": costs,
        "right_after_epochs": right_after,
        "b": b.tolist(),
        "w_middle_row": w[28].tolist(),
        "right_train": int(np.sum((x @ w + b).argmax(axis=1) == t)),
        "right_test": int(np.sum(said == test_t)),
        "confusion": confusion.flatten().tolist(),
        "misread": np.flatnonzero(said != test_t).tolist(),
        "sure": softmax(test_x @ w + b).max(axis=1)[said != test_t].tolist(),
        "right_test_numpy": int(np.sum(said == test_t)),
        "right_test_sklearn": int(np.sum(other.predict(test_x) == test_t)),
    }


class Network:
    """Layers of relu units below a softmax; a list of weights and biases in turn."""

    def __init__(self, rng, *sizes):
        self.parameters = []
        for below, above in zip(sizes, sizes[1:]):
            self.parameters += [rng.randn(below, above) * np.sqrt(2 / below), np.zeros(above)]

    @property
    def layers(self):
        return list(zip(self.parameters[::2], self.parameters[1::2]))

    def scores(self, x):
        return self.forward(x)[-1] @ self.parameters[-2] + self.parameters[-1]

    def forward(self, x, streams=()):
        """The image and what each hidden layer gives; with streams, half of that is dropped."""
        values = [x]
        for i, (w, b) in enumerate(self.layers[:-1]):
            value = np.maximum(values[-1] @ w + b, 0)
            values.append(value * streams[i].binomial(1, 0.5, value.shape) / 0.5 if streams else value)
        return values

    def gradients(self, x, t, streams=()):
        """The cost, and its gradients by all parameters."""
        values = self.forward(x, streams)
        scores = values[-1] @ self.parameters[-2] + self.parameters[-1]
        by, found = by_scores(scores, t), []
        for i, (w, _) in reversed(list(enumerate(self.layers))):
            found = [values[i].T @ by, by.sum(axis=0)] + found
            # What was dropped or cut off is 0, and has no gradient; what was kept was doubled.
            by = by @ w.T * (values[i] > 0) * (2 if streams else 1)
        return cross_entropy(scores, t), found

    def right(self, x, t):
        return int(np.sum(self.scores(x).argmax(axis=1) == t))


class Adam:
    """Kingma and Ba (2015)."""

    def __init__(self, rate):
        self.rate, self.step, self.moments = rate, 0, None

    def update(self, parameters, gradients):
        self.step += 1
        self.moments = self.moments or [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
        for i, g in enumerate(gradients):
            first, second = self.moments[i]
            first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g**2
            self.moments[i] = first, second
            mean, size = first / (1 - 0.9**self.step), np.sqrt(second / (1 - 0.999**self.step))
            parameters[i] = parameters[i] - self.rate * mean / (size + 1e-8)


def curves(network, rng, epochs, x, t, test_x, test_t, streams=()):
    """Trains by Adam; for each epoch the training part's cost and right ones, then the test part's."""
    adam, found = Adam(0.005), []
    for _ in range(epochs):
        for rows in batches(rng):
            adam.update(network.parameters, network.gradients(x[rows], t[rows], streams)[1])
        parts = (x, t), (test_x, test_t)
        found.append([f(*part) for part in parts for f in (lambda u, v: cross_entropy(network.scores(u), v), network.right)])
    return list(zip(*found))


def hidden_layer(seed):
    rng = np.random.RandomState(seed)
    order, ((x, t), (test_x, test_t)) = split(rng)

    small, right_after = Network(rng, 64, 64, 10), []
    start = small.parameters[0][0, :3].tolist()
    for _ in range(30):
        for rows in batches(rng):
            _, by = small.gradients(x[rows], t[rows])
            small.parameters = [p - 0.5 * g for p, g in zip(small.parameters, by)]
        right_after.append(small.right(test_x, test_t))

    damaged = rng.permutation(TRAINING)[:202]
    wrong = t.copy()
    wrong[damaged] = (t[damaged] + rng.randint(1, 10, 202)) % 10

    plain = Network(rng, 64, 64, 64, 10)
    plain_curves = curves(plain, rng, 50, x, wrong, test_x, test_t)
    careful = Network(rng, 64, 64, 64, 10)
    streams = [np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(2)]
    careful_curves = curves(careful, rng, 50, x, wrong, test_x, test_t, streams)

    def by_scikit_learn(labels):
        model = MLPClassifier((64, 64), alpha=0, batch_size=50, learning_rate_init=0.005, max_iter=50, random_state=seed)
        return int(np.sum(model.fit(x, labels).predict(test_x) == test_t))

    return {
        "seed": seed,
        "order_first5": order[:5].tolist(),
        "start_first3": start,
        "small_right_after": right_after,
        "damaged_first5": damaged[:5].tolist(),
        "wrong_first5": wrong[damaged[:5]].tolist(),
        "plain_train_costs": plain_curves[0],
        "plain_train_right": plain_curves[1],
        "plain_test_costs": plain_curves[2],
        "plain_test_right": plain_curves[3],
        "memorised": int(np.sum(plain.scores(x[damaged]).argmax(axis=1) == wrong[damaged])),
        "careful_train_costs": careful_curves[0],
        "careful_train_right": careful_curves[1],
        "careful_test_costs": careful_curves[2],
        "careful_test_right": careful_curves[3],
        "careful_memorised": int(np.sum(careful.scores(x[damaged]).argmax(axis=1) == wrong[damaged])),
        "right_test_sklearn": by_scikit_learn(wrong),
    }


if __name__ == "__main__":
    entries = {"digits": digits, "hidden_layer": hidden_layer}
    print(json.dumps({name: [of(0), of(1)] for name, of in entries.items()}, indent=1))
