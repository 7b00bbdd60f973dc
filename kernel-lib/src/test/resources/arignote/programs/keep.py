"""Writes numbers down for the ports in Java: a line for each result, its name, then its elements row by row."""

import sys

import numpy as np
import pytensor

pytensor.config.cxx = ""
pytensor.config.linker = "py"

lines = []


def keep(name, *values):
    for i, value in enumerate(values):
        numbers = " ".join(repr(float(v)) for v in np.asarray(value, dtype="float64").ravel())
        lines.append(f"{name}{'' if len(values) == 1 else '.' + str(i)} {numbers}")


def write():
    name = sys.argv[0].removesuffix(".py") + ".txt"
    with open(name, "w") as file:
        file.write("\n".join(lines) + "\n")
