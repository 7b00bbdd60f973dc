"""What NumPy gives for the steps of 11_autoencoder, gradients by hand: the entry "autoencoder" of reference.json.

    python autoencoder.py            prints that entry; it needs NumPy and scikit-learn, which .venv has not
    python autoencoder.py --others   prints what scikit-learn's PCA, nearest neighbours and MLPRegressor give

The same machine and version of NumPy give the same bytes; elsewhere last digits may differ, far below the 1e-9 that the
check allows.
"""

import json
import sys

import numpy as np
from digits import TRAINING, Adam, batches, split

EPOCHS, RATE, NOISY_EPOCHS, NOISY_RATE, NOISE = 100, 0.01, 40, 0.005, 0.3


def squares(back, image):
    return float(np.mean((back - image) ** 2))


def right(codes, labels, test_codes, test_labels):
    """How many test images have the digit of the training image whose code is nearest."""
    far = ((test_codes[:, None] - codes[None]) ** 2).sum(axis=2)
    return int(np.sum(labels[far.argmin(axis=1)] == test_labels))


class Linear:
    """Two numbers for each image, and the image from two numbers, by one matrix each."""

    def __init__(self, rng, mean):
        self.mean, self.parameters = mean, [rng.randn(64, 2) * 0.1, rng.randn(2, 64) * 0.1]

    def code(self, x):
        return (x - self.mean) @ self.parameters[0]

    def back(self, x):
        return self.code(x) @ self.parameters[1] + self.mean

    def gradients(self, x):
        code, by = self.code(x), 2 * (self.back(x) - x) / x.size
        return [(x - self.mean).T @ (by @ self.parameters[1].T), code.T @ by]


class Network:
    """Layers of tanh units; the last one is a sigmoid."""

    def __init__(self, rng, *sizes):
        self.sizes, self.parameters = sizes, []
        for below, above in zip(sizes, sizes[1:]):
            self.parameters += [rng.randn(below, above) / np.sqrt(below), np.zeros(above)]

    def layers(self, x):
        values, last = [x], len(self.sizes) - 1
        for i in range(1, last + 1):
            sums = values[-1] @ self.parameters[2 * i - 2] + self.parameters[2 * i - 1]
            values.append(1 / (1 + np.exp(-sums)) if i == last else np.tanh(sums))
        return values

    def code(self, x):
        return self.layers(x)[2]

    def back(self, x):
        return self.layers(x)[-1]

    def decode(self, code):
        hidden = np.tanh(code @ self.parameters[4] + self.parameters[5])
        return 1 / (1 + np.exp(-(hidden @ self.parameters[6] + self.parameters[7])))

    def gradients(self, x, wanted):
        values, found = self.layers(x), []
        by = 2 * (values[-1] - wanted) / wanted.size * values[-1] * (1 - values[-1])
        for i in reversed(range(1, len(values))):
            if i < len(values) - 1:
                by = by * (1 - values[i] ** 2)
            found = [values[i - 1].T @ by, by.sum(axis=0)] + found
            by = by @ self.parameters[2 * i - 2].T
        return found


def turned(x):
    """Images turned by a quarter, to the left."""
    return np.rot90(x.reshape(-1, 8, 8), axes=(1, 2)).reshape(-1, 64)


def of_each(network, x):
    """The error of each image."""
    return np.mean((network.back(x) - x) ** 2, axis=1)


