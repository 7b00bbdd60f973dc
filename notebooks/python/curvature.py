"""What NumPy gives for the steps of 13_curvature, with derivatives by hand: the entry "curvature" of reference.json.

    python curvature.py

prints that entry; it needs NumPy, which .venv has not. The same machine and version of NumPy give the same bytes;
elsewhere last digits may differ, far below the 1e-9 that the check allows.
"""

import json

import numpy as np

START = np.array([6.0, -1.0])


def descend(gradient, start, rate, steps, beta=0.0):
    """The places of gradient descent with momentum, the first of them the start."""
    place, velocity, places = start, np.zeros(2), [start]
    for _ in range(steps):
        velocity = beta * velocity - rate * gradient(place)
        place = place + velocity
        places.append(place)
    return np.array(places)


def steps_to(places, bottom):
    """How many steps until all later places are within 1e-6 of the bottom."""
    return int(np.flatnonzero(np.hypot(*(places - bottom).T) > 1e-6)[-1]) + 1


def rosenbrock(z):
    return (1 - z[0]) ** 2 + 100 * (z[1] - z[0] ** 2) ** 2


def rosenbrock_gradient(z):
    return np.array([-2 * (1 - z[0]) - 400 * z[0] * (z[1] - z[0] ** 2), 200 * (z[1] - z[0] ** 2)])


def rosenbrock_hessian(z):
    return np.array([[2 - 400 * z[1] + 1200 * z[0] ** 2, -400 * z[0]], [-400 * z[0], 200.0]])


def damped_newton(z):
    """Levenberg's method: how many steps are tried, how many taken, and where it ends."""
    tried, taken, mu = 0, 0, 1.0
    while rosenbrock(z) > 1e-12:
        tried += 1
        next_z = z - np.linalg.solve(rosenbrock_hessian(z) + mu * np.eye(2), rosenbrock_gradient(z))
        down = rosenbrock(next_z) < rosenbrock(z)
        taken, mu, z = (taken + 1, mu / 4, next_z) if down else (taken, mu * 4, z)
    return tried, taken, z


def curvature(seed):
    rng = np.random.RandomState(seed)
    x = rng.uniform(-5, 5, 100)
    t = 2 * x + 1.5 + rng.randn(100)
    rows = np.column_stack([np.ones(100), x])

    def cost(theta):
        return np.mean((t - rows @ theta) ** 2)

    def gradient(theta):
        return -2 * rows.T @ (t - rows @ theta) / 100

    hessian = 2 * rows.T @ rows / 100
    (flat, steep), _ = np.linalg.eigh(hessian)
    limit, root = 2 / steep, np.sqrt(steep / flat)
    best, *_ = np.linalg.lstsq(rows, t, rcond=None)
    beta = ((root - 1) / (root + 1)) ** 2
    below, above = ([cost(place) for place in descend(gradient, START, part * limit, 499)] for part in (0.99, 1.01))

    power = np.array([1.0, 0.0])
    for _ in range(6):
        power = hessian @ power
        steepest = np.linalg.norm(power)
        power = power / steepest

    newton, values = [np.array([-1.2, 1.0])], []
    for _ in range(6):
        values.append(rosenbrock(newton[-1]))
        newton.append(newton[-1] - np.linalg.solve(rosenbrock_hessian(newton[-1]), rosenbrock_gradient(newton[-1])))
    saddle = np.array([0.0, 1.0])
    tried, taken, damped = damped_newton(np.array([-1.2, 1.0]))
    return {
        "seed": seed,
        "x_first3": x[:3].tolist(),
        "jacobian_first3": rows[:3].ravel().tolist(),
        "gradient_start": gradient(START).tolist(),
        "hessian": hessian.ravel().tolist(),
        "eigenvalues": [flat, steep],
        "limit": limit,
        "below_0_1_100_499": [below[k] for k in (0, 1, 100, 499)],
        "above_0_1_100_499": [above[k] for k in (0, 1, 100, 499)],
        "descent_30": descend(gradient, START, 0.9 * limit, 30)[30].tolist(),
        "momentum_30": descend(gradient, START, 0.03, 30, beta=0.7)[30].tolist(),
        "least_squares": best.tolist(),
        "steps_needed": [
            steps_to(descend(gradient, START, 2 / (flat + steep), 200), best),
            steps_to(descend(gradient, START, (1 + np.sqrt(beta)) ** 2 / steep, 200, beta), best),
            1,
        ],
        "explored": cost(descend(gradient, START, 0.02, 40)[40]),
        "hessian_times_1_2": (hessian @ [1, 2]).tolist(),
        "jacobian_times_1_2_first3": (rows @ [1, 2])[:3].tolist(),
        "ones_times_jacobian": rows.sum(axis=0).tolist(),
        "six_products": float(steepest),
        "newton_values_first5": values[:5],
        "newton_5": newton[5].tolist(),
        "curvatures_at_0_1": np.linalg.eigvalsh(rosenbrock_hessian(saddle)).tolist(),
        "newton_at_0_1": (-np.linalg.solve(rosenbrock_hessian(saddle), rosenbrock_gradient(saddle))).tolist(),
        "damped_tried_taken": [tried, taken],
        "damped_end": damped.tolist(),
        "descent_10000": descend(rosenbrock_gradient, np.array([-1.2, 1.0]), 0.001, 10_000)[10_000].tolist(),
    }


if __name__ == "__main__":
    print(json.dumps({"curvature": [curvature(0), curvature(1)]}, indent=1))
