"""Compares what a notebook has computed, in this very execution, with the reference results."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from arignote.tutorials import TUTORIALS
from nbformat import NotebookNode

VALUES = Path(__file__).with_name("values.txt")
REFERENCE = TUTORIALS / "data" / "reference.json"
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Value:
    """One line of values.txt, together with the numbers it asks for."""

    name: str
    exact: bool
    expression: str
    picks: list[int]
    expected: list[float]


@dataclass(frozen=True)
class Change:
    """A constant of a notebook, what to put in its place, and the value that must then differ."""

    old: str
    new: str
    value: str


@dataclass(frozen=True)
class Questions:
    """What is asked of one notebook."""

    values: list[Value] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def expressions(self) -> list[str]:
        return list(dict.fromkeys(value.expression for value in self.values))

    @property
    def numbers(self) -> int:
        return sum(len(value.expected) for value in self.values)


def questions(table: Path = VALUES, reference: Path = REFERENCE) -> dict[str, Questions]:
    """What values.txt asks, by notebook."""
    results = json.loads(reference.read_text("utf-8"))
    asked: dict[str, Questions] = {}
    for line in table.read_text("utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if header := re.fullmatch(r"\[(\S+) = (\S+)]", line):
            current = asked[header[1]] = Questions()
            expected = next(entry for entry in results[header[2]] if entry["seed"] == 0)
        elif change := re.fullmatch(r"change: (.+) -> (.+); (\S+)", line):
            current.changes.append(Change(*change.groups()))
        elif row := re.fullmatch(r"(\S+)\s+(bits|close)\s+(.+?)(?:\s+at ([\d ]+))?", line):
            name, how, expression, picks = row.groups()
            numbers = expected[name] if isinstance(expected[name], list) else [expected[name]]
            at = [int(i) for i in picks.split()] if picks else list(range(len(numbers)))
            current.values.append(Value(name, how == "bits", expression, at, numbers))
        else:
            raise ValueError(f"{table.name}: what is meant by '{line}'?")
    return asked


def original(name: str) -> str:
    """The tutorial that a translation such as 3_noisy_line.zh translates."""
    return name.partition(".")[0]


def translated(name: str) -> str | None:
    """The tutorial that this one translates, None if it is none."""
    return original(name) if original(name) != name else None


def differences(asked: Questions, answers: dict[str, list[float] | str]) -> list[str]:
    """One sentence for each value that is missing or differs; none if the notebook agrees."""
    sentences = []
    for value in asked.values:
        answer = answers.get(value.expression, "the notebook did not get that far")
        if isinstance(answer, str):
            sentences.append(f"{value.name} cannot be read from {value.expression}: {answer}")
        elif value.picks[-1] >= len(answer):
            sentences.append(f"{value.name}: {value.expression} has only {len(answer)} numbers")
        else:
            found = [answer[i] for i in value.picks]
            pairs = enumerate(zip(found, value.expected))
            sentences += filter(None, [difference(value, i, x, y) for i, (x, y) in pairs])
    return sentences


def difference(value: Value, index: int, found: float, expected: float) -> str | None:
    same = found == expected if value.exact else math.isclose(found, expected, rel_tol=TOLERANCE, abs_tol=0)
    if same:
        return None
    place = f"[{index}]" if len(value.expected) > 1 else ""
    return f"{value.name}{place} is {found!r} where the reference has {expected!r}"


def changed(notebook: NotebookNode, change: Change) -> bool:
    """Puts the change into the first code cell that has its constant; False if none has."""
    for cell in notebook.cells:
        pattern = rf"(?<![\w.]){re.escape(change.old)}(?![\w.])"
        if cell.cell_type == "code" and re.search(pattern, cell.source):
            cell.source = re.sub(pattern, change.new, cell.source, count=1)
            return True
    return False
