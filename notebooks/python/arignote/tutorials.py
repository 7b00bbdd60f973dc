"""Which tutorials there are, where things lie, and how a failure is told."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from arignote import words

PACKAGE = Path(__file__).resolve().parent
# A wheel carries in here, at the same places, what it needs of a checkout.
SHIPPED = PACKAGE / "shipped"
IS_CHECKOUT = not SHIPPED.exists()
ROOT = PACKAGE.parents[2] if IS_CHECKOUT else SHIPPED
COMMAND = "./arignote" if IS_CHECKOUT else "arignote"

POM = (ROOT / "pom.xml").read_text("utf-8")
VERSION = re.search(r"<version>(.*?)</version>", POM)[1]  # here alone it is written; a test compares all others
JAR = ROOT / "kernel-lib" / "target" / f"arignote-{VERSION}.jar"

# The tutorials as they came, a reader's copy of them, and what verbs work on: in a checkout its author's, else the reader's.
TUTORIALS = ROOT / "notebooks"
READERS = Path(
    os.environ.get("ARIGNOTE_NOTEBOOKS") or (ROOT / "my-notebooks" if IS_CHECKOUT else Path.home() / "arignote-notebooks")
)
NOTEBOOKS = TUTORIALS if IS_CHECKOUT else READERS
BUILD = (ROOT if IS_CHECKOUT else NOTEBOOKS) / "build"

# Of the setting as a command begins with it: run takes it away from its kernels.
WORDS = words.of(os.environ.get("ARIGNOTE_FLAGS", ""), TUTORIALS / "export")
if WORDS.rows and isinstance(sys.stdout, io.TextIOWrapper):
    sys.stdout.reconfigure(errors="replace")  # a terminal of another character set loses the letters, and nothing else


class Problem(Exception):
    """A failure that its one-line text explains to the reader."""


def said(english: str) -> str:
    """A sentence in the reader's language."""
    return WORDS.said(english)


def say(text: str) -> None:
    """Progress and complaints, on standard error."""
    print(f"arignote: {said(text)}", file=sys.stderr, flush=True)


def names(folder: Path = NOTEBOOKS) -> list[str]:
    """The tutorials in the order in which they are read; a translation follows its original."""
    found = (path.stem for path in folder.glob("[0-9]*.ipynb"))
    return sorted(found, key=lambda name: (int(number(name)), name))


def number(name: str) -> str:
    """The digits that a name begins with."""
    return re.match(r"\d*", name)[0]


def others(folder: Path = NOTEBOOKS) -> list[str]:
    """The notebooks without a number: a reader's own, which are run when they are named."""
    return sorted(path.stem for path in folder.glob("*.ipynb") if not path.name[0].isdigit())


def choose(wanted: list[str], known: list[str]) -> list[str]:
    """The tutorials meant: a full name means itself, a number all that have it, a beginning all that start so."""
    chosen: set[str] = set()
    for name in wanted:
        name = re.sub(r"\.ipynb$", "", Path(name).name)
        is_meant = (lambda k: number(k) == name) if name.isdecimal() else (lambda k: name and k.startswith(name))
        matching = [name] if name in known else [k for k in known if is_meant(k)]
        if not matching:
            raise Problem(f"there is no tutorial '{name}'; known are {', '.join(known)}")
        chosen.update(matching)
    return [k for k in known if k in chosen] if wanted else known


@contextmanager
def explained(place: Path) -> Iterator[None]:
    """Ends the program with one line for a failure that has a plain explanation."""
    try:
        yield
    except Problem as problem:
        say(str(problem))
        sys.exit(1)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES):
            raise
        say(f"{place} cannot be written ({error.strerror}); nothing was left half-written")
        sys.exit(1)
