"""Runs the texts that pages show beside cells: run.py FILE…

prints a line of JSON for each: what it found, to be compared with reference.json, and what its cells print. Theano can no longer be
installed; PyTensor, which goes on where Theano ended, stands in its place, with what it has left out.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

NOTEBOOKS = Path(__file__).resolve().parents[1]


def theano() -> None:
    """PyTensor under Theano's names. Of theano.tensor.nnet and .signal it has the parts, not the names."""
    # By NumPy, an operation at a time: compiling each function takes longer than all of its calls, and what is fused
    # would be interpreted number by number.
    os.environ.setdefault("PYTENSOR_FLAGS", "floatX=float64,linker=py,cxx=,optimizer_excluding=fusion")
    import pytensor
    import pytensor.tensor as pt
    import pytensor.tensor.signal
    import pytensor.tensor.slinalg

    nnet = ModuleType("theano.tensor.nnet")
    nnet.sigmoid, nnet.softplus = pt.sigmoid, pt.softplus
    nnet.relu = lambda x: pt.maximum(x, 0)
    nnet.softmax = lambda x: pt.special.softmax(x, axis=-1)
    nnet.binary_crossentropy = lambda p, t: -(t * pt.log(p) + (1 - t) * pt.log1p(-p))
    nnet.categorical_crossentropy = lambda p, t: -pt.log(p)[pt.arange(t.shape[0]), t]
    nnet.conv2d = lambda x, filters, **how: conv2d(pt, x, filters, **how)
    pool = ModuleType("theano.tensor.signal.pool")
    pool.pool_2d = lambda x, ws, ignore_border: pool_2d(pt, x, *ws)
    pt.nnet = nnet
    sys.modules |= {
        "theano": pytensor,
        "theano.tensor": pt,
        "theano.tensor.nnet": nnet,
        "theano.tensor.signal": pytensor.tensor.signal,
        "theano.tensor.signal.pool": pool,
        "theano.tensor.slinalg": pytensor.tensor.slinalg,
    }


def conv2d(pt: ModuleType, x: object, filters: object, filter_shape: tuple, filter_flip: bool, border_mode: str = "valid") -> object:
    """A product for each place of the filter, as it lies; a border of half a filter keeps the image's size."""
    assert not filter_flip
    _, _, height, width = filter_shape
    if border_mode == "half":
        x = pt.pad(x, ((0, 0), (0, 0), (height // 2,) * 2, (width // 2,) * 2))
    rows, columns = x.shape[2] - height + 1, x.shape[3] - width + 1
    places = [(i, j) for i in range(height) for j in range(width)]
    parts = [pt.tensordot(x[:, :, i : i + rows, j : j + columns], filters[:, :, i, j], axes=[[1], [1]]) for i, j in places]
    return sum(parts[1:], parts[0]).dimshuffle(0, 3, 1, 2)


def pool_2d(pt: ModuleType, x: object, height: int, width: int) -> object:
    """The largest of each block, none of which goes over the edge. As Theano's, it gives the gradient to all that are equal to it."""
    return pt.stack([x[:, :, i::height, j::width] for i in range(height) for j in range(width)]).max(axis=0)


def numbers(value: object) -> object:
    """As JSON has them."""
    if isinstance(value, dict):
        return {name: numbers(one) for name, one in value.items()}
    if hasattr(value, "tolist"):
        return numbers(value.tolist())
    return [numbers(one) for one in value] if isinstance(value, (list, tuple)) else value


def main() -> None:
    files = [Path(name).resolve() for name in sys.argv[1:]]
    os.chdir(NOTEBOOKS)  # the data lie there
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the arrays are small: threads would wait for each other
    if any(".theano." in file.name for file in files):
        theano()
    for file in files:
        with contextlib.redirect_stdout(sys.stderr):
            made = SimpleNamespace(**runpy.run_path(str(file)))
        told = {name: numbers(getattr(made, name, {})) for name in ("found", "shown", "tolerances")}
        print(json.dumps({"file": file.name, **told}), flush=True)


if __name__ == "__main__":
    main()
