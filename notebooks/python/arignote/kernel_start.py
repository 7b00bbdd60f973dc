"""Becomes the kernel's Java: kernel_start.py JAVA OPTION… -cp CLASS_PATH MAIN CONNECTION_FILE, as Jupyter calls it.

The options that depend on the machine are found here and not when the kernel is installed: a container's limits are those of today.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

if __name__ == "__main__":  # the file itself is called: other Jupyters do not know the package
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from arignote.kernelspec import quietly, with_options
from arignote.process import become
from arignote.profiles import Machine, machine, options
from arignote.tutorials import explained


def command(java: list[str], found: Machine, environment: Mapping[str, str]) -> list[str]:
    """Java's command line with the options of the profile, and with a reader's own, as in JJava."""
    return with_options(java, [*options(found, environment), *environment.get("JJAVA_JVM_OPTS", "").split()])


def start(java: list[str]) -> NoReturn:
    become(quietly(command(java, machine(), os.environ)))


def main() -> None:
    with explained(Path(sys.prefix)):
        start(sys.argv[1:])


if __name__ == "__main__":
    main()
