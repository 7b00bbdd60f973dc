"""Makes one page and one slide deck of an executed notebook, each a single file without links to load."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import jinja2
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import JavaLexer
from tutorials import NOTEBOOKS, ROOT, Problem

TEMPLATES = NOTEBOOKS / "export"
REVEAL = TEMPLATES / "reveal.js-5.2.1"
MATHJAX = ROOT / "kernel-lib" / "target" / "mathjax" / "tex-svg.js"
RICH = ("text/html", "text/markdown", "text/latex", "image/svg+xml", "image/png", "image/jpeg", "image/gif")

# Tags as nbconvert's users write them, with a hyphen or an underscore.
HIDDEN_CELL = {"remove-cell", "hide-cell"}
HIDDEN_INPUT = {"remove-input", "hide-input"}
HIDDEN_OUTPUT = {"remove-output", "hide-output"}
STARTS = ("slide", "subslide", "fragment")

THEMES = {"light": "default", "dark": "github-dark"}  # and Pygments' style for each


@dataclass(frozen=True)
class Cell:
    """A cell as HTML: prose, or a program with its outputs."""

    prose: str = ""
    program: str = ""
    outputs: list[str] = field(default_factory=list)
    slide: str = "-"


@dataclass(frozen=True)
class Document:
    """A notebook made ready for the templates."""

    name: str
    lang: str
    cells: list[Cell]

    @cached_property
    def title(self) -> str:
        """The first heading, as text."""
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.prose, re.S)
        return text_of(found[1]) if found else self.name

    @cached_property
    def summary(self) -> str:
        """The first sentence below the title, as text."""
        found = re.search(r"<p>(.*?)</p>", self.prose, re.S)
        return re.match(r".*?(?:[.!?](?=\s|$)|[。！？]|$)", text_of(found[1]), re.S)[0] if found else ""

    @cached_property
    def prose(self) -> str:
        return "\n".join(cell.prose for cell in self.cells if cell.slide != "notes")

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Anchor and text of the sections."""
        return [(anchor, text_of(text)) for anchor, text in re.findall(r'<h2 id="([^"]*)">(.*?)</h2>', self.prose)]

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


def document(name: str, notebook: NotebookNode, folder: Path = NOTEBOOKS) -> Document:
    cells = [made for cell in notebook.cells if (made := prepared(cell, folder))]
    return Document(name, notebook.metadata.get("lang", "en"), cells)


def prepared(cell: NotebookNode, folder: Path) -> Cell | None:
    tags = {tag.replace("_", "-") for tag in cell.metadata.get("tags", [])}
    slide = cell.metadata.get("slideshow", {}).get("slide_type") or "-"
    if tags & HIDDEN_CELL:
        return None
    if not cell.source.strip():
        return Cell(slide=slide) if slide in STARTS else None
    if cell.cell_type == "markdown":
        return Cell(prose=markdown(cell.source, folder, cell.get("attachments", {})), slide=slide)
    if cell.cell_type != "code":
        return None
    program = "" if tags & HIDDEN_INPUT else java(cell.source)
    outputs = [] if tags & HIDDEN_OUTPUT else [output_html(output, folder) for output in cell.outputs]
    return Cell(program=program, outputs=outputs, slide=slide)


class Prose(IPythonRenderer):
    """Markdown as Jupyter reads it, with Jupyter's names for the anchors of headings."""

    def heading(self, text: str, level: int, **attributes) -> str:
        anchor = html.escape(text_of(text).replace(" ", "-"))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'


def markdown(source: str, folder: Path, attachments: dict | None = None) -> str:
    renderer = Prose(
        escape=False, embed_images=True, path=str(folder), attachments=attachments or {}
    )
    return MarkdownWithMath(renderer=renderer).render(source)


def java(source: str) -> str:
    return highlight(source, JavaLexer(stripnl=False), HtmlFormatter(cssclass="program"))


def output_html(output: NotebookNode, folder: Path) -> str:
    if output.output_type == "stream":
        return f'<pre class="output {output.name}">{plain(output.text)}</pre>'
    if output.output_type == "error":
        return f'<pre class="output stderr">{plain(chr(10).join(output.traceback))}</pre>'
    kind = next((kind for kind in RICH if kind in output.data), None)
    if kind is None:
        return f'<pre class="output">{plain(output.data.get("text/plain", ""))}</pre>'
    content = output.data[kind]
    if kind == "text/html":
        return f'<div class="output html">{content}</div>'
    if kind == "text/markdown":
        return f'<div class="output">{markdown(content, folder)}</div>'
    if kind == "text/latex":
        return f'<div class="output formula">{html.escape(content)}</div>'
    light = " needs-light" if output.metadata.get("needs_background") == "light" else ""  # as JupyterLab knows it
    return f'<figure class="output{light}">{image(kind, content, output)}</figure>'


def plain(text: str) -> str:
    """Text as HTML, without a terminal's colours: they are made for its background, not for paper."""
    return html.escape(strip_ansi(text), quote=False)


def image(kind: str, content: str, output: NotebookNode) -> str:
    """An image with its alternative text and its size, from the metadata of the output."""
    data = base64.b64encode(content.encode()).decode() if kind == "image/svg+xml" else "".join(content.split())
    about = {**output.metadata, **output.metadata.get(kind, {})}
    alt = about.get("alt") or output.data.get("text/plain", "")
    size = "".join(f' {side}="{about[side]:g}"' for side in ("width", "height") if side in about)
    return f'<img src="data:{kind};base64,{data}" alt="{html.escape(alt)}"{size}>'


def text_of(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def linked(markup: str, ending: str) -> str:
    """Links between notebooks become links between their pages or decks; others lead back to notebooks/."""

    def link(found: re.Match) -> str:
        target, anchor = found[1], found[2] or ""
        if re.match(r"[a-z]+:|/", target) or not target:
            return found[0]
        if target.endswith(".ipynb") and "/" not in target:
            return f'href="{target.removesuffix(".ipynb")}{ending}{anchor}"'
        return f'href="../../notebooks/{target}{anchor}"'

    return re.sub(r'href="([^"#]*)(#[^"]*)?"', link, markup)


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
        script=lambda name: inlined((TEMPLATES / name).read_text("utf-8")),
        pygments=lambda theme: HtmlFormatter(style=THEMES[theme]).get_style_defs(".program"),
        mathjax=mathjax,
        reveal=reveal,
    )
    return environment


@lru_cache
def mathjax() -> str:
    if not MATHJAX.exists():
        raise Problem(f"{MATHJAX.relative_to(ROOT)} is missing; mvn package puts it there")
    return inlined(MATHJAX.read_text("utf-8"))


def page(doc: Document, translations: dict[str, str], theme: str = "light") -> str:
    """The page; translations holds, by language, the names of the same tutorial in other languages."""
    return templates().get_template("page.html.j2").render(doc=doc, translations=translations, theme=theme)


def deck(doc: Document, theme: str = "light") -> str:
    return templates().get_template("deck.html.j2").render(doc=doc, theme=theme)


def handout(doc: Document) -> str:
    """Sheets to be printed, one a slide, with the speaker's notes."""
    return templates().get_template("handout.html.j2").render(doc=doc)


def index(docs: list[Document], files: set[str], theme: str = "light") -> str:
    """The page that links all others, as far as their files are there."""
    return templates().get_template("index.html.j2").render(docs=docs, files=files, theme=theme)
