"""The decks in a browser without a network: room, size of letters, fragments, the speaker's window, prints."""

import re

import nbformat.v4 as v4
import pytest
from arignote.browser import crowded_slides, open_ready, print_deck, print_handout
from arignote.check import original
from arignote.execute import read
from arignote.export import THEMES, deck, document, handout, index
from arignote.tutorials import NOTEBOOKS, names
from looks import FAINT_TEXT, OVERFLOWING, PAPER, SMALL_PROGRAMS, WASTEFUL, screenshots
from pypdf import PdfReader

# By tutorial, column and row: a long program whose plot is known, and a plot with its explanation below; a film of 800 px, and a
# picture whose axes are off.
SMALL_BY_INTENT = {("2_sixteen_points", 11, 0), ("2_sixteen_points", 18, 4), ("4_train_and_test", 9, 1), ("11_autoencoder", 13, 1)}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720" viewBox="0 0 960 720"><path d="M0 0h960"/></svg>'
READABLE = 16  # px of a program's letters on 1280 by 720, a fortieth of the height


@pytest.fixture
def made(tmp_path):
    """Makes a deck of cells: markdown as text, programs as code cells."""

    def make(*cells):
        cells = [v4.new_markdown_cell(cell) if isinstance(cell, str) else cell for cell in cells]
        file = tmp_path / "made.slides.html"
        file.write_text(deck(document("made", v4.new_notebook(cells=cells))), "utf-8")
        return file

    return make


def slide(text, kind="slide"):
    return v4.new_markdown_cell(text, metadata={"slideshow": {"slide_type": kind}})


def shown(html):
    return v4.new_code_cell("show(x)", outputs=[v4.new_output("display_data", data={"text/html": html})])


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


@pytest.mark.parametrize("name", names())
def test_no_slide_overflows_and_programs_can_be_read(site, page, name):
    open_ready(page, site / f"{name}.slides.html")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(SMALL_PROGRAMS, READABLE) == [], "divide these slides: slide_type subslide"
    small, empty = page.evaluate(WASTEFUL)
    assert [figure for figure in small if (original(name), *figure[:2]) not in SMALL_BY_INTENT] == []
    assert empty == []
    assert page.evaluate("Reveal.getTotalSlides()") > 5
    assert page.locator("aside.notes").count() > 3


OVERFULL = {
    "a long program": v4.new_code_cell("\n".join(f"int a{i} = {i};" for i in range(45))),
    "a wide table": shown("<table><tr>" + "<td>1234.5678</td>" * 20 + "</tr></table>"),
    "a high figure": shown('<figure><svg width="900" height="2400" viewBox="0 0 900 2400"><path d="M0 0h9"/></svg></figure>'),
    "a long word": v4.new_code_cell("x", outputs=[v4.new_output("stream", name="stdout", text="word" * 300)]),
    "long prose": v4.new_markdown_cell("A sentence of some length, and one more. " * 60),
}


@pytest.mark.parametrize("cell", OVERFULL.values(), ids=OVERFULL.keys())
def test_what_is_too_large_is_made_to_fit(made, page, cell):
    open_ready(page, made("# Title", slide("## Much"), cell))
    assert page.evaluate(OVERFLOWING) == []


def test_a_slide_beyond_help_scrolls_and_is_named(made, page, window):
    file = made("# Title", slide("## Too much"), v4.new_code_cell("\n".join(f"int a{i} = {i};" for i in range(300))))
    open_ready(page, file)
    (found,) = page.evaluate(OVERFLOWING)
    assert re.search('Too much: <div class="fit .*scrolling.* is cut', found)
    assert crowded_slides(window, file) == ["Too much"]
    assert page.evaluate(SMALL_PROGRAMS, READABLE) == []


def test_the_only_figure_takes_a_third_of_its_slide(made, page):
    program = "figure()\n" + "\n".join(f'    .plot(x, y{i}, "b-", "number {i}")' for i in range(10))
    plot = v4.new_code_cell(program, outputs=[v4.new_output("display_data", data={"image/svg+xml": DRAWING})])
    open_ready(page, made("# Title", slide("## A plot", "subslide"), plot))
    page.evaluate("Reveal.slide(0, 1)")
    box = page.locator("figure.output img").last.bounding_box()
    assert box["width"] * box["height"] / (1280 * 720) > 0.35
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(SMALL_PROGRAMS, READABLE) == []


