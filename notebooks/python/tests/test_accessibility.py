"""Pages, decks and players by the rules of axe-core: WCAG 2.2, levels A and AA, and what its authors call best practice."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import nbformat.v4 as v4
import pytest
from arignote.browser import open_ready
from arignote.execute import read
from arignote.export import deck, document
from arignote.export import index as export_index
from arignote.export import page as export_page
from arignote.tutorials import NOTEBOOKS, names
from looks import ONE_TRANSLATION

AXE = (Path(axe_playwright_python.__file__).with_name("axe.min.js")).read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """async ([rules, contrast]) => {
    const found = await axe.run(document, {
        resultTypes: ['violations'], runOnly: {type: 'tag', values: rules}, rules: {'color-contrast': {enabled: contrast}}
    });
    return found.violations.map(v => v.id + ': ' + v.nodes.length + ', for instance ' + v.nodes[0].html.slice(0, 120));
}"""
NARROW, WIDE = {"width": 390, "height": 800}, {"width": 1280, "height": 720}
DECKS = names()[:1] + names()[-1:]  # their slides are made as those of all others, and axe takes seconds for each


def violations(page, contrast: bool = True) -> list[str]:
    """Contrast takes as long as all else; test_pages.py measures it, too."""
    page.evaluate(AXE)
    return page.evaluate(VIOLATIONS, [RULES, contrast])


@pytest.mark.parametrize("name", ONE_TRANSLATION)
def test_a_page_has_no_violation(page, tmp_path, name):
    page.set_viewport_size(NARROW)  # where programs and tables scroll
    file = tmp_path / f"{name}.html"
    file.write_text(export_page(document(name, read(NOTEBOOKS / f"{name}.ipynb")), {}), "utf-8")
    open_ready(page, file)
    assert violations(page, contrast=name in DECKS) == []


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_no_violation(page, tmp_path, name):
    page.set_viewport_size(WIDE)
    file = tmp_path / f"{name}.slides.html"
    file.write_text(deck(document(name, read(NOTEBOOKS / f"{name}.ipynb"))), "utf-8")
    open_ready(page, file)
    page.evaluate("Reveal.configure({transition: 'none'})")
    found = violations(page)
    # and where it has players or choices
    for box in page.locator(".slides section section:has(.arignote-controls, .arignote-predict)").all():
        box.evaluate("slide => { const {h, v} = Reveal.getIndices(slide); Reveal.slide(h, v, 99); }")
        found += page.evaluate(VIOLATIONS, [RULES, True])
    assert found == []


def test_the_index_has_no_violation(page, tmp_path):
    docs = [document(name, read(NOTEBOOKS / f"{name}.ipynb")) for name in names()]
    (tmp_path / "index.html").write_text(export_index(docs, {f"{name}.html" for name in names()}), "utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    assert violations(page) == []


def test_headings_leave_no_level_out(page, tmp_path):
    cells = [v4.new_markdown_cell(text) for text in ("# One", "### Names", "## Two", "#### Deep")]
    file = tmp_path / "made.html"
    file.write_text(export_page(document("made", v4.new_notebook(cells=cells)), {}), "utf-8")
    open_ready(page, file)
    assert page.eval_on_selector_all("main :is(h1, h2, h3, h4)", "all => all.map(h => h.ariaLevel || h.tagName[1])") == list("1223")
    assert violations(page) == []


def test_the_rules_find_what_is_wrong(page, tmp_path):
    output = v4.new_output("display_data", data={"text/html": "<input type='text'><button></button>"})
    cells = [v4.new_markdown_cell("# One"), v4.new_code_cell("x", outputs=[output])]
    file = tmp_path / "made.html"
    file.write_text(export_page(document("made", v4.new_notebook(cells=cells)), {}), "utf-8")
    open_ready(page, file)
    assert [rule.partition(":")[0] for rule in violations(page)] == ["button-name", "label", "target-size"]
