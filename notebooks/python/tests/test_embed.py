"""What a page shows from files is in it; what cannot be is told in a line, and seen at its place."""

import base64
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import nbformat
import nbformat.v4 as v4
import pytest
from arignote.browser import open_ready
from arignote.execute import read
from arignote.export import THEMES, deck, document, handout
from arignote.export import page as export_page
from arignote.tutorials import NOTEBOOKS, names
from looks import FAINT_TEXT, OVERFLOWING, screenshots


def png(width=3, height=2):
    """A red picture, chunk by chunk (PNG specification, 5)."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PNG = base64.b64encode(png()).decode()
FILM = b"\0\0\0\x18ftypmp42" + bytes(40)
FILES = {
    "red.png": png(), "two words.png": png(), "hügel.png": png(), "LOUD.PNG": png(), "50%25.png": png(), "sub/in.png": png(),
    "really.jpg": png(), "ok.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"><path d="M0 0h5"/></svg>',
    "empty.png": b"", "text.png": b"no picture", "half.png": png()[:40], "bad.svg": b"<svg><path></svg>", "bare.svg": b"<svg/>",
    "sheet.pdf": b"%PDF-1.7", "scan.tiff": b"II*\0", "film.mp4": FILM, "film.avi": b"RIFF....AVI ", "table.csv": b"a\n1\n",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A folder of a notebook with files in it, and one picture beside it."""
    folder = tmp_path / "note books"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (tmp_path / "beside.png").write_bytes(png())
    nbformat.write(v4.new_notebook(), folder / "other.ipynb")
    return folder


def prose(text, **attachments):
    cell = v4.new_markdown_cell(text)
    cell.attachments = attachments
    return cell


def output(**data):
    data = {kind.replace("__", "/").replace("_", "."): content for kind, content in data.items()}
    return v4.new_code_cell("x", outputs=[v4.new_output("display_data", data=data)])


def made(folder, *cells):
    return document("mine", v4.new_notebook(cells=list(cells)), folder, folder / "build" / "site")


def html(doc):
    return "".join(cell.prose + "".join(cell.outputs) for cell in doc.cells)


SHOWN = [
    "![a](red.png)", "![a](two%20words.png)", "![a](<two words.png>)", "![a](hügel.png)", "![a](h%C3%BCgel.png)",
    "![a](hu\u0308gel.png)", "![a](LOUD.PNG)", "![a](red.png?v=3#part)", "![a](50%25.png)", "![a](sub/in.png)", "![a](./red.png)",
    "![a](really.jpg)", "![a](ok.svg)", "![a][r]\n\n[r]: red.png 'title'", "[![a](red.png)](https://e.org)",
    '<img src="red.png" alt="a">', "<img alt=a src='two words.png'/>", "<p>\n<img\n  src=red.png\n  alt=a></p>", "text <img src=\"red.png\"> text",
    '<IMG SRC="red.png">', '<img srcset="red.png 1x, none.png 2x">', '<picture><source srcset="none.webp"><img src="red.png"></picture>',
    '<svg width="5" height="5"><image href="red.png"/></svg>', '<svg><image xlink:href="red.png"/></svg>', f"![a](data:image/png;base64,{PNG})",
    '<b style="background: url(red.png)">b</b>', "<style>b { background: url('red.png') }</style>", '<object data="data:image/png,"></object>',
]  # fmt: skip


@pytest.mark.parametrize("text", SHOWN)
def test_what_can_be_shown_is_part_of_the_page(folder, page, text):
    doc = made(folder, prose(text), output(text__html=text), output(text__markdown=text))
    assert doc.faults == []
    assert "missing" not in html(doc) and "none." not in html(doc)
    file = folder / "page.html"
    file.write_text(f'<meta charset="utf-8"><link rel="icon" href="data:,">{html(doc)}', "utf-8")
    page.goto(file.as_uri())
    page.wait_for_function("() => [...document.images].every(image => image.complete)")
    assert page.evaluate("[...document.images].filter(image => image.naturalWidth === 0).length") == 0
    assert page.wrong == []


