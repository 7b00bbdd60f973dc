"""What the commands say, in the language of the setting, as a kernel does: ``ARIGNOTE_FLAGS=language=zh-CN``.

A language is a file, ``launcher.LANGUAGE.json``, beside those that kernels and pages read, and it is read as they are: in a text # is a
number and * anything. They come back in their order, said in their turn; where {2} stands, the second does, as it is written.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

ENGLISH = "en"
SIGNS = {"*": "(.+)", "#": r"([\d.,]*\d)"}
PLACE = re.compile(r"[*#]|\{(\d)\}")


class Words:
    """A table from English texts to those of another language. The first that fits is taken; what has none stays English."""

    def __init__(self, table: Mapping[str, str], unknown: str = ""):
        self.rows = [(pattern(english), text) for english, text in table.items()]
        self.unknown = unknown
        """The sentence on a language that has no file; else nothing."""

    def said(self, english: str) -> str:
        for row, text in self.rows:
            if found := row.fullmatch(english):
                return self.filled(text, found)
        return english

    def filled(self, text: str, found: re.Match) -> str:
        at = 0

        def part(sign: re.Match) -> str:
            nonlocal at
            at = int(sign[1] or at + 1)
            return found[at] if sign[1] else self.said(found[at])

        return PLACE.sub(part, text)


def pattern(english: str) -> re.Pattern:
    return re.compile("".join(SIGNS.get(part, re.escape(part)) for part in re.split("([*#])", english)), re.DOTALL)


def of(flags: str, folder: Path) -> Words:
    """The words of a setting, from the files of this folder."""
    pairs = (flag.partition("=") for flag in flags.split(","))
    language = {name.strip(): value.strip() for name, _, value in pairs}.get("language", ENGLISH)
    if language == ENGLISH:
        return Words({})
    files = {path.name.split(".")[1]: path for path in sorted(folder.glob("launcher.*.json"))}
    if language not in files:
        return Words({}, f"setting language is one of {', '.join([ENGLISH, *files])}, not '{language}'")  # as a kernel says it
    return Words(json.loads(files[language].read_text("utf-8")))


def columns(text: str) -> int:
    """How wide a text is on a terminal, where a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int, side: str = "<") -> str:
    blank = " " * (width - columns(text))
    return text + blank if side == "<" else blank + text


def aligned(rows: Sequence[Sequence[str]], sides: str) -> list[str]:
    """The lines of a table; for each column, < or >, the side that its texts stand on."""
    widths = [max(map(columns, column)) for column in zip(*rows)]
    return ["  ".join(padded(*cell) for cell in zip(row, widths, sides)) for row in rows]
