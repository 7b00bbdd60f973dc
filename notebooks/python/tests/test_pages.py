"""The exported pages and decks, opened in a browser that reaches no network."""

import json
import re

import nbformat.v4 as v4
import pytest
from arignote.browser import open_ready
from arignote.execute import read
from arignote.export import THEMES, deck, document, handout, words
from arignote.export import page as export_page
from arignote.tutorials import NOTEBOOKS, ROOT, names
from looks import FAINT_TEXT, LOST_IN_PRINT, ONE_TRANSLATION, PAPER, TO_ITS_SLIDE, screenshots

FILES = [f"{name}{ending}" for name in names() for ending in (".html", ".slides.html")]
PAPER_SIZE = {"width": 657, "height": 978}  # px of A4 within the margins of page.css

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
    page.screenshot(path=screenshots() / f"{file}.png", full_page=True)


@pytest.mark.parametrize("file", [f"{name}{ending}" for name in ONE_TRANSLATION for ending in (".html", ".slides.html")])
def test_players_play_and_sliders_move(site, page, file):
    open_ready(page, site / file)
    for player in page.locator("figure[data-arignote]").all():
        player.evaluate(TO_ITS_SLIDE)
        drawn, slider = player.locator("svg").first, player.locator("input[type=range]").first
        before = drawn.inner_html()
        play = player.get_by_role("button", name="Play")
        if play.count():
            play.click()
            page.wait_for_function("slider => slider.value >= 2", arg=slider.element_handle())
        elif not slider.count():  # a stepper
            player.get_by_role("button", name="Step", exact=True).click()
        else:
            slider.focus()
            page.keyboard.press("ArrowLeft" if slider.evaluate("slider => slider.value === slider.max") else "ArrowRight")
        assert drawn.inner_html() != before
    assert page.wrong == []


@pytest.mark.parametrize("name", ONE_TRANSLATION)
def test_a_page_is_printed_whole_and_without_what_only_a_screen_can_use(site, page, name):
    open_ready(page, site / f"{name}.html")
    page.emulate_media(media="print")
    assert page.locator(".bar:visible, .contents:visible, .arignote-controls:visible").count() == 0
    page.set_viewport_size(PAPER_SIZE)
    assert page.evaluate(LOST_IN_PRINT) == []
    page.screenshot(path=screenshots() / f"print-{name}.png")


# The interface's own words; what a program has said stays.
INTERFACE = """() => [...document.querySelectorAll('[data-arignote], .arignote-predict, .arignote-exercise')].flatMap(part =>
    [...part.querySelectorAll('button, option, summary, strong, noscript, [aria-label]:not(svg, svg *, img)')]
        .flatMap(e => [e.childElementCount ? '' : e.textContent, e.getAttribute('aria-label') || '']))"""


@pytest.mark.parametrize("name", ["1_linear_regression_slides.zh", "2_sixteen_points.zh", "5_gradient_descent.zh"])
def test_the_interface_speaks_the_language_of_the_page(page, tmp_path, name):
    doc = document(name, read(NOTEBOOKS / f"{name}.ipynb"))
    for markup in (export_page(doc, {}), deck(doc), handout(doc, students=True)):
        (tmp_path / "page.html").write_text(markup, "utf-8")
        open_ready(page, tmp_path / "page.html")
        words = page.evaluate(INTERFACE)
        assert len(words) > 10 and [word for word in words if re.search("[A-Za-z]{2}", word)] == []
    assert page.wrong == []


def test_what_a_player_says_later_is_in_the_language_of_the_page_too(page, tmp_path):
    (tmp_path / "page.html").write_text(export_page(document("mine", read(NOTEBOOKS / "5_gradient_descent.zh.ipynb")), {}), "utf-8")
    open_ready(page, tmp_path / "page.html")
    page.get_by_role("button", name="播放").click()
    page.get_by_role("button", name="暂停").click()
    assert page.get_by_role("button", name="播放").is_visible()
    page.get_by_role("button", name="训练").click()
    page.get_by_role("button", name="暂停").click()


def test_words_alone_in_an_authors_output_stay(page, tmp_path):
    html = "<p>End</p><button>Step</button><div>sales: 1 200 rows and 3 columns</div>"
    cell = v4.new_code_cell("x", outputs=[v4.new_output("display_data", data={"text/html": html})])
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Mine"), cell], metadata={"lang": "zh-CN"})
    (tmp_path / "page.html").write_text(export_page(document("mine", notebook), {}), "utf-8")
    open_ready(page, tmp_path / "page.html")
    assert page.locator(".output.html").inner_text().split() == ["End", "Step", "sales：1", "200", "行", "3", "列"]


