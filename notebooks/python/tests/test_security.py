"""Pages under their own policy, and what hostile notebooks bring: it is shown as text, or does not run."""

import base64
import re
from hashlib import sha256

import nbformat.v4 as v4
import pytest
from arignote.execute import read
from arignote.export import deck, document, handout, index, page as page_of, scripts
from arignote.tutorials import NOTEBOOKS

HACK = "</title></style></script>\"'><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
HACK += "<details open ontoggle='window.hacked=1'>x</details>"


def notebook(*cells, **metadata):
    return v4.new_notebook(cells=list(cells), metadata=metadata)


def opened(page, tmp_path, markup: str):
    """The page in a browser, its formulas drawn."""
    file = tmp_path / "page.html"
    file.write_text(markup, "utf-8")
    page.goto(file.as_uri())
    page.evaluate("() => window.MathJax && MathJax.startup && MathJax.startup.promise")
    return page


def policy(markup: str) -> dict[str, str]:
    [text] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', markup)
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


@pytest.mark.parametrize("made", [lambda doc: page_of(doc, {}), deck, handout])
@pytest.mark.parametrize("name", ["5_gradient_descent", "6_real_data"])
def test_a_tutorial_needs_no_more_than_its_policy(page, tmp_path, name, made):
    markup = made(document(name, read(NOTEBOOKS / f"{name}.ipynb")))
    parts = policy(markup)
    assert parts["default-src"] == "'none'" and "unsafe" not in parts["script-src"]
    opened(page, tmp_path, markup)
    assert page.locator("mjx-container svg").count() > 0
    assert page.wrong == []


def test_players_and_explorers_move_under_the_policy(page, tmp_path):
    opened(page, tmp_path, page_of(document("5", read(NOTEBOOKS / "5_gradient_descent.ipynb")), {}))
    moved = page.evaluate(
        """() => [...document.querySelectorAll('input[type=range]')].map(slider => {
            const around = slider.closest('.output');
            const before = around.innerHTML;
            slider.value = slider.value === slider.max ? slider.min : slider.max;
            slider.dispatchEvent(new Event('input', {bubbles: true}));
            return around.innerHTML !== before;
        })"""
    )
    assert moved and all(moved)
    assert page.wrong == []


def test_the_policy_keeps_a_page_from_sending_anything(page, tmp_path):
    output = v4.new_output("display_data", data={"text/html": "<p id='own'></p><script>own.textContent = 'ran'</script><b onclick='this.textContent += 1'>b</b>"})
    opened(page, tmp_path, page_of(document("1", notebook(v4.new_code_cell("x", outputs=[output]))), {}))
    page.locator("b").click()
    assert (page.locator("#own").inner_text(), page.locator("b").inner_text()) == ("ran", "b1")  # an output's own
    tried = page.evaluate(
        """async () => {
            const failed = [];
            await fetch('http://127.0.0.1:9/').catch(() => failed.push('fetch'));
            await new Promise(done => {
                const image = new Image();
                image.onerror = () => { failed.push('image'); done(); };
                image.src = 'http://127.0.0.1:9/x.png';
            });
            try { eval('1'); } catch (e) { failed.push('eval'); }
            return failed;
        }"""
    )
    assert tried == ["fetch", "image", "eval"]
    assert sum("Content Security Policy" in line for line in page.wrong) >= 3


@pytest.mark.parametrize("made", [lambda doc: page_of(doc, {HACK: HACK}), deck, handout, lambda doc: index([doc], {f"{HACK}.html"})])
def test_what_a_hostile_notebook_brings_is_text_or_does_not_run(page, tmp_path, made):
    cells = [
        v4.new_markdown_cell(f"# A `{HACK}`\n\n{HACK} $x$\n\n[a link](javascript:window.hacked=1)\n\n## {HACK}"),
        v4.new_markdown_cell("<script>window.hacked = 1 /*"),
        v4.new_markdown_cell("*/</script>"),  # with what the page has between the two
        v4.new_code_cell(
            HACK,
            outputs=[
                v4.new_output("stream", name="stdout", text=HACK),
                v4.new_output("error", ename=HACK, evalue=HACK, traceback=[HACK]),
                v4.new_output("execute_result", data={"text/plain": HACK}),
                v4.new_output("display_data", data={"text/latex": f"$$\\href{{javascript:window.hacked=1}}{{x}}$$ {HACK}"}),
                v4.new_output("display_data", data={"image/png": "none", "text/plain": HACK}, metadata={"alt": HACK}),
                v4.new_output("display_data", data={HACK: HACK, "text/plain": HACK}),
                v4.new_output("display_data", data={"application/json": {HACK: HACK}}),
            ],
        ),
    ]
    markup = made(document(HACK, notebook(*cells, lang=HACK)))
    assert not any("hacked" in script for script in scripts(markup) if policy_allows(markup, script))
    opened(page, tmp_path, markup)
    for link in page.locator("a[href^='javascript:'], a[*|href^='javascript:']").all():
        link.dispatch_event("click")
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None


def policy_allows(markup: str, script: str) -> bool:
    return base64.b64encode(sha256(script.encode()).digest()).decode() in policy(markup)["script-src"]


@pytest.mark.parametrize("address", ["../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "data/../../pom.xml"])
def test_a_file_that_is_no_picture_is_not_brought_into_a_page(address):
    doc = document("1", notebook(v4.new_markdown_cell(f"![x]({address})\n\n<img src='{address}'>")))
    markup = page_of(doc, {})
    assert "root:x:" not in markup and "modelVersion" not in markup
    assert doc.faults and all(fault.is_error for fault in doc.faults)
