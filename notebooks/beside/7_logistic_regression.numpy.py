# %%
import numpy as np

rng = np.random.RandomState(0)
study, sleep = rng.uniform(0, 10, 200), rng.uniform(4, 9, 200)
chance = 1 / (1 + np.exp(-(1.2 * (study - 5) + (sleep - 6.5))))
passed = (rng.rand(200) < chance).astype(float)
hours, results = study[:140], passed[:140]

# %% define-cost
def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def cost(h, y, w, b):
    z = w * h + b
    # -log(p) and -log(1 - p), spelled so that no z overflows:
    return np.mean(np.logaddexp(0, z) - y * z)

cost(hours, results, 0, 0)

# %%
at_zero = cost(hours, results, 0, 0)

# %% descend
rate = 0.2

def gradients(h, y, w, b):  # the derivative has to be found by hand
    error = sigmoid(w * h + b) - y
    return np.mean(error * h), np.mean(error)

w = b = 0.0
descent_steps = -1
slope = np.inf
while slope > 1e-6:
    descent_steps += 1
    by_w, by_b = gradients(hours, results, w, b)
    w, b = w - rate * by_w, b - rate * by_b
    slope = max(abs(by_w), abs(by_b))

# %% newton-step
def newton(A, y, theta):
    p = sigmoid(A @ theta)
    gradient = A.T @ (p - y) / len(y)
    hessian = (A.T * (p * (1 - p))) @ A / len(y)  # by hand, too
    return np.abs(gradient).max(), theta - np.linalg.solve(hessian, gradient)

# %%
A, theta, places = np.column_stack([hours, np.ones(140)]), np.zeros(2), []
largest = np.inf
while largest > 1e-6:
    places.append(theta)
    largest, theta = newton(A, results, theta)
found = {
    "passed": int(passed.sum()),
    "descent_steps": descent_steps,
    "w": w,
    "b": b,
    "cost": cost(hours, results, w, b),
    "newton_steps": len(places) - 1,
    "newton_1": places[1],
    "newton_3": places[3],
}
shown = {"define-cost": [at_zero]}
