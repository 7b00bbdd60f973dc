"""What teachers get: pages and times that fit the notebooks, and that nobody else gets."""

from __future__ import annotations

import re
from argparse import Namespace

import nbformat
import nbformat.v4 as v4
import pytest
from arignote.browser import open_ready
from arignote.editions import write
from arignote.execute import Execution, read
from arignote.export import THEMES, deck, document, handout, index
from arignote.own import fill
from arignote.run import export
from arignote.teacher import EXERCISE, PARTS, PLANS, Guide, guide, place_of, teachers_page
from arignote.tutorials import NOTEBOOKS, Problem, names, number
from looks import FAINT_TEXT, PAPER
from test_accessibility import NARROW, WIDE, violations
from test_editions import content


def guide_of(name: str) -> Guide:
    return guide(document(name, read(NOTEBOOKS / f"{name}.ipynb")), NOTEBOOKS)


def text_of(name: str) -> str:
    return place_of(name, NOTEBOOKS).read_text("utf-8")


def plan_of(name: str) -> list[list[str]]:
    """The plan's rows as they are written, read in another way than the program does."""
    return [re.split(r"\s*\|\s*", line)[1:-1] for line in text_of(name).splitlines() if re.match(r"\| .*(\d|–) \|$", line)][1:]


@pytest.mark.parametrize("name", names())
def test_the_minutes_of_each_plan_add_up_with_time_for_exercises(name):
    lang = guide_of(name).doc.lang
    for column, (plan, practice) in enumerate(zip(PLANS, (7, 12)), 1):
        minutes = [(row[0], int(row[column])) for row in plan_of(name) if row[column] != "–"]
        assert sum(m for _, m in minutes) == plan
        assert sum(m for what, m in minutes if what.startswith(EXERCISE[lang])) >= practice


@pytest.mark.parametrize("name", names())
def test_every_section_is_planned_and_every_exercise_is_there(name):
    notebook = read(NOTEBOOKS / f"{name}.ipynb")
    type_of = lambda cell: cell.metadata.get("slideshow", {}).get("slide_type")  # noqa: E731
    prose = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown" and type_of(c) not in ("skip", "notes"))
    plain = [row.replace("`", "").replace("&nbsp;", " ") for row in re.findall(r"^## (.*)", prose, re.M)]
    planned = [row[0].replace("`", "") for row in plan_of(name)]
    assert [heading for heading in plain if " ".join(heading.split()) not in planned] == []
    lang = notebook.metadata.get("lang", "en")
    for asked in (re.search(r"\d+", row)[0] for row in planned if re.fullmatch(rf"{EXERCISE[lang]} \d+", row)):
        assert re.search(rf"^{asked}\. ", prose, re.M)
        checked = any(f"### {number(name)}.1 " in c.source for c in notebook.cells)
        assert not checked or any(f"### {number(name)}.{asked} " in c.source for c in notebook.cells)


@pytest.mark.parametrize("name", names())
def test_a_guide_has_objectives_and_mistakes_and_each_slide_its_time(name):
    made = guide_of(name)
    assert 3 <= made.objectives.count("<li>") <= 5 and 4 <= made.mistakes.count("<h3") <= 6 and made.prerequisites.count("<li>") >= 2
    assert "$" not in text_of(name), "a teacher's page typesets no formulas"
    for plan, minutes in enumerate(PLANS):
        assert sum(seconds[plan] for seconds in made.seconds.values()) == 60 * minutes
        said = [row for slide in made.seconds for row in made.said(slide, plan)]
        assert sorted(said, key=lambda row: row.begins[plan]) == said == [row for row in made.rows if row.minutes[plan]]
    assert all(seconds[-1] for seconds in made.seconds.values())


