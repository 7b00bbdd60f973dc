"""PyTorch: eager, with the update under no_grad; one thread where the work is small."""

from __future__ import annotations

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
    convolution_data,
    elman_data,
    line_data,
    logistic_data,
    lstm_data,
    moved,
    network_data,
    product,
    product_data,
    slices_data,
    sums_data,
    view_numbers,
)


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
        parameters = self.parameters(start)
        step = self.learning(lambda: cost(parameters, x, y), parameters, updates)
        return step, lambda: float(parameters[0].detach().ravel()[0])

    def parameters(self, start: list) -> list:
        return [self.torch.tensor(value, dtype=self.torch.float64, requires_grad=True) for value in start]

    def learning(self, cost: Callable, parameters: list, updates: bool = True) -> Step:
        def step() -> object:
            now = cost()
            for p in parameters:
                p.grad = None
            now.backward()
            if updates:
                with self.torch.no_grad():
                    for p in parameters:
                        p.sub_(p.grad, alpha=RATE)
            return now

        return step

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

    def called(self, call: Callable, *values: np.ndarray) -> tuple[Step, Wait]:
        """A function without gradients."""
        torch, last = self.torch, [0.0]
        torch.set_num_threads(self.cores if max(map(np.size, values)) > 32_768 else 1)
        tensors = list(map(torch.tensor, values))

        def step() -> object:
            last[0] = call(*tensors)
            return last[0]

        return step, lambda: float(last[0].sum())

    def product(self, factors: str) -> tuple[Step, Wait]:
        return self.called(lambda a, b: product(factors, a, b), *product_data(factors))

    def sum(self, way: str) -> tuple[Step, Wait]:
        return self.called(lambda rows: rows.sum(axis=SUMS[way]), sums_data())

    def view(self) -> tuple[Step, Wait]:
        numbers = view_numbers()
        step, wait = self.called(lambda rows: rows.reshape(VIEWED)[next(numbers)].sum(axis=0), sums_data())
        self.torch.set_num_threads(1)
        return step, wait

    def logistic(self, sizes: str) -> tuple[Step, Wait]:
        f = self.torch.nn.functional

        def two(parameters: list, x: object, y: object) -> object:
            w, b = parameters
            return f.binary_cross_entropy_with_logits(x @ w + b, y) + 0.01 * w.square().sum()

        def many(parameters: list, x: object, y: object) -> object:
            return f.cross_entropy(x @ parameters[0] + parameters[1], y)

        x, y, start = logistic_data(sizes)
        return self.trained(two if y.ndim == 1 else many, x, y, start)

    def recurrent(self, network: object, weights: list, bias: object) -> list:
        """Gives a layer of PyTorch its parameters: a second bias, which other libraries do not have, stays 0."""
        parameters = [network.weight_ih_l0, network.weight_hh_l0, network.bias_ih_l0]
        network.bias_hh_l0.requires_grad_(False).zero_()
        with self.torch.no_grad():
            for p, value in zip(parameters, [*(w.T for w in weights), bias]):
                p.copy_(self.torch.tensor(value))
        return parameters

    def elman(self) -> tuple[Step, Wait]:
        torch, (x, (*weights, bias)) = self.torch, elman_data()
        torch.set_num_threads(1)
        network = torch.nn.RNN(*weights[0].shape, dtype=torch.float64)
        self.recurrent(network, weights, bias)
        x, last = torch.tensor(x), [None]

        @torch.inference_mode()
        def step() -> object:
            last[0] = network(x)[0]
            return last[0]

        return step, lambda: float(last[0].sum())

    def slices(self) -> tuple[Step, Wait]:
        torch, (rows, targets, start) = self.torch, slices_data()
        torch.set_num_threads(1)
        rows, targets, numbers = torch.tensor(rows), torch.tensor(targets), batches()
        w, b = parameters = self.parameters(start)

        def cost() -> object:
            i = next(numbers)
            x, y = rows[i * BATCH : (i + 1) * BATCH], targets[i * BATCH : (i + 1) * BATCH]
            return torch.nn.functional.binary_cross_entropy_with_logits(x @ w + b, y)

        return self.learning(cost, parameters), lambda: moved([p.detach() for p in parameters], start)

    def lstm(self) -> tuple[Step, Wait]:
        torch, (x, start) = self.torch, lstm_data()
        torch.set_num_threads(self.cores)
        network, x = torch.nn.LSTM(x.shape[2], len(start[1]), dtype=torch.float64), torch.tensor(x)
        parameters = self.recurrent(network, start[:2], start[2])
        step = self.learning(lambda: network(x)[0][-1].square().mean(), parameters)
        return step, lambda: moved([p.detach().t() for p in parameters], start)