@pytest.mark.parametrize("text", ["<video src='film.mp4' controls></video>", "<audio controls><source src=film.mp4></audio>"])
def test_a_film_is_part_of_the_page(folder, text):
    doc = made(folder, prose(text))
    assert doc.faults == []
    assert f"data:video/mp4;base64,{base64.b64encode(FILM).decode()}" in html(doc)


NOT_THERE = "is not there; put it into the notebook's folder, or correct its name"
NETWORK = "lies on the network, which a page does without; save it in the notebook's folder and name it from there"
NO_PART = "cannot be part of a page; show a picture of it, and a link"
DAMAGED = "is damaged, or no picture; make a PNG or an SVG of it"
MISSING = {
    "![a](none.png)": f"none.png {NOT_THERE}",
    "![a][r]\n\n[r]: none.png": f"none.png {NOT_THERE}",
    "![a](two%20birds.png)": f"two birds.png {NOT_THERE}",
    "![a](Red.png)": "Red.png is not there; there is red.png",
    "<img src='none.png' alt='a'>": f"none.png {NOT_THERE}",
    "text <img src=none.png> text": f"none.png {NOT_THERE}",
    "<svg width='9'><image href='none.png'/></svg>": f"none.png {NOT_THERE}",
    "<img alt='a'>": "a picture without an address cannot be shown; write where it lies",
    "![a]()": "a picture without an address cannot be shown; write where it lies",
    "![a](../beside.png)": "../beside.png lies outside of the notebook's folder; copy it into the folder",
    "![a](https://e.org/a%20b.png)": f"https://e.org/a b.png {NETWORK}",
    "![a](//e.org/a.png)": f"//e.org/a.png {NETWORK}",
    "![a](file:///a.png)": "file:///a.png lies on this machine alone; save it in the notebook's folder and name it from there",
    "![a](sub)": "sub is a folder and no file; name the file in it",
    "![a](empty.png)": "empty.png is empty; write it anew",
    "![a](text.png)": f"text.png {DAMAGED}",
    "![a](half.png)": f"half.png {DAMAGED}",
    "![a](bad.svg)": f"bad.svg {DAMAGED}",
    "![a](bare.svg)": f"bare.svg {DAMAGED}",
    "![a](sheet.pdf)": "sheet.pdf is application/pdf, which browsers do not show as a picture; make a PNG or an SVG of it",
    "![a](scan.tiff)": "scan.tiff is image/tiff, which browsers do not show as a picture; make a PNG or an SVG of it",
    "![a](film.mp4)": 'film.mp4 is video/mp4 and no picture; write <video controls src="film.mp4"></video>',
    "<video src='none.mp4'></video>": f"none.mp4 {NOT_THERE}",
    "<video controls><source src='none.mp4'></video>": f"none.mp4 {NOT_THERE}",
    "<video src='film.avi'></video>": "film.avi is video/x-msvideo, which browsers do not play; make an MP4 or an MP3 of it",
    "<video src='https://e.org/f.mp4'></video>": f"https://e.org/f.mp4 {NETWORK}",
    "<iframe src='https://e.org'></iframe>": f"https://e.org {NO_PART}",
    "<embed src='sheet.pdf'>": f"sheet.pdf {NO_PART}",
    "<object data='sheet.pdf'></object>": f"sheet.pdf {NO_PART}",
    "<script src='https://e.org/a.js'></script>": f"https://e.org/a.js {NO_PART}",
    "<link rel='stylesheet' href='https://e.org/a.css'>": f"https://e.org/a.css {NO_PART}",
    "![a](data:image/png;base64,AAAA)": "the picture that stands here as data:image/png;base64,AAAA is damaged, or none that browsers show",
    "![a](attachment:none.png)": "the attachment none.png is not in this cell; drag the picture into the cell again",
}  # fmt: skip