@pytest.mark.parametrize("name", names())
def test_a_page_for_teachers_has_no_violation_and_fits_a_telephone(page, tmp_path, name):
    page.set_viewport_size(NARROW)
    file = tmp_path / "page.html"
    file.write_text(teachers_page(guide_of(name)), "utf-8")
    page.goto(file.as_uri())
    assert violations(page, contrast=name == names()[0]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.wrong == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_for_teachers_can_be_read_in_each_theme(page, tmp_path, theme):
    page.set_viewport_size(WIDE)
    file = tmp_path / "page.html"
    file.write_text(teachers_page(guide_of(names()[0]), theme), "utf-8")
    page.goto(file.as_uri())
    assert page.evaluate(FAINT_TEXT) == []
    assert (page.evaluate(PAPER) < 0.1) == (theme == "dark")


def test_the_index_leads_teachers_to_their_pages(page, tmp_path):
    docs = [document(name, read(NOTEBOOKS / f"{name}.ipynb")) for name in names()]
    file = tmp_path / "index.html"
    file.write_text(index(docs, {f"{name}{end}" for name in names() for end in (".html", ".teacher.html")}), "utf-8")
    page.goto(file.as_uri())
    links = page.locator(".teaching a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [f"{name}.teacher.html" for name in names()]
    assert violations(page) == []
    file.write_text(index(docs, {f"{name}.html" for name in names()}), "utf-8")
    assert "teacher" not in re.sub(r"<style>.*?</style>", "", file.read_text("utf-8"), flags=re.S).lower()


def test_nothing_of_it_is_in_what_students_get(tmp_path):
    name = names()[0]
    made = guide_of(name)
    sentence = "Nearly everybody believes this"
    assert sentence in text_of(name)
    student, teacher = map(content, write(NOTEBOOKS, [name], tmp_path / "editions"))
    given = teacher[f"teacher/{name}.teacher.html"].decode()
    assert sentence in given and f"{name}.slides.html" not in given
    assert not any("teacher" in file.partition("/")[2] or sentence.encode() in data for file, data in student.items())
    sheets = handout(made.doc)
    assert "Speaker" in sheets and 'class="notes pace"' not in sheets and sentence not in sheets
    site = tmp_path / "site"
    site.mkdir()
    options = Namespace(notebooks=NOTEBOOKS, build=tmp_path / "build", slides=False, theme="light", address="")
    assert export([Execution(name, read(NOTEBOOKS / f"{name}.ipynb"), 0.0)], options, site)
    assert sentence in (site / f"{name}.teacher.html").read_text("utf-8")
    assert 'class="notes pace"' in (site / f"{name}.slides.html").read_text("utf-8")
    assert not any("teacher" in file or sentence.encode() in data for file, data in content(site / f"{name}.zip").items())
    assert sentence not in (site / f"{name}.html").read_text("utf-8")
    fill(tmp_path / "reader")
    assert (tmp_path / f"reader/{name}.ipynb").exists() and not (tmp_path / "reader/teacher").exists()


@pytest.mark.parametrize("query, slides, first", [("?plan=45", 24, "0:00–0:02 (2 of 45 min)"), ("", 30, "0:00–0:03 (3 of 90 min)")])
def test_the_speaker_sees_the_times_of_the_plan(window, tmp_path, query, slides, first):
    made = guide_of(names()[0])
    file = tmp_path / "deck.html"
    file.write_text(deck(made.doc, guide=made, plans=PLANS), "utf-8")
    page = window.new_page()
    open_ready(page, file, query)
    assert page.evaluate("Reveal.getTotalSlides()") == slides
    timings = page.evaluate("Reveal.getSlides().map(slide => +slide.dataset.timing)")
    assert sum(timings) == 60 * (45 if query else 90) and all(timings)
    with window.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.locator(".speaker-controls-notes .value").get_by_text(first).wait_for()
    speaker.locator(".pacing:visible").wait_for()
    speaker.close()
    page.close()


def test_a_deck_without_a_guide_has_no_pacing(page, tmp_path):
    file = tmp_path / "deck.html"
    file.write_text(deck(document("made", v4.new_notebook(cells=[v4.new_markdown_cell("# One")]))), "utf-8")
    open_ready(page, file, "?plan=45")
    assert page.evaluate("Reveal.getConfig().defaultTiming") is None and page.evaluate("Reveal.getTotalSlides()") == 1


HEAD = "# Ohm\n\n## Prerequisites\n\n## Objectives\n\n## Common mistakes\n\n## Plan\n\n| what | 45 | 90 |\n|---|---|---|\n"


@pytest.mark.parametrize(
    "text, said",
    [
        (HEAD + "| Ohm | 5 | 10 |\n| Volts | 30 | 60 |\n| Exercise 2 | 10 | 20 |", ""),
        (HEAD + "| Ohm | – | 10 |\n| Volts | 30 | 60 |\n| Exercise 2 | 15 | 20 |", ""),
        (HEAD.replace("# Ohm", "# Ampere"), "its title is 'Ampere', that of the notebook 'Ohm'"),
        (HEAD.replace("## Plan", "## Plans"), "its sections are to be Prerequisites, Objectives, Common mistakes, Plan; they are"),
        (HEAD.replace("| 90 |", "| 60 |"), "the plan's columns are to be what is done, and 45 and 90 minutes"),
        (HEAD + "| Amperes | 45 | 90 |", "'Amperes' is no heading on a slide of the notebook, or none behind the row above it"),
        (HEAD + "| Volts | 40 | 80 |\n| Ohm | 5 | 10 |", "'Ohm' is no heading"),
        (HEAD + "| Volts | 40 | 80 |\n| On the same | 5 | 10 |", "'On the same' begins on the same slide as a row above it"),
        (HEAD + "| Volts | 45 | 90 |\n| Exercise 3 | 0 | 0 |", "'Things to try' of the notebook has no exercise 3"),
        (HEAD + "| Volts | 44 | 90 |", "the plans for 45 and 90 minutes have 44 and 90"),
        (HEAD + "| Volts | 45 | some |", "'Volts' needs whole minutes, or a dash, for each of the plans"),
        (HEAD + "| Exercise 1 | 5 | 10 |\n| Volts | 40 | 80 |", "'Exercise 1' stands above all sections"),
    ],
)
def test_what_does_not_fit_the_notebook_is_told(tmp_path, text, said):
    slides = ["# Ohm", "## Volts\n\n### On the same", "## Things to try\n\n1. One\n2. Two"]
    cells = [v4.new_markdown_cell(cell, metadata={"slideshow": {"slide_type": "slide"}}) for cell in slides]
    doc = document("ohm", v4.new_notebook(cells=cells), tmp_path)
    assert guide(doc, tmp_path) is None
    place_of("ohm", tmp_path).parent.mkdir()
    place_of("ohm", tmp_path).write_text(text, "utf-8")
    if said:
        with pytest.raises(Problem, match=re.escape(f"teacher/ohm.md: {said}")):
            guide(doc, tmp_path)
    else:
        assert set(guide(doc, tmp_path).seconds) == {(0, 0), (1, 0), (2, 0)}


def test_a_faulty_guide_leaves_pages_for_readers_as_they_are(tmp_path, capsys):
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell("# Ohm")]), tmp_path / "1_ohm.ipynb")
    (tmp_path / "teacher").mkdir()
    (tmp_path / "teacher/1_ohm.md").write_text("# Volt\n", "utf-8")
    site = tmp_path / "site"
    site.mkdir()
    options = Namespace(notebooks=tmp_path, build=tmp_path / "build", slides=False, theme="light", address="")
    assert not export([Execution("1_ohm", read(tmp_path / "1_ohm.ipynb"), 0.0)], options, site)
    assert "arignote: teacher/1_ohm.md: its title is 'Volt'" in capsys.readouterr().err
    assert (site / "1_ohm.html").exists() and (site / "1_ohm.slides.html").exists() and not (site / "1_ohm.teacher.html").exists()


def test_both_languages_name_the_same_parts():
    assert {len(parts) for parts in PARTS.values()} == {4}
    original, translated = plan_of("3_noisy_line"), plan_of("3_noisy_line.zh")
    assert [row[1:] for row in original] == [row[1:] for row in translated]