def test_a_figure_takes_the_place_of_a_program_that_leaves_it_no_room(made, page):
    program = "\n".join(f'System.out.println("a line of the program that is not short, number {i}");' for i in range(16))
    printed = v4.new_output("stream", name="stdout", text="printed before\n")
    plot = v4.new_output("display_data", data={"image/svg+xml": DRAWING})
    cells = ["Words before.", v4.new_code_cell(program, outputs=[printed, plot])]
    open_ready(page, made("# Title", slide("## A plot", "subslide"), *cells))
    page.evaluate("Reveal.slide(0, 1)")
    first = page.locator(".present .fit :is(p, .program, pre.output)")
    figure = page.locator(".present figure.output")
    assert [first.nth(i).is_visible() for i in range(3)] == [True] * 3 and not figure.is_visible()
    page.keyboard.press("PageDown")
    assert [first.nth(i).is_visible() for i in range(3)] == [False] * 3 and page.locator(".present h2").is_visible()
    box = figure.locator("img").bounding_box()
    assert box["width"] * box["height"] / (1280 * 720) > 0.35
    page.keyboard.press("PageUp")
    assert first.nth(1).is_visible() and not figure.is_visible()
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(WASTEFUL)[0] == []


def test_a_print_keeps_the_program_beside_its_figure(made, page):
    program = "\n".join(f"int number{i} = {i};" for i in range(16))
    plot = v4.new_code_cell(program, outputs=[v4.new_output("display_data", data={"image/svg+xml": DRAWING})])
    file = made("# Title", slide("## A plot", "subslide"), plot)
    open_ready(page, file, "?print-pdf")
    assert page.locator(".takes-over").count() == 0
    assert page.locator("figure.output img").is_visible() and page.locator(".program").is_visible()


def test_descriptions_do_not_crowd_a_slide(made, page):
    program = 'plot(a) // dots\n    .alt("dots")\nplot(x, y)\n    .alt("A long "\n        + "description, \\"quoted\\".")\nshow(z.alt("one"), z.alt(text))'
    open_ready(page, made("# Title", slide("## A plot", "subslide"), v4.new_code_cell(program)))
    assert page.locator(".program").text_content().strip() == 'plot(a) // dots\n    .alt("…")\nplot(x, y).alt("…")\nshow(z.alt("…"), z.alt(text))'


def test_few_words_and_short_programs_have_larger_letters(made, page):
    short, long = (v4.new_code_cell("\n".join(f"int a{i} = {i};" for i in range(n))) for n in (2, 9))
    few, code, more = (slide(title, "subslide") for title in ("## Few", "## Code", "## More"))
    open_ready(page, made("# Title", few, "A sentence.", code, "A sentence.", short, more, "A sentence.", long))
    words, beside_code, beside_more = [page.locator(f".slides section section:nth-child({n}) p").evaluate(
        "p => { const {h, v} = Reveal.getIndices(p.closest('section')); Reveal.slide(h, v); return p.getBoundingClientRect().height; }"
    ) for n in (2, 3, 4)]
    assert words == beside_code > 1.5 * beside_more
    assert page.evaluate(WASTEFUL) == [[], []]
    assert page.evaluate(OVERFLOWING) == []


def test_the_measure_finds_what_leaves_the_slide(made, page):
    open_ready(page, made("# Title", slide("## Wide"), v4.new_markdown_cell("text")))
    page.add_style_tag(content=".prose p { width: 1500px; font-size: 12px }")
    assert "ends at" in page.evaluate(OVERFLOWING)[0]


def test_fragments_come_one_by_one(made, page):
    open_ready(page, made(slide("# Title"), slide("## One"), slide("two", "fragment"), slide("three", "fragment")))
    seen = []
    for _ in range(4):
        seen.append(page.locator(".slides .present .fit").last.evaluate(
            "fit => [...fit.querySelectorAll('h1, h2, p')].filter(e => e.checkVisibility({visibilityProperty: true})).length"
        ))
        page.keyboard.press("Space")
        page.wait_for_timeout(100)
    assert seen == [1, 1, 2, 3]


def test_the_speaker_has_a_window_with_notes_and_the_next_slide(made, window):
    file = made(
        slide("# Title"), slide("whisper", "notes"), slide("## Second"), slide("Say $x^2$.", "notes"), slide("## Third")
    )
    page, wrong = window.new_page(), []
    look = lambda r: r.url.startswith(("file:", "data:", "about:")) or wrong.append(r.url)  # noqa: E731
    window.on("request", look)
    open_ready(page, file)
    with window.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    notes = speaker.locator(".speaker-controls-notes .value")
    notes.get_by_text("whisper").wait_for()
    page.keyboard.press("ArrowRight")
    notes.get_by_text("Say").wait_for()
    assert notes.locator("mjx-container svg").count() == 1
    assert notes.inner_text().split() == ["Say", "."]
    for frame, title in (("#current-slide", "Second"), ("#upcoming-slide", "Third")):
        speaker.frame_locator(f"{frame} iframe").locator(f".present h2:text-is('{title}')").wait_for()
    speaker.screenshot(path=screenshots() / "speaker.png")
    window.remove_listener("request", look)
    speaker.close()
    page.close()
    assert wrong == []


