# %%
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.RandomState(0)
x_numbers = rng.uniform(-5, 5, 100)
x, t = torch.tensor(x_numbers), torch.tensor(2 * x_numbers + 1.5 + rng.randn(100))
theta = torch.tensor([6.0, -1.0])

# %% gradient-code
def cost(theta):
    line = theta[0] + theta[1] * x
    return torch.mean((t - line) ** 2)

gradient = torch.func.grad(cost)  # a function of theta
print(gradient(theta))

# %% hessian-code
hessian = torch.func.hessian(cost)
hessian(theta)

# %% newton-code
def newton(theta):
    return theta - torch.linalg.solve(hessian(theta), gradient(theta))

# %% hv-code
def product(v):  # the gradient's change along v
    return torch.func.jvp(gradient, (theta,), (v,))[1]

some = torch.tensor([1.0, 2.0])
print(product(some), hessian(theta) @ some)

# %%
start, H = gradient(theta).tolist(), hessian(theta)
shown = {"gradient-code": [*start, *start], "hessian-code": H, "hv-code": [product(some), H @ some]}
found = {
    "gradient_start": start,
    "hessian": H,
    "least_squares": newton(theta),
    "hessian_times_1_2": product(some),
}
