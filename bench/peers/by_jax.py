"""JAX: one jitted update whose parameters are donated; waits at the end of a batch of steps."""

from __future__ import annotations

import os
from typing import Callable

from work import RATE, Step, Wait, convolution_data, line_data, network_data


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
