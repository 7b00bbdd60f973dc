"""What NumPy and scikit-learn give for the steps of 7_logistic_regression: the entry "logistic" of reference.json.

    python logistic.py

prints that entry; it needs NumPy and scikit-learn, which .venv has not.
"""

import json

import numpy as np
from sklearn.linear_model import LogisticRegression

STUDENTS, TRAINING = 200, 140
RATE = 0.2
SMALL = 1e-6


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(a, y, theta):
    """Cross-entropy of labels 0 and 1."""
    z = a @ theta
    return np.mean(np.logaddexp(0, z) - y * z)


def gradient(a, y, theta):
    return a.T @ (sigmoid(a @ theta) - y) / len(y)


def hessian(a, theta):
    p = sigmoid(a @ theta)
    return (a.T * (p * (1 - p))) @ a / len(a)


def descent(a, y):
    """The steps until no slope is above SMALL, and the place one step further, as the notebook has it."""
    theta, steps = np.zeros(a.shape[1]), 0
    while True:
        slope = gradient(a, y, theta)
        theta = theta - RATE * slope
        if np.max(np.abs(slope)) <= SMALL:
            return steps, theta
        steps += 1


def newton(a, y, price=0.0):
    """The places until no slope is above SMALL, and one step further; a price on the first weight's square."""
    theta = np.zeros(a.shape[1])
    places, priced = [theta], np.zeros(a.shape[1])
    priced[0] = 2 * price
    while True:
        slope = gradient(a, y, theta) + priced * theta
        theta = theta - np.linalg.solve(hessian(a, theta) + np.diag(priced), slope)
        if np.max(np.abs(slope)) <= SMALL:
            return places, theta
        places.append(theta)


def right(a, y, theta):
    return int(np.sum((a @ theta > 0) == (y > 0.5)))


def by_scikit_learn(train, y, test, test_y):
    model = LogisticRegression(C=np.inf, tol=1e-8, max_iter=1000).fit(train[:, :-1], y)
    return int(np.sum(model.predict(test[:, :-1]) == test_y))


def logistic(seed):
    rng = np.random.RandomState(seed)
    study = rng.uniform(0, 10, STUDENTS)
    sleep = rng.uniform(4, 9, STUDENTS)
    chance = sigmoid(1.2 * (study - 5) + (sleep - 6.5))
    passed = (rng.rand(STUDENTS) < chance).astype(float)
    one = np.ones(STUDENTS)
    y, test_y = passed[:TRAINING], passed[TRAINING:]

    alone = np.column_stack([study, one])
    steps, theta = descent(alone[:TRAINING], y)
    jumps, newton_theta = newton(alone[:TRAINING], y)
    both = np.column_stack([study, sleep, one])
    both_jumps, both_theta = newton(both[:TRAINING], y)
    curvature = np.linalg.eigvalsh(hessian(alone[:TRAINING], newton_theta))

    values = np.random.RandomState(seed).uniform(0, 200, STUDENTS)
    labels = (values > 100).astype(float)
    raw = np.column_stack([values, one])
    free = [np.zeros(2)]
    for _ in range(8):
        slope = gradient(raw, labels, free[-1])
        free.append(free[-1] - np.linalg.solve(hessian(raw, free[-1]), slope))
    careful_jumps, careful = newton(raw, labels, price=0.001)
    return {
        "seed": seed,
        "study_first3": study[:3].tolist(),
        "sleep_first3": sleep[:3].tolist(),
        "passed": int(passed.sum()),
        "descent_steps": steps,
        "w": float(theta[0]),
        "b": float(theta[1]),
        "cost": float(cost(alone[:TRAINING], y, theta)),
        "right_train": right(alone[:TRAINING], y, theta),
        "right_test": right(alone[TRAINING:], test_y, theta),
        "right_knowing": int(np.sum((chance > 0.5) == (passed > 0.5), where=np.arange(STUDENTS) >= TRAINING)),
        "newton_steps": len(jumps) - 1,
        "newton_1": jumps[1].tolist(),
        "newton_3": jumps[3].tolist(),
        "condition": float(curvature[1] / curvature[0]),
        "both_steps": len(both_jumps) - 1,
        "both": both_theta.tolist(),
        "test_cost_alone": float(cost(alone[TRAINING:], test_y, jumps[-1])),
        "test_cost_both": float(cost(both[TRAINING:], test_y, both_theta)),
        "right_test_numpy": [right(c[TRAINING:], test_y, t) for c, t in ((alone, theta), (both, both_theta))],
        "right_test_sklearn": [by_scikit_learn(c[:TRAINING], y, c[TRAINING:], test_y) for c in (alone, both)],
        "raw_weight_first8": [float(t[0]) for t in free[1:]],
        "raw_border_first8": [float(-t[1] / t[0]) for t in free[1:]],
        "careful_steps": len(careful_jumps) - 1,
        "careful_border": float(-careful[1] / careful[0]),
    }


if __name__ == "__main__":
    print(json.dumps({"logistic": [logistic(0), logistic(1)]}, indent=1))
