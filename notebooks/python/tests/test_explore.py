"""Sliders and buttons that compute in the page: their numbers are Java's, to the last bit, and nothing is fetched."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat.v4 as v4
import pytest
from arignote.execute import Task, execute_all, read
from arignote.export import deck, document
from arignote.export import page as export_page
from arignote.tutorials import NOTEBOOKS
from looks import open_at_figure

MOVES = [(random.Random(seed).randrange(101), random.Random(seed + 100).randrange(201)) for seed in range(8)]
STEPS = 7

MODEL = """
import arignote.*;
import static arignote.Arignote.*;
var rng = new RandomState(3);
double[] X = rng.uniform(-5, 5, 70).toDoubleVector();
double[] Y = rng.randn(70).add(rng.uniform(0, 3, 70)).toDoubleVector();
var x = T.vector("x"); var y = T.vector("y");
var a = shared(0.25, "a"); var b = shared(new double[] {0.5, -0.125}, "b"); var rate = T.scalar("rate");
var prediction = T.tanh(x.times(a)).times(b.get(0)).plus(T.exp(b.get(1)));
var cost = T.mean(T.sqr(prediction.minus(y)));
var train = function(inputs(x, y, rate), outputs(cost),
    update(a, a.minus(T.grad(cost, a).times(rate))),
    update(b, b.minus(T.grad(cost, b).times(rate))));
"""
EXPLORER = """
explore(cost, slider(a, -5, 5), slider(rate, 0, 0.2, 0.001, 0.05))
    .with(x, X).with(y, Y).label("cost")
    .on(plot(X, Y, "b+", "data").xlabel("x").ylabel("y").ylim(-4, 6).legend())
    .plot(x, prediction, "ro", "model")
    .train(train)
