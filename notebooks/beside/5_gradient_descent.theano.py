# %%
import numpy as np

rng = np.random.RandomState(0)


def fake_data(n, a, b):
    x = rng.uniform(0, 1, n)
    return x, a * x + b + 0.1 * rng.normal(0, 3, n)


fake_data(50, 3, 8)
x_data, y_data = fake_data(10_000, 3, 8)

# %% one-step
import theano
import theano.tensor as T

a_start, b_start = rng.randn(), rng.randn()

# Nothing has a value at once: first a function, then numbers.
x, y = T.vectors("x", "y")
a, b = T.scalars("a", "b")
mse = T.mean(T.sqr(y - (a * x + b)))
by_a, by_b = T.grad(mse, [a, b])
f = theano.function([a, b, x, y], [mse, by_a, by_b])

loss, slope_a, slope_b = f(a_start, b_start, x_data, y_data)
print(f"loss {loss:.4f}\nslopes {slope_a:.4f} and {slope_b:.4f}")

a_then, b_then = a_start - 0.1 * slope_a, b_start - 0.1 * slope_b
loss_then = f(a_then, b_then, x_data, y_data)[0]
print(f"loss afterwards {loss_then:.4f}")

# %%
shown = {"one-step": [loss, slope_a, slope_b, loss_then]}
losses = []

# %% loop
learning_rate = 1e-3
now_a, now_b = theano.shared(a_start), theano.shared(b_start)
step = theano.function([x, y], mse,
    givens=[(a, now_a), (b, now_b)],
    updates=[(now_a, now_a - learning_rate * by_a),
             (now_b, now_b - learning_rate * by_b)])

for t in range(10_000):
    loss = step(x_data, y_data)
    if t % 1000 == 0:
        losses.append(loss)
        print(f"{t}: {loss:.4f}")

# %%
shown["loop"] = losses
found = {
    "a_start": a_start,
    "b_start": b_start,
    "loss_every_1000": losses,
    "a": float(now_a.get_value()),
    "b": float(now_b.get_value()),
}