@pytest.mark.parametrize("name", names()[:1])
def test_a_deck_prints_one_page_a_slide_in_vectors(site, window, page, name, tmp_path):
    pdf = tmp_path / "deck.pdf"
    print_deck(window, site / f"{name}.slides.html", pdf)
    open_ready(page, site / f"{name}.slides.html")
    assert pages(pdf) == page.evaluate("Reveal.getTotalSlides()")
    # Only what is an image of points in the notebook is one in print.
    raster = page.locator("img:not([src^='data:image/svg'])").count()
    assert len(re.findall(rb"/Subtype\s*/Image\b", pdf.read_bytes())) == raster
    assert b"/FontFile2" in pdf.read_bytes()
    assert about(pdf) == (page.title(), "The Arignote authors", "en", True)
    headings = page.locator(".slides :is(h1, h2, h3, h4, h5, h6)").all_text_contents()
    assert outline(PdfReader(pdf)) == [heading.strip() for heading in headings]


def about(pdf):
    """The title, the author, the language, and whether what is read aloud is marked."""
    reader = PdfReader(pdf)
    root = reader.root_object
    is_tagged = "/StructTreeRoot" in root and root["/MarkInfo"]["/Marked"] == True  # noqa: E712, an object of the PDF
    return reader.metadata.title, reader.metadata.author, root["/Lang"], is_tagged


def outline(reader):
    """All entries, in their order."""

    def titles(entries):
        return [title for entry in entries for title in (titles(entry) if isinstance(entry, list) else [entry.title])]

    return titles(reader.outline)


def test_a_notebook_names_its_authors_or_none(window, tmp_path):
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Zwei & drei")], metadata={"lang": "de"})
    for authors, names in (
        ([{"name": "Ada"}, "B & C", {"affiliation": "none"}, 3, ""], "Ada, B & C"),
        ({"name": "Ada"}, None),
        ([], None),
    ):
        notebook.metadata["authors"] = authors
        file, pdf = tmp_path / "deck.html", tmp_path / "deck.pdf"
        file.write_text(deck(document("mine", notebook)), "utf-8")
        print_deck(window, file, pdf)
        assert about(pdf) == ("Zwei & drei", names, "de", True)


@pytest.mark.parametrize("name", names()[:1])
def test_a_handout_has_a_sheet_for_each_slide(executions, site, window, page, name, tmp_path):
    file, pdf = tmp_path / "sheets.html", tmp_path / "handout.pdf"
    file.write_text(handout(document(name, executions[name].notebook)), "utf-8")
    print_handout(window, file, pdf)
    open_ready(page, site / f"{name}.slides.html")
    assert pages(pdf) == page.evaluate("Reveal.getTotalSlides()")
    notes = page.locator("aside.notes:not(.pace)").count()
    assert about(pdf) == (page.title(), "The Arignote authors", "en", True)
    open_ready(page, file)
    page.emulate_media(media="print")
    assert page.locator("aside.notes:visible").count() == notes
    assert page.wrong == []


@pytest.mark.parametrize("name", ["3_noisy_line", "3_noisy_line.zh"])
def test_students_get_two_slides_a_sheet_with_room_to_write_and_no_notes(site, window, page, name, tmp_path):
    file, pdf = tmp_path / "sheets.html", tmp_path / "handout.pdf"
    file.write_text(handout(document(name, read(NOTEBOOKS / f"{name}.ipynb")), students=True), "utf-8")
    print_handout(window, file, pdf)
    open_ready(page, site / f"{name}.slides.html")
    slides = page.evaluate("Reveal.getTotalSlides()")
    assert pages(pdf) == (slides + 1) // 2
    open_ready(page, file)
    assert page.locator(".frame").count() == slides and page.locator("aside.notes").count() == 0
    rooms = [room.bounding_box() for room in page.locator(".room").all()]
    assert all(room["height"] > 130 and room["width"] > 600 for room in rooms) and len(rooms) == slides
    page.set_viewport_size({"width": 673, "height": 1009})  # A4 within the margins
    page.screenshot(path=screenshots() / f"students-{name}.png")


def test_the_index_offers_students_their_handout_and_teachers_theirs():
    doc = document("mine", v4.new_notebook(cells=[v4.new_markdown_cell("# Mine")]))
    page = index([doc], {"mine.html", "mine.teacher.html", "mine.handout.pdf", "mine.notes.pdf"})
    tutorials, teaching = page.split('class="teaching"')
    assert "mine.handout.pdf" in tutorials and "mine.notes.pdf" not in tutorials
    assert "mine.notes.pdf" in teaching and "mine.handout.pdf" not in teaching


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", names()[:1])
def test_a_deck_can_be_read_in_each_theme(executions, page, tmp_path, name, theme):
    file = tmp_path / "deck.html"
    file.write_text(deck(document(name, executions[name].notebook), theme), "utf-8")
    open_ready(page, file)
    page.add_style_tag(content=".reveal .slides section { display: block !important; visibility: visible !important }")
    assert page.evaluate(FAINT_TEXT) == []
    assert (page.evaluate(PAPER) < 0.1) == (theme == "dark")
    page.screenshot(path=screenshots() / f"{name}.slides.{theme}.png")
    assert page.wrong == []
