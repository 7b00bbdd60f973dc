"""Programs with scan of Theano's tutorial, run by PyTensor: python loops.py"""

import numpy as np
from keep import keep, write

import pytensor as theano
import pytensor.tensor as T
from pytensor import function, shared
from pytensor.scan.utils import until


def scan(*args, **kwargs):
    return theano.scan(*args, return_updates=False, **kwargs)


# 13 A ** k
k = T.iscalar("k")
A = T.vector("A")
result = scan(fn=lambda prior_result, A: prior_result * A, outputs_info=T.ones_like(A), non_sequences=A, n_steps=k)
final_result = result[-1]
power = function(inputs=[A, k], outputs=final_result)
keep("power", power(np.arange(10.0), 2), power(np.arange(10.0), 4))
keep("power.gradient", function([A, k], T.grad(final_result.sum(), A))(np.arange(10.0), 4))

# 14 a polynomial
coefficients = T.vector("coefficients")
x = T.scalar("x")
max_coefficients_supported = 10000
components = scan(
    fn=lambda coefficient, power, free_variable: coefficient * (free_variable**power),
    outputs_info=None,
    sequences=[coefficients, T.arange(max_coefficients_supported)],
    non_sequences=x,
)
polynomial = components.sum()
calculate_polynomial = function(inputs=[coefficients, x], outputs=polynomial)
keep("polynomial", calculate_polynomial(np.asarray([1.0, 0, 2]), 3))
keep("polynomial.gradient", function([coefficients, x], T.grad(polynomial, x))(np.asarray([1.0, 0.5, 2, -1]), 3))

# 15 elements set in a loop
location = T.imatrix("location")
values = T.vector("values")
output_model = T.matrix("output_model")


def set_value_at_position(a_location, a_value, output_model):
    zeros = T.zeros_like(output_model)
    zeros_subtensor = zeros[a_location[0], a_location[1]]
    return T.set_subtensor(zeros_subtensor, a_value)


result = scan(
    fn=set_value_at_position, outputs_info=None, sequences=[location, values], non_sequences=output_model
)
assign_values_at_positions = function(inputs=[location, values, output_model], outputs=result)
test_locations = np.asarray([[1, 1], [2, 3]], dtype=np.int32)
keep("positions", assign_values_at_positions(test_locations, np.asarray([42.0, 50.0]), np.zeros((5, 5))))
up_to = T.iscalar("up_to")
seq = T.arange(up_to)
scan_result = scan(
    fn=lambda arange_val, sum_to_date: sum_to_date + arange_val,
    outputs_info=T.as_tensor_variable(np.asarray(0, seq.dtype)),
    sequences=seq,
)
keep("positions.triangular", function([up_to], scan_result)(15))

# 16 recurrences
X = T.matrix("X")
W = T.matrix("W")
b_sym = T.vector("b_sym")
results = scan(lambda v: T.tanh(T.dot(v, W) + b_sym), sequences=X)
compute_elementwise = function([X, W, b_sym], results)
x = np.eye(2)
w = np.array([[1.0, 0.5], [-0.25, 1]])
b = np.array([2.0, 1])
keep("recurrences.elementwise", compute_elementwise(x, w, b))

X = T.vector("X")
W = T.matrix("W")
b_sym = T.vector("b_sym")
U = T.matrix("U")
Y = T.matrix("Y")
V = T.matrix("V")
P = T.matrix("P")
results = scan(
    lambda y, p, x_tm1: T.tanh(T.dot(x_tm1, W) + T.dot(y, U) + T.dot(p, V)),
    sequences=[Y, P[::-1]],
    outputs_info=[X],
)
compute_seq = function([X, W, Y, U, P, V], results)
rng = np.random.RandomState(7)
keep(
    "recurrences.backwards",
    compute_seq(
        rng.randn(2), rng.randn(2, 2), rng.randn(5, 2), rng.randn(2, 2), rng.randn(5, 2), rng.randn(2, 2)
    ),
)

X = T.matrix("X")
results = scan(lambda x_i: T.sqrt((x_i**2).sum()), sequences=[X])
keep("recurrences.norms", function([X], results)(np.diag(np.arange(1, 6.0), 1)))
results = scan(
    lambda i, j, t_f: T.cast(X[i, j] + t_f, "float64"),
    sequences=[T.arange(X.shape[0]), T.arange(X.shape[1])],
    outputs_info=np.asarray(0.0),
)
keep("recurrences.trace", function([X], results[-1])(np.arange(25.0).reshape(5, 5)))

X = T.matrix("X")
W = T.matrix("W")
b_sym = T.vector("b_sym")
n_sym = T.iscalar("n_sym")
U = T.matrix("U")
results = scan(
    lambda x_tm2, x_tm1: T.dot(x_tm2, U) + T.dot(x_tm1, W) + T.tanh(b_sym),
    n_steps=n_sym,
    outputs_info=[dict(initial=X, taps=[-2, -1])],
)
compute_seq2 = function([X, U, W, b_sym, n_sym], results)
keep(
    "recurrences.two",
    compute_seq2(np.zeros((2, 2)), 0.5 * (np.ones((2, 2)) - np.eye(2)), 0.5 * np.ones((2, 2)), np.ones(2), 10),
)

v = T.vector("v")
A = T.matrix("A")
y = T.tanh(T.dot(v, A))
results = scan(lambda i: T.grad(y[i], v), sequences=[T.arange(y.shape[0])])
keep("recurrences.jacobian", function([v, A], results)(rng.randn(5), rng.randn(5, 5)))

k = shared(0)
n_sym = T.iscalar("n_sym")
results, updates = theano.scan(lambda: {k: (k + 1)}, n_steps=n_sym, return_updates=True)
accumulator = function([n_sym], [], updates=updates)
accumulator(5)
keep("recurrences.accumulator", k.get_value())

# the reservoir of the scan page: taps of inputs and of two outputs
W, W_in_1, W_in_2, W_feedback, W_out = [T.matrix(n) for n in ["W", "W_in_1", "W_in_2", "W_feedback", "W_out"]]
u = T.matrix("u")
x0 = T.vector("x0")
y0 = T.matrix("y0")


def oneStep(u_tm4, u_t, x_tm1, y_tm3, y_tm1):
    x_t = T.tanh(T.dot(x_tm1, W) + T.dot(u_t, W_in_1) + T.dot(u_tm4, W_in_2) + T.dot(y_tm1, W_feedback))
    y_t = T.dot(y_tm3, W_out) + T.dot(x_tm1, W_feedback.T)
    return [x_t, y_t]


x_vals, y_vals = scan(
    fn=oneStep,
    sequences=dict(input=u, taps=[-4, -0]),
    outputs_info=[x0, dict(initial=y0, taps=[-3, -1])],
    strict=False,
)
args = [u, x0, y0, W, W_in_1, W_in_2, W_feedback, W_out]
given = [rng.randn(9, 3), rng.randn(4), rng.randn(3, 2)]
given += [0.3 * rng.randn(*shape) for shape in [(4, 4), (3, 4), (3, 4), (2, 4), (2, 2)]]
keep("recurrences.reservoir", *function(args, [x_vals, y_vals])(*given))
cost = (x_vals**2).sum() + (y_vals**3).sum()
keep("recurrences.reservoirGradient", *function(args, T.grad(cost, args))(*given))

# 17 until
max_value = T.scalar("max_value")
values = scan(
    lambda previous_power, max_value: (previous_power * 2, until(previous_power * 2 > max_value)),
    outputs_info=T.constant(1.0),
    non_sequences=max_value,
    n_steps=1024,
)
f = function([max_value], values)
keep("until", f(45), f(1000))

write()
