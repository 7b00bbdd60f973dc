"""Programs of Theano's tutorial, run by PyTensor: python tutorial.py"""

import numpy as np
from keep import keep, write

import pytensor as theano
import pytensor.tensor as T
from pytensor import function, shared
from pytensor.gradient import Lop, Rop
from pytensor.ifelse import ifelse

# 1 adding
x = T.dscalar("x")
y = T.dscalar("y")
z = x + y
f = function([x, y], z)
keep("adding.scalars", f(2, 3), f(16.3, 12.1))
keep("adding.eval", z.eval({x: 16.3, y: 12.1}))
x = T.dmatrix("x")
y = T.dmatrix("y")
z = x + y
f = function([x, y], z)
keep("adding.matrices", f([[1, 2], [3, 4]], [[10, 20], [30, 40]]))
a = T.vector()
b = T.vector()
out = a**2 + b**2 + 2 * a * b
f = function([a, b], out)
keep("adding.square", f([0, 1, 2], [4, 5, 6]))

# 2 logistic
x = T.dmatrix("x")
s = 1 / (1 + T.exp(-x))
logistic = function([x], s)
keep("logistic", logistic([[0, 1], [-1, -2]]))
s2 = (1 + T.tanh(x / 2)) / 2
logistic2 = function([x], s2)
keep("logistic.tanh", logistic2([[0, 1], [-1, -2]]))

# 3 several outputs
a, b = T.dmatrices("a", "b")
diff = a - b
abs_diff = abs(diff)
diff_squared = diff**2
f = function([a, b], [diff, abs_diff, diff_squared])
keep("outputs", *f([[1, 1], [1, 1]], [[0, 1], [2, 3]]))

# 4 defaults, which PyTensor has no longer: all values are given
x, y = T.dscalars("x", "y")
z = x + y
f = function([x, y], z)
keep("defaults", f(33, 1), f(33, 2))
x, y, w = T.dscalars("x", "y", "w")
z = (x + y) * w
f = function([x, y, w], z)
keep("defaults.named", f(33, 1, 2), f(33, 2, 2), f(33, 0, 1), f(33, 1, 1), f(33, 0, 1))

# 5 accumulator
state = shared(0)
inc = T.iscalar("inc")
accumulator = function([inc], state, updates=[(state, state + inc)])
kept = [state.get_value(), accumulator(1), state.get_value(), accumulator(300), state.get_value()]
state.set_value(-1)
kept += [accumulator(3), state.get_value()]
decrementor = function([inc], state, updates=[(state, state - inc)])
kept += [decrementor(2), state.get_value()]
fn_of_state = state * 2 + inc
foo = T.scalar(dtype=state.dtype)
skip_shared = function([inc, foo], fn_of_state, givens=[(state, foo)])
kept += [skip_shared(1, 3), state.get_value()]
keep("accumulator", np.array(kept))
state = shared(0)
accumulator = function([inc], state, updates=[(state, state + inc)])
kept = [accumulator(10), state.get_value()]
new_state = shared(0)
new_accumulator = accumulator.copy(swap={state: new_state})
kept += [new_accumulator(100), new_state.get_value(), state.get_value()]
null_accumulator = accumulator.copy(delete_updates=True)
kept += [null_accumulator(9000), state.get_value()]
keep("accumulator.copy", np.array(kept))

# 7 a real example
rng = np.random.RandomState(1234)
N = 400
feats = 784
D = (rng.randn(N, feats), rng.randint(size=N, low=0, high=2))
training_steps = 200
x = T.dmatrix("x")
y = T.dvector("y")
w = shared(rng.randn(feats), name="w")
b = shared(0.0, name="b")
z = T.dot(x, w) + b
p_1 = 1 / (1 + T.exp(-z))
prediction = p_1 > 0.5
# Theano makes this of -y * T.log(p_1) - (1 - y) * T.log(1 - p_1); PyTensor leaves 0 * log(0) there
xent = y * T.softplus(-z) + (1 - y) * T.softplus(z)
cost = xent.mean() + 0.01 * (w**2).sum()
gw, gb = T.grad(cost, [w, b])
train = function(inputs=[x, y], outputs=[prediction, xent], updates=((w, w - 0.1 * gw), (b, b - 0.1 * gb)))
predict = function(inputs=[x], outputs=prediction)
first = None
for i in range(training_steps):
    pred, err = train(D[0], D[1].astype("float64"))
    if i == 0:
        first = err
keep("regression.first", first)
keep("regression.last", err)
keep("regression.w", w.get_value())
keep("regression.b", b.get_value())
keep("regression.prediction", predict(D[0]))

