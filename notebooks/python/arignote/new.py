"""Writes a small notebook to start one's own from: python -m arignote.new [--notebooks FOLDER] NAME"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from arignote.tutorials import COMMAND, IS_CHECKOUT, NOTEBOOKS, Problem, explained, say

TEMPLATE = Path(__file__).with_name("template.ipynb")
TITLE = "Title of the notebook"
AUTHORS = " --tutorials" if IS_CHECKOUT else ""  # lab alone opens the reader's copy


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="arignote new", allow_abbrev=False)
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, metavar="FOLDER", help=f"where, if not {NOTEBOOKS}")
    return parser.parse_args()


def new(name: str, folder: Path) -> Path:
    """Writes NAME.ipynb into the folder; a notebook that is there already is never touched."""
    name = name.removesuffix(".ipynb")
    if not re.fullmatch(r"\w[\w-]*", name):
        raise Problem(f"'{name}' is no name for a notebook: use letters, digits, _ and -, as in 7_my_table")
    if not folder.is_dir():
        raise Problem(f"there is no folder {folder}; make it first")
    path = folder / f"{name}.ipynb"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(titled(TEMPLATE.read_text("utf-8"), title(name)))
    except FileExistsError:
        raise Problem(f"{path} is there already; choose another name, or delete it first") from None
    return path


def title(name: str) -> str:
    """7_my_table is "My table"."""
    words = re.sub(r"[_-]+", " ", re.sub(r"^\d+[_-]+", "", name)).strip()
    return words[:1].upper() + words[1:] or name


def titled(notebook: str, title: str) -> str:
    return notebook.replace(TITLE, json.dumps(title, ensure_ascii=False)[1:-1])


def main() -> None:
    options = arguments()
    with explained(options.notebooks):
        path = new(options.name, options.notebooks)
        print(path)
        is_elsewhere = options.notebooks != NOTEBOOKS
        there = f" --ServerApp.root_dir={options.notebooks}" if is_elsewhere else AUTHORS
        run_there = f" --notebooks {options.notebooks}" if is_elsewhere else ""
        say(f"edit it in {COMMAND} lab{there}, then: {COMMAND} run{run_there} {path.stem}")


if __name__ == "__main__":
    main()
