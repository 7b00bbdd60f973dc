"""What pages show beside cells in other languages: each text runs, ends in the tutorial's numbers, and can be reached."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from functools import cache

import pytest
from arignote.beside import LANGUAGES, sections, texts
from arignote.browser import open_ready
from arignote.check import REFERENCE, TOLERANCE, VALUES, original
from arignote.checkout.set_up import PEERS_PYTHON, python_of
from arignote.execute import read
from arignote.export import HIDDEN_CELL, HIDDEN_INPUT, deck, document
from arignote.export import page as export_page
from arignote.tutorials import NOTEBOOKS, ROOT, names
from looks import FAINT_TEXT, screenshots
from test_accessibility import NARROW, violations

BESIDE = NOTEBOOKS / "beside"
TEXTS = sorted(path.name for path in BESIDE.glob("[0-9]*.py"))
TUTORIALS = sorted({original(name) for name in TEXTS}, key=names().index)
ENTRIES = dict(re.findall(r"^\[(\S+) = (\S+)]", VALUES.read_text("utf-8"), re.MULTILINE))
ENVIRONMENTS = [python_of(ROOT / folder) for folder in ("bench/.venv", "bench/peers/.venv")]
LIBRARIES = {"theano": "pytensor", "pytorch": "torch", "numpy": "numpy"}
FAR = {"width": 1280, "height": 900}


@cache
def python_with(library: str) -> str:
    """The first Python that has it."""
    for python in filter(lambda path: path.is_file(), ENVIRONMENTS):
        look = f"import sys, importlib.util as u; sys.exit(u.find_spec({library!r}) is None)"
        if subprocess.run([python, "-c", look]).returncode == 0:
            return str(python)
    return ""


@cache
def ran(language: str) -> dict[str, dict]:
    """What all texts of a language found, by file; one process has the library loaded once."""
    python = python_with(LIBRARIES[language])
    if not python and language == "numpy" and sys.version_info >= PEERS_PYTHON:
        pytest.fail("NumPy is missing: ./arignote test puts it into bench/peers/.venv")
    if not python:
        pytest.skip(f"{LIBRARIES[language]} is not in bench/.venv")
    files = [name for name in TEXTS if f".{language}." in name]
    done = subprocess.run([python, BESIDE / "run.py", *(BESIDE / name for name in files)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}


def flat(value: object) -> list[float]:
    return [number for one in value for number in flat(one)] if isinstance(value, list) else [value]


def cells(name: str) -> dict:
    return {cell.id: cell for cell in read(NOTEBOOKS / f"{name}.ipynb").cells}


@pytest.mark.parametrize("file", TEXTS)
def test_a_text_ends_in_the_numbers_of_its_tutorial(file):
    name, language = file.split(".")[:2]
    found, shown = ran(language)[file]["found"], ran(language)[file]["shown"]
    expected = next(entry for entry in json.loads(REFERENCE.read_text("utf-8"))[ENTRIES[name]] if entry["seed"] == 0)
    assert len(found) + len(shown) >= 2
    for what, value in found.items():
        one, other = flat(value), flat(expected[what])
        assert len(one) == len(other), what
        tolerance = ran(language)[file]["tolerances"].get(what, TOLERANCE)  # the file says why
        assert [(a, b) for a, b in zip(one, other) if not math.isclose(a, b, rel_tol=tolerance)] == [], what


@pytest.mark.parametrize("file", TEXTS)
def test_a_text_ends_in_what_its_cell_has_printed(file):
    name, language = file.split(".")[:2]
    outputs = {id: cell.get("outputs", []) for id, cell in cells(name).items()}
    for cell, value in ran(language)[file]["shown"].items():
        texts_of = (output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs[cell])
        printed = re.findall(r"-?\d+\.\d+(?:e[-+]\d+)?", " ".join(texts_of))
        assert len(printed) == len(flat(value)), cell
        for one, other in zip(printed, flat(value)):
            digits, _, power = one.partition("e")
            half = 0.5 * 10.0 ** (int(power or 0) - len(digits.partition(".")[2]))
            assert abs(float(one) - other) <= half * (1 + 1e-6) + 1e-12, cell


def test_the_small_list_is_a_part_of_the_peers():
    lines = (ROOT / "bench/peers/numpy.txt").read_text("utf-8").split("\n", 1)[1]
    assert lines.startswith("numpy==") and lines in (ROOT / "bench/peers/requirements.txt").read_text("utf-8")


def test_each_tutorial_has_texts():
    assert TUTORIALS == [name for name in names() if original(name) == name]


@pytest.mark.parametrize("name", TUTORIALS)
def test_texts_stand_beside_cells_that_are_shown_in_all_languages(name):
    there = cells(name)
    by_language = [list(sections(BESIDE / f"{name}.{key}.py")) for key in LANGUAGES]
    assert by_language[0] and by_language[0] == by_language[1] == by_language[2]
    assert by_language[0] == [id for id in there if id in by_language[0]], "in the order of the cells"
    for id in by_language[0]:
        tags = {tag.replace("_", "-") for tag in there[id].metadata.get("tags", [])}
        assert there[id].cell_type == "code" and not tags & (HIDDEN_CELL | HIDDEN_INPUT)
    assert all([text.key for text in all_texts] == list(LANGUAGES) for all_texts in texts(name, NOTEBOOKS).values())


@pytest.mark.parametrize("file", TEXTS)
def test_what_is_shown_fits_beside_its_cell(file):
    shown = "\n".join(sections(BESIDE / file).values()).splitlines()
    assert [line for line in shown if len(line) > 80] == []


def made(folder, name, theme="light"):
    file = folder / f"{name}.{theme}.html"
    file.write_text(export_page(document(name, read(NOTEBOOKS / f"{name}.ipynb")), {}, theme), "utf-8")
    return file


def visible(page) -> list[str]:
    """The language that each cell with tabs shows."""
    shown = page.locator(".beside [role=tabpanel]:visible")
    return shown.evaluate_all("all => all.map(panel => document.getElementById(panel.getAttribute('aria-labelledby')).dataset.language)")


def test_tabs_by_mouse_and_keyboard_are_remembered_and_stay_in_place(page, tmp_path):
    page.set_viewport_size(FAR)
    name = names()[0]
    file, count = made(tmp_path, name), len(texts(name, NOTEBOOKS))
    open_ready(page, file)
    assert visible(page) == ["arignote"] * count
    tabs = page.locator(".languages").last.get_by_role("tab")
    assert tabs.all_inner_texts() == [*LANGUAGES.values(), "Arignote"]
    tabs.first.scroll_into_view_if_needed()
    before = tabs.first.bounding_box()["y"]
    tabs.first.click()
    assert visible(page) == ["theano"] * count
    assert abs(tabs.first.bounding_box()["y"] - before) < 1
    for key, language in (("ArrowRight", "pytorch"), ("End", "arignote"), ("ArrowRight", "theano"), ("ArrowLeft", "arignote"), ("Home", "theano")):
        page.keyboard.press(key)
        assert visible(page) == [language] * count
        assert page.evaluate("document.activeElement.dataset.language") == language
        assert page.locator(".languages [aria-selected=true]").count() == count
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.locator(".languages [tabindex='0']").count() == count  # one stop for Tab a cell
    open_ready(page, file)
    assert visible(page) == ["theano"] * count
    page.emulate_media(media="print")
    assert visible(page) == ["arignote"] * count
    assert page.locator(".languages:visible").count() == 0
    assert page.wrong == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_language_can_be_read_and_hit_on_a_phone(page, tmp_path, theme):
    page.set_viewport_size(NARROW)
    open_ready(page, made(tmp_path, names()[8], theme))
    for language in [*LANGUAGES, "arignote"]:
        page.locator(f".languages [data-language={language}]").last.click()
        assert page.evaluate(FAINT_TEXT) == []
        page.screenshot(path=screenshots() / f"beside-{language}-{theme}.png")
        if theme == "light":
            assert violations(page, contrast=False) == []
    boxes = [tab.bounding_box() for tab in page.get_by_role("tab").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24
    assert max(box["x"] + box["width"] for box in boxes) <= NARROW["width"]
    assert page.wrong == []


def test_a_translation_has_its_originals_and_a_deck_has_none(tmp_path):
    translation = document("3_noisy_line.zh", read(NOTEBOOKS / "3_noisy_line.zh.ipynb"))
    assert [cell.id for cell in translation.cells if cell.beside] == list(texts("3_noisy_line", NOTEBOOKS))
    assert 'role="tablist"' in export_page(translation, {}) and 'role="tablist"' not in deck(translation)


def test_a_page_without_such_texts_has_no_tabs():
    page = export_page(document("own", read(NOTEBOOKS / f"{names()[0]}.ipynb")), {})
    assert 'role="tablist"' not in page and "arignote beside" not in page
