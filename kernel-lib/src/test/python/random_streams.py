"""What the expressions of arignote.RandomStreams draw, by NumPy 2.5, as reference data for RandomStreamsTest:
python random_streams.py > ../resources/random_streams.json"""

import json

import numpy as np

P = np.array([[0.2, 0.3, 0.5], [0.1, 0.0, 0.9]])
A = np.arange(12.0).reshape(4, 3)


def truncated(rng, n):
    out = []
    while len(out) < n:
        x = rng.standard_normal()
        if abs(x) <= 2:
            out.append(x)
    return np.array(out)


# each a function of a generator, in the order in which the test makes the expressions
DRAWS = {
    "uniform": lambda r: r.uniform(size=3),
    "uniform_2_2": lambda r: r.uniform(-5, 10, (2, 2)),
    "normal": lambda r: r.normal(size=4),
    "normal_vector": lambda r: r.normal(np.array([1.0, -1.0, 100.0]), 0.5, (2, 3)),
    "truncated_normal": lambda r: 3 + 2 * truncated(r, 50),
    "exponential": lambda r: r.exponential(2.0, 3),
    "binomial": lambda r: r.binomial(10, 0.3, 5),
    "binomial_rows": lambda r: r.binomial(np.array([[1], [100]]), np.array([0.1, 0.5, 0.9]), (2, 3)),
    "poisson": lambda r: r.poisson(np.array([0.5, 4.0, 50.0])),
    "random_integers": lambda r: r.integers(1, 6, 8, endpoint=True),
    "integers": lambda r: r.integers(np.array([-3, 0]), np.array([4, 2**40]), (3, 2)),
    "multinomial": lambda r: r.multinomial(1, P),
    "multinomial_size": lambda r: r.multinomial(20, P[0], (2, 2)),
    "multinomial_counts": lambda r: r.multinomial(np.array([5, 50]), P),
    "without_replacement": lambda r: np.array([r.choice(3, 2, replace=False, p=row) for row in P]),
    "choice": lambda r: r.choice(10, (2, 3)),
    "choice_rows": lambda r: r.choice(A, 5),
    "choice_distinct": lambda r: r.choice(10, 4, replace=False),
    "choice_weighted": lambda r: r.choice(3, 6, p=P[0]),
    "choice_distinct_weighted": lambda r: r.choice(A[:, 0], 3, replace=False, p=[0.1, 0.2, 0.3, 0.4]),
    "permutation": lambda r: r.permutation(6),
    "permutations": lambda r: np.array([r.permutation(4) for _ in range(3)]),
    "permuted_rows": lambda r: r.permutation(A),
    "shuffled_elements": lambda r: np.array([row[r.permutation(3)] for row in A]),
}

seeds = np.random.SeedSequence(234).spawn(len(DRAWS))
out = {"numpy": np.__version__, "draws": {}}
for seed, (name, draw) in zip(seeds, DRAWS.items()):
    rng = np.random.default_rng(seed)
    calls = [np.asarray(draw(rng)) for _ in range(2)]
    out["draws"][name] = {
        "shape": list(calls[0].shape),
        "calls": [[float(v).hex() if c.dtype.kind == "f" else str(v) for v in c.ravel()] for c in calls],
    }
print(json.dumps(out, indent=1))
