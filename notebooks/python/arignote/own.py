"""The reader's own copy of the tutorials, and python -m arignote.own NAME…, which puts notebooks back as they came."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from arignote.tutorials import COMMAND, READERS, TUTORIALS, Problem, choose, explained, names, say

NOT_FOR_READERS = {"export", "python", "teacher"}


def fill(folder: Path = READERS) -> None:
    """Copies what is not there yet; what is there is the reader's, and stays."""
    for source in sorted(path for path in TUTORIALS.rglob("*") if path.is_file()):
        place = source.relative_to(TUTORIALS)
        if place.parts[0] not in NOT_FOR_READERS and not (folder / place).exists():
            copy(source, folder / place)


def copy(source: Path, target: Path) -> None:
    """In one step: nothing is there half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copyfile(source, aside)
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def reset(name: str, folder: Path = READERS) -> Path | None:
    """Puts a tutorial back as it came. Gives where the reader's is kept; nothing if it was not there, or the same."""
    source, target, kept = TUTORIALS / f"{name}.ipynb", folder / f"{name}.ipynb", None
    if target.exists() and target.read_bytes() != source.read_bytes():
        kept = free_name(folder, name)
        target.rename(kept)
    copy(source, target)
    return kept


def free_name(folder: Path, name: str) -> Path:
    """It begins with a letter: a number would make it one of the series."""
    tries = (f"my_{name}{f'_{i}' if i > 1 else ''}.ipynb" for i in range(1, 10_000))
    return next(path for path in (folder / name for name in tries) if not path.exists())


def main() -> None:
    parser = argparse.ArgumentParser(prog="arignote reset", allow_abbrev=False)
    parser.add_argument("names", metavar="NAME", nargs="+")
    wanted = parser.parse_args().names
    with explained(READERS):
        if READERS.resolve() == TUTORIALS.resolve():
            raise Problem(f"{READERS} holds the tutorials as they came; git checkout puts one back")
        for name in choose(wanted, names(TUTORIALS)):
            kept = reset(name)
            print(READERS / f"{name}.ipynb")
            if kept:
                say(f"yours is {kept.name} now; close the old tab in {COMMAND} lab, and open {name} anew")


if __name__ == "__main__":
    main()