# 8 gradients
x = T.dscalar("x")
y = x**2
gy = T.grad(y, x)
keep("gradients.square", function([x], gy)(4), function([x], gy)(94.2))
x = T.dmatrix("x")
s = T.sum(1 / (1 + T.exp(-x)))
gs = T.grad(s, x)
dlogistic = function([x], gs)
keep("gradients.logistic", dlogistic([[0, 1], [-1, -2]]))

# 9 jacobian
x = T.dvector("x")
y = x**2
J = theano.scan(lambda i, y, x: T.grad(y[i], x), sequences=T.arange(y.shape[0]), non_sequences=[y, x], return_updates=False)
keep("jacobian", function([x], J)([4, 4]))

# 10 hessian
x = T.dvector("x")
y = x**2
cost = y.sum()
gy = T.grad(cost, x)
H = theano.scan(lambda i, gy, x: T.grad(gy[i], x), sequences=T.arange(gy.shape[0]), non_sequences=[gy, x], return_updates=False)
keep("hessian", function([x], H)([4, 4]))
y = T.sum(x**3) * T.exp(x[0] * x[1])
gy = T.grad(y, x)
H = theano.scan(lambda i, gy, x: T.grad(gy[i], x), sequences=T.arange(gy.shape[0]), non_sequences=[gy, x], return_updates=False)
keep("hessian.mixed", function([x], H)([0.5, -0.3, 2]))

# 11 R- and L-operator
W = T.dmatrix("W")
V = T.dmatrix("V")
x = T.dvector("x")
y = T.dot(x, W)
JV = Rop(y, W, V)
keep("operators.right", function([W, V, x], JV, on_unused_input="ignore")([[1, 1], [1, 1]], [[2, 2], [2, 2]], [0, 1]))
v = T.dvector("v")
VJ = Lop(y, W, v)
keep("operators.left", function([v, x], VJ, on_unused_input="ignore")([2, 2], [0, 1]))
x = T.dvector("x")
v = T.dvector("v")
y = T.sum(x**2)
gy = T.grad(y, x)
vH = T.grad(T.sum(gy * v), x)
keep("operators.hessian", function([x, v], vH)([4, 4], [2, 2]))
y = T.sum(x**4) * x[0]
keep("operators.hessianRight", function([x, v], Rop(T.grad(y, x), x, v))([4, 4], [2, 2]))

# 12 ifelse and switch
a, b = T.scalars("a", "b")
x, y = T.matrices("x", "y")
z_switch = T.switch(T.lt(a, b), T.mean(x), T.mean(y))
z_lazy = ifelse(T.lt(a, b), T.mean(x), T.mean(y))
big_mat1 = np.ones((100, 10)) * np.arange(10)
big_mat2 = np.ones((100, 10)) * 0.5
for name, z in [("switch", z_switch), ("lazy", z_lazy)]:
    f = function([a, b, x, y], z)
    keep("ifelse." + name, f(0.0, 1.0, big_mat1, big_mat2), f(1.0, 0.0, big_mat1, big_mat2))

# 18 conv2d: in the tutorial filters over a photograph, here over noise
from windows import conv2d

rng = np.random.RandomState(23455)
w_shp = (2, 3, 9, 9)
w_bound = np.sqrt(3 * 9 * 9)
W = rng.uniform(low=-1.0 / w_bound, high=1.0 / w_bound, size=w_shp)
b = rng.uniform(low=-0.5, high=0.5, size=(2,))
img = rng.uniform(size=(1, 3, 20, 16))
x = T.dtensor4("x")
w = T.dtensor4("w")
conv_out = conv2d(x, w, 1, 2, 3)
output = T.sigmoid(conv_out + T.constant(b).dimshuffle("x", 0, "x", "x"))
keep("convolution", function([x, w], output)(img, W))

# 19 shapes
x = T.matrix("x")
keep("shapes.double", function([x], (x**2).shape)(np.zeros((2, 3))))
x = T.matrix()
y = T.matrix()
z = T.join(0, x, y)
keep("shapes.join", function([x, y], z.shape)(np.zeros((2, 2)), np.zeros((3, 2))))
t = T.tensor3("t")
n = T.iscalar("n")
keep(
    "shapes.reshape",
    function([t], t.reshape((t.shape[0], -1)))(np.arange(24.0).reshape(2, 3, 4)),
    function([t, n], t.reshape((n, t.shape[0] * t.shape[1], t.size // (n * t.shape[0] * t.shape[1]))).sum(axis=1))(
        np.arange(24.0).reshape(2, 3, 4), 2
    ),
    function([t], t.dimshuffle(2, 0, 1).flatten(2).T)(np.arange(24.0).reshape(2, 3, 4)),
)

write()
