"""Programs of the kind of Alec Radford's Theano tutorials, run by PyTensor on synthetic data: python newmu.py"""

import numpy as np
from keep import keep, write

import pytensor as theano
import pytensor.tensor as T

# 27 multiplication
a = T.scalar()
b = T.scalar()
y = a * b
multiply = theano.function(inputs=[a, b], outputs=y)
keep("multiplication", multiply(1, 2), multiply(3, 3))

# 28 linear regression
trX = np.linspace(-1, 1, 101)
trY = 2 * trX + np.random.RandomState(1).randn(*trX.shape) * 0.33
X = T.scalar()
Y = T.scalar()


def model(X, w):
    return X * w


w = theano.shared(np.asarray(0.0))
y = model(X, w)
cost = T.mean(T.sqr(y - Y))
gradient = T.grad(cost=cost, wrt=w)
updates = [[w, w - gradient * 0.01]]
train = theano.function(inputs=[X, Y], outputs=cost, updates=updates, allow_input_downcast=True)
for i in range(100):
    for x, y in zip(trX, trY):
        c = train(x, y)
keep("linear", w.get_value(), c)


def images(n, features, classes, seed):
    """Rows of a class share a pattern, beside noise; labels one-hot."""
    rng = np.random.RandomState(seed)
    patterns = rng.rand(classes, features)
    labels = rng.randint(0, classes, size=n)
    X = 0.7 * patterns[labels] + 0.3 * rng.rand(n, features)
    return X, np.eye(classes)[labels]


trX, trY = images(256, 20, 4, 2)
teX, teY = trX[:64], trY[:64]
rng = np.random.RandomState(3)


def floatX(X):
    return np.asarray(X, dtype=theano.config.floatX)


def init_weights(shape):
    return theano.shared(floatX(rng.randn(*shape) * 0.1))


def softmax(X):
    return T.special.softmax(X, axis=-1)


def categorical_crossentropy(p, y):
    return -T.sum(y * T.log(p), axis=-1)


# 29 logistic regression
def model(X, w):
    return softmax(T.dot(X, w))


X = T.matrix()
Y = T.matrix()
w = init_weights((20, 4))
py_x = model(X, w)
y_pred = T.argmax(py_x, axis=1)
cost = T.mean(categorical_crossentropy(py_x, Y))
gradient = T.grad(cost=cost, wrt=w)
update = [[w, w - gradient * 0.05]]
train = theano.function(inputs=[X, Y], outputs=cost, updates=update, allow_input_downcast=True)
predict = theano.function(inputs=[X], outputs=y_pred, allow_input_downcast=True)
costs = []
for i in range(5):
    for start, end in zip(range(0, len(trX), 64), range(64, len(trX) + 1, 64)):
        cost = train(trX[start:end], trY[start:end])
    costs.append(cost)
keep("logistic.costs", costs)
keep("logistic.w", w.get_value())
keep("logistic.predictions", predict(teX))
keep("logistic.right", np.mean(np.argmax(teY, axis=1) == predict(teX)))


# 30 a net with rmsprop and dropout: the masks that the original draws are given
def rectify(X):
    return T.maximum(X, 0.0)


def dropout(X, mask, p=0.0):
    if p > 0:
        retain_prob = 1 - p
        X *= mask
        X /= retain_prob
    return X


def RMSprop(cost, params, lr=0.001, rho=0.9, epsilon=1e-6):
    grads = T.grad(cost=cost, wrt=params)
    updates = []
    for p, g in zip(params, grads):
        acc = theano.shared(p.get_value() * 0.0)
        acc_new = rho * acc + (1 - rho) * g**2
        gradient_scaling = T.sqrt(acc_new + epsilon)
        g = g / gradient_scaling
        updates.append((acc, acc_new))
        updates.append((p, p - lr * g))
    return updates


def model(X, w_h, w_h2, w_o, p_drop_input, p_drop_hidden, masks):
    X = dropout(X, masks[0], p_drop_input)
    h = rectify(T.dot(X, w_h))
    h = dropout(h, masks[1], p_drop_hidden)
    h2 = rectify(T.dot(h, w_h2))
    h2 = dropout(h2, masks[2], p_drop_hidden)
    py_x = softmax(T.dot(h2, w_o))
    return h, h2, py_x


