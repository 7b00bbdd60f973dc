"""Executes tutorials, checks their numbers, exports pages and slides, prints a table.

python -m arignote.run [--save] [--slides [--handout]] [--theme NAME] [NAME…]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import nbformat
from arignote.check import Questions, differences, original, questions, translated
from arignote.editions import ANSWERS, files, zipped
from arignote.execute import Execution, Task, execute_all, read, stop_kernels
from arignote.export import CHECKED, DEFAULT_THEME, THEMES, Document, deck, document, handout, index, page
from arignote.hosting import ADDRESS, outward, place
from arignote.process import on_interruption
from arignote.teacher import PLANS, Guide, guide, teachers_page
from arignote.tutorials import BUILD, NOTEBOOKS, Problem, choose, explained, names, others, said, say
from arignote.words import aligned
from nbformat import NotebookNode

HEADINGS = ("tutorial", "cells", "numbers", "result", "seconds")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="arignote run", allow_abbrev=False)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--save", action="store_true", help="write the executed notebooks back to notebooks/")
    parser.add_argument("--slides", action="store_true", help="decks and their PDFs instead of pages and decks")
    parser.add_argument("--handout", action="store_true", help="with --slides, a PDF for students with room to write, and one with the notes")
    parser.add_argument("--theme", choices=THEMES, default=DEFAULT_THEME, help="of the pages and decks")
    parser.add_argument("--notebooks", type=Path, default=NOTEBOOKS, metavar="FOLDER", help="notebooks elsewhere")
    parser.add_argument("--address", default=ADDRESS, metavar="URL", help="of the repository, for pages that are hosted")
    parser.add_argument("--build", type=Path, metavar="FOLDER", help="where pages and decks go")
    options = parser.parse_args()
    elsewhere = options.notebooks.resolve() != NOTEBOOKS
    options.build = options.build or (options.notebooks / "build" if elsewhere else BUILD)
    return options


def main() -> int:
    options = arguments()
    on_interruption(interrupt)
    speak_english()
    with explained(options.build):
        if options.slides:
            need_browser()
        known = names(options.notebooks)
        chosen = choose(options.names, known + others(options.notebooks)) if options.names else known
        if not chosen:
            raise Problem(f"there are no tutorials in {options.notebooks}")
        options.build.mkdir(parents=True, exist_ok=True)
        # All is written in a folder aside and moved at the end, so that nothing is half there.
        with tempfile.TemporaryDirectory(prefix=".new-", dir=options.build) as aside:
            try:
                return work(options, chosen, Path(aside))
            except KeyboardInterrupt:
                stop_kernels()
                raise


def work(options: argparse.Namespace, chosen: list[str], aside: Path) -> int:
    desk, site = aside / "notebooks", aside / "site"
    desk.mkdir()
    site.mkdir()
    executions, verdicts = run(options.notebooks, chosen, desk)
    good = [execution for execution in executions if verdicts[execution.name] in ("agrees", "ran")]
    for execution in good:
        text = nbformat.writes(execution.notebook)
        (desk / f"{execution.name}.ipynb").write_text(text + "\n", "utf-8")
    is_whole = export(good, options, site)
    written = move(site, options.build / "site")
    move(desk, options.build / "notebooks")
    if options.save:
        for execution in good:
            source = options.build / "notebooks" / f"{execution.name}.ipynb"
            shutil.copyfile(source, aside / source.name)
            os.replace(aside / source.name, options.notebooks / source.name)
    print_table(executions, verdicts)
    for path in written:
        print(os.path.relpath(path))
    return 0 if len(good) == len(executions) and is_whole else 1


def run(folder: Path, chosen: list[str], desk: Path) -> tuple[list[Execution], dict[str, str]]:
    """Executes the notebooks in the folder desk, which shows them the data, and judges each."""
    if (folder / "data").exists():
        show(folder / "data", desk / "data")
    asked = questions()
    verdicts: dict[str, str] = {}

    def judge(execution: Execution) -> None:
        verdict = "agrees" if asked_of(asked, execution.name).values else "ran"
        if execution.error:
            verdict = "failed"
            say(f"{execution.name}, {execution.error}")
        elif wrong := differences(asked_of(asked, execution.name), execution.values):
            verdict = "differs"
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            say(f"{execution.name}: {wrong[0]}{more}")
        elif missed := missed_checks(execution.notebook):
            verdict = "differs"
            say(f"{execution.name}: a solution is not the answer that is kept: {missed[0]}")
        verdicts[execution.name] = verdict
        say(f"{execution.name} ran in {execution.seconds:.1f} s, {len(verdicts)} of {len(chosen)}")

    say(f"executing {len(chosen)} notebook{'s' if len(chosen) > 1 else ''}")
    tasks = [
        Task(name, read(folder / f"{name}.ipynb"), desk, asked_of(asked, name).expressions, translated(name)) for name in chosen
    ]
    return execute_all(tasks, judge), verdicts


def missed_checks(notebook: NotebookNode) -> list[str]:
    """What the checks of its solutions say that are not right; a reader's own attempts may be wrong."""
    solved = [cell for cell in notebook.cells if "BEGIN SOLUTION" in cell.source]
    shown = [output.get("data", {}) for cell in solved for output in cell.get("outputs", [])]
    checks = [data for data in shown if CHECKED in data.get("text/html", "")]
    return [data["text/plain"] for data in checks if 'data-verdict="right"' not in data["text/html"]]


