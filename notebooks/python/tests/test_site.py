"""The pages as a host has them: every link leads somewhere, and nowhere outside but to the repository."""

from __future__ import annotations

import io
import json
import re
import zipfile
from argparse import Namespace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from arignote.execute import Execution, read
from arignote.export import DEFAULT_THEME
from arignote.hosting import Place, outward, place, repository
from arignote.run import export
from arignote.tutorials import NOTEBOOKS, ROOT, names

ADDRESS = "https://github.com/someone/arignote"


class Links(HTMLParser):
    """The links of a page, and the anchors that others may have."""

    def __init__(self, file: Path):
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.anchors.add(value)
            elif name in ("href", "src") and tag in ("a", "link", "script", "img", "iframe", "video", "audio", "source"):
                self.links.append(value or "")


def made(folder: Path, address: str, chosen: list[str]) -> dict[str, Links]:
    done = [Execution(name, read(NOTEBOOKS / f"{name}.ipynb"), 0.0) for name in chosen]
    options = Namespace(notebooks=NOTEBOOKS, build=folder / "build", slides=False, theme=DEFAULT_THEME, address=address)
    site = folder / "site"
    site.mkdir()
    export(done, options, site)
    return {path.name: Links(path) for path in site.glob("*.html")}


@pytest.fixture(scope="module")
def hosted(tmp_path_factory) -> tuple[Path, dict[str, Links]]:
    folder = tmp_path_factory.mktemp("hosted")
    return folder / "site", made(folder, ADDRESS, names())


def dead(pages: dict[str, Links], site: Path) -> list[str]:
    """The links that no host of this folder alone can follow."""
    found = []
    for page, has in pages.items():
        for link in has.links:
            if re.match(r"https?:|data:|mailto:", link):
                continue
            target, _, anchor = link.partition("#")
            target = unquote(target).removesuffix("?plan=45").removesuffix("?plan=90") or page
            inside = (site / target).resolve().is_relative_to(site.resolve()) and (site / target).is_file()
            anchors = pages[target].anchors if target in pages else set()
            is_slide = target.endswith(".slides.html") and anchor.startswith("/")
            if not inside or (anchor and unquote(anchor) not in anchors and not is_slide):
                found.append(f"{page}: {link}")
    return found


def test_a_walk_from_the_index_finds_every_page_and_no_dead_link(hosted):
    site, pages = hosted
    assert dead(pages, site) == []
    seen, waiting = set(), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        waiting += [t for t in (unquote(re.split("[#?]", link)[0]) for link in pages[page].links) if t in pages]
    assert seen == set(pages)


def test_the_walk_finds_what_is_dead(hosted):
    site, pages = hosted
    page = Links(site / "index.html")
    page.links += ["gone.html", "../docs/Notebooks.md", "index.html#nowhere"]
    assert len(dead({**pages, "index.html": page}, site)) == 3


def test_links_into_the_repository_lead_to_files_that_are_there(hosted):
    _, pages = hosted
    begin = f"{ADDRESS}/blob/HEAD/"
    inside = {link.removeprefix(begin).partition("#")[0] for has in pages.values() for link in has.links if link.startswith(begin)}
    assert "docs/theano-to-arignote.md" in inside
    assert [path for path in inside if not (ROOT / unquote(path)).exists()] == []


def test_each_page_leads_to_its_neighbours_and_can_be_taken_along(hosted):
    site, pages = hosted
    row = [name for name in names() if "." not in name]
    for name in names():
        has, at = pages[f"{name}.html"], row.index(name.partition(".")[0])
        for neighbour in row[max(0, at - 1) : at] + row[at + 1 : at + 2]:
            assert f"{neighbour}.html" in has.links
        assert f"{name}.zip" in has.links
        assert f"{ADDRESS}/blob/HEAD/notebooks/{name}.ipynb" in has.links
        assert any(link.startswith("https://mybinder.org/v2/gh/someone/arignote/HEAD") for link in has.links)
    with zipfile.ZipFile(io.BytesIO((site / f"{row[0]}.zip").read_bytes())) as archive:
        listed = archive.namelist()
        assert json.loads(archive.read(f"{row[0]}/{row[0]}.ipynb"))["nbformat"] == 4
    assert f"{row[0]}/data/answers.txt" in listed and f"{row[0]}/data/reference.json" not in listed


@pytest.mark.parametrize("address", ["https://example.org/arignote", "", "https://gitlab.com/a/b"])
def test_without_an_address_nothing_claims_to_open_the_notebook(address):
    assert repository(address) is None
    assert place("1_a", {"1_a": "A"}, "1_a.zip", address, NOTEBOOKS) == Place({}, {}, "1_a.zip", {})
    assert outward('<a href="../../docs/Plots.md">x</a>', ROOT / "build/site", address) == '<a href="../../docs/Plots.md">x</a>'


def test_a_page_alone_has_no_links_to_pages_that_are_not_there(tmp_path):
    pages = made(tmp_path, "", names()[1:2])
    text = (tmp_path / f"site/{names()[1]}.html").read_text("utf-8")
    assert 'rel="prev"' not in text and 'rel="next"' not in text
    assert not any("binder" in link or "codespaces" in link for link in pages[f"{names()[1]}.html"].links)


def test_a_notebook_outside_of_the_repository_is_not_opened_there(tmp_path):
    assert place("1_a", {"1_a": "A", "2_b": "B"}, "", ADDRESS, tmp_path) == Place({}, {"2_b": "B"}, "", {})