@pytest.mark.parametrize("text", MISSING)
def test_what_cannot_be_shown_is_told_and_marked(folder, text):
    doc = made(folder, prose("# First"), prose(text))
    (fault,) = doc.faults
    assert (fault.cell, fault.text, fault.is_error) == (2, MISSING[text], True)
    (mark,) = re.findall(r'<span class="missing" lang="en">(.*?)</span>', html(doc))
    assert MISSING[text].replace("<", "&lt;").replace(">", "&gt;") in mark
    assert "none.png" not in re.sub(r"<span.*?</span>", "", html(doc))
    outputs = [output(text__markdown=text), *([output(text__html=text)] if text.startswith("<") else [])]
    if "attachment:" not in text:  # an output has none
        assert {fault.text for fault in made(folder, *outputs).faults} == {MISSING[text]}


def test_a_picture_that_may_not_be_read_is_told(folder, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = made(folder, prose("![a](red.png)")).faults
    assert fault.text == "red.png cannot be read (Permission denied)"


def test_a_style_names_a_picture_that_is_missing(folder):
    doc = made(folder, prose("<b style='background: url(none.png)'>b</b>"), prose("<style>b { content: url(//e.org/x.png) }</style>"))
    assert [fault.text for fault in doc.faults] == [f"a style: none.png {NOT_THERE}", f"a style: //e.org/x.png {NETWORK}"]
    assert "url" not in html(doc)


def test_a_picture_inside_of_a_picture_is_told(folder):
    (folder / "outer.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><image width="5" href="red.png"/><a href="x"/></svg>')
    (folder / "whole.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,{PNG}"/></svg>')
    (fault,) = made(folder, prose("![a](whole.svg) ![a](outer.svg)")).faults
    assert fault.text == "outer.svg names another picture, red.png, which no page loads; save it with that picture inside"


def test_a_diagram_that_only_jupyterlab_draws_is_told(folder):
    doc = made(folder, prose("```mermaid\ngraph TD; A-->B\n```"))
    (fault,) = doc.faults
    assert (fault.text.split(";")[0], fault.is_error) == ("a page draws no Mermaid diagram", False)
    assert "A--&gt;B" in html(doc)


def test_a_mark_is_no_part_of_title_and_summary(folder):
    doc = made(folder, prose("# A ![logo](none.png) title\n\n![a](none.png)\n\nOne sentence. Two."))
    assert (doc.title, doc.summary) == ("A title", "One sentence.")


GIF = base64.b64encode(b"GIF89a\1\0\1\0\0\0\0;").decode()


@pytest.mark.parametrize(
    "address, name, forms",
    [
        ("red.png", "red.png", {"image/png": PNG}),
        ("r%C3%B6t%20lich.png", "röt lich.png", {"image/png": PNG}),
        ("red.png", "red.png", {"image/png": PNG[:30] + "\n" + PNG[30:].rstrip("=")}),
        ("red", "red", {"image/tiff": "SUkqAA==", "image/png": PNG}),
        ("red.gif", "red.gif", {"image/gif": GIF}),
        ("red.jpg", "red.jpg", {"image/jpeg": PNG}),
    ],
)
def test_an_attachment_is_shown(folder, address, name, forms):
    doc = made(folder, prose(f"![a](attachment:{address})", **{name: forms}))
    assert doc.faults == []
    assert re.search('<img src="data:image/(png|gif);base64,[A-Za-z0-9+/=]+" alt="a"', html(doc))


@pytest.mark.parametrize(
    "kind, content", [("image/png", "%%%"), ("image/png", PNG[:40]), ("image/png", ""), ("image/tiff", "SUkqAA=="), ("application/pdf", "JVBERg==")]
)
def test_an_attachment_that_no_browser_shows_is_told(folder, kind, content):
    doc = made(folder, prose("![a](attachment:x)", x={kind: content}))
    (fault,) = doc.faults
    assert fault.text == f"the attachment x is {kind}, and no picture that browsers show, or damaged; attach a PNG"
    assert fault.text in html(doc)


def test_what_only_looks_like_a_picture_is_left_alone(folder):
    text = "`![a](none.png)` `<img src=none.png>` $a<b$ <!-- <img src='none.png'> -->\n\n```html\n<img src=none.png>\n```"
    doc = made(folder, prose(text), output(text__html="<script>let a = '<img src=none.png>';</script>"))
    assert doc.faults == []


def test_markup_around_words_stays_around_them(folder):
    doc = made(folder, prose("Press <kbd>S</kbd>, <b>now</b>, H<sub>2</sub>O."))
    assert "Press <kbd>S</kbd>, <b>now</b>, H<sub>2</sub>O." in html(doc)


PLOTLY = "no page shows an output of the type application/vnd.plotly.v1+json; show it as a picture, or as HTML, too"


def test_an_output_in_a_form_that_no_page_shows(folder):
    kind = "application/vnd.plotly.v1+json"
    alone, with_text, both = ({kind: {}}, {kind: {}, "text/plain": "Figure"}, {kind: {}, "image/png": PNG})
    doc = made(folder, output(**alone), output(**with_text), output(**both))
    assert [(fault.cell, fault.text, fault.is_error) for fault in doc.faults] == [
        (1, PLOTLY, True),
        (2, f"{PLOTLY} (now its text stands there)", False),
    ]
    assert PLOTLY in doc.cells[0].outputs[0] and "Figure" in doc.cells[1].outputs[0] and "<img" in doc.cells[2].outputs[0]


@pytest.mark.parametrize(
    "data, seen",
    [
        ({"image/webp": "UklGRgAAAABXRUJQ"}, "<img"),
        ({"text/csv": "a,b"}, ">a,b<"),
        ({"application/json": {"a": [1]}}, "&quot;a&quot;|\"a\": \\["),
        ({"image/svg+xml": "<svg width='9'/>"}, base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width=\'9\'/>').decode()),
    ],
)
def test_less_usual_outputs_are_shown(folder, data, seen):
    doc = made(folder, output(**data))
    assert doc.faults == [] and re.search(seen if "\\" in seen else re.escape(seen), html(doc))


@pytest.mark.parametrize("data", [{"image/png": "%%"}, {"image/png": PNG[:44]}, {"image/svg+xml": "<svg><p></svg>"}])
def test_a_damaged_output_is_told(folder, data):
    doc = made(folder, output(**data))
    assert doc.faults[0].text in html(doc) and doc.faults[0].is_error


def test_a_link_leads_from_the_page_to_the_file(folder):
    doc = made(folder, prose("[t](table.csv) [p](two%20words.png#x) [up](../beside.png) [o](other.ipynb#End) [w](https://e.org) [h](#h)"))
    assert doc.faults == []
    targets = re.findall('href="(.*?)"', html(doc))
    assert targets[:3] == ["../../table.csv", "../../two%20words.png#x", "../../../beside.png"]
    assert targets[3:] == ["other.ipynb#End", "https://e.org", "#h"]


@pytest.mark.parametrize("name", ["none.csv", "none.ipynb", "sub/none/"])
def test_a_link_that_leads_nowhere_is_told_and_seen(folder, name):
    doc = made(folder, prose(f"[text]({name})"))
    (fault,) = doc.faults
    assert (fault.text, fault.is_error) == (f"a link: {name} {NOT_THERE}", False)
    assert re.search('<a class="missing" title="[^"]*">text</a>', html(doc)) and "href" not in html(doc)


@pytest.mark.parametrize("lang, mark", [("zh-CN", "没有显示：曲线（没有 none.png；"), ("de", "Not shown: 曲线 (none.png is not there")])
def test_a_mark_is_in_the_pages_language_where_that_has_words(folder, lang, mark):
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("![曲线](none.png)")], metadata={"lang": lang})
    text = export_page(document("mine", notebook, folder, folder), {}, "light")
    assert f'<span class="missing" lang="{lang if lang == "zh-CN" else "en"}">{mark}' in text


