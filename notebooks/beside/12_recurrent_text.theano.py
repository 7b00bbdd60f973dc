# %%
import numpy as np
import theano
import theano.tensor as T

pulse = np.zeros(28)
pulse[0] = 1

# %% scan-code
x = T.vector("x")
adding, _ = theano.scan(
    lambda now, total: total + now,
    sequences=x,
    outputs_info=np.float64(0))
sums = theano.function([x], adding)
sums([1.0, 2, 3, 4, 5])

# %% memory-code
w = T.scalar("w")
states, _ = theano.scan(
    lambda now, h, w: w * h + now,
    sequences=x,
    outputs_info=np.float64(0),
    non_sequences=w)
remember = theano.function([w, x], states)
remember(0.5, [1.0, 0, 0, 0, 0])

# %% fade-code
influence = T.grad(states[-1], x)[0]
trace = theano.function([w, x], influence)

for weight in (0.5, 0.9, 1, 1.1, 1.5):
    print(f"w = {weight:.1f}: {float(trace(weight, pulse)):.3g}")

# %%
shown = {
    "scan-code": sums([1.0, 2, 3, 4, 5]),
    "memory-code": remember(0.5, [1.0, 0, 0, 0, 0]),
    "fade-code": [number for w in (0.5, 0.9, 1, 1.1, 1.5) for number in (w, float(trace(w, pulse)))],
}
found = {}
