"""Random graphs beside PyTensor.

    mvn -pl kernel-lib test -Dtest=PyTensorExportTest -Darignote.fuzz.export=1000
    python pytensor_fuzz.py ../../../target/fuzz.json

Needs PyTensor. Each value has to agree to 1e-12 (float32: 1e-5) beyond what rounding can do, which the file says for each
number; numbers of which it says that rounding decides them are counted apart, and so are graphs that are not finite,
as NumPy has other special numbers in places, and those that PyTensor refuses.
"""

import json
import sys
import warnings

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.tensor.special import log_softmax, softmax
from pytensor.tensor.xlogx import xlogx, xlogy0

warnings.simplefilter("ignore")
np.seterr(all="ignore")
pytensor.config.floatX = "float64"
AS_WRITTEN = pytensor.compile.mode.Mode(linker="py", optimizer=None)
NAMES = {
    "subtract": pt.sub, "multiply": pt.mul, "divide": pt.true_div, "remainder": pt.mod, "power": pt.pow,
    "negate": pt.neg, "sign": pt.sign, "where": pt.switch, "logsumexp": pt.logsumexp,
    "intDiv": pt.int_div, "round": pt.round, "and": pt.and_, "or": pt.or_, "xor": pt.xor, "invert": pt.invert,
    "not": lambda x: pt.eq(x, 0), "leftShift": lambda a, b: a << b, "rightShift": lambda a, b: a >> b,
    "cbrt": lambda x: pt.sign(x) * pt.abs(x) ** (1 / 3), "hypot": lambda a, b: pt.sqrt(a * a + b * b),
    "polygamma": pt.polygamma, "xlogx": xlogx, "xlogy0": xlogy0,
}


def array(v):
    numbers = [float(n) if v["dtype"].startswith("float") else int(n) for n in v["numbers"]]
    return np.array(numbers, dtype=v["dtype"]).reshape(v["shape"])


def as_float(x):
    return x if x.dtype.startswith("float") else x.astype("float64")


def sum_to(x, shape, like):
    lead = x.ndim - len(like)
    axes = [i for i in range(x.ndim) if i < lead or (like[i - lead] == 1 and x.type.shape[i] != 1)]
    return pt.reshape(pt.sum(x, axis=axes, keepdims=True), shape, ndim=len(like)) if axes else x


def along(axes, numbers):
    rest = iter(numbers)
    index = []
    for a in axes:
        if a is None:
            index.append(next(rest))
        else:
            start = next(rest) if a[0] else None
            stop = next(rest) if a[1] else None
            index.append(slice(start, stop, a[2]))
    return tuple(index)


def build(node, args, values):
    op, dtype = node["op"], node["dtype"]
    x = args[0] if args else None
    if op == "Elementwise":
        name = node["name"]
        if dtype.startswith("float") and name not in ("where", "lt", "le", "gt", "ge", "eq", "neq"):
            args = [a.astype(dtype) for a in args]
        return NAMES.get(name, getattr(pt, name, None))(*args)
    if op == "Cast":
        return pt.neq(x, 0) if dtype == "bool" else x.astype(dtype)
    if op == "Reduce":
        axes, keep = node["axes"], node["keepdims"]
        name = node["name"]
        if name in ("mean", "logsumexp"):
            x = as_float(x)
        if not axes:
            return pt.zeros_like(x, dtype="int64") if name.startswith("arg") else x.astype(dtype)
        if name.startswith("arg"):
            # positions along several axes count row by row: bring them last and flatten them
            kept = [i for i in range(x.ndim) if i not in axes]
            moved = x.transpose(*kept, *axes)
            lengths = [moved.shape[i] for i in range(len(kept))]
            flat = moved.reshape([*lengths, -1]) if kept else moved.flatten()
            z = getattr(pt, name)(flat, axis=-1)
            return z.dimshuffle(*[kept.index(i) if i in kept else "x" for i in range(x.ndim)]) if keep else z
        if x.dtype == "bool" and name in ("max", "min"):
            return NAMES.get(name, getattr(pt, name))(x.astype("int64"), axis=axes, keepdims=keep).astype("bool")
        return NAMES.get(name, getattr(pt, name, None))(x, axis=axes, keepdims=keep).astype(dtype)
    if op == "Size":
        return pt.prod(pt.stack([x.shape[i] for i in node["axes"]]), dtype="int64") if node["axes"] else pt.constant(1, dtype="int64")
    if op == "Shape":
        return x.shape
    if op == "Softmax":
        return softmax(as_float(x), axis=-1)
    if op == "LogSoftmax":
        return log_softmax(as_float(x), axis=-1)
    if op == "Dot":
        left, right = node["left"], node["right"]
        a, b = (v.astype(dtype if dtype != "bool" else "int64") for v in args)
        z = pt.tensordot(a, b, axes=[left, right])
        return z.astype(dtype) if dtype != "bool" else pt.neq(z, 0)
    if op == "DimShuffle":
        return x.dimshuffle(*["x" if p < 0 else p for p in node["pattern"]])
    if op == "Reshape":
        return pt.reshape(x, args[1], ndim=node["rank"])
    if op == "BroadcastTo":
        return pt.broadcast_to(x, tuple(args[1][i] for i in range(node["rank"])))
    if op == "SumTo":
        return sum_to(x, args[1], [int(n) for n in values(args[1])])
    if op == "Part":
        return x[along(node["along"], args[1:])]
    if op == "Place":
        zeros = pt.zeros(tuple(args[1][i] for i in range(node["rank"])), dtype=dtype)
        return pt.set_subtensor(zeros[along(node["along"], args[2:])], x)
    if op == "Gather":
        return x[tuple(args[1:])]
    if op == "Join":
        return pt.concatenate([pt.neq(a, 0) if dtype == "bool" else a.astype(dtype) for a in args], axis=node["axis"])
    if op == "Iota":
        return pt.arange(x, dtype="int64")
    if op == "Identity":
        return x
    if op == "Array" and node["name"] in ("add_at", "put_at"):
        part = x[tuple(args[2:])]
        return (pt.inc_subtensor if node["name"] == "add_at" else pt.set_subtensor)(part, args[1])
    raise KeyError(op)


