"""A step of the network 784-256-10 by PyTorch in float64, on the card if it has one: the shortest of some, as Card measures."""

import time

import torch

FEATURES, HIDDEN, CLASSES, ROWS, RATE, MEASURED = 784, 256, 10, 128, 1e-3, 20


def main() -> None:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)
    kind = {"dtype": torch.float64, "device": device}
    x = torch.rand(ROWS, FEATURES, **kind)
    y = torch.nn.functional.one_hot(torch.arange(ROWS) % CLASSES, CLASSES).to(**kind)
    shapes = [(FEATURES, HIDDEN), (HIDDEN,), (HIDDEN, CLASSES), (CLASSES,)]
    w1, b1, w2, b2 = parameters = [(torch.randn(*s, **kind) * 0.1).requires_grad_() for s in shapes]

    def step() -> float:
        hidden = torch.tanh(x @ w1 + b1)
        cost = -(torch.log_softmax(hidden @ w2 + b2, 1) * y).sum() / ROWS
        for p in parameters:
            p.grad = None
        cost.backward()
        with torch.no_grad():
            for p in parameters:
                p.sub_(p.grad, alpha=RATE)
        return float(cost)  # which waits for the card

    times = []
    for _ in range(2 * MEASURED):
        begun = time.perf_counter()
        step()
        times.append(time.perf_counter() - begun)
    print(f"{f'the same by PyTorch {torch.__version__}, {device}':45} {min(times[MEASURED:]) * 1e3:.3f} ms")


if __name__ == "__main__":
    main()
