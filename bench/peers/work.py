"""What each peer computes: the sizes, the data and the parameters at the start."""

from __future__ import annotations

from typing import Callable

import numpy as np

RATE = 1e-3
NETWORKS = {"20-30-5": (20, 30, 5, 16), "784-256-10": (784, 256, 10, 128)}  # features, hidden, classes; rows

Step = Callable[[], object]  # one training step
Wait = Callable[[], float]  # waits for the steps before it; gives the model's first parameter


def line_data(points: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.RandomState(0)
    return rng.rand(points), rng.rand(points)


def network_data(layers: str) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Rows, one-hot targets, and the parameters at the start: two layers' weights and biases."""
    features, hidden, classes, rows = NETWORKS[layers]
    rng = np.random.RandomState(0)
    w1, w2 = rng.normal(0, 0.1, (features, hidden)), rng.normal(0, 0.1, (hidden, classes))
    x = np.random.RandomState(1).randn(rows, features)
    return x, np.eye(classes)[np.arange(rows) % classes], [w1, np.zeros(hidden), w2, np.zeros(classes)]


def convolution_data(images: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """Images of 28 by 28 points, and the filters of two layers at the start."""
    rng = np.random.RandomState(0)
    filters = [rng.normal(0, 0.1, (32, 1, 5, 5)), rng.normal(0, 0.1, (64, 32, 5, 5))]
    return np.random.RandomState(1).rand(images, 1, 28, 28), filters
