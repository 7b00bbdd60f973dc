"""Writes a notebook in plain Java, for any Java kernel with the library: python -m arignote.plain NOTEBOOK [FILE].

It runs the notebook, as only the compiler knows which operators stand between expressions.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import nbformat
from arignote.execute import Task, execute, read
from arignote.export import document
from arignote.tutorials import NOTEBOOKS, Problem, explained, names, say


def main() -> int:
    parser = argparse.ArgumentParser(prog="arignote plain", allow_abbrev=False)
    parser.add_argument("notebook", metavar="NOTEBOOK")
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="NOTEBOOK.plain.ipynb where it is left out")
    options = parser.parse_args()
    source = found(options.notebook)
    target = options.file or Path(f"{source.stem}.plain.ipynb")
    with explained(target):
        if target.exists() and target.resolve() == source.resolve():
            raise Problem(f"{target} is the notebook itself; name another file")
        notebook = plain(source)
        write(notebook, target)
    print(target)
    return 0 if tell_faults(notebook, source, target) else 1


def found(notebook: str) -> Path:
    """A file, or one of the tutorials by its name or number."""
    if Path(notebook).is_file():
        return Path(notebook)
    matching = [name for name in names() if name == notebook] or [n for n in names() if n.startswith(notebook)][:1]
    return NOTEBOOKS / f"{matching[0]}.ipynb" if matching else Path(notebook)


def plain(source: Path) -> nbformat.NotebookNode:
    try:
        notebook = read(source)
    except FileNotFoundError:
        raise Problem(f"there is no notebook '{source}'") from None
    execution = execute(Task(source.stem, notebook, source.resolve().parent))
    if execution.plain is None:
        raise Problem(f"{source} has to run to its end, and does not: {execution.error}")
    return execution.plain


def tell_faults(notebook: nbformat.NotebookNode, source: Path, target: Path) -> bool:
    """Tells what its prose names and does not have, and what does not lie where it was written; whether all is shown."""
    here, there = (document(target.name, notebook, path.resolve().parent) for path in (source, target))
    for fault in here.faults:
        say(f"{target.name}, cell {fault.cell}: {fault.text}")
    found = {address for _, address in there.files}
    if far := [address for address in dict.fromkeys(address for _, address in here.files) if address not in found]:
        say(f"{target.name} names what lies beside {source.name} and not beside itself; copy it along: {', '.join(far)}")
    return not any(fault.is_error for fault in [*here.faults, *there.faults])


def write(notebook: nbformat.NotebookNode, target: Path) -> None:
    """In one step: nothing is left half-written."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_text(nbformat.writes(notebook) + "\n", "utf-8")
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