def show(folder: Path, there: Path) -> None:
    """A folder at another place; a copy where the system lets nobody make links, as Windows does."""
    try:
        there.symlink_to(folder.resolve(), target_is_directory=True)
    except OSError:
        shutil.copytree(folder, there)


def asked_of(asked: dict[str, Questions], name: str) -> Questions:
    return asked.get(original(name), Questions())


def export(executions: list[Execution], options: argparse.Namespace, site: Path) -> bool:
    """Writes the pages and decks, or the decks and what is printed, and the index of all there is.

    Tells what is missing in them, and whether nothing is.
    """
    before = options.build / "site"
    executed = {e.name: e.notebook for e in executions}
    docs = {name: document(name, notebook, options.notebooks, before) for name, notebook in executed.items()}
    earlier = {path.name for path in before.iterdir()} if before.exists() else set()
    own = [name for name in others(options.notebooks) if name in docs or f"{name}.slides.html" in earlier]
    known = names(options.notebooks) + own
    languages = {name: read(options.notebooks / f"{name}.ipynb").metadata.get("lang", "en") for name in known}
    address = getattr(options, "address", ADDRESS)
    there = [name for name in known if f"{name}.html" in earlier or (name in docs and not options.slides)]
    titles = {name: (docs.get(name) or document(name, read(options.notebooks / f"{name}.ipynb"))).title for name in there}
    guides, fit = guides_of(docs, options.notebooks)
    for name, doc in docs.items():
        made = guides.get(name)
        translations = {languages[k]: k for k in known if original(k) == original(name) and k != name}
        if not options.slides:
            download = taken_along(executed[name], name, options.notebooks, site)
            where = place(name, titles, download.name, address, options.notebooks)
            markup = page(doc, translations, options.theme, where)
            (site / f"{name}.html").write_text(outward(markup, before, address), "utf-8")
            if made:
                (site / f"{name}.teacher.html").write_text(teachers_page(made, options.theme), "utf-8")
        markup = deck(doc, options.theme, made, PLANS if made else ())
        (site / f"{name}.slides.html").write_text(outward(markup, before, address), "utf-8")
    if options.slides and docs:
        print_slides(docs, options, site)
    present = earlier | {path.name for path in site.iterdir()}
    is_whole = all([tell_faults(doc, present) for doc in docs.values()]) and fit
    for name in known:
        docs.setdefault(name, document(name, read(options.notebooks / f"{name}.ipynb"), options.notebooks))
    (site / "index.html").write_text(index([docs[name] for name in known], present, options.theme), "utf-8")
    return is_whole


