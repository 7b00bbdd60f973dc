"""Brings into a page what its prose and outputs show from files. What cannot come is told, and marked at its place."""

from __future__ import annotations

import base64
import binascii
import html
import mimetypes
import os
import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes
from xml.etree import ElementTree

from arignote import words
from arignote.tutorials import TUTORIALS

# What browsers show as a picture: its type, how its bytes begin, and what is in them if they are all there.
PICTURES = (
    ("image/png", rb"\x89PNG\r\n\x1a\n", b"IEND"),
    ("image/jpeg", rb"\xff\xd8\xff", b"\xff\xd9"),
    ("image/gif", rb"GIF8[79]a", b"\x3b"),
    ("image/webp", rb"RIFF.{4}WEBP", b""),
    ("image/avif", rb".{4}ftypavi[fs]", b""),
    ("image/bmp", rb"BM.{4}\x00{4}", b""),
    ("image/x-icon", rb"\x00\x00\x01\x00", b""),
)
SVG = "image/svg+xml"
FILMS = re.compile(r"(video|audio)/(mp4|webm|ogg|mpeg|wav|x-wav|flac|aac|x-m4a)$")

# The elements that show a file, and the attribute that names it.
SHOWN = {
    "img": "src", "image": "href", "video": "src", "audio": "src", "source": "src", "iframe": "src", "embed": "src",
    "object": "data", "script": "src", "link": "href",
}  # fmt: skip
AROUND = {"svg", "video", "audio", "picture"}  # a mark inside of these would not be seen
LOCAL = re.compile(r"(?![a-z][a-z0-9+.-]+:|//|#|$)", re.I)


class Missing(Exception):
    """Something that cannot be shown: what it is, why, and what to do."""


@dataclass(frozen=True)
class Fault:
    cell: int
    """Counted from 1, all kinds of cells."""
    text: str
    is_error: bool = True
    """Whether something is missing in the page; otherwise something else stands in its place."""


@dataclass
class Source:
    """A cell's surroundings: where its files and attachments come from, and what is to be said about it."""

    folder: Path
    site: Path
    cell: int = 0
    attachments: dict = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)
    """The local files that were found: the cell's number, the address as it is written."""
    lang: str = words.ENGLISH

    def of(self, cell: int, attachments: dict) -> Source:
        return Source(self.folder, self.site, cell, attachments, self.faults, self.files, self.lang)

    def tell(self, text: str, is_error: bool = True) -> None:
        fault = Fault(self.cell, text, is_error)
        if fault not in self.faults:
            self.faults.append(fault)

    def mark(self, missing: Missing, alt: str = "") -> str:
        """Tells what is missing, and gives what is to be seen in its place."""
        self.tell(str(missing))
        text = f"Not shown: {alt} ({missing})" if alt else f"Not shown: {missing}"
        said = words.of(f"language={self.lang}", TUTORIALS / "export").said(text)
        lang = words.ENGLISH if said == text else self.lang
        return f'<span class="missing" lang="{lang}">{html.escape(said, quote=False)}</span>'


def embedded(markup: str, source: Source) -> str:
    """HTML in which every picture, film and sound is there itself, and each link leads on from the page."""
    tags = Tags(markup, source)
    for start, end, text in sorted(tags.changes, reverse=True):
        markup = markup[:start] + text + markup[end:]
    return markup