def autoencoder(seed):
    rng = np.random.RandomState(seed)
    order, ((x, t), (test_x, test_t)) = split(rng)
    mean = x.mean(axis=0)
    linear, adam, costs = Linear(rng, mean), Adam(0.02), []
    start = linear.parameters[0][0].tolist()
    for _ in range(300):
        costs.append(squares(linear.back(x), x))
        adam.update(linear.parameters, linear.gradients(x))
    axes = np.linalg.svd(x - mean, full_matrices=False)[2]

    def by_axes(z, k):
        return (z - mean) @ axes[:k].T @ axes[:k] + mean

    plane = np.linalg.qr(linear.parameters[1].T)[0]
    rows = linear.parameters[1]

    bent, adam, curve, test_curve = Network(rng, 64, 32, 2, 32, 64), Adam(RATE), [], []
    for _ in range(EPOCHS):
        for at in batches(rng):
            adam.update(bent.parameters, bent.gradients(x[at], x[at]))
        curve.append(squares(bent.back(x), x))
        test_curve.append(squares(bent.back(test_x), test_x))
    codes, test_codes = bent.code(x), bent.code(test_x)

    dice = np.random.default_rng(np.random.SeedSequence(seed).spawn(1)[0])
    cleaner, adam = Network(rng, 64, 64, 64), Adam(NOISY_RATE)
    for _ in range(NOISY_EPOCHS):
        for at in batches(rng):
            clean = x[at]
            adam.update(cleaner.parameters, cleaner.gradients(clean + dice.normal(0, NOISE, clean.shape), clean))
    noisy = test_x + NOISE * rng.randn(*test_x.shape)
    by_pca = [squares(by_axes(noisy, k), test_x) for k in range(1, 65)]

    upright, aside = of_each(bent, test_x), of_each(bent, turned(test_x))
    border = np.sort(upright)[427]
    return {
        "seed": seed,
        "order_first5": order[:5].tolist(),
        "start_first2": start,
        "linear_costs_0_1_10_100": [costs[k] for k in (0, 1, 10, 100)],
        "linear_test": squares(linear.back(test_x), test_x),
        "pca_train_test": [squares(by_axes(x, 2), x), squares(by_axes(test_x, 2), test_x)],
        "pca_test_1_to_8": [squares(by_axes(test_x, k), test_x) for k in range(1, 9)],
        "mean_test": squares(np.broadcast_to(mean, test_x.shape), test_x),
        "planes": np.linalg.svd(plane.T @ axes[:2].T, compute_uv=False).tolist(),
        "rows_on_axes": np.abs(rows @ axes[:2].T / np.linalg.norm(rows, axis=1)[:, None]).ravel().tolist(),
        "bent_train": curve,
        "bent_test": test_curve,
        "codes_first3": test_codes[:3].ravel().tolist(),
        "right_pca_bent_fields": [
            right((x - mean) @ axes[:2].T, t, (test_x - mean) @ axes[:2].T, test_t),
            right(codes, t, test_codes, test_t),
            right(x, t, test_x, test_t),
        ],
        "drawn_at_0_0_row3": bent.decode(np.zeros(2))[24:32].tolist(),
        "noisy": squares(noisy, test_x),
        "cleaned": squares(cleaner.back(noisy), test_x),
        "cleaned_by_pca": [int(np.argmin(by_pca)) + 1, min(by_pca)],
        "turned": [float(aside.mean()), int(np.sum(upright > border)), int(np.sum(aside > border))],
    }


def by_others(seed):
    """The errors of scikit-learn's models of the same sizes, trained in the same steps; they start elsewhere."""
    from sklearn.decomposition import PCA
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.neural_network import MLPRegressor

    rng = np.random.RandomState(seed)
    _, ((x, t), (test_x, test_t)) = split(rng)
    pca = PCA(2).fit(x)
    bent = MLPRegressor(
        hidden_layer_sizes=(32, 2, 32), activation="tanh", alpha=0, batch_size=50, learning_rate_init=RATE,
        max_iter=EPOCHS, n_iter_no_change=EPOCHS, random_state=seed,
    ).fit(x, x)  # fmt: skip
    near = KNeighborsClassifier(1)
    return {
        "pca_test": squares(pca.inverse_transform(pca.transform(test_x)), test_x),
        "mlp_test": squares(bent.predict(test_x), test_x),
        "right_pca": int(np.sum(near.fit(pca.transform(x), t).predict(pca.transform(test_x)) == test_t)),
        "right_fields": int(np.sum(near.fit(x, t).predict(test_x) == test_t)),
    }


if __name__ == "__main__":
    if "--others" in sys.argv:
        print(json.dumps({"others": by_others(0)}, indent=1))
    else:
        print(json.dumps({"autoencoder": [autoencoder(0), autoencoder(1)]}, indent=1))