def guides_of(docs: dict[str, Document], folder: Path) -> tuple[dict[str, Guide], bool]:
    """What teachers get of the notebooks, and whether all fits them; what does not is told, and readers' pages are made all the same."""
    guides, fit = {}, True
    for name, doc in docs.items():
        try:
            if made := guide(doc, folder):
                guides[name] = made
        except Problem as problem:
            say(str(problem))
            fit = False
    return guides, fit


def taken_along(notebook: NotebookNode, name: str, folder: Path, site: Path) -> Path:
    """A notebook and the data beside it in one file; answers that students should not see stay here."""
    beside = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files(folder) if path.name not in ANSWERS}
    return zipped(site / f"{name}.zip", {name: notebook}, beside)


def tell_faults(doc: Document, files: set[str]) -> bool:
    """Tells what a page lacks, and which of its links lead to pages that are not among the files."""
    for fault in doc.faults:
        say(f"{doc.name}, cell {fault.cell}: {fault.text}")
    for cell, address in dict((address, (cell, address)) for cell, address in doc.files).values():
        linked = re.fullmatch(r"([^/#?]*)\.ipynb(#.*)?", address)
        if linked and f"{unquote(linked[1])}.slides.html" not in files:
            say(f"{doc.name}, cell {cell}: a link leads to {linked[1]}, whose page is not made yet; run it, too")
    return not any(fault.is_error for fault in doc.faults)


def speak_english() -> None:
    """Kernels whose outputs are kept speak English, which pages turn into their own language."""
    flags = os.environ.get("ARIGNOTE_FLAGS", "").split(",")
    os.environ["ARIGNOTE_FLAGS"] = ",".join(flag for flag in flags if flag.partition("=")[0].strip() != "language")


def need_browser() -> None:
    """Said before anything is run."""
    try:
        import arignote.browser  # noqa: F401
    except ModuleNotFoundError as missing:
        raise Problem(f"slides are printed with the Python package {missing.name}, which is not here: pip install 'arignote[slides]'") from None


def print_slides(docs: dict[str, Document], options: argparse.Namespace, site: Path) -> None:
    """Decks and handouts as PDF, and a word on slides that hold too much."""
    from arignote.browser import crowded_slides, offline_browser, print_deck, print_handout  # what drives Chromium is large

    with offline_browser() as context:
        for name, doc in docs.items():
            print_deck(context, site / f"{name}.slides.html", site / f"{name}.pdf")
            for title in crowded_slides(context, site / f"{name}.slides.html"):
                say(f"{name}: too much for one slide, its programs are hard to read: {title}")
            for kind, students in (("handout", True), ("notes", False)) if options.handout else ():
                sheets = site / f"{name}.{kind}.html"
                sheets.write_text(handout(doc, students), "utf-8")
                print_handout(context, sheets, site / f"{name}.{kind}.pdf")
                sheets.unlink()


def move(source: Path, target: Path) -> list[Path]:
    """Moves every file, each in one step, to where the reader finds it."""
    moved = []
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(path for path in source.iterdir() if path.is_file()):
        os.replace(path, target / path.name)
        moved.append(target / path.name)
    return moved


def print_table(executions: list[Execution], verdicts: dict[str, str]) -> None:
    asked = questions()
    rows = [tuple(map(said, HEADINGS))]
    for execution in executions:
        cells = sum(cell.cell_type == "code" for cell in execution.notebook.cells)
        numbers = asked_of(asked, execution.name).numbers
        rows.append((execution.name, str(cells), str(numbers), said(verdicts[execution.name]), f"{execution.seconds:.1f}"))
    print("\n".join(aligned(rows, "<>><>")), end="\n\n")


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("interrupted")
        sys.stdout.flush()
        os._exit(130)  # without waiting for threads whose kernels are gone
