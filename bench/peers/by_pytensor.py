"""PyTensor: a function with updates, its inputs trusted."""

from __future__ import annotations

import os
import tempfile
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
    line_data,
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


class PyTensor:
    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()  # nothing compiled on another day
        os.environ["PYTENSOR_FLAGS"] = f"floatX=float64,base_compiledir={self.folder.name}"
        import pytensor
        import pytensor.tensor as pt

        self.pytensor, self.pt = pytensor, pt
        self.version = f"{pytensor.__version__} ({type(pytensor.compile.mode.get_default_mode().linker).__name__})"

    def built(self, inputs: list, cost: object, parameters: list) -> Callable:
        gradients = self.pytensor.grad(cost, parameters)
        return lambda: self.pytensor.function(
            inputs, cost, updates=[(p, p - RATE * g) for p, g in zip(parameters, gradients)], trust_input=True
        )

    def line_function(self, of: Callable) -> tuple[Callable, object]:
        x, y = of("x"), of("y")
        m, c = self.pytensor.shared(0.0, "m"), self.pytensor.shared(0.0, "c")
        return self.built([x, y], self.pt.mean(self.pt.sqr(x * m + c - y)), [m, c]), m

    def line(self, x: np.ndarray, y: np.ndarray) -> tuple[Step, Wait]:
        build, m = self.line_function(self.pt.vector)
        train = build()
        return lambda: train(x, y), lambda: float(m.get_value())

    def sample(self) -> tuple[Step, Wait]:
        build, m = self.line_function(self.pt.scalar)
        train, x, y = build(), np.asarray(0.3), np.asarray(1.6)
        return lambda: train(x, y), lambda: float(m.get_value())

    def network(self, layers: str) -> tuple[Step, Wait]:
        pt, (rows, targets, start) = self.pt, network_data(layers)
        x, y = pt.matrix("x"), pt.matrix("y")
        w1, b1, w2, b2 = parameters = [self.pytensor.shared(value) for value in start]
        scores = pt.dot(pt.tanh(pt.dot(x, w1) + b1), w2) + b2
        cost = -pt.sum(pt.special.log_softmax(scores, axis=-1) * y) / len(rows)
        train = self.built([x, y], cost, parameters)()
        return lambda: train(rows, targets), lambda: float(w1.get_value()[0, 0])

    def building(self) -> Callable[[], object]:
        build, _ = self.line_function(self.pt.vector)
        x, y = line_data(4)
        return lambda: build()(x, y)

    def computed(self, inputs: list, output: object, values: list) -> tuple[Step, Wait]:
        """A function without updates."""
        call, last = self.pytensor.function(inputs, output, trust_input=True), [0.0]

        def step() -> object:
            last[0] = call(*values)
            return last[0]

        return step, lambda: float(np.sum(last[0]))

    def variables(self, values: list) -> list:
        return [(self.pt.vector if value.ndim == 1 else self.pt.matrix)() for value in values]

    def product(self, factors: str) -> tuple[Step, Wait]:
        values = product_data(factors)
        a, b = inputs = self.variables(values)
        return self.computed(inputs, product(factors, a, b), values)

    def sum(self, way: str) -> tuple[Step, Wait]:
        x = self.pt.matrix("x")
        return self.computed([x], x.sum(axis=SUMS[way]), [sums_data()])

    def view(self) -> tuple[Step, Wait]:
        rows, i = self.pytensor.shared(sums_data()), self.pt.lscalar("i")
        call = self.pytensor.function([i], rows.reshape(VIEWED)[i].sum(axis=0), trust_input=True)
        numbers, last = map(np.asarray, view_numbers()), [0.0]

        def step() -> object:
            last[0] = call(next(numbers))
            return last[0]

        return step, lambda: float(np.sum(last[0]))

    def logistic(self, sizes: str) -> tuple[Step, Wait]:
        pt, (rows, targets, start) = self.pt, logistic_data(sizes)
        x, y = inputs = self.variables([rows, targets])
        w, b = parameters = [self.pytensor.shared(value) for value in start]
        if targets.ndim == 1:
            p = pt.sigmoid(pt.dot(x, w) + b)
            cost = pt.mean(-y * pt.log(p) - (1 - y) * pt.log(1 - p)) + 0.01 * pt.sum(pt.sqr(w))
        else:
            cost = -pt.sum(pt.special.log_softmax(pt.dot(x, w) + b, axis=-1) * y) / len(rows)
        train = self.built(inputs, cost, parameters)()
        return lambda: train(rows, targets), lambda: float(w.get_value().ravel()[0])

    def looped(self, turn: Callable, sequences: list, first: list, fixed: list) -> object:
        """The results of all turns."""
        return self.pytensor.scan(
            turn, sequences=sequences, outputs_info=first, non_sequences=fixed, strict=True, return_updates=False
        )

    def recurrence(self) -> tuple[object, object, object]:
        pt = self.pt
        x, w = pt.vector("x"), pt.scalar("w")
        h = self.looped(lambda given, before, w: pt.tanh(w * before + given), [x], [pt.zeros(())], [w])
        return x, w, h

    def scan(self) -> tuple[Step, Wait]:
        x, w, h = self.recurrence()
        values, weight = scan_data()
        return self.computed([x, w], h, [values, np.asarray(weight)])

    def scan_gradient(self) -> tuple[Step, Wait]:
        x, w, h = self.recurrence()
        values, weight = scan_data()
        return self.computed([x, w], self.pytensor.grad(self.pt.sum(self.pt.sqr(h)), w), [values, np.asarray(weight)])

    def elman(self) -> tuple[Step, Wait]:
        pt, (rows, parameters) = self.pt, elman_data()
        x, (wx, wh, b) = pt.matrix("x"), map(self.pytensor.shared, parameters)
        h = self.looped(
            lambda below, before, wh: pt.tanh(below + pt.dot(before, wh)),
            [pt.dot(x, wx) + b],
            [pt.zeros(len(parameters[2]))],
            [wh],
        )
        return self.computed([x], h, [rows])

    def slices(self) -> tuple[Step, Wait]:
        pt, (values, classes, start) = self.pt, slices_data()
        rows, targets = self.pytensor.shared(values), self.pytensor.shared(classes)
        w, b = parameters = [self.pytensor.shared(value) for value in start]
        i = pt.lscalar("i")
        x, y = rows[i * BATCH : (i + 1) * BATCH], targets[i * BATCH : (i + 1) * BATCH]
        p = pt.sigmoid(pt.dot(x, w) + b)
        cost = pt.mean(-y * pt.log(p) - (1 - y) * pt.log(1 - p))
        train = self.built([i], cost, parameters)()
        numbers = map(np.asarray, batches())
        return lambda: train(next(numbers)), lambda: moved([p.get_value() for p in parameters], start)

    def lstm(self) -> tuple[Step, Wait]:
        pt, (rows, start) = self.pt, lstm_data()
        w, u, b = parameters = [self.pytensor.shared(value) for value in start]
        x, n = pt.tensor3("x"), len(start[1])

        def turn(below: object, h: object, c: object, u: object) -> tuple:
            gates = below + pt.dot(h, u)
            i, f, o = (pt.sigmoid(gates[:, k * n : (k + 1) * n]) for k in (0, 1, 3))
            c = f * c + i * pt.tanh(gates[:, 2 * n : 3 * n])
            return o * pt.tanh(c), c

        zeros = pt.zeros((rows.shape[1], n))
        h, _ = self.looped(turn, [pt.dot(x, w) + b], [zeros, zeros], [u])
        train = self.built([x], pt.mean(pt.sqr(h[-1])), parameters)()
        return lambda: train(rows), lambda: moved([p.get_value() for p in parameters], start)
