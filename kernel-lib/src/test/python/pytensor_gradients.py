"""Values and gradients from PyTensor, as reference data for the gradient tests of Arignote.

    python pytensor_gradients.py > ../resources/pytensor_gradients.json

The same machine and versions give the same bytes; another processor may change last digits. The graphs run as they are
written (no rewriting), so that a value at a kink is the one that PyTensor's gradient rules define.

A case is one line: "expr" in prefix form (["sum", ["multiply", "x", "y"], {"axes": [0], "keepdims": true}]; a string is
an input, a number a float64 constant), "inputs", "value", and "grad": the gradient of sum(expr * weights) by each float
input. "second" is the gradient of the sum over the inputs of sum(grad * vectors). Arrays are {"dtype", "shape",
"values"}, row by row; what JSON has no number for is "NaN", "Infinity", "-Infinity". Where NumPy's own value is another
one, it is there as "numpy"; where PyTensor refuses, "refused" says how, and value is NumPy's.
"""

import itertools
import json
import sys
import warnings
import zlib

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.tensor.special import softmax

warnings.simplefilter("ignore")
np.seterr(all="ignore")
pytensor.config.floatX = "float64"
AS_WRITTEN = pytensor.compile.mode.Mode(linker="py", optimizer=None)
NAN, INF = float("nan"), float("inf")
WEIGHTS = [0.5, -1.25, 2.0, 0.75, -0.5, 1.5, -2.25, 1.0, 3.0, -0.75, 0.25]


def np_softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def np_sigmoid(x):
    return np.exp(-np.logaddexp(0, -1.0 * x))


def np_dimshuffle(x, pattern):
    kept = [p for p in pattern if p != "x"]
    dropped = [i for i in range(x.ndim) if i not in kept]
    x = np.squeeze(np.transpose(x, kept + dropped), axis=tuple(range(len(kept), x.ndim)))
    return np.expand_dims(x, tuple(i for i, p in enumerate(pattern) if p == "x"))


# Arignote's name: NumPy's function, PyTensor's
UNARY = {
    "negate": (np.negative, pt.neg), "abs": (np.abs, pt.abs), "exp": (np.exp, pt.exp), "log": (np.log, pt.log),
    "log1p": (np.log1p, pt.log1p), "expm1": (np.expm1, pt.expm1), "sqr": (np.square, pt.sqr),
    "sqrt": (np.sqrt, pt.sqrt), "sigmoid": (np_sigmoid, pt.sigmoid), "tanh": (np.tanh, pt.tanh),
    "softplus": (lambda x: np.logaddexp(0, x), pt.softplus),
}
ARITHMETIC = {
    "add": (np.add, pt.add), "subtract": (np.subtract, pt.sub), "multiply": (np.multiply, pt.mul),
    "divide": (np.true_divide, pt.true_div), "power": (np.power, pt.pow), "maximum": (np.maximum, pt.maximum),
    "minimum": (np.minimum, pt.minimum),
}
COMPARE = {
    "lt": (np.less, pt.lt), "le": (np.less_equal, pt.le), "gt": (np.greater, pt.gt), "ge": (np.greater_equal, pt.ge),
    "eq": (np.equal, pt.eq), "neq": (np.not_equal, pt.neq),
}
REDUCE = {
    "sum": (np.sum, pt.sum), "mean": (np.mean, pt.mean), "max": (np.max, pt.max), "min": (np.min, pt.min),
    "argmax": (np.argmax, pt.argmax),
}
SHAPE = {
    "transpose": (np.transpose, lambda x: x.transpose()),
    "reshape": (lambda x, shape: np.reshape(x, shape), lambda x, shape: pt.reshape(x, shape, ndim=len(shape))),
    "dimshuffle": (np_dimshuffle, lambda x, pattern: x.dimshuffle(*pattern)),
}
OTHER = {"where": (np.where, pt.where), "dot": (np.dot, pt.dot), "softmax": (np_softmax, lambda x: softmax(x, axis=-1))}
OPS = UNARY | ARITHMETIC | COMPARE | REDUCE | SHAPE | OTHER


