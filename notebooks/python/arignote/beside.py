"""The same step in other languages: what pages show beside a cell, from the folder beside of the notebooks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from arignote.tutorials import TUTORIALS
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

# In the order of the tabs, by the ending of their files: NAME.theano.py. The cell itself comes behind them.
LANGUAGES = {"theano": "Theano", "pytorch": "PyTorch", "numpy": "NumPy"}
MARK = re.compile(r"^# %%(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """What stands beside a cell in another language."""

    key: str
    language: str
    program: str
    """As HTML."""


def sections(file: Path) -> dict[str, str]:
    """The parts of a program that are shown, by the cell that they stand beside.

    What follows a mark without a name, such as the data, is run and not shown.
    """
    _, *parts = MARK.split(file.read_text("utf-8"))
    return {cell.strip(): source.strip("\n") + "\n" for cell, source in zip(parts[::2], parts[1::2]) if cell.strip()}


def texts(name: str, folder: Path) -> dict[str, list[Text]]:
    """Of a notebook in this folder, by cell. A translation has its original's, a reader's copy of a tutorial the tutorial's."""
    found: dict[str, list[Text]] = {}
    for key, language in LANGUAGES.items():
        file = f"beside/{name.partition('.')[0]}.{key}.py"
        there = next((path for path in (folder / file, TUTORIALS / file) if path.is_file()), None)
        for cell, source in (sections(there) if there else {}).items():
            program = highlight(source, PythonLexer(), HtmlFormatter(cssclass="program"))
            found.setdefault(cell, []).append(Text(key, language, program))
    return found