class Tags(HTMLParser):
    """Finds the tags that name files, and what they are to be replaced by; all else stays as it is written."""

    def __init__(self, markup: str, source: Source):
        super().__init__()
        self.source = source
        self.changes: list[tuple[int, int, str]] = []
        self.lines = [0, *(found.end() for found in re.finditer("\n", markup))]
        self.around: list[tuple[str, int]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, listed: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        start = self.lines[line - 1] + column
        attributes, written = dict(listed), self.get_starttag_text()
        if "url(" in (attributes.get("style") or ""):
            attributes["style"] = painted(attributes["style"], self.source)
        try:
            changed = self.link(attributes) if tag == "a" else self.shown(tag, attributes)
            if changed is None and attributes != dict(listed):
                changed = attributes
            if changed is not None:
                self.changes.append((start, start + len(written), tag_text(tag, changed, written)))
        except Missing as missing:
            self.changes.append((start, start + len(written), ""))
            mark = self.source.mark(missing, attributes.get("alt") or attributes.get("title") or "")
            at = self.around[0][1] if self.around else start
            self.changes.append((at, at, mark))
        if tag in AROUND and not written.endswith("/>"):
            self.around.append((tag, start))

    def handle_endtag(self, tag: str) -> None:
        if self.around and self.around[-1][0] == tag:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style" and "url(" in data:
            line, column = self.getpos()
            start = self.lines[line - 1] + column
            self.changes.append((start, start + len(data), painted(data, self.source)))

    def shown(self, tag: str, attributes: dict) -> dict | None:
        """The attributes with the content in the place of its address; nothing where all stays as it is."""
        name = "xlink:href" if tag == "image" and "href" not in attributes else SHOWN.get(tag)
        address = (attributes.get(name) or "").strip() if name else ""
        if tag == "img" and not address and "srcset" in attributes:
            address = (attributes["srcset"] or "").split(",")[0].split()[0]
        if tag == "img" and not address:
            raise Missing("a picture without an address cannot be shown; write where it lies")
        if tag == "source" and "srcset" in attributes:
            return {}  # an img follows, which every browser knows
        if not address or address.startswith("#") or (tag == "link" and attributes.get("rel") != "stylesheet"):
            return None
        if tag in ("img", "image"):
            new = picture(address, self.source)
        elif tag in ("video", "audio", "source"):
            new = film(address, self.source)
        elif address.startswith("data:") or (tag == "iframe" and "srcdoc" in attributes):
            return None
        else:
            raise Missing(f"{shortened(address)} cannot be part of a page; show a picture of it, and a link")
        if new == address and "srcset" not in attributes:
            return None
        return {**{key: value for key, value in attributes.items() if key != "srcset"}, name: new}

    def link(self, attributes: dict) -> dict | None:
        """A link to a file, as it leads on from the page. Those to other notebooks are of the templates."""
        address = (attributes.get("href") or "").strip()
        if not LOCAL.match(address) or address.startswith("/"):
            return None
        try:
            file_of(address, self.source, anywhere=True)
        except Missing as missing:
            self.source.tell(f"a link: {missing}", is_error=False)
            return {**{k: v for k, v in attributes.items() if k != "href"}, "class": "missing", "title": str(missing)}
        self.source.files.append((self.source.cell, address))
        if re.fullmatch(r"[^/?#]*\.ipynb(#.*)?", address):
            return None
        way = quote(os.path.relpath(self.source.folder, self.source.site).replace(os.sep, "/"))
        return {**attributes, "href": f"{way}/{address}"}


def painted(style: str, source: Source) -> str:
    """A style with the pictures that it names."""

    def paint(found: re.Match) -> str:
        try:
            return f"url({picture(found[2], source)})"
        except Missing as missing:
            source.tell(f"a style: {missing}")
            return "none"

    return re.sub(r"url\(\s*(['\"]?)(?!data:|#)(.+?)\1\s*\)", paint, style)


def tag_text(tag: str, attributes: dict, written: str) -> str:
    if not attributes:
        return ""
    words = [tag, *(k if v is None else f'{k}="{html.escape(v)}"' for k, v in attributes.items())]
    return f"<{' '.join(words)}{'/' if written.endswith('/>') else ''}>"


def picture(address: str, source: Source) -> str:
    """The address of a picture that lies in the page itself."""
    name = shortened(address)
    if address.startswith("attachment:"):
        forms = attachment(address, source)
        found = [(kind, content) for kind, text in forms.items() if (content := decoded(text)) and picture_type(content)]
        if not found:
            raise Missing(f"the attachment {name} is {', '.join(forms)}, and no picture that browsers show, or damaged; attach a PNG")
        return data_address(min(found, key=lambda form: form[0] != SVG)[1])
    if address.startswith("data:"):
        head, _, body = address.partition(",")
        content = decoded(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)
        if not content or not picture_type(content):
            raise Missing(f"the picture that stands here as {name} is damaged, or none that browsers show")
        return address
    content = read(address, source)
    if kind := picture_type(content):
        inner = re.search(rb"<image\b[^>]*?href=[\"'](?!data:|#)([^\"']+)", content) if kind == SVG else None
        if inner:
            other = shortened(inner[1].decode("utf-8", "replace"))
            source.tell(f"{name} names another picture, {other}, which no page loads; save it with that picture inside")
        return data_address(content)
    kind = mimetypes.guess_type(re.sub(r"[?#].*", "", address))[0] or "of an unknown type"
    if FILMS.match(kind):
        raise Missing(f'{name} is {kind} and no picture; write <{kind[:5]} controls src="{name}"></{kind[:5]}>')
    is_picture = any(kind == known for known, _, _ in PICTURES) or kind == SVG
    why = "is damaged, or no picture" if is_picture else f"is {kind}, which browsers do not show as a picture"
    raise Missing(f"{name} {why}; make a PNG or an SVG of it")


def film(address: str, source: Source) -> str:
    """The address of a film, or of a sound, that lies in the page itself."""
    if address.startswith("data:"):
        return address
    kind = mimetypes.guess_type(re.sub(r"[?#].*", "", address))[0] or "of an unknown type"
    if LOCAL.match(address) and not FILMS.match(kind):
        file_of(address, source)
        raise Missing(f"{shortened(address)} is {kind}, which browsers do not play; make an MP4 or an MP3 of it")
    return f"data:{kind};base64,{base64.b64encode(read(address, source)).decode()}"


def read(address: str, source: Source) -> bytes:
    """The bytes of a file in the notebook's folder."""
    path, name = file_of(address, source), shortened(address)
    if path.is_dir():
        raise Missing(f"{name} is a folder and no file; name the file in it")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Missing(f"{name} cannot be read ({error.strerror})") from None
    if not content:
        raise Missing(f"{name} is empty; write it anew")
    source.files.append((source.cell, address))
    return content


def file_of(address: str, source: Source, anywhere: bool = False) -> Path:
    """Where the file lies that an address names, with or without %20 and the like, a query or an anchor."""
    name = shortened(address)
    if not LOCAL.match(address):
        where = "on this machine alone" if address.lower().startswith("file:") else "on the network, which a page does without"
        raise Missing(f"{name} lies {where}; save it in the notebook's folder and name it from there")
    bare = re.sub(r"[?#].*", "", address, flags=re.S)
    for written in dict.fromkeys((address, bare, unquote(address), unquote(bare))):
        for form in (written, *(unicodedata.normalize(way, written) for way in ("NFC", "NFD"))):
            path = Path(os.path.abspath(source.folder / form)) if "\0" not in form else source.folder / "?"
            if os.path.lexists(path):
                if not anywhere and not path.is_relative_to(os.path.abspath(source.folder)):
                    raise Missing(f"{name} lies outside of the notebook's folder; copy it into the folder")
                if path.exists():
                    return path
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    alike = next((other.name for other in beside if other.name.casefold() == path.name.casefold()), None)
    what = f"there is {alike}" if alike else "put it into the notebook's folder, or correct its name"
    raise Missing(f"{name} is not there; {what}")


def attachment(address: str, source: Source) -> dict[str, str]:
    """The forms of an attachment, by type."""
    key = address.removeprefix("attachment:")
    for name in (key, unquote(key)):
        if source.attachments.get(name):
            return source.attachments[name]
    raise Missing(f"the attachment {unquote(key)} is not in this cell; drag the picture into the cell again")


def decoded(text: str) -> bytes | None:
    """Base 64 as browsers take it: white space and the end's = may be missing. None if it is no base 64."""
    text = "".join(text.split())
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def picture_type(content: bytes) -> str | None:
    """The type of a picture that browsers show, by its bytes; None if it is none or not all there."""
    for kind, start, end in PICTURES:
        if re.match(start, content, re.S):
            return kind if end in content else None
    if b"<svg" not in content:
        return None
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    return SVG if root.tag == "{http://www.w3.org/2000/svg}svg" else None


def data_address(content: bytes) -> str:
    return f"data:{picture_type(content)};base64,{base64.b64encode(content).decode()}"


def shortened(address: str) -> str:
    """An address as a reader would write it, and not too long for a line."""
    text = unquote(address.removeprefix("attachment:"))
    return text if len(text) <= 80 else f"{text[:60]}…"
