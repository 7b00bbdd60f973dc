"""JupyterLab in a browser: what a reader does in it, from the first look to restart and run all."""

import re
import shutil
import time

import nbformat
import nbformat.v4 as v4
import pytest
from arignote.browser import browser_window
from arignote.check import translated
from arignote.execute import AT_A_TIME, KERNELSPEC, read, settled
from arignote.new import new
from arignote.tutorials import NOTEBOOKS, names, number
from lab_window import SCREENSHOTS, Lab
from pictures import comparable
from playwright.sync_api import expect

IMPORTS, FILM, SLIDERS, LIVE, BUSY, AFTER, UNFINISHED = range(7)
PROGRAMS = [
    "import arignote.*;\nimport static arignote.Arignote.*;\nint before = 41;",
    "animate(5, i -> plot(linspace(0, 1, 5), linspace(0, i, 5)).caption(\"frame \" + i)).interval(50)",
    'var a = T.dscalar("a");\nvar x = T.constant(linspace(0, 1, 5));\n'
    'explore(a * a, slider(a, 0, 4, 1, 2)).label("height").plot(x, x * a, "r-")',
    'live(slider("end", 0, 5, 1, 2), end -> plot(linspace(0, 1, 5), linspace(0, end, 5)).title("to " + end))',
    'int turns = 0;\nSystem.out.println("turning");\nwhile (true) { turns++; }',
    "int seen = turns;\nThread.sleep(300);\n"
    'System.out.println("before " + (before + 1) + ", turned " + (seen > 0) + ", still turning " + (seen != turns));',
    "double[] three = linsp",
]

# Each kind of output is in one of these; that all tutorials run is a matter of the kernel, which test_notebooks.py holds.
RUN = [name for name in names() if name == "3_noisy_line.zh" or number(name) in ("1", "4", "5", "9", "14") and not translated(name)]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(NOTEBOOKS / "data", folder / "data")
    for name in names():
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", folder)
    cells = [v4.new_code_cell(program) for program in PROGRAMS]
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC}), folder / "practice.ipynb")
    new("own", folder)
    with browser_window() as context:
        lab = Lab(folder, tmp_path_factory.mktemp("own"), context)
        try:
            yield lab
        finally:
            lab.close()


@pytest.fixture(scope="module")
def practice(lab):
    """A notebook whose first cell has run."""
    notebook = lab.open("practice")
    notebook.run(IMPORTS)
    yield notebook
    notebook.close()


@pytest.fixture(scope="module")
def ran(lab):
    """By tutorial, whether it has changed by being opened, and how JupyterLab saves it after all cells have run."""
    saved, waiting = {}, list(RUN)
    while waiting:
        opened = [lab.open(name) for name in waiting[:AT_A_TIME]]
        waiting = waiting[AT_A_TIME:]
        changed = {notebook.name: notebook.changes_by_itself() for notebook in opened}
        for notebook in opened:
            notebook.run_all()
        for notebook in opened:
            notebook.wait_until_all_have_run()
            notebook.screenshot()
            if notebook.name == RUN[-1]:
                notebook.restart_and_run_all()
                notebook.wait_until_all_have_run()
            saved[notebook.name] = changed[notebook.name], notebook.saved()
            notebook.close()
    return saved


def outputs(notebook):
    return [cell.outputs for cell in comparable(settled(notebook)).cells if cell.cell_type == "code"]


def test_the_first_look(lab):
    page = lab.launcher()
    page.wait_for_timeout(2000)  # what pops up does so late
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "lab-first-look.png")
    cards = page.locator(".jp-LauncherCard[data-category='Notebook']")
    assert [card.get_attribute("title") for card in cards.all()] == ["Java (Arignote)"]
    listed = page.locator(".jp-DirListing-itemName").all_text_contents()
    assert [f"{name}.ipynb" for name in names()] == [name for name in listed if name[0].isdigit()]
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert page.locator(".jp-LauncherCard-icon img").first.evaluate("image => image.naturalWidth > 0")
    page.close()


def test_a_film_plays(practice):
    cell = practice.run(FILM)
    caption = cell.locator("figcaption output")
    assert caption.text_content() == "frame 0"
    cell.get_by_role("button", name="Play").click()
    cell.locator("figcaption output:text-is('frame 4')").wait_for(timeout=10_000)
    practice.screenshot("film")


def test_a_slider_moves_its_figure(practice):
    cell = practice.run(SLIDERS)
    drawn = cell.locator(".jp-OutputArea svg").first
    before = drawn.inner_html()
    assert cell.locator("figcaption output").text_content() == "height = 4"
    cell.locator("input[type=range]").focus()
    practice.page.keyboard.press("ArrowRight")
    assert cell.locator("figcaption output").text_content() == "height = 9"
    assert drawn.inner_html() != before
    practice.screenshot("slider")


def test_a_live_slider_asks_java_for_its_figure(practice):
    cell = practice.run(LIVE)
    shown = cell.locator(".jp-OutputArea-output:has(svg, img)").last
    before = shown.inner_html()
    cell.locator("[role=slider]").focus()
    practice.page.keyboard.press("ArrowRight")
    cell.locator(".widget-readout:text-is('3')").wait_for(timeout=10_000)
    expect(shown).not_to_have_js_property("innerHTML", before, timeout=10_000)
    practice.screenshot("live")


def test_a_name_is_completed(practice):
    cell = practice.cell(UNFINISHED)
    cell.locator(".cm-content").click()
    practice.page.keyboard.press("Control+End")
    practice.page.keyboard.press("Tab")
    # The only name is put in at once; of several the first is offered.
    offered = practice.page.locator(".jp-Completer-item:visible")
    offered.or_(cell.locator(".cm-content:has-text('linspace')")).first.wait_for(timeout=10_000)
    practice.screenshot("completion")
    if offered.count():
        offered.locator("text=linspace").first.click()
    assert "linspace" in cell.locator(".cm-content").text_content()


def test_stop_stops_a_busy_cell_and_values_stay(practice):
    practice.start(BUSY).locator(".jp-OutputArea-output:has-text('turning')").wait_for()
    practice.page.wait_for_timeout(500)
    start = time.monotonic()
    practice.page.locator("[data-command='notebook:interrupt-kernel']").first.click()
    practice.wait_until_done(seconds=5)
    assert time.monotonic() - start < 2  # a second to stop, and one for the browser
    cell = practice.run(AFTER)
    assert cell.locator(".jp-OutputArea-output").text_content().strip() == "before 42, turned true, still turning false"


def test_opening_a_notebook_of_ones_own_does_not_change_it(lab):
    notebook = lab.open("own")
    assert not notebook.changes_by_itself()
    notebook.close()


@pytest.mark.parametrize("name", RUN)
def test_all_cells_give_what_is_committed_and_opening_changes_nothing(ran, name):
    changed, saved = ran[name]
    assert not changed
    assert outputs(saved) == outputs(read(NOTEBOOKS / f"{name}.ipynb"))


def test_nothing_comes_from_elsewhere(lab, ran, practice):
    assert lab.wrong == []