@pytest.mark.parametrize("theme", THEMES)
def test_marks_are_seen_on_pages_slides_and_sheets(folder, page, theme):
    slide = {"slideshow": {"slide_type": "slide"}}
    cells = [
        v4.new_markdown_cell("# Title\n\n![The curve of the cost](none.png)", metadata=slide),
        v4.new_markdown_cell("A [link](none.csv), and <img src='https://e.org/x.png'> a picture.", metadata=slide),
        output(**{"application/vnd.plotly.v1+json": {}}),
    ]
    doc = made(folder, *cells)
    for name, text in {"page": export_page(doc, {}, theme), "deck": deck(doc, theme), "sheets": handout(doc)}.items():
        file = folder / f"{name}.html"
        file.write_text(text, "utf-8")
        open_ready(page, file)
        marks = page.locator("span.missing")
        assert marks.count() == 3
        assert marks.first.text_content().startswith("Not shown: The curve of the cost (none.png is not there")
        if name == "deck":
            assert page.evaluate(OVERFLOWING) == []
        if name != "sheets":
            assert page.evaluate(FAINT_TEXT) == []
        page.screenshot(path=screenshots() / f"missing.{name}.{theme}.png")
    assert page.wrong == []


@pytest.mark.parametrize("name", names())
def test_nothing_is_missing_in_the_tutorials(name):
    assert document(name, read(NOTEBOOKS / f"{name}.ipynb")).faults == []