def evaluate(expr, inputs, peer):
    """The expression in NumPy (peer 0) or as a PyTensor graph (peer 1)."""
    if isinstance(expr, str):
        return inputs[expr]
    if isinstance(expr, float):
        return np.float64(expr) if peer == 0 else pt.constant(np.float64(expr))
    name, *arguments = expr
    options = arguments.pop() if isinstance(arguments[-1], dict) else {}
    if "axes" in options:
        axes = options["axes"]
        axis = axes[0] if name == "argmax" else tuple(axes)
        options = {"axis": axis} | {k: v for k, v in options.items() if k != "axes"}
    return OPS[name][peer](*(evaluate(a, inputs, peer) for a in arguments), **options)


def cycle(shape, dtype="float64", start=0):
    return np.resize(np.roll(WEIGHTS, -start), shape).astype(dtype)


def numbers(array):
    def one(v):
        if isinstance(v, float) and not np.isfinite(v):
            return "NaN" if v != v else "Infinity" if v > 0 else "-Infinity"
        return v

    array = np.asarray(array)
    if array.dtype == np.float32:
        return [one(float(str(v))) for v in array.ravel()]
    return [one(v) for v in array.ravel().tolist()]


def array(a):
    return {"dtype": str(np.asarray(a).dtype), "shape": list(np.shape(a)), "values": numbers(a)}


