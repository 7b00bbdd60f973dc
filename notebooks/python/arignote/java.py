"""Starts Java on a program of the reader's own, as the kernel starts it: with the library, and with vectors."""

import os
import sys
from pathlib import Path

from arignote.jdk import program
from arignote.kernelspec import VECTORS, program_options, quietly, with_archive
from arignote.process import become

# What javac says of that module when Java compiles a source file by itself; a warning of the reader's makes it two.
COMPILER_SAID = rf"^warning: using incubating module\(s\): {VECTORS}$|^1 warning$"
CLASS_PATHS = ("-cp", "-classpath", "--class-path")


def command(jdk: Path, library: str, arguments: list[str]) -> list[str]:
    """The command line; a class path among the arguments comes before the library's."""
    rest = list(arguments)
    own = []
    for i, argument in enumerate(arguments):
        if argument in CLASS_PATHS and i + 1 < len(arguments):
            own = [arguments[i + 1]]
            rest = arguments[:i] + arguments[i + 2 :]
            break
        if not argument.startswith("-"):  # from here on they are the program's
            break
    archive = Path(library.split(os.pathsep)[0]).with_suffix(".jsa")
    kept = [] if own else with_archive(archive)  # which is for a class path that begins as its own does
    return [str(program(jdk, "java")), *program_options(jdk), *kept, "-cp", os.pathsep.join([*own, library]), *rest]


def main() -> None:
    jdk, library, *arguments = sys.argv[1:]
    become(quietly(command(Path(jdk), library, arguments), COMPILER_SAID))


if __name__ == "__main__":
    main()
