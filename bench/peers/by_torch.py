"""PyTorch: eager, with the update under no_grad; one thread where the work is small."""

from __future__ import annotations

from typing import Callable

import numpy as np
from work import RATE, Step, Wait, convolution_data, line_data, network_data


class PyTorch:
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
