"""Files of NumPy's, which NpyTest reads and writes: python numpy_files.py, in the folder ../resources/npy"""

import io

import numpy as np
from numpy.lib import format

KINDS = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8".split()


def values(kind):
    if kind == "b1":
        return [True, False, True]
    if kind[0] == "f":
        return [1.5, -0.0, np.inf, -np.inf, np.nan, np.finfo(kind).max, np.finfo(kind).smallest_subnormal, 0.1]
    info = np.iinfo(kind)
    return [info.min, 0, 7, info.max if kind != "u8" else 2**63 - 1]


np.savez("kinds.npz", **{k: np.array(values(k), k) for k in KINDS})
np.savez_compressed("big_endian.npz", **{k: np.array(values(k), ">" + k) for k in KINDS})
cube = np.arange(24.0).reshape(2, 3, 4)
np.save("c_order.npy", cube)
np.save("fortran_order.npy", np.asfortranarray(cube))
np.save("fortran_ints.npy", np.asfortranarray(np.arange(6, dtype=">i2").reshape(2, 3)))
np.save("scalar.npy", np.float64(2.5))
np.save("empty.npy", np.zeros((0, 3)))
np.save("vector.npy", np.arange(5, dtype="i4"))
np.save("floats.npy", np.array([[0.5, np.nan]], "f4"))
np.save("bools.npy", np.array([[True], [False]]))
np.save("longs.npy", np.arange(10_000, dtype="i8").reshape(100, 100))
for version in ((2, 0), (3, 0)):
    with open("version_%d.npy" % version[0], "wb") as f:
        format.write_array(f, np.arange(3.0), version=version)
np.save("unsigned.npy", np.array([2**63], "u8"))
np.save("objects.npy", np.array([{"a": 1}], object), allow_pickle=True)
np.save("records.npy", np.zeros(2, [("a", "f8"), ("b", "i4")]))
np.save("complex.npy", np.zeros(2, "c16"))
np.save("texts.npy", np.array(["a", "bc"]))
np.save("times.npy", np.zeros(1, "M8[s]"))
np.save("long_doubles.npy", np.zeros(1, "g"))
np.savez("names.npz", **{"layer/W": np.ones((2, 2)), "b": np.zeros(2, "f4"), "step": np.int64(7)})
