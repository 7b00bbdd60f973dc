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
    import pytensor.tensor.slinalg

    nnet = ModuleType("theano.tensor.nnet")
    nnet.sigmoid, nnet.softplus = pt.sigmoid, pt.softplus
    nnet.relu = lambda x: pt.maximum(x, 0)
    nnet.softmax = lambda x: pt.special.softmax(x, axis=-1)
    nnet.binary_crossentropy = lambda p, t: -(t * pt.log(p) + (1 - t) * pt.log1p(-p))
    nnet.categorical_crossentropy = lambda p, t: -pt.log(p)[pt.arange(t.shape[0]), t]
    pt.nnet = nnet
    sys.modules |= {
        "theano": pytensor,
        "theano.tensor": pt,
        "theano.tensor.nnet": nnet,
        "theano.tensor.slinalg": pytensor.tensor.slinalg,
    }


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
        print(json.dumps({"file": file.name, "found": numbers(made.found), "shown": numbers(getattr(made, "shown", {}))}), flush=True)


if __name__ == "__main__":
    main()
