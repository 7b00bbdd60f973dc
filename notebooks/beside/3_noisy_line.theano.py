# %%
import numpy as np

x_data = np.linspace(-1, 1, 101)
noise = np.random.RandomState(0)
y_data = 2 * x_data + 1 + 0.33 * noise.randn(101)

# %% shared
import theano
import theano.tensor as T

w = theano.shared(0.0)
b = theano.shared(0.0)
w.name = "w"
b.name = "b"

# %% cost
X, Y = T.scalar("x"), T.scalar("y")
prediction = X * w + b
cost = T.mean(T.sqr(prediction - Y))
gradients = T.grad(cost, [w, b])

# %% train
learning_rate = 0.01
train = theano.function(
    inputs=[X, Y],
    outputs=cost,
    updates=[(p, p - learning_rate * gradient)
             for p, gradient in zip([w, b], gradients)],
    allow_input_downcast=True)

# %% first-epoch
for x, y in zip(x_data, y_data):
    last_cost = train(x, y)

print(f"w = {w.get_value():.4f}, b = {b.get_value():.4f}")

# %%
shown = {"first-epoch": [float(w.get_value()), float(b.get_value())]}
found = {"after_epoch_1": [float(w.get_value()), float(b.get_value())]}
for epoch in range(1, 100):
    for x, y in zip(x_data, y_data):
        last_cost = train(x, y)
found |= {"w": float(w.get_value()), "b": float(b.get_value()), "last_cost": float(last_cost)}
