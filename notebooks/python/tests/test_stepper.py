"""Graphs to click through: values forward, gradients back; formula, code and graph are marked together."""

import re

import nbformat.v4 as v4
import pytest
from arignote.execute import Task, execute_all
from arignote.export import deck, document
from arignote.export import page as export_page
from looks import open_at_figure
from test_accessibility import AXE, RULES, VIOLATIONS

STEPPER = """
import arignote.*;
import static arignote.Arignote.*;
var x = T.vector("x"); var y = T.vector("y");
var m = shared(0.0, "m");
stepper(T.mean(T.sqr(y.minus(x.times(m))))).with(x, new double[] {1, 2}).with(y, new double[] {3, 5}).with(m, 2.0)
"""
FORWARD = ["multiply gives [2, 4]", "subtract gives [1, 1]", "sqr gives [1, 1]", "mean gives 1"]
BACK = ["by itself is 1", "by sqr, [0.5, 0.5]", "by subtract, [1, 1]", "by multiply, [−1, −1]", "by m, −3"]
LINES = {"multiply": "= [2, 4]", "subtract": "= [1, 1]", "sqr": "= [1, 1]", "mean": "= 1"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A page and a deck in light and in dark."""
    folder = tmp_path_factory.mktemp("stepper")
    slide = {"slideshow": {"slide_type": "slide"}}
    cells = [v4.new_markdown_cell("# Steps", metadata=slide), v4.new_code_cell(STEPPER.strip(), metadata=slide)]
    (done,) = execute_all([Task("stepper", v4.new_notebook(cells=cells), folder)])
    assert done.error is None
    doc = document("stepper", done.notebook)
    for theme in ("light", "dark"):
        (folder / f"page-{theme}.html").write_text(export_page(doc, {}, theme=theme), "utf-8")
        (folder / f"deck-{theme}.html").write_text(deck(doc, theme=theme), "utf-8")
    (folder / "text.txt").write_text(done.notebook.cells[1].outputs[0].data["text/plain"], "utf-8")
    return folder


@pytest.fixture
def opened(page, made):
    def opener(kind):
        open_at_figure(page, made / f"{kind}.html")
        return page

    yield opener
    assert page.wrong == []


def caption(page):
    return page.locator("figure[data-arignote] figcaption").inner_text().replace("\u00a0", " ")


def shown(page):
    """What stands in the nodes, by their labels."""
    return page.eval_on_selector_all(
        "figure[data-arignote] svg g[data-node]",
        """nodes => Object.fromEntries(nodes.map(node => [node.querySelector('text').textContent,
            [...node.querySelectorAll('[data-line]')].filter(line => getComputedStyle(line).visibility === 'visible')
                .map(line => line.textContent)]))""",
    )


def lit(page):
    """What is marked: the text of the formula, of the code, the graph's node."""
    parts = {"formula": "math mrow.lit", "code": "code span.lit", "node": "svg g.lit"}
    texts = {}
    for name, selector in parts.items():
        found = page.locator(f"figure[data-arignote] {selector}")
        texts[name] = found.first.evaluate("e => (e.querySelector('text') || e).textContent") if found.count() else ""
    return texts


@pytest.mark.parametrize("kind", ["page-light", "deck-dark"])
def test_a_click_is_a_node_forward_and_then_back(opened, kind):
    page = opened(kind)
    assert shown(page) == {"y": ["= [3, 5]"], "x": ["= [1, 2]"], "m": ["= 2"], "multiply": [], "subtract": [], "sqr": [], "mean": []}
    for i, text in enumerate(FORWARD):
        page.get_by_role("button", name="Step", exact=True).click()
        assert text in caption(page) and f"Forward, {i + 1} of 4" in caption(page)
        assert sum(bool(lines) for lines in shown(page).values()) == 4 + i
    assert {name: shown(page)[name][0] for name in LINES} == LINES
    for text in BACK:
        page.get_by_role("button", name="Step", exact=True).click()
        assert text in caption(page)
    assert shown(page)["m"] == ["= 2", "grad −3"] and shown(page)["x"] == ["= [1, 2]"]
    page.get_by_role("button", name="Back", exact=True).click()
    assert shown(page)["m"] == ["= 2"]
    page.get_by_role("button", name="Reset").click()
    assert shown(page)["multiply"] == []
    page.get_by_role("button", name="End", exact=True).click()
    assert shown(page)["multiply"] == ["= [2, 4]", "grad [−1, −1]"]


def test_formula_code_and_graph_are_marked_together(opened):
    page = opened("page-light")
    for _ in range(2):
        page.get_by_role("button", name="Step", exact=True).click()
    subtract = {"formula": "y−xm", "code": "(y - (x * m))", "node": "subtract"}
    assert lit(page) == subtract
    page.locator("code span[data-node]", has_text=re.compile(r"^\(x \* m\)$")).hover(position={"x": 2, "y": 5})
    assert lit(page) == {"formula": "xm", "code": "(x * m)", "node": "multiply"}
    page.locator("svg g[data-node]").nth(1).hover()  # an input
    assert lit(page)["formula"] == lit(page)["code"] == lit(page)["node"] == "x"
    page.mouse.move(0, 0)
    assert lit(page) == subtract
    page.locator("svg g[data-node]", has_text="sqr").click()
    assert "sqr gives" in caption(page) and lit(page)["node"] == "sqr"


def test_everything_can_be_done_by_keys(opened):
    page = opened("deck-light")
    slide = page.evaluate("JSON.stringify(Reveal.getIndices())")
    page.get_by_role("button", name="Step", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert FORWARD[1] in caption(page)
    node = page.locator("svg g[data-node]", has_text="mean")
    node.focus()
    assert lit(page)["node"] == "mean"
    page.keyboard.press("Enter")
    assert FORWARD[3] in caption(page)
    assert node.get_attribute("aria-label") == "mean: output, float64 scalar, = 1"
    page.keyboard.press("ArrowRight")
    assert BACK[0] in caption(page)
    page.keyboard.press("ArrowLeft")
    assert FORWARD[3] in caption(page)
    assert page.evaluate("JSON.stringify(Reveal.getIndices())") == slide


@pytest.mark.parametrize("kind", ["page-light", "page-dark", "deck-light", "deck-dark"])
def test_no_rule_of_axe_is_broken(opened, kind):
    page = opened(kind)
    for name in ("Step", "End"):
        page.get_by_role("button", name=name, exact=True).click()
        page.evaluate(AXE)
        assert page.evaluate(VIOLATIONS, [RULES, True]) == []


def test_without_scripts_and_on_paper_all_is_there(opened, made):
    text = re.sub("<script.*?</script>", "", (made / "page-light.html").read_text("utf-8"), flags=re.S)
    assert "grad [−1, −1]" in text and '"late"' not in text
    page = opened("page-light")
    page.emulate_media(media="print")
    assert shown(page)["multiply"] == ["= [2, 4]", "grad [−1, −1]"]
    page.emulate_media(media="screen")
    rows = (made / "text.txt").read_text("utf-8").splitlines()
    assert rows[0].split() == ["node", "value", "gradient"] and rows[-1].split() == ["mean(sqr((y", "-", "(x", "*", "m))))", "1", "1"]
