"""Programs of the kind of answers to questions, run by PyTensor: python answers.py"""

import numpy as np
from keep import keep, write

import pytensor as theano
import pytensor.tensor as T

# 32 rows of a shared matrix: skip-gram with negative samples
rng = np.random.RandomState(5)
vocabulary, dim = 12, 4
W_in = theano.shared(rng.uniform(-0.5, 0.5, (vocabulary, dim)), name="W_in")
W_out = theano.shared(rng.uniform(-0.5, 0.5, (vocabulary, dim)), name="W_out")
center = T.ivector("center")
context = T.ivector("context")
negative = T.imatrix("negative")
lr = T.scalar("lr")
v = W_in[center]
u = W_out[context]
n = W_out[negative]
score = (v * u).sum(axis=1)
negative_score = (n * v[:, None, :]).sum(axis=2)
cost = -(T.log(T.sigmoid(score)) + T.log(T.sigmoid(-negative_score)).sum(axis=1)).mean()
gv, gu, gn = T.grad(cost, [v, u, n])
new_out = T.inc_subtensor(u, -lr * gu)
updates = [(W_in, T.inc_subtensor(v, -lr * gv)), (W_out, T.inc_subtensor(new_out[negative], -lr * gn))]
step = theano.function([center, context, negative, lr], cost, updates=updates)
costs = []
for i in range(6):
    c = np.array([i, (i + 1) % 12, i], "int32")
    costs.append(step(c, (c + 1) % 12, np.array([[(7 * i + j + k) % 12 for j in range(3)] for k in range(3)], "int32"), 0.5))
keep("rows.costs", costs)
keep("rows.weights", W_in.get_value(), W_out.get_value())
counts = theano.shared(np.zeros((3, 3)))
i, j = T.iscalars("i", "j")
count = theano.function([i, j], [], updates=[(counts, T.inc_subtensor(counts[i, j], 1))])
for a, b in [(0, 1), (0, 1), (2, 2), (1, 0)]:
    count(a, b)
zero_row = theano.function([i], [], updates=[(counts, T.set_subtensor(counts[i], 0.0))])
zero_row(2)
first_column = theano.function([], [], updates=[(counts, T.set_subtensor(counts[:, 0], T.arange(3.0)))])
first_column()
keep("rows.counts", counts.get_value())

# 33 attention by batched_dot and tensordot
query = T.tensor3("query")
key = T.tensor3("key")
value = T.tensor3("value")
mask = T.matrix("mask")
energy = T.batched_dot(query, key.dimshuffle(0, 2, 1)) / np.sqrt(5.0)
energy = T.switch(mask[:, None, :] > 0, energy, -1e9)
alpha = T.special.softmax(energy, axis=-1)
attended = T.batched_dot(alpha, value)
Wa = T.matrix("Wa")
va = T.vector("va")
additive = T.tensordot(T.tanh(T.tensordot(key, Wa, axes=[[2], [0]])), va, axes=[[2], [0]])
beta = T.special.softmax(additive, axis=-1)
glimpse = (beta[:, :, None] * value).sum(axis=1)
cost = (attended**2).sum() + (glimpse**3).sum()
inputs = [query, key, value, mask, Wa, va]
rng = np.random.RandomState(6)
given = [rng.randn(2, 3, 5), rng.randn(2, 4, 5), rng.randn(2, 4, 3)]
given += [np.array([[1.0, 1, 1, 0], [1, 1, 0, 0]]), rng.randn(5, 6), rng.randn(6)]
keep("attention.values", *theano.function(inputs, [alpha, attended, glimpse])(*given))
keep("attention.gradients", *theano.function(inputs, T.grad(cost, [query, key, value, Wa, va]))(*given))

# 34 k-means
X = T.matrix("X")
rng = np.random.RandomState(8)
points = np.concatenate([rng.randn(10, 2) + [4, 0], rng.randn(10, 2) - [4, 0], rng.randn(10, 2) + [0, 5]])
centers = theano.shared(points[[0, 1, 25]], name="centers")
distances = ((X[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
assigned = T.argmin(distances, axis=1)
sums = T.inc_subtensor(T.zeros_like(centers)[assigned], X)
sizes = T.bincount(assigned, minlength=3)
new_centers = T.switch(T.eq(sizes, 0)[:, None], centers, sums / T.maximum(sizes, 1)[:, None])
inertia = T.min(distances, axis=1).sum()
step = theano.function([X], [inertia, assigned, sizes], updates=[(centers, new_centers)])
inertias = []
for _ in range(6):
    e, a, s = step(points)
    inertias.append(e)
keep("kmeans.inertias", inertias)
keep("kmeans.last", a, s, centers.get_value())
mean_of = theano.function([X], T.stack([X[T.eq(assigned, k).nonzero()].mean(axis=0) for k in range(3)]))
keep("kmeans.means", mean_of(points))

# 35 Gaussian process and least squares
X = T.matrix("X")
y = T.vector("y")
log_length = theano.shared(0.1, name="log_length")
log_noise = theano.shared(-1.0, name="log_noise")
squared = ((X[:, None, :] - X[None, :, :]) ** 2).sum(axis=2)
K = T.exp(-0.5 * squared / T.exp(2 * log_length)) + T.exp(2 * log_noise) * T.eye(X.shape[0])
L = T.linalg.cholesky(K)
z = T.linalg.solve_triangular(L, y, lower=True)
logdet = 2 * T.log(T.diag(L)).sum()
nll = 0.5 * T.dot(z, z) + 0.5 * logdet + 0.5 * X.shape[0] * np.log(2 * np.pi)
alpha = T.linalg.solve(K, y)
sign, logabs = T.linalg.slogdet(K)
nll2 = 0.5 * T.dot(y, alpha) + 0.5 * logabs + 0.5 * X.shape[0] * np.log(2 * np.pi)
params = [log_length, log_noise]
inputs_x = np.linspace(0, 3, 8)[:, None]
targets = np.sin(2 * inputs_x[:, 0])
# gradients of the second, as those of PyTensor through a Cholesky factor differ from differences by 1e-8 here
for name, cost in [("cholesky", nll), ("solve", nll2)]:
    f = theano.function([X, y], [cost, *T.grad(nll2, params)])
    keep("gaussian." + name, *f(inputs_x, targets))
train = theano.function([X, y], nll, updates=[(p, p - 0.05 * g) for p, g in zip(params, T.grad(nll2, params))])
keep("gaussian.costs", [train(inputs_x, targets) for _ in range(20)])
Xs = T.matrix("Xs")
Ks = T.exp(-0.5 * ((Xs[:, None, :] - X[None, :, :]) ** 2).sum(axis=2) / T.exp(2 * log_length))
mean = T.dot(Ks, alpha)
half = T.linalg.solve_triangular(L, Ks.T, lower=True)
variance = 1 - (half**2).sum(axis=0)
predict = theano.function([X, y, Xs], [mean, variance])
keep("gaussian.predictions", *predict(inputs_x, targets, np.array([[0.2], [1.7], [3.5]])))
A = T.matrix("A")
b = T.vector("b")
ridge = T.linalg.solve(T.dot(A.T, A) + 0.1 * T.eye(A.shape[1]), T.dot(A.T, b))
inverse = T.dot(T.linalg.inv(T.dot(A.T, A)), T.dot(A.T, b))
rng = np.random.RandomState(9)
keep("gaussian.leastSquares", *theano.function([A, b], [ridge, inverse])(rng.randn(10, 3), rng.randn(10)))

write()
