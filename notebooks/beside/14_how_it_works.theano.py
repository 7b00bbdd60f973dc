# %%
import numpy as np
import theano
import theano.tensor as T

data = np.random.RandomState(0).uniform(-3, 3, 100_000)
x, a = T.vector("x"), T.scalar("a")

# %% mine-code
def mine(x, a):
    return T.log(1 + T.exp(a * x))

# %% slope-function
cost = T.mean(mine(x, a))
slope = T.grad(cost, a)
value = theano.function([x, a], [cost, slope])

now = value(data, 0.7)

# %% rescue-code
f = mine(x, a)
each = theano.function([x, a], [f, T.grad(T.sum(f), x)])

far = np.array([-800.0, -40.0, 0.0, 40.0, 800.0])
stable, slopes = each(far, 1.0)  # rewritten to softplus and sigmoid
print(stable, slopes)

# %%
found = {"data_first3": data[:3], "mean_slope": now, "far": stable, "far_slopes": slopes}
