"""NumPy: by hand, in place."""

from __future__ import annotations

import math
from typing import Callable

import numpy as np
from work import (
    BATCH,
    RATE,
    SUMS,
    VIEWED,
    Step,
    Wait,
    batches,
    elman_data,
    logistic_data,
    lstm_data,
    moved,
    network_data,
    product,
    product_data,
    scan_data,
    slices_data,
    sums_data,
    view_numbers,
)


class NumPy:
    def __init__(self) -> None:
        self.version = np.__version__

    def line(self, x: np.ndarray, y: np.ndarray) -> tuple[Step, Wait]:
        n, rest, line = len(x), np.empty_like(x), [0.0, 0.0]

        def step() -> float:
            np.multiply(x, line[0], out=rest)
            np.add(rest, line[1], out=rest)
            np.subtract(rest, y, out=rest)
            cost = rest.dot(rest) / n
            line[0] -= RATE * 2 * rest.dot(x) / n
            line[1] -= RATE * 2 * rest.sum() / n
            return cost

        return step, lambda: float(line[0])

    def network(self, layers: str) -> tuple[Step, Wait]:
        x, y, (w1, b1, w2, b2) = network_data(layers)

        def step() -> float:
            hidden = np.tanh(x @ w1 + b1)
            scores = hidden @ w2 + b2
            scores -= scores.max(axis=1, keepdims=True)
            powers = np.exp(scores)
            sums = powers.sum(axis=1, keepdims=True)
            cost = ((np.log(sums) - scores) * y).sum() / len(x)
            by_scores = (powers / sums - y) / len(y)
            by_hidden = (by_scores @ w2.T) * (1 - hidden * hidden)
            w2[...] -= RATE * (hidden.T @ by_scores)
            b2[...] -= RATE * by_scores.sum(axis=0)
            w1[...] -= RATE * (x.T @ by_hidden)
            b1[...] -= RATE * by_hidden.sum(axis=0)
            return cost

        return step, lambda: float(w1[0, 0])

    @staticmethod
    def called(call: Callable) -> tuple[Step, Wait]:
        """A function that gives a new array."""
        last = [np.zeros(1)]

        def step() -> object:
            last[0] = call()
            return last[0]

        return step, lambda: float(last[0].sum())

    def product(self, factors: str) -> tuple[Step, Wait]:
        values = product_data(factors)
        return self.called(lambda: product(factors, *values))

    def sum(self, way: str) -> tuple[Step, Wait]:
        rows, axis = sums_data(), SUMS[way]
        return self.called(lambda: rows.sum(axis=axis))

    def view(self) -> tuple[Step, Wait]:
        rows, numbers = sums_data(), view_numbers()
        return self.called(lambda: rows.reshape(VIEWED)[next(numbers)].sum(axis=0))

    def logistic(self, sizes: str) -> tuple[Step, Wait]:
        x, y, (w, b) = logistic_data(sizes)

        def two() -> float:
            scores = x @ w + b
            cost = (np.logaddexp(0, scores) - y * scores).mean() + 0.01 * w.dot(w)
            by_scores = (1 / (1 + np.exp(-scores)) - y) / len(x)
            w[...] -= RATE * (by_scores @ x + 0.02 * w)
            b[...] -= RATE * by_scores.sum()
            return cost

        def many() -> float:
            scores = x @ w + b
            scores -= scores.max(axis=1, keepdims=True)
            powers = np.exp(scores)
            sums = powers.sum(axis=1, keepdims=True)
            cost = ((np.log(sums) - scores) * y).sum() / len(x)
            by_scores = (powers / sums - y) / len(x)
            w[...] -= RATE * (x.T @ by_scores)
            b[...] -= RATE * by_scores.sum(axis=0)
            return cost

        return two if w.ndim == 1 else many, lambda: float(w.ravel()[0])

    def scan(self) -> tuple[Step, Wait]:
        x, w = scan_data()
        h = np.empty_like(x)

        def step() -> np.ndarray:
            h[:] = self.turns(x, w)
            return h

        return step, lambda: float(h.sum())

    @staticmethod
    def turns(x: np.ndarray, w: float) -> list[float]:
        """All h. Numbers of Python: an array of one number takes ten times as long."""
        h, now = [], 0.0
        for given in x.tolist():
            now = math.tanh(w * now + given)
            h.append(now)
        return h

    def scan_gradient(self) -> tuple[Step, Wait]:
        x, w = scan_data()
        by_w = [0.0]

        def step() -> float:
            h = self.turns(x, w)
            total = by_h = 0.0
            for t in range(len(h) - 1, 0, -1):
                by_h = (by_h + 2 * h[t]) * (1 - h[t] * h[t])  # by what is inside tanh
                total += by_h * h[t - 1]
                by_h *= w
            by_w[0] = total
            return total

        return step, lambda: by_w[0]

    def elman(self) -> tuple[Step, Wait]:
        x, (wx, wh, b) = elman_data()
        h = np.empty_like(x)

        def step() -> np.ndarray:
            below = x @ wx + b
            now = np.zeros(len(wh))
            for t in range(len(x)):
                now = np.tanh(below[t] + now @ wh, out=h[t])
            return h

        return step, lambda: float(h.sum())

    def slices(self) -> tuple[Step, Wait]:
        rows, targets, start = slices_data()
        w, b = map(np.copy, start)
        numbers = batches()

        def step() -> float:
            i = next(numbers)
            x, y = rows[i * BATCH : (i + 1) * BATCH], targets[i * BATCH : (i + 1) * BATCH]
            scores = x @ w + b
            cost = (np.logaddexp(0, scores) - y * scores).mean()
            by_scores = (1 / (1 + np.exp(-scores)) - y) / BATCH
            w[...] -= RATE * (by_scores @ x)
            b[...] -= RATE * by_scores.sum()
            return cost

        return step, lambda: moved([w, b], start)

    def lstm(self) -> tuple[Step, Wait]:
        x, start = lstm_data()
        w, u, b = map(np.copy, start)
        (turns, rows, _), n = x.shape, len(u)
        h, c = np.zeros((turns + 1, rows, n)), np.zeros((turns + 1, rows, n))
        bent, by_gates = np.empty((turns, rows, n)), np.empty((turns, rows, 4 * n))

        def step() -> float:
            gates = x @ w + b
            for t in range(turns):
                gates[t] += h[t] @ u
                i, f, g, o = np.split(gates[t], 4, axis=1)
                for gate in (i, f, o):
                    gate[...] = 1 / (1 + np.exp(-gate))
                np.tanh(g, out=g)
                np.add(f * c[t], i * g, out=c[t + 1])
                np.tanh(c[t + 1], out=bent[t])
                np.multiply(o, bent[t], out=h[t + 1])
            by_h, by_c = 2 / h[-1].size * h[-1], 0.0
            for t in reversed(range(turns)):
                i, f, g, o = np.split(gates[t], 4, axis=1)
                by_c += by_h * o * (1 - bent[t] * bent[t])
                by_gates[t, :, :n] = by_c * g * i * (1 - i)
                by_gates[t, :, n : 2 * n] = by_c * c[t] * f * (1 - f)
                by_gates[t, :, 2 * n : 3 * n] = by_c * i * (1 - g * g)
                by_gates[t, :, 3 * n :] = by_h * bent[t] * o * (1 - o)
                by_h, by_c = by_gates[t] @ u.T, by_c * f
            cost = np.mean(h[-1] * h[-1])
            flat = by_gates.reshape(-1, 4 * n)
            w[...] -= RATE * (x.reshape(len(flat), -1).T @ flat)
            u[...] -= RATE * (h[:-1].reshape(len(flat), -1).T @ flat)
            b[...] -= RATE * flat.sum(axis=0)
            return cost

        return step, lambda: moved([w, u, b], start)
