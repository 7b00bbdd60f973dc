"""Makes one page and one slide deck of an executed notebook, each a single file without links to load."""

from __future__ import annotations

import base64
import html
import json
import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import jinja2
from arignote.beside import Text, texts
from arignote.embed import SVG, Fault, Missing, Source, decoded, embedded, picture_type
from arignote.hosting import Place
from arignote.tutorials import BUILD, NOTEBOOKS, ROOT, TUTORIALS, Problem
from mistune import HTMLRenderer
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import JavaLexer

TEMPLATES = TUTORIALS / "export"
REVEAL = TEMPLATES / "reveal.js-5.2.1"
MATHJAX = ROOT / "kernel-lib" / "target" / "mathjax" / "tex-svg.js"
IMAGES = (SVG, "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp")
RICH = ("text/html", "text/markdown", "text/latex", *IMAGES)

# Tags as nbconvert's users write them, with a hyphen or an underscore.
HIDDEN_CELL = {"remove-cell", "hide-cell"}
HIDDEN_INPUT = {"remove-input", "hide-input"}
HIDDEN_OUTPUT = {"remove-output", "hide-output"}
SOLUTION = "solution"  # ours: a page folds the program, and has the field for an answer above it
CHECKED = 'class="arignote-exercise"'
FOLD_NAMES = {"en": "Solution", "zh-CN": "解答"}
BESIDE_NAMES = {"en": "Language", "zh-CN": "语言"}
STARTS = ("slide", "subslide", "fragment")

# By their names, with Pygments' style for each. The first is the default; each other one has two files by its name, its
# colours and what stands first in a body.
THEMES = {"light": "default", "dark": "github-dark"}
DEFAULT_THEME = next(iter(THEMES))

TEXT = r'"(?:[^"\\\n]|\\.)*"'
ALT = re.compile(rf"(?P<space>\s*)\.alt\(\s*{TEXT}(?:\s*\+\s*{TEXT})*\s*\)")
BRIEF_ALT = '.alt("…")'
ROW = 72  # letters of a program that stand in a row of a slide


@dataclass(frozen=True)
class Cell:
    """A cell as HTML: prose, or a program with its outputs."""

    prose: str = ""
    program: str = ""
    outputs: list[str] = field(default_factory=list)
    slide: str = "-"
    fold: str = ""
    """The words on which program and outputs unfold; empty where they stand open."""
    checks: list[str] = field(default_factory=list)
    """What of a folded cell is for the reader's answers, and stays open."""
    id: str = ""
    beside: list[Text] = field(default_factory=list)
    """The same in other languages."""
    beside_label: str = ""
    """What their tabs are called to those who hear them."""
    brief: str = ""
    """The program as slides show it."""


@dataclass(frozen=True)
class Document:
    """A notebook made ready for the templates."""

    name: str
    lang: str
    cells: list[Cell]
    faults: list[Fault] = field(default_factory=list)
    """What is missing in it, or stands in another form."""
    files: list[tuple[int, str]] = field(default_factory=list)
    """The files that it shows or links to, each with the number of the cell."""
    authors: list[str] = field(default_factory=list)
    """Their names, as the notebook's metadata have them."""

    @cached_property
    def title(self) -> str:
        """The first heading, as text."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.prose, re.S)
        return text_of(found[1]) if found else self.name

    @cached_property
    def summary(self) -> str:
        """The first sentence below the title, as text."""
        paragraphs = (text_of(text) for text in re.findall(r"<p>(.*?)</p>", self.prose, re.S))
        return re.match(r".*?(?:[.!?](?=\s|$)|[。！？]|$)", next(filter(None, paragraphs), ""), re.S)[0]

    @cached_property
    def prose(self) -> str:
        return "\n".join(cell.prose for cell in self.cells if cell.slide != "notes")

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Anchor and text of the sections."""
        return [(anchor, text_of(text)) for anchor, text in re.findall(r'<h2\b[^>]*? id="([^"]*)">(.*?)</h2>', self.prose)]

    @property
    def slides(self) -> list[list[list[list[Cell]]]]:
        """Columns of slides of fragments of cells, as the cells' slide types say."""
        columns: list[list[list[list[Cell]]]] = []
        for cell in self.cells:
            if cell.slide == "skip":
                continue
            if cell.slide == "slide" or not columns:
                columns.append([[[]]])
            elif cell.slide == "subslide":
                columns[-1].append([[]])
            elif cell.slide == "fragment":
                columns[-1][-1].append([])
            columns[-1][-1][-1].append(cell)
        return columns


