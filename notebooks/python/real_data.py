"""What NumPy gives for the steps of 6_real_data: the entry "real_data" of reference.json.

    python real_data.py

prints that entry; it needs NumPy, which .venv has not. The same machine and version of NumPy give the same bytes;
elsewhere last digits may differ, far below the 1e-9 that the check allows.
"""

import json
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parents[1] / "data" / "diabetes.csv"
STEPS = 10_000
RATE = 0.4


def r_squared(truth, prediction):
    return 1 - np.sum((truth - prediction) ** 2) / np.sum((truth - truth.mean()) ** 2)


def real_data(seed):
    table = np.loadtxt(TABLE, delimiter=",", skiprows=1)
    rng = np.random.RandomState(seed)
    lost = rng.permutation(len(table))[:20]
    whole = np.delete(table, lost, axis=0)
    order = rng.permutation(len(whole))
    cut = 3 * len(whole) // 4
    train, test = whole[np.sort(order[:cut])], whole[np.sort(order[cut:])]
    mean, sd = train[:, :-1].mean(axis=0), train[:, :-1].std(axis=0)
    train_x, test_x = (train[:, :-1] - mean) / sd, (test[:, :-1] - mean) / sd
    train_y, test_y = train[:, -1], test[:, -1]

    w, b, costs, w_early = np.zeros(10), 0.0, [], None
    for step in range(STEPS):
        error = train_x @ w + b - train_y
        costs.append(np.mean(error**2) / 2)
        w, b = w - RATE * (train_x.T @ error) / len(train), b - RATE * np.mean(error)
        w_early = w if step == 99 else w_early

    curvature = np.linalg.eigvalsh(train_x.T @ train_x / len(train))
    best, *_ = np.linalg.lstsq(np.column_stack([train_x, np.ones(len(train))]), train_y, rcond=None)
    return {
        "seed": seed,
        "lost_first5": lost[:5].tolist(),
        "train_y_first3": train_y[:3].tolist(),
        "mean": mean.tolist(),
        "sd": sd.tolist(),
        "costs_0_1_100_9999": [costs[i] for i in (0, 1, 100, 9999)],
        "w_after_100": w_early.tolist(),
        "w": w.tolist(),
        "b": float(b),
        "least_squares_w": best[:-1].tolist(),
        "least_squares_b": float(best[-1]),
        "condition": float(curvature[-1] / curvature[0]),
        "r2_train": float(r_squared(train_y, train_x @ w + b)),
        "r2_test": float(r_squared(test_y, test_x @ w + b)),
        "prediction_first3": (test_x[:3] @ w + b).tolist(),
    }


if __name__ == "__main__":
    print(json.dumps({"real_data": [real_data(0), real_data(1)]}, indent=1))