"""
# Java's numbers for the same moves: the cost, then a, b and the cost after some steps.
JAVA = """
var at = function(inputs(x, y), outputs(cost));
long[][] moves = {%s};
for (long[] move : moves) {
    a.setValue(%s);
    b.setValue(new double[] {0.5, -0.125});
    double r = Math.round(move[1]) / 1000.0;
    StringBuilder line = new StringBuilder("java " + a.item() + " " + r + " " + at.applyAsDouble(X, Y));
    for (int i = 0; i < %d; i++) { train.applyAsDouble(X, Y, r); }
    line.append(" " + a.item() + " " + at.applyAsDouble(X, Y));
    for (double v : b.getValue().toDoubleVector()) { line.append(" " + v); }
    System.out.println(line);
}
"""


@dataclass
class Made:
    page: Path
    deck: Path
    java: list[list[float]]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("explore")
    moves = ", ".join("{%d, %d}" % move for move in MOVES)
    program = JAVA % (moves, "new java.math.BigDecimal(\"0.1\").multiply(java.math.BigDecimal.valueOf(move[0] - 50)).doubleValue()", STEPS)
    slide = {"slideshow": {"slide_type": "slide"}}
    cells = [
        v4.new_markdown_cell("# Sliders", metadata=slide),
        v4.new_code_cell(MODEL.strip(), metadata=slide),
        v4.new_code_cell(EXPLORER.strip(), metadata=slide),
        v4.new_code_cell(program.strip(), metadata=slide),
    ]
    notebook = v4.new_notebook(cells=cells)
    (done,) = execute_all([Task("explore", notebook, folder)])
    assert done.error is None
    printed = "".join(o.text for o in done.notebook.cells[3].outputs if o.output_type == "stream")
    java = [[float(n) for n in line.split()[1:]] for line in printed.splitlines() if line.startswith("java ")]
    assert len(java) == len(MOVES)
    doc = document("explore", done.notebook)
    (folder / "explore.html").write_text(export_page(doc, {}), "utf-8")
    (folder / "explore.slides.html").write_text(deck(doc), "utf-8")
    return Made(folder / "explore.html", folder / "explore.slides.html", java)


@pytest.fixture
def opened(window):
    """Opens a file and shows its sliders; whatever goes wrong is in the page's list."""
    page = window.new_page()
    page.wrong = []
    page.on("request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or page.wrong.append(r.url))
    page.on("pageerror", lambda e: page.wrong.append(str(e)))

    def opener(file):
        open_at_figure(page, file)
        return page

    yield opener
    assert page.wrong == []
    page.close()


def move(page, values):
    page.evaluate(
        """values => document.querySelectorAll('figure[data-arignote] input').forEach((input, i) => {
            input.value = values[i];
            input.dispatchEvent(new Event('input', {bubbles: true}));
        })""",
        values,
    )


def shown(page):
    """All digits of the numbers: of the sliders, then those of the caption."""
    titles = "all => all.map(e => Number(e.title))"
    sliders = page.eval_on_selector_all("figure[data-arignote] label output", titles)
    return sliders + page.eval_on_selector_all("figure[data-arignote] figcaption span", titles)


@pytest.mark.parametrize("kind", ["page", "deck"])
def test_a_slider_gives_the_numbers_of_java(made, opened, kind):
    page = opened(getattr(made, kind))
    drawn = []
    for values, java in zip(MOVES, made.java):
        move(page, values)
        assert shown(page) == java[:3]
        drawn.append(page.locator("figure[data-arignote] svg").first.inner_html())
    assert len(set(drawn)) == len({a for a, _ in MOVES})


@pytest.mark.parametrize("kind", ["page", "deck"])
def test_steps_of_training_give_the_parameters_of_java(made, opened, kind):
    page = opened(getattr(made, kind))
    for values, java in zip(MOVES, made.java):
        page.get_by_role("button", name="Reset").click()
        move(page, values)
        for _ in range(STEPS):
            page.get_by_role("button", name="Step").click()
        a, rate, cost = shown(page)
        assert (a, rate, cost) == (java[3], java[1], java[4])
        assert page.locator("output[name=count]").inner_text() == str(STEPS)


def test_training_runs_until_it_is_paused_and_reset_goes_back(made, opened):
    page = opened(made.page)
    before = shown(page)
    page.get_by_label("Steps at once").select_option("10")
    page.get_by_role("button", name="Train").click()
    page.wait_for_function("() => Number(document.querySelector('output[name=count]').textContent) > 30")
    page.get_by_role("button", name="Pause").click()
    count = page.locator("output[name=count]").inner_text()
    assert shown(page)[2] < before[2]
    page.wait_for_timeout(200)
    assert page.locator("output[name=count]").inner_text() == count
    page.get_by_role("button", name="Reset").click()
    assert shown(page) == before


def test_everything_can_be_done_by_keys(made, opened):
    page = opened(made.deck)
    slide = page.evaluate("JSON.stringify(Reveal.getIndices())")
    page.locator("figure[data-arignote] input").first.focus()
    page.keyboard.press("ArrowRight")
    assert shown(page)[0] == 0.4  # the nearest step to 0.25 is 0.3
    for name in ("Train", "Step"):
        page.keyboard.press("Tab")
        if name == "Train":
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Space")
    assert page.locator("output[name=count]").inner_text() == "1"
    assert page.evaluate("JSON.stringify(Reveal.getIndices())") == slide


def test_without_scripts_the_picture_and_the_numbers_are_there(made):
    text = re.sub("<script.*?</script>", "", made.page.read_text("utf-8"), flags=re.S)
    (figure,) = re.findall("<figure data-arignote.*?</figure>", text, flags=re.S)
    assert re.search('<svg [^>]*aria-label="Plot of y against x. Blue plus signs “data”: 70 points', figure)
    assert re.search(r"cost = \d\.\d+", figure)


def test_the_page_is_small(made):
    (script,) = re.findall("<script>\n(\\(function.*?)</script>", made.page.read_text("utf-8"), flags=re.S)[-1:]
    assert "function explored(" in script
    assert len(script) < 40_000


PLACES = """
import arignote.*;
import static arignote.Arignote.*;
var w = T.vector("w"); var s = T.scalar("s");
double[] W = {1.5, 2.5, 4.5};
explore(w.get(T.cast(s, "int32")), slider(s, -4, 4, 1, 0)).with(w, W).label("w[s]")
    .on(plot(W, W, "b+").xlabel("w").ylabel("w").ylim(0, 9))
    .plot(w, w.times(w.get(T.cast(s, "int32"))), "r-", "scaled")
"""


def test_an_index_out_of_range_is_said_and_nothing_old_stays(tmp_path, opened):
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Places"), v4.new_code_cell(PLACES.strip())])
    (done,) = execute_all([Task("places", notebook, tmp_path)])
    assert done.error is None
    (tmp_path / "places.html").write_text(export_page(document("places", done.notebook), {}), "utf-8")
    page = opened(tmp_path / "places.html")
    caption = page.locator("figure[data-arignote] figcaption output")
    drawn = "() => [...document.querySelectorAll('figure[data-arignote] svg path')].filter(p => p.getAttribute('d')).length"
    assert caption.inner_text() == "w[s] = 1.5"
    whole = page.evaluate(drawn)
    for place, index in ((7, 3), (0, -4)):
        move(page, [place])
        assert caption.inner_text() == f"index {index} is out of range: w has the length 3"
        assert page.evaluate(drawn) == whole - 1  # the curve is gone, the data and the axes are not
        assert shown(page) == [index]
    move(page, [6])
    assert caption.inner_text() == "w[s] = 4.5"
    assert page.evaluate(drawn) == whole


LIBRARY = """
import arignote.*;
import static arignote.Arignote.*;
var x = T.vector("x"); var s = T.scalar("s"); var A = T.matrix("A");
double[] X = {3, 1, 2, 0.5}; double[][] M = {{4, 1, 0, 0}, {1, 3, 1, 0}, {0, 1, 2, 1}, {0, 0, 1, 5}};
var states = T.scan().sequence(T.sort(x.times(s))).state(0.0).step((a, b) -> T.tanh(b.times(0.5).plus(a))).output();
var solution = T.solve(A.plus(T.eye(4).times(s)), states);
var value = T.sum(T.sqr(solution)).plus(T.det(A.times(s)));
explore(value, slider(s, -2, 2, 0.1, 1)).with(x, X).with(A, M).label("value")
    .on(plot(X, X, "b+").xlabel("x").ylabel("y").ylim(-3, 3))
    .plot(x, solution, "r-", "solution")
"""
LIBRARY_JAVA = """
var at = function(inputs(x, s, A), outputs(value));
for (int i : new int[] {0, 7, 20, 33, 40}) {
    System.out.println("java " + at.applyAsDouble(X, new java.math.BigDecimal("0.1").multiply(java.math.BigDecimal.valueOf(i - 20)).doubleValue(), M));
}
"""


def test_what_a_library_computes_has_the_bits_of_java(tmp_path, opened):
    cells = [v4.new_markdown_cell("# Library"), v4.new_code_cell(LIBRARY.strip()), v4.new_code_cell(LIBRARY_JAVA.strip())]
    (done,) = execute_all([Task("library", v4.new_notebook(cells=cells), tmp_path)])
    assert done.error is None
    printed = "".join(o.text for o in done.notebook.cells[2].outputs if o.output_type == "stream")
    java = [float(line.split()[1]) for line in printed.splitlines() if line.startswith("java ")]
    (tmp_path / "library.html").write_text(export_page(document("library", done.notebook), {}), "utf-8")
    page = opened(tmp_path / "library.html")
    found = []
    for place in (0, 7, 20, 33, 40):
        move(page, [place])
        found.append(shown(page)[1])
    assert found == java
    text = page.content()
    assert "The University of Tennessee" in text  # beside LAPACK's routines stands their licence
    assert "function ranked(" in text and "function qrOf(" not in text


def corners(page, curve):
    """The corners of the rectangles that an orange line draws, in pixels."""
    drawn = page.locator("figure[data-arignote] svg path[stroke='#ff7f0e']").nth(curve).get_attribute("d")
    return [[tuple(map(float, at.split())) for at in part.split("L")] for part in drawn.split("M")[1:]]


def test_the_squares_of_tutorial_2_stack_into_the_cost(opened, tmp_path):
    name = "2_sixteen_points"
    (tmp_path / f"{name}.html").write_text(export_page(document(name, read(NOTEBOOKS / f"{name}.ipynb")), {}), "utf-8")
    page = opened(tmp_path / f"{name}.html")
    points = [tuple(map(float, line.split(","))) for line in (NOTEBOOKS / "data" / f"{name[2:]}.csv").read_text().splitlines()[1:]]
    for place in ((28, 29), (10, 40)):  # near the best line, and far from it
        move(page, place)
        m, c, cost = shown(page)
        errors = [m * x + c - y for x, y in points]
        assert cost == pytest.approx(sum(e * e for e in errors) / 32, rel=1e-12)
        squares, slices = corners(page, 0), corners(page, 1)
        assert len(squares) == len(slices) == 16
        (unit,) = {round((part[1][0] - part[0][0]) / 2, 1) for part in slices}  # the bar is 2 wide
        for e, square, part in zip(errors, squares, slices):
            assert abs(square[2][0] - square[1][0]) == pytest.approx(abs(square[1][1] - square[0][1]), abs=0.21)
            assert abs(square[1][1] - square[0][1]) == pytest.approx(abs(e) * unit, abs=0.3)
            assert abs(part[2][1] - part[1][1]) == pytest.approx(e * e / 2 * unit, abs=0.3)
        area = 2 * unit * (slices[0][0][1] - slices[-1][2][1])
        assert area / unit**2 / 32 == pytest.approx(cost, rel=0.02)