def document(name: str, notebook: NotebookNode, folder: Path = NOTEBOOKS, site: Path = BUILD / "site") -> Document:
    """The notebook of a folder, for pages and decks that will lie in another one."""
    lang = notebook.metadata.get("lang", "en")
    desk = Source(folder, site, lang=lang)
    others, label = texts(name, folder), BESIDE_NAMES.get(lang, BESIDE_NAMES["en"])
    cells = [
        replace(made, id=cell.id, beside=others[cell.id], beside_label=label) if cell.get("id") in others and made.program else made
        for number, cell in enumerate(notebook.cells, 1)
        if (made := prepared(cell, desk.of(number, cell.get("attachments", {})), lang))
    ]
    return Document(name, lang, in_order(cells), desk.faults, desk.files, authors(notebook))


def authors(notebook: NotebookNode) -> list[str]:
    """nbformat has a list of them and does not say of what; Jupyter's editors write objects with a name."""
    found = notebook.metadata.get("authors", [])
    names = [author.get("name") if isinstance(author, dict) else author for author in found] if isinstance(found, list) else []
    return [name for name in names if isinstance(name, str) and name.strip()]


def in_order(cells: list[Cell]) -> list[Cell]:
    """The cells with headings none of which, for those who hear them, leaves out a level."""
    level = 0

    def place(found: re.Match) -> str:
        nonlocal level
        said, level = int(found[1]), min(int(found[1]), level + 1)
        return found[0] if said == level else f'{found[0]} aria-level="{level}"'

    return [cell if cell.slide == "notes" else replace(cell, prose=re.sub(r"<h([1-6])\b", place, cell.prose)) for cell in cells]


def prepared(cell: NotebookNode, source: Source, lang: str) -> Cell | None:
    tags = {tag.replace("_", "-") for tag in cell.metadata.get("tags", [])}
    slide = cell.metadata.get("slideshow", {}).get("slide_type") or "-"
    if tags & HIDDEN_CELL:
        return None
    if not cell.source.strip():
        return Cell(slide=slide) if slide in STARTS else None
    if cell.cell_type == "markdown":
        return Cell(prose=markdown(cell.source, source), slide=slide)
    if cell.cell_type != "code":
        return None
    program = "" if tags & HIDDEN_INPUT else java(cell.source)
    outputs = [] if tags & HIDDEN_OUTPUT else [output_html(output, source) for output in cell.outputs]
    if SOLUTION not in tags:
        return Cell(program=program, outputs=outputs, slide=slide, brief=program and java(briefly(cell.source)))
    program = program and java(re.sub(r"^.*\b(BEGIN|END) SOLUTION\b.*\n?", "", cell.source, flags=re.M))
    checks = [output for output in outputs if CHECKED in output]
    others = [output for output in outputs if CHECKED not in output]
    return Cell("", program, others, slide, FOLD_NAMES.get(lang, FOLD_NAMES["en"]), checks, brief=program)


class Prose(IPythonRenderer):
    """Markdown as Jupyter reads it, with Jupyter's names for the anchors of headings."""

    def __init__(self, source: Source):
        super().__init__(escape=False)
        self.source = source

    def block_mermaidjs(self, code: str) -> str:
        self.source.tell("a page draws no Mermaid diagram; show a picture of it (now its text stands there)", is_error=False)
        return f"<pre><code>{html.escape(code)}</code></pre>\n"

    def heading(self, text: str, level: int, **attributes) -> str:
        anchor = html.escape(text_of(text).replace(" ", "-"))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return HTMLRenderer.image(self, text, url, title)  # what it names is embedded with all else


def markdown(text: str, source: Source) -> str:
    made = MarkdownWithMath(renderer=Prose(source)).render(text)
    return embedded(re.sub(r"<th\b([^>]*)></th>", r"<td\1></td>", made), source)  # an empty corner is no header


def java(source: str) -> str:
    return highlight(source, JavaLexer(stripnl=False), HtmlFormatter(cssclass="program"))


