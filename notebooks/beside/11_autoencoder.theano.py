# %%
import numpy as np
import theano
import theano.tensor as T

table = np.loadtxt("data/digits.csv", delimiter=",", skiprows=1)
rng = np.random.RandomState(0)
order = rng.permutation(1797)
pixels = table[np.sort(order[:1347])][:, :-1] / 16
mean = pixels.mean(axis=0)
images = theano.shared(pixels, "images")
x = T.matrix("x")

# %% linear
E = theano.shared(rng.randn(64, 2) * 0.1, "E")
D = theano.shared(rng.randn(2, 64) * 0.1, "D")
pair = T.dot(x - mean, E)
flat = T.dot(pair, D) + mean

# %%
start = E.get_value()[0]

# %% linear-step
def adam(cost, parameters, rate):  # Theano has no optimisers
    k = theano.shared(1.0)
    updates = [(k, k + 1)]
    for p, g in zip(parameters, T.grad(cost, parameters)):
        m, v = (theano.shared(0 * p.get_value()) for _ in range(2))
        m_now, v_now = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * T.sqr(g)
        size = T.sqrt(v_now / (1 - 0.999 ** k))
        step = rate * m_now / (1 - 0.9 ** k) / (size + 1e-8)
        updates += [(m, m_now), (v, v_now), (p, p - step)]
    return updates

miss = T.mean(T.sqr(flat - x))
linear_step = theano.function([], miss, givens={x: images},
                              updates=adam(miss, [E, D], 0.02))
costs = [linear_step() for _ in range(300)]
for i in (0, 1, 10, 100, 299):
    print(f"step {i:3}   {costs[i]:.5f}")

# %%
shown = {"linear-step": [costs[i] for i in (0, 1, 10, 100, 299)]}
found = {"start_first2": start, "linear_costs_0_1_10_100": [costs[i] for i in (0, 1, 10, 100)]}
