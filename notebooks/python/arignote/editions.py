"""Student and teacher edition of notebooks, each as a zip: python -m arignote.editions [NAME…]

The teacher's has all, and a page for teachers where there is one. The student's has no speaker notes, no outputs and no solutions, by nbgrader's marks: what stands between BEGIN SOLUTION and
END SOLUTION becomes YOUR CODE HERE, what stands between BEGIN HIDDEN TESTS and END HIDDEN TESTS is left out.
"""

from __future__ import annotations

import argparse
import os
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import nbformat
from arignote.execute import read
from arignote.export import document
from arignote.teacher import guide, place_of, teachers_page
from arignote.tutorials import BUILD, NOTEBOOKS, Problem, choose, explained, names, others
from nbformat import NotebookNode

STUBS = {"code": "// YOUR CODE HERE", "markdown": "YOUR ANSWER HERE", "raw": "YOUR ANSWER HERE"}
ANSWERS = {"reference.json"}  # what the tutorials' numbers are compared with
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the same notebooks make the same zip


def main() -> None:
    parser = argparse.ArgumentParser(prog="arignote editions", allow_abbrev=False)
    parser.add_argument("names", metavar="NAME", nargs="*")
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, metavar="FOLDER")
    options = parser.parse_args()
    folder = options.notebooks
    build = BUILD if folder == NOTEBOOKS else folder / "build"
    with explained(build):
        numbered = names(folder)
        chosen = choose(options.names, [*numbered, *others(folder)]) if options.names else numbered
        if not chosen:
            raise Problem(f"{folder} has no notebook whose name begins with a number; name those that you mean")
        for path in write(folder, chosen, build / "editions"):
            print(path)


def write(folder: Path, chosen: list[str], target: Path) -> list[Path]:
    """Both zips, of these notebooks and of the files in the folder data; neither is written if one notebook is faulty."""
    notebooks = {name: read(folder / f"{name}.ipynb") for name in chosen}
    students = {name: student(whole, name) for name, whole in notebooks.items()}
    beside = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder)}
    without_answers = {name: data for name, data in beside.items() if Path(name).name not in ANSWERS}
    pages = {f"{name}.teacher.html": page.encode() for name, whole in notebooks.items() if (page := teachers(name, whole, folder))}
    target.mkdir(parents=True, exist_ok=True)
    return [
        zipped(target / "student.zip", students, without_answers),
        zipped(target / "teacher.zip", notebooks, {**pages, **beside}),
    ]


def teachers(name: str, whole: NotebookNode, folder: Path) -> str:
    """The page for teachers, if somebody has written one for this notebook."""
    made = guide(document(name, whole, folder), folder) if place_of(name, folder).exists() else None
    return teachers_page(made, is_in_site=False) if made else ""


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted((folder / "data").rglob("*")) if path.is_file() and not path.is_symlink())


def student(whole: NotebookNode, name: str) -> NotebookNode:
    """What students open. A mark without its other one is a Problem with the number of the cell, counted from 1."""
    edition = deepcopy(whole)
    edition.cells = []
    for number, cell in enumerate(whole.cells, start=1):
        if is_note(cell):
            continue
        cell = deepcopy(cell)
        place = f"{name}, cell {number}"
        whole_source = cell.source
        source = without_regions(cell.source, "HIDDEN TESTS", None, place)
        stub = STUBS[cell.cell_type]
        cell.source = without_regions(source, "SOLUTION", stub, place)
        if cell.source == source and cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = stub  # nbgrader's rule for a cell that is an answer as a whole
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if cell.source != whole_source:
            cell.metadata.get("jupyter", {}).pop("source_hidden", None)  # what is to be written is not folded
        edition.cells.append(cell)
    edition.metadata.pop("widgets", None)
    return edition


def is_note(cell: NotebookNode) -> bool:
    return cell.metadata.get("slideshow", {}).get("slide_type") == "notes"


def without_regions(source: str, kind: str, stub: str | None, place: str) -> str:
    """The lines outside of the regions of this kind, and a stub with the indentation of each region's first line."""
    kept, is_inside = [], False
    for line in source.split("\n"):
        begins, ends = (f"{mark} {kind}" in line for mark in ("BEGIN", "END"))
        if begins and is_inside:
            raise Problem(f"{place}: a second BEGIN {kind} before END {kind}")
        if ends and not (is_inside or begins):
            raise Problem(f"{place}: END {kind} without BEGIN {kind}")
        if begins and stub is not None:
            kept.append(re.match(r"\s*", line)[0] + stub)
        if not is_inside and not begins:
            kept.append(line)
        is_inside = (is_inside or begins) and not ends
    if is_inside:
        raise Problem(f"{place}: BEGIN {kind} without END {kind}")
    return "\n".join(kept)


def zipped(path: Path, notebooks: dict[str, NotebookNode], beside: dict[str, bytes]) -> Path:
    """In one step: nothing is left half-written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
            texts = {f"{name}.ipynb": (nbformat.writes(whole) + "\n").encode() for name, whole in notebooks.items()}
            for name, data in {**texts, **beside}.items():
                entry = zipfile.ZipInfo(f"{path.stem}/{name}", BEGINNING)  # one folder: unpacking strews nothing about
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, data)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    return path


if __name__ == "__main__":
    main()
