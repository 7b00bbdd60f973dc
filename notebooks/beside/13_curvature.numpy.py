# %%
import numpy as np

rng = np.random.RandomState(0)
x = rng.uniform(-5, 5, 100)
t = 2 * x + 1.5 + rng.randn(100)
theta = np.array([6.0, -1.0])

# %% gradient-code
jacobian = np.column_stack([np.ones(100), x])

def gradient(theta):  # by hand
    return -2 * (t - jacobian @ theta) @ jacobian / 100

print(gradient(theta))

# %% hessian-code
hessian = 2 * jacobian.T @ jacobian / 100  # by hand: the same everywhere
hessian

# %% newton-code
def newton(theta):
    return theta - np.linalg.solve(hessian, gradient(theta))

# %% hv-code
def product(v):  # without the matrix: two products with the Jacobian
    return 2 * jacobian.T @ (jacobian @ v) / 100

some = np.array([1.0, 2.0])
print(product(some), hessian @ some)

# %%
start = gradient(theta)
shown = {"gradient-code": [*start, *start], "hessian-code": hessian, "hv-code": [*product(some), *(hessian @ some)]}
found = {
    "gradient_start": start,
    "hessian": hessian,
    "least_squares": newton(theta),
    "hessian_times_1_2": product(some),
}
