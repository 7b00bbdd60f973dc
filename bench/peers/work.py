"""What each peer computes: the sizes, the data and the parameters at the start."""

from __future__ import annotations

import itertools
from typing import Callable, Iterator

import numpy as np

RATE = 1e-3
NETWORKS = {"20-30-5": (20, 30, 5, 16), "784-256-10": (784, 256, 10, 128)}  # features, hidden, classes; rows
TURNS = 10_000
RECURRENT, LENGTH = 32, 100  # numbers of a hidden row, turns
ROWS, FEATURES, BATCH = 60_000, 100, 128
LSTM = (20, 32, 64, 128)  # turns, rows, features, hidden
PRODUCTS = (
    "600x784 784x10",
    "784x600 600x10",
    "20x784 784x500",
    "128x784 784x256",
    "16x20 20x30",
    "600x784 784",
    "600 600x784",
    "600x784T 600x10",
    "600x784 10x784T",
    "784x1 1x500",
)  # T: transposed first
SUMS = {"down": 0, "along": 1}  # axes of 20 000 rows of 50 numbers
VIEWED = (-1, 100, 50)  # mini-batches of these rows
LOGISTIC = ("400x784", "600x784x10")  # rows, features and, where there are more than two, classes

Step = Callable[[], object]  # one training step, or one call
Wait = Callable[[], float]  # waits for the steps before it; gives a number that is right only if they were


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


def scan_data() -> tuple[np.ndarray, float]:
    """What comes in at each turn, and the weight of what was there before."""
    return np.random.RandomState(1).randn(TURNS), 0.9


def elman_data() -> tuple[np.ndarray, list[np.ndarray]]:
    """A row for each turn; the weights of rows and of hidden rows, and a bias."""
    rng = np.random.RandomState(0)
    weights = [rng.normal(0, 0.1, (RECURRENT, RECURRENT)) for _ in range(2)]
    return np.random.RandomState(1).randn(LENGTH, RECURRENT), [*weights, rng.normal(0, 0.1, RECURRENT)]


def slices_data() -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """All rows, their classes 0 and 1, and the parameters at the start."""
    rows = np.random.RandomState(1).rand(ROWS, FEATURES)
    return rows, (rows[:, 0] > rows[:, 1]).astype(float), [np.zeros(FEATURES), np.zeros(())]


def batches() -> Iterator[int]:
    """The numbers of the mini-batches, again and again."""
    return itertools.cycle(range(ROWS // BATCH))


def lstm_data() -> tuple[np.ndarray, list[np.ndarray]]:
    """Rows of all turns; weights and bias at the start, of the gates for input, forgetting, the cell and output."""
    turns, rows, features, hidden = LSTM
    rng = np.random.RandomState(0)
    weights = [rng.normal(0, 0.1, (many, 4 * hidden)) for many in (features, hidden)]
    return np.random.RandomState(1).randn(turns, rows, features), [*weights, np.zeros(4 * hidden)]


def product_data(factors: str) -> list[np.ndarray]:
    """Two matrices or vectors, not yet transposed."""
    rng = np.random.RandomState(1)
    return [rng.randn(*map(int, word.removesuffix("T").split("x"))) for word in factors.split()]


def product(factors: str, a: object, b: object) -> object:
    """The same expression in all libraries."""
    left, right = factors.split()
    return (a.T if left.endswith("T") else a) @ (b.T if right.endswith("T") else b)


def sums_data() -> np.ndarray:
    return np.random.RandomState(1).randn(20_000, 50)


def view_numbers() -> Iterator[int]:
    """The numbers of the mini-batches of VIEWED, again and again."""
    return itertools.cycle(range(20_000 // VIEWED[1]))


def logistic_data(sizes: str) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
    """Rows; their classes, of more than two as one-hot rows; weights and bias at the start."""
    rows, *many = map(int, sizes.split("x"))
    start = [np.random.RandomState(0).normal(0, 0.1, many), np.zeros(many[1:])]
    numbers = np.arange(rows)
    targets = np.eye(many[1])[numbers % many[1]] if many[1:] else numbers % 2.0
    return np.random.RandomState(1).randn(rows, many[0]), targets, start


def moved(parameters: list, start: list) -> float:
    """How far all parameters together have come, in learning rates."""
    return sum(float(np.abs(np.asarray(p) - s).sum()) for p, s in zip(parameters, start)) / RATE
