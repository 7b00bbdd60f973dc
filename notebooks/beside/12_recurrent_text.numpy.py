# %%
import numpy as np

pulse = np.zeros(28)
pulse[0] = 1

# %% scan-code
def sums(x):
    return np.cumsum(x)  # in general: a loop over the elements

sums(np.array([1.0, 2, 3, 4, 5]))

# %% memory-code
def remember(w, x):
    h, states = 0.0, np.empty(len(x))
    for k, now in enumerate(x):
        h = w * h + now
        states[k] = h
    return states

remember(0.5, np.array([1.0, 0, 0, 0, 0]))

# %% fade-code
def influence(w, x):  # of x[0] on the last state: backwards, by hand
    by_h = 1.0
    for _ in x[1:]:
        by_h *= w
    return by_h

for weight in (0.5, 0.9, 1, 1.1, 1.5):
    print(f"w = {weight:.1f}: {influence(weight, pulse):.3g}")

# %%
shown = {
    "scan-code": sums(np.array([1.0, 2, 3, 4, 5])),
    "memory-code": remember(0.5, np.array([1.0, 0, 0, 0, 0])),
    "fade-code": [number for w in (0.5, 0.9, 1, 1.1, 1.5) for number in (w, influence(w, pulse))],
}
found = {}