def briefly(source: str) -> str:
    """A program whose descriptions of pictures are left out: who sees the slide sees the picture."""

    def shortened(call: re.Match) -> str:
        line = source[source.rfind("\n", 0, call.start()) + 1 : call.start()]
        fits = len(line) + len(BRIEF_ALT) <= ROW and "//" not in line  # a comment would swallow it
        return BRIEF_ALT if fits else call["space"] + BRIEF_ALT

    return ALT.sub(shortened, source)


def output_html(output: NotebookNode, source: Source) -> str:
    if output.output_type == "stream":
        return f'<pre class="output {output.name}">{plain(output.text)}</pre>'
    if output.output_type == "error":
        return f'<pre class="output stderr">{plain(chr(10).join(output.traceback))}</pre>'
    kind = next((kind for kind in RICH if kind in output.data), None)
    if kind is None:
        return other_output(output.data, source)
    content = output.data[kind]
    if kind == "text/html":
        return f'<div class="output html">{embedded(content, source)}</div>'
    if kind == "text/markdown":
        return f'<div class="output">{markdown(content, source)}</div>'
    if kind == "text/latex":
        return f'<div class="output formula">{html.escape(content)}</div>'
    light = " needs-light" if output.metadata.get("needs_background") == "light" else ""  # as JupyterLab knows it
    return f'<figure class="output{light}">{image(kind, content, output, source)}</figure>'


def other_output(data: dict, source: Source) -> str:
    """An output in no form that pages know: as text, if there is one; what that leaves out is told."""
    unknown = [kind for kind in data if not kind.startswith("text/") and kind != "application/json"]
    text = next((data[kind] for kind in sorted(data, key="text/plain".__ne__) if kind.startswith("text/")), "")
    if not text and "application/json" in data:
        text = json.dumps(data["application/json"], indent=2, ensure_ascii=False)
    what = f"no page shows an output of the type {' or '.join(unknown)}; show it as a picture, or as HTML, too"
    if unknown and not text:
        return f'<div class="output">{source.mark(Missing(what))}</div>'
    if unknown:
        source.tell(f"{what} (now its text stands there)", is_error=False)
    return f'<pre class="output">{plain(text)}</pre>'


def plain(text: str) -> str:
    """Text as HTML, without a terminal's colours: they are made for its background, not for paper."""
    return html.escape(strip_ansi(text), quote=False)


def image(kind: str, content: str, output: NotebookNode, source: Source) -> str:
    """An image with its alternative text and its size, from the metadata of the output."""
    about = {**output.metadata, **output.metadata.get(kind, {})}
    alt = about.get("alt") or output.data.get("text/plain", "")
    if kind == SVG:  # a file needs the name of its language, an element of a page does not
        content = re.sub(r"<svg(?![^>]*\sxmlns=)", '<svg xmlns="http://www.w3.org/2000/svg"', content, count=1)
    data = content.encode() if kind == SVG else decoded(content)
    if not data or not picture_type(data):
        return source.mark(Missing(f"the picture that this cell put out is no {kind}, or damaged; run it again"), alt)
    size = "".join(f' {side}="{about[side]:g}"' for side in ("width", "height") if side in about)
    return f'<img src="data:{kind};base64,{base64.b64encode(data).decode()}" alt="{html.escape(alt)}"{size}>'


