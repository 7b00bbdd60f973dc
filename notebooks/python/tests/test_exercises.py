"""The exercises: each has a solution whose number is the answer that is kept, and a page that can compare without telling."""

from __future__ import annotations

import hashlib
import json
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import nbformat.v4 as v4
import pytest
from arignote.browser import open_ready
from arignote.editions import student
from arignote.execute import read
from arignote.export import deck, document
from arignote.export import page as export_page
from arignote.run import missed_checks
from arignote.tutorials import NOTEBOOKS, names
from looks import FAINT_TEXT, ONE_TRANSLATION, screenshots
from solutions import is_solution

TRUTH = json.loads(Path(__file__).with_name("answers.json").read_text("utf-8"))
"""Each answer with the digits that count; 0 for a whole number."""
KEPT = [
    line.split(" | ", 3)
    for line in (NOTEBOOKS / "data/answers.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
HINTS = {name: parts[1] for name, *parts in KEPT if len(parts) == 2}
ANSWERS = {name: parts for name, *parts in KEPT if len(parts) == 3}
CHECK = re.compile(r'^check\("([^"]+)", ', re.MULTILINE)
WITH_EXERCISES = [name for name in names() if any(map(is_solution, read(NOTEBOOKS / f"{name}.ipynb").cells))]


def rounded(value: float, digits: int) -> tuple[int, int]:
    """Digits and exponent, half away from zero."""
    exponent = Decimal(value).adjusted()
    number = Decimal(value).scaleb(digits - 1 - exponent).quantize(Decimal(1), ROUND_HALF_UP)
    return (int(number), exponent) if abs(number) < 10**digits else (int(number) // 10, exponent + 1)


def asked(value: float, digits: int) -> float:
    """The answer as a reader would write it."""
    if not digits or not value:
        return value
    number, exponent = rounded(value, digits)
    return float(f"{number}e{exponent - digits + 1}")


@pytest.mark.parametrize("name", TRUTH)
def test_the_sum_that_is_kept_is_that_of_the_answer(name):
    value, digits = TRUTH[name]["value"], TRUTH[name]["digits"]
    text = "{}e{}".format(*rounded(value, digits)) if digits and value else str(round(value))
    expected = hashlib.sha256(f"arignote {name} {text}".encode()).hexdigest()[:16]
    kept_digits, kept, hint = ANSWERS[name]
    assert (int(kept_digits), kept) == (digits, expected)
    assert hint.endswith("."), "each answer has a hint"


def test_nothing_else_is_kept():
    assert list(ANSWERS) == list(TRUTH)


@pytest.mark.parametrize("name", WITH_EXERCISES)
def test_each_exercise_has_a_solution_that_is_right(name):
    notebook = read(NOTEBOOKS / f"{name}.ipynb")
    solved = [cell for cell in notebook.cells if is_solution(cell)]
    checked = [found for cell in solved for found in CHECK.findall(cell.source)]
    number = re.match(r"\d+", name)[0]
    assert checked == [answer for answer in TRUTH if answer.partition(".")[0] == number]
    listed = next(cell.source for cell in notebook.cells if re.match("## (Things to try|动手试试)", cell.source))
    assert len(checked) == len(re.findall(r"^\d\. ", listed, re.MULTILINE))
    assert missed_checks(notebook) == []
    says = [o.data["text/plain"] for cell in solved for o in cell.outputs if 'class="arignote-exercise"' in o.data.get("text/html", "")]
    assert says == [f"{answer}: right" for answer in checked]


@pytest.mark.parametrize("name", WITH_EXERCISES)
def test_solutions_are_folded_and_students_get_none(name):
    notebook = read(NOTEBOOKS / f"{name}.ipynb")
    edition = {cell.id: cell for cell in student(notebook, name).cells}
    for cell in filter(is_solution, notebook.cells):
        assert cell.metadata.jupyter.source_hidden
        assert cell.metadata.slideshow.slide_type == "skip"
        shown = edition[cell.id]
        assert re.fullmatch(r'double (\w+) = Double.NaN;  // your number\n// YOUR CODE HERE\ncheck\("[\d.]+", \1\);', shown.source)
        assert not shown.metadata.jupyter.get("source_hidden")


def test_a_solution_that_is_not_right_is_told():
    wrong = {"text/html": '<div data-verdict="wrong" class="arignote-exercise">', "text/plain": "1.1: not yet. Look."}
    output = v4.new_output("display_data", data=wrong)
    solved = v4.new_code_cell('// BEGIN SOLUTION\n// END SOLUTION\ncheck("1.1", 3);', outputs=[output])
    attempt = v4.new_code_cell('check("1.1", 3);', outputs=[output])
    assert missed_checks(v4.new_notebook(cells=[attempt])) == []
    assert missed_checks(v4.new_notebook(cells=[attempt, solved])) == ["1.1: not yet. Look."]


@pytest.mark.parametrize("name", sorted({*WITH_EXERCISES} & {*ONE_TRANSLATION}))
def test_a_page_compares_answers_keeps_them_and_tells_none(page, tmp_path, name):
    file = tmp_path / f"{name}.html"
    file.write_text(export_page(document(name, read(NOTEBOOKS / f"{name}.ipynb")), {}), "utf-8")
    open_ready(page, file)
    boxes = page.locator(".arignote-exercise")
    answers = [answer for answer in TRUTH if answer.partition(".")[0] == re.match(r"\d+", name)[0]]
    assert boxes.count() == len(answers)
    right, wrong = ("✓ 正确。", "还不对。") if name.endswith(".zh") else ("✓ Right.", "Not yet.")
    for box, answer in zip(boxes.all(), answers):
        value, digits = TRUTH[answer]["value"], TRUTH[answer]["digits"]
        field, says = box.get_by_role("textbox", name=answer), box.locator("output")
        near = asked(value, digits)
        unit = 10 ** (math.floor(math.log10(abs(near))) - digits + 1) if digits and near else 0
        for text, words in (
            (f"{near + 2.4 * unit if unit else near + 1:.15g}", wrong),
            (f"{near + unit:.15g}", right),
            (f"{near:.15g}".replace(".", ","), right),
        ):
            field.fill(text)
            field.press("Enter")
            assert (text, says.inner_text()) == (text, words)
        hint = HINTS[answer] if name.endswith(".zh") else ANSWERS[answer][2]
        assert not box.locator("details p").is_visible()
        box.locator("summary").click()
        assert box.locator("details p").inner_text() == hint
        assert not re.search(rf"(?<![\d.]){re.escape(f'{near:g}')}(?!\d)", box.inner_html().replace("0.25", ""))
    assert page.locator("details.solution[open]").count() == 0
    open_ready(page, file)
    assert boxes.locator("output").all_inner_texts() == [right] * len(answers)
    assert page.evaluate(FAINT_TEXT) == []
    assert page.wrong == []
    if name == names()[0]:
        page.screenshot(path=screenshots() / "exercises.png", full_page=True)


PREDICTION = ".arignote-predict"


@pytest.mark.parametrize("name", [names()[0], "3_noisy_line.zh"])
def test_a_prediction_is_chosen_by_keyboard_and_kept(page, tmp_path, name):
    file = tmp_path / f"{name}.html"
    file.write_text(export_page(document(name, read(NOTEBOOKS / f"{name}.ipynb")), {}), "utf-8")
    open_ready(page, file)
    page.evaluate("localStorage.clear()")  # files share it: another test may have chosen in this page
    page.reload()
    box = page.locator(PREDICTION)
    assert box.count() == 1 and not box.locator("details").get_attribute("open")
    assert not page.get_by_text("predictFirst").count()  # the program has the reason in it
    assert box.locator("legend").inner_text().startswith("先猜一猜" if name.endswith("zh") else "Predict first: ")
    assert box.locator("input:checked").count() == 0
    box.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert box.locator("input").nth(2).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert box.locator("details p").is_visible()
    open_ready(page, file)
    assert box.locator("input").nth(2).is_checked()
    assert page.wrong == []


def test_on_a_slide_the_keys_of_a_choice_turn_no_slide(page, tmp_path):
    file = tmp_path / "made.slides.html"
    file.write_text(deck(document(names()[0], read(NOTEBOOKS / f"{names()[0]}.ipynb"))), "utf-8")
    open_ready(page, file)
    box = page.locator(PREDICTION)
    box.evaluate("it => { const {h, v} = Reveal.getIndices(it.closest('section')); Reveal.slide(h, v); }")
    before = page.evaluate("Reveal.getIndices()")
    box.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    assert box.locator("input").nth(1).is_checked()
    assert page.evaluate("Reveal.getIndices()") == before
    page.screenshot(path=screenshots() / "prediction.png")


@pytest.mark.parametrize("name", names())
def test_each_tutorial_asks_once_before_it_tells(name):
    cells = read(NOTEBOOKS / f"{name}.ipynb").cells
    asked = [cell for cell in cells if "predictFirst(" in cell.source]
    assert len(asked) == 1 and ".because(" in asked[0].source
    assert "hide-input" in asked[0].metadata.tags and asked[0].metadata.jupyter.source_hidden
