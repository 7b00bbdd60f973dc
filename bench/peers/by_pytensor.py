"""PyTensor: a function with updates, its inputs trusted."""

from __future__ import annotations

import os
import tempfile
from typing import Callable

import numpy as np
from work import RATE, Step, Wait, line_data, network_data


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
