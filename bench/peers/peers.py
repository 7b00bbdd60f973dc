"""Measures the benchmarks' work in one of the peers, each by its own best practice.

peers.py (pytensor | jax | numpy | torch) [--quick]

Prints JSON: the peer's version, and for each work the microseconds of every repeat.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from typing import Callable

import numpy as np

RATE = 1e-3
EAGER_POINTS = (16, 10_000)
NETWORKS = {"20-30-5": (20, 30, 5, 16), "784-256-10": (784, 256, 10, 128)}  # features, hidden, classes; rows
IMAGES = 64

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


class NumPy:
    """By hand, in place."""

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


class PyTensor:
    """A function with updates, its inputs trusted."""

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


class Jax:
    """One jitted update whose parameters are donated; waits at the end of a batch of steps."""

    def __init__(self) -> None:
        os.environ["JAX_PLATFORMS"] = "cpu"
        import jax

        jax.config.update("jax_enable_x64", True)
        self.jax, self.version = jax, jax.__version__

    def jitted(self, cost: Callable) -> Callable:
        def step(parameters: list, x: object, y: object) -> tuple:
            now, gradients = self.jax.value_and_grad(cost)(parameters, x, y)
            return [p - RATE * g for p, g in zip(parameters, gradients)], now

        return self.jax.jit(step, donate_argnums=0)

    def line_step(self) -> Callable:
        return self.jitted(lambda line, x, y: self.jax.numpy.mean((x * line[0] + line[1] - y) ** 2))

    def trained(self, train: Callable, x: object, y: object, start: list) -> tuple[Step, Wait]:
        x, y = self.jax.numpy.asarray(x), self.jax.numpy.asarray(y)
        state = [[self.jax.numpy.array(value) for value in start]]

        def step() -> object:
            state[0], cost = train(state[0], x, y)
            return cost

        return step, lambda: float(self.jax.block_until_ready(state[0])[0].ravel()[0])

    def line(self, x: object, y: object) -> tuple[Step, Wait]:
        return self.trained(self.line_step(), x, y, [0.0, 0.0])

    def sample(self) -> tuple[Step, Wait]:
        return self.line(0.3, 1.6)

    def network(self, layers: str) -> tuple[Step, Wait]:
        jax = self.jax

        def cost(parameters: list, x: object, y: object) -> object:
            w1, b1, w2, b2 = parameters
            scores = jax.numpy.tanh(x @ w1 + b1) @ w2 + b2
            return -jax.numpy.sum(jax.nn.log_softmax(scores) * y) / len(y)

        x, y, start = network_data(layers)
        return self.trained(self.jitted(cost), x, y, start)

    def convolution(self, images: int) -> tuple[Step, Wait]:
        lax, jnp = self.jax.lax, self.jax.numpy

        def layer(x: object, w: object) -> object:
            return lax.conv_general_dilated(x, w, (1, 1), "VALID", dimension_numbers=("NCHW", "OIHW", "NCHW"))

        def cost(parameters: list, x: object, _: object) -> object:
            hidden = self.jax.nn.relu(layer(x, parameters[0]))
            hidden = lax.reduce_window(hidden, -jnp.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
            return jnp.mean(layer(hidden, parameters[1]) ** 2)

        x, start = convolution_data(images)
        return self.trained(self.jitted(cost), x, 0.0, start)

    def building(self) -> Callable[[], object]:
        x, y = map(self.jax.numpy.asarray, line_data(4))
        start = [self.jax.numpy.array(0.0), self.jax.numpy.array(0.0)]
        return lambda: self.jax.block_until_ready(self.line_step()(start, x, y))


class PyTorch:
    """Eager, with the update under no_grad; one thread where the work is small."""

    def __init__(self) -> None:
        import torch

        self.torch, self.version, self.cores = torch, torch.__version__, torch.get_num_threads()

    def trained(
        self, cost: Callable, x: object, y: object, start: list, updates: bool = True
    ) -> tuple[Step, Wait]:
        torch = self.torch
        torch.set_num_threads(self.cores if np.size(x) > 32_768 else 1)  # from there on it uses several
        x, y = torch.tensor(x, dtype=torch.float64), torch.tensor(y, dtype=torch.float64)
        parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in start]

        def step() -> object:
            now = cost(parameters, x, y)
            for p in parameters:
                p.grad = None
            now.backward()
            if updates:
                with torch.no_grad():
                    for p in parameters:
                        p.sub_(p.grad, alpha=RATE)
            return now

        return step, lambda: float(parameters[0].detach().ravel()[0])

    def line(self, x: object, y: object, updates: bool = True) -> tuple[Step, Wait]:
        return self.trained(self.line_cost, x, y, [0.0, 0.0], updates)

    @staticmethod
    def line_cost(line: list, x: object, y: object) -> object:
        return (x * line[0] + line[1] - y).square().mean()

    def line_forward(self, x: object, y: object) -> tuple[Step, Wait]:
        """The cost of a line that is not learnt."""
        torch = self.torch
        torch.set_num_threads(1)
        x, y = torch.tensor(x, dtype=torch.float64), torch.tensor(y, dtype=torch.float64)
        line = [torch.tensor(value, dtype=torch.float64) for value in (0.3, 1.6)]
        return lambda: self.line_cost(line, x, y), lambda: 0.0

    def sample(self) -> tuple[Step, Wait]:
        return self.line(0.3, 1.6)

    def eager(self, points: int) -> dict[str, tuple[Step, Wait]]:
        data = line_data(points)
        return {
            "eager": self.line(*data),
            "eager gradients": self.line(*data, updates=False),
            "eager forward": self.line_forward(*data),
        }

    def convolution(self, images: int) -> tuple[Step, Wait]:
        f = self.torch.nn.functional

        def cost(parameters: list, x: object, _: object) -> object:
            hidden = f.max_pool2d(f.relu(f.conv2d(x, parameters[0])), 2)
            return f.conv2d(hidden, parameters[1]).square().mean()

        x, start = convolution_data(images)
        return self.trained(cost, x, 0.0, start)

    def network(self, layers: str) -> tuple[Step, Wait]:
        torch = self.torch

        def cost(parameters: list, x: object, y: object) -> object:
            w1, b1, w2, b2 = parameters
            return torch.nn.functional.cross_entropy(torch.tanh(x @ w1 + b1) @ w2 + b2, y)

        x, y, start = network_data(layers)
        return self.trained(cost, x, y, start)


PEERS = {"pytensor": PyTensor, "jax": Jax, "numpy": NumPy, "torch": PyTorch}


def measured(work: tuple[Step, Wait], quick: bool) -> list[float]:
    """Microseconds a step in each of several batches, after a warm-up and long enough for the clock."""
    step, wait = work
    warm_up, length, repeats = (0.5, 0.1, 5) if quick else (1.0, 0.3, 10)
    steps, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < warm_up:
        timed(step, wait, 10)
        steps += 10
    batch = max(1, int(steps * length / (time.perf_counter() - begin)))
    return [timed(step, wait, batch) / batch * 1e6 for _ in range(repeats)]


def timed(step: Step, wait: Wait, batch: int) -> float:
    start = time.perf_counter()
    for _ in range(batch):
        step()
    wait()
    return time.perf_counter() - start


def check(peer: object) -> None:
    """Ten steps of the line and of the network have to end where NumPy's by hand do."""
    makers = [lambda p: p.line(*line_data(16)), *(lambda p, layers=layers: p.network(layers) for layers in NETWORKS)]
    for make in makers:
        ends = []
        for one in (peer, NumPy()):
            step, wait = make(one)
            for _ in range(10):
                step()
            ends.append(wait())
        if not np.isclose(*ends, rtol=1e-9, atol=0):
            sys.exit(f"its step ends at {ends[0]!r} where NumPy's ends at {ends[1]!r}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--points", type=int, nargs="+", required=True)
    options = parser.parse_args()
    peer = PEERS[options.peer]()
    works: dict[str, list[float]] = {}
    if hasattr(peer, "building"):
        once = [timed(peer.building(), lambda: 0.0, 1) * 1e6 for _ in range(4)]
        works["building first"], works["building again"] = once[:1], once[1:]
    check(peer)
    for points in options.points:
        works[f"line {points}"] = measured(peer.line(*line_data(points)), options.quick)
    if hasattr(peer, "sample"):
        works["sample"] = measured(peer.sample(), options.quick)
    for layers in NETWORKS:
        works[f"network {layers}"] = measured(peer.network(layers), options.quick)
    if hasattr(peer, "convolution"):
        works["convolution"] = measured(peer.convolution(IMAGES), options.quick)
    for points in EAGER_POINTS if hasattr(peer, "eager") else ():
        for name, work in peer.eager(points).items():
            works[f"{name} {points}"] = measured(work, options.quick)
    print(json.dumps({"version": peer.version, "works": works}))


if __name__ == "__main__":
    main()
