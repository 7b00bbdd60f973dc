# %%
import numpy as np
import theano
import theano.tensor as T

random = np.random.RandomState(0)
train_x, test_x = np.linspace(0, 1, 100), np.linspace(1, 2, 100)
train_y, test_y = (5 + (2 * d + 0.33 * random.randn(100)) for d in (train_x, test_x))

# %% train
X, Y = T.scalar("X"), T.scalar("Y")
W0 = theano.shared(0.0, "W0")  # slope
W1 = theano.shared(0.0, "W1")  # intercept
prediction = X * W0 + W1
cost = T.mean(T.sqr(prediction - Y))

learning_rate = 0.01
updates = [(W, W - learning_rate * T.grad(cost, W)) for W in (W0, W1)]
train = theano.function([X, Y], cost, updates=updates,
                        allow_input_downcast=True)

# %%
found = {}
for epoch in range(100):
    for x, y in zip(train_x, train_y):
        last_cost = train(x, y)
    if epoch == 0:
        found["after_epoch_1"] = [float(W0.get_value()), float(W1.get_value())]

# %% fit
all_x = np.concatenate([train_x, test_x])
predict = theano.function([X], prediction)
fit = np.array([predict(x) for x in all_x])

# %% error-function
squared_error = theano.function([X, Y], cost)

def mean_error(x, y):
    return np.mean([squared_error(*point) for point in zip(x, y)])

# %%
found |= {
    "W0": float(W0.get_value()),
    "W1": float(W1.get_value()),
    "last_cost": float(last_cost),
    "fit_at_first_middle_last": fit[[0, 99, 199]],
    "train_mse": mean_error(train_x, train_y),
    "test_mse": mean_error(test_x, test_y),
}
