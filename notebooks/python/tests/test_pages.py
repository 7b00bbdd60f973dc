"""The exported pages and decks, opened in a browser that reaches no network."""

import re

import pytest
from browser import open_ready, print_deck
from execute import read
from tutorials import NOTEBOOKS, names

FILES = [f"{name}{ending}" for name in names() for ending in (".html", ".slides.html")]

RAW_FORMULAS = r"""() => {
    const left = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const inside = walk.currentNode.parentElement.closest('pre, code, script, style, textarea, mjx-container');
        if (!inside && /\$[^$]+\$|\\\(|\\\[|\\begin\{/.test(walk.currentNode.data)) left.push(walk.currentNode.data);
    }
    return left;
}"""
BROKEN_IMAGES = """() => Array.from(document.images)
    .filter(image => !image.complete || image.naturalWidth === 0 || !image.alt)
    .map(image => image.outerHTML.slice(0, 90))"""
OVERFLOWING_SLIDES = """async () => {
    const found = [];
    for (const slide of Reveal.getSlides()) {
        const {h, v} = Reveal.getIndices(slide);
        Reveal.slide(h, v);
        await new Promise(requestAnimationFrame);
        const height = slide.querySelector('.fit').getBoundingClientRect().height / Reveal.getScale();
        const wide = Array.from(slide.querySelectorAll('.output, .program pre, table'))
            .some(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0);
        const where = 'slide ' + h + '.' + v + ' (' + slide.innerText.trim().split('\\n')[0] + ')';
        if (height > 721) found.push(where + ' is ' + Math.round(height) + ' high');
        if (wide) found.push(where + ' is too wide');
        for (const control of slide.querySelectorAll('.output button, .output input')) {
            if (!control.checkVisibility({visibilityProperty: true})) found.push(where + ' hides ' + control.outerHTML);
        }
    }
    return found;
}"""


@pytest.fixture
def page(window):
    """A page with a list of what went wrong in it."""
    page = window.new_page()
    page.wrong = []
    local = ("file:", "data:", "blob:")
    page.on("request", lambda r: r.url.startswith(local) or page.wrong.append(f"asks for {r.url}"))
    page.on("requestfailed", lambda r: page.wrong.append(f"failed: {r.url[:120]}"))
    page.on("console", lambda m: m.type in ("error", "warning") and page.wrong.append(f"console: {m.text}"))
    page.on("pageerror", lambda e: page.wrong.append(f"script: {e}"))
    yield page
    page.close()


def has_formulas(name):
    notebook = read(NOTEBOOKS / f"{name}.ipynb")
    return any("$" in cell.source for cell in notebook.cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("file", FILES)
def test_opens_without_a_network(site, page, file):
    open_ready(page, site / file)
    assert page.wrong == []
    assert page.evaluate(BROKEN_IMAGES) == []
    assert page.evaluate(RAW_FORMULAS) == []
    assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
    if has_formulas(re.sub(r"(\.slides)?\.html$", "", file)):
        assert page.locator("mjx-container svg").count() > 0
    language = read(NOTEBOOKS / re.sub(r"(\.slides)?\.html$", ".ipynb", file)).metadata.get("lang", "en")
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("name", names())
def test_slides_fit_their_surface(site, page, name):
    open_ready(page, site / f"{name}.slides.html")
    assert page.evaluate(OVERFLOWING_SLIDES) == []


@pytest.mark.parametrize("name", names())
def test_slides_have_speaker_notes(site, page, name):
    open_ready(page, site / f"{name}.slides.html")
    assert page.evaluate("Reveal.getTotalSlides()") > 5
    assert page.locator("aside.notes").count() > 3


@pytest.mark.parametrize("name", names()[:1])
def test_a_deck_prints_one_page_a_slide(site, window, page, name, tmp_path):
    pdf = tmp_path / "deck.pdf"
    print_deck(window, site / f"{name}.slides.html", pdf)
    open_ready(page, site / f"{name}.slides.html")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == page.evaluate("Reveal.getTotalSlides()")


def test_the_index_leads_to_every_page(site, page):
    page.goto((site / "index.html").as_uri())
    targets = page.evaluate("Array.from(document.querySelectorAll('.tutorials a'), a => a.getAttribute('href'))")
    assert {target for target in targets} == set(FILES)
    assert page.wrong == []


@pytest.mark.parametrize("file", FILES)
def test_links_between_the_tutorials_lead_somewhere(site, page, file):
    open_ready(page, site / file)
    targets = page.evaluate("Array.from(document.querySelectorAll('a[href]'), a => a.getAttribute('href'))")
    local = [t.partition("#")[0] for t in targets if not re.match(r"[a-z]+:|#|\.\./", t)]
    assert [t for t in local if not (site / t).exists()] == []