def same(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return a.dtype == b.dtype and a.shape == b.shape and np.allclose(a, b, rtol=1e-13, atol=0, equal_nan=True)


def run(name, expr, inputs, second=False):
    """One case as a dictionary."""
    inputs = {k: np.asarray(v, dtype=getattr(v, "dtype", "float64")) for k, v in inputs.items()}
    case = {"name": name, "expr": expr, "inputs": {k: array(v) for k, v in inputs.items()}}
    by_numpy = np.asarray(evaluate(expr, inputs, 0))
    try:
        symbols = {
            k: pt.tensor(k, dtype=v.dtype, shape=tuple(1 if n == 1 else None for n in v.shape))
            for k, v in inputs.items()
        }
        result = pt.as_tensor_variable(evaluate(expr, symbols, 1))
        weights = cycle(by_numpy.shape, result.dtype if result.dtype.startswith("float") else "float64")
        floats = [k for k, v in inputs.items() if v.dtype.kind == "f"]

        def gradient(cost):
            return pt.grad(cost, [symbols[k] for k in floats], disconnected_inputs="ignore")

        wanted = [result] + gradient(pt.sum(result * pt.constant(weights)))
        vectors = {k: cycle(inputs[k].shape, start=i + 3) for i, k in enumerate(floats)}
        if second:
            total = sum(pt.sum(g * pt.constant(vectors[k])) for k, g in zip(floats, wanted[1:]))
            wanted += gradient(total)
        call = pytensor.function(list(symbols.values()), wanted, mode=AS_WRITTEN, on_unused_input="ignore")
        value, *grads = call(*inputs.values())
    except Exception as e:
        return case | {"value": array(by_numpy), "refused": f"{type(e).__name__}: {e}".splitlines()[0][:120]}
    case |= {"value": array(value), "weights": numbers(weights), "grad": dict(zip(floats, map(array, grads)))}
    if second:
        case["second"] = {
            "vectors": {k: numbers(v) for k, v in vectors.items()},
            "grad": dict(zip(floats, map(array, grads[len(floats):]))),
        }
    if not same(value, by_numpy):
        case["numpy"] = array(by_numpy)
    return case


def some(name, shape, low=-2.0, high=2.0):
    """Numbers of two decimals, the same for the same name."""
    rng = np.random.RandomState(zlib.crc32(name.encode()))
    return np.round(rng.uniform(low, high, shape), 2)


POSITIVE = {"log": 0.1, "sqrt": 0.1, "log1p": -0.9}
SPECIAL = [0.0, -0.0, 1.0, -1.0, 1e-300, -1e-20, 40.0, -40.0, 1000.0, -1000.0, INF, -INF, NAN]
PAIRS = list(itertools.product([0.0, -0.0, 1.0, -2.0, 0.5, 3.0, INF, -INF, NAN], repeat=2))


def scalar_cases():
    for op in UNARY:
        yield f"{op} at ordinary points", [op, "x"], {"x": some(op, 6, POSITIVE.get(op, -2.0))}
        yield f"{op} at special points", [op, "x"], {"x": SPECIAL}
    for op in ARITHMETIC | COMPARE:
        low = 0.1 if op == "power" else -2.0
        yield f"{op} at ordinary points", [op, "x", "y"], {"x": some(op + "x", 5, low), "y": some(op + "y", 5)}
        yield f"{op} at special points", [op, "x", "y"], dict(zip("xy", np.transpose(PAIRS)))
    for exponent in (0.0, 1.0, 2.0, 3.0, 0.5, -1.0):
        yield f"power by the constant {exponent}", ["power", "x", exponent], {"x": [0.0, -0.0, 1.5, -2.0, 3.0]}
    yield "power of the constant 2", ["power", 2.0, "x"], {"x": [0.0, -1.0, 3.5]}
    positive = ["gt", "x", 0.0]
    yield "where with both branches", ["where", positive, "x", "y"], {"x": [1.0, -1.0, 0.0], "y": [5.0, 6.0, 7.0]}
    yield "where reads x in both branches", ["where", positive, ["sqr", "x"], ["negate", "x"]], {"x": [2.0, -3.0, 0.0]}
    yield "where hides a NaN but not in the gradient", ["where", positive, ["log", "x"], 0.0], {"x": [2.0, -1.0, 0.0]}
    yield "where guards before the logarithm", \
        ["where", positive, ["log", ["where", positive, "x", 1.0]], 0.0], {"x": [2.0, -1.0, 0.0]}
    yield "where on an input of booleans", ["where", "c", "x", "y"], \
        {"c": np.array([True, False, True]), "x": some("x", 3), "y": some("y", 3)}
    yield "x used twice", ["add", ["multiply", "x", "x"], ["divide", "x", ["add", "x", 3.0]]], {"x": some("twice", 4)}
    yield "x over itself", ["divide", "x", "x"], {"x": [2.0, -1.0, 0.0]}
    yield "clip at its bounds", ["minimum", ["maximum", "x", -1.0], 1.0], {"x": [-2.0, -1.0, 0.0, 1.0, 2.0, NAN]}
    yield "maximum of x and itself", ["maximum", "x", "x"], {"x": [1.0, -1.0]}
    yield "abs of a product with zero", ["abs", ["multiply", "x", "y"]], {"x": [0.0, 2.0, -3.0], "y": [5.0, 0.0, 4.0]}


BROADCASTS = [
    ((), ()), ((), (3,)), ((3,), ()), ((3,), (2, 3)), ((2, 3), (3,)), ((2, 1), (1, 3)), ((1,), (1,)), ((1,), (3,)),
    ((1, 3), (1, 3)), ((1, 3), (2, 3)), ((1, 1), (2, 3)), ((), (2, 3)), ((2, 1, 3), (4, 1)), ((1, 2, 1), (3, 1, 2)),
    ((0,), (0,)), ((0,), (1,)), ((), (0,)), ((2, 0), (2, 0)), ((2, 0), (2, 1)), ((0, 3), (3,)), ((0, 3), (1, 3)),
    ((2, 1, 2, 1), (3, 1, 2)),
]


def broadcast_cases():
    for a, b in BROADCASTS:
        for op in ("add", "multiply", "maximum") if 0 not in a + b else ("subtract", "divide"):
            name = f"{op} of {list(a)} and {list(b)}"
            yield name, [op, "x", "y"], {"x": some(name + "x", a), "y": some(name + "y", b)}
    for shapes in [((2, 1), (3,), ()), ((3,), (2, 1), (1, 3)), ((), (2, 3), (2, 3)), ((1,), (1,), (1,))]:
        name = "where of " + ", ".join(str(list(s)) for s in shapes)
        yield name, ["where", ["gt", "x", 0.0], "y", "z"], {k: some(name + k, s) for k, s in zip("xyz", shapes)}
    yield "comparison of (2,1) and (3,)", ["le", "x", "y"], {"x": some("cx", (2, 1)), "y": some("cy", 3)}
    yield "power of (2,1) and (3,)", ["power", "x", "y"], {"x": some("px", (2, 1), 0.1), "y": some("py", 3)}
    yield "a scalar times a row plus a column", ["add", ["multiply", "s", "r"], "c"], \
        {"s": some("s", ()), "r": some("r", (1, 3)), "c": some("c", (2, 1))}


def reduction_cases():
    sizes = (2, 3, 2, 2)
    flip = itertools.cycle([False, True])
    for rank in range(5):
        shape = sizes[:rank]
        subsets = [s for n in range(1, rank + 1) for s in itertools.combinations(range(rank), n)]
        for op in ("sum", "mean", "max", "min"):
            if rank == 4 and op in ("max", "min"):
                continue
            yield f"{op} of all, rank {rank}", [op, "x"], {"x": some(f"{op}{rank}", shape)}
            for axes in subsets:
                keep = next(flip)
                name = f"{op} over {list(axes)}, rank {rank}" + (", kept" if keep else "")
                options = {"axes": list(axes)} | ({"keepdims": True} if keep else {})
                yield name, [op, "x", options], {"x": some(name, shape)}
            next(flip)
    for op, axes in itertools.product(("sum", "mean", "max", "min"), ([-1], [-2], [-1, 0], [-3, -1])):
        name = f"{op} over {axes}, rank 3"
        yield name, [op, "x", {"axes": axes}], {"x": some(name, (2, 3, 2))}
    for shape, options in [((0,), {}), ((2, 0), {"axes": [0]}), ((2, 0), {"axes": [1]}), ((2, 0), {})]:
        for op in ("sum", "mean"):
            yield f"{op} of {list(shape)} {options}", [op, "x"] + ([options] if options else []), {"x": np.zeros(shape)}
    for op in ("max", "min"):
        yield f"{op} of [2, 0] over [0]", [op, "x", {"axes": [0]}], {"x": np.zeros((2, 0))}
        yield f"{op} of [0, 3] over [1], kept", [op, "x", {"axes": [1], "keepdims": True}], {"x": np.zeros((0, 3))}
        ties = np.array([[2.0, 5.0, 5.0], [2.0, 2.0, 5.0]])
        for options in ({}, {"axes": [0]}, {"axes": [1]}, {"axes": [0, 1], "keepdims": True}):
            yield f"{op} with ties {options}", [op, "x", options], {"x": ties}
            nans = np.where([[0, 1, 0], [0, 0, 0]], NAN, ties)
            yield f"{op} with ties and NaN {options}", [op, "x", options], {"x": nans}
        yield f"{op} of equal elements", [op, "x"], {"x": [4.0] * 4}
        yield f"{op} of zeros of both signs", [op, "x"], {"x": [0.0, -0.0]}
        yield f"{op} of infinities", [op, "x"], {"x": [INF, -INF, INF]}
        yield f"{op} of one element", [op, "x"], {"x": [3.0]}
        yield f"{op} of a function of x", [op, ["multiply", ["sqr", "x"], "y"]], {"x": [1.0, -2.0, 2.0], "y": [1.0] * 3}
    for shape, axes in [((4,), None), ((2, 3), None), ((2, 3), [0]), ((2, 3), [-1]), ((2, 3, 2), [1])]:
        name = f"argmax of {list(shape)} over {axes}"
        yield name, ["argmax", "x"] + ([{"axes": axes}] if axes else []), {"x": some(name, shape)}
    yield "argmax with ties is the first", ["argmax", "x"], {"x": [1.0, 3.0, 3.0]}
    yield "argmax with NaN is the first NaN", ["argmax", "x"], {"x": [1.0, NAN, 5.0, NAN]}


DOTS = [
    ((), ()), ((), (3,)), ((3,), ()), ((), (2, 3)), ((2, 3), ()), ((3,), (3,)), ((2, 3), (3,)), ((2,), (2, 3)),
    ((2, 3), (3, 2)), ((1, 3), (3, 1)), ((2, 2, 3), (3,)), ((3,), (2, 3, 2)), ((2, 2, 3), (3, 2)), ((2, 3), (2, 3, 2)),
    ((2, 2, 3), (2, 3, 2)), ((), (2, 1, 2)), ((2, 2, 1, 3), (3, 2)), ((2, 3), (2, 1, 3, 2)), ((2, 0), (0, 3)),
    ((0, 3), (3, 2)), ((0,), (0,)), ((1,), (1,)), ((2, 1), (1, 3)),
]


def shape_cases():
    for a, b in DOTS:
        name = f"dot of {list(a)} and {list(b)}"
        yield name, ["dot", "x", "y"], {"x": some(name + "x", a), "y": some(name + "y", b)}
    yield "dot of a matrix and its transpose", ["dot", "x", ["transpose", "x"]], {"x": some("gram", (2, 3))}
    for rank in range(5):
        yield f"transpose of rank {rank}", ["transpose", "x"], {"x": some(f"t{rank}", (2, 3, 1, 2)[:rank])}
    for old, new in [((6,), [2, 3]), ((6,), [-1]), ((2, 3), [-1]), ((2, 3), [3, -1]), ((), [1, 1]), ((1, 1), []),
                     ((2, 3, 4), [4, -1]), ((2, 3), [1, 6, 1]), ((0,), [0, 3]), ((2, 0), [-1])]:
        name = f"reshape of {list(old)} to {new}"
        yield name, ["reshape", "x", {"shape": new}], {"x": some(name, old)}
    yield "reshape of a transpose", ["reshape", ["transpose", "x"], {"shape": [-1]}], {"x": some("rt", (2, 3))}
    for old, pattern in [((3,), ["x", 0]), ((3,), [0, "x"]), ((), ["x"]), ((), ["x", "x"]), ((2, 3), [1, 0]),
                         ((2, 3), [0, "x", 1]), ((2, 3), ["x", 1, "x", 0]), ((1, 3), [1]), ((2, 1, 3), [2, 0]),
                         ((1, 1), []), ((2, 3, 4), [2, 0, 1]), ((2, 1, 3, 1), [2, "x", 0]), ((0, 2), [1, 0])]:
        name = f"dimshuffle of {list(old)} by {pattern}"
        yield name, ["dimshuffle", "x", {"pattern": pattern}], {"x": some(name, old)}
    yield "outer product by dimshuffle", ["multiply", ["dimshuffle", "x", {"pattern": [0, "x"]}], "y"], \
        {"x": some("ox", 2), "y": some("oy", 3)}


def softmax_cases():
    for x in (some("s1", 4), some("s2", (2, 3)), some("s3", (2, 2, 3)), some("s4", (2, 1)), some("s5", 1),
              [1000.0, 1001.0, 999.0], [-1000.0, 0.0, 1000.0], [0.0, 0.0], [-INF, 0.0, 1.0], [NAN, 0.0], [INF, 0.0]):
        yield f"softmax of {np.shape(x)}, first {np.ravel(x)[0]}", ["softmax", "x"], {"x": x}
    yield "logarithm of a softmax", ["log", ["softmax", "x"]], {"x": some("ls", (2, 3))}


LINE = ["subtract", ["add", ["multiply", "x", "m"], "c"], "y"]
LAYER = ["tanh", ["add", ["dot", "x", "v"], "b"]]
CENTRED = ["subtract", "x", ["mean", "x", {"axes": [-1], "keepdims": True}]]


def model_cases():
    """Smooth ones: these have second derivatives too."""
    line = {"x": some("lx", 5), "y": some("ly", 5), "m": np.float64(0.7), "c": np.float64(-0.2)}
    yield "cost of a line", ["divide", ["sum", ["power", LINE, 2.0]], 10.0], line
    yield "mean square of a line", ["mean", ["sqr", LINE]], line
    yield "least absolute error", ["mean", ["abs", LINE]], line
    p = ["sigmoid", ["add", ["dot", "x", "w"], "b"]]
    yield "logistic cross entropy", \
        ["negate", ["mean", ["add", ["multiply", "t", ["log", p]],
                             ["multiply", ["subtract", 1.0, "t"], ["log", ["subtract", 1.0, p]]]]]], \
        {"x": some("gx", (4, 2)), "w": some("gw", 2), "b": np.float64(0.1), "t": [0.0, 1.0, 1.0, 0.0]}
    yield "softplus form of the cross entropy", ["mean", ["softplus", ["multiply", "t", ["dot", "x", "w"]]]], \
        {"x": some("hx", (4, 2)), "w": some("hw", 2), "t": [-1.0, 1.0, 1.0, -1.0]}
    yield "network of two layers", ["softmax", ["dot", LAYER, "w"]], \
        {"x": some("nx", (2, 3)), "v": some("nv", (3, 4)), "b": some("nb", 4), "w": some("nw", (4, 2))}
    yield "log of a sum of exponentials", ["log", ["sum", ["exp", "x"], {"axes": [1]}]], {"x": some("le", (2, 3))}
    yield "rows to mean 0 and variance 1", \
        ["divide", CENTRED, ["sqrt", ["add", ["mean", ["sqr", CENTRED], {"axes": [-1], "keepdims": True}], 0.001]]], \
        {"x": some("rn", (2, 3))}
    yield "quadratic form", ["dot", "x", ["dot", "a", "x"]], {"x": some("qx", 3), "a": some("qa", (3, 3))}
    yield "product of powers", ["multiply", ["power", "x", 3.0], ["power", "y", "x"]], \
        {"x": some("pp", 3, 0.5), "y": some("pq", 3, 0.5)}
    yield "product over broadcast axes", ["divide", ["exp", ["multiply", "x", "y"]], ["add", 3.0, "x"]], \
        {"x": some("bx", (2, 1)), "y": some("by", (1, 3))}
    yield "every smooth function", \
        ["add", ["multiply", ["tanh", "x"], ["sigmoid", "x"]], ["add", ["log1p", ["sqr", "x"]], ["expm1", "x"]]], \
        {"x": some("es", 4)}
    yield "square root of a sum of squares", ["sqrt", ["sum", ["sqr", "x"]]], {"x": some("nm", 3)}
    yield "softmax against weights", ["sum", ["multiply", ["softmax", "x"], "y"]], \
        {"x": some("sx", 4), "y": some("sy", 4)}
    yield "reshape, transpose and product", \
        ["sqr", ["dot", ["transpose", ["reshape", "x", {"shape": [2, 3]}]],
                 ["dimshuffle", "y", {"pattern": [0, "x"]}]]], \
        {"x": some("rx", 6), "y": some("ry", 2)}
    yield "largest of squares", ["max", ["sqr", "x"], {"axes": [0]}], {"x": some("ms", (3, 2))}


BIG = np.array([2**31 - 1, -(2**31), 7, -7, 0], dtype="int32")
LONG = np.array([2**63 - 1, -(2**63), 2**53 + 1, -7, 0], dtype="int64")


def dtype_cases():
    for op in ("add", "subtract", "multiply", "divide", "maximum"):
        yield f"{op} of int32 that overflow", [op, "i", "j"], {"i": BIG, "j": np.array([1, -1, -7, 0, 0], "int32")}
        yield f"{op} of int64 that overflow", [op, "i", "j"], {"i": LONG, "j": np.array([1, -1, 2, 0, 0], "int64")}
    for op in ("negate", "abs", "sqr", "exp", "sigmoid", "sqrt"):
        yield f"{op} of int32", [op, "i"], {"i": BIG}
    yield "power of int32", ["power", "i", "j"], \
        {"i": np.array([2, -3, 0, 7], "int32"), "j": np.array([10, 3, 0, 1], "int32")}
    values = {"bool": [True, False], "int32": [3, -2], "int64": [2**40, -5], "float32": [0.1, -2.5],
              "float64": [0.1, 3.0]}
    for a, b in itertools.combinations(values, 2):
        for op in ("multiply", "divide"):
            yield f"{op} of {a} and {b}", [op, "x", "y"], \
                {"x": np.array(values[a], dtype=a), "y": np.array(values[b][::-1], dtype=b)}
    for op, dtype in itertools.product(("sum", "mean", "max", "argmax"), values):
        if (op, dtype) not in {("max", "bool"), ("argmax", "bool")}:
            yield f"{op} of {dtype}", [op, "x"], {"x": np.array(values[dtype], dtype=dtype)}
    yield "sum of int32 beyond its range", ["sum", "x"], {"x": np.array([2**31 - 1, 1], "int32")}
    yield "mean of int64 beyond 2^53", ["mean", "x"], {"x": np.array([2**53 + 1, 2**53 + 1], "int64")}
    yield "float32 all the way", ["tanh", ["add", ["multiply", "x", "y"], "x"]], \
        {"x": np.array([0.1, 1.5], "float32"), "y": np.array([3.3, -0.7], "float32")}
    yield "float32 beside float64", ["multiply", ["exp", "x"], "y"], \
        {"x": np.array([0.1, 1.5], "float32"), "y": np.array([3.3, -0.7], "float64")}
    yield "int32 beside a float64 gradient", ["divide", "x", "i"], \
        {"x": [1.0, 2.0, 0.0], "i": np.array([3, 0, 0], "int32")}
    yield "equality of int64 beyond 2^53", ["eq", "i", "j"], \
        {"i": np.array([2**53 + 1, 5], "int64"), "j": np.array([2**53, 5], "int64")}


def promotions():
    """Rows of [operation, type, type or null, NumPy's result type, and PyTensor's where it is another]."""
    def attempt(f):
        try:
            return str(f())
        except Exception:
            return "error"

    types = ["bool", "int32", "int64", "float32", "float64"]
    rows = []
    for op, (by_numpy, by_pytensor) in (ARITHMETIC | COMPARE | {"dot": OTHER["dot"]}).items():
        for a, b in itertools.product(types, repeat=2):
            rows.append([op, a, b, attempt(lambda: by_numpy(np.ones(1, a), np.ones(1, b)).dtype),
                         attempt(lambda: by_pytensor(pt.vector(dtype=a), pt.vector(dtype=b)).dtype)])
    for op, (by_numpy, by_pytensor) in (UNARY | REDUCE).items():
        for a in types:
            rows.append([op, a, None, attempt(lambda: by_numpy(np.ones(1, a)).dtype),
                         attempt(lambda: by_pytensor(pt.vector(dtype=a)).dtype)])
    return [row[:4] if row[3] == row[4] else row for row in rows]


def main():
    groups = [scalar_cases, broadcast_cases, reduction_cases, shape_cases, softmax_cases, model_cases, dtype_cases]
    cases = [run(*case, second=group is model_cases) for group in groups for case in group()]
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "two cases have one name"
    print('{"pytensor": "%s", "numpy": "%s",' % (pytensor.__version__, np.__version__))
    print('"cases": [\n' + ",\n".join(json.dumps(c, allow_nan=False) for c in cases) + "\n],")
    print('"promotion": [\n' + ",\n".join(map(json.dumps, promotions())) + "\n]}")


if __name__ == "__main__":
    sys.exit(main())