def text_of(markup: str) -> str:
    """What is to be read, without what only marks a picture that is missing."""
    markup = re.sub(r'<span class="missing".*?</span>', "", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def linked(markup: str, ending: str) -> str:
    """Links between notebooks become links between their pages or decks."""
    return re.sub(r'href="(?![a-z]+:)([^"#/?]+)\.ipynb(#[^"]*)?"', rf'href="\1{ending}\2"', markup)


def inlined(script: str) -> str:
    """A script made safe inside a script element."""
    return script.replace("</script", r"<\/script").replace("<!--", r"<\!--")


def reveal(name: str) -> str:
    """A file of reveal.js. Its style sheet claims class names such as controls and progress for
    everything below the deck; they are its own children, and an output may have the same names.
    The list of layouts in the window with the notes keeps the keys once it was used."""
    text = (REVEAL / name).read_text("utf-8")
    if name.endswith(".js"):
        chosen = "setLayout( layoutDropdown.value );"
        return inlined(text.replace(chosen, f"{chosen} layoutDropdown.blur();"))
    return re.sub(r"\.reveal \.(controls|progress|playback)(?![\w-])", r".reveal>.\1", text)


@lru_cache
def templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(escape=html.escape, linked=linked)
    environment.globals.update(
        css=lambda name: (TEMPLATES / name).read_text("utf-8"),
        words=words,
        script=lambda name: inlined((TEMPLATES / name).read_text("utf-8")),
        pygments=lambda theme=DEFAULT_THEME: HtmlFormatter(style=THEMES[theme]).get_style_defs(".program"),
        default=DEFAULT_THEME,
        mathjax=mathjax,
        reveal=reveal,
    )
    return environment


@lru_cache
def mathjax() -> str:
    if not MATHJAX.exists():
        raise Problem(f"{MATHJAX.relative_to(ROOT)} is missing; mvn package puts it there")
    return inlined(MATHJAX.read_text("utf-8"))


SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script", re.S | re.I)


def words(lang: str) -> str:
    """The script that turns the words of players, questions and errors into a language; empty if it has no files."""
    file = TEMPLATES / f"words.{lang}.json"
    if not re.fullmatch(r"[\w-]+", lang) or not file.is_file():
        return ""
    script = (TEMPLATES / "words.js").read_text("utf-8").replace("@ROOTS@", "body")
    for name in ("words", "errors"):
        kept = json.dumps(json.loads((TEMPLATES / f"{name}.{lang}.json").read_text("utf-8")), ensure_ascii=True)
        script = script.replace(f"'@{name.upper()}@'", kept)
    return inlined(script)


def scripts(markup: str) -> set[str]:
    """The text of each script in it."""
    return set(SCRIPT.findall(markup))


@lru_cache
def notes_script() -> str:
    """What runs in the window with a speaker's notes, which reveal.js writes: there it is a string of JavaScript."""
    return json.loads('"' + re.search(r"<script>(.*?)<\\/script", reveal("notes.js"), re.S)[1] + '"')


class Handlers(HTMLParser):
    """What attributes such as onclick run."""

    def __init__(self, markup: str):
        super().__init__()
        self.found: set[str] = set()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attributes if name.startswith("on") and value}


def secured(markup: str, own: set[str], cells: list[Cell] = ()) -> str:
    """The page with a policy for browsers: nothing is loaded, nothing sent, and no script runs but its own and those of outputs.

    What prose brings is shown, and does not run.
    """
    outputs = [output for cell in cells for output in cell.checks + cell.outputs]
    handlers = set().union(*(Handlers(output).found for output in outputs))
    runs = sorted(own.union(handlers, *map(scripts, outputs)))
    sums = [f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" for text in runs]
    allowed = " ".join([*(["'unsafe-hashes'"] if handlers else []), *(sums or ["'none'"])])
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; media-src data:;"
        " font-src data:; frame-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    first = '<meta charset="utf-8">\n'
    return markup.replace(first, f'{first}<meta http-equiv="Content-Security-Policy" content="{policy}">\n', 1)


def rendered(template: str, doc: Document, *written: str, **values) -> str:
    """A notebook by a template, whose own scripts are those that it has without a cell, and those that these write."""
    made = templates().get_template(template)
    own = scripts(made.render(doc=replace(doc, cells=[]), **values)).union(written)
    return secured(made.render(doc=doc, **values), own, doc.cells)


def page(doc: Document, translations: dict[str, str], theme: str = DEFAULT_THEME, place: Place = Place()) -> str:
    """The page; translations holds, by language, the names of the same tutorial in other languages."""
    return rendered("page.html.j2", doc, translations=translations, theme=theme, place=place)


def deck(doc: Document, theme: str = DEFAULT_THEME, guide=None, plans: tuple[int, ...] = ()) -> str:
    """The deck; a teacher's guide, of teacher.py, adds the times of its plans for the speaker's window."""
    return rendered("deck.html.j2", doc, notes_script(), theme=theme, guide=guide, plans=plans)


def handout(doc: Document, students: bool = False) -> str:
    """Sheets to be printed: one a slide, with the speaker's notes; for students two slides a sheet, with room to write and no note."""
    return rendered("handout.html.j2", doc, students=students)


def index(docs: list[Document], files: set[str], theme: str = DEFAULT_THEME) -> str:
    """The page that links all others, as far as their files are there."""
    return rendered_alone("index.html.j2", docs=docs, files=files, theme=theme)


def rendered_alone(template: str, **values) -> str:
    """A page that shows nothing of a notebook's cells."""
    markup = templates().get_template(template).render(**values)
    return secured(markup, scripts(markup))
