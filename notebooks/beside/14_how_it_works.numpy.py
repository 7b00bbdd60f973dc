# %%
import numpy as np

data = np.random.RandomState(0).uniform(-3, 3, 100_000)

# %% mine-code
def mine(x, a):
    return np.log(1 + np.exp(a * x))

# %% slope-function
def value(x, a):
    cost = np.mean(mine(x, a))
    slope = np.mean(x / (1 + np.exp(-a * x)))  # by hand
    return cost, slope

now = value(data, 0.7)

# %% rescue-code
far = np.array([-800.0, -40.0, 0.0, 40.0, 800.0])

with np.errstate(over="ignore"):
    print(mine(far, 1.0))                  # inf at 800
    slopes = 1 / (1 + np.exp(-far))        # right, by 1 / inf
stable = np.logaddexp(0, far)              # who knows it writes this
print(stable, slopes)

# %%
found = {"data_first3": data[:3], "mean_slope": now, "far": stable, "far_slopes": slopes}