@pytest.fixture
def run(folder):
    """Runs a script on notebooks of the folder; gives its status and what it says."""

    def start(script, *words, cwd=None):
        done = subprocess.run([sys.executable, "-m", f"arignote.{script}", *words], capture_output=True, text=True, cwd=cwd, timeout=120)
        return done.returncode, done.stderr

    return start


@pytest.mark.parametrize("words", [(), ("--slides", "--handout")])
def test_a_run_says_what_is_missing_and_fails_with_the_pages_written(folder, run, words):
    cells = [prose("# Mine\n\n![a](none.png) [o](other.ipynb)"), v4.new_code_cell("1")]
    nbformat.write(v4.new_notebook(cells=cells), folder / "mine.ipynb")
    status, said = run("run", "--notebooks", folder, *words, "mine")
    assert status == 1
    assert f"arignote: mine, cell 1: none.png {NOT_THERE}" in said.splitlines()
    assert "arignote: mine, cell 1: a link leads to other, whose page is not made yet; run it, too" in said.splitlines()
    site = folder / "build" / "site"
    made = {"mine.slides.html", *({"mine.pdf", "mine.handout.pdf", "mine.notes.pdf"} if words else {"mine.html"})}
    assert made <= {path.name for path in site.iterdir()}
    assert "Not shown: a (none.png" in (site / "mine.slides.html").read_text("utf-8")


def test_a_link_alone_does_not_fail_a_run(folder, run):
    cells = [prose("# Mine\n\n![a](red.png) [l](none.csv)"), v4.new_code_cell("1")]
    nbformat.write(v4.new_notebook(cells=cells), folder / "7_mine.ipynb")
    status, said = run("run", "--notebooks", folder)
    assert (status, [line for line in said.splitlines() if "cell" in line]) == (
        0,
        [f"arignote: 7_mine, cell 1: a link: none.csv {NOT_THERE}"],
    )


def test_the_plain_form_says_what_it_does_not_find(folder, run, tmp_path):
    cells = [prose("![a](red.png) ![b](none.png) [t](table.csv)"), v4.new_code_cell("1")]
    nbformat.write(v4.new_notebook(cells=cells), folder / "mine.ipynb")
    status, said = run("plain", folder / "mine.ipynb", cwd=tmp_path)
    assert status == 1 and (tmp_path / "mine.plain.ipynb").exists()
    assert said.splitlines() == [
        f"arignote: mine.plain.ipynb, cell 1: none.png {NOT_THERE}",
        "arignote: mine.plain.ipynb names what lies beside mine.ipynb and not beside itself; copy it along: red.png, table.csv",
    ]
    nbformat.write(v4.new_notebook(cells=[prose("![a](red.png)"), v4.new_code_cell("1")]), folder / "mine.ipynb")
    assert run("plain", folder / "mine.ipynb", folder / "beside.ipynb") == (0, "")
