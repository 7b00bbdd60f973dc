# %%
import numpy as np
import theano
import theano.tensor as T
from theano.tensor.slinalg import solve

rng = np.random.RandomState(0)
x_data = rng.uniform(-5, 5, 100)
x, t = theano.shared(x_data, "x"), theano.shared(2 * x_data + 1.5 + rng.randn(100), "t")
theta = theano.shared(np.array([6.0, -1.0]), "theta")

# %% gradient-code
line = theta[0] + theta[1] * x
cost = T.mean(T.sqr(t - line))
gradient = T.grad(cost, theta)
print(gradient.eval())

# %% hessian-code
hessian = theano.gradient.hessian(cost, theta)
hessian.eval()

# %%
H, start = hessian.eval(), gradient.eval()

# %% newton-code
newton = theano.function([], cost, updates=[
    (theta, theta - solve(hessian, gradient))])

# %% hv-code
v = T.vector("v")
hv = T.grad(T.sum(gradient * v), theta)  # or theano.tensor.Rop
product = theano.function([v], hv)

some = np.array([1.0, 2.0])
print(product(some), hessian.eval() @ some)

# %%
newton()
shown = {"gradient-code": [*start, *start], "hessian-code": H, "hv-code": [*product(some), *(H @ some)]}
found = {
    "gradient_start": start,
    "hessian": H,
    "least_squares": theta.get_value(),
    "hessian_times_1_2": product(some),
}
