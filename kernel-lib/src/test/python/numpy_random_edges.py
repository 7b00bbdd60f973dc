"""Draws at the edges of NumPy's RandomState, as reference data for the tests of arignote.RandomState:
python numpy_random_edges.py > ../resources/numpy_random_edges.json"""

import hashlib
import json
import math
import sys

import numpy as np


def sha(array, dtype):
    return hashlib.sha256(np.ascontiguousarray(array, dtype=dtype).tobytes()).hexdigest()


def floats(array):
    return [float(v).hex() for v in np.ravel(array)]


ranges = [
    (0, 1), (7, 8), (-3, -2), (0, 2), (-5, 5), (0, 256), (0, 257),
    (0, 2**31 - 1), (0, 2**31), (0, 2**31 + 1), (-(2**31), 2**31 - 1),
    (0, 2**32 - 1), (0, 2**32), (0, 2**32 + 1), (-(2**31), 2**31),
    (0, 2**40), (-(10**15), 10**15), (0, 2**63 - 1), (-(2**63), 2**63 - 1), (-(2**63), 0),
]
out = {"numpy": np.__version__, "note": "each entry on a fresh RandomState(seed); calls in the order of its keys"}

out["randint"] = []
for seed in (0, 12345):
    for low, high in ranges:
        r = np.random.RandomState(seed)
        out["randint"].append({
            "seed": seed, "low": str(low), "high": str(high),
            "one": str(r.randint(low, high)),
            "six": [str(v) for v in r.randint(low, high, 6)],
            "rand_after": r.rand().hex(),
        })

r = np.random.RandomState(3)
out["shapes"] = {
    "seed": 3,
    "randn_2_3": floats(r.randn(2, 3)), "rand_2_1_2": floats(r.rand(2, 1, 2)),
    "uniform_m1_1_3_2": floats(r.uniform(-1, 1, (3, 2))), "normal_5_2_2_2": floats(r.normal(5, 2, (2, 2))),
    "randint_0_100_2_4": [int(v) for v in np.ravel(r.randint(0, 100, (2, 4)))],
    "randn_0": floats(r.randn(0)), "randn_after": r.randn().hex(),
}

r = np.random.RandomState(2147483647)
out["mixed"] = {
    "seed": 2147483647,
    "randn_1": r.randn().hex(), "uniform_2": r.uniform(10, 20).hex(), "randn_3": r.randn().hex(),
    "randint_4": int(r.randint(1, 7)), "randn_5": floats(r.randn(3)), "permutation_6": r.permutation(5).tolist(),
    "normal_7": r.normal(-1, 0.5).hex(), "rand_8": floats(r.rand(2)), "normal_9": floats(r.normal(100, 0, 2)),
    "uniform_10": r.uniform(3, -3).hex(), "randn_11": r.randn().hex(),
}

out["permutation"] = []
for seed in (0, 7):
    r = np.random.RandomState(seed)
    out["permutation"].append({
        "seed": seed,
        "sha256_le_i8_of_1000": sha(r.permutation(1000), "<i8"),
        "of_1": r.permutation(1).tolist(), "of_0": r.permutation(0).tolist(),
        "of_halves": floats(r.permutation(np.arange(12) / 2)),
        "rows_of_arange_4_3": r.permutation(np.arange(12.0).reshape(4, 3)).ravel().astype(int).tolist(),
        "sha256_le_i8_of_100000": sha(r.permutation(100000), "<i8"),
        "rand_after": r.rand().hex(),
    })

out["long"] = []
for seed in (0, 1, 42, 2024):
    out["long"].append({
        "seed": seed,
        "sha256_le_f8_of_2000000_randn": sha(np.random.RandomState(seed).randn(2_000_000), "<f8"),
        "sha256_le_f8_of_100000_normal_m3_7": sha(np.random.RandomState(seed).normal(-3, 7, 100_000), "<f8"),
        "sha256_le_f8_of_100000_uniform_m5_5": sha(np.random.RandomState(seed).uniform(-5, 5, 100_000), "<f8"),
        "sha256_le_i8_of_100000_randint_0_1000": sha(np.random.RandomState(seed).randint(0, 1000, 100_000), "<i8"),
        "sha256_le_i8_of_100000_randint_0_2p40": sha(np.random.RandomState(seed).randint(0, 2**40, 100_000), "<i8"),
    })

# math.log is the C library's: run this on a glibc of 2.28 or newer and a processor with fma
r = np.random.RandomState(0)
near = 0.9 + 0.2 * r.rand(100_000)
wide = np.ldexp(0.5 + r.rand(100_000), r.randint(-1000, 1000, 100_000))
out["log"] = {
    "seed": 0,
    "sha256_le_f8_of_100000_logs_near_1": sha([math.log(v) for v in near], "<f8"),
    "sha256_le_f8_of_100000_logs": sha([math.log(v) for v in wide], "<f8"),
}

json.dump(out, sys.stdout, indent=1)
print()