SPOKEN = [
    "IllegalArgumentException: shapes do not match in (x * w): 'x' has the shape [3] and 'w' has the shape [2]",
    "    cell [2], line 1, in f:  return x * w; // the cell [2]",
    "    (trace() shows the lines of the libraries, too)",
    "caused by IllegalStateException: The cat has no hat",
]


def test_errors_and_progress_are_in_the_language_of_the_page(page, tmp_path):
    bar = '<div><progress value="2500" max="10000"></progress> 2\u202f500 of 10\u202f000 · 800 a second · 1 min 5 s left · cost 0.5</div>'
    outputs = [
        v4.new_output("error", ename="IllegalArgumentException", evalue="…", traceback=["\x1b[1;31m" + SPOKEN[0] + "\x1b[0m", *SPOKEN[1:]]),
        v4.new_output("stream", name="stderr", text="warning: 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction\n"),
        v4.new_output("stream", name="stdout", text="the seed is -1; a seed is 0 or more\n"),
        v4.new_output("display_data", data={"text/html": bar}),
    ]
    cells = [v4.new_markdown_cell("# Mine"), v4.new_code_cell("f()", outputs=outputs)]
    shown = {}
    for lang in ("zh-CN", "en"):
        notebook = v4.new_notebook(cells=cells, metadata={"lang": lang})
        (tmp_path / "page.html").write_text(export_page(document("mine", notebook), {}), "utf-8")
        open_ready(page, tmp_path / "page.html")
        shown[lang] = page.locator(".output").all_inner_texts()
    assert shown["en"][0].splitlines() == SPOKEN
    assert shown["zh-CN"][0].splitlines() == [
        "IllegalArgumentException: (x * w) 中的形状不一致：'x' 的形状是 [3]，'w' 的形状是 [2]",
        "    (" + SPOKEN[0].partition(": ")[2] + ")",
        "    单元格 [2]，第 1 行，在 f 中：  return x * w; // the cell [2]",
        "    （trace() 还会显示各个库里的行）",
        SPOKEN[3],
    ]
    assert shown["zh-CN"][1].strip() == "注意：1 / 2 是整数相除，等于 0；要小数请写 1.0 / 2"
    assert shown["zh-CN"][2] == shown["en"][2]  # what a program prints is its own
    assert shown["zh-CN"][3].strip() == "2\u202f500 / 10\u202f000 · 每秒 800 步 · 还剩 1 分 5 秒 · cost 0.5"


def test_each_language_has_the_same_words_and_one_without_a_file_has_none():
    files = sorted((NOTEBOOKS / "export").glob("words.*.json"))
    assert [file.name.replace("words", "errors") for file in files] == [file.name for file in sorted(files[0].parent.glob("errors.*.json"))]
    keys = [json.loads(file.read_text("utf-8")).keys() for file in files]
    assert files and all(each == keys[0] for each in keys)
    written = "".join(path.read_text("utf-8") for path in (ROOT / "kernel-lib/src/main").rglob("*") if path.suffix in (".java", ".js", ".html"))
    written += (NOTEBOOKS / "export/exercises.js").read_text("utf-8").replace("\\u2713", "✓")
    parts = {key: max(re.split(r"[#*]| · ", key), key=len).strip(" ():.") for key in keys[0]}
    written = written.replace("\\u2013", "–")
    missing = [key for key, part in parts.items() if part not in written and part.removesuffix("s") not in written]
    assert missing == [], "no program says these"
    assert words("../../x") == words("de") == ""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", names()[:1])
def test_a_page_can_be_read_in_each_theme(executions, page, tmp_path, name, theme):
    file = tmp_path / "page.html"
    file.write_text(export_page(document(name, executions[name].notebook), {}, theme), "utf-8")
    open_ready(page, file)
    assert page.evaluate(FAINT_TEXT) == []
    assert (page.evaluate(PAPER) < 0.1) == (theme == "dark")
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) > 0.9


def test_the_index_leads_to_every_page(site, page):
    page.goto((site / "index.html").as_uri())
    targets = page.evaluate("Array.from(document.querySelectorAll('.tutorials a'), a => a.getAttribute('href'))")
    assert {target for target in targets} == set(FILES)
    assert page.wrong == []


@pytest.mark.parametrize("file", FILES)
def test_links_between_the_tutorials_lead_somewhere(site, file):
    targets = re.findall(r'<a [^>]*href="([^"]*)"', re.sub("<script.*?</script>", "", (site / file).read_text(), flags=re.S))
    local = [t.partition("#")[0] for t in targets if not re.match(r"[a-z]+:|#|\.\./", t)]
    assert [t for t in local if not (site / t).exists()] == []
