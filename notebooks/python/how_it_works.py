"""What NumPy gives for the steps of 14_how_it_works: the entry "how_it_works" of reference.json.

    python how_it_works.py

prints that entry; it needs NumPy, which .venv has not. Sums in lanes are equal to the last bit, the rest to 1e-9.
"""

import json

import numpy as np

START, LANES = 0.7, 32


def sigmoid(z):
    """Right for large z of either sign, too."""
    return np.exp(-np.logaddexp(0, -z))


def in_order(numbers):
    total = 0.0
    for each in numbers:
        total += float(each)
    return total


def in_lanes(numbers):
    """Element i is added to lane i modulo 32; then halves of the lanes are added to each other."""
    lanes = np.zeros(LANES)
    for at in range(0, len(numbers), LANES):
        row = numbers[at : at + LANES]
        lanes[: len(row)] += row
    while len(lanes) > 1:
        lanes = lanes[: len(lanes) // 2] + lanes[len(lanes) // 2 :]
    return float(lanes[0])


def how_it_works(seed):
    data = np.random.RandomState(seed).uniform(-3, 3, 100_000)
    far, grid, some = np.array([-800.0, -40, 0, 40, 800]), np.linspace(-3, 3, 121), data[:10_000]
    return {
        "seed": seed,
        "data_first3": data[:3].tolist(),
        "mean_slope": [np.logaddexp(0, START * data).mean(), (sigmoid(START * data) * data).mean()],
        "far": np.logaddexp(0, far).tolist(),
        "far_slopes": sigmoid(far).tolist(),
        "sum_in_order": in_order(some),
        "sum_in_lanes": in_lanes(some),
        "explored": (sigmoid(START * grid) * grid).mean(),
    }


if __name__ == "__main__":
    print(json.dumps({"how_it_works": [how_it_works(0), how_it_works(1)]}, indent=1))