def graph(case):
    made, inputs, given = [], [], []

    def values(x):
        return pytensor.function(inputs, x, mode=AS_WRITTEN, on_unused_input="ignore")(*given)

    for node in case["nodes"]:
        if node["op"] == "variable":
            v = array(node["value"])
            made.append(pt.tensor(dtype=v.dtype.name, shape=tuple(1 if n == 1 else None for n in v.shape)))
            inputs.append(made[-1])
            given.append(v)
        elif node["op"] == "constant":
            made.append(pt.constant(array(node["value"])))
        else:
            made.append(build(node, [made[i] for i in node["args"]], values))
    results = [made[i] for i in case["outputs"]]
    if case["cost"] >= 0:
        results += pytensor.grad(
            made[case["cost"]].sum(), [made[i] for i in case["wrt"]], disconnected_inputs="ignore"
        )
    return pytensor.function(inputs, results, mode=AS_WRITTEN, on_unused_input="ignore")(*given)


def main(path):
    count = {"graphs": 0, "not finite": 0, "refused": 0, "numbers": 0, "decided by rounding": 0, "differ": 0}
    refusals = {}
    for case in json.load(open(path)):
        ours = [array(v) for v in case["values"]]
        if not all(np.all(np.isfinite(v)) for v in ours):
            count["not finite"] += 1
            continue
        try:
            theirs = graph(case)
        except Exception as e:
            count["refused"] += 1
            refusals.setdefault(type(e).__name__ + " " + str(e).splitlines()[0][:90], []).append(case["seed"])
            continue
        count["graphs"] += 1
        for k, (a, b, v) in enumerate(zip(ours, theirs, case["values"])):
            b = np.asarray(b)
            if a.shape != b.shape:
                count["differ"] += 1
                print("seed", case["seed"], "result", k, "shape", a.shape, b.shape)
                continue
            bound = np.array([float(n) for n in v["bounds"]]).reshape(a.shape)
            free = ~(bound < np.inf) | ~(np.isfinite(b.astype("float64")))
            close = 1e-5 if "float32" in (n["dtype"] for n in case["nodes"]) else 1e-12
            far = np.abs(a.astype("float64") - b.astype("float64"))
            wrong = ~free & (far > close * np.maximum(1, np.abs(a.astype("float64"))) + 8 * bound)
            count["numbers"] += a.size
            count["decided by rounding"] += int(free.sum())
            if wrong.any():
                count["differ"] += 1
                i = int(np.argmax(wrong.ravel()))
                print("seed", case["seed"], "result", k, "of", len(case["outputs"]), "outputs: at", i, a.ravel()[i],
                      "PyTensor", b.ravel()[i], "bound", bound.ravel()[i])
    print(count)
    for text, seeds in refusals.items():
        print("refused:", text, "seeds", seeds[:5], "and more" if len(seeds) > 5 else "")
    return count["differ"]


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