X = T.matrix()
Y = T.matrix()
masks = [T.matrix(), T.matrix(), T.matrix()]
w_h = init_weights((20, 16))
w_h2 = init_weights((16, 16))
w_o = init_weights((16, 4))
noise_h, noise_h2, noise_py_x = model(X, w_h, w_h2, w_o, 0.2, 0.5, masks)
h, h2, py_x = model(X, w_h, w_h2, w_o, 0.0, 0.0, masks)
y_x = T.argmax(py_x, axis=1)
cost = T.mean(categorical_crossentropy(noise_py_x, Y))
params = [w_h, w_h2, w_o]
updates = RMSprop(cost, params, lr=0.001)
train = theano.function(inputs=[X, Y, *masks], outputs=cost, updates=updates, allow_input_downcast=True)
predict = theano.function(inputs=[X], outputs=y_x, allow_input_downcast=True)
costs = []
for i in range(5):
    for start, end in zip(range(0, len(trX), 64), range(64, len(trX) + 1, 64)):
        drawn = [rng.rand(64, 20) < 0.8, rng.rand(64, 16) < 0.5, rng.rand(64, 16) < 0.5]
        cost = train(trX[start:end], trY[start:end], *[floatX(m) for m in drawn])
    costs.append(cost)
keep("net.costs", costs)
keep("net.weights", *[p.get_value() for p in params])
keep("net.predictions", predict(teX))

# 31 a convolutional net
from windows import conv2d, max_pool_2d


def rectify(X):
    return T.maximum(X, 0.01 * X)


def model(X, w, w2, w3, w4, p_drop_conv, p_drop_hidden, masks, n):
    l1a = rectify(conv2d(X, w, n, 3, 1, border_mode="full"))
    l1 = max_pool_2d(l1a, (2, 2))
    l1 = dropout(l1, masks[0], p_drop_conv)
    l2a = rectify(conv2d(l1, w2, n, 4, 3))
    l2b = max_pool_2d(l2a, (2, 2))
    l2 = T.flatten(l2b, ndim=2)
    l2 = dropout(l2, masks[1], p_drop_conv)
    l3 = rectify(T.dot(l2, w3))
    l3 = dropout(l3, masks[2], p_drop_hidden)
    pyx = softmax(T.dot(l3, w4))
    return l1, l2, l3, pyx


trX, trY = images(8, 64, 4, 4)
trX = trX.reshape(-1, 1, 8, 8)
X = T.tensor4()
Y = T.matrix()
masks = [T.tensor4(), T.matrix(), T.matrix()]
w = init_weights((3, 1, 3, 3))
w2 = init_weights((4, 3, 2, 2))
w3 = init_weights((4 * 2 * 2, 6))
w4 = init_weights((6, 4))
n = 4
noise_l1, noise_l2, noise_l3, noise_py_x = model(X, w, w2, w3, w4, 0.2, 0.5, masks, n)
l1, l2, l3, py_x = model(X, w, w2, w3, w4, 0.0, 0.0, masks, n)
y_x = T.argmax(py_x, axis=1)
cost = T.mean(categorical_crossentropy(noise_py_x, Y))
params = [w, w2, w3, w4]
updates = RMSprop(cost, params, lr=0.001)
train = theano.function(inputs=[X, Y, *masks], outputs=cost, updates=updates, allow_input_downcast=True)
predict = theano.function(inputs=[X], outputs=[y_x, py_x], allow_input_downcast=True)
costs = []
for i in range(3):
    for start, end in zip(range(0, len(trX), n), range(n, len(trX) + 1, n)):
        drawn = [rng.rand(n, 3, 5, 5) < 0.8, rng.rand(n, 16) < 0.8, rng.rand(n, 6) < 0.5]
        cost = train(trX[start:end], trY[start:end], *[floatX(m) for m in drawn])
        costs.append(cost)
keep("convolutional.costs", costs)
keep("convolutional.weights", *[p.get_value() for p in params])
keep("convolutional.predictions", *predict(trX[:n]))

write()
