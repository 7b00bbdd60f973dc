"""JAX: one jitted update whose parameters are donated; waits at the end of a batch of steps."""

from __future__ import annotations

import os
from typing import Callable

from work import (
    BATCH,
    RATE,
    SUMS,
    VIEWED,
    Step,
    Wait,
    batches,
    convolution_data,
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


class Jax:
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
        step, parameters = self.kept(lambda parameters: train(parameters, x, y), start)
        return step, lambda: float(parameters()[0].ravel()[0])

    def kept(self, train: Callable, start: list) -> tuple[Step, Callable[[], list]]:
        """A step that keeps the parameters for the next one, and what waits for them."""
        state = [[self.jax.numpy.array(value) for value in start]]

        def step() -> object:
            state[0], cost = train(state[0])
            return cost

        return step, lambda: self.jax.block_until_ready(state[0])

    def computed(self, call: Callable, *values: object) -> tuple[Step, Wait]:
        """A function without updates."""
        call, last = self.jax.jit(call), [0.0]
        values = self.jax.tree.map(self.jax.numpy.asarray, values)

        def step() -> object:
            last[0] = call(*values)
            return last[0]

        return step, lambda: float(self.jax.numpy.sum(last[0]))

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

    def product(self, factors: str) -> tuple[Step, Wait]:
        return self.computed(lambda a, b: product(factors, a, b), *product_data(factors))

    def sum(self, way: str) -> tuple[Step, Wait]:
        return self.computed(lambda rows: rows.sum(axis=SUMS[way]), sums_data())

    def view(self) -> tuple[Step, Wait]:
        call = self.jax.jit(lambda rows, i: rows.reshape(VIEWED)[i].sum(axis=0))
        rows, numbers, last = self.jax.numpy.asarray(sums_data()), view_numbers(), [0.0]

        def step() -> object:
            last[0] = call(rows, next(numbers))
            return last[0]

        return step, lambda: float(self.jax.numpy.sum(last[0]))

    def logistic(self, sizes: str) -> tuple[Step, Wait]:
        jax, (x, y, start) = self.jax, logistic_data(sizes)

        def two(parameters: list, x: object, y: object) -> object:
            scores = x @ parameters[0] + parameters[1]
            return jax.numpy.mean(jax.nn.softplus(scores) - y * scores) + 0.01 * jax.numpy.sum(parameters[0] ** 2)

        def many(parameters: list, x: object, y: object) -> object:
            return -jax.numpy.sum(jax.nn.log_softmax(x @ parameters[0] + parameters[1]) * y) / len(y)

        return self.trained(self.jitted(two if y.ndim == 1 else many), x, y, start)

    def recurrence(self, x: object, w: object) -> object:
        def turn(h: object, given: object) -> tuple:
            h = self.jax.numpy.tanh(w * h + given)
            return h, h

        return self.jax.lax.scan(turn, 0.0, x)[1]

    def scan(self) -> tuple[Step, Wait]:
        return self.computed(self.recurrence, *scan_data())

    def scan_gradient(self) -> tuple[Step, Wait]:
        cost = lambda x, w: self.jax.numpy.sum(self.recurrence(x, w) ** 2)
        return self.computed(self.jax.grad(cost, 1), *scan_data())

    def elman(self) -> tuple[Step, Wait]:
        def network(x: object, parameters: list) -> object:
            wx, wh, b = parameters

            def turn(h: object, below: object) -> tuple:
                h = self.jax.numpy.tanh(below + h @ wh)
                return h, h

            return self.jax.lax.scan(turn, self.jax.numpy.zeros_like(b), x @ wx + b)[1]

        return self.computed(network, *elman_data())

    def slices(self) -> tuple[Step, Wait]:
        jax, (rows, targets, start) = self.jax, slices_data()

        def cost(parameters: list, data: tuple, i: object) -> object:
            x, y = (jax.lax.dynamic_slice_in_dim(all, i * BATCH, BATCH) for all in data)
            scores = x @ parameters[0] + parameters[1]
            return jax.numpy.mean(jax.nn.softplus(scores) - y * scores)

        train, data, numbers = self.jitted(cost), (jax.numpy.asarray(rows), jax.numpy.asarray(targets)), batches()
        step, parameters = self.kept(lambda parameters: train(parameters, data, next(numbers)), start)
        return step, lambda: moved(parameters(), start)

    def lstm(self) -> tuple[Step, Wait]:
        jax, (x, start) = self.jax, lstm_data()

        def cost(parameters: list, x: object, _: object) -> object:
            w, u, b = parameters

            def turn(state: tuple, below: object) -> tuple:
                h, c = state
                i, f, g, o = jax.numpy.split(below + h @ u, 4, axis=1)
                c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jax.numpy.tanh(g)
                return (jax.nn.sigmoid(o) * jax.numpy.tanh(c), c), None

            zeros = jax.numpy.zeros((x.shape[1], len(u)))
            (h, _), _ = jax.lax.scan(turn, (zeros, zeros), x @ w + b)
            return jax.numpy.mean(h * h)

        train, x = self.jitted(cost), jax.numpy.asarray(x)
        step, parameters = self.kept(lambda parameters: train(parameters, x, 0.0), start)
        return step, lambda: moved(parameters(), start)
